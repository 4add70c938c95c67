"""One rule whole, with its examples; one attribution pattern; one kind of copy, with what tells it."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import TextWrapper, indent
from typing import TYPE_CHECKING

from linter.report.rules import by_sum, legend, pattern_text, severity

if TYPE_CHECKING:
    from linter.rulebook import Rule, Rulebook
    from linter.rulebook.model import Genre
    from linter.rulebook.patterns import PatternInfo

_BOLD, _WORDS = "1", "1;4"
# No one reads prose in lines much longer than this.
_LONGEST = 96


def explain(rule: Rule, *, color: bool = False, width: int = 100) -> str:
    """Return a rule for people, in at most `width` columns; the flagged words of its examples stay in [brackets]."""
    width = min(width, _LONGEST)
    off = "" if rule.severity else f", {rule.default.label} where it is on"
    how = ", by a sum" if by_sum(rule) else ""
    parts = [_paint(f"{rule.code} {rule.name}", color) + f" ({severity(rule)}{how}{off})"]
    sections = [
        ("What it catches", rule.catches),
        ("What it says", rule.message),
        ("Why", rule.why),
        ("What to do", rule.fix),
        ("How heavy it is", legend([rule])),
        ("Silent where", "; ".join(rule.silent)),
        ("In part silent where", "; ".join(rule.in_part)),
        ("Comes from", rule.based_on),
    ]
    parts += _sections(sections, color, width)
    for title, examples in (("Flagged", rule.fails), ("Left alone", rule.passes)):
        if examples:
            bullets = (_bullet(example, color, width) for example in examples)
            parts.append(_paint(title, color) + "\n" + "\n".join(bullets))
    parts.append(_paint("Written in", color) + f"\n  {rule.path}:{rule.line}")
    return "\n\n".join(parts) + "\n"


def explain_pattern(pattern: PatternInfo, *, color: bool = False) -> str:
    """Return an attribution pattern for people."""
    name, _, rest = pattern_text(pattern).partition("\n")
    return f"{_paint(name, color)} (attribution pattern)\n{rest}\n  {pattern.path}:{pattern.line}\n"


def explain_genre(genre: Genre, rulebook: Rulebook, *, color: bool = False, width: int = 100) -> str:
    """Return a kind of copy for people: what tells it, what it changes in the rules, and how to overrule it."""
    width = min(width, _LONGEST)
    bars = f"The points of these add up: likely from {genre.likely:g}, sure from {genre.sure:g}."
    signs = [f"{sign.points:+5g}  {sign.told.replace('{match}', '…')}" for sign in genre.signs]
    told = (
        "Where it is likely, the summary of 'saysso lint' says so. Where it is sure, or the draft's front matter says "
        "it, these rules weigh otherwise, but for those that you have named by code."
    )
    changes: dict[str, list[str]] = {}
    for code, weight in sorted(genre.severities.items()):
        name = rulebook.rule(code).name
        changes.setdefault(weight.label if weight else "silent", []).append(f"{code} {name}")
    changed = [f"{weight}: {', '.join(rules)}" for weight, rules in changes.items()]
    overrule = (
        f"'saysso lint --genre news draft.txt' reads a draft as news, '--genre {genre.name}' as this. A line "
        f"'genre: {genre.name}' does so in a draft's front matter, in .saysso.yml, or in a section of it."
    )
    parts = [
        _paint(genre.name, color) + " (genre)",
        *_sections([("What it is", genre.means)], color, width),
        *_sections([("What tells it", bars)], color, width),
        "\n".join(_hanging(sign, width, " " * 9) for sign in signs),
        *_sections([("What it changes", told)], color, width),
        "\n".join(_hanging(one, width, " " * 4) for one in changed),
        *_sections([("To overrule it", overrule)], color, width),
        _paint("Written in", color) + f"\n  {genre.path}:{genre.line}",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _hanging(text: str, width: int, inset: str) -> str:
    """Return an entry of a list, its further lines set in below the first."""
    return TextWrapper(width, initial_indent="  ", subsequent_indent=inset, break_long_words=False).fill(text)


def _sections(sections: Iterable[tuple[str, str]], color: bool, width: int) -> list[str]:
    """Return texts under their titles; one that is empty is left out."""
    return [_paint(title, color) + "\n" + _wrapped(text, width) for title, text in sections if text.strip()]


def _wrapped(text: str, width: int) -> str:
    wrapper = TextWrapper(
        width, initial_indent="  ", subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )
    return "\n\n".join(wrapper.fill(" ".join(part.split())) for part in text.split("\n\n"))


def _bullet(example: str, color: bool, width: int) -> str:
    wrapper = TextWrapper(width - 4, break_long_words=False, break_on_hyphens=False)
    lines = "\n".join(wrapper.fill(line) for line in example.strip().splitlines())
    shown = "  - " + indent(lines, "    ").lstrip()
    if not color:
        return shown
    import re

    return re.sub(r"\[[^][]*\]", lambda found: f"\x1b[{_WORDS}m{found[0]}\x1b[0m", shown)


def _paint(text: str, color: bool) -> str:
    return f"\x1b[{_BOLD}m{text}\x1b[0m" if color else text
