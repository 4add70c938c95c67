"""Options that several commands share, and what they mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from linter.cli.errors import Failure
from linter.findings import NEWS

if TYPE_CHECKING:
    from linter.rulebook import Rulebook

Function = TypeVar("Function", bound=Callable[..., Any])
Decorator = Callable[[Any], Any]


class Given(NamedTuple):
    """What the options that commands share were given; a command has those of the groups that it takes."""

    paths: tuple[str, ...] = ()
    profile: str | None = None
    genre: str | None = None
    rule_files: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    require_reason: bool = False
    baseline: str | None = None
    write_baseline: str | None = None
    diff: str | None = None
    diff_file: str | None = None
    config: str | None = None
    no_config: bool = False
    output: str | None = None
    quiet: bool = False
    jobs: int | None = None
    stdin_filename: str | None = None


def shared(*groups: Sequence[Decorator]) -> Callable[[Function], Callable[..., Any]]:
    """Add groups of shared options to a command and hand it the record of what they were given.

    An option of the command's own that is called like a field of `Given` goes into the record too.
    """

    def decorate(function: Function) -> Callable[..., Any]:
        @wraps(function)
        def command(**options: Any) -> Any:
            given = Given(**{name: options.pop(name) for name in Given._fields if name in options})
            return function(given, **options)

        added: Callable[..., Any] = command
        for option in reversed([option for group in groups for option in group]):
            added = option(added)
        return added

    return decorate


def complete_rule(ctx: click.Context, option: click.Parameter, word: str) -> list[Any]:
    """Return the codes and names that begin like the last of the comma-separated words."""
    from click.shell_completion import CompletionItem

    done, comma, begun = word.rpartition(",")
    try:
        rules = load(Given()).rules
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


def complete_genre(ctx: click.Context, option: click.Parameter, word: str) -> list[Any]:
    """Return the names of genres that begin like the word."""
    from click.shell_completion import CompletionItem

    try:
        genres = load(Given()).genres
    except Failure:
        return []
    return [CompletionItem(name, help=genre.means) for name, genre in genres.items() if name.startswith(word)]


def _complete_reading(ctx: click.Context, option: click.Parameter, word: str) -> list[Any]:
    """Return what `--genre` takes: the genres, and what stands for none or any."""
    from click.shell_completion import CompletionItem

    others = {"auto": "each draft tells", NEWS: "what the rules are written for"}
    found = [CompletionItem(name, help=means) for name, means in others.items() if name.startswith(word)]
    return [*found, *complete_genre(ctx, option, word)]


#: Which rules are loaded.
RULES = (
    click.option(
        "--profile",
        show_default="recommended",
        metavar="NAME",
        shell_complete=_complete_profile,
        help="The rules to go by: recommended, strict, or a house's.",
    ),
    click.option(
        "--genre",
        show_default="auto",
        metavar="NAME",
        shell_complete=_complete_reading,
        help="Read the copy as news, or as other copy, such as opinion or court; auto lets each draft tell.",
    ),
    click.option(
        "--rules",
        "rule_files",
        multiple=True,
        metavar="FILE",
        help="A rule file of your own, added to the profile. Repeatable.",
    ),
    click.option(
        "--config",
        type=click.Path(),
        metavar="FILE",
        help="Go by this configuration, not by the .saysso.yml or saysso.yml nearest to each draft.",
    ),
    click.option("--no-config", is_flag=True, help="Go by no configuration."),
)

#: Which of the loaded rules run.
CHOICE = (
    click.option(
        "--select",
        multiple=True,
        metavar="RULES",
        shell_complete=complete_rule,
        help="Run only these: codes, names or beginnings of codes, with commas. A beginning keeps those that the "
        "profile runs; a code, a name or ALL turns on what it has off. Repeatable.",
    ),
    click.option(
        "--ignore",
        multiple=True,
        metavar="RULES",
        shell_complete=complete_rule,
        help="Leave these out. The longest code that fits decides.",
    ),
)


class _Count(click.IntRange):
    """A number of things; what is none is told as "not a valid number"."""

    name = "number"


#: How drafts are read.
READING = (
    click.option(
        "-j",
        "--jobs",
        type=_Count(min=0),
        metavar="N",
        help="Processes to use; 0 is one a core. By default one, and all for many files.",
    ),
    click.option(
        "--stdin-filename",
        metavar="NAME",
        help="What to call standard input ('-'), and to tell its format by.",
    ),
    click.option("-q", "--quiet", is_flag=True, help="Print nothing but what was asked for and what went wrong."),
)


def need_paths(ctx: click.Context, argument: click.Parameter | None, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paths that were named; raise `click.UsageError` where none was."""
    if not paths:
        raise click.UsageError("Missing argument 'PATH...': name a draft, a folder, or '-' for standard input.", ctx)
    return paths


#: Which drafts are read, and how.
DRAFTS = (click.argument("paths", nargs=-1, metavar="PATH...", callback=need_paths), *READING)

#: The same where a diff can tell which.
DRAFTS_OR_CHANGED = (click.argument("paths", nargs=-1, metavar="PATH..."), *READING)

#: Which findings are let pass.
SIFTING = (
    click.option("--require-reason", is_flag=True, help="Flag comments that let a finding pass and give no reason."),
    click.option("--baseline", metavar="FILE", help="Let pass what this file says was there before."),
    click.option("--write-baseline", metavar="FILE", help="Let pass all there is, and keep it in this file."),
    click.option(
        "--diff",
        metavar="REV",
        help="Show only what touches lines changed since a git revision; main... is where this branch left main.",
    ),
    click.option("--diff-file", metavar="FILE", help="The same by a unified diff; '-' is standard input."),
)

#: Where the output goes.
OUTPUT = (click.option("-o", "--output", metavar="FILE", help="Write to a file, whole or not at all."),)


def load(given: Given, *, chosen: bool = True) -> Rulebook:
    """Return the rulebook for the current folder that the options ask for; see `terms_here`."""
    from linter.cli.configuration import terms_here

    return terms_here(given, chosen=chosen).rulebook
