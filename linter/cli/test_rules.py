"""`saysso test-rules`: run the examples that rule files carry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from linter.cli.errors import CLEAN, FAILED, FOUND
from linter.cli.options import RULES, Given, load, shared
from linter.cli.outputs import writing

if TYPE_CHECKING:
    from linter.document import Document
    from linter.rulebook import Rulebook
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
    from linter.report.words import many
    from linter.selftest import run_examples

    rulebook = load(given, chosen=False)
    done = failed = 0
    unread: list[tuple[str, str]] = []
    with writing(None) as write:
        for result in run_examples(rulebook):
            done += 1
            if not result.ok:
                failed += 1
                write(_told(result))
        if covered:
            from linter.selftest import coverage

            texts = (document.text for document in _documents(given, rulebook, unread))
            write(_coverage(coverage(rulebook, texts)))
        if not given.quiet:
            verdict = f"{failed:,} failed" if failed else "all as they should be"
            write(f"{many(done, 'example')}, {verdict}\n")
    return FAILED if unread else FOUND if failed else CLEAN


def _told(result: ExampleResult) -> str:
    from linter.report.words import one_line

    want = "should be flagged" if result.expected == "fail" else "should be left alone"
    if result.kind == "pattern":
        want = "should match" if result.expected == "fail" else "should not match"
    if result.kind == "genre":
        want = "should be read so" if result.expected == "fail" else "should not be read so"
    lines = [
        f"{result.path}:{result.line}: {result.what}: this example {want}",
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
    from linter.cli.errors import complain
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
