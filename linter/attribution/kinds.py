"""What kind of source a phrase is: somebody by name, an office, a body, a paper, a crowd, nobody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from linter.attribution.grammar import SHORT_NAME, Grammar, Token, Words
from linter.attribution.offices import has_word, in_apposition, is_surname, named_after, named_member
from linter.findings import SourceKind
from linter.rulebook.levelling import normalise


class Profile(NamedTuple):
    """A source taken apart: its kind, the names in it, its head noun, its roles, and what it tells of itself.

    `plural` tells of an office whether several hold it; `described` are the words that tell which one of its head noun
    it is: "foreign" of "the foreign minister".
    """

    kind: SourceKind
    names: tuple[str, ...] = ()
    head: str = ""
    roles: frozenset[str] = frozenset()
    definite: bool = False
    plural: bool = False
    gender: str = ""
    body: bool = False
    described: frozenset[str] = frozenset()


def profile(phrase: Words, text: str, grammar: Grammar, cue_lemma: str = "") -> Profile:
    """Take a phrase apart. `text` is the document's, `cue_lemma` the cue it goes with."""
    tokens = [_unowned(token, grammar) for token in phrase.tokens]
    kept = [at for at, token in enumerate(tokens) if token.cls not in ",.'\"()&-"]
    if not kept:
        return Profile(SourceKind.OTHER)
    words = [tokens[at] for at in kept]
    first = words[0]
    if len(words) == 1 and first.cls in "DP" and first.word in grammar.collectives:
        return Profile(SourceKind.COLLECTIVE, head=first.word)
    if len(words) == 1 and (first.cls in "PRO" or first.word in grammar.list("pronouns")):
        return _pronoun(first, grammar)
    if _is_outlet(words, text[slice(*phrase.span(kept[0], kept[-1] + 1))], grammar, cue_lemma):
        return Profile(SourceKind.OUTLET, head=words[-1].word)
    core = _core(tokens, grammar)
    told = [t for t in reversed(core) if t.cls in "UwTV#DA"]
    head = told[0] if told else core[-1] if core else words[-1]
    best = first.word in grammar.definites and words[1:] and words[1].word in grammar.list("superlative-words")
    if head.cls == "w" and head.word not in grammar.nouns and not best:  # "figures published …", "a person familiar …"
        head = next((t for t in reversed(core) if t.word in grammar.nouns), head)
    kind, names = _kind_and_names(tokens, words, core, head, text, grammar)
    if kind is SourceKind.PERSON and names and head.raw != names[-1] and head.word in grammar.person_words:
        head = next((t for t in reversed(words) if t.raw == names[-1]), head)
    own = {normalise(name) for name in names} if kind is SourceKind.PERSON else {head.word}
    roles = _roles(words, grammar) - own if kind is SourceKind.PERSON else _roles(words, grammar)
    return Profile(
        kind,
        names=names,
        head=head.word,
        roles=roles,
        definite=first.word in grammar.definites,
        plural=kind is SourceKind.OFFICE and bool(grammar.singular(head.word)),
        gender=_gender(words, grammar),
        body=any([_is_body(t, grammar) for t in words if t.cls in "Uw"]),
        described=frozenset([t.word for t in words if t.cls in "UwT#"]) - own - roles,
    )


def _unowned(token: Token, grammar: Grammar) -> Token:
    """Return a token without the ending that makes it a possessor."""
    word = grammar.unowned(token.word)
    return token if word == token.word else Token(token.raw, word, token.cls)


def _roles(words: Sequence[Token], grammar: Grammar) -> frozenset[str]:
    """Return the roles that a phrase gives somebody, a shortened title as the word it stands for: "Sen", "senator"."""
    told = [t.word.rstrip(".") for t in words]
    short = [grammar.short_titles[w] for w in told if w in grammar.short_titles]
    return grammar.roles.intersection(told).union(short, [t.word for t in words if grammar.member(t)])


def _kind_and_names(
    tokens: Sequence[Token], words: Sequence[Token], core: Sequence[Token], head: Token, text: str, grammar: Grammar
) -> tuple[SourceKind, tuple[str, ...]]:
    """Return the kind of a phrase that is no pronoun and not the outlet, and the names in it.

    `words` are its tokens less the marks, `core` those up to its head noun, `text` is the document's.
    """
    word, first = head.word, words[0]
    holder = named_after(tokens, head, text, grammar) if word in grammar.person_words else ()
    if holder:
        return SourceKind.PERSON, holder
    if core and word in grammar.person_words and is_surname(core, head, text, grammar):
        return SourceKind.PERSON, _person_names(core, grammar) or (head.raw,)  # at the head of a sentence it is no name
    names = tuple([t.raw for t in core if t.cls == "U"])
    if head.cls == "U" and word not in grammar.roles and not _is_body(head, grammar):
        if _are_group(core, head, text, grammar):
            # "The Conservatives" are the party, "Conservatives" some of its people.
            whole = first.word in grammar.articles and len(core) == 2
            return (SourceKind.ORGANISATION, names) if whole else (SourceKind.COLLECTIVE, ())
        if grammar.member(head):
            if first.word in grammar.list("indefinites"):  # "a New Hampshire Lutheran"
                return SourceKind.ANONYMOUS, ()
            if first.word in grammar.definites and len(core) > 1:  # "the Ohio Lutheran": somebody told of before
                return SourceKind.OFFICE, names
    if _is_body(head, grammar) and (called := named_member(tokens, grammar)):
        return SourceKind.PERSON, called
    if head.cls == "U" and word not in grammar.roles:
        if _is_body(head, grammar) or _told_as_body(tokens, core, grammar) or _shortened(tokens, core):
            return SourceKind.ORGANISATION, names
        if word in grammar.documents:
            return SourceKind.DOCUMENT, names
        called = _person_names(core, grammar)
        owned = 1 < len(called) < len(names)  # "the Post's Mara Ellis"
        if first.word in grammar.definites and not owned and grammar.person_words.isdisjoint([w.word for w in words]):
            return SourceKind.ORGANISATION, names
        return SourceKind.PERSON, called
    kin = bool(core) and core[-1].word in grammar.list("kin")
    if kin or core and (core[-1].word in grammar.roles or _is_peer(core, grammar)):
        beside = in_apposition(tokens, len(core), 1) if kin else in_apposition(tokens, len(core))
        if beside:
            return SourceKind.PERSON, _person_names(beside, grammar)
    people = word in grammar.list("anonymous-heads")
    field = core[-2].word if len(core) > 1 else ""
    if word in grammar.documents and not (people and field in grammar.list("figure-fields")):
        return SourceKind.DOCUMENT, names
    if people:
        return SourceKind.ANONYMOUS, names
    if word in grammar.list("counsel") and _of_somebody(words, head, grammar):
        return SourceKind.OFFICE, names
    if word in grammar.collectives or (first.cls in "D#" and len(words) == 1):
        own = [t for t in core if t.cls == "U" and t.word.rstrip(".") not in grammar.person_words]
        return SourceKind.COLLECTIVE, tuple([t.raw for t in own if not _is_body(t, grammar)])
    if word in grammar.organisations:
        return SourceKind.ORGANISATION, names
    if word in grammar.roles:
        return SourceKind.OFFICE, names
    if head.cls == "w" and first.word in grammar.list("indefinites") and _is_somebody(word, grammar):
        return SourceKind.ANONYMOUS, names
    one = grammar.singular(word)
    if head.cls == "w" and (one in grammar.roles or _is_somebody(one, grammar)):
        return SourceKind.COLLECTIVE, names
    if first.word in grammar.list("those") and not one:  # "those present", "those close to the mayor"
        return SourceKind.ANONYMOUS, ()
    return SourceKind.OTHER, names


def _of_somebody(words: Sequence[Token], head: Token, grammar: Grammar) -> bool:
    """Tell whether those at the head speak for another: "her lawyers", "Marlow's lawyers", "lawyers for Marlow"."""
    at = words.index(head)
    if words[0].word in grammar.list("possessives"):
        return True
    if any([normalise(token.raw).endswith(grammar.possessive_endings) for token in words[:at]]):
        return True
    return len(words) > at + 2 and words[at + 1].word in grammar.list("client-prepositions")


def _is_peer(core: Sequence[Token], grammar: Grammar) -> bool:
    """Tell whether a phrase tells of somebody by another whose like they are: "her opposite number"."""
    return " ".join([token.word for token in core[-2:]]) in grammar.list("peers")


def _is_somebody(word: str, grammar: Grammar) -> bool:
    """Tell whether a singular noun means somebody: "rival", "pensioner"."""
    return word in grammar.list("people-words") or word.endswith(grammar.people_endings)


def _are_group(core: Sequence[Token], head: Token, text: str, grammar: Grammar) -> bool:
    """Tell whether a capitalised plural means those of a people, party or creed, no single person: "Lutherans".

    It does by its ending, after a word that counts ("some Tories"), or where the story calls somebody one of them
    ("a Tory").
    """
    one = grammar.singular(head.word)
    if not one or any([t.word.rstrip(".") in grammar.titles for t in core[:-1]]):
        return False
    counted = len(core) == 2 and core[0].word in grammar.collectives
    if counted or one.endswith(grammar.group_endings) and len(one) > SHORT_NAME:
        return True
    name = head.raw[:1] + one[1:]
    return len(core) == 1 and any([has_word(text, f" {article} {name}") for article in grammar.list("indefinites")])


def _pronoun(token: Token, grammar: Grammar) -> Profile:
    for name, gender in (
        ("male-pronouns", "m"),
        ("female-pronouns", "f"),
        ("plural-pronouns", "p"),
        ("neuter-pronouns", "n"),
    ):
        if token.word in grammar.list(name):
            return Profile(SourceKind.PRONOUN, head=token.word, gender=gender)
    return Profile(SourceKind.PRONOUN, head=token.word, gender="r" if token.cls == "R" else "")


def _core(tokens: Sequence[Token], grammar: Grammar) -> list[Token]:
    """Return the tokens up to the first comma, preposition or clause: those that hold the head noun."""
    core: list[Token] = []
    of = len(tokens) > 3 and [token.cls for token in tokens[:3]] == ["D", "I", "D"]
    if of and tokens[1].word in grammar.list("part-prepositions"):
        return _core(tokens[2:], grammar)  # "one of the aides"
    clients = grammar.list("client-prepositions")
    for token in tokens:
        if core and (token.cls in ",IRS(VX;:" or token.cls in "—–" or token.word in clients):
            break
        core.append(token)
    return core


def _is_outlet(words: Sequence[Token], text: str, grammar: Grammar, cue_lemma: str) -> bool:
    whole = normalise(" ".join(text.split()))
    bare = whole.removeprefix(words[0].word + " ") if words[0].cls == "D" else whole
    if whole in grammar.outlets or bare in grammar.outlets:
        return True
    if words[0].word in grammar.self_words and words[-1].word in grammar.list("outlet-words"):
        return True
    return (
        cue_lemma in grammar.self_cues
        and words[-1].cls in "UT"
        and (words[-1].word in grammar.list("outlet-endings") or _is_short(words[-1]))
        and all(word.cls in "DUT" for word in words)
    )


def _is_body(token: Token, grammar: Grammar) -> bool:
    """Tell whether a word is a body's, by itself or as the end of its name: "ministry", "Inc", "NATO"."""
    if token.word in grammar.body_words:
        return True
    return _is_short(token)


def _is_short(token: Token) -> bool:
    """Tell whether a word is made of capitals, as the short name of a body is: "NTA"."""
    return len(token.raw) > 1 and token.raw.isupper() and token.raw.isalpha()


def _told_as_body(tokens: Sequence[Token], core: Sequence[Token], grammar: Grammar) -> bool:
    """Tell whether words beside a name say that it is a body's: "Recorded Future, a consultancy", "the group Tide"."""
    plain = [token.word for token in core if token.cls == "w"]
    office = any([token.cls == "U" and token.word in grammar.roles for token in core])  # "Defence Minister Ida Moss"
    if plain and plain[-1] in grammar.organisations and plain[-1] not in grammar.person_words and not office:
        return True
    rest = tokens[len(core) :]
    if len(rest) < 2 or rest[0].cls != "," or rest[1].cls in "RI":
        return False  # "Ellis, of the union, said"
    known = grammar.nouns | grammar.titles
    nouns = [t.word for t in _core(rest[1:], grammar) if t.cls in "wU" and t.word in known]
    return bool(nouns) and nouns[-1] in grammar.organisations


def _shortened(tokens: Sequence[Token], core: Sequence[Token]) -> bool:
    """Tell whether a short form in brackets follows a name, as it does a body's: "the Geological Survey (GS)"."""
    mark, short = "".join([t.cls for t in tokens[len(core) : len(core) + 3]]), tokens[len(core) + 1 : len(core) + 2]
    return mark == "(U)" and short[0].raw.isupper() and len(short[0].raw) > 1


def _person_names(core: Sequence[Token], grammar: Grammar) -> tuple[str, ...]:
    """Return the words of a person's own name: the run of capitals at the end, less titles and initials."""
    run: list[Token] = []
    marks = [at for at, token in enumerate(core) if token.cls == '"']
    if len(marks) == 2:  # Ian "Red" Moss
        core = [*core[: marks[0]], *core[marks[1] + 1 :]]
    for token in reversed(core):
        if token.cls == "U" or token.cls in ".'-" or (run and token.word in grammar.list("name-particles")):
            if run and token.word != normalise(token.raw):  # the owner of what follows: "the Post's Paul Moss"
                break
            run.append(token)
        elif run:
            break
    names = [t for t in reversed(run) if t.cls not in ".'-"]
    while len(names) > 1 and _is_title(names[0], grammar):
        names.pop(0)
    while len(names) > 1 and names[-1].word.rstrip(".") in grammar.list("name-suffixes"):
        names.pop()
    # "Foreign Ministry Zhao": what stands before a body's or role's word is not the person's name.
    for index in range(len(names) - 2, -1, -1):
        if _is_body(names[index], grammar) or names[index].word in grammar.roles:
            names = names[index + 1 :]
            break
    return tuple([t.raw for t in names])


def _is_title(token: Token, grammar: Grammar) -> bool:
    return token.word.rstrip(".") in grammar.titles or token.word in grammar.roles


def _gender(words: Sequence[Token], grammar: Grammar) -> str:
    for word in words:
        if word.word in grammar.male:
            return "m"
        if word.word in grammar.female:
            return "f"
    return ""
