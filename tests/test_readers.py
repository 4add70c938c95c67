"""Bytes to documents: encodings, what is refused and in which words, paragraphs, Markdown and its offsets."""

from __future__ import annotations

import codecs
import html
import json
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.document import Document, Span, Zone
from linter.readers import SUFFIXES, UnreadableError, read, read_text

RELAXED = settings(deadline=None, derandomize=True, max_examples=150)
COPY = "The café’s owner — “no comment” — left.\nNobody else spoke.\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (COPY.encode(), "utf-8"),
        (codecs.BOM_UTF8 + COPY.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + COPY.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + COPY.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + COPY.encode("utf-32-le"), "utf-32-le"),
        (codecs.BOM_UTF32_BE + COPY.encode("utf-32-be"), "utf-32-be"),
        (COPY.encode("cp1252"), "windows-1252"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    document = read(data, "draft.txt")
    assert document.file_text == document.text == COPY
    assert document.encoding == encoding


def test_bytes_that_windows_1252_leaves_undefined_keep_their_place() -> None:
    document = read(b"The caf\xe9 \x81 \x9d closed.", "draft.txt")
    assert document.text == "The café \x81 \x9d closed."


def test_other_bytes_pasted_into_utf8_do_not_spoil_the_rest() -> None:
    document = read("“We go,” he said. ".encode() + b"\x93No,\x94 she said.", "draft.txt")
    assert document.text == "“We go,” he said. “No,” she said."
    assert document.encoding != "utf-8"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty: there is nothing to lint"),
        (b" \r\n\t\n", "is empty: there is nothing to lint"),
        (codecs.BOM_UTF8, "is empty: there is nothing to lint"),
        ("\u00a0\u200b\n".encode(), "is empty: there is nothing to lint"),
        (
            "Plain words in copy".encode("utf-16-le"),
            "looks like UTF-16 without a byte order mark; save it as UTF-8",
        ),
        (
            "Plain words in copy".encode("utf-16-be"),
            "looks like UTF-16 without a byte order mark; save it as UTF-8",
        ),
        (codecs.BOM_UTF16_LE + b"a", "byte order mark of UTF-16-LE"),
        (b"%PDF-1.7 rest", "looks like a PDF"),
        (b"PK\x03\x04 rest", "looks like a Word, OpenDocument or ZIP file"),
        (b"\x89PNG\r\n\x1a\n rest", "looks like a PNG image"),
        (b"\xff\xd8\xff\xe0 rest", "looks like a JPEG image"),
        (b"\x1f\x8b\x08 rest", "looks like a gzip file"),
        (b"{\\rtf1 words}", "looks like an RTF file"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8", "looks like a picture, sound or video"),
        (b"\x00\x00\x00\x18ftypmp42", "looks like a picture, sound or video"),
        (bytes(range(1, 32)) * 40, "looks like a binary file"),
        (b"\x00" * 400, "looks like a binary file"),
        (b"a" * 50_000_000, "is larger than 10 MB, the most that saysso reads; split it"),
    ],
)
def test_what_cannot_be_read_is_refused_in_plain_words(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        read(data, "draft.txt")
    assert message in str(refusal.value)
    assert "draft.txt" not in str(refusal.value)


@pytest.mark.parametrize("path", ["a.doc", "a.PDF", "a.odt", "x/a.rss", "a.csv", "a.jpg", "a.zip", "a.mp4"])
def test_other_types_are_refused_by_name(path: str) -> None:
    with pytest.raises(UnreadableError, match="looks like "):
        read(b"The dam failed.", path)


@pytest.mark.parametrize(
    ("path", "format", "expected"),
    [
        ("a.txt", None, "text"),
        ("a.TEXT", None, "text"),
        ("draft", None, "text"),
        ("draft.v2", None, "text"),
        ("-", None, "text"),
        ("a.md", None, "markdown"),
        ("a.markdown", None, "markdown"),
        ("a.md", "text", "text"),
        ("a.json", "text", "text"),
        ("a.txt", "markdown", "markdown"),
    ],
)
def test_the_format_is_told_by_suffix_or_by_name(path: str, format: str | None, expected: str) -> None:
    assert read(b"The dam failed.", path, format).format == expected
    word = {".txt", ".text", ".md", ".markdown", ".docx"}
    assert set(SUFFIXES) == word | {".html", ".htm", ".xhtml", ".xml", ".nitf", ".newsml", ".json"}


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UnreadableError, match="formats are text, markdown, html, docx, xml, ninjs"):
        read(b"The dam failed.", "a.txt", "word")


def test_stray_nulls_are_white_space_where_they_stand() -> None:
    document = read(b"The dam failed.\x00 Nobody was hurt.\x00", "draft.txt")
    assert _sentences(document) == ["The dam failed.", "Nobody was hurt."]
    assert document.text.index("Nobody") == 17


@pytest.mark.parametrize("text", ["He said \ud83d that.", "\udcff"])
def test_half_characters_are_replaced_one_for_one(text: str) -> None:
    for document in (read(text.encode("utf-8", "surrogatepass"), "a.txt"), read_text(text)):
        assert len(document.text) == len(text)
        assert "\ufffd" in document.text
        json.dumps(document.text, ensure_ascii=False).encode()


@RELAXED
@given(st.text(max_size=120), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_decoding_gives_back_what_was_written(text: str, encoding: str) -> None:
    try:
        document = read(text.encode(encoding), "a.txt")
    except UnreadableError:
        return
    assert document.text == (text.removeprefix("\ufeff") if encoding == "utf-8" else text)


@RELAXED
@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.md"]))
def test_any_bytes_are_read_or_refused(data: bytes, path: str) -> None:
    try:
        document = read(data, path)
    except UnreadableError:
        return
    document.file_text.encode()
    document.text.encode()


# ---------------------------------------------------------------- paragraphs of plain text

LAYOUTS = [
    ("The dam failed.\n\nNobody was hurt.", ["The dam failed.", "Nobody was hurt."], "blank lines"),
    (
        "The dam failed.\n \t\r\n\nNobody was hurt.",
        ["The dam failed.", "Nobody was hurt."],
        "blank lines with spaces",
    ),
    (
        "Dam fails\nPublished: Apr 08, 2022 10:23 PM\nCaption Photo:\n\nThe dam failed, police said.",
        [
            "Dam fails",
            "Published: Apr 08, 2022 10:23 PM",
            "Caption",
            "Photo:",
            "The dam failed, police said.",
        ],
        "exports put a paragraph on a line",
    ),
    (
        "The council said it had agreed to close the bridge.\nNobody objected.\nIt closes Monday.",
        [
            "The council said it had agreed to close the bridge.",
            "Nobody objected.",
            "It closes Monday.",
        ],
        "lines that end sentences are paragraphs",
    ),
    (
        "The council said on Tuesday that it had agreed to close the\n"
        "bridge for repairs until the end of the month, after Mr.\n"
        "Smith of the engineers warned that it was not safe to use.\n\n"
        "Residents were told by letter. The leader of the council\n"
        "Ann Roe said that the work would cost $2m.\n"
        "By Friday it had begun.",
        [
            "The council said on Tuesday that it had agreed to close the\n"
            "bridge for repairs until the end of the month, after Mr.\n"
            "Smith of the engineers warned that it was not safe to use.",
            "Residents were told by letter. The leader of the council\nAnn Roe said that the work would cost $2m.",
            "By Friday it had begun.",
        ],
        "hard-wrapped lines are joined while the next word had no room",
    ),
    (
        "Dam fails in storm\nBy Jane Doe\n"
        "The dam failed on Friday night after days of rain that had\n"
        "filled the valley, police said, and nobody was hurt in it.\n"
        "- One road is closed and another\n  is flooded.",
        [
            "Dam fails in storm",
            "By Jane Doe",
            "The dam failed on Friday night after days of rain that had\n"
            "filled the valley, police said, and nobody was hurt in it.",
            "- One road is closed and another\n  is flooded.",
        ],
        "headline, byline and list items stand alone in wrapped text",
    ),
]


@pytest.mark.parametrize(("copy", "blocks", "why"), LAYOUTS, ids=[why for *_, why in LAYOUTS])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_paragraphs(copy: str, blocks: list[str], why: str, line_end: str) -> None:
    document = read_text(copy.replace("\n", line_end))
    assert [part.replace(line_end, "\n") for part in _blocks(document)] == blocks, why


# ---------------------------------------------------------------- Markdown

MARKDOWN = """---
title: "The ministry said so"
---

# Dam *fails* in [storm](https://a.example/said "said it")

*It had been inspected twice.*

By Jane Doe

LONDON (AP) — The mayor said &quot;no&quot; &amp; left. He \\*never\\* came [back][1] said.
![he said](p.png "said") He said `code` and **bold
words** <!-- said --> in <b>tags</b>.

> The river is dead,
> she said.

- One road *is* closed
- Two are not

```
said the code
```

## What comes next ##

<!-- saysso: off -->

| he | said |
|----|------|
| a  | b    |

The end &copy; <https://b.example>.

[1]: https://c.example/said
"""


def test_markdown_blocks_are_the_visible_words() -> None:
    document = read(MARKDOWN.encode(), "draft.md")
    assert [(b.zone, document.text[b.start : b.end]) for b in document.blocks] == [
        (Zone.HEADLINE, "The ministry said so"),
        (Zone.HEADLINE, "Dam fails in storm"),
        (Zone.STANDFIRST, "It had been inspected twice."),
        (Zone.BYLINE, "By Jane Doe"),
        (Zone.DATELINE, "LONDON (AP) —"),
        (
            Zone.BODY,
            'The mayor said "no" & left. He *never* came back said.\n He said code and bold\nwords  in tags.',
        ),
        (Zone.PULL_QUOTE, "The river is dead,\nshe said."),
        (Zone.LIST, "One road is closed"),
        (Zone.LIST, "Two are not"),
        (Zone.HEADLINE, "What comes next"),
        (Zone.BODY, "The end © https://b.example."),
    ]
    assert document.format == "markdown"
    assert [q.inner for q in document.quotations if document.text[q.inner.start : q.inner.end] == "no"]


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("Dam", "# |Dam"),
        ("fails", "*|fails*"),
        ("storm", "[|storm]"),
        ("By Jane", "|By Jane"),
        ("no", "&quot;|no&quot;"),
        ("& left", "|&amp; left"),
        ("left. He", "|left. He"),
        ("never", "|never\\*"),
        ("back", "[|back]"),
        (" said.\n", "[1]| said."),
        ("He said code", '"said")| He said `code`'.replace("| ", " |")),
        ("code and", "|code` and"),
        ("bold", "**|bold"),
        ("words  in", "|words**"),
        ("tags", "<b>|tags"),
        ("she said", "> |she said."),
        ("closed", "is* |closed"),
        ("What comes", "## |What comes"),
        ("The end", "|The end"),
        ("https://b", "<|https://b"),
    ],
)
def test_markdown_offsets_lead_back_to_the_file(words: str, source: str) -> None:
    document = read(MARKDOWN.encode(), "draft.md")
    start = document.text.index(words)
    place = document.to_file(Span(start, start + len(words)))
    expected = MARKDOWN.index(source.replace("|", "", 1)) + source.index("|")
    assert place.start == expected, words


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_markdown_with_other_line_ends(line_end: str) -> None:
    document = read(MARKDOWN.replace("\n", line_end).encode(), "draft.md")
    assert document.text == read(MARKDOWN.encode(), "draft.md").text
    _check_pieces(document)
    place = document.to_file(Span(document.text.index("The end"), document.text.index("The end") + 3))
    assert document.line_column(place.start) == (33, 1)


@pytest.mark.parametrize(
    ("front", "expected", "why"),
    [
        ("title: Dam fails", [(Zone.HEADLINE, "Dam fails", "Dam fails")], "a headline"),
        ("title: 'Dam “fails”'", [(Zone.HEADLINE, "Dam “fails”", "Dam “fails”")], "in quotation marks"),
        (
            'title: "Dam \\"fails\\""',
            [(Zone.HEADLINE, 'Dam "fails"', '"Dam \\"fails\\""')],
            "with escapes: all that stands for it",
        ),
        (
            "author: Jane Doe\ndate: 2026-01-01\ndescription: >\n  It was\n  old.\nheadline: É Dam fails\ntags: [a, b]",
            [
                (Zone.HEADLINE, "É Dam fails", "É Dam fails"),
                (Zone.STANDFIRST, "It was old.", ">\n  It was\n  old.\n"),
                (Zone.BYLINE, "Jane Doe", "Jane Doe"),
            ],
            "in the order of a story; other keys are no copy",
        ),
        (
            "authors:\n- Jane Doe\n- Ann Roe",
            [(Zone.BYLINE, "Jane Doe", "Jane Doe"), (Zone.BYLINE, "Ann Roe", "Ann Roe")],
            "several authors",
        ),
        ("title: The end", [], "a headline that the story says again"),
        ("title: 2026\nauthor: [[a]]", [], "no words"),
        ("title: [broken", [], "no YAML"),
        ("- title", [], "no keys"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_front_matter_gives_what_a_site_shows(
    front: str, expected: list[tuple[Zone, str, str]], why: str, line_end: str
) -> None:
    text = f"---\n{front}\n---\n\n# The end\n\nThe dam failed.\n".replace("\n", line_end)
    document = read_text(text, "a.md")
    *read, headline, body = document.blocks
    assert (headline.zone, body.zone) == (Zone.HEADLINE, Zone.BODY)
    assert [
        (
            block.zone,
            document.text[block.start : block.end],
            text[slice(*document.to_file(Span(block.start, block.end)))],
        )
        for block in read
    ] == [(zone, words, written.replace("\n", line_end)) for zone, words, written in expected], why


def test_markdown_without_copy_is_an_empty_document() -> None:
    document = read(b"---\na: b\n---\n\n```\ncode\n```\n", "draft.md")
    assert document.blocks == document.sentences == ()


def test_markdown_without_its_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "markdown_it", None)
    with pytest.raises(UnreadableError, match=r"pip install .saysso\[markdown\]"):
        read(b"# Dam fails", "draft.md")


@pytest.mark.parametrize("unit", ["#", "> ", "*a ", "[a](", "[a](b) ", "![", "<!--", "&amp;", "`", "- "])
def test_long_lines_of_markup_are_read_in_time(unit: str) -> None:
    """Hang, rather than fail, if a rule of ours is tried again and again."""
    assert read_text("Start " + unit * (30_000 // len(unit)), "a.md").sentences


MARKUP = st.lists(
    st.sampled_from(
        [
            "# ",
            "## ",
            "*",
            "**",
            "_",
            "[",
            "](u)",
            '](u "said")',
            "![",
            "`",
            "``",
            "\\",
            "&amp;",
            "&quot;",
            "&#39;",
            "<b>",
            "<!-- x -->",
            "> ",
            "- ",
            "1. ",
            "\n",
            "\n\n",
            "\r\n",
            "    ",
            "\t",
            "said",
            "The dam ",
            "[1]",
            "\n\n[1]: u\n",
            "---\n",
            "```\n",
            "| a |",
            "\x00",
            "é",
            "😀",
            " ",
            "  \n",
            '"',
            "“",
            "”",
            "<http://a.b>",
        ]
    ),
    max_size=40,
).map("".join)


@RELAXED
@given(MARKUP | st.text(max_size=100))
def test_any_markdown_maps_back_exactly(text: str) -> None:
    try:
        document = read_text(text, "a.md")
    except UnreadableError:
        return
    assert document.file_text == text
    _check_pieces(document)
    end = 0
    for sentence in document.sentences:
        assert end <= sentence.start < sentence.end <= len(document.text)
        end = sentence.end
        place = document.to_file(sentence.span)
        assert 0 <= place.start <= place.end <= len(text)


def _check_pieces(document: Document) -> None:
    text = file = 0
    for piece in document.pieces:
        assert piece.length > 0
        assert text <= piece.text
        assert file <= piece.file, "pieces keep the file's order"
        kept = document.text[piece.text : piece.text + piece.length]
        written = document.file_text[piece.file : piece.file + (piece.written or piece.length)]
        # A value of front matter may be folded, or written with escapes.
        assert kept == (html.unescape(written) if piece.written else written) or written[0] in "'\">|"
        text, file = piece.text + piece.length, piece.file + len(written)


def _blocks(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks]


def _sentences(document: Document) -> list[str]:
    return [document.text[s.start : s.end] for s in document.sentences]
