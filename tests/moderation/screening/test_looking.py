import time

from hypothesis import given, settings, strategies as st

from moderation.screening.embargo import seal
from moderation.screening.lists import Term, WordList, built_in
from moderation.screening.looking import Against, Sort, look

KEY = b"k"


def test_everything_a_text_shows_is_seen_in_the_order_of_reading() -> None:
    against = Against(embargoed={seal("Nuit Blanche", KEY): 12}, embargo_lengths=frozenset({2}), key=KEY)
    text = "Bande de c0nnards, la nuit blanche est sur bit.ly/x, appelez le 06 12 34 56 78"
    seen = [(one.sort, one.detail, one.holds) for one in look(text, "fr", against)]
    assert seen == [
        (Sort.WORD, "bande de connards", True),
        (Sort.EMBARGO, "12", True),
        (Sort.LINK, "bit.ly", False),
        (Sort.PRIVATE, "phone", True),
    ]


def test_our_own_links_are_none_and_ordinary_ones_hold_nothing() -> None:
    against = Against(our_hosts=("brume.example.com",))
    assert look("voir https://ideas.brume.example.com/ideas/3", "fr", against) == []
    (other,) = look("voir https://example.org/page", "fr", against)
    assert not other.holds


def test_a_refused_host_holds() -> None:
    (link,) = look("voir shop.rival.com", "fr", Against(refused_hosts=("rival.com",)))
    assert link.holds


def test_an_allowed_host_is_not_worth_a_word_however_it_looks() -> None:
    assert look("voir bit.ly/carte", "fr", Against(allowed_hosts=("bit.ly",))) == []


def test_what_the_house_calls_fine_excuses_a_word_of_the_built_in_list() -> None:
    ours = WordList([Term("Le Bâtard", 0, "staff")])
    assert look("le batard sort du four", "fr", Against(lists=(built_in(), ours))) == []
    assert look("espèce de bâtard", "fr", Against(lists=(built_in(), ours)))


@settings(max_examples=150)
@given(st.text(max_size=400))
def test_any_text_can_be_looked_at(text: str) -> None:
    for one in look(text, None):
        assert 0 <= one.start < one.end <= len(text)


def test_the_longest_text_is_looked_at_in_good_time() -> None:
    begun = time.process_time()
    look("06 12 c o n n a r d e @ 1.2 www. (at) dot " * 800, None)
    assert time.process_time() - begun < 5
