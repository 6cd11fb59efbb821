"""One contract for every kind of index."""

import time

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from foundation.search import Document, SearchBackend

BAGS = Document(
    1, "idea", 1, "fr", "Sachets rechargeables", "La fidélité des clients mérite des sachets de recharge."
)
DELIVERY = Document(2, "idea", 1, "fr", "L’itinéraire de livraison", "Suivre l'itinéraire du livreur en été.")
LOYALTY = Document(
    3, "idea", 2, "en", "Loyalty card", "A loyalty card for customers who bring their own cups."
)
GRINDER = Document(
    4, "comment", 2, "en", "", "The grinder is loud; a quieter grinder would be lovely in the morning."
)
TREE = Document(5, "idea", 3, "de", "Über den Kaffeebaum", "Ein Baum für jede Tüte.")
ALL = (BAGS, DELIVERY, LOYALTY, GRINDER, TREE)

HOSTILE = (
    "",
    " ",
    "*",
    "%",
    "_",
    "%%%__",
    "AND OR NOT",
    "NOT",
    "loyalty AND",
    "(((",
    ")",
    '"',
    "'",
    '"loyalty card',
    "title_en:loyalty",
    "id:3",
    "[a TO z]",
    "loyalty~2",
    "loyalty^1000000",
    "l*",
    "?oyalty",
    "\\",
    "\x00loyalty\x00",
    "\ud800loyalty\udfff",
    "'; DROP TABLE search_document; --",
    "' | '",
    "a & b | !c <-> d",
    "loyalty:*",
    "x" * 10_000,
    "loyalty " * 2_000,
    " ".join(map(str, range(3000))),
    "😀",
    "咖啡",
    "ﬁdélité",
    "\u202eloyalty",
    "ß" * 300,
    "İ",
)


@pytest.fixture
def index(backend: SearchBackend) -> SearchBackend:
    backend.apply(ALL)
    return backend


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("fidelite", [1]),
        ("fidélité", [1]),
        ("FIDÉLITÉS", [1]),
        ("itinéraire", [2]),
        ("d'itinéraires", [2]),
        ("L’ITINERAIRE", [2]),
        ("été", [2]),
        ("ete", [2]),
        ("card loyalty", [3]),
        ("customers’ cards", [3]),
        ("grinders", [4]),
        ("kaffeebaum", [5]),
        ("uber", [5]),
        ("chameau", []),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr", "xx"])
def test_words_are_found_whatever_their_accents_endings_and_language(
    index: SearchBackend, text: str, found: list[int], language: str
) -> None:
    hits = index.query(text, language)
    assert (hits.ids, hits.total) == (found, len(found))


def test_all_words_come_first_and_some_when_none_has_all(index: SearchBackend) -> None:
    assert index.query("loyalty grinder", "en").total == 2
    assert index.query("grinder quieter", "en").ids == [4]


def test_the_title_weighs_more_than_the_body(backend: SearchBackend) -> None:
    filler = "Some other words about the shop and its people. "
    backend.apply(
        [
            Document(1, "idea", 1, "en", "Another thing", f"{filler} decaf {filler}"),
            Document(2, "idea", 1, "en", "Decaf", filler),
            Document(3, "idea", 1, "en", "Nothing", f"{filler} decaf {filler}"),
        ]
    )
    hits = backend.query("decaf", "en")
    assert hits.total == 3
    if not type(backend).__name__.startswith("Rows"):
        assert hits.ids[0] == 2


def test_what_is_deleted_is_gone_at_once(index: SearchBackend) -> None:
    assert index.query("loyalty", "en").ids == [3]
    index.apply([], [3])
    assert index.query("loyalty", "en").ids == []
    assert index.suggest("loyallty") is None
    index.apply([LOYALTY])
    assert index.query("loyalty", "en").ids == [3]


def test_what_is_not_published_is_not_found(index: SearchBackend) -> None:
    index.apply([Document(3, "idea", 2, "en", "Loyalty card", "", state="held")])
    assert index.query("loyalty", "en").total == 0


def test_a_changed_document_is_found_by_its_new_words_only(index: SearchBackend) -> None:
    index.apply([Document(3, "idea", 2, "en", "Stamp booklet", "")])
    assert index.query("loyalty", "en").ids == []
    assert index.query("stamps", "en").ids == [3]


def test_an_id_twice_in_a_batch_is_one_document_the_last(index: SearchBackend) -> None:
    index.apply([Document(9, "idea", 1, "en", f"Teapot {turn}", "") for turn in ("one", "two", "three")])
    assert index.query("teapot", "en").ids == [9]
    assert index.query("three", "en").ids == [9]
    assert index.query("teapot one", "en").ids == [9]
    assert index.health().documents == 6
    index.apply([BAGS], [1])
    assert index.query("sachets", "fr").ids == []


def test_filters_are_part_of_the_question(index: SearchBackend) -> None:
    index.apply([Document(id_, "comment", 7, "en", "", "loyalty") for id_ in range(100, 130)])
    assert index.query("loyalty", "en", kinds=["idea"]).ids == [3]
    assert index.query("loyalty", "en", space_ids=[2]).total == 1
    assert index.query("loyalty", "en", space_ids=[7], kinds=["comment"]).total == 30
    assert index.query("loyalty", "en", space_ids=[]).total == 0
    assert index.query("loyalty", "en", kinds=[]).total == 0
    assert index.query("loyalty", "en", space_ids=[2, 7]).total == 31


def test_filters_follow_what_changes(index: SearchBackend) -> None:
    assert index.query("loyalty", "en", space_ids=[9]).total == 0
    index.apply([Document(3, "idea", 9, "en", "Loyalty card", "")])
    assert index.query("loyalty", "en", space_ids=[9]).ids == [3]
    assert index.query("loyalty", "en", space_ids=[2]).ids == []


def test_pages_hold_each_document_once_and_know_the_total(backend: SearchBackend) -> None:
    backend.apply([Document(id_, "idea", 1, "en", f"Mug number {id_}", "") for id_ in range(1, 46)])
    pages = [backend.query("mug", "en", page=page, size=20) for page in (1, 2, 3, 4)]
    assert [len(page.ids) for page in pages] == [20, 20, 5, 0]
    assert sorted(id_ for page in pages for id_ in page.ids) == list(range(1, 46))
    assert {page.total for page in pages} == {45}


@pytest.mark.parametrize(("page", "size"), [(0, 20), (-1, 20), (1, 0), (1, -5), (10**12, 20), (1, 10**12)])
def test_pages_that_cannot_be_are_no_error(index: SearchBackend, page: int, size: int) -> None:
    assert index.query("loyalty", "en", page=page, size=size).total == 1


def test_the_words_are_marked_in_safe_html(backend: SearchBackend) -> None:
    backend.apply(
        [Document(1, "idea", 1, "fr", "T", "<script>l'Été</script> & " + "mot " * 100 + "des étés")]
    )
    passage = backend.query("ete", "fr").highlights[1]
    assert "&lt;script&gt;l&#39;<mark>Été</mark>&lt;/script&gt; &amp;" in passage
    assert passage.endswith("…")
    assert "<script>" not in passage


def test_a_passage_is_about_the_words(backend: SearchBackend) -> None:
    backend.apply([Document(1, "idea", 1, "en", "T", "word " * 150 + "the grinders " + "word " * 150)])
    passage = backend.query("grinder", "en").highlights[1]
    assert "<mark>grinders</mark>" in passage
    assert passage.startswith("…")
    assert len(passage) < 240


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("livraisn", "livraison"),
        ("loyallty card", "loyalty card"),
        ("girnder", "grinder"),
        ("Custmers", "customers"),
    ],
)
def test_a_misspelt_word_is_corrected(index: SearchBackend, typed: str, meant: str) -> None:
    assert index.suggest(typed) == meant


def test_a_known_word_is_not_corrected(index: SearchBackend) -> None:
    assert index.suggest("loyalty cards fidelite") is None
    assert index.suggest("zzzzzzzz") is None


def test_spelling_tells_nothing_of_spaces_one_may_not_read(index: SearchBackend) -> None:
    assert index.suggest("loyallty", space_ids=[1]) is None
    assert index.suggest("loyallty", space_ids=[2]) == "loyalty"
    assert index.suggest("loyallty", space_ids=[]) is None


def test_similar_documents_share_rare_words(index: SearchBackend) -> None:
    index.apply(
        [Document(10, "idea", 1, "en", "Card for loyal people", "A loyalty card, stamped at each visit.")]
    )
    assert set(index.similar("I would like a card that rewards loyalty", "en")) == {3, 10}
    assert index.similar("I would like a card that rewards loyalty", "en", exclude=[10]) == [3]
    assert index.similar("loyalty card", "en", space_ids=[1]) == [10]
    assert index.similar("loyalty card", "en", kinds=["comment"]) == []
    assert index.similar("loyalty card", "en", size=1) in ([3], [10])
    assert index.similar("nothing of all that", "en") == []


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_is_typed_is_an_error(index: SearchBackend, text: str) -> None:
    began = time.process_time()
    hits = index.query(text, "en")
    assert set(hits.highlights) == set(hits.ids)
    index.suggest(text)
    index.similar(text, "fr", space_ids=[1])
    assert time.process_time() - began < 2


def test_wildcards_are_letters(index: SearchBackend) -> None:
    assert index.query("%", "en").total == 0
    assert index.query("l_yalty", "en").total == 0
    assert index.query("l*y", "en").total == 0


@given(
    st.text(max_size=40)
    | st.lists(st.sampled_from(["AND", "OR", "(", '"', "loyalty", ":", "*", "~", "\\", "'"])).map(" ".join)
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_gets_an_answer(index: SearchBackend, text: str) -> None:
    hits = index.query(text, "fr", space_ids=[1, 2])
    assert len(hits.ids) <= hits.total


def test_a_rebuild_replaces_everything(index: SearchBackend) -> None:
    made = index.rebuild(iter([GRINDER, GRINDER, Document(8, "idea", 1, "en", "Held", "", state="held")]))
    assert made == 1
    assert index.query("loyalty", "en").total == 0
    assert index.query("grinder", "en").ids == [4]
    assert index.suggest("loyallty") is None
    index.apply([LOYALTY])
    assert index.query("loyalty", "en").ids == [3]


def test_an_empty_index_answers(backend: SearchBackend) -> None:
    backend.apply([], [1])
    backend.rebuild(())
    assert backend.query("loyalty", "en").ids == []
    assert backend.suggest("loyalty") is None
    assert backend.similar("loyalty card", "en") == []
    assert backend.health().ok


def test_texts_of_any_content_can_be_stored(backend: SearchBackend) -> None:
    strange = [text.encode("utf-8", "ignore").decode().replace("\x00", "") for text in HOSTILE]
    backend.apply([Document(id_, "idea", 1, "fr", text, text) for id_, text in enumerate(strange, 1)])
    assert backend.health().documents == len(strange)
    backend.apply([], range(1, len(strange) + 1))
    assert backend.health().documents == 0
