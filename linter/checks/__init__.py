"""Attributed story to findings: one module a kind of rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from linter.attribution import Attributed
from linter.checks import balance, claims, copy, genre, headline, introduced, reply, runtogether, sourcing, wording
from linter.checks.context import Context
from linter.checks.flags import Flag, apart, by_place, find_words, graded, settled, weighed
from linter.findings import Finding, ReadAs, Severity
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
    "genre": genre.find_genre,
    "headline": headline.find_unsupported,
    "no-response": reply.find_unanswered,
    "nameless": balance.find_nameless,
    "one-source": balance.find_single,
    "run-together": runtogether.find_run_together,
    "unintroduced": introduced.find_unintroduced,
}


class Checked(NamedTuple):
    """What the rules find in a story, the problems met, the genre it was read as and the rules as that has them."""

    findings: tuple[Finding, ...]
    problems: tuple[str, ...]
    genre: ReadAs
    rulebook: Rulebook


def check(read: Attributed, rulebook: Rulebook) -> Checked:
    """Return the findings of all rules in force, in order of their place."""
    context = Context(read, rulebook)
    context.genre = genre.read_as(context)
    if context.genre.sure:
        context.rulebook = rulebook.as_changed_by(context.genre.name)
    found: list[Finding] = []
    claimed: list[Flag] = []
    sourced: list[Flag] = []
    for rule, flags in raised(context):
        if rule.code in rulebook.strength.rules:
            claimed.extend(flags)
        elif rule.code in rulebook.sourcing.rules:
            sourced.extend(flags)
        else:
            mine = apart(settled(context, [*flags, *worded(context, rule)]), by_place)
            found.extend(mine[:1] if rule.once else mine)
    whose = list(weighed(context, sourced))
    found.extend(whose)
    found.extend(graded(context, claimed, [one.start for one in whose if one.severity > Severity.INFO]))
    found.sort(key=lambda finding: (finding.start, finding.end, finding.code))
    problems = (*context.story.problems, *context.places.problems)
    return Checked(tuple(found), problems, context.genre, context.rulebook)


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
