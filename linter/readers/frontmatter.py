"""Read the front matter of Markdown: the headline, standfirst and byline that a site takes from there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from linter.document import Zone
from linter.readers.passages import Passage, Run
from linter.segmentation import Conventions

FRONT_MATTER = re.compile(
    r"\A(---|\+\+\+)[ \t]*(?:\r\n|[\n\r])"  # A fence of three hyphens, or of pluses.
    r"(?P<inside>(?s:.*?))(?:\r\n|[\n\r])\1[ \t]*(?=[\r\n]|\Z)"
)

_ZONES = {"headline": Zone.HEADLINE, "standfirst": Zone.STANDFIRST, "byline": Zone.BYLINE}


def front_matter(file_text: str, conventions: Conventions) -> Iterator[Passage]:
    """Yield the passages in the YAML that a file opens with: headline, standfirst, byline, in this order.

    Other keys are left out, and so is front matter that is no YAML, such as TOML between pluses: its words
    cannot be led back to the file.
    """
    match = FRONT_MATTER.match(file_text)
    if match is None or match[1] != "---":
        return
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        root: Any = yaml.compose(match["inside"], Loader=loader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return
    if not isinstance(root, yaml.MappingNode):
        return
    found = {str(key.value).lower(): value for key, value in root.value if isinstance(key, yaml.ScalarNode)}
    for name, zone in _ZONES.items():
        value = next((found[key] for key in conventions.front_matter[name] if key in found), None)
        lines = value.value if isinstance(value, yaml.SequenceNode) else [value]
        for line in lines:
            if isinstance(line, yaml.ScalarNode) and line.tag.endswith(":str") and line.value.strip():
                yield Passage(zone, [_run(file_text, match.start("inside"), line)])


def _run(file_text: str, start: int, node: Any) -> Run:
    """Return the words of a scalar with their place: inside its quotation marks, or all that stands for it."""
    begin, end = start + node.start_mark.index, start + node.end_mark.index
    words: str = node.value.strip()
    at = file_text.find(words, begin, end)
    return Run(words, at) if at >= 0 else Run(" ".join(words.split()), begin, end - begin)
