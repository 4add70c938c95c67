"""Options that several commands share, and what they mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from linter.cli.errors import Failure

if TYPE_CHECKING:
    from linter.rulebook import Rulebook

F = TypeVar("F", bound=Callable[..., Any])


def rule_options(function: F) -> F:
    """Add --profile and --rules: which rules are loaded."""
    for option in (
        click.option(
            "--rules",
            "rule_files",
            multiple=True,
            metavar="FILE",
            help="A rule file of your own, added to the profile. Repeatable.",
        ),
        click.option(
            "--profile",
            default="recommended",
            show_default=True,
            metavar="NAME",
            shell_complete=_complete_profile,
            help="The rules to go by: recommended, strict, or a house's.",
        ),
    ):
        function = option(function)
    return function


def choice_options(function: F) -> F:
    """Add --select and --ignore: which of the loaded rules run."""
    for option in (
        click.option(
            "--ignore",
            multiple=True,
            metavar="RULES",
            shell_complete=complete_rule,
            help="Leave these out. The longest code that fits decides.",
        ),
        click.option(
            "--select",
            multiple=True,
            metavar="RULES",
            shell_complete=complete_rule,
            help="Run only these: codes, beginnings of codes or names, with commas. Repeatable.",
        ),
    ):
        function = option(function)
    return function


def draft_options(function: F) -> F:
    """Add PATH and what says how drafts are read."""
    for option in (
        click.option("-q", "--quiet", is_flag=True, help="Print nothing but what was asked for and what went wrong."),
        click.option(
            "--stdin-filename",
            metavar="NAME",
            help="What to call standard input ('-'), and to tell its format by.",
        ),
        click.option(
            "-j",
            "--jobs",
            type=click.IntRange(min=0),
            metavar="N",
            help="Processes to use; 0 is one a core. By default one, and all for many files.",
        ),
        click.argument("paths", nargs=-1, required=True, metavar="PATH..."),
    ):
        function = option(function)
    return function


def output_options(function: F) -> F:
    """Add --output."""
    return click.option("-o", "--output", metavar="FILE", help="Write to a file, whole or not at all.")(function)


def load(profile: str, rule_files: Sequence[str], select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Rulebook:
    """Return the rulebook that the options ask for. Raises `Failure` when a rule or an option is broken."""
    from linter.rulebook import RuleFileError, load_rulebook

    try:
        rulebook = load_rulebook(profile, rule_files)
        if select or ignore:
            rulebook = rulebook.narrowed(_listed(select), _listed(ignore))
    except RuleFileError as error:
        raise Failure(str(error)) from None
    return rulebook


def _listed(values: Sequence[str]) -> tuple[str, ...]:
    """Return the keys of a repeatable option whose values have commas."""
    return tuple(key for value in values for part in value.split(",") if (key := part.strip()))


def complete_rule(ctx: click.Context, option: click.Parameter, word: str) -> list[Any]:
    """Return the codes and names that begin like the last of the comma-separated words."""
    from click.shell_completion import CompletionItem

    done, comma, begun = word.rpartition(",")
    try:
        rules = load("recommended", ()).rules
    except Failure:
        return []
    return [
        CompletionItem(done + comma + key, help=rule.catches)
        for rule in rules
        for key in (rule.code, rule.name)
        if key.lower().startswith(begun.lower())
    ]


def _complete_profile(ctx: click.Context, option: click.Parameter, word: str) -> list[Any]:
    from click.shell_completion import CompletionItem

    from linter.rulebook import RuleFileError, profile_names

    try:
        names = profile_names()
    except RuleFileError:
        return []
    return [CompletionItem(name, help=summary) for name, summary in names.items() if name.startswith(word)]
