import pytest

from moderation.screening.links import find, host_of, is_of


@pytest.mark.parametrize(
    ("text", "host", "odd"),
    [
        ("voir http://example.com/a?b", "example.com", ()),
        ("bit.ly/xyz", "bit.ly", ("shortener",)),
        ("exаmple.com", "xn--exmple-4nf.com", ("look_alike",)),  # the a is Cyrillic
        ("www.brulerie[.]fr", "www.brulerie.fr", ("disguised",)),
        ("http://user@evil.com:80/x", "evil.com", ("user",)),
        ("http://1.2.3.4/x", "1.2.3.4", ("number",)),
        ("hxxp://example.org", "example.org", ()),
    ],
)
def test_a_link_shows_where_it_leads(text: str, host: str, odd: tuple[str, ...]) -> None:
    (link,) = find(text)
    assert (link.host, link.odd) == (host, odd)


@pytest.mark.parametrize("text", ["fin.Et", "prix 2.50 fr", "1.2.3.4", "a@b.com", "hello.World", "e.g. this"])
def test_what_is_no_link_is_none(text: str) -> None:
    assert list(find(text)) == []


def test_a_domain_covers_what_lies_below_it_and_nothing_else() -> None:
    assert is_of("shop.example.com", ["example.com"])
    assert not is_of("badexample.com", ["example.com"])
    assert host_of("EXAMPLE.com.") == "example.com"
