"""What members write becomes safe HTML, once."""

import time
from collections.abc import Sequence
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings, strategies as st

from foundation.errors import Invalid
from foundation.html import plain, render_markdown, sanitise, source_with_names, with_names
from foundation.html.sanitiser import ATTRIBUTES, TAGS, may_link
from tests.foundation.html.attacks import HTML, MARKDOWN

MEMBERS = {"Inès": 5, "Inès Dupont": 7, "Bob": 8, "Jean-Luc O’Neil": 9, "{7}": 7, "{8}": 8}
PIECES = st.sampled_from(
    [
        "<script>",
        "</script>",
        "<svg",
        "<math",
        "<a",
        "href=",
        "javascript:",
        "data:",
        "//",
        "/\\",
        ")",
        "(",
        "]",
        "[",
        "!",
        "`",
        "```",
        "~~~",
        "|",
        "---",
        "&lt;",
        "&#106;",
        "&Tab;",
        '"',
        "'",
        "onerror=",
        "=",
        ">",
        "<",
        "@",
        "@{7}",
        "@Bob",
        "http://",
        "https://a.example",
        "\\",
        "*",
        "_",
        "#",
        "\n",
        "\n\n",
        "\t",
        "\x00",
        "�",
        "\u202e",
        "<!--",
        "-->",
        "]]>",
        "é",
    ]
)
MESSES = st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join)


class Judge(HTMLParser):
    """Reads HTML and refuses whatever is not on the list."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: Sequence[tuple[str, str | None]]) -> None:
        """Every tag and attribute is on the list, every address may be linked."""
        assert tag in TAGS
        for name, value in attributes:
            assert name in (*ATTRIBUTES.get(tag, ()), "rel")
            assert name != "href" or may_link(value or "")
            assert name != "rel" or value == "noopener nofollow ugc"
        assert tag != "a" or dict(attributes).get("rel")

    def handle_comment(self, data: str) -> None:
        """No comment stays."""
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def known(names: Sequence[str]) -> dict[str, int]:
    return {name: MEMBERS[name] for name in names if name in MEMBERS}


@pytest.mark.parametrize("source", MARKDOWN)
def test_no_attack_in_markdown_comes_through(source: str) -> None:
    began = time.process_time()
    html = render_markdown(source, known).html
    assert time.process_time() - began < 3
    Judge(html)
    Judge(with_names(html, {7: "<script>alert(1)</script>"}))
    assert sanitise(html) == html


@pytest.mark.parametrize("html", HTML)
def test_no_attack_in_html_comes_through(html: str) -> None:
    clean = sanitise(html)
    Judge(clean)
    assert sanitise(clean) == clean


@given(MESSES)
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed_is_safe_and_stays_as_it_is_when_cleaned_again(source: str) -> None:
    rendered = render_markdown(source, known)
    Judge(rendered.html)
    assert sanitise(rendered.html) == rendered.html
    assert render_markdown(rendered.source, known) == rendered
    rendered.html.encode()
    assert "\n" not in plain(source)


@given(MESSES)
@settings(max_examples=300, deadline=None)
def test_whatever_html_is_given_comes_out_safe(html: str) -> None:
    Judge(sanitise(html.encode("utf-8", "ignore").decode()))


def test_markdown_that_people_use_is_rendered() -> None:
    html = render_markdown(
        "# A\n\nb **c** _d_ ~~e~~\nf\n\n- g\n\n3. h\n\n> i\n\n`j`\n\nhttps://k.example"
    ).html
    for piece in (
        "<h3>A</h3>",
        "<strong>c</strong>",
        "<em>d</em>",
        "<s>e</s><br>",
        "<li>g</li>",
        '<ol start="3">',
    ):
        assert piece in html
    for piece in (
        "<blockquote>",
        "<code>j</code>",
        '<a href="https://k.example" rel="noopener nofollow ugc">',
    ):
        assert piece in html


def test_a_page_of_this_site_may_be_linked() -> None:
    assert 'href="/ideas/3-bags"' in render_markdown("[bags](/ideas/3-bags)").html


def test_a_picture_is_only_a_link() -> None:
    html = render_markdown("![bag](https://a.example/bag.png)").html
    assert "<img" not in html
    assert 'href="https://a.example/bag.png"' in html


def test_the_longest_name_is_mentioned_and_kept_as_an_id() -> None:
    rendered = render_markdown("Hi @Inès Dupont, and @Bob! And @Jean-Luc O’Neil.", known)
    assert rendered.mentions == [7, 8, 9]
    assert "Inès" not in rendered.html + rendered.source
    assert rendered.source == "Hi @{7}, and @{8}! And @{9}."


def test_a_name_ends_where_a_word_does() -> None:
    assert render_markdown("@Bobby and bob@Bob and x/@Bob", known).mentions == []


def test_names_are_filled_in_for_the_reader_and_gone_after_erasure() -> None:
    rendered = render_markdown("Thank you @Inès Dupont", known)
    assert '<a class="mention" href="/people/7" rel="noopener nofollow ugc">@I. D.</a>' in with_names(
        rendered.html, {7: "I. D."}
    )
    assert '<span class="mention">@somebody</span>' in with_names(rendered.html, {}, "somebody")
    assert source_with_names(rendered.source, {7: "Inès Dupont"}) == "Thank you @Inès Dupont"


def test_nobody_forges_a_mention() -> None:
    rendered = render_markdown("@{3} [@3](/people/3) <a class=mention href=/people/3>@3</a>", known)
    assert rendered.mentions == []
    assert "mention&" not in rendered.html.replace("class=mention", "")
    assert with_names(rendered.html, {3: "Odile"}) == rendered.html


def test_the_resolver_is_asked_once_and_only_when_needed() -> None:
    asked: list[Sequence[str]] = []

    def resolve(names: Sequence[str]) -> dict[str, int]:
        asked.append(names)
        return known(names)

    render_markdown("no mention, a@b.example", resolve)
    assert asked == []
    render_markdown("@Bob @Bob @Inès", resolve)
    assert len(asked) == 1


def test_plain_keeps_the_words_only() -> None:
    assert plain("# Bags\n\n**Refill** [them](https://a.example) @{7}\n- `now`") == "Bags Refill them @… now"


def test_plain_is_cut_between_words() -> None:
    assert plain("Refill bags for everybody, please", 20) == "Refill bags for…"
    assert plain("x" * 50, 20) == "x" * 19 + "…"


def test_a_text_without_end_is_refused() -> None:
    with pytest.raises(Invalid):
        render_markdown("a" * 50_001)
