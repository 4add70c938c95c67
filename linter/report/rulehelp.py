"""A rule's help as other programs show it beside a finding: as plain text, and as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linter.report.marking import escape
from linter.report.rules import flat
from linter.report.words import one_line

if TYPE_CHECKING:
    from linter.rulebook import Rule

# The words of an example that are flagged, as rule files mark them: [so]{match}.
_MARKED = re.compile(r"\[([^\[\]]*)\]\{[a-z-]+\}")


def help_text(rule: Rule) -> str:
    """Return why a rule is there, what to do, and its examples, the flagged words in [brackets]."""
    parts = [f"{title}: {text}" for title, text in _sections(rule)]
    for title, examples in _examples(rule):
        parts += [f"{title}: {_bracketed(example)}" for example in examples]
    return "\n".join(parts)


def help_markdown(rule: Rule) -> str:
    """Return the same as `help_text` in Markdown, the flagged words in bold."""
    parts = [f"**{title}**: {escape(text)}" for title, text in _sections(rule)]
    for title, examples in _examples(rule):
        bullets = (f"- {_bold(example)}" for example in examples)
        parts.append(f"**{title}**:\n\n" + "\n".join(bullets))
    return "\n\n".join(parts)


def _sections(rule: Rule) -> list[tuple[str, str]]:
    sections = (("Catches", rule.catches), ("Why", rule.why), ("Fix", rule.fix), ("Comes from", rule.based_on))
    return [(title, one_line(text)) for title, text in sections if text.strip()]


def _examples(rule: Rule) -> list[tuple[str, list[str]]]:
    kinds = (("Flagged", rule.fails), ("Left alone", rule.passes))
    return [(title, [flat(example) for example in examples]) for title, examples in kinds if examples]


def _bracketed(example: str) -> str:
    return _MARKED.sub(r"[\1]", example)


def _bold(example: str) -> str:
    # Every other piece is a group of the pattern: the flagged words.
    pieces = map(escape, _MARKED.split(example))
    return "".join(f"**{piece}**" if number % 2 else piece for number, piece in enumerate(pieces))
