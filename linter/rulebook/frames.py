"""Attribution templates, split at their cue: "{content}, {source} {cue:say}" to a `Frame`."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from linter.findings import SourceKind
from linter.rulebook import schema
from linter.rulebook.errors import TemplateError
from linter.rulebook.levelling import normalise
from linter.rulebook.literals import literals, may_take_long
from linter.rulebook.patterns import Frame, Step
from linter.rulebook.template import (
    EDGE,
    Choice,
    Node,
    Slot,
    Word,
    WordLists,
    _emit,
    _slot_regex,
    is_word,
    parse,
)

#: Slots that the engine fills: a source, what it says, and the person it is said to.
ROLES = ("source", "content", "listener")

#: What a role may be narrowed to, after a colon.
DETAILS = {
    "source": ("", "shared", "start", "owner", "cue", "document", "hearing", "finder", "end", "subject", "opening"),
    "content": (
        *("", "quote", "clause", "finite", "phrase", "action", "doing", "rest"),
        *("part", "fronted", "subject", "as", "told", "asked"),
    ),
    "listener": ("", "bidden"),
}

#: A comma in a template; copy has it before or after a closing quotation mark, or a dash in its place.
_COMMA = r"\s*(?:,|[—–]|(?<=\s)--?(?=\s)|(?<=[\"”’'»]))\s*"

#: What may stand for a comma; a closing quotation mark is told by the quotation itself.
COMMAS = frozenset({",", "—", "–", '"'})

#: White space around the words of a frame, and the characters of no width that get into pasted copy.
_WHITE = r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"

#: A run of words before {content:quote} must reach as far as the mark.
_QUOTE_AHEAD = r"(?=[\"“”„‘'«`])"

#: Forms that a plain {cue:frame} takes, "ing" only after a subject and a form of "be" ("is calling for");
#: {cue:frame/ing} and the like ask for another.
PLAIN_FORMS = frozenset({"base", "s", "past", "pp", "other"})


def compile_frame(
    template: str, spec: schema.PatternSpec, order: int, words: WordLists
) -> tuple[Frame, frozenset[str]]:
    """Return the frame of a template and, if it has words of its own for a cue, the literals it needs.

    Raises `TemplateError` when the template has no cue or no content, or a slot that nobody knows.
    """
    nodes = parse(template)
    kinds = [node.label for node in nodes if isinstance(node, Slot)]
    if "content" not in kinds:
        raise TemplateError("an attribution pattern needs {content}")
    for node in nodes:
        if isinstance(node, Slot) and node.label in ROLES and node.kind not in DETAILS[node.label]:
            known = ", ".join(detail for detail in DETAILS[node.label] if detail)
            raise TemplateError(
                f"{{{node.label}:{node.kind}}}: a {node.label} may be one of: {known or 'nothing more'}"
            )
    for name in ("cue", "source"):
        if kinds.count(name) > 1:
            raise TemplateError(f"{{{name}}} stands twice")
    start, end = _cue_place(nodes)
    cue_frame, forms, own, needs = "", PLAIN_FORMS, None, frozenset[str]()
    head = nodes[start]
    if isinstance(head, Slot):
        cue_frame, _, form = head.kind.partition("/")
        if not cue_frame:
            raise TemplateError("a cue slot names its frame: {cue:say}")
        forms = frozenset(form.split("+")) if form else PLAIN_FORMS
        if not form and _follows_subject(nodes[:start]):
            forms |= {"ing"}
    else:
        own = regex.compile(_source(nodes[start:end], words), regex.I)
        needs = literals(nodes[start:end], words) or frozenset({":"})
    left = _steps(nodes[:start], words, backwards=True)
    if "ing" in forms and forms != PLAIN_FORMS | {"ing"} and left and left[0][:2] == ("source", ""):
        left = (left[0]._replace(detail="participle"), *left[1:])  # "a letter saying": no form of "be" between
    return Frame(
        pattern=spec.id,
        cue_frame=cue_frame,
        forms=forms,
        words=own,
        left=left,
        right=_steps(nodes[end:], words, backwards=False),
        weight=spec.weight,
        kind=SourceKind(spec.kind) if spec.kind else None,
        stance=spec.stance,
        negated=spec.negated,
        nests=spec.nests,
        order=order,
        zones=frozenset(spec.zones),
        quoted=any(isinstance(node, Slot) and node.label == "content" and node.kind == "quote" for node in nodes),
        requires=tuple(found for node in (*nodes[:start], *nodes[end:]) if (found := _required(node))),
        left_key="|".join(f"{step.kind}:{step.detail}:{step.pattern.pattern if step.pattern else ''}" for step in left),
    ), needs


def _follows_subject(nodes: Sequence[Node]) -> bool:
    """Tell whether a plain {source} stands last before a cue."""
    return bool(nodes) and isinstance(nodes[-1], Slot) and (nodes[-1].label, nodes[-1].kind) == ("source", "")


def _cue_place(nodes: Sequence[Node]) -> tuple[int, int]:
    """Return where the cue stands: its slot or, without one, the first run of words."""
    for index, node in enumerate(nodes):
        if isinstance(node, Slot) and node.label == "cue":
            return index, index + 1
    for index, node in enumerate(nodes):
        if (
            isinstance(node, Word)
            and (is_word(node) or node.text == ":")
            or isinstance(node, Choice)
            and not node.optional
        ):
            end = index
            while end < len(nodes) and not _is_role(nodes[end]) and not (end > index and _is_mark(nodes[end])):
                end += 1
            return index, end
    raise TemplateError("an attribution pattern needs a {cue:frame} or words of its own")


def _required(node: Node) -> frozenset[str]:
    """Return the words one of which a sentence must hold for a node to match; nothing where none need be."""
    if isinstance(node, Word) and node.text == ",":
        return COMMAS
    if isinstance(node, Word):
        return frozenset({normalise(node.text)}) if node.text.isalpha() and not node.open else frozenset()
    if isinstance(node, Choice) and not node.optional:
        firsts = [_required(option[0]) for option in node.options]
        return frozenset().union(*firsts) if all(firsts) else frozenset()
    return frozenset()


def _is_role(node: Node) -> bool:
    return isinstance(node, Slot) and node.label in ROLES


def _is_mark(node: Node) -> bool:
    return isinstance(node, Word) and not is_word(node)


def _steps(nodes: Sequence[Node], words: WordLists, *, backwards: bool) -> tuple[Step, ...]:
    steps: list[Step] = []
    run: list[Node] = []

    def close(ahead: str = "") -> None:
        if [node.text for node in run if isinstance(node, Word)] == [","] == [getattr(n, "text", "") for n in run]:
            steps.append(Step("regex", "", regex.compile(_COMMA, regex.R if backwards else 0)))
            run.clear()
        elif run:
            flags = regex.I | (regex.R if backwards else 0)
            pattern = regex.compile(_source(run, words) + ahead, flags)
            steps.append(Step("regex", "", pattern, may_take_long(tuple(run)), _has_slot(run)))
            run.clear()

    for node in nodes:
        if isinstance(node, Slot) and node.label in ROLES:
            close(_QUOTE_AHEAD if node.kind == "quote" and not backwards else "")
            steps.append(Step(node.label, node.kind))
        else:
            run.append(node)
    close()
    return tuple(reversed(steps)) if backwards else tuple(steps)


def _has_slot(nodes: Sequence[Node]) -> bool:
    """Tell whether there is a slot among nodes, or in what one of them gives to choose."""
    return any(
        isinstance(node, Slot) or isinstance(node, Choice) and any(_has_slot(option) for option in node.options)
        for node in nodes
    )


def _source(nodes: Sequence[Node], words: WordLists) -> str:
    """Return the regex of a run of words, white space around it included, whole words only."""
    head = EDGE if not (isinstance(nodes[0], Word) and nodes[0].text[0] in "'’") else ""
    body = _emit(tuple(nodes), lambda slot: _slot_regex(slot, words))
    return rf"{_WHITE}*{head}(?:{body}){EDGE}{_WHITE}*"
