"""The template language of rule files: "{source} {cue:say} (that) {content}" to nodes, regexes and literals.

word        the word itself, any case; `'` also matches `’`; a final `*` stands for any ending
(a | b c)   a, or b c, or nothing
[a | b c]   a or b c
{list}      any entry of the word list of that name
{label:list}  the same, kept under a label that messages can use
{name} {number} {word} {gap:N}   a capitalised name, a number, any one word, up to N words (4 if unsaid)
, ; : -     the mark itself
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple, TypeAlias

import regex

from linter.rulebook.errors import TemplateError, did_you_mean

#: Slots that are not word lists.
BUILT_IN = ("name", "number", "word", "gap")
GAP_WORDS = 4
GAP_WORD = r"[^\s,;:!?()\"“”—–]+"

WordLists = Mapping[str, Sequence[str]]


class Word(NamedTuple):
    """A literal word or punctuation mark; `open` when any ending may follow."""

    text: str
    open: bool = False


class Slot(NamedTuple):
    """A blank to fill: `label` names it, `kind` says with what."""

    label: str
    kind: str


class Choice(NamedTuple):
    """One of several sequences, or none where it is `optional`."""

    options: tuple[tuple[Node, ...], ...]
    optional: bool


Node = Word | Slot | Choice
Sequence_ = tuple[Node, ...]


@cache
def _token() -> regex.Pattern[str]:
    # Compiled when a template is first parsed: a run with a warm cache parses none.
    return regex.compile(
        r"\s+|(?P<slot>\{[^{}]*\})|(?P<mark>[()\[\]|])|(?P<word>['’]?[\p{L}\p{N}_]+(?:['’.&/-][\p{L}\p{N}_]+)*\.?\*?)"
        r"|(?P<punct>[^\s{}()\[\]|])"
    )


@cache
def _slot() -> regex.Pattern[str]:
    return regex.compile(r"\{([a-z][a-z0-9-]*)(?::([a-z0-9][a-z0-9/+-]*))?\}")


_CLOSE = {"(": ")", "[": "]"}


def parse(template: str) -> Sequence_:
    """Return the nodes of a template; raise `TemplateError` with what is wrong and where in it."""
    tokens: list[tuple[str, str, int]] = []
    at = 0
    while at < len(template):
        match = _token().match(template, at)
        if match is None:
            raise TemplateError(f"'{template[at]}' at character {at + 1} of the template opens nothing")
        if match.lastgroup:
            tokens.append((match.lastgroup, match.group(), at))
        at = match.end()
    nodes, rest = _sequence(tokens, 0, "")
    if rest < len(tokens):
        raise TemplateError(f"'{tokens[rest][1]}' at character {tokens[rest][2] + 1} closes nothing")
    if not nodes:
        raise TemplateError("the template is empty")
    return nodes


def _sequence(tokens: list[tuple[str, str, int]], at: int, inside: str) -> tuple[Sequence_, int]:
    nodes: list[Node] = []
    while at < len(tokens):
        kind, text, place = tokens[at]
        if kind == "mark":
            if text in ")]|":
                if text == "|" and not inside:
                    raise TemplateError(f"'|' at character {place + 1} must stand inside ( ) or [ ]")
                break
            options: list[Sequence_] = []
            while True:
                option, at = _sequence(tokens, at + 1, text)
                options.append(option)
                if at >= len(tokens):
                    raise TemplateError(f"'{text}' at character {place + 1} is never closed")
                if tokens[at][1] != "|":
                    break
            if tokens[at][1] != _CLOSE[text]:
                raise TemplateError(f"'{text}' at character {place + 1} is closed by '{tokens[at][1]}'")
            if not all(options):
                raise TemplateError(f"an option of '{text}' at character {place + 1} is empty")
            nodes.append(Choice(tuple(options), optional=text == "("))
        elif kind == "slot":
            match = _slot().fullmatch(text)
            if match is None:
                raise TemplateError(f"the slot {text} must be {{name}} or {{label:name}}, in lower case")
            nodes.append(Slot(match.group(1), match.group(2) or ""))
        else:
            nodes.append(Word(text.removesuffix("*"), open=text.endswith("*") and len(text) > 1))
        at += 1
    return tuple(nodes), at


def is_word(node: Node) -> bool:
    return not isinstance(node, Word) or any(c.isalnum() for c in node.text)


def word_regex(text: str) -> str:
    """Return the regex of a word or phrase: any white space between words, either apostrophe."""
    parts = [regex.escape(part, special_only=True).replace("'", "['’]").replace("’", "['’]") for part in text.split()]
    return r"\s+".join(part.replace("['['’]]", "['’]") for part in parts)


def entry_regex(entry: str) -> str:
    """Return the regex of a word-list entry: phrases, `|` between forms, a final `*` for any ending."""
    forms = []
    for form in entry.split("|"):
        form = form.strip()
        forms.append(word_regex(form[:-1]) + r"\w*" if form.endswith("*") else word_regex(form))
    return "|".join(forms)


#: A place that is not inside a word: what both ends of a pattern must be.
EDGE_AFTER = r"(?![\p{L}\p{N}_])"
EDGE = r"(?:(?<![\p{L}\p{N}_])|(?![\p{L}\p{N}_]))"


#: A tree of letters: the regex of a letter to what may follow it; an empty one ends a word.
_Tree: TypeAlias = dict[str, "_Tree"]


def list_regex(entries: Sequence[str]) -> str:
    """Return one regex for all entries, the longest that fits: a tree of their letters, quick at a miss."""
    plain: _Tree = {}
    others = []
    for form in sorted({form.strip() for entry in entries for form in entry.split("|") if form.strip()}):
        if form.endswith("*"):
            others.append(entry_regex(form))
            continue
        node = plain
        for piece in _pieces(form):
            node = node.setdefault(piece, {})
        node[""] = {}
    options = [*others, *([_tree(plain)] if plain else [])]
    return "(?:" + "|".join(options) + ")" if options else "(?!)"


def _pieces(form: str) -> list[str]:
    """Return the regex of each letter of a form; white space and apostrophes are one piece each."""
    return [
        r"\s+" if c == " " else "['’]" if c in "'’" else regex.escape(c, special_only=True)
        for c in " ".join(form.lower().split())
    ]


def _tree(node: _Tree) -> str:
    """Return the regex of a letter tree; a word that ends here comes after those that go on."""
    options = [piece + _tree(below) for piece, below in node.items() if piece]
    if not options:
        return EDGE_AFTER
    if "" in node:
        options.append(EDGE_AFTER)
    return options[0] if len(options) == 1 else "(?:" + "|".join(options) + ")"


NAME = (
    r"(?-i:\p{Lu}[\p{L}\p{N}.'’&-]*(?:\s+(?:(?:of|de|del|da|la|le|bin|al|van|von|der|the|for|and)\s+){0,2}"
    r"\p{Lu}[\p{L}\p{N}'’&-]*){0,6})"
)


def to_regex(nodes: Sequence_, words: WordLists) -> str:
    """Return the regex source of a text template; labelled slots become named groups.

    Raises `TemplateError` for a slot that is neither built in nor a word list.
    """
    return _emit(nodes, lambda slot: _slot_regex(slot, words))


def _slot_regex(slot: Slot, words: WordLists) -> str:
    kind = slot.kind or slot.label
    if slot.label == "gap":
        count = int(slot.kind) if slot.kind.isdigit() else GAP_WORDS
        return rf"(?:\s+{GAP_WORD}){{0,{count}}}?"
    if kind == "name":
        body = NAME
    elif kind == "number":
        spelled = list_regex(words["numbers"]) if words.get("numbers") else "(?!)"
        body = rf"(?:\p{{Sc}}?\d(?:[\d,.]*\d)?|{spelled})"
    elif kind == "word":
        body = r"[\p{L}\p{N}'’-]+"
    elif kind in words:
        body = list_regex(words[kind])
    else:
        raise TemplateError(f"no word list is called '{kind}'" + did_you_mean(kind, [*words, *BUILT_IN]))
    return f"(?P<{slot.label.replace('-', '_')}>{body})" if slot.kind else body


def _emit(nodes: Sequence_, slot_regex: Callable[[Slot], str]) -> str:
    """Join the nodes' regexes with the white space that belongs between them."""
    out: list[str] = []
    loose = False  # only optional things so far: white space before the next is optional too
    for node in nodes:
        lead = "" if not out else r"\s*" + EDGE if loose else r"\s+" if is_word(node) else r"\s*"
        if isinstance(node, Word):
            if node.text[0] in "'’" and node.text[1:2].isalpha():
                lead = ""
            out.append(lead + word_regex(node.text) + (r"\w*" if node.open else ""))
            loose = False
        elif isinstance(node, Slot) and node.label == "gap":  # none of its words, and so no space, need be there
            first = loose or not out
            words = slot_regex(node)
            out.append(f"(?:{GAP_WORD}{words})??" if first else words)
            loose = first
        elif isinstance(node, Slot):
            out.append(lead + slot_regex(node))
            loose = False
        elif node.optional:
            first = loose or not out
            options = [
                (("" if first else r"\s+" if is_word(o[0]) else r"\s*") + _emit(o, slot_regex)) for o in node.options
            ]
            body = "(?:" + "|".join(options) + ")?"
            out.append((r"\s*" + EDGE if loose else "") + body)
            loose = first
        else:
            out.append(lead + "(?:" + "|".join(_emit(option, slot_regex) for option in node.options) + ")")
            loose = False
    return "".join(out)


def literals(nodes: Sequence_, words: WordLists) -> frozenset[str]:
    """Return lower-case words one of which any match must hold, or nothing if no such set exists.

    Of several such sets the one is taken whose words are rarest in copy, going by the list `common`, then the
    one of the longest words. An entry that ends in `*` may be the beginning of the word in the text.
    """
    return next(iter(literal_sets(nodes, words)), frozenset())


def literal_sets(nodes: Sequence_, words: WordLists) -> tuple[frozenset[str], ...]:
    """Return sets of words of each of which any match must hold one, the rarest set first, two at most."""
    common = words.get("common", ())
    sets = {found for node in nodes if (found := _node_literals(node, words))}
    ranked = sorted(sets, key=lambda found: (_worth(found, common), sorted(found)), reverse=True)
    return (*ranked[:1], *(found for found in ranked[1:2] if -_worth(found, common)[0] < _TOO_COMMON))


def _node_literals(node: Node, words: WordLists) -> frozenset[str]:
    if isinstance(node, Word):
        return frozenset({normalise(node.text) + ("*" if node.open else "")}) if is_word(node) else frozenset()
    if isinstance(node, Slot):
        return frozenset(
            entry_literal(form, words) for e in words.get(node.kind or node.label, ()) for form in e.split("|")
        )
    if node.optional:
        return frozenset()
    sets = [literals(option, words) for option in node.options]
    return frozenset().union(*sets) if all(sets) else frozenset()


#: A second set is not worth looking for when its words stand in copy more often than the thirtieth of them.
_TOO_COMMON = 1 / 30


def _worth(found: frozenset[str], common: Sequence[str]) -> tuple[float, int, int]:
    """Rank literals: how seldom they stand in copy (one over the rank), their length, their count."""
    often = sum(1 / (1 + common.index(literal)) for literal in found if literal in common)
    return -often, min(len(literal) for literal in found), -len(found)


def entry_literal(form: str, words: WordLists) -> str:
    """Return the word of a form that the text must hold for it to match: its rarest, its longest."""
    common = words.get("common", ())
    return max(normalise(form.strip()).split(), key=lambda word: (word not in common, len(word)))


#: Gaps and names from which a template may take long: each can end in many places, and those multiply.
_MANY = 4


def may_take_long(nodes: Sequence_) -> bool:
    """Tell whether a template has so many parts of open length that its matching needs the clock."""
    return _open_parts(nodes) >= _MANY


def _open_parts(nodes: Sequence_) -> int:
    count = 0
    for node in nodes:
        if isinstance(node, Slot):
            count += node.label == "gap" or "name" in (node.label, node.kind)
        elif isinstance(node, Choice):
            count += max(_open_parts(option) for option in node.options)
    return count


#: How many characters before a word a match may begin; none where the word itself is the match.
Starts: TypeAlias = tuple[int, ...]


def list_starts(nodes: Sequence_, words: WordLists) -> dict[str, Starts] | None:
    """Return, for a template that is one word list, where a match begins for each literal.

    One character stands between two words. None for any other template.
    """
    if len(nodes) != 1 or not isinstance(nodes[0], Slot):
        return None
    starts: dict[str, set[int]] = {}
    entries: list[list[str]] = []
    for entry in words.get(nodes[0].kind or nodes[0].label, ()):
        for form in entry.split("|"):
            found = normalise(form.strip()).split()
            literal = entry_literal(form, words)
            starts.setdefault(literal, set()).add(sum(len(word) + 1 for word in found[: found.index(literal)]))
            entries.append(found)
    shared = _shared(entries)
    return {
        literal: () if before == {0} and literal not in shared else tuple(sorted(before))
        for literal, before in starts.items()
    } or None


def _shared(entries: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the words whose presence alone is no match, or that a longer match may take in."""
    phrases = [entry for entry in entries if len(entry) > 1 or not entry[0].isalnum()]
    stems = [word[:-1] for entry in entries for word in entry if word.endswith("*")]
    alone = {entry[0] for entry in entries if len(entry) == 1}
    grown = {word for word in alone if any(word.startswith(stem) for stem in stems)}
    return frozenset(word for entry in phrases for word in entry) | grown


def normalise(text: str) -> str:
    """Lower the text and level its apostrophes, keeping its length: the form that literals are sought in."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals, such as İ, grow when lowered
        lowered = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return lowered.replace("’", "'")
