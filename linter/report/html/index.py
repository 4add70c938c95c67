"""The rule report of a set of drafts as a page shows it: figures and tables.

`report_page` makes a page of nothing but these, for `saysso report`; above the stories of `saysso lint` they are
the index.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from linter.report.digest import (
    NAMED,
    SEVERITIES,
    UNNAMED,
    Overview,
    assertions,
    attributed,
    by_count,
    by_rule,
    density,
    total,
)
from linter.report.html.bars import Share
from linter.report.html.page import render
from linter.report.words import many, visible

_PLURAL = ("errors", "warnings", "notes")


class Link(NamedTuple):
    """A cell that leads to another place of the page."""

    text: str
    target: str


Cell: TypeAlias = str | float | Share | Link


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
    rows: list[tuple[Cell, ...]] = [
        (rule.code, rule.name, *rule.found, rule.all, round(density(rule.all, whole.words), 1))
        for rule in by_rule(whole)
    ]
    return Table("Findings by rule", ("code", "name", *_PLURAL, "all", "per 1,000 words"), rows)


def _drafts(whole: Overview, targets: Mapping[str, str], top: int) -> Table:
    worst = sorted(whole.drafts, key=lambda draft: ([-draft.severity(one) for one in SEVERITIES], draft.path))
    rows: list[tuple[Cell, ...]] = [
        (
            Link(visible(draft.path), targets[draft.path]) if draft.path in targets else visible(draft.path),
            Share(attributed(draft.statuses), assertions(draft.statuses)),
            *(draft.severity(severity) for severity in SEVERITIES),
        )
        for draft in worst
    ]
    return _cut(Table("Findings by draft", ("draft", "attributed", *_PLURAL), rows), top)


def _speakers(whole: Overview, top: int) -> Table:
    statements = sum(whole.kinds.values())
    rows: list[tuple[Cell, ...]] = [
        (visible(name), kind.value, number, Share(number, statements))
        for (name, kind), number in by_count(whole.speakers)
    ]
    return _cut(Table("Most quoted", ("speaker", "kind", "statements", "share"), rows), top)


def _kinds(whole: Overview) -> Table:
    sources = sum(whole.kinds.values())
    rows: list[tuple[Cell, ...]] = [
        (kind.value, number, Share(number, sources)) for kind, number in by_count(whole.kinds)
    ]
    return Table("Sources by kind", ("kind", "attributions", "share"), rows)


def _cut(table: Table, top: int) -> Table:
    left = len(table.rows) - top if top else 0
    return table._replace(rows=table.rows[:top], more=f"and {left:,} more") if left > 0 else table
