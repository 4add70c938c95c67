"""HTML: the story of a page, all of a fragment, every character led back to the file, encodings, bad pages."""

from __future__ import annotations

import html
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.document import Document, Span, Zone
from linter.readers import UnreadableError, read, read_text

RELAXED = settings(deadline=None, derandomize=True, max_examples=150)

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Ferry firm cheated council | The Harbour Post</title>
<script>var x = "The mayor stole <p>the files</p>.";</script><style>p { color: red }</style></head>
<body class="with-sidebar has-ads">
<header class="masthead"><a href="/"><h1>The Harbour Post</h1></a>
<nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<div id="cookie-banner"><p>We use cookies. Critics say that this is the best site in the world.</p></div>
<BODYTAG>
<div class="story-head"><h1>Ferry firm cheated council &amp; riders</h1>
<p class="article__standfirst">Fares rose 40 percent, and nobody told the riders why</p>
<div class="byline">By <a rel="author" href="/jane">Jane Doe</a></div>
<time datetime="2026-03-03">3 March 2026</time>
<div class="share-bar"><a href="#">Share on Facebook</a></div></div>
<figure><img src="x.jpg" alt="a boat"><figcaption>The ferry <em>Aurora</em> at the quay.
<span class="credit">Photo: Ann Roe</span></figcaption></figure>
<div class="NAME">
<p>KELWARI &mdash; The ferry firm cheated the council of
   $2m, and experts say &#8220;it will never pay&#8221;.</p>
<div class="adSlot"><p>Advertisement</p></div>
<p>The council agreed on <time>3 March</time>.<br>Then it went home.</p>
<p hidden>Never shown.</p><p style="display: none">Never shown.</p><p aria-hidden="true">Twice.</p>
<span class="sr-only">Opens in a new window</span>
<blockquote class="pull-quote"><p>We were robbed</p></blockquote>
<p><a href="/more">Our full coverage of the ferry and its owners</a></p>
<aside class="related-stories"><h3>Related</h3><ul><li><a href="/1">The first ferry sinks</a></li></ul></aside>
<p>The boats were sold. <b>“We had no choice,”</b> said Dana Orlov.</p>
<blockquote class="twitter-tweet"><p>The mayor is a crook</p>&mdash; Joe (@joe)</blockquote>
<table><tr><th>Year</th><td>2024</td></tr></table>
<h2>What comes next</h2><ul><li>The council meets on Monday.</li></ul>
</div></ENDTAG>
<section id="comments"><p>Experts say the mayor is a thief and everybody knows it, and so does he.</p>
<p>Experts say the mayor is a thief and everybody knows it, and so does he.</p></section>
<footer>All of it is ours.</footer></body></html>
"""

STORY = [
    (Zone.HEADLINE, "Ferry firm cheated council & riders"),
    (Zone.STANDFIRST, "Fares rose 40 percent, and nobody told the riders why"),
    (Zone.BYLINE, "By Jane Doe"),
    (Zone.TIMESTAMP, "3 March 2026"),
    (Zone.CAPTION, "The ferry Aurora at the quay."),
    (Zone.CREDIT, "Photo: Ann Roe"),
    (Zone.DATELINE, "KELWARI —"),
    (Zone.BODY, "The ferry firm cheated the council of $2m, and experts say “it will never pay”."),
    (Zone.BODY, "The council agreed on 3 March."),
    (Zone.BODY, "Then it went home."),
    (Zone.PULL_QUOTE, "We were robbed"),
    (Zone.BODY, "The boats were sold. “We had no choice,” said Dana Orlov."),
    (Zone.EMBED, "The mayor is a crook"),
    (Zone.EMBED, "— Joe (@joe)"),
    (Zone.HEADLINE, "What comes next"),
    (Zone.LIST, "The council meets on Monday."),
]


def page(tag: str, name: str) -> str:
    opening, closing = (tag, tag.split()[0]) if tag else ("div", "div")
    return PAGE.replace("BODYTAG", opening).replace("ENDTAG", closing).replace("NAME", name)


@pytest.mark.parametrize(
    ("tag", "name", "why"),
    [
        ("article", "x", "an element for it"),
        ("main", "x", "the main part of the page"),
        ("div", "story-body", "a name that scores"),
        ("div", "x", "nothing but where the paragraphs are"),
        ('div class="c-block"', "Article_bodyWrap", "a name in camel case"),
        ("article", "field field-name-body field-label-hidden", "a class of which one word is 'hidden'"),
    ],
)
def test_a_page_gives_its_story(tag: str, name: str, why: str) -> None:
    assert shown(read(page(tag, name).encode(), "page.html")) == STORY, why


@pytest.mark.parametrize("name", ["site-widget", "print-only", "blog-teaser"])
def test_a_page_that_has_hardly_a_word_outside_of_a_name_gives_what_is_in_it(name: str) -> None:
    words = ["The dam failed on Monday, the council said.", "Nobody was hurt in it.", "The end came at noon."]
    blocks = f'<div class="{name}">{"".join(f"<p>{line}</p>" for line in words)}</div>'
    made = f"<!doctype html><html class='hidden-sidebar'><body>{blocks}</body></html>"
    assert shown(read(made.encode(), "page.html")) == [(Zone.BODY, line) for line in words]
    story = "The ferry sank. " * 20
    told = made.replace("</body>", f"<p>{story}</p></body>")
    assert shown(read(told.encode(), "page.html")) == [(Zone.BODY, story.strip())], "now there is a story beside it"


def test_a_form_around_a_page_is_no_form_to_fill_in() -> None:
    story = "<p>The dam failed on Monday, the council said.</p><p>Nobody was hurt in it.</p>"
    search = "<form><p>Find a dam near you.</p></form>"
    made = f"<!doctype html><html><body><form id='page'>{story}</form>{search}</body></html>"
    expected = [(Zone.BODY, "The dam failed on Monday, the council said."), (Zone.BODY, "Nobody was hurt in it.")]
    assert shown(read(made.replace(search, "").encode(), "page.html")) == expected
    assert shown(read(f"<!doctype html><html><body>{story}{search}</body></html>".encode(), "page.html")) == expected


def test_the_body_that_a_page_names_is_its_story() -> None:
    made = page("div", 'x" itemprop="articleBody')
    assert shown(read(made.encode(), "page.html")) == STORY


@pytest.mark.parametrize(
    ("fragment", "expected", "why"),
    [
        ("The dam failed.", [(Zone.BODY, "The dam failed.")], "words without a tag"),
        (
            "<nav>Home of the dam.</nav><footer>Ours, all of it.</footer><p><a href=x>The dam failed.</a></p>",
            [(Zone.BODY, "Home of the dam."), (Zone.BODY, "Ours, all of it."), (Zone.BODY, "The dam failed.")],
            "a fragment gives all of it",
        ),
        (
            "<h1>Dam fails</h1>By Jane Doe<br>3 March 2026<br><br>The dam failed.<br /> <br>Nobody <b>was</b> hurt.",
            [
                (Zone.HEADLINE, "Dam fails"),
                (Zone.BYLINE, "By Jane Doe"),
                (Zone.TIMESTAMP, "3 March 2026"),
                (Zone.BODY, "The dam failed."),
                (Zone.BODY, "Nobody was hurt."),
            ],
            "line ends in place of paragraphs",
        ),
        (
            "<p>The dam failed.<p>Nobody was hurt.<ul><li>One road<li>Two</ul>The end came.",
            [
                (Zone.BODY, "The dam failed."),
                (Zone.BODY, "Nobody was hurt."),
                (Zone.LIST, "One road"),
                (Zone.LIST, "Two"),
                (Zone.BODY, "The end came."),
            ],
            "tags that are left out",
        ),
        (
            "<div><p>The dam failed.</b></i></p></section> It was old.</div></div><p>Nobody was hurt.",
            [(Zone.BODY, "The dam failed."), (Zone.BODY, "It was old."), (Zone.BODY, "Nobody was hurt.")],
            "tags that close nothing",
        ),
        (
            "<script>stole</script><style>stole</style><template><div><p>stole</p></div></template><noscript>stole"
            "</noscript><textarea>stole</textarea><select><option>stole</select><svg><text>stole</text></svg>"
            "<iframe>stole</iframe><object>stole</object><p>The dam failed.</p>",
            [(Zone.BODY, "The dam failed.")],
            "what is no copy",
        ),
        (
            "<table><tr><td>2024</td><td><p>"
            + "The dam failed on Friday, and nobody was hurt. " * 4
            + "</p></td></tr></table>",
            [(Zone.BODY, ("The dam failed on Friday, and nobody was hurt. " * 4).strip())],
            "a table that lays out a page, but no figures",
        ),
        (
            "<pre>By Jane Doe\n\nThe dam failed.\n\nNobody was hurt.</pre>",
            [(Zone.BYLINE, "By Jane Doe"), (Zone.BODY, "The dam failed."), (Zone.BODY, "Nobody was hurt.")],
            "wire copy as it came",
        ),
        (
            "<p>“I saw <i>it</i>,” he&nbsp;said&hellip;</p>",
            [(Zone.BODY, "“I saw it,” he\xa0said…")],
            "markup and entities in a line",
        ),
        ("<p>AT&T and R&D &notit; &amp</p>", [(Zone.BODY, "AT&T and R&D ¬it; &")], "signs that are no entities"),
    ],
)
def test_a_fragment_gives_all_of_it(fragment: str, expected: list[tuple[Zone, str]], why: str) -> None:
    assert shown(read(fragment.encode(), "part.html")) == expected, why


def test_a_long_comment_thread_does_not_pass_for_the_story() -> None:
    made = (
        "<html><body><div><h1>Dam fails</h1><p>The dam failed on Friday, police said.</p></div>"
        f"<div class='comments-list'>{'<p>I think that this is all wrong, and so do all of my friends.</p>' * 40}</div>"
    )
    assert [words for _, words in shown(read(made.encode(), "a.html"))] == [
        "Dam fails",
        "The dam failed on Friday, police said.",
    ]


def test_a_bare_export_keeps_every_paragraph() -> None:
    made = "<html><body>" + "".join(f"<p>Paragraph {n} of the story is here, he said.</p>" for n in range(9))
    assert len(read(made.encode(), "a.html").blocks) == 9


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("& riders", "|&amp; riders"),
        ("— ", "|&mdash; The"),
        ("$2m", "|$2m"),
        ("of $2m", "|of\n   $2m"),
        ("“it", "|&#8220;it"),
        ("Aurora", "<em>|Aurora"),
        ("Then it", "<br>|Then"),
        ("“We had", "<b>|“We"),
        ("said Dana", "</b> |said"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_offsets_lead_back_to_the_file(words: str, source: str, line_end: str) -> None:
    made = page("article", "x")
    document = read(made.replace("\n", line_end).encode(), "page.html")
    start = document.text.index(words)
    place = document.line_column(document.to_file(Span(start, start + len(words))).start)
    at = made.index(source.replace("|", "", 1)) + source.index("|")
    assert place == (made.count("\n", 0, at) + 1, at - made.rfind("\n", 0, at)), words


def test_an_entity_is_underlined_whole() -> None:
    document = read_text("<p>He said &ldquo;no&rdquo;.</p>", "a.html")
    assert document.file_text[slice(*document.to_file(Span(8, 12)))] == "&ldquo;no&rdquo;"


def test_comments_are_kept_apart_with_their_places() -> None:
    text = "<!-- one --><p>The dam<!-- saysso: disable-line UA101 -- agreed --> failed.</p>\n<!-- three -->"
    document = read_text(text, "a.html")
    assert document.text == "The dam failed."
    assert [(c.at, c.text, text[slice(*c.file)]) for c in document.comments] == [
        (0, " one ", "<!-- one -->"),
        (7, " saysso: disable-line UA101 -- agreed ", "<!-- saysso: disable-line UA101 -- agreed -->"),
        (15, " three ", "<!-- three -->"),
    ]


# ---------------------------------------------------------------- encodings

MELLOW = "<html><head>{}</head><body><p>The café’s owner — “no” — left.</p></body></html>"


@pytest.mark.parametrize(
    ("declaration", "written", "told", "why"),
    [
        ('<meta charset="utf-8">', "utf-8", "utf-8", "right"),
        ("", "utf-8", "utf-8", "none"),
        ("", "utf-16", "utf-16-le", "a byte order mark"),
        ('<meta charset="windows-1252">', "cp1252", "windows-1252", "an old one"),
        ('<meta charset="iso-8859-1">', "cp1252", "iso-8859-1", "Latin-1 means windows-1252"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
            "cp1251",
            "windows-1251",
            "the long way",
        ),
        ('<meta charset="iso-8859-1">', "utf-8", "utf-8, though it says iso-8859-1", "wrong: UTF-8 throughout"),
        ('<meta charset="utf-8">', "cp1252", "windows-1252, though it says utf-8", "wrong: no UTF-8"),
        ('<meta charset="klingon">', "cp1252", "windows-1252, though it says klingon", "unheard of"),
        ('<meta charset="unicode_escape">', "utf-8", "utf-8", "no encoding of text files"),
    ],
)
def test_declared_encodings(declaration: str, written: str, told: str, why: str) -> None:
    text = MELLOW.format(declaration)
    if written == "cp1251":
        text = text.replace("é", "е")
    document = read(text.encode(written), "a.html")
    assert document.encoding == told, why
    assert document.text == text[text.index("<p>") + 3 : text.index("</p>")]


# ---------------------------------------------------------------- what is hostile, or no page


@pytest.mark.parametrize("data", [b"<p></p>", b"<script>x</script>", b"<html><body><img src=x></body></html>"])
def test_a_page_without_words_is_told(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="no words"):
        read(data, "a.html")


@pytest.mark.parametrize(
    "unit",
    ["<div>", "<p><b><i>", "<table><tr><td>", "<a>x", "</p>", "&amp;", "<!--", "<", "<a b=c ", "<br>", "<li>x", "<q"],
)
def test_bad_pages_are_read_or_refused_in_time(unit: str) -> None:
    """5 MB of tags that nest, 1 MB of others; a reader that looked at each again and again would take hours."""
    began = time.perf_counter()
    try:
        read_text(
            "<html><body><p>The dam failed.</p>" + unit * ((5_000_000 if unit == "<div>" else 1_000_000) // len(unit)),
            "a.html",
        )
    except UnreadableError as error:
        assert "is it a page at all?" in str(error)
    assert time.perf_counter() - began < 60


MARKUP = st.lists(
    st.sampled_from(
        [
            *(
                "<p>",
                "</p>",
                "<div>",
                "</div>",
                "<b>",
                "</b>",
                "<i class=byline>",
                "</i>",
                "<br>",
                "<br/>",
                "<ul>",
                "<li>",
            ),
            *("</li>", "</ul>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<h1>", "</h1>", "<pre>", "</pre>"),
            *("<blockquote>", "</blockquote>", "<script>", "</script>", "<!-- x -->", "<!--", "-->", "<article>"),
            *("</article>", "<html>", "<body>", "</body>", "<template>", "</template>", "<select>", "</select>", "<a>"),
            *("</a>", "<svg>", "</svg>", "<title>", "</title>", "<textarea>", "</textarea>", "<p hidden>", "<![CDATA["),
            *("]]>", "&amp;", "&#8217;", "&lt;", "&notit;", "&nbsp;", "&#x1F600;", "&", "&#0;", "&NotEqualTilde;"),
            *(
                "said ",
                "The dam failed. ",
                "\n",
                "\r\n",
                "\r",
                "\t",
                "  ",
                " ",
                "é",
                "😀",
                "\x00",
                "\x0c",
                "\u2028",
                "<",
                ">",
            ),
            *('"', "“", "”", "<figure>", "<figcaption>", "</figure>", "<aside class=related>", "</aside>", "<footer>"),
        ]
    ),
    max_size=40,
).map("".join)


@RELAXED
@given(MARKUP | st.text(max_size=100))
def test_any_html_maps_back_exactly(text: str) -> None:
    try:
        document = read_text(text, "a.html")
    except UnreadableError:
        return
    assert document.file_text == text
    check_pieces(document)


def check_pieces(document: Document) -> None:
    """Hold every character of the words against what is written for it in the file."""
    covered = 0
    for piece in document.pieces:
        assert piece.text >= covered, "pieces are in order and apart"
        kept = document.text[piece.text : piece.text + piece.length]
        written = document.file_text[piece.file : piece.file + (piece.written or piece.length)]
        if not piece.written:
            assert kept == written
        elif kept == " ":
            assert not html.unescape(written).strip(" \t\r\n\x0c\x00")
        elif kept == "\u2028":
            assert written.startswith(("<br", "\n", "\r", "\u2028"))
        else:
            assert kept == html.unescape(written)
        covered = piece.text + piece.length
    uncovered = set(document.text) if not document.pieces else set()
    at = 0
    for piece in document.pieces:
        uncovered |= set(document.text[at : piece.text])
        at = piece.text + piece.length
    assert uncovered | set(document.text[at:]) <= {"\n", " "}, "only what sets blocks apart is not in the file"


def shown(document: Document) -> list[tuple[Zone, str]]:
    return [(block.zone, document.text[block.start : block.end]) for block in document.blocks]
