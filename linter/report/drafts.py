"""The report of a set of drafts, for people: how much of it is attributed, to whom, and what the rules found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from linter.findings import NEWS, Status
from linter.report.digest import (
    NAMED,
    SEVERITIES,
    UNNAMED,
    Counts,
    Overview,
    assertions,
    attributed,
    by_count,
    by_rule,
    by_step,
    density,
    total,
)
from linter.report.rules import table
from linter.report.words import many, one_line

#: Formats of `saysso report`.
FORMATS = ("text", "markdown", "csv", "json", "html")
_PLURAL = ("errors", "warnings", "notes")
# What _shares and _found tell.
_HEADERS = ("attributed", "named", "unnamed", *_PLURAL, "per 1,000")
#: A draft of fewer words has too few for findings per 1,000 of them to say anything.
SHORT = 100


class Section(NamedTuple):
    """A table of the report; `left` rows more are not in it."""

    title: str
    headers: tuple[str, ...]
    rows: list[list[Any]]
    left: int = 0


def draft_report(whole: Overview, format: str = "text", width: int = 100, top: int = 20) -> str:
    """Return the report; lists of drafts and speakers stop after `top` rows (0: never), not in CSV and JSON.

    Raises `MissingExtraError` for "html" without jinja2.
    """
    if format == "html":
        return _page(whole, top)
    if format in ("json", "csv"):
        from linter.report import draftrecords

        return draftrecords.as_json(whole) if format == "json" else draftrecords.as_csv(whole)
    mark = "## " if format == "markdown" else ""
    parts = [_header(whole, format)]
    for one in sections(whole, top):
        more = f"\nand {one.left:,} more (--top 0 shows all)\n" if one.left else ""
        body = table(one.rows, one.headers, format)
        if body or one.title == "Findings by rule":
            parts.append(f"{mark}{one.title}\n\n{body or 'None.' + chr(10)}{more}")
    return "\n".join(parts)


def _page(whole: Overview, top: int) -> str:
    """Return the report as a page: the tables that every page of drafts has, and those that are this report's own."""
    from linter.report.html.index import Table, figures, report_page, tables

    own = (_desks(whole), _genres(whole), _cut(_dense(whole), top), _steps(whole))
    added = [Table(one.title, one.headers, one.rows, f"and {one.left:,} more" if one.left else "") for one in own]
    return report_page(figures(whole), [*tables(whole, top=top), *added])


def sections(whole: Overview, top: int) -> list[Section]:
    """Return the tables of the report; those of drafts and speakers stop after `top` rows (0: never)."""
    return [
        _rules(whole),
        _desks(whole),
        _genres(whole),
        _cut(_drafts(whole), top),
        _cut(_dense(whole), top),
        _cut(_speakers(whole), top),
        _kinds(whole),
        _steps(whole),
    ]


def _header(whole: Overview, format: str) -> str:
    said, all_ = attributed(whole.statuses), assertions(whole.statuses)
    sources = sum(whole.kinds.values())
    named, unnamed = total(whole.kinds, NAMED), total(whole.kinds, UNNAMED)
    ways = ", ".join(
        f"{whole.statuses[status]:,} {status.value}"
        for status in (Status.DIRECT, Status.INDIRECT, Status.CARRIED, Status.VAGUE)
    )
    sentences = sum(whole.statuses.values())
    rows = [
        ("drafts", f"{len(whole.drafts):,}, {many(whole.words, 'word')}"),
        ("sentences", f"{sentences:,}, of which {many(all_, 'assertion')}"),
        ("attributed", f"{share(said, all_)} of assertions ({ways})"),
        ("own voice", f"{share(all_ - said, all_)} of assertions"),
        ("named sources", f"{share(named, sources)} of {many(sources, 'attribution')}"),
        ("unnamed sources", f"{share(unnamed, sources)} of {many(sources, 'attribution')}"),
    ]
    if format == "markdown":
        return "# Attribution report\n\n" + "".join(f"- **{name}:** {value}\n" for name, value in rows)
    return "".join(f"{name:<16} {value}\n" for name, value in rows)


def _rules(whole: Overview) -> Section:
    rows = [[rule.code, rule.name, *rule.found, rule.all, _density(rule.all, whole.words)] for rule in by_rule(whole)]
    return Section("Findings by rule", ("code", "name", *_PLURAL, "all", "per 1,000"), rows)


def _desks(whole: Overview) -> Section:
    rows = [
        [one_line(desk.path) or "(no desk)", desk.drafts, *_shares(desk), *_found(desk)]
        for desk in sorted(whole.desks.values(), key=lambda desk: (not desk.path, desk.path))
        if list(whole.desks) != [""]
    ]
    return Section("By desk", ("desk", "drafts", *_HEADERS), rows)


def _genres(whole: Overview) -> Section:
    rows = [
        [genre.path, genre.drafts, *_shares(genre), *_found(genre)]
        for genre in sorted(whole.genres.values(), key=lambda genre: (-genre.drafts, genre.path))
        if list(whole.genres) != [NEWS]
    ]
    return Section("By genre", ("read as", "drafts", *_HEADERS), rows)


def _drafts(whole: Overview) -> Section:
    rows = [
        [one_line(draft.path), *_shares(draft), *_found(draft)]
        for draft in _worst(whole, lambda draft: [-draft.severity(one) for one in SEVERITIES])
    ]
    return Section("Findings by draft", ("draft", *_HEADERS), rows)


def _dense(whole: Overview) -> Section:
    rows = [
        [one_line(draft.path), _density(sum(draft.found), draft.words), sum(draft.found), draft.words]
        for draft in _worst(whole, lambda draft: -draft.density)
        if sum(draft.found) and draft.words >= SHORT
    ]
    title = f"Most findings per 1,000 words (drafts of {SHORT} words or more)"
    return Section(title, ("draft", "per 1,000", "findings", "words"), rows)


def _worst(whole: Overview, key: Callable[[Counts], Any]) -> list[Counts]:
    return sorted(whole.drafts, key=lambda draft: (key(draft), draft.path))


def _shares(one: Counts) -> Sequence[str]:
    """Return which share of assertions is attributed, and which of attributions has a named and an unnamed source."""
    sources = sum(one.kinds.values())
    return (
        share(attributed(one.statuses), assertions(one.statuses)),
        share(total(one.kinds, NAMED), sources),
        share(total(one.kinds, UNNAMED), sources),
    )


def _found(one: Counts) -> list[Any]:
    return [*(one.severity(severity) for severity in SEVERITIES), _density(sum(one.found), one.words)]


def _density(findings: int, words: int) -> str:
    return f"{density(findings, words):.1f}" if words else "-"


def _speakers(whole: Overview) -> Section:
    rows = [
        [one_line(name), kind.value, number, whole.heard[name, kind]]
        for (name, kind), number in by_count(whole.speakers)
    ]
    return Section("Most quoted", ("speaker", "kind", "statements", "drafts"), rows)


def _kinds(whole: Overview) -> Section:
    sources = sum(whole.kinds.values())
    rows = [[kind.value, number, share(number, sources)] for kind, number in by_count(whole.kinds)]
    return Section("Sources by kind", ("kind", "attributions", "share"), rows)


def _steps(whole: Overview) -> Section:
    sources = whole.steps.total()
    rows = [
        [whole.ladder.get(step, step) or "cannot be told", number, share(number, sources)]
        for step, number in by_step(whole)
    ]
    return Section("How sources are known, best first", ("known", "attributions", "share"), rows)


def _cut(section: Section, top: int) -> Section:
    rows = section.rows[:top] if top else section.rows
    return section._replace(rows=rows, left=len(section.rows) - len(rows))


def share(part: int, whole: int) -> str:
    """Return a share in whole percent; a dash where there is nothing to have a share of."""
    return f"{100 * part / whole:.0f}%" if whole else "-"
