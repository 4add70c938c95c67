"""What is made of a rulebook once and kept for all its drafts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Of = TypeVar("Of")
Made = TypeVar("Made")

#: Rulebooks of one run of which it is kept: drafts of several sections take turns.
FEW = 8


def kept(make: Callable[[Of], Made]) -> Callable[[Of], Made]:
    """Return `make`, which gives the same again for as long as what it is made of is among the last few in use.

    Those are told apart by `is`: word lists and rulebooks have no hash, and to compare them would take long.
    """
    last: list[tuple[Of, Made]] = []

    def given(of: Of) -> Made:
        for known, made in last:
            if known is of:
                return made
        made = make(of)
        last[:] = [(of, made), *last[: FEW - 1]]
        return made

    return given
