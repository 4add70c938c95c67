"""One story in every format that saysso reads, and Word files made from a few lines of their XML."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

from linter.document import Zone
from linter.readers import read

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{number}"><w:name w:val="{name}"/></w:style>'
    for number, name in (
        ("Titre1", "heading 1"),
        ("Title", "Title"),
        ("Subtitle", "Subtitle"),
        ("Legende", "caption"),
        ("Zitat", "Quote"),
        ("Byline", "Byline"),
        ("ListBullet", "List Bullet"),
    )
)

#: A block: its zone, or None where a reader is to find out, and its words.
Blocks = Sequence[tuple[Zone | None, str]]


def package(parts: dict[str, str | bytes]) -> bytes:
    """Return a ZIP file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def word(body: str, *, styles: str = STYLES, comments: str = "", footnotes: str = "", **parts: str) -> bytes:
    """Return a Word file whose body, styles, comments and footnotes are this XML, with the prefix `w`."""

    def whole(root: str, inner: str) -> str:
        return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{WORD}">{inner}</w:{root}>'

    made: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": whole("document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": whole("styles", styles),
    }
    if comments:
        made["word/comments.xml"] = whole("comments", comments)
    if footnotes:
        made["word/footnotes.xml"] = whole("footnotes", footnotes)
    return package({**made, **parts})


def paragraph(words: str, style: str = "") -> str:
    """Return the XML of a paragraph."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'


def blocks(sample: Path) -> list[tuple[Zone, str]]:
    """Return the blocks of a story as its own format gives them; a dateline goes with its paragraph."""
    document = read(sample.read_bytes(), sample.name)
    found: list[tuple[Zone, str]] = []
    for block in document.blocks:
        words = " ".join(document.text[block.start : block.end].split())
        if found and found[-1][0] is Zone.DATELINE:
            words = f"{found.pop()[1]} {words}"
        found.append((block.zone, words))
    return found


def as_text(story: Blocks) -> bytes:
    return "\n\n".join(words for _, words in story).encode()


def as_markdown(story: Blocks) -> bytes:
    marks = {Zone.HEADLINE: "# "}
    return ("---\ndesk: foreign\n---\n\n" + "\n\n".join(marks.get(zone, "") + words for zone, words in story)).encode()  # type: ignore[arg-type]


#: Tags by zone, in HTML and in NITF.
_TAGS = {Zone.HEADLINE: ("h1", "hl1"), Zone.CAPTION: ("figcaption", "media-caption"), Zone.LIST: ("li", "li")}


def _entities(words: str) -> str:
    """Write what is no ASCII as entities, of numbers, so that offsets and words part ways."""
    return escape(words, quote=False).encode("ascii", "xmlcharrefreplace").decode()


def _html(story: Blocks) -> str:
    lines = []
    for zone, words in story:
        tag = _TAGS.get(zone, ("p", ""))[0] if zone else "p"
        lines.append(f"<{tag}>{_entities(words)}</{tag}>".replace(" ", "\n      ", 1))
    return "\n".join(lines)


def as_page(story: Blocks) -> bytes:
    around = "<nav><ul><li><a href='/'>Critics say more</a></li></ul></nav>"
    return (
        "<!doctype html><html><head><meta charset=utf-8><title>Experts say so</title></head><body>"
        f"{around}<article>\n{_html(story)}\n</article><footer>Experts say that all is ours.</footer></body></html>"
    ).encode()


def as_nitf(story: Blocks) -> bytes:
    lines = []
    for zone, words in story:
        tag = _TAGS.get(zone, ("", "p"))[1] if zone else "p"
        lines.append(f"<{tag}>{_entities(words)}</{tag}>")
    inner = "\n".join(lines)
    return f"<?xml version='1.0'?><nitf><body><body.content>{inner}</body.content></body></nitf>".encode()


def as_newsml(story: Blocks) -> bytes:
    headline = next((words for zone, words in story if zone is Zone.HEADLINE), "")
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta><title>Experts say</title></itemMeta>'
        f"<contentMeta><headline>{_entities(headline)}</headline></contentMeta><contentSet><inlineXML>"
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Critics say</title></head><body>{_html(story)}'
        "</body></html></inlineXML></contentSet></newsItem>"
    ).encode()


def as_ninjs(story: Blocks) -> bytes:
    rest = [(zone, words) for zone, words in story[1:]]
    return json.dumps(
        {"uri": "urn:x", "version": "1", "headline": story[0][1], "body_html": _html(rest)}, indent=1
    ).encode()


def as_ninjs_2(story: Blocks) -> bytes:
    bodies = [{"role": "main", "contenttype": "text/plain", "value": "\n\n".join(words for _, words in story[1:])}]
    return json.dumps({"uri": "urn:x", "headlines": [{"value": story[0][1]}], "bodies": bodies}).encode()


def as_word(story: Blocks) -> bytes:
    styles = {Zone.HEADLINE: "Titre1", Zone.CAPTION: "Legende", Zone.LIST: "ListBullet"}
    return word("".join(paragraph(words, styles.get(zone, "") if zone else "") for zone, words in story))


#: Every format: the name of a file in it, and what writes a story so.
FORMATS = {
    "draft.txt": as_text,
    "draft.md": as_markdown,
    "draft.html": as_page,
    "draft.docx": as_word,
    "draft.nitf": as_nitf,
    "draft.newsml": as_newsml,
    "draft.json": as_ninjs,
    "draft-2.json": as_ninjs_2,
}
