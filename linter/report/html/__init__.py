"""Findings on one self-contained page: the story as readers see it, its sources marked, notes in the margin.

Nothing is fetched, and the page forbids itself to: style and script stand in it. Without script it reads as well,
with the notes beside or below their paragraph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from linter.findings import Report, Severity
from linter.report.base import Finished, Format, Linted, Setting, Tally
from linter.report.digest import digest, overview
from linter.report.html.index import figures, tables
from linter.report.html.page import environment, render
from linter.report.html.story import key, story
from linter.report.words import many, visible

_SEVERITIES = sorted(Severity, reverse=True)

#: Rows that the index gives to speakers: it is there to lead to the stories; `saysso report` counts.
_SPEAKERS = 20


class Html(Format):
    """The format for a browser, or for paper: a draft becomes a part of the page where it is linted.

    The rules of the setting give the notes their reasons. Raises `MissingExtraError` without jinja2.
    """

    def __init__(self, setting: Setting | None = None) -> None:
        environment()
        self.whys = {rule.code: " ".join(rule.why.split()) for rule in (setting or Setting()).rules}

    def __call__(self, path: str, report: Report) -> Finished:
        return super().__call__(path, report)._replace(digest=digest(path, report))

    def file(self, linted: Linted) -> str:
        return render("story.html.jinja", story=story(linted, self.whys))

    def printed(self, drafts: Iterable[Finished], tally: Tally) -> Iterator[str]:
        done = [(finished.digest, finished.text) for finished in drafts if finished.digest]
        whole = overview([one for one, _ in done])
        rules = Counter[tuple[str, str]]()
        for (code, name, _), number in tally.rules.items():
            rules[code, name] += number
        yield from (
            environment()
            .get_template("page.html.jinja")
            .generate(
                title=visible(done[0][0].path) if len(done) == 1 else many(len(done), "draft"),
                spread=f"in {tally.flagged:,} of {many(tally.read, 'draft')}"
                if tally.read != 1 and tally.flagged
                else "",
                undone=[(visible(path), message) for path, message in tally.undone],
                severities=[(one.label, tally.of(one)) for one in _SEVERITIES],
                rules=sorted(rules.items()),
                figures=figures(whole),
                tables=tables(whole, {one.path: f"#{key(one.path)}" for one, _ in done}, _SPEAKERS),
                drafts=[
                    (
                        key(one.path),
                        visible(one.path),
                        [(weight.label, one.severity(weight)) for weight in _SEVERITIES],
                        text,
                    )
                    for one, text in done
                ],
            )
        )
