"""NITF, NewsML and ninjs: zones, every word led back to the file, what is hostile or broken."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_readers_html import check_pieces, shown

from linter.document import Document, Span, Zone
from linter.readers import UnreadableError, read, read_text

RELAXED = settings(deadline=None, derandomize=True, max_examples=100)

NITF = """<?xml version="1.0" encoding="ENCODING"?>
<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">
<nitf><head><title>No copy</title><docdata><date.issue norm="20260303"/></docdata></head>
<body><body.head><hedline><hl1>Ferry firm cheated council &amp; riders</hl1><hl2>Nobody told the riders</hl2></hedline>
<byline>By <person>Jane Doe</person><byttl>Staff writer</byttl></byline>
<dateline><location>KELWARI</location> - </dateline><abstract><p>Fares rose.</p></abstract></body.head>
<body.content><block>
<p>The ferry firm, <org>experts</org> say, &#8220;will never
  pay it back&#8221;. Caf&eacute;s closed.</p>
<media media-type="image"><media-reference source="x.jpg"/><media-caption>The ferry. <![CDATA[A & B &amp; C]]></media-caption>
<media-producer>Ann Roe</media-producer></media>
<hl2>What comes next</hl2><!-- saysso: disable-line -->
<ul><li>It is believed that he knew.</li></ul>
<bq><block>We were robbed</block></bq>
<table><tr><td>2024</td></tr></table>
</block></body.content><body.end><tagline>Nobody knows</tagline></body.end></body></nitf>
"""


def test_nitf_has_its_zones() -> None:
    document = read(NITF.encode(), "a.xml")
    assert document.format == "nitf"
    assert shown(document) == [
        (Zone.HEADLINE, "Ferry firm cheated council & riders"),
        (Zone.STANDFIRST, "Nobody told the riders"),
        (Zone.BYLINE, "By Jane Doe"),
        (Zone.BYLINE, "Staff writer"),
        (Zone.DATELINE, "KELWARI -"),
        (Zone.STANDFIRST, "Fares rose."),
        (Zone.BODY, "The ferry firm, experts say, “will never pay it back”. Cafés closed."),
        (Zone.CAPTION, "The ferry. A & B &amp; C"),
        (Zone.CREDIT, "Ann Roe"),
        (Zone.HEADLINE, "What comes next"),
        (Zone.LIST, "It is believed that he knew."),
        (Zone.PULL_QUOTE, "We were robbed"),
        (Zone.BOILERPLATE, "Nobody knows"),
    ]
    assert [comment.text for comment in document.comments] == [" saysso: disable-line "]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_xml_leads_back_to_the_file(encoding: str, line_end: str) -> None:
    source = NITF.replace("ENCODING", encoding).replace("Jane Doe", "José Ruiz").replace("\n", line_end)
    document = read(source.encode("cp1252" if encoding == "iso-8859-1" else encoding), "a.xml")
    for words, written in (
        ("José", "José"),
        ("& riders", "&amp; riders"),
        ("never pay", f"never{line_end}  pay"),
        ("”. Cafés", "&#8221;. Caf&eacute;s"),
        ("A & B &amp; C", "A & B &amp; C"),
        ("It is believed", "It is believed"),
    ):
        start = document.text.index(words)
        place = document.to_file(Span(start, start + len(words)))
        assert document.file_text[slice(*place)] == written
    check_pieces(document)


XHTML = (
    '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>No copy</title></head><body><h1>Dam fails</h1>'
    "<p>The dam <b>failed</b>.<br/>It was old.</p><ul><li>One road</li></ul></body></html>"
)
DAM = [
    (Zone.HEADLINE, "Dam fails"),
    (Zone.BODY, "The dam failed."),
    (Zone.BODY, "It was old."),
    (Zone.LIST, "One road"),
]
META = (
    "<itemMeta><title>No copy</title></itemMeta><contentMeta><headline>Dam fails</headline><by>By Jane Doe</by>"
    '<creditline>ANA</creditline><description role="drol:caption">The dam, seen on Friday</description>'
    "<subject><name>No copy</name></subject></contentMeta>"
)


def envelope(content: str, meta: str = "") -> str:
    item = f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/">{meta}<contentSet>{content}</contentSet></newsItem>'
    return f"<newsMessage><header><sent>2026</sent></header><itemSet>{item}</itemSet></newsMessage>"


@pytest.mark.parametrize(
    ("source", "expected", "why"),
    [
        (envelope(f'<inlineXML contenttype="application/xhtml+xml">{XHTML}</inlineXML>'), DAM, "XHTML"),
        (
            envelope(f'<inlineData contenttype="text/html">{XHTML.replace("<", "&lt;")}</inlineData>'),
            DAM,
            "HTML in escaped form",
        ),
        (envelope(f"<inlineData><![CDATA[{XHTML}]]></inlineData>"), DAM, "HTML in a section"),
        (
            envelope('<inlineData contenttype="text/plain">Dam fails\n\nThe dam &amp; road failed.</inlineData>'),
            [(Zone.HEADLINE, "Dam fails"), (Zone.BODY, "The dam & road failed.")],
            "plain text",
        ),
        (
            envelope(
                "<inlineXML><nitf><body><body.content><p>The dam failed.</p></body.content></body></nitf></inlineXML>"
            ),
            [(Zone.BODY, "The dam failed.")],
            "NITF",
        ),
        (
            envelope(f"<inlineXML>{XHTML}</inlineXML>", META),
            [
                (Zone.BYLINE, "By Jane Doe"),
                (Zone.CREDIT, "ANA"),
                (Zone.CAPTION, "The dam, seen on Friday"),
                *DAM,
            ],
            "what the envelope tells; the headline once",
        ),
        (
            "<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>Dam fails</HeadLine><ByLine>By Jane Doe</ByLine>"
            "<CopyrightLine>No copy</CopyrightLine></NewsLines><ContentItem><DataContent><nitf><body><body.content>"
            "<p>The dam failed.</p></body.content></body></nitf></DataContent></ContentItem></NewsComponent>"
            "</NewsItem></NewsML>",
            [(Zone.HEADLINE, "Dam fails"), (Zone.BYLINE, "By Jane Doe"), (Zone.BODY, "The dam failed.")],
            "NewsML 1",
        ),
    ],
)
def test_newsml(source: str, expected: list[tuple[Zone, str]], why: str) -> None:
    document = read(source.encode(), "a.xml")
    assert shown(document) == expected, why
    assert document.format == "newsml"
    check_words(document)


def test_xhtml_in_an_xml_file_is_a_page() -> None:
    assert shown(read(XHTML.encode(), "a.xml")) == DAM


BOMB = '<!DOCTYPE nitf [<!ENTITY a "x">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (BOMB + "]><nitf><body><p>&i;</p></body></nitf>", "declares entities of its own or points to other files"),
        (
            '<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]><nitf><body><p>&x;</p></body></nitf>',
            "declares entities of its own or points to other files",
        ),
        (
            '<!DOCTYPE nitf [<!ENTITY % x SYSTEM "http://localhost/x.dtd"> %x;]><nitf><body><p>x</p></body></nitf>',
            "declares entities of its own or points to other files",
        ),
        ("<nitf><body><p>Caf&eacute;s</p></body></nitf>", "is broken XML on line 1: undefined entity"),
        ("<nitf>" + "<p>" * 100_000, "nests elements more than"),
        ("<nitf><body><p>x", "is broken XML on line 1"),
        ("just words", "is broken XML on line 1"),
        ("<nitf><head><title>x</title></head><body/></nitf>", "holds no words of a story"),
        ("<nitf><body><p>\ud800</p></body></nitf>", ""),
    ],
)
def test_hostile_and_broken_xml_is_refused_in_time(source: str, message: str) -> None:
    began = time.perf_counter()
    if not message:
        assert read_text(source, "a.xml").text == "\ufffd"
        return
    with pytest.raises(UnreadableError) as refusal:
        read_text(source, "a.xml")
    assert message in str(refusal.value)
    assert time.perf_counter() - began < 20


@RELAXED
@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "<p>",
                    "</p>",
                    "<em>",
                    "</em>",
                    "<br/>",
                    "&amp;",
                    "&#8217;",
                    "&lt;",
                    "&#x1F600;",
                    "<![CDATA[a & <b>]]>",
                ),
                *(
                    "<!-- x -->",
                    "<?pi x?>",
                    "said ",
                    "é",
                    "😀",
                    "\n",
                    "\r\n",
                    "\r",
                    "\t",
                    "  ",
                    "&#10;",
                    "<li>",
                    "</li>",
                ),
            ]
        ),
        max_size=30,
    ).map("".join)
)
def test_any_xml_maps_back_exactly(inner: str) -> None:
    text = f"<?xml version='1.0'?>\n<nitf><body>É{inner}</body></nitf>"
    try:
        document = read_text(text, "a.xml")
    except UnreadableError as error:
        assert "broken XML" in str(error)
        return
    check_words(document)


# ---------------------------------------------------------------- ninjs


def ninjs(**values: object) -> str:
    return json.dumps({"uri": "urn:x", **values})


BODY = "<p>The dam &amp; the road “failed”.</p>\n<ul><li>One road</li></ul>"
READ = [(Zone.BODY, "The dam & the road “failed”."), (Zone.LIST, "One road")]
PICTURE = {"type": "picture", "headline": "no copy", "description_text": "The dam, seen on Friday", "byline": "Ann Roe"}


@pytest.mark.parametrize(
    ("source", "expected", "why"),
    [
        (
            ninjs(headline="Dam fails", byline="By Jane Doe", body_html=BODY, body_text="The dam, twice."),
            [(Zone.HEADLINE, "Dam fails"), (Zone.BYLINE, "By Jane Doe"), *READ],
            "version 1, HTML before text",
        ),
        (
            ninjs(body_text="Dam fails\n\nThe dam failed.\nIt was old.", headline="Dam fails"),
            [(Zone.HEADLINE, "Dam fails"), (Zone.BODY, "The dam failed."), (Zone.BODY, "It was old.")],
            "plain text; the headline once",
        ),
        (
            ninjs(
                headline="Dam fails",
                body_html=BODY,
                associations={"main": PICTURE, "x": {"type": "text", "headline": "y"}},
            ),
            [(Zone.HEADLINE, "Dam fails"), *READ, (Zone.CAPTION, "The dam, seen on Friday"), (Zone.CREDIT, "Ann Roe")],
            "captions and credits, no other stories",
        ),
        (
            ninjs(
                headlines=[{"role": "main", "value": "Dam fails"}, {"role": "short", "value": "Dam"}],
                by="By Jane Doe",
                descriptions=[{"contenttype": "text/plain", "value": "It was old"}],
                bodies=[
                    {"role": "main", "contenttype": "text/plain", "value": "The dam, twice."},
                    {"role": "main", "contenttype": "text/html", "value": BODY},
                ],
                associations=[{"name": "main", "type": "picture", "descriptions": [{"value": "The dam"}]}],
            ),
            [
                (Zone.HEADLINE, "Dam fails"),
                (Zone.BYLINE, "By Jane Doe"),
                (Zone.STANDFIRST, "It was old"),
                *READ,
                (Zone.CAPTION, "The dam"),
            ],
            "version 2",
        ),
        (
            ninjs(headlines=[{"value": "Dam fails"}], bodies=[{"contentType": "text/html", "value": BODY}]),
            [(Zone.HEADLINE, "Dam fails"), *READ],
            "version 3",
        ),
    ],
)
def test_ninjs(source: str, expected: list[tuple[Zone, str]], why: str) -> None:
    document = read(source.encode(), "a.json")
    assert shown(document) == expected, why
    check_words(document)


def test_json_leads_back_to_its_line_and_column() -> None:
    source = '{\r\n "headline": "Dam \\"fails\\"",\r\n "body_html": "<p>The \\u201cdam\\u201d\\nfailed \\ud83d\\ude00 &amp; it<\\/p>"\r\n}'
    document = read(source.encode(), "a.json")
    assert document.text == 'Dam "fails"\n\nThe “dam” failed 😀 & it'
    for words, written in (
        ('"fails"', '\\"fails\\"'),
        ("“dam” f", "\\u201cdam\\u201d\\nf"),
        ("😀 & it", "\\ud83d\\ude00 &amp; it"),
    ):
        start = document.text.index(words)
        place = document.to_file(Span(start, start + len(words)))
        assert document.file_text[slice(*place)] == written
    assert document.line_column(document.to_file(Span(document.text.index("The"), 20)).start) == (3, 19)


@pytest.mark.parametrize(
    "values",
    [
        {"headline": 7, "bodies": [None, 3, {"value": None}, "x"], "associations": [None, "x"]},
        {"headline": None, "body_text": None},
        {"headlines": {}, "bodies": 9, "associations": 3},
        {"headlines": [None], "associations": {"x": 5}},
    ],
)
def test_odd_values_are_no_story(values: dict[str, object]) -> None:
    with pytest.raises(UnreadableError, match="no ninjs"):
        read(ninjs(**values).encode(), "a.json")


def test_half_characters_in_json_are_replaced() -> None:
    assert read(b'{"headline": "x", "body_text": "The \\ud83d dam"}', "a.json").text.endswith("The \ufffd dam")


@RELAXED
@given(st.text(max_size=60), st.booleans(), st.sampled_from(["body_text", "body_html"]))
def test_any_json_maps_back_exactly(body: str, ascii_only: bool, key: str) -> None:
    text = json.dumps({"headline": "Dam\tfails", key: body}, ensure_ascii=ascii_only)
    try:
        document = read_text(text, "a.json")
    except UnreadableError:
        return
    check_words(document)


def check_words(document: Document) -> None:
    """Hold every piece against the file, through entities and escapes of JSON."""
    for text, file, length, written in document.pieces:
        kept = document.text[text : text + length]
        stands = document.file_text[file : file + (written or length)]
        assert stands
        assert written or kept == stands
        if stands.startswith("\\"):
            said = json.loads(f'"{stands}"', strict=False)
            assert kept[0] == said[0] or not kept.strip() or kept == "\ufffd" or said.startswith("&")
