"""What a content covers: where somebody's words begin and end around a source and its cue."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from linter.attribution.grammar import Grammar, Token, Words
from linter.attribution.phrases import is_verb, participle
from linter.attribution.story import Story, words_in
from linter.document import Sentence, Span

if TYPE_CHECKING:
    from linter.attribution.matching import Match

_MARKS = "\"“”'‘’«»`"
#: The lists of words that open what is said after a cue: "that", "to".
OPENERS = ("complementizers", "to")
#: Words from which an opening without a known verb is a clause all the same: "In Ava, Moss leads Ellis by ten".
_ADJUNCT = 9
_BETWEEN = " \t\r\n\u00a0,"


def left(story: Story, sentence: Sentence, words: Words, edge: int, detail: str, found: Sequence[Match]) -> Span | None:
    """Return the content that ends at `edge`, or None when there is none of the kind `detail` asks for.

    A quotation that began in an earlier sentence is taken in whole.
    """
    text = story.text
    end = edge
    while end > sentence.start and text[end - 1] in " \t\r\n\u00a0":
        end -= 1
    bare = end
    while bare > sentence.start and text[bare - 1] in " \t\r\n\u00a0,—–":
        bare -= 1
    quotation = story.quotation_at(bare - 1)
    if quotation and quotation.end < bare:
        quotation = None
    floor = _floor(story, sentence, found, edge)
    if detail == "quote":
        if quotation is None or words_in(text[quotation.inner.start : quotation.inner.end]) < 1:
            return None
        if quotation.start <= floor or _opens_clause(text, quotation.start, floor):
            return Span(quotation.start, quotation.end)
        return story.trim(floor, quotation.end)
    if detail == "subject":
        return story.trim(floor, end)
    start = floor
    opening = story.quotation_at(sentence.start)
    if opening and opening.start < sentence.start and floor == sentence.start:
        start = opening.start
    content = story.trim(start, bare)
    if content is None:
        return None
    inside = words.within(content).tokens
    if detail == "fronted":
        fronted = len(inside) > 4 and (inside[0].cls == "S" or inside[0].word in story.grammar.list("fronting"))
        return content if fronted else None
    if detail == "part":
        return content if inside else None
    if not quotation and content.start >= sentence.start and _is_adjunct(inside, story.grammar):
        return None
    return content


def _floor(story: Story, sentence: Sentence, found: Sequence[Match], edge: int) -> int:
    """Return where a content that stands before its cue may begin: after an earlier attribution, if any."""
    if not found:
        return sentence.start
    last = found[-1]
    while edge < sentence.end and story.text[edge] in _BETWEEN:
        edge += 1
    inside = [content.start for match in found for content in match.content if content.start <= edge < content.end]
    if inside and _closing(story, sentence, edge):
        return sentence.start  # "Residents fear that it will fall, the council said."
    if inside and max(inside) > sentence.start:
        return max(inside)  # "Roe said that, according to the audit, …": inside Roe's words
    floor = max(last.cue.end, last.source.end if last.source and not last.shared else 0)
    if not any(content.end > last.cue.end for content in last.content):
        return floor
    text = story.text
    joining = story.grammar.list("conjunctions") | story.grammar.list("adversatives")
    for at in range(edge - 2, floor, -1):
        if text[at] in ";—–" or (text[at] == "," and _first_word(text, at + 1) in joining):
            if story.quotation_at(at) is None:
                return at + 1
    return sentence.start


def _closing(story: Story, sentence: Sentence, edge: int) -> bool:
    """Tell whether who says it, after a comma, is all that comes from `edge` on: no clause follows."""
    text = story.text
    rest = text[edge : sentence.end]
    comma = text[sentence.start : edge].rstrip().endswith(",")
    return comma and "," not in rest


def _first_word(text: str, at: int) -> str:
    """Return the word that begins after the white space at `at`."""
    return text[at : at + 12].split(None, 1)[0].lower() if text[at : at + 12].strip() else ""


def _opens_clause(text: str, at: int, floor: int) -> bool:
    """Tell whether the quotation at `at` stands by itself, after a colon or the end of a sentence."""
    before = text[floor:at].rstrip()
    return not before or before[-1] in ":.?!"


def _is_adjunct(tokens: Sequence[Token], grammar: Grammar) -> bool:
    """Tell whether words before a comma only set the scene: "On Monday,", "However,", "In a statement,"."""
    words = [token for token in tokens if token.cls not in ",.'-"]
    if not words:
        return True
    if len(words) == 1 and words[0].cls != "U":
        return True
    has_verb = any([is_verb(token, grammar) for token in words])
    if words[0].cls in "ITA" and not has_verb and len(words) < _ADJUNCT:
        return True
    if words[0].cls in "SB" and len(words) < 3:
        return True
    if words[0].cls == "S" and words[0].word in grammar.list("clause-openers"):  # "When it sank, Ellis wept."
        verbs = sum([token.cls in "XV" or participle(token, grammar) for token in words])
        return verbs < 2 and not any(token.cls == "," for token in tokens)
    return len(words) < 3 and not has_verb


def right(story: Story, sentence: Sentence, words: Words, at: int, detail: str) -> Span | None:
    """Return the content that begins at token `at`, or None when there is none of the kind asked for.

    It runs to the end of the sentence, or of a quotation that runs on past it.
    """
    tokens = words.tokens
    if at >= len(tokens):
        return None
    first, place, text = tokens[at], words.starts[at], story.text
    if detail == "quote":
        return _quotation(story, sentence, first, place)
    if first.cls == "C" and not detail:
        return None  # "did not say why and left"
    begins = _BEGINNINGS.get(detail)
    if begins is not None and not begins(tokens, at, story.grammar):
        return None
    if not any([token.cls.isalnum() or token.cls in '#"' for token in tokens[at : at + 3]]):
        return None
    end = story.sentence_end(sentence)
    if detail == "part":  # "Asked whether it was sound, Roe said": up to the comma
        comma = next((i for i in range(at, len(tokens)) if tokens[i].cls == ","), None)
        end = end if comma is None else words.starts[comma]
    elif first.word in story.grammar.to and (
        half := next((i for i in range(at, len(tokens)) if tokens[i].cls == ";"), 0)
    ):
        end = words.starts[half]  # "were asked to leave; nobody did"
    elif detail in ("phrase", "action", "doing") and (clause := _next_clause(tokens, at, story.grammar)):
        end = words.starts[clause]
    span = story.trim(place, end)
    return _run_on(story, span) if span and text[span.start : span.end].strip(_MARKS + ".?!") else None


def _next_clause(tokens: Sequence[Token], at: int, grammar: Grammar) -> int:
    """Return the comma after which somebody else does something: "criticised the plan, but the council …"; else 0."""
    for comma in range(at + 1, len(tokens) - 3):
        if tokens[comma].cls != "," or tokens[comma + 2].cls not in "DUP#w":
            continue
        if tokens[comma + 1].cls != "C" and tokens[comma + 1].word not in grammar.list("adversatives"):
            continue
        for token in tokens[comma + 3 : comma + 11]:
            if token.cls in ',;:"':
                break
            if token.cls in "XV" or participle(token, grammar):
                return comma
    return 0


def _quotation(story: Story, sentence: Sentence, first: Token, place: int) -> Span | None:
    """Return the content that begins with the quotation at `place`, if one does."""
    if first.cls != '"':
        return None
    quotation = story.quotation_at(place + 1)
    if quotation is None or quotation.start != place:
        return None
    return _run_on(story, Span(place, story.sentence_end(sentence)))


def _clause(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Tell whether a clause begins at `at`: "said (on Monday) he left"; not "claimed two lives"."""
    start = at
    while start < len(tokens) and (
        tokens[start].cls in "AT" or tokens[start].cls == "I" and start == at and _timed(tokens, at)
    ):
        start += 1
    words_left = len(tokens) - start - (tokens[-1].cls == ".")
    if words_left < 3 and not (words_left == 2 and tokens[start].cls == "P"):
        return False  # "claimed two lives"; but "said he left"
    first = tokens[start]
    if first.word in grammar.list("asked-when") and tokens[start + 1].word in grammar.list("asked"):
        return False  # "'No,' she replied when asked"
    if first.cls not in 'DPOUw#"$' and not _opens_content(tokens, start, grammar):
        return False
    return first.cls in 'P"' or _has_verb(tokens[start:], grammar)


def _finite(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Tell whether a subject and its auxiliary follow: "maintains the roof was safe", not "maintains the roofs"."""
    if tokens[at].cls not in "DPOUw#":
        return False
    broken = grammar.to | frozenset(grammar.list("relative-pronouns"))
    for token in tokens[at : at + 12]:
        if token.cls in ",;:.SCV" or token.word in broken:
            return False
        if token.cls == "X":
            return True
    return False


def _phrase(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Tell whether a noun phrase begins at `at`."""
    first = tokens[at]
    if first.cls not in 'DPOUw#"$A' and first.word not in grammar.list("determiners"):
        return False
    return first.cls != "A" or at + 1 < len(tokens) and tokens[at + 1].cls not in ",.IS"


def _compared(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Tell whether something begins at `at` that is then called another: "sees the port as a gate"."""
    as_words = grammar.list("as-words")
    return tokens[at].cls in 'DPOUw#"$A' and any([token.word in as_words for token in tokens[at + 1 : at + 12]])


def _action(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    return tokens[at].cls in "wXVA"


def _doing(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Tell whether what somebody did follows: "admitted hiding it"."""
    first = tokens[at]
    return first.cls == "w" and first.word.endswith(grammar.participle_endings) and first.word not in grammar.nouns


def _rest(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Tell whether what stands at `at` may go on with what was said before the cue."""
    first = tokens[at]
    if first.cls in "C" and at + 1 < len(tokens) and tokens[at + 1].cls in "XV":
        return True
    return first.cls not in ".!?;SB" and not first.word.endswith(grammar.participle_endings)


#: How a content begins, by the word that a slot asks for it with; a slot without one takes whatever comes.
_BEGINNINGS: Mapping[str, Callable[[Sequence[Token], int, Grammar], bool]] = {
    "clause": _clause,
    "finite": _finite,
    "phrase": _phrase,
    "as": _compared,
    "action": _action,
    "doing": _doing,
    "rest": _rest,
}


def _opens_content(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Tell whether a clause may open with a word that is no noun's: "if", "having", "about half"."""
    word = tokens[at].word
    if word in grammar.list("clause-openers") or word.endswith(grammar.participle_endings):
        return True
    if word not in grammar.list("quantity-openers") or at + 1 >= len(tokens):
        return False
    follow = tokens[at + 1]
    if tokens[at].cls == "I":  # "about half", "at least ten"; not "about the wall", "at a hearing"
        return (
            follow.cls == "#"
            or follow.word in grammar.counts
            or f"{word} {follow.word}" in grammar.list("count-openers")
        )
    return follow.cls in "#DwI"


def _timed(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].cls in "T#"


def _has_verb(tokens: Sequence[Token], grammar: Grammar) -> bool:
    """Tell whether a verb may stand among the first words: an auxiliary, a known verb, or a verb's ending."""
    past = grammar.past_endings
    endings = grammar.verb_endings
    if tokens[0].cls == "w" and tokens[0].word.endswith(past):
        return False
    for at, token in enumerate(tokens[1:20], 1):
        if token.cls == '"':
            return True  # what is quoted goes on with the clause: 'said the plan "fails us all"'
        if token.cls == "," and at + 2 < len(tokens) and tokens[at + 1].cls == "C" and tokens[at + 2].cls in "DP":
            return False  # "recalled a cream, and the matter was closed": what was recalled has no verb
        if token.cls == ";":
            return False  # "believe the promise; the same was said in May"
        if token.cls in "XV":
            return tokens[at - 1].cls != "C"  # "claimed a win and was cheered" has no clause of its own
        counted = tokens[at - 1].cls in "#I" or tokens[at - 1].word in grammar.counts
        if counted and token.cls == "w" and not token.word.endswith(past):
            continue  # "promised two boats", "wrote books on ferries"
        if token.cls == "w" and token.word.endswith(endings):
            return tokens[at - 1].cls != "C"  # "agreed a fee and booked the hall"
    return False


def _run_on(story: Story, span: Span) -> Span:
    """Extend a content to the end of a quotation that is still open at its end."""
    quotation = story.quotation_at(span.end - 1)
    if quotation and quotation.end > span.end:
        return Span(span.start, quotation.end)
    return span


def opened(contents: Sequence[Span], cue: int, story: Story) -> tuple[Span, ...]:
    """Take in the words that open what is said after a cue that ends at `cue`: "that it fell", "why it fell", "to go".

    What then touches the content before it is one with it: "urged drivers" and "not to stay at home".
    """
    found: list[Span] = []
    for span in contents:
        start = _opening(story, cue, span.start) if span.start > cue else span.start
        if found and not story.text[found[-1].end : start].strip():
            start = found.pop().start
        found.append(Span(start, span.end))
    return tuple(found)


def _opening(story: Story, cue: int, start: int) -> int:
    """Return where the words begin that stand before a content and open it, or its start."""
    grammar, text = story.grammar, story.text
    words = text[cue:start].split()
    if not words or not any(words[-1].lower() in grammar.list(name) for name in OPENERS):
        return start
    start = text.rindex(words[-1], cue, start)
    negated = len(words) > 1 and words[-2].lower() in grammar.negations
    return text.rindex(words[-2], cue, start) if negated else start
