"""Comments by which somebody lets findings pass: read them, apply them, and tell which are idle, wrong or bare.

    <!-- saysso: disable UA101, SQ -- reason -->    from here on, up to `enable` or the end of the story
    <!-- saysso: enable -->                         what is switched off, or the rules named, is on again
    <!-- saysso: disable-line … -->                 on the line of the comment
    <!-- saysso: disable-next-line … -->            on the next line that holds copy
    <!-- saysso: disable-file … -->                 in the whole file

Where a line of the file holds several paragraphs, as in JSON, the two on lines mean one paragraph of it.
Rules are named by code, by the beginning of codes or by name, as with --select; none named means all. Of two
comments that let a finding pass, the one that names its rule most closely does, then the one of the shortest reach.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from linter.document import Comment, Document, Piece, Span
from linter.findings import Finding, Report, Suppressed
from linter.rulebook.errors import did_you_mean
from linter.rulebook.keys import closeness, fits
from linter.rulebook.model import Rule, Rulebook

#: What a comment may tell saysso to do; of two that switch a rule off, the later in this row reaches less far.
DIRECTIVES = ("enable", "disable-file", "disable", "disable-next-line", "disable-line")

#: What the rules on suppressions find.
UNUSED, UNKNOWN, REASONLESS = "unused-suppression", "unknown-suppression", "reasonless-suppression"
KINDS = frozenset({UNUSED, UNKNOWN, REASONLESS})

_ALL = "ALL"
_HEAD = re.compile(r"\s*+saysso\b\s*+(?P<colon>:?)\s*+(?P<name>[\w-]*+)", re.IGNORECASE)
# Word processors make one dash of two hyphens.
_REASON = re.compile(r"(?:^|(?<=\s))(?:--+|—|–)(?=\s|$)")
_BETWEEN = re.compile(r"[\s,;]+")


class Directive(NamedTuple):
    """A comment that tells saysso what to let pass. `keys` are as written; none means all rules."""

    comment: Comment
    name: str
    keys: tuple[str, ...]
    reason: str

    def said(self, keys: Sequence[str] = ()) -> str:
        """Return what it tells, of some of its keys, to be shown."""
        return f"{self.name} {', '.join(keys)}".strip()


def directive(comment: Comment) -> Directive | None:
    """Return what a comment tells saysso, or None where it tells nothing. Its name may be one that nobody knows."""
    head = _HEAD.match(comment.text)
    if head is None or (not head["colon"] and head["name"].lower() not in DIRECTIVES):
        return None
    rest = comment.text[head.end() :]
    dash = _REASON.search(rest)
    keys, reason = (rest[: dash.start()], rest[dash.end() :]) if dash else (rest, "")
    named = tuple(dict.fromkeys(key for key in _BETWEEN.split(keys) if key))
    return Directive(comment, head["name"].lower(), named, " ".join(reason.split()))


def suppressed(report: Report, rulebook: Rulebook) -> Report:
    """Return the report with what the draft's comments let pass set aside, and what is wrong with them told."""
    directives = [found for comment in report.document.comments if (found := directive(comment))]
    if not directives:
        return report
    switches = _Switches(report.document, directives, rulebook)
    kept: list[Finding] = []
    passed: list[Suppressed] = []

    def sort(finding: Finding, own: Directive | None = None) -> None:
        switch = switches.over(finding, own)
        if switch:
            passed.append(Suppressed(finding, "comment", switch.directive.reason))
        else:
            kept.append(finding)

    for finding in report.findings:
        sort(finding)
    about = [rule for rule in rulebook.rules if rule.severity and rule.finds in KINDS]
    for one in directives:
        for rule in about:
            for words in _wrong(one, rule.finds, switches):
                sort(_finding(rule, one.comment, words), one)
    kept.sort(key=lambda finding: (finding.start, finding.end, finding.code))
    passed.sort(key=lambda one: (one.finding.start, one.finding.end, one.finding.code))
    return report._replace(findings=tuple(kept), suppressed=(*report.suppressed, *passed))


def _wrong(one: Directive, kind: str, switches: _Switches) -> Iterator[dict[str, str]]:
    """Yield the words with which a rule of that kind tells what is wrong with a directive."""
    if kind == UNKNOWN:
        yield from switches.unknown(one)
    elif kind == UNUSED:
        idle = switches.idle(one)
        if idle:
            yield {"match": one.said(idle if one.keys else ())}
    elif not one.reason and switches.keys(one) and one.name != "enable":
        yield {"match": one.said(one.keys)}


def _finding(rule: Rule, comment: Comment, words: dict[str, str]) -> Finding:
    message = rule.message
    for name, value in {"hint": "", **words}.items():
        message = message.replace("{" + name + "}", value)
    assert rule.severity is not None
    return Finding(rule.code, rule.name, rule.severity, message, comment.at, comment.at, rule.fix, comment.file)


class _Switch(NamedTuple):
    """A directive as it switches a rule off: the key that means the rule, and how closely it does."""

    directive: Directive
    key: str
    closeness: int

    @property
    def rank(self) -> tuple[int, int]:
        return self.closeness, DIRECTIVES.index(self.directive.name)


class _Switches:
    """What the directives of a draft switch off, and which of them have been of use."""

    def __init__(self, document: Document, directives: Sequence[Directive], rulebook: Rulebook) -> None:
        self.document, self.rulebook = document, rulebook
        self._used: set[tuple[int, str]] = set()
        self._fits: dict[str, tuple[Rule, ...]] = {}
        # By rule: the switch over the whole file, those over lines, and from which offset on which is over it.
        self._in_file: dict[str, _Switch | None] = {}
        self._on_line: dict[tuple[str, int], _Switch | None] = {}
        # Where a line of the file holds several paragraphs, as in JSON, by rule and paragraph.
        self._on_passage: dict[tuple[str, int], _Switch | None] = {}
        self._from: dict[str, tuple[list[int], list[_Switch | None]]] = {}
        for one in directives:
            passage = self._passage(one)
            lines = self._lines(one) if passage is None else ()
            for key in self.keys(one):
                for rule in self._fitting(key):
                    switch = _Switch(one, key, closeness(key, rule))
                    self._put(switch, rule.code, lines)
                    if passage is not None:
                        place = rule.code, passage
                        self._on_passage[place] = _closer(self._on_passage.get(place), switch)

    def over(self, finding: Finding, own: Directive | None = None) -> _Switch | None:
        """Return the switch that lets a finding pass, and take note of its use.

        A finding about a directive, its `own`, is not let pass by that.
        """
        offsets, states = self._from.get(finding.code, ([], []))
        index = bisect_right(offsets, finding.start) - 1
        span = finding.file or self.document.to_file(finding.span)
        first, last = (self.document.line_column(offset)[0] for offset in (span.start, max(span.start, span.end - 1)))
        found = [self._in_file.get(finding.code), states[index] if index >= 0 else None]
        found += [self._on_line.get((finding.code, line)) for line in range(first, last + 1)]
        found.append(self._on_passage.get((finding.code, self._passage_at(finding.start))))
        best = max((one for one in found if one and one.directive is not own), key=_rank, default=None)
        if best:
            self._used.add((best.directive.comment.file.start, best.key))
        return best

    def keys(self, one: Directive) -> tuple[str, ...]:
        """Return the keys of a directive that mean something; ALL where it names none."""
        if one.name not in DIRECTIVES or self._unclosed(one):
            return ()
        return tuple(key for key in one.keys if self._fitting(key)) if one.keys else (_ALL,)

    def idle(self, one: Directive) -> list[str]:
        """Return the keys of a directive that changed nothing, of rules that this run would have told of."""
        return [
            key
            for key in self.keys(one)
            if (one.comment.file.start, key) not in self._used
            and any(rule.severity for rule in self._fitting(key))
            and not any(rule.code in self.rulebook.set_aside for rule in self._fitting(key))
            # Whether a comment about what is wrong with comments is idle is known only after that is told.
            and not all(rule.finds in KINDS for rule in self._fitting(key))
        ]

    def unknown(self, one: Directive) -> Iterator[dict[str, str]]:
        """Yield the words of a directive that mean nothing, each with a hint."""
        if self._unclosed(one):
            yield {"match": one.said(one.keys), "hint": "; the comment is never closed: -->"}
        elif one.name not in DIRECTIVES:
            yield {"match": one.name, "hint": did_you_mean(one.name, DIRECTIVES)}
        else:
            known = [name for rule in self.rulebook.rules for name in (rule.code, rule.name)]
            for key in one.keys:
                if key.startswith("-"):  # what follows is a reason, behind a mark that is none
                    yield {"match": key, "hint": "; a reason stands after two hyphens, with a space on both sides"}
                    break
                if not self._fitting(key):
                    yield {"match": key, "hint": did_you_mean(key, known)}

    def _put(self, switch: _Switch, code: str, lines: Sequence[int]) -> None:
        """Switch a rule off, or on again."""
        name = switch.directive.name
        if name == "disable-file":
            self._in_file[code] = _closer(self._in_file.get(code), switch)
        elif name in ("disable", "enable"):
            offsets, states = self._from.setdefault(code, ([], []))
            before = states[-1] if states else None
            offsets.append(switch.directive.comment.at)
            if name == "disable":
                states.append(_closer(before, switch))
            else:
                states.append(None)
                if before:
                    self._used.add((switch.directive.comment.file.start, switch.key))
        for line in lines:
            self._on_line[code, line] = _closer(self._on_line.get((code, line)), switch)

    def _fitting(self, key: str) -> tuple[Rule, ...]:
        """Return the rules that a key means. ALL are those on the copy, not those on comments."""
        if key not in self._fits:
            rules = self.rulebook.rules
            if key.upper() == _ALL:
                self._fits[key] = tuple(rule for rule in rules if rule.finds not in KINDS)
            else:
                self._fits[key] = tuple(rule for rule in rules if fits(key, rule))
        return self._fits[key]

    def _unclosed(self, one: Directive) -> bool:
        start, end = one.comment.file
        text = self.document.file_text
        return text.startswith("<!--", start) and not text.endswith("-->", start, end)

    def _lines(self, one: Directive) -> tuple[int, ...]:
        """Return the lines of the file that a directive on lines is about."""
        if one.name not in ("disable-line", "disable-next-line"):
            return ()
        first, last = (self.document.line_column(offset)[0] for offset in one.comment.file)
        if one.name == "disable-line":
            return (first, last)
        following = self._copy_after(last)
        return (following,) if following else ()

    def _passage(self, one: Directive) -> int | None:
        """Return the paragraph that a directive on lines is about, where its line of the file holds several."""
        if one.name not in ("disable-line", "disable-next-line"):
            return None
        last = self.document.line_column(one.comment.file.end)[0]
        on_line = [number for number, (_, line) in enumerate(self._passages) if line == last]
        if len(on_line) < 2:
            return None
        if one.name == "disable-line":
            return self._passage_at(one.comment.at)
        return next((number for number in on_line if self._passages[number][0] >= one.comment.at), None)

    def _passage_at(self, offset: int) -> int:
        return bisect_right(self._passages, offset, key=itemgetter(0)) - 1

    @cached_property
    def _passages(self) -> list[tuple[int, int]]:
        """Where paragraphs start, in the text, and the line of the file; what stands in one line of text is one."""
        found: list[tuple[int, int]] = []
        document, end = self.document, 0
        for block in document.blocks:
            if not found or "\n" in document.text[end : block.start]:
                at = document.to_file(Span(block.start, block.start + 1)).start
                found.append((block.start, document.line_column(at)[0]))
            end = block.end
        return found

    def _copy_after(self, line: int) -> int | None:
        """Return the next line of the file that holds copy."""
        document = self.document
        if line >= len(document.line_starts):
            return None
        start = document.line_starts[line]
        for piece in self._pieces[max(0, bisect_right(self._piece_starts, start) - 1) :]:
            skipped = 0 if piece.written else max(0, start - piece.file)
            if piece.written and piece.file < start:
                continue
            words = document.text[piece.text + skipped : piece.text + piece.length].lstrip()
            if words:
                at = piece.file if piece.written else piece.file + piece.length - len(words)
                return document.line_column(at)[0]
        return None

    @cached_property
    def _pieces(self) -> Sequence[Piece]:
        # A reader may tell a story in another order than its file has, as where a headline stands below the body.
        pieces = sorted(self.document.pieces, key=lambda piece: piece.file)
        return pieces or (Piece(0, 0, len(self.document.text)),)

    @cached_property
    def _piece_starts(self) -> list[int]:
        return [piece.file for piece in self._pieces]


def _closer(before: _Switch | None, switch: _Switch) -> _Switch:
    """Return the one of two switches that means a rule more closely, or reaches less far, or came last."""
    return before if before and before.rank > switch.rank else switch


def _rank(switch: _Switch) -> tuple[int, int]:
    return switch.rank
