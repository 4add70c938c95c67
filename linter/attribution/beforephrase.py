"""Where a source before its cue begins and ends, told without a parser: "Jane Roe, a spokeswoman, later said".

Phrases are token indices, half open; so are those of `afterphrase`, which reads the other way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.attribution.corephrase import begins_clause, core_start, noun_before
from linter.attribution.grammar import Grammar, Token
from linter.attribution.phrases import OPENERS, Range, describes, participle

_PAUSES = ",—–"

#: Tokens that a title in quotation marks may have.
_TITLE = 14


def before(tokens: Sequence[Token], at: int, grammar: Grammar, floor: int = 0) -> Range | None:
    """Return the noun phrase that ends before token `at`, not reaching below token `floor`."""
    end = skip_verbal(tokens, at, grammar, floor)
    if end <= floor:
        return None
    last = tokens[end - 1]
    if last.cls == "O" and end - 2 > floor and noun_before(tokens, end - 2, floor, grammar):
        start = core_start(tokens, end - 2, grammar, floor)  # "most of them"
        return None if start is None else (_with_opening(tokens, start, grammar, floor), end)
    if last.cls in "PR":
        if end - 3 >= floor and last.cls == "P" and tokens[end - 2].cls == "C" and tokens[end - 3].cls == "U":
            start = core_start(tokens, end - 2, grammar, floor)  # "Ellis and others"
            if start is not None and begins_clause(tokens, start, floor):
                return start, end
        return end - 1, end
    if last.cls in _PAUSES:
        return _before_comma(tokens, end - 1, grammar, floor)
    if last.cls == '"' and end - 2 > floor and tokens[end - 2].cls == "," and _title(tokens, end - 1, floor, grammar):
        return _before_comma(tokens, end - 2, grammar, floor)  # 'Roe, author of "The Quarry," said'
    start = core_start(tokens, end, grammar, floor)
    if start is None:
        return None
    start = _led(tokens, start, grammar, floor)
    if start - 2 >= floor and tokens[start - 2].cls == "#" and tokens[start - 1].word in grammar.list("rate-words"):
        start -= 2  # "85 per cent"
    start = _whole_clause(tokens, start, end, grammar, floor)
    start = _antecedent(tokens, start, grammar, floor)
    start = _with_town(tokens, start, end, at, grammar, floor)
    return _with_opening(tokens, start, grammar, floor), _with_date(tokens, end, at, grammar)


def _with_town(tokens: Sequence[Token], start: int, end: int, at: int, grammar: Grammar, floor: int) -> int:
    """Take in what a land or a town only closes, with no comma after it: "Officials in Lagos, Nigeria said"."""
    comma = start - 1
    if comma - 3 < floor or tokens[comma].cls != "," or not all([token.cls == "U" for token in tokens[start:end]]):
        return start
    if at + 1 >= len(tokens) or tokens[at + 1].cls in ',."”?!;—–':
        return start  # "The drugs in Lagos, Moss said, are fake": the words, then who said them
    town = comma
    while town > floor and tokens[town - 1].cls == "U":
        town -= 1
    if town == comma or tokens[town - 1].cls != "I":
        return start
    who = core_start(tokens, comma, grammar, floor)
    if who is None or who >= town - 1 or not begins_clause(tokens, who, floor):
        return start
    if tokens[town - 1].word in grammar.list("part-prepositions") and tokens[town - 2].cls != "U":
        return start  # "The mayor of Lagos, Moss said the road would stay shut": who Moss is
    opens = tokens[who].word.endswith(grammar.participles)
    led = opens or any([participle(token, grammar) for token in tokens[who:town]])
    return start if led else who


def _led(tokens: Sequence[Token], start: int, grammar: Grammar, floor: int) -> int:
    """Return where a phrase begins that is led by whoever stands at `start`: "a team led by Roe"."""
    if start - 2 <= floor or tokens[start - 1].word not in grammar.list("agent-prepositions"):
        return start
    begins = core_start(tokens, start - 2, grammar, floor) if tokens[start - 2].cls == "V" else None
    return start if begins is None else begins


def _with_date(tokens: Sequence[Token], end: int, at: int, grammar: Grammar) -> int:
    """Take in the date of a participle that ends a phrase: "figures published on Sunday", not "Roe on Sunday"."""
    last = tokens[end - 1]
    if last.cls != "w" or not last.word.endswith(grammar.past_endings):
        return end
    reached = end
    while reached < at and tokens[reached].cls in "TI#":
        reached += 1
    return reached if reached > end and tokens[reached - 1].cls in "T#" else end


#: Tokens over which a relative clause may reach.
_CLAUSE = 16


def _antecedent(tokens: Sequence[Token], start: int, grammar: Grammar, floor: int) -> int:
    """Return where the phrase begins that a relative clause tells of, if `start` is inside the clause.

    "Fans who came to the port said": the port says nothing.
    """
    if begins_clause(tokens, start, floor) or tokens[start - 1].word in grammar.list("subordinators"):
        return start
    # "A man who surrendered said": one word after the pronoun is the clause's verb; "who police said" has a subject.
    first = tokens[start]
    verb = first.cls == "w" and (first.word.endswith(grammar.past_endings) or first.word not in grammar.nouns)
    for at in range(start - (1 if verb else 2), max(floor, start - _CLAUSE), -1):
        token = tokens[at]
        if token.cls in '"“”,;:—–.?!':
            break
        if token.cls == "R":
            noun = at - 1 if tokens[at - 1].cls == "," else at
            found = core_start(tokens, noun, grammar, floor) if noun > floor else None
            return start if found is None else found
    return start


def _with_opening(tokens: Sequence[Token], start: int, grammar: Grammar, floor: int) -> int:
    """Take in a word before a phrase that counts or dates it: "only 24 percent", "early figures"."""
    if start > floor and tokens[start].cls in "D#w":
        token = tokens[start - 1]
        counted = tokens[start].cls == "#" or tokens[start].word in grammar.counts
        if token.word in grammar.phrase_openers and (token.cls != "T" or tokens[start].cls == "w"):
            if counted or begins_clause(tokens, start - 1, floor):
                return start - 1
        if start - 1 > floor and f"{tokens[start - 2].word} {token.word}" in grammar.list("count-openers"):
            return start - 2
    return start


def skip_verbal(tokens: Sequence[Token], at: int, grammar: Grammar, floor: int) -> int:
    """Step back over auxiliaries, adverbs and short time phrases between a subject and its verb."""
    while at > floor:
        token = tokens[at - 1]
        chain = _chain(tokens, at, grammar, floor) if token.word in grammar.chain_ends else 0
        if chain:
            at -= chain
        elif token.cls in "XA" or token.word in grammar.to:
            at -= 1
        elif token.cls == "T" or (token.cls == "#" and at - 1 > floor and tokens[at - 2].cls == "T"):
            at -= 1
            if at > floor and tokens[at - 1].cls == "I":
                at -= 1
            if at - 1 > floor and tokens[at - 1].word in grammar.list("come-out"):
                at -= 1  # "figures out on Monday showed"
        elif token.word in grammar.reflexives and at - 1 > floor:
            at -= 1  # "the ministry itself said"
        elif token.cls == "," and (aside := _aside(tokens, at - 1, grammar, floor)):
            at -= aside + 2  # ", however,"
        else:
            break
    return at


def _aside(tokens: Sequence[Token], comma: int, grammar: Grammar, floor: int) -> int:
    """Return how many tokens stand between `comma` and one before it, if they only turn the sentence."""
    for length in (1, 2, 3, 4):
        opener = comma - length - 1
        if opener <= floor:
            return 0
        if tokens[opener].cls == ",":
            inside = tokens[opener + 1 : comma]
            told = length == 1 and inside[0].cls == "A" or " ".join(t.word for t in inside) in grammar.asides
            return length if told else 0
    return 0


def _chain(tokens: Sequence[Token], at: int, grammar: Grammar, floor: int) -> int:
    """Return how many tokens from `floor` on lead to a verb at `at`: "went on to", "for the first time"; 0 if none."""
    for length in (5, 4, 3, 2):
        if at - length >= floor and " ".join(t.word for t in tokens[at - length : at]) in grammar.chains:
            return length
    return 0


def _before_comma(tokens: Sequence[Token], comma: int, grammar: Grammar, floor: int) -> Range | None:
    """Return a phrase that a comma closes: "Roe, the spokeswoman," or "Roe, who is 40,"; else None."""
    depth_floor, place = max(floor, comma - 40), False
    # A title takes in the comma that follows it: 'author of "The Quarry," said'.
    titled = tokens[comma + 1].cls == '"'
    closes = comma + 2 if titled else comma
    for index in _leftwards(tokens, comma + 1 if titled else comma - 1, depth_floor, grammar):
        cls = tokens[index].cls
        if cls in '"“”;:':
            return None
        if cls != tokens[comma].cls:
            continue
        inner = tokens[index + 1]
        described = inner.word in grammar.list("relative-pronouns") or _tells_who(tokens, index + 1, comma, grammar)
        led = inner.cls == "V" and tokens[index + 2].cls == "I"  # "the study, led by Roe, showed"
        if not described and (led or inner.cls in "IASB" or (inner.cls == "w" and inner.word not in grammar.nouns)):
            # "Roe, without naming him, said": the source stands before the interruption.
            phrase = before(tokens, index, grammar, floor)
            if phrase and tokens[phrase[0]].word in grammar.list("indefinites") and tokens[phrase[0] - 1].cls == ",":
                phrase = _before_comma(tokens, index, grammar, floor) or phrase  # "Roe, an owner, without a word, said"
            return phrase if phrase and begins_clause(tokens, phrase[0], floor) else None
        if not (described or inner.cls in "DR#U" or inner.word in grammar.nouns):
            return None
        if inner.cls == "U" and not _is_apposition(tokens, index + 1, comma, grammar):
            return None
        start = core_start(tokens, index, grammar, floor)
        if start is None:
            continue
        if participle(tokens[start], grammar):
            place = True  # "Roe, now retired in Ava, Ohio, said"
            continue
        if inner.cls != "U" and not any(
            token.cls == "U" or token.word in grammar.nouns for token in tokens[start:index]
        ):
            continue
        if (
            start > floor
            and tokens[start - 1].cls == "I"
            and tokens[start - 1].word not in grammar.list("subordinators")
        ):
            if inner.cls != "U" and (
                tokens[start - 2].cls != "," or tokens[start - 1].word not in grammar.list("origin-prepositions")
            ):
                return None  # but "Roe, of the Port Centre, who led the study, said"
            place = True  # "Roe, at a meeting in Ava, Ohio, said"
            continue
        start = _antecedent(tokens, _whole_clause(tokens, start, index, grammar, floor), grammar, floor)
        return _with_name(tokens, start, index, grammar, floor), closes
    start = None if place else core_start(tokens, comma, grammar, floor)
    if start is not None and begins_clause(tokens, start, floor) and tokens[comma - 1].cls == "U":
        if comma - start == 1 and all([token.cls in "U." for token in tokens[comma + 2 :]]):
            return None  # "Nonsense, said Roe": what is said
        return start, comma  # "The solicitor Jo Knight, said": a stray comma
    return None


def _leftwards(tokens: Sequence[Token], last: int, floor: int, grammar: Grammar) -> Iterator[int]:
    """Yield the places from `last` down to `floor`, passing over titles in quotation marks."""
    at = last
    while at > floor:
        opened = _title(tokens, at, floor, grammar) if tokens[at].cls == '"' else 0
        if opened:
            at = opened - 1
            continue
        yield at
        at -= 1


def _title(tokens: Sequence[Token], close: int, floor: int, grammar: Grammar) -> int:
    """Return where a title in quotation marks opens that closes at `close`: 'the article "The Quarry"'; else 0."""
    opened = next((at for at in range(close - 1, max(floor, close - _TITLE), -1) if tokens[at].cls == '"'), 0)
    before = tokens[opened - 1] if opened else None
    return opened if before and (before.cls == "I" or before.word in grammar.list("titled-works")) else 0


def _tells_who(tokens: Sequence[Token], at: int, end: int, grammar: Grammar) -> bool:
    """Tell whether words after a comma say who somebody is or was, or name some of a group."""
    first, follow = tokens[at], tokens[at + 1]
    if first.cls in "AB" or first.word in grammar.list("apposition-openers"):
        return follow.cls in "DUw#" and not participle(follow, grammar)
    if first.cls == "I":
        origin = first.word in grammar.list("origin-prepositions") and follow.cls in "UD"  # "Roe, of the union, said"
        return origin or first.word in grammar.list("member-prepositions")
    return first.cls == "w" and (describes(tokens, at, end, grammar) or _is_role(tokens, at, end, grammar))


def _is_role(tokens: Sequence[Token], at: int, end: int, grammar: Grammar) -> bool:
    """Tell whether a run of plain words and names tells a role: "longtime union aide Una Lind"."""
    run = tokens[at:end]
    names = not participle(run[0], grammar) and all([token.cls in "wU.'-" for token in run])
    return names and any([token.word in grammar.roles for token in run])


def _with_name(tokens: Sequence[Token], start: int, end: int, grammar: Grammar, floor: int) -> int:
    """Take in the name that a phrase only describes: "Ivo Lind, a driver from Ava, Md., who" from "a driver" on."""
    for _ in range(2):
        comma = start - 1
        if tokens[comma].word in grammar.list("apposition-openers"):
            comma -= 1  # "Ivo Lind, now a driver from Ava, Md., who"
        if comma <= floor or tokens[comma].cls != ",":
            break
        name = core_start(tokens, comma, grammar, floor)
        if name is None or not begins_clause(tokens, name, floor):
            break
        described = tokens[start].cls in "D#w" and tokens[comma - 1].cls == "U"
        town = "I" in [token.cls for token in tokens[name:start]]
        place = town and tokens[start].cls == "U" and _is_place(tokens, start, end)
        if not described and not place:
            break
        start = name
    return start


def _is_place(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether a phrase is one name, shortened or not, as of a state after its town."""
    return end - start == 1 or (end - start == 2 and tokens[end - 1].cls == ".")


def _is_apposition(tokens: Sequence[Token], start: int, end: int, grammar: Grammar) -> bool:
    """Tell whether tokens after a comma may describe or name: a role, a place, a party, a person."""
    for token in tokens[start:end]:
        if token.cls == "R":
            break
        if token.cls in "VXPS":
            return False
    return True


def _whole_clause(tokens: Sequence[Token], start: int, end: int, grammar: Grammar, floor: int) -> int:
    """Widen the phrase to the whole run before it where that run holds no verb of its own.

    "Research conducted for the centre showed": the last words alone are not the source.
    """
    best = walk = start
    joined = closed = 0
    while walk > floor:
        token = tokens[walk - 1]
        if token.cls in "()":
            closed += 1 if token.cls == ")" else -1
            if closed < 0:
                break  # "The pier (Roe said it was dear) failed"
        if token.cls in "Uw#'&/-.)(":
            walk -= 1
        elif token.cls == "I" and token.word in grammar.noun_prepositions:
            walk -= 1
        elif token.cls == "D":
            walk -= 1
        elif (
            token.cls == "C"
            and walk < end
            and (tokens[walk].cls in "UD" or tokens[walk].word in grammar.noun_prepositions)
        ):
            walk -= 1
            joined = joined or walk
        else:
            break
        if tokens[walk].cls in "DU" or (tokens[walk].cls == "w" and walk == floor):
            best = walk
    at_edge = walk == floor or tokens[walk - 1].cls in '"“:;—–(' or tokens[walk - 1].cls in "SB"
    if not at_edge or tokens[walk].cls == "I":
        return start
    if any([participle(token, grammar) for token in tokens[best:joined]]):
        return start  # "A diver asked for a rope and Roe said": two clauses
    return best if tokens[best].cls in OPENERS else start
