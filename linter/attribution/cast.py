"""A speaker while a story is read: what is known of one, and whether a phrase may mean them."""

from __future__ import annotations

from dataclasses import dataclass, field

from linter.attribution.kinds import Profile
from linter.document import Span
from linter.findings import SourceKind
from linter.rulebook.levelling import normalise


@dataclass(eq=False)
class Cast:
    """A speaker while the story is read."""

    id: int
    name: str
    kind: SourceKind
    names: tuple[str, ...] = ()
    roles: set[str] = field(default_factory=set)
    described: frozenset[str] = frozenset()
    definite: bool = False
    plural: bool = False
    head: str = ""
    gender: str = ""
    mentions: set[Span] = field(default_factory=set)
    statements: int = 0
    label: str = ""

    def __post_init__(self) -> None:
        self.label = normalise(self.name)

    def name_fully(self, name: str, names: tuple[str, ...]) -> None:
        """Take a fuller name."""
        self.name, self.names, self.label = name, names, normalise(name)

    @property
    def initials(self) -> str:
        """The initials of a body's name, levelled: "nta" for "Norland Tides Agency"; "" for any other's."""
        if self.kind is not SourceKind.ORGANISATION:
            return ""
        return "".join(word[0] for word in self.name.split() if word[0].isupper()).lower()

    def agrees(self, who: Profile) -> bool:
        """Tell whether a phrase may describe this speaker: neither tells what the other contradicts.

        "The minister" may be "the foreign minister", who is not "the defence minister".
        """
        return self.described <= who.described or who.described <= self.described


def same_person(names: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Tell whether two names are one person's: the same, or a surname (first or last) of the fuller one."""
    if names == known:
        return True
    shorter, longer = sorted((names, known), key=len)
    if longer[-len(shorter) :] == shorter:
        return True
    if len(shorter) == 1:
        return shorter[0] in (longer[0], longer[-1])
    return shorter[-1] == longer[-1] and shorter[0][0] == longer[0][0]
