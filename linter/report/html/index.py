"""The rule report of a set of drafts as a page shows it: figures and tables.

`report_page` makes a page of nothing but these, for `saysso report`; above the stories of `saysso lint` they are
the index.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from linter.findings import Severity
from linter.report.digest import NAMED, UNNAMED, Overview, assertions, attributed, total
from linter.report.html.bars import Share
from linter.report.html.page import render
from linter.report.words import many, visible

_WEIGHTS = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_PLURAL = ("errors", "warnings", "notes")


class Link(NamedTuple):
    """A cell that leads to another place of the page."""

    text: str
    target: str


Cell: TypeAlias = str | int | Share | Link


class Figure(NamedTuple):
    """A number to know first, with what it is of and, where it is a share, its bar."""

    name: str
    value: str
    share: Share | None = None


class Table(NamedTuple):
    """A table of the report; numbers and shares are set to the right. `more` tells of rows that were left out."""

    title: str
    headers: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    more: str = ""


def report_page(figures: Sequence[Figure], tables: Sequence[Table], title: str = "Attribution report") -> str:
    """Return a whole page, self-contained, of figures and tables; a table without rows is left out.

    For `saysso report` and whoever else counts: `figures` and `tables` make those of an `Overview`, and a `Table`
    of one's own goes beside them. Raises `MissingExtraError` without jinja2.
    """
    return render("report.html.jinja", title=title, figures=figures, tables=tables)


def figures(whole: Overview) -> list[Figure]:
    """Return the figures of a set of drafts."""
    said, all_ = attributed(whole.statuses), assertions(whole.statuses)
    sources = sum(whole.kinds.values())
    return [
        Figure("drafts", f"{len(whole.drafts):,}"),
        Figure("sentences", f"{sum(whole.statuses.values()):,}"),
        Figure("attributed", f"of {many(all_, 'assertion')}", Share(said, all_)),
        Figure("named sources", f"of {many(sources, 'attribution')}", Share(total(whole.kinds, NAMED), sources)),
        Figure("unnamed sources", f"of {many(sources, 'attribution')}", Share(total(whole.kinds, UNNAMED), sources)),
    ]


def tables(whole: Overview, targets: Mapping[str, str] | None = None, top: int = 0) -> list[Table]:
    """Return the tables of a set of drafts; `targets` has the place in the page of each draft, by path.

    Drafts and speakers stop after `top` rows (0: never).
    """
    return [_rules(whole), _drafts(whole, targets or {}, top), _speakers(whole, top), _kinds(whole)]


def _rules(whole: Overview) -> Table:
    by_rule: dict[tuple[str, str], list[int]] = {}
    for (code, name, weight), number in sorted(whole.rules.items()):
        by_rule.setdefault((code, name), [0, 0, 0])[_WEIGHTS.index(Severity(weight))] += number
    rows: list[tuple[Cell, ...]] = [
        (code, name, *numbers, sum(numbers))
        for (code, name), numbers in sorted(by_rule.items(), key=lambda item: (-sum(item[1]), item[0]))
    ]
    return Table("Findings by rule", ("code", "name", *_PLURAL, "all"), rows)


def _drafts(whole: Overview, targets: Mapping[str, str], top: int) -> Table:
    worst = sorted(whole.drafts, key=lambda draft: ([-draft.severity(one) for one in _WEIGHTS], draft.path))
    rows: list[tuple[Cell, ...]] = [
        (
            Link(visible(draft.path), targets[draft.path]) if draft.path in targets else visible(draft.path),
            Share(attributed(draft.statuses), assertions(draft.statuses)),
            *(draft.severity(severity) for severity in _WEIGHTS),
        )
        for draft in worst
    ]
    return _cut(Table("Findings by draft", ("draft", "attributed", *_PLURAL), rows), top)


def _speakers(whole: Overview, top: int) -> Table:
    statements = sum(whole.kinds.values())
    rows: list[tuple[Cell, ...]] = [
        (visible(name), kind.value, number, Share(number, statements))
        for (name, kind), number in _by_count(whole.speakers)
    ]
    return _cut(Table("Most quoted", ("speaker", "kind", "statements", "share"), rows), top)


def _kinds(whole: Overview) -> Table:
    sources = sum(whole.kinds.values())
    rows: list[tuple[Cell, ...]] = [
        (kind.value, number, Share(number, sources)) for kind, number in _by_count(whole.kinds)
    ]
    return Table("Sources by kind", ("kind", "attributions", "share"), rows)


def _cut(table: Table, top: int) -> Table:
    left = len(table.rows) - top if top else 0
    return table._replace(rows=table.rows[:top], more=f"and {left:,} more") if left > 0 else table


def _by_count(counts: Mapping[Any, int]) -> list[tuple[Any, int]]:
    """Return the items of a counter, the most frequent first, equal ones in the order of their keys."""
    return sorted(((key, number) for key, number in counts.items() if number), key=lambda item: (-item[1], item[0]))
