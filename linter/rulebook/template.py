"""The template language of rule files: "{source} {cue:say} (that) {content}" to nodes, regexes and literals.

word        the word itself, any case; `'` also matches `’`; a final `*` stands for any ending
(a | b c)   a, or b c, or nothing
[a | b c]   a or b c
{list}      any entry of the word list of that name
{label:list}  the same, kept under a label that messages can use
{name} {number} {word} {gap:N}   a capitalised name, a number, any one word, up to N words (4 if unsaid)
{group-name}  the name of a people, party or creed, by its form: a capital, and a plural of `group-endings`
, ; : -     the mark itself
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

import regex

from linter.rulebook.errors import TemplateError, did_you_mean

#: Slots that are not word lists.
BUILT_IN = ("name", "group-name", "number", "word", "gap")
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
        elif text == "*":
            raise TemplateError(f"'*' at character {place + 1} ends no word")
        else:
            nodes.append(Word(text.removesuffix("*"), open=text.endswith("*")))
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


@lru_cache(1000)  # a list stands in patterns by the dozen
def list_regex(entries: tuple[str, ...]) -> str:
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
    options = [*others, *([_tree(plain) + EDGE_AFTER] if plain else [])]
    return "(?:" + "|".join(options) + ")" if options else "(?!)"


def _pieces(form: str) -> list[str]:
    """Return the regex of each letter of a form; white space and apostrophes are one piece each."""
    return [*map(_piece, " ".join(form.lower().split()))]


@cache
def _piece(letter: str) -> str:
    return r"\s+" if letter == " " else "['’]" if letter in "'’" else regex.escape(letter, special_only=True)


def _tree(node: _Tree) -> str:
    """Return the regex of a letter tree; a word that ends here comes after those that go on."""
    options = [piece + _tree(below) for piece, below in node.items() if piece]
    if not options:
        return ""
    ends = "" in node
    return options[0] if len(options) == 1 and not ends else "(?:" + "|".join(options) + ")" + "?" * ends


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
    elif kind == "group-name":
        endings = "|".join(map(regex.escape, sorted(words.get("group-endings", ())))) or "(?!)"
        body = rf"(?-i:\p{{Lu}}[\p{{L}}'’-]*(?:{endings})s)"
    elif kind == "number":
        spelled = list_regex(tuple(words["numbers"])) if words.get("numbers") else "(?!)"
        body = rf"(?:\p{{Sc}}?\d(?:[\d,.]*\d)?|{spelled}(?:[-‑]{spelled})?+)"
    elif kind == "word":
        body = r"[\p{L}\p{N}'’-]+"
    elif kind in words:
        body = list_regex(tuple(words[kind]))
    else:
        raise TemplateError(f"no word list is called '{kind}'" + did_you_mean(kind, [*words, *BUILT_IN]))
    return f"(?P<{slot.label.replace('-', '_')}>{body})" if slot.kind else body


def _space(node: Node) -> str:
    """Return the regex of the white space before a node: none need be before a mark, none is before "'s"."""
    if isinstance(node, Word) and node.text[0] in "'’" and node.text[1:2].isalpha():
        return ""
    return r"\s+" if is_word(node) else r"\s*"


def _emit(nodes: Sequence_, slot_regex: Callable[[Slot], str]) -> str:
    """Join the nodes' regexes with the white space that belongs between them."""
    out: list[str] = []
    loose = False  # only optional things so far: white space before the next is optional too
    for node in nodes:
        lead = "" if not out else r"\s*" + EDGE if loose else _space(node)
        if isinstance(node, Word):
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
            options = [("" if first else _space(o[0])) + _emit(o, slot_regex) for o in node.options]
            out.append((r"\s*" + EDGE if loose else "") + "(?:" + "|".join(options) + ")?")
            loose = first
        else:
            spaces = [lead if loose or not out else _space(o[0]) for o in node.options]
            same = spaces[0] if len({*spaces}) == 1 else ""
            options = [
                space.removeprefix(same) + _emit(o, slot_regex) for space, o in zip(spaces, node.options, strict=True)
            ]
            out.append(same + "(?:" + "|".join(options) + ")")
            loose = False
    return "".join(out)
