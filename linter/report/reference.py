"""The reference of all rules, in Markdown: what docs/rules.md is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from linter.report.marking import escape
from linter.report.rules import by_sum, legend, severity, weight
from linter.report.words import one_line

if TYPE_CHECKING:
    from linter.rulebook import Rule, Rulebook
    from linter.rulebook.model import Genre

# The words of an example that are flagged, as rule files mark them: [so]{match}.
_MARKED = re.compile(r"\[([^\[\]]*)\]\{[a-z-]+\}")


class Profile(NamedTuple):
    """A profile beside the one that a reference is made for: its name, what it is for, its rules."""

    name: str
    summary: str
    rules: tuple[Rule, ...]


def reference(rulebook: Rulebook, profiles: Sequence[Profile] = ()) -> str:
    """Return the reference of a rulebook's rules; each tells in which of the other `profiles` it weighs otherwise."""
    weights = {profile.name: {rule.code: severity(rule) for rule in profile.rules} for profile in profiles}
    rows = [
        f"| [{rule.code}](#{slug(rule)}) | {escape(rule.name)} | {escape(weight(rule))} | {_line(rule.catches)} |"
        for rule in rulebook.rules
    ]
    parts = [
        "# The rules",
        f"Severity is that of the profile `{rulebook.profile}`. `saysso explain CODE` shows one rule in a terminal. In"
        " the examples, the words that are flagged are **bold**.",
        "\n".join(["| code | name | severity | catches |", "|---|---|---|---|", *rows]),
        _line(f"* {told}") if (told := legend(rulebook.rules)) else "",
    ]
    if profiles:
        differing = (_difference(profile, rulebook, weights[profile.name]) for profile in profiles)
        parts += ["## Profiles", f"How the others differ from `{rulebook.profile}`:", "\n".join(differing)]
    if rulebook.genres:
        parts += [
            "## Genres",
            "A draft is read as the genre that it is set to (`--genre`), that its file says it is, or whose signs in"
            " the copy add up to enough points. Where that is likely saysso says so, where it is sure these rules weigh"
            " otherwise.",
            *map(_genre, rulebook.genres.values()),
        ]
    for rule in rulebook.rules:
        parts += _rule(rule, {name: by_code.get(rule.code, "off") for name, by_code in weights.items()})
    return "\n\n".join(part.strip("\n") for part in parts if part) + "\n"


def slug(rule: Rule) -> str:
    """Return the anchor that forges give a rule's heading."""
    return f"{rule.code}-{rule.name}".lower()


def _difference(profile: Profile, rulebook: Rulebook, weights: Mapping[str, str]) -> str:
    weighed = ((rule, weights.get(rule.code, "off")) for rule in rulebook.rules)
    other = [f"{rule.code} {weight}" for rule, weight in weighed if weight != severity(rule)]
    return f"- `{profile.name}`: {_line(profile.summary)} {', '.join(other) or 'No rule weighs otherwise'}."


def _genre(genre: Genre) -> str:
    """Return what tells a genre, and what it changes, as a list under its name."""
    changes = ", ".join(f"{code} {weight.label if weight else 'off'}" for code, weight in genre.severities.items())
    points = f"likely from {genre.likely:g} points, sure from {genre.sure:g}"
    signs = "".join(f"\n  - {sign.points:+g}: {_line(sign.told)}" for sign in genre.signs)
    return f"- `{genre.name}`: {_line(genre.means)}. Changes: {changes or 'nothing'}; {points}.{signs}"


def _rule(rule: Rule, weights: dict[str, str]) -> Iterable[str]:
    off = "" if rule.severity else f" ({rule.default.label} where it is on)"
    yield f"## {rule.code} {rule.name}"
    how = ", by a sum" if by_sum(rule) else ""
    yield f"**{severity(rule)}**{how}{off}: {_line(rule.catches)}."
    yield "\n\n".join(_line(part) for part in rule.why.split("\n\n"))
    others = [f"{weight} in `{name}`" for name, weight in weights.items() if weight != severity(rule)]
    told = (
        ("Says", _line(rule.message)),
        ("Mend", _line(rule.fix)),
        ("Silent where", _inset(rule.silent)),
        ("In part silent where", _inset(rule.in_part)),
        ("Comes from", _line(rule.based_on)),
        ("Elsewhere", ", ".join(others)),
    )
    yield "\n".join(f"- **{title}:** {text}".replace(" \n", "\n") for title, text in told if text)
    for title, examples in (("Flagged:", rule.fails), ("Left alone:", rule.passes)):
        if examples:
            yield title
            yield "\n".join(_example(example) for example in examples)


def _inset(reasons: Iterable[str]) -> str:
    return "".join(f"\n  - {_line(reason)}" for reason in reasons)


def _example(example: str) -> str:
    """Return an example as a list item: a line of it is a line, a paragraph a paragraph."""
    paragraphs = re.split(r"\n[ \t]*\n", example.strip())
    shown = ("\\\n  ".join(_bold(line.strip()) for line in paragraph.splitlines()) for paragraph in paragraphs)
    return "- " + "\n\n  ".join(shown)


def _bold(line: str) -> str:
    # Every other piece is a group of the pattern: the flagged words.
    pieces = _MARKED.split(line)
    return "".join(_strong(pieces, at) if at % 2 else _line(piece) for at, piece in enumerate(pieces))


def _strong(pieces: list[str], at: int) -> str:
    """Return flagged words in bold, whatever stands beside them.

    Asterisks do not open or close between a letter and a punctuation mark inside them; a tag does.
    """
    words, before, after = pieces[at], pieces[at - 1][-1:], pieces[at + 1][:1]
    if (before.isalnum() and not words[:1].isalnum()) or (after.isalnum() and not words[-1:].isalnum()):
        return f"<b>{_line(words)}</b>"
    return f"**{_line(words)}**"


def _line(text: str) -> str:
    return escape(one_line(text))
