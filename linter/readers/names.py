"""Tell what the names that templates give to parts of a story mean: classes of pages, styles in Word."""

from __future__ import annotations

import re
from itertools import pairwise

from linter.document import Zone
from linter.segmentation import Conventions

#: Zones that names tell, by their key in the segmentation file; the first that fits counts.
NAMED_ZONES = {
    "embed": Zone.EMBED,
    "pull_quote": Zone.PULL_QUOTE,
    "credit": Zone.CREDIT,
    "caption": Zone.CAPTION,
    "timestamp": Zone.TIMESTAMP,
    "byline": Zone.BYLINE,
    "standfirst": Zone.STANDFIRST,
    "headline": Zone.HEADLINE,
}

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def name_words(value: str) -> set[str]:
    """Return the words of names, and each two of them that follow one another in one: "read-more"."""
    found = set()
    for name in value.split():
        words = [word.lower() for word in _WORD.findall(name)]
        found.update(words)
        found.update(f"{first}-{second}" for first, second in pairwise(words))
    return found


def named_zone(names: str | set[str], conventions: Conventions) -> Zone | None:
    """Return the zone that names tell, or None."""
    words = name_words(names) if isinstance(names, str) else names
    if not words:
        return None
    known = conventions.page_names
    return next((zone for key, zone in NAMED_ZONES.items() if not words.isdisjoint(known[key])), None)
