"""Rules held to their own examples: what `saysso test-rules` and the test suite run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import regex

from linter.attribution import attribute
from linter.attribution.scope import OPENERS
from linter.document import Span
from linter.findings import Attribution
from linter.pipeline import lint
from linter.readers import read_text
from linter.rulebook.model import Genre, Rule, Rulebook
from linter.rulebook.patterns import PatternInfo
from linter.suppression import KINDS

if TYPE_CHECKING:
    from linter.rulebook.source import LoadedFile

_MARK = regex.compile(r"\[(?P<words>[^\[\]]*)\]\{(?P<label>[a-z-]+)\}")


class ExampleResult(NamedTuple):
    """One example and how it went. `expected` is "fail" where the rule or pattern must speak, else "pass"."""

    what: str
    kind: str
    example: str
    expected: str
    ok: bool
    message: str
    path: str
    line: int


class Coverage(NamedTuple):
    """What never fired over examples and documents, and what the prefilter cannot help."""

    unfired_rules: tuple[str, ...]
    unfired_patterns: tuple[str, ...]
    without_literals: tuple[str, ...]


def parse_example(text: str) -> tuple[str, dict[str, list[Span]]]:
    """Return an example's copy without its marks, and the marked spans by label."""
    plain, spans, last = "", {}, 0  # type: str, dict[str, list[Span]], int
    for match in _MARK.finditer(text):
        plain += text[last : match.start()]
        start = len(plain)
        plain += match["words"]
        spans.setdefault(match["label"], []).append(Span(start, len(plain)))
        last = match.end()
    return plain + text[last:], spans


def run_examples(rulebook: Rulebook) -> Iterator[ExampleResult]:
    """Run every example of every attribution pattern, genre and rule, the rules that a profile has off included."""
    for info in rulebook.patterns:
        for example in info.examples:
            yield _pattern_result(rulebook, info, example, "fail")
        for example in info.not_examples:
            yield _pattern_result(rulebook, info, example, "pass")
    telling = rulebook.read_as("auto")
    for genre in rulebook.genres.values():
        for example in genre.examples:
            yield _genre_result(telling, genre, example, "fail")
        for example in genre.not_examples:
            yield _genre_result(telling, genre, example, "pass")
    whole = _all_in_force(telling)
    for rule in rulebook.rules:
        # A rule on comments speaks of what the others find.
        alone = whole if rule.finds in KINDS else replace(telling, rules=(_in_force(rule),))
        for example in rule.fails:
            yield _rule_result(alone, rule, example, "fail")
        for example in rule.passes:
            yield _rule_result(alone, rule, example, "pass")


def line_of(result: ExampleResult, file: LoadedFile) -> int:
    """Return the line of an example in the file that it stands in, which counts from 1."""
    content, failing = file.content, result.expected == "fail"
    ways: list[tuple[tuple[str | int, ...], list[str]]] = []
    if result.kind == "rule":
        for index, rule in enumerate(content.rules):
            if rule.code == result.what:
                key, examples = ("fail", rule.examples.fail) if failing else ("pass", rule.examples.pass_)
                ways.append((("rules", index, "examples", key), examples))
    key = "examples" if failing else "not_examples"
    if result.kind == "pattern":
        found = [(index, spec) for index, spec in enumerate(content.patterns) if spec.id == result.what]
        ways += [(("patterns", index, key), getattr(spec, key)) for index, spec in found]
    if result.kind == "genre" and result.what in content.genres:
        ways.append((("genres", result.what, key), getattr(content.genres[result.what], key)))
    for way, examples in ways:
        if result.example in examples:
            return file.place(*way, examples.index(result.example))[0]
    return result.line


def coverage(rulebook: Rulebook, texts: Iterable[str] = ()) -> Coverage:
    """Tell which rules and patterns neither their examples nor the `texts` make speak."""
    whole = _all_in_force(rulebook)
    fired: set[str] = set()
    examples = [e for info in rulebook.patterns for e in info.examples] + [e for r in rulebook.rules for e in r.fails]
    for text in (*(parse_example(example)[0] for example in examples), *texts):
        report = lint(read_text(text, "<example>"), whole)
        fired.update(attribution.pattern for attribution in report.attributions)
        fired.update(finding.code for finding in report.findings)
    return Coverage(
        tuple(rule.code for rule in rulebook.rules if rule.code not in fired),
        tuple(info.id for info in rulebook.patterns if info.id not in fired),
        tuple(f"{p.owner}: {p.source}" for p in rulebook.text_patterns if not p.literals),
    )


def _all_in_force(rulebook: Rulebook) -> Rulebook:
    return replace(rulebook, rules=tuple(map(_in_force, rulebook.rules)))


def _in_force(rule: Rule) -> Rule:
    return rule._replace(severity=rule.severity or rule.default)


def _pattern_result(rulebook: Rulebook, info: PatternInfo, example: str, expected: str) -> ExampleResult:
    text, spans = parse_example(example)
    found = attribute(read_text(text, "<example>", conventions=rulebook.conventions), rulebook).attributions
    mine = [a for a in found if a.pattern == info.id]
    others = ", ".join(sorted({a.pattern for a in found})) or "nothing"
    if expected == "pass":
        message = "" if not mine else f"read as {info.id}: {_told(mine[0], text)}"
    elif not mine:
        message = f"not read as {info.id} (but as {others})"
    elif not any(_agrees(a, spans, text, _openers(rulebook)) for a in mine):
        message = f"other spans than marked: {_told(mine[0], text)}"
    else:
        message = ""
    return ExampleResult(info.id, "pattern", example, expected, not message, message, info.path, info.line)


def _agrees(attribution: Attribution, spans: dict[str, list[Span]], text: str, openers: Collection[str]) -> bool:
    """Tell whether the attribution has the spans that are marked.

    Full stops at an end do not count, nor whether the word that opens what is said is marked as part of it: "that".
    """
    found = {
        "source": [attribution.source] if attribution.source else [],
        "cue": [attribution.cue] if attribution.cue else [],
        "content": list(attribution.content),
    }
    return all(
        [_bare(text, span, openers) for span in found.get(label, [])] == [_bare(text, span, openers) for span in marked]
        for label, marked in spans.items()
    )


def _openers(rulebook: Rulebook) -> Collection[str]:
    return frozenset[str]().union(*[rulebook.words.get(name, ()) for name in OPENERS])


def _bare(text: str, span: Span, openers: Collection[str]) -> str:
    words = text[span.start : span.end].strip(" .,")
    first, _, rest = words.partition(" ")
    return rest if rest and first.lower() in openers else words


def _told(attribution: Attribution, text: str) -> str:
    content = " + ".join(_quoted(text, span) for span in attribution.content)
    return f"source {_quoted(text, attribution.source)}, cue {_quoted(text, attribution.cue)}, content {content}"


def _quoted(text: str, span: Span | None) -> str:
    return f"'{text[span.start : span.end]}'" if span else "nobody"


def _genre_result(rulebook: Rulebook, genre: Genre, example: str, expected: str) -> ExampleResult:
    told = lint(read_text(example, "<example>", conventions=rulebook.conventions), rulebook).genre
    ok = (told.name == genre.name) == (expected == "fail")
    points = f" with {told.points:g} points" if told.signs else ""
    message = "" if ok else f"read as {told.name}{points}"
    return ExampleResult(genre.name, "genre", example, expected, ok, message, genre.path, genre.line)


def _rule_result(rulebook: Rulebook, rule: Rule, example: str, expected: str) -> ExampleResult:
    text, spans = parse_example(example)
    told = lint(read_text(text, "<example>", conventions=rulebook.conventions), rulebook).findings
    found = [finding for finding in told if finding.code == rule.code]
    places = [finding.file or finding.span for finding in found]
    marked = spans.get("match", [])
    message = ""
    if expected == "pass" and found:
        message = f"{rule.code} speaks at '{text[places[0].start : places[0].end]}'"
    elif expected == "fail" and not found:
        message = f"{rule.code} keeps silent"
    elif expected == "fail" and marked and places != marked:
        message = f"{rule.code} speaks at " + ", ".join(f"'{text[start:end]}'" for start, end in places)
    return ExampleResult(rule.code, "rule", example, expected, not message, message, rule.path, rule.line)
