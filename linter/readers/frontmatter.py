"""Read the front matter of Markdown: headline, standfirst and byline, and what the copy is said to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from linter.document import Zone
from linter.readers.passages import Passage, Run
from linter.segmentation import Conventions

FRONT_MATTER = re.compile(
    r"\A(---|\+\+\+)[ \t]*(?:\r\n|[\n\r])"  # A fence of three hyphens, or of pluses.
    r"(?P<inside>(?s:.*?))(?:\r\n|[\n\r])\1[ \t]*(?=[\r\n]|\Z)"
)

_ZONES = {"headline": Zone.HEADLINE, "standfirst": Zone.STANDFIRST, "byline": Zone.BYLINE}
_KINDS = ("genre", "section")


class FrontMatter(NamedTuple):
    """What the YAML that a file opens with gives: its passages, and the genres and sections that it names."""

    passages: tuple[Passage, ...] = ()
    genres: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


def front_matter(file_text: str, conventions: Conventions) -> FrontMatter:
    """Return what is read of the YAML that a file opens with: headline, standfirst, byline, in this order; its genre.

    Other keys are left out, and so is front matter that is no YAML, such as TOML between pluses: its words
    cannot be led back to the file.
    """
    match = FRONT_MATTER.match(file_text)
    if match is None or match[1] != "---":
        return FrontMatter()
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        root: Any = yaml.compose(match["inside"], Loader=loader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return FrontMatter()
    if not isinstance(root, yaml.MappingNode):
        return FrontMatter()
    found = {str(key.value).lower(): value for key, value in root.value if isinstance(key, yaml.ScalarNode)}

    def lines(key: str) -> Iterator[Any]:
        value = found.get(key)
        for line in value.value if isinstance(value, yaml.SequenceNode) else [value]:
            if isinstance(line, yaml.ScalarNode) and line.tag.endswith(":str") and line.value.strip():
                yield line

    keys = conventions.front_matter
    passages = []
    for name, zone in _ZONES.items():
        told = next((key for key in keys[name] if key in found), "")
        passages += [Passage(zone, [_run(file_text, match.start("inside"), line)]) for line in lines(told)]
    genres, sections = (tuple(line.value.strip() for key in keys[name] for line in lines(key)) for name in _KINDS)
    return FrontMatter(tuple(passages), genres, sections)


def _run(file_text: str, start: int, node: Any) -> Run:
    """Return the words of a scalar with their place: inside its quotation marks, or all that stands for it."""
    begin, end = start + node.start_mark.index, start + node.end_mark.index
    words: str = node.value.strip()
    at = file_text.find(words, begin, end)
    return Run(words, at) if at >= 0 else Run(" ".join(words.split()), begin, end - begin)
