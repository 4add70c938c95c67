"""One rule whole: what it catches, why, what to do, and its examples."""

from __future__ import annotations

from textwrap import TextWrapper, indent
from typing import TYPE_CHECKING

from linter.report.rules import pattern_text, severity

if TYPE_CHECKING:
    from linter.rulebook import Rule
    from linter.rulebook.patterns import PatternInfo

_BOLD, _WORDS = "1", "1;4"
# No one reads prose in lines much longer than this.
_LONGEST = 96


def explain(rule: Rule, *, color: bool = False, width: int = 100) -> str:
    """Return a rule for people, in at most `width` columns; the flagged words of its examples stay in [brackets]."""
    width = min(width, _LONGEST)
    off = "" if rule.severity else f", {rule.default.label} where it is on"
    parts = [_paint(f"{rule.code} {rule.name}", color) + f" ({severity(rule)}{off})"]
    sections = [
        ("What it catches", rule.catches),
        ("What it says", rule.message),
        ("Why", rule.why),
        ("What to do", rule.fix),
        ("Silent where", "; ".join(rule.silent)),
        ("In part silent where", "; ".join(rule.in_part)),
        ("Comes from", rule.based_on),
    ]
    parts += [_paint(title, color) + "\n" + _wrapped(text, width) for title, text in sections if text.strip()]
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


def _wrapped(text: str, width: int) -> str:
    wrapper = TextWrapper(width, initial_indent="  ", subsequent_indent="  ", break_long_words=False)
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
