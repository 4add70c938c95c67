"""What may be tried at a cue, worked out once for a rulebook: its frames in order, and the steps they share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from linter.attribution.keeping import kept
from linter.rulebook.model import Rulebook
from linter.rulebook.patterns import Cue, Frame, Step


class Node:
    """A step beside a cue after those `before` it; frames that ask the same there share their nodes.

    The first node of a side has no step: it is the cue itself. `match` is the regex of a step that is one.
    """

    __slots__ = ("_next", "before", "detail", "kind", "match", "passes", "timed")

    def __init__(self, before: Node | None = None, step: Step | None = None) -> None:
        self.before = before
        self.kind, self.detail = (step.kind, step.detail) if step else ("", "")
        self.match: Callable[..., Any] | None = step.pattern.match if step and step.pattern else None
        self.timed, self.passes = bool(step and step.timed), bool(step and step.passes)
        self._next: dict[tuple[str, str, str, int], Node] = {}

    def along(self, steps: Sequence[Step]) -> Node:
        """Return the node at the end of `steps` from this one."""
        node = self
        for step in steps:
            regex = (step.pattern.pattern, step.pattern.flags) if step.pattern else ("", 0)
            key = (step.kind, step.detail, *regex)
            if key not in node._next:
                node._next[key] = Node(node, step)
            node = node._next[key]
        return node


class Trial(NamedTuple):
    """A frame to try and where its two sides end.

    `cue` is the place of its cue among those that begin together, or None where it has words of its own.
    """

    frame: Frame
    cue: int | None
    left: Node
    right: Node


class Plan:
    """The trials of the cues and frames that begin at one place, in the order in which they are tried."""

    def __init__(self, trials: Sequence[tuple[int, Trial]]) -> None:
        self._trials = trials
        self._mask = 0
        for needs, _ in trials:
            self._mask |= needs
        self._zoned = any(trial.frame.zones for _, trial in trials)
        self._narrowed: dict[tuple[int, bool, str], list[Trial]] = {}

    def trials(self, marks: int, quoted: bool, zone: str) -> list[Trial]:
        """Return those for a sentence with these `marks` (see `Plans.marks`), in a zone, with a quotation or not."""
        key = (marks & self._mask, quoted, zone if self._zoned else "")
        found = self._narrowed.get(key)
        if found is None:
            found = self._narrowed[key] = [
                trial
                for needs, trial in self._trials
                if not needs & ~marks
                and (quoted or not trial.frame.quoted)
                and (not trial.frame.zones or zone in trial.frame.zones)
            ]
        return found


class Plans:
    """The plans of one rulebook, each made when it is first asked for."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        uses = rulebook.uses
        #: The literals that may begin a cue or a frame's own words.
        self.literals = frozenset(uses.cues) | frozenset(uses.frames)
        self._plans: dict[tuple[int, ...], Plan] = {}
        #: Cues of the same forms and frames have one plan.
        self._shapes: dict[tuple[tuple[tuple[frozenset[str], frozenset[str]], ...], tuple[int, ...]], Plan] = {}
        self._roots: dict[frozenset[str] | bool, Node] = {}
        self._bits: dict[frozenset[str], int] = {}
        self._marks: dict[str, int] = {}
        own = (frame for frames in uses.frames.values() for frame in frames)
        for frame in (*(frame for frames in rulebook.frames.values() for frame in frames), *own):
            for need in frame.requires:
                self._note(need)
        self._marking = frozenset(self._marks)

    def marks(self, words: Sequence[str]) -> int:
        """Return which of the sets that frames require have one of these words, a bit for each set."""
        found = 0
        for word in self._marking.intersection(words):
            found |= self._marks[word]
        return found

    def plan(self, cues: Sequence[Cue], own: Sequence[Frame]) -> Plan:
        """Return the plan of cues and frames of the rulebook that begin at one place."""
        key = (*map(id, cues), *map(id, own))  # they live as long as the rulebook, which is kept here
        plan = self._plans.get(key)
        if plan is None:
            shape = (tuple([(cue.frames, cue.forms) for cue in cues]), key[len(cues) :])
            plan = self._shapes.get(shape)
            if plan is None:
                plan = self._shapes[shape] = Plan(self._trials(cues, own))
            self._plans[key] = plan
        return plan

    def _trials(self, cues: Sequence[Cue], own: Sequence[Frame]) -> list[tuple[int, Trial]]:
        """Return trials in the order of the rule files, each with the bits of what its frame requires."""
        trials = [self._trial(frame, None, frozenset()) for frame in own]
        for at, cue in enumerate(cues):
            taken = [frame for name in cue.frames for frame in self.rulebook.frames.get(name, ())]
            trials += [self._trial(frame, at, cue.forms) for frame in taken if frame.forms & cue.forms]
        return sorted(trials, key=lambda item: item[1].frame.order)

    def _trial(self, frame: Frame, cue: int | None, forms: frozenset[str]) -> tuple[int, Trial]:
        needs = 0
        for need in frame.requires:
            needs |= self._bits[need]
        left, right = self._root(forms).along(frame.left), self._root(cue is None).along(frame.right)
        return needs, Trial(frame, cue, left, right)

    def _root(self, key: frozenset[str] | bool) -> Node:
        """Return the first node of a side: to the left the forms of a cue tell, to the right whether there is one."""
        if key not in self._roots:
            self._roots[key] = Node()
        return self._roots[key]

    def _note(self, need: frozenset[str]) -> None:
        if need not in self._bits:
            bit = self._bits[need] = 1 << len(self._bits)
            for word in need:
                self._marks[word] = self._marks.get(word, 0) | bit


#: The plans of a rulebook.
plans_of = kept(Plans)
