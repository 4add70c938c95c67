"""Headlines that claim in the paper's own voice what the body gives to somebody, or to nobody."""

from __future__ import annotations

from collections.abc import Iterator

from linter.checks.claims import find_patterns
from linter.checks.context import ANSWERABLE, Context
from linter.checks.flags import Flag
from linter.document import Span, Zone
from linter.findings import Status
from linter.rulebook.model import Rule

#: Zones of the body: where a headline is borne out.
_BODY = frozenset({Zone.BODY, Zone.LIST})

#: The condition of the rule files by which a sentence merely tells of a charge: it bears no accusation out.
_CHARGE = "charge-told"


def find_unsupported(context: Context, rule: Rule) -> Iterator[Flag]:
    """Yield a flag for each headline that claims what the rule's patterns look for, and that no fact of record backs.

    The claim is taken from where it begins to the end of the headline. It is told in the body where two words of it
    and half of them are, names and figures counted: by somebody, whom the message names, or as a fact of record. What
    weighs less than 1 is told of only where somebody is known to tell it.
    """
    seen: set[int] = set()
    for flag in sorted(find_patterns(context, rule), key=lambda flag: flag.span):
        index = flag.sentence
        if index in seen or not flag.stands(context) or context.answered(flag.span, index):
            continue
        seen.add(index)
        told = [other for other in context.elsewhere.retold(index) if _in_body(context, other)]
        if any(_on_record(context, other) for other in told):
            continue
        teller = next((name for other in told for name in _tellers(context, other)), "")
        if teller or flag.weight >= 1:
            span = _trimmed(context, context.document.sentences[index].span)
            yield flag._replace(span=span, weight=1.0, words={"teller": teller}, asked=True)


def _in_body(context: Context, index: int) -> bool:
    return context.document.sentences[index].zone in _BODY


def _on_record(context: Context, index: int) -> bool:
    """Tell whether a sentence tells the thing in our own voice, and not as somebody's charge."""
    ours = context.read.statuses[index] is Status.NONE
    return ours and not context.excuses.met(_CHARGE, index)


def _tellers(context: Context, index: int) -> Iterator[str]:
    """Yield who says what stands in a sentence, by the fullest name that the story has for them."""
    for attribution in context.attributions_in(index):
        if attribution.kind in ANSWERABLE and attribution.speaker is not None:
            speaker = context.read.speakers[attribution.speaker]
            first = speaker.mentions[0] if speaker.mentions else Span(0, 0)
            yield speaker.name if speaker.name[:1].isupper() else context.text[first.start : first.end]


def _trimmed(context: Context, span: Span) -> Span:
    words = context.text[span.start : span.end]
    return Span(span.start, span.start + len(words.rstrip().rstrip(".!")))
