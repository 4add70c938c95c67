"""What kind of source a phrase is: somebody by name, an office, a body, a paper, a crowd, nobody."""

from __future__ import annotations

from typing import NamedTuple
from collections.abc import Sequence

from linter.attribution.grammar import Grammar, Token
from linter.findings import SourceKind
from linter.rulebook.template import normalise


class Profile(NamedTuple):
    """A source taken apart: its kind, the names in it, its head noun, its roles, and what it tells of itself."""

    kind: SourceKind
    names: tuple[str, ...] = ()
    head: str = ""
    roles: frozenset[str] = frozenset()
    definite: bool = False
    plural: bool = False
    gender: str = ""
    body: bool = False


def profile(tokens: Sequence[Token], text: str, grammar: Grammar, cue_lemma: str = "") -> Profile:
    """Take the phrase of `tokens` apart. `text` is the document's, `cue_lemma` the cue it goes with."""
    words = [token for token in tokens if token.cls not in ",.'\"()&-"]
    if not words:
        return Profile(SourceKind.OTHER)
    first = words[0]
    if len(words) == 1 and (first.cls in "PRO" or first.word in grammar.list("subject-pronouns")):
        return _pronoun(first, grammar)
    if _is_outlet(words, text, grammar, cue_lemma):
        return Profile(SourceKind.OUTLET, head=words[-1].word)
    core = _core(tokens)
    names = tuple(text[t.start : t.end] for t in core if t.cls == "U")
    bare = tuple(n for n in names if normalise(n).rstrip(".") not in grammar.titles | grammar.roles and not _is_body(n, grammar))
    head = next((t for t in reversed(core) if t.cls in "UwTV#DA" and not t.word.endswith("'s")), core[-1] if core else words[-1])
    roles = frozenset(t.word for t in words if t.word in grammar.roles)
    definite = first.word in grammar.list("definites")
    gender = _gender(words, grammar)
    body = any(_is_body(text[t.start : t.end], grammar) for t in words if t.cls in "Uw")
    word = head.word
    details = {"head": word, "roles": roles, "definite": definite, "gender": gender, "body": body}
    if head.cls == "U" and word not in grammar.roles:
        if _is_body(text[head.start : head.end], grammar) or _told_as_body(tokens, core, grammar):
            return Profile(SourceKind.ORGANISATION, names=names, **details)
        if word in grammar.list("documents"):
            return Profile(SourceKind.DOCUMENT, names=names, **details)
        if first.word in grammar.list("definites") and not roles and not any(w.word in grammar.titles for w in words):
            return Profile(SourceKind.ORGANISATION, names=names, **details)
        return Profile(SourceKind.PERSON, names=_person_names(core, text, grammar), **details)
    if _named_in_apposition(tokens, core, grammar):
        rest = tokens[tokens.index(core[-1]) + 1 :]
        inner = _core([t for t in rest if t.cls != ","] if rest and rest[0].cls == "," else rest)
        return Profile(SourceKind.PERSON, names=_person_names(inner, text, grammar), **details)
    if word in grammar.list("documents"):
        return Profile(SourceKind.DOCUMENT, names=names, **details)
    if word in grammar.list("anonymous-heads"):
        return Profile(SourceKind.ANONYMOUS, names=names, plural=word.endswith("s"), **details)
    if word in grammar.list("collectives") or (first.cls in "D#" and len(words) == 1):
        return Profile(SourceKind.COLLECTIVE, names=bare, plural=True, **details)
    if word in grammar.list("organisations"):
        return Profile(SourceKind.ORGANISATION, names=names, **details)
    if word in grammar.roles:
        return Profile(SourceKind.OFFICE, names=names, **details)
    return Profile(SourceKind.OTHER, names=names, **details)


def _pronoun(token: Token, grammar: Grammar) -> Profile:
    for name, gender in (("male-pronouns", "m"), ("female-pronouns", "f"), ("plural-pronouns", "p"), ("neuter-pronouns", "n")):
        if token.word in grammar.list(name):
            return Profile(SourceKind.PRONOUN, head=token.word, gender=gender, plural=gender == "p")
    return Profile(SourceKind.PRONOUN, head=token.word, gender="r" if token.cls == "R" else "")


def _core(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens up to the first comma, preposition or clause: those that hold the head noun."""
    core: list[Token] = []
    for token in tokens:
        if core and (token.cls in ",IRS(VX;:" or token.cls in "—–"):
            break
        core.append(token)
    return core


def _is_outlet(words: Sequence[Token], text: str, grammar: Grammar, cue_lemma: str) -> bool:
    whole = normalise(" ".join(text[words[0].start : words[-1].end].split()))
    bare = whole.removeprefix(words[0].word + " ") if words[0].cls == "D" else whole
    if whole in grammar.list("outlets") or bare in grammar.list("outlets"):
        return True
    if words[0].word in grammar.list("self-words") and words[-1].word in grammar.list("outlet-words"):
        return True
    return (
        cue_lemma in grammar.list("self-cues")
        and words[-1].cls in "UT"
        and words[-1].word in grammar.list("outlet-endings")
        and all(word.cls in "DUT" for word in words)
    )


def _is_body(name: str, grammar: Grammar) -> bool:
    word = normalise(name).removesuffix("'s")
    if word in grammar.list("organisation-endings") or word in grammar.list("organisations"):
        return True
    return len(name) > 1 and name.isupper() and name.isalpha()


def _told_as_body(tokens: Sequence[Token], core: Sequence[Token], grammar: Grammar) -> bool:
    """Tell whether an apposition says that a name is a body's: "Recorded Future, a consultancy"."""
    rest = tokens[len(core) :]
    if not rest or rest[0].cls != ",":
        return False
    head = [t for t in _core(rest[1:]) if t.cls in "wU"]
    return bool(head) and head[-1].word in grammar.list("organisations")


def _named_in_apposition(tokens: Sequence[Token], core: Sequence[Token], grammar: Grammar) -> bool:
    """Tell whether a name follows the role after a comma: "a spokeswoman, Mara Ellis"."""
    rest = tokens[len(core) :]
    if len(rest) < 2 or rest[0].cls != ",":
        return False
    inner = _core(rest[1:])
    return bool(inner) and len(inner) > 1 and all(t.cls in "U." for t in inner) and bool(core) and core[-1].word in grammar.roles


def _person_names(core: Sequence[Token], text: str, grammar: Grammar) -> tuple[str, ...]:
    """Return the words of a person's own name: the run of capitals at the end, less titles and initials."""
    run: list[Token] = []
    for token in reversed(core):
        if token.cls == "U" or token.cls in ".'-" or (run and token.word in grammar.list("name-particles")):
            run.append(token)
        elif run:
            break
    names = [text[t.start : t.end] for t in reversed(run) if t.cls == "U"]
    while len(names) > 1 and _is_title(names[0], grammar):
        names.pop(0)
    # "Foreign Ministry Zhao": what stands before a body's or role's word is not the person's name.
    for index in range(len(names) - 2, -1, -1):
        if _is_body(names[index], grammar) or normalise(names[index]) in grammar.roles:
            names = names[index + 1 :]
            break
    return tuple(names)


def _is_title(name: str, grammar: Grammar) -> bool:
    return normalise(name).rstrip(".") in grammar.titles or normalise(name) in grammar.roles


def _gender(words: Sequence[Token], grammar: Grammar) -> str:
    for word in words:
        if word.word in grammar.list("male-titles") or word.word in grammar.list("male-roles"):
            return "m"
        if word.word in grammar.list("female-titles") or word.word in grammar.list("female-roles"):
            return "f"
    return ""
