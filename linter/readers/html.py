"""Read HTML: of a page its story, of a fragment all of it, each run of words tied to its place in the file.

turbohtml does the work: its tokens tell where every word is written, its tree what belongs to what as browsers
see it, its scoring which part of a page is the story. A token's element is looked up by where its tag stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from linter.document import Document, Span, Zone
from linter.readers.decoding import UnreadableError
from linter.readers.elements import INLINE, Element, elements, find_story
from linter.readers.passages import BREAK, Passage, Remark, Run, Source, collapsed, told_document
from linter.segmentation import Conventions

if TYPE_CHECKING:
    from turbohtml import Token

#: How a page says which section it is in: the article vocabulary of Open Graph, https://ogp.me/.
_SECTION = 'meta[property="article:section"]'

_A_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)


class _Words(NamedTuple):
    """A run or a comment, and the element it stands in."""

    part: Run | Remark
    element: Element


def read_html(file_text: str, path: str, encoding: str, conventions: Conventions) -> Document:
    """Return the document of a decoded HTML file. Raises UnreadableError where turbohtml is not installed."""
    sections: list[str] = []
    passages = list(html_passages(file_text, conventions, sections))
    source = Source(path, file_text, encoding, "html", sections=tuple(sections))
    return told_document(source, passages, conventions)


def html_passages(text: str, conventions: Conventions, sections: list[str] | None = None) -> Iterator[Passage]:
    """Yield the passages of HTML, with places in `text`; add to `sections` those that a page says it is in.

    A page, which says that it is one, gives its story; what says nothing of the kind gives all it shows.
    Raises UnreadableError where turbohtml is missing and for markup nested too deeply.
    """
    try:
        import turbohtml
    except ImportError:
        raise UnreadableError(
            "is a web page, and the package that reads it is missing: pip install 'saysso[html]'"
        ) from None
    # One character for one, so that the parser's offsets are ours.
    flat = text.replace("\r\n", " \n").replace("\r", "\n").replace("\0", " ")
    tree = turbohtml.parse(flat, source_locations=True)
    found = elements(tree, conventions)
    page = find_story(tree, found) if _A_PAGE.search(flat) else None
    if page is not None and sections is not None:
        told = (meta.attrs.get("content") for meta in tree.select(_SECTION))
        sections += [words.strip() for words in told if isinstance(words, str) and words.strip()]
    words: list[_Words] = []
    for word in _words(flat, turbohtml.tokenize(flat, resolve_references=False, capture_source=True), found):
        if word is None:
            yield from _passage(words, is_page=page is not None)
            words = []
        elif isinstance(word.part, Remark):
            words.append(word)
        elif word.element.is_read and (page is None or page.holds(word.element)):
            words.append(word)
    yield from _passage(words, is_page=page is not None)


def _words(flat: str, tokens: Iterator[Token], found: dict[int, Element]) -> Iterator[_Words | None]:
    """Yield the words and comments of a page with their elements, and None wherever a passage ends."""
    from turbohtml import TokenType

    starts = [0]
    starts.extend(match.end() for match in re.finditer("\n", flat))
    here = found[-1]
    unknown = Counter[str]()  # Tags that the tree took for a slip.
    breaks = 0
    for token in tokens:
        at = starts[token.line - 1] + token.col
        kind = token.type
        if kind is TokenType.TEXT:
            data = token.data or ""
            breaks = breaks if not data.strip() else 0
            yield from _text(data, at, here)
        elif kind is TokenType.CHARACTER_REFERENCE:
            breaks = 0
            yield _Words(Run(token.data or "", at, len(token.source or "")), here)
        elif kind is TokenType.START_TAG:
            element = found.get(at)
            tag = token.tag or ""
            if tag == "br":
                breaks += 1
                yield _Words(Run(BREAK, at, len(token.source or "")), here) if breaks == 1 else None
                continue
            if element is None:
                unknown[tag] += 1
                continue
            if tag not in INLINE or element.is_apart:
                yield None
            if not element.is_void:
                here = element
        elif kind is TokenType.END_TAG:
            tag = token.tag or ""
            if unknown[tag]:
                unknown[tag] -= 1
                continue
            closed = here.nearest(tag)
            if closed is not None and closed.parent is not None:
                if tag not in INLINE or closed.is_apart:
                    yield None
                here = closed.parent
        elif kind is TokenType.COMMENT:
            file = Span(at, at + len(token.source or ""))
            yield _Words(Remark(token.data or "", file), here)


def _text(data: str, at: int, here: Element) -> Iterator[_Words]:
    """Yield the words of a text token; in preformatted text each line end stays one."""
    if not here.is_preformatted:
        yield _Words(Run(data, at), here)
        return
    for line in re.finditer(r"[^\n]+|\n", data):
        run = Run(BREAK, at + line.start(), 1) if line[0] == "\n" else Run(line[0], at + line.start())
        yield _Words(run, here)


def _passage(words: list[_Words], *, is_page: bool) -> Iterator[Passage]:
    """Yield the passage that the words make up, if they are more than the furniture of a page."""
    if not words:
        return
    shown = [word for word in words if isinstance(word.part, Run) and word.part.words.strip()]
    if not shown:
        remarks = [word.part for word in words if isinstance(word.part, Remark)]
        if remarks:
            yield Passage(None, remarks)
        return
    zones = {word.element.zone for word in shown}
    zone = zones.pop() if len(zones) == 1 else shown[0].element.block_zone
    parts: list[Run | Remark] = [word.part for word in words]
    # A line of nothing but links leads elsewhere.
    if is_page and zone in (None, Zone.LIST, Zone.HEADLINE) and all(word.element.is_link for word in shown):
        if not any(word.element.nearest("h1") for word in shown):
            parts = [part for part in parts if isinstance(part, Remark)]
    yield Passage(zone, collapsed(parts))
