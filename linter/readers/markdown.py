"""Read Markdown: the visible words, each run of them tied to its place in the file.

markdown-it-py tells what is a heading, a paragraph or a link, but not where in the file an inline piece
stands. That is found again: a block's lines are the ends of the file's lines, and a run of words is looked
for from where the one before it ended, past link destinations and pictures, whose places the parser tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from linter.document import Document, Span, Zone
from linter.readers.comments import addressed, read_around
from linter.readers.decoding import UnreadableError
from linter.readers.frontmatter import FRONT_MATTER, front_matter
from linter.readers.passages import Passage, Run, Source, document, dropping_doubles
from linter.segmentation import Conventions

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_LINE_END = re.compile(r"\r\n|[\n\r]")
#: Stands for what is not visible while runs are looked for; the parser leaves it in no run.
_HIDDEN = "\x00"

#: Inline syntax whose source is not visible, wholly or, for a link, after its label.
_HIDING_RULES = ("link", "image", "html_inline")


def read_markdown(file_text: str, path: str, encoding: str, conventions: Conventions) -> Document:
    """Return the document of a decoded Markdown file.

    Of front matter the headline, standfirst, byline, genre and section are read; comments, other HTML blocks, code
    and tables are left out. A file of nothing else gives a document without blocks. Raises UnreadableError where
    markdown-it-py is not installed.
    """

    def read(copy: str) -> Document:
        head = front_matter(copy, conventions)
        source = Source(path, copy, encoding, "markdown", head.genres, head.sections)
        return document(source, dropping_doubles([*head.passages, *_passages(copy)]), conventions)

    return read_around(file_text, _comments(file_text), read)


def _comments(file_text: str) -> list[Span]:
    """Return the comments that speak to saysso; what stands in front matter or in code, or is escaped, is none."""
    head = FRONT_MATTER.match(file_text)
    found = [
        span for span in addressed(file_text, head.end() if head else 0) if not file_text.endswith("\\", 0, span.start)
    ]
    if not found:
        return found
    parser, env = _parser(), dict[str, Any]()
    starts = _line_starts(file_text)
    code: list[tuple[Span, str]] = []
    for token in parser.parse(_without_front_matter(file_text), env):
        if token.map is None:
            continue
        lines = Span(starts[token.map[0]], starts[token.map[1]])
        if token.type in ("fence", "code_block"):
            code.append((lines, file_text[lines.start : lines.end]))
        elif token.type == "inline" and "`" in token.content:
            _parse_inline(parser, token, env)
            code.extend((lines, child.content) for child in token.children or [] if child.type == "code_inline")
    return [
        span
        for span in found
        if not any(lines.covers(span) and file_text[span.start : span.end] in words for lines, words in code)
    ]


def _line_starts(file_text: str) -> list[int]:
    return [0, *(match.end() for match in _LINE_END.finditer(file_text)), len(file_text)]


def _parser() -> MarkdownIt:
    try:
        from markdown_it import MarkdownIt
    except ImportError:
        raise UnreadableError(
            "is Markdown, and the package that reads it is missing: pip install 'saysso[markdown]'"
        ) from None
    parser = MarkdownIt("commonmark").enable("table").disable("inline")
    for name in _HIDING_RULES:
        parser.inline.ruler.at(name, _recording(name, parser))
    return parser


def _recording(name: str, parser: MarkdownIt) -> Any:
    """Return the parser's own inline rule, made to note in `env` which stretch of source it hides."""
    rules = dict(zip(parser.inline.ruler.get_active_rules(), parser.inline.ruler.getRules(""), strict=True))
    rule = rules[name]

    def record(state: StateInline, silent: bool) -> bool:
        start = state.pos
        done: bool = rule(state, silent)
        # Inside a picture's description the parser runs again, over another source.
        if done and not silent and state.src is state.env.get("source"):
            label = state.md.helpers.parseLinkLabel(state, start, True) if name == "link" else start
            state.env["hidden"].append((label, state.pos))
        return done

    return record


def _passages(file_text: str) -> Iterator[Passage]:
    """Yield the blocks of a file that are copy."""
    parser = _parser()
    source = _without_front_matter(file_text)
    starts = _line_starts(file_text)
    lists = quotes = tables = 0
    heading: str | None = None
    seen_headline = after_headline = False
    env: dict[str, Any] = {}  # The parser keeps the targets of reference links here.
    for token in parser.parse(source, env):
        step = token.nesting
        if token.type in ("list_item_open", "list_item_close"):
            lists += step
        elif token.type in ("blockquote_open", "blockquote_close"):
            quotes += step
        elif token.type in ("table_open", "table_close"):
            tables += step
        elif token.type == "heading_open":
            heading = token.tag
        elif token.type == "heading_close":
            heading = None
        if token.type != "inline" or tables or token.map is None:
            continue
        hidden = _parse_inline(parser, token, env)
        children = token.children or []
        runs = _runs(token, hidden, _line_offsets(file_text, starts, token))
        zone = Zone.HEADLINE if heading else Zone.PULL_QUOTE if quotes else Zone.LIST if lists else None
        if zone is None and after_headline and _is_emphasised(children):
            zone = Zone.STANDFIRST
        if any(run.words.strip() for run in runs):
            after_headline = zone is Zone.HEADLINE and not seen_headline
            seen_headline = seen_headline or zone is Zone.HEADLINE
            yield Passage(zone, runs)


def _without_front_matter(file_text: str) -> str:
    """Blank out the front matter, keeping the count of lines."""
    match = FRONT_MATTER.match(file_text)
    if match is None:
        return file_text
    return re.sub(r"[^\r\n]", "", match[0]) + file_text[match.end() :]


def _parse_inline(parser: MarkdownIt, token: Token, env: dict[str, Any]) -> list[tuple[int, int]]:
    """Parse the words of a block into `token.children`; return the stretches of its source not visible."""
    env["source"], env["hidden"] = token.content, []
    token.children = []
    parser.inline.parse(token.content, parser, env, token.children)
    hidden: list[tuple[int, int]] = env["hidden"]
    return hidden


def _line_offsets(file_text: str, starts: Sequence[int], token: Token) -> list[tuple[int, int]]:
    """Return, for each line of a block's content, where it starts in the content and in the file."""
    offsets = []
    at = 0
    first = token.map[0] if token.map else 0
    lines = token.content.split("\n")
    for line, (start, end) in zip(lines, pairwise(starts[first:]), strict=False):
        source = file_text[start:end].rstrip()
        words = line.rstrip()
        # A heading may close with more hashes; other lines only start with marks.
        ends = source.endswith(words)
        column = len(source) - len(words) if ends else max(0, source.rfind(words))
        offsets.append((at, start + column))
        at += len(line) + 1
    return offsets


def _runs(token: Token, hidden: list[tuple[int, int]], offsets: list[tuple[int, int]]) -> list[Run]:
    """Return the visible runs of a block with their file offsets."""
    source = _masked(token.content, hidden)
    runs: list[Run] = []
    at = 0
    line = 0
    for child in token.children or []:
        if child.type in ("softbreak", "hardbreak"):
            at = max(at, source.find("\n", at))
            words = "\n"
        elif child.type in ("text", "code_inline", "text_special"):
            words = child.content
        else:
            continue
        if not words:
            continue
        # A character written as an entity, or escaped, is found by how it was written.
        written = child.markup if child.type == "text_special" and child.info == "entity" else words
        found = source.find(written, at)
        if found < 0:
            runs.append(Run(words))
            continue
        while line + 1 < len(offsets) and offsets[line + 1][0] <= found:
            line += 1
        place = offsets[line][1] + found - offsets[line][0]
        runs.append(Run(words, place, 0 if written == words else len(written)))
        at = found + len(written)
    return runs


def _masked(source: str, hidden: Sequence[tuple[int, int]]) -> str:
    """Put what is not visible out of the way, keeping every offset."""
    parts: list[str] = []
    at = 0
    for start, end in sorted(hidden):
        if end > at:
            parts.append(source[at : max(at, start)])
            parts.append(_HIDDEN * (end - max(at, start)))
            at = end
    return "".join(parts) + source[at:]


def _is_emphasised(children: Sequence[Token]) -> bool:
    """Tell whether all of a paragraph is in italics or bold: how a standfirst is set."""
    shown = [child for child in children if child.type != "text" or child.content.strip()]
    kinds = ("em", "strong")
    return (
        len(shown) > 2
        and shown[0].type in [f"{kind}_open" for kind in kinds]
        and shown[-1].type == shown[0].type.replace("_open", "_close")
        and sum(child.type == shown[0].type for child in shown) == 1
    )
