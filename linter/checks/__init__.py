"""Attributed story to findings: one module a kind of rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from linter.attribution import Attributed
from linter.checks import claims, copy, sourcing, wording
from linter.checks.context import Context
from linter.checks.flags import Flag, find_words, graded, settled
from linter.findings import Finding
from linter.rulebook.model import Rule, Rulebook

#: What a rule file may say under `finds`, and who does it.
FINDERS: dict[str, Callable[[Context, Rule], Iterator[Flag]]] = {
    "patterns": claims.find_patterns,
    "quotation": claims.find_quotations,
    "assertion": claims.find_assertions,
    "run": claims.find_runs,
    "source": sourcing.find_sources,
    "cue": wording.find_cues,
    "empty-credit": copy.find_empty_credits,
    "repeated-text": copy.find_repeats,
}


def check(read: Attributed, rulebook: Rulebook) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Return the findings of all rules in force, in order of their place, and the problems met."""
    context = Context(read, rulebook)
    found: list[Finding] = []
    weighed: list[Flag] = []
    for rule, flags in raised(context):
        if rule.code in rulebook.strength.rules:
            weighed.extend(flags)
        else:
            mine = _apart(settled(context, [*flags, *worded(context, rule)]))
            found.extend(mine[:1] if rule.once else mine)
    found.extend(graded(context, weighed))
    found.sort(key=lambda finding: (finding.start, finding.end, finding.code))
    return tuple(found), (*context.story.problems, *context.places.problems)


def raised(context: Context) -> Iterator[tuple[Rule, Iterator[Flag]]]:
    """Yield each rule in force with what it raises."""
    for rule in context.rulebook.rules:
        # Rules on suppressions speak once it is known what they let pass: see suppression.py.
        if rule.severity is not None and rule.finds in FINDERS:
            yield rule, FINDERS[rule.finds](context, rule)


def worded(context: Context, rule: Rule) -> Iterator[Flag]:
    """Yield what a rule raises by its word lists."""
    for index in range(len(context.document.sentences)) if rule.words else ():
        yield from find_words(context, rule, index)


def _apart(findings: Iterable[Finding]) -> list[Finding]:
    """Keep, of a rule's findings that overlap, the one that begins first, then the longest."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (f.start, -f.end)):
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return kept
