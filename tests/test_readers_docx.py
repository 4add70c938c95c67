"""Word files: what will be printed is read, a line for each paragraph; nothing in them is trusted."""

from __future__ import annotations

import io
import struct
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from helpers_cli import run
from helpers_drafts import STYLES, WORD, package, paragraph, word
from test_readers_html import shown

from linter.document import Span, Zone
from linter.readers import UnreadableError, read

STYLED = [
    ("Titre1", Zone.HEADLINE, "a heading, in Word's French"),
    ("Title", Zone.HEADLINE, "a title"),
    ("Subtitle", Zone.STANDFIRST, "a subtitle"),
    ("Legende", Zone.CAPTION, "a caption, in Word's German"),
    ("Zitat", Zone.PULL_QUOTE, "a quotation, in Word's German"),
    ("Byline", Zone.BYLINE, "a newsroom's own style"),
    ("ListBullet", Zone.LIST, "a list"),
    ("Unknown", Zone.BODY, "a style that is nowhere"),
]


@pytest.mark.parametrize(("style", "zone", "why"), STYLED)
def test_styles_tell_zones(style: str, zone: Zone, why: str) -> None:
    document = read(word(paragraph("The dam failed on Friday.", style)), "a.docx")
    assert shown(document) == [(zone, "The dam failed on Friday.")], why


def test_a_style_is_what_it_is_based_on() -> None:
    styles = STYLES + "".join(
        f'<w:style w:styleId="{one}"><w:name w:val="{one}"/><w:basedOn w:val="{other}"/></w:style>'
        for one, other in (("Ours", "Titre1"), ("Round", "Circle"), ("Circle", "Round"))
    )
    body = paragraph("Dam fails", "Ours") + paragraph("The dam failed.", "Round")
    assert shown(read(word(body, styles=styles), "a.docx")) == [
        (Zone.HEADLINE, "Dam fails"),
        (Zone.BODY, "The dam failed."),
    ]


def inside(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


BOX = f"<w:txbxContent>{paragraph('In a box.')}</w:txbxContent>"


@pytest.mark.parametrize(
    ("body", "lines", "why"),
    [
        (
            f"<w:p>{inside('The dam ')}<w:ins>{inside('wall ')}</w:ins><w:del><w:r><w:delText>had </w:delText></w:r></w:del>"
            f"{inside('failed.')}</w:p>",
            ["The dam wall failed."],
            "insertions are read, deletions are not",
        ),
        (
            f"<w:p><w:moveFrom>{inside('It was old.')}</w:moveFrom></w:p><w:p>{inside('The dam failed. ')}"
            f"<w:moveTo>{inside('It was old.')}</w:moveTo></w:p>",
            ["The dam failed. It was old."],
            "what was moved stands once, where it went",
        ),
        (
            f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{inside('The dam ')}</w:p><w:p>{inside('failed.')}</w:p>",
            ["The dam failed."],
            "paragraphs joined by a deleted end",
        ),
        (
            f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{inside('The dam failed.')}</w:p>",
            ["The dam failed."],
            "a last end that was deleted",
        ),
        (
            f"<w:p><w:hyperlink>{inside('The dam')}</w:hyperlink><w:r><w:fldChar/><w:instrText>HYPERLINK x</w:instrText></w:r>"
            f"<w:fldSimple w:instr='DATE'>{inside(' failed')}</w:fldSimple><w:smartTag>{inside('.')}</w:smartTag></w:p>",
            ["The dam failed."],
            "links and fields show what they show",
        ),
        (
            f"<w:p>{inside('The dam')}<w:r><w:rPr><w:vanish/></w:rPr><w:t> never</w:t></w:r>{inside(' failed.')}</w:p>",
            ["The dam failed."],
            "hidden text",
        ),
        (
            f"<w:p><w:r><mc:AlternateContent xmlns:mc='x'><mc:Choice><w:pict>{BOX}</w:pict></mc:Choice><mc:Fallback>"
            f"<w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r>{inside('The dam failed.')}</w:p>"
            + paragraph("The end."),
            ["The dam failed.", "In a box.", "The end."],
            "a text box, once, after its paragraph",
        ),
        (
            f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{paragraph('The dam failed.')}</w:sdtContent></w:sdt>",
            ["The dam failed."],
            "content controls",
        ),
        (
            f"<w:tbl><w:tr><w:tc>{paragraph('2024')}</w:tc><w:tc>{paragraph('The dam failed on Friday. ' * 6)}</w:tc></w:tr></w:tbl>",
            ["The dam failed on Friday. " * 6],
            "a table that lays out a page, but no figures",
        ),
        (
            f"<w:p/>{paragraph('The dam failed.')}<w:p><w:r><w:t> </w:t></w:r></w:p>{paragraph('It was old.')}<w:sectPr/>",
            ["The dam failed.", "It was old."],
            "empty paragraphs are not counted",
        ),
        (
            "<w:p><w:r><w:t>The dam</w:t><w:tab/><w:t>failed</w:t><w:noBreakHyphen/><w:t>safe</w:t></w:r></w:p>",
            ["The dam\tfailed\u2011safe"],
            "signs that are elements",
        ),
    ],
)
def test_what_will_be_printed_is_read(body: str, lines: list[str], why: str) -> None:
    document = read(word(body), "a.docx")
    assert document.file_text.split("\n") == lines, why
    assert document.text == document.file_text


def test_line_ends_in_a_paragraph_are_paragraphs_as_in_plain_text() -> None:
    body = "<w:p><w:r><w:t>By Jane Doe</w:t><w:br/><w:t>The dam failed.</w:t><w:cr/><w:t>It was old.</w:t></w:r></w:p>"
    document = read(word(paragraph("Dam fails", "Titre1") + body), "a.docx")
    assert shown(document)[1:] == [
        (Zone.BYLINE, "By Jane Doe"),
        (Zone.BODY, "The dam failed."),
        (Zone.BODY, "It was old."),
    ]
    place = document.to_file(Span(document.text.index("It was"), document.text.index("It was") + 2))
    assert document.line_column(place.start) == (2, 29), "still the second paragraph"


def test_the_line_of_a_finding_is_its_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(word(paragraph("Dam fails") + "<w:p/>" + paragraph("It is believed that the dam failed.")))
    done = run("lint", path, "--select", "SQ205", "--format", "concise")
    assert done.out.startswith(f"{path}:2:1: warning SQ205")


def test_footnotes_follow_the_story() -> None:
    notes = f'<w:footnote w:type="separator">{paragraph("no copy")}</w:footnote><w:footnote>{paragraph("It was old.")}</w:footnote>'
    assert (
        read(word(paragraph("The dam failed."), footnotes=notes), "a.docx").file_text == "The dam failed.\nIt was old."
    )


def test_comments_are_kept_apart_where_they_begin() -> None:
    body = (
        paragraph("Dam fails", "Titre1")
        + f'<w:p>{inside("The dam ")}<w:commentRangeStart w:id="4"/>{inside("failed")}<w:commentRangeEnd w:id="4"/>'
        + '<w:r><w:commentReference w:id="4"/></w:r><w:r><w:t>.</w:t></w:r><w:r><w:commentReference w:id="5"/></w:r></w:p>'
    )
    comments = f'<w:comment w:id="4">{paragraph("saysso: disable-line UA101")}{paragraph("agreed")}</w:comment>'
    document = read(word(body, comments=comments), "a.docx")
    assert document.text == "Dam fails\nThe dam failed."
    assert [(one.at, one.file, one.text) for one in document.comments] == [
        (18, Span(18, 18), "saysso: disable-line UA101\nagreed")
    ]


def test_the_story_is_where_the_package_says() -> None:
    relations = '<Relationships><Relationship Type="http://x/relationships/officeDocument" Target="/story/main.xml"/></Relationships>'
    main = f'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>{paragraph("The dam failed.")}</w:body></w:document>'
    assert read(package({"_rels/.rels": relations, "story/main.xml": main}), "a.docx").text == "The dam failed."


# ---------------------------------------------------------------- what is hostile, or no Word file

GOOD = word(paragraph("The dam failed."))


def bomb() -> bytes:
    return package({"word/document.xml": f'<w:document xmlns:w="{WORD}">{" " * 60_000_000}</w:document>'})


def encrypted() -> bytes:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as file:
        at = file.getinfo("word/document.xml").header_offset
    data = bytearray(GOOD)
    data[at + 6] |= 1
    central = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    data[central + 8] |= 1
    return bytes(data)


def damaged() -> bytes:
    data = bytearray(GOOD)
    with zipfile.ZipFile(io.BytesIO(GOOD)) as file:
        at = file.getinfo("word/document.xml").header_offset
    for index in range(at + 60, at + 100):
        data[index] ^= 0xFF
    return bytes(data)


def lying() -> bytes:
    """A part that holds more than the package says."""
    large = f'<w:document xmlns:w="{WORD}">{" " * 3_000_000}</w:document>'.encode()
    data = bytearray(package({"word/document.xml": large}))
    small = struct.pack("<I", 500)
    return bytes(data).replace(struct.pack("<I", len(large)), small)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is no Word file, or a damaged one"),
        (b"just words", "is no Word file, or a damaged one"),
        (GOOD[: len(GOOD) // 2], "is no Word file, or a damaged one"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "looks like an old Word file or one with a password"),
        (encrypted(), "is protected with a password"),
        (damaged(), "word/document.xml cannot be read"),
        (lying(), "word/document.xml cannot be read"),
        (package({"mimetype": "application/zip"}), "has no document in it"),
        (package({"word/document.xml": "<x/>"}), "has no document in it"),
        (package({"word/document.xml": "<w:document"}), "word/document.xml cannot be read"),
        (word("<w:p/>"), "is empty: there is nothing to lint"),
        (bomb(), "unpacks to more than saysso takes"),
        (package({f"{n}": "" for n in range(10_001)}), "has more than 10,000 parts"),
        (
            package({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
            "declares entities of its own",
        ),
        (
            package({"word/document.xml": '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'}),
            "declares entities of its own",
        ),
        (word(paragraph("x"), **{"word/comments.xml": "<broken"}), "word/comments.xml cannot be read"),
    ],
    ids=range(16),
)
def test_what_is_no_word_file_is_refused_in_time(data: bytes, message: str, tmp_path: Path) -> None:
    began = time.perf_counter()
    with pytest.raises(UnreadableError) as refusal:
        read(data, "a.docx")
    assert message in str(refusal.value)
    path = tmp_path / "draft.docx"
    path.write_bytes(data)
    done = run("lint", path)
    assert done.status == 2
    assert message in done.err
    assert time.perf_counter() - began < 20


@pytest.mark.parametrize("nest", ["w:txbxContent><w:p", "w:sdt", "w:ins", "w:tbl><w:tr><w:tc"])
def test_deep_nesting_is_read(nest: str) -> None:
    opening = f"<{nest}>" * 3_000
    closing = "".join(f"</{name}>" for name in reversed(nest.replace("<", "").split(">"))) * 3_000
    words = inside("The dam failed. " * 10) if nest == "w:ins" else paragraph("The dam failed. " * 10)
    body = (
        f"<w:p>{opening}{words}{closing}</w:p>"
        if nest in ("w:ins", "w:txbxContent><w:p")
        else f"{opening}{words}{closing}"
    )
    assert "The dam failed." in read(word(body), "a.docx").text


def test_every_cut_of_a_word_file_is_read_or_refused() -> None:
    for end in range(0, len(GOOD), 37):
        with pytest.raises(UnreadableError):
            read(GOOD[:end], "a.docx")


def test_every_flipped_byte_is_read_or_refused() -> None:
    for at in range(0, len(GOOD), 7):
        data = bytearray(GOOD)
        data[at] ^= 0x55
        try:
            read(bytes(data), "a.docx")
        except (UnreadableError, zlib.error) as error:
            assert isinstance(error, UnreadableError)
