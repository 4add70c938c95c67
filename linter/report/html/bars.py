"""Shares, which a page draws as bars."""

from __future__ import annotations

from typing import NamedTuple


class Share(NamedTuple):
    """A part of a whole, as counts."""

    part: int
    whole: int

    @property
    def percent(self) -> float:
        """The share in percent; 0 of nothing."""
        return 100 * self.part / self.whole if self.whole else 0.0
