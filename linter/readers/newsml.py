"""Read the XML that news travels in: NITF, NewsML-G2 and NewsML 1, with NITF, XHTML or text inside.

NITF is the News Industry Text Format, https://iptc.org/standards/nitf/; NewsML-G2 the envelope that agencies
put around it, https://iptc.org/standards/newsml-g2/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter.document import Document, Zone
from linter.readers.decoding import UnreadableError
from linter.readers.passages import (
    BREAK,
    Passage,
    Remark,
    Run,
    Source,
    collapsed,
    dropping_doubles,
    plain,
    through,
    told_document,
)
from linter.readers.xml import Node, parse_xml
from linter.segmentation import Conventions

#: What a file holds that means to be news, even if it is broken.
LOOKS_LIKE_NEWS = re.compile(rb"<(?:\w+:)?(?:nitf|newsItem|newsMessage|NewsML|html)\b")

_NEWSML = ("newsItem", "newsMessage", "NewsML")

#: Elements in which nothing is copy: what is known about the story, who may use it, how it looks.
_SKIPPED = frozenset(
    (
        *("head", "docdata", "script", "style", "title", "media-metadata", "media-reference", "bibliography"),
        *("header", "catalogRef", "catalog", "rightsInfo", "itemMeta", "partMeta", "assert", "NewsEnvelope"),
        *("Identification", "NewsManagement", "AdministrativeMetadata", "RightsMetadata", "DescriptiveMetadata"),
        *("table", "nitf-table", "remoteContent", "CopyrightLine", "KeywordLine", "nav", "footer", "aside"),
    )
)
#: In an envelope, elements around the words of a story: only what is in them, or has a zone, is read.
_CONTENT = frozenset(("inlineXML", "inlineData", "DataContent"))

_ZONES = {
    **dict.fromkeys(("hl1", "headline", "HeadLine", "h1", "h2", "h3", "h4", "h5", "h6"), Zone.HEADLINE),
    **dict.fromkeys(("abstract", "SubHeadLine", "SlugLine"), Zone.STANDFIRST),
    **dict.fromkeys(("byline", "byttl", "by", "ByLine"), Zone.BYLINE),
    **dict.fromkeys(("dateline", "DateLine"), Zone.DATELINE),
    **dict.fromkeys(("media-caption", "figcaption", "caption"), Zone.CAPTION),
    **dict.fromkeys(("media-producer", "creditline", "CreditLine", "credit", "distributor"), Zone.CREDIT),
    **dict.fromkeys(("bq", "blockquote"), Zone.PULL_QUOTE),
    **dict.fromkeys(("li", "dt", "dd"), Zone.LIST),
    **dict.fromkeys(("note", "tagline"), Zone.BOILERPLATE),
    "story.date": Zone.TIMESTAMP,
}
#: Elements that set what is in them apart, besides those with a zone.
_BLOCKS = frozenset(
    (
        *("p", "div", "block", "section", "article", "body", "ul", "ol", "dl", "pre", "hr", "media", "figure"),
        *("hedline", "body.head", "body.content", "body.end", "main", "header", "description", *_CONTENT),
    )
)
#: Names that mean nothing outside an envelope, where the story's own words may have them.
_ENVELOPE = frozenset(("headline", "by", "creditline", "description", "SlugLine"))

#: What an agency calls a description, by the end of its role: "drol:caption".
_DESCRIPTIONS = {"caption": Zone.CAPTION, "summary": Zone.STANDFIRST}


def read_newsml(file_text: str, path: str, encoding: str, conventions: Conventions) -> Document:
    """Return the document of a decoded XML file, its format "nitf", "newsml" or "html" as its root tells.

    Raises UnreadableError for any other root and for what `parse_xml` refuses.
    """
    root = parse_xml(file_text)
    if root.name == "html":
        from linter.readers.html import read_html

        return read_html(file_text, path, encoding, conventions)
    if root.name != "nitf" and root.name not in _NEWSML:
        raise UnreadableError(
            f"is XML whose root is <{root.name}>; of XML, saysso reads NITF (<nitf>), NewsML (<newsItem>, "
            "<newsMessage>, <NewsML>) and XHTML (<html>)"
        )
    story = _Story(conventions)
    is_nitf = root.name == "nitf"
    story.read(root, None, inside=is_nitf)
    genres, sections = _told(root)
    source = Source(path, file_text, encoding, "nitf" if is_nitf else "newsml", genres, sections)
    return told_document(source, dropping_doubles(story.passages), conventions)


def _told(root: Node) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what the file says that it is, in words or by a code such as "genre:Opinion", and where it runs."""
    genres: list[str] = []
    sections: list[str] = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        waiting += [child for child in reversed(node.children) if isinstance(child, Node)]
        if node.name in ("genre", "Genre"):
            names = [child for child in node.children if isinstance(child, Node) and child.name == "name"]
            genres += ["".join(run.words for run in name.runs()) for name in names]
            genres += [node.attributes.get(key, "") for key in ("literal", "qcode", "FormalName")]
        genres.append(node.attributes.get("tobject.property.type", ""))
        sections.append(node.attributes.get("position.section", ""))
    return (
        tuple(told.rpartition(":")[2].replace("_", " ").strip() for told in genres if told.strip()),
        tuple(told.strip() for told in sections if told.strip()),
    )


class _Story:
    """The passages of a story, as its elements give them."""

    def __init__(self, conventions: Conventions) -> None:
        self.conventions = conventions
        self.passages: list[Passage] = []
        self.parts: list[Run | Remark] = []
        self.zone: Zone | None = None

    def read(self, node: Node, zone: Zone | None, *, inside: bool) -> None:
        """Read an element; `inside` tells whether its words are copy wherever they stand."""
        for child in node.children:
            if not isinstance(child, Node):
                if inside or isinstance(child, Remark):
                    self._add(child, zone)
            elif child.name not in _SKIPPED:
                self._element(child, zone, inside=inside)
        if node.name in _BLOCKS or node.name in _ZONES:
            self._end()

    def _element(self, node: Node, zone: Zone | None, *, inside: bool) -> None:
        name = node.name
        if name == "br":
            self._add(Run(BREAK), zone)
            return
        told = None if inside and name in _ENVELOPE else _ZONES.get(name)
        if name == "description" and not inside:
            told = _DESCRIPTIONS.get(node.attributes.get("role", "").rpartition(":")[2])
        # A line below the headline; further down in the story it is a crosshead.
        if name == "hl2":
            told = Zone.HEADLINE if any(passage.zone is None for passage in self.passages) else Zone.STANDFIRST
        if told is not None or name in _BLOCKS:
            self._end()
        if name in ("inlineData", "DataContent") and not any(isinstance(child, Node) for child in node.children):
            self.passages.extend(self._escaped(node))
            return
        self.read(node, told or zone, inside=inside or told is not None or name in _CONTENT)

    def _escaped(self, node: Node) -> Iterator[Passage]:
        """Yield the passages of a story that is plain text here, or HTML in escaped form."""
        runs = list(node.runs())
        words = "".join(run.words for run in runs)
        if "html" in node.attributes.get("contenttype", "") or re.match(r"\s*<(?:p|div|html|h\d)\b", words):
            from linter.readers.html import html_passages

            return through(runs, html_passages(words, self.conventions))
        return plain(runs, self.conventions)

    def _add(self, part: Run | Remark, zone: Zone | None) -> None:
        if not self.parts or isinstance(part, Run) and part.words.strip() and self.zone is None:
            self.zone = zone
        self.parts.append(part)

    def _end(self) -> None:
        if parts := collapsed(self.parts):
            self.passages.append(Passage(self.zone, parts))
        self.parts, self.zone = [], None
