"""`saysso test-rules`: run the examples that rule files carry."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from linter.cli.errors import CLEAN, FAILED, FOUND, complain
from linter.cli.options import RULES, Given, shared
from linter.cli.outputs import writing

if TYPE_CHECKING:
    from linter.document import Document
    from linter.rulebook import Rulebook
    from linter.rulebook.source import LoadedFile
    from linter.selftest import Coverage, ExampleResult


@click.command(
    "test-rules",
    epilog="""\b
Examples:
  saysso test-rules
  saysso test-rules --rules our-rules.yml
  saysso test-rules --coverage drafts/     which rules never fire on these drafts

\b
docs/rule-files.md tells how to write rules and their examples.
""",
)
@shared(RULES)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--coverage", "covered", is_flag=True, help="Name what never fired on the examples and the PATHs.")
@click.option("-q", "--quiet", is_flag=True, help="Print only what failed.")
def command(given: Given, *, covered: bool) -> int:
    """Run every example of every rule, genre and attribution pattern, and tell which came out otherwise.

    PATHs are drafts for --coverage. The exit status is 1 when an example failed.
    """
    if given.paths and not covered:
        first = given.paths[0]
        hint = f"; to test a rule file: --rules {first}" if first.endswith((".yml", ".yaml")) else ""
        raise click.UsageError(f"drafts are only read for --coverage{hint}", click.get_current_context())
    from linter.cli.configuration import terms_here
    from linter.selftest import run_examples

    terms = terms_here(given, chosen=False)
    rulebook, files = terms.rulebook, RuleFiles(terms.settings.rules)
    if not given.quiet:
        files.say_what_is_empty()
    #: How many examples were run, and how many of them failed, of those that ship and of the user's own.
    ours, own = [0, 0], [0, 0]
    unread: list[tuple[str, str]] = []
    with writing(None) as write:
        for result in run_examples(rulebook):
            counts = ours if files.ships(result.path) else own
            counts[0] += 1
            if not result.ok:
                counts[1] += 1
                write(_told(result, files.line(result)))
        if covered:
            from linter.selftest import coverage

            texts = (document.text for document in _documents(given, rulebook, unread))
            write(_coverage(coverage(rulebook, texts)))
        if not given.quiet:
            write(_summary(ours, own, with_own=bool(terms.settings.rules)))
    return FAILED if unread else FOUND if ours[1] + own[1] else CLEAN


def _summary(ours: list[int], own: list[int], *, with_own: bool) -> str:
    from linter.report.words import many

    def verdict(counts: list[int]) -> str:
        return f"{counts[1]:,} failed" if counts[1] else "all as they should be" if counts[0] > 1 else "as it should be"

    shipped = f"{many(ours[0], 'example')}, {verdict(ours)}\n"
    if not with_own:
        return shipped
    mine = f"{many(own[0], 'example')} of your own, {verdict(own)}" if own[0] else "no example of your own"
    return f"{mine}\nand of those that ship {shipped}"


class RuleFiles:
    """The rule files behind the examples: those that ship, and the user's `own`."""

    def __init__(self, own: Sequence[str]) -> None:
        from linter.rulebook.files import walk
        from linter.shipped import rules_folder

        self.own, self.folder = own, rules_folder()
        self.shipped = {os.path.relpath(path, self.folder) for path in walk(self.folder)}

    def ships(self, path: str) -> bool:
        """Tell whether the file of that path, as results have it, is one of those that ship."""
        return path in self.shipped and path not in self.own

    def line(self, result: ExampleResult) -> int:
        """Return the line of an example in its file."""
        from linter.selftest import line_of

        return line_of(result, self._loaded(result.path))

    def say_what_is_empty(self) -> None:
        """Tell of the user's files that hold nothing: somebody meant them to hold something."""
        from linter.rulebook.schema import RuleFile

        for path in self.own:
            if self._loaded(path).content == RuleFile():
                complain("holds nothing yet; docs/rule-files.md tells what may stand in a rule file", path)

    def _loaded(self, path: str) -> LoadedFile:
        from linter.rulebook.files import read
        from linter.rulebook.source import parse_rule_file

        return parse_rule_file(read(os.path.join(self.folder, path) if self.ships(path) else path), path)


def _told(result: ExampleResult, line: int) -> str:
    from linter.report.words import one_line

    want = "should be flagged" if result.expected == "fail" else "should be left alone"
    if result.kind == "pattern":
        want = "should match" if result.expected == "fail" else "should not match"
    if result.kind == "genre":
        want = "should be read so" if result.expected == "fail" else "should not be read so"
    lines = [
        f"{result.path}:{line}: {result.what}: this example {want}",
        f"    {one_line(result.example.strip())}",
    ]
    if result.message:
        lines.append(f"  = {one_line(result.message)}")
    return "\n".join(lines) + "\n"


def _coverage(found: Coverage) -> str:
    sections = (
        ("Rules that never fired", found.unfired_rules),
        ("Attribution patterns that never fired", found.unfired_patterns),
        ("Patterns with no word to look for first (slow)", found.without_literals),
    )
    return "".join(f"{title}: {', '.join(names) or 'none'}\n" for title, names in sections)


def _documents(given: Given, rulebook: Rulebook, unread: list[tuple[str, str]]) -> Iterator[Document]:
    from linter.cli.configuration import Configurations
    from linter.cli.inputs import gather
    from linter.cli.running import opened
    from linter.readers import UnreadableError

    inputs = gather(given.paths, Configurations(given))
    unread.extend(inputs.problems)
    for path, message in inputs.problems:
        complain(message, path)
    for draft in inputs.drafts:
        try:
            yield opened(draft, rulebook)
        except UnreadableError as error:
            unread.append((draft.path, str(error)))
            complain(str(error), draft.path)
