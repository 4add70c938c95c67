"""Document and rulebook to attributions: who says each thing, and where their words begin and end."""

from __future__ import annotations

from dataclasses import dataclass

from linter.attribution.attitudes import ATTITUDE, Reader
from linter.attribution.carry import after_colons, carry, embedded, given_whole, introductions
from linter.attribution.grammar import grammar_of
from linter.attribution.ladder import Ladder
from linter.attribution.matching import Match, Matcher
from linter.attribution.scope import opened
from linter.attribution.speakers import Casting
from linter.attribution.status import statuses
from linter.attribution.story import Story
from linter.attribution.weighing import Weighing
from linter.document import PROSE, Document
from linter.findings import Attribution, SourceKind, Speaker, Status
from linter.rulebook.model import Rulebook

__all__ = ["Attributed", "attribute"]


@dataclass(frozen=True)
class Attributed:
    """What attribution gives: the story as it was read, who says what, and the status of each sentence.

    `attitudes` tell whose side somebody takes or what they want, in words that are the outlet's own.
    """

    story: Story
    attributions: tuple[Attribution, ...]
    speakers: tuple[Speaker, ...]
    statuses: tuple[Status, ...]
    attitudes: tuple[Attribution, ...] = ()


def attribute(document: Document, rulebook: Rulebook) -> Attributed:
    """Find the attributions of a document, their speakers, and the status of every sentence.

    A pattern that runs out of time is left out at that place and told in the story's problems.
    """
    story = Story(document, rulebook, grammar_of(rulebook.words))
    found = by_pattern(story)
    carried = carry(story, found)
    weighed = Weighing(story, carried).told() if rulebook.weights else []
    attitudes = Reader(story, [*carried, *weighed], rulebook.attitudes).told() if rulebook.attitudes else []
    found.extend([told for told in weighed if not told.carried])
    found.extend(attitudes)
    found.sort(key=lambda attribution: attribution.sentence)
    casting = Casting(story)
    known = casting.assign(found)
    attitudes = [told for told in known if told.pattern == ATTITUDE]
    whole = [told for told in known if told.pattern != ATTITUDE]
    whole = carry(story, whole, [told for told in weighed if told.carried])
    roles = [cast.id for cast in casting.cast if cast.roles and cast.kind is SourceKind.PERSON]
    whole = Ladder(story, roles).placed(whole)
    return Attributed(
        story,
        tuple(whole),
        casting.speakers(whole),
        statuses(document, whole, rulebook.strength.attitudes),
        tuple(attitudes),
    )


def by_pattern(story: Story) -> list[Attribution]:
    """Return the attributions of a story that patterns find, in the order of its sentences."""
    document = story.document
    found: list[Attribution] = []
    for index in story.cue_hits:
        if document.sentences[index].zone in PROSE:
            found.extend([_attribution(match, index, story) for match in Matcher(story, index).run()])
    found.extend(after_colons(story, found))
    found.extend(introductions(story, found))
    found.extend(given_whole(story, found))
    found.extend(embedded(story))
    found.sort(key=lambda attribution: attribution.sentence)
    return found


def _attribution(match: Match, index: int, story: Story) -> Attribution:
    quoted = bool(story.outer) and any([story.quotation_at(span.start + 1) for span in match.content])
    return Attribution(
        source=match.source,
        kind=match.frame.kind or SourceKind.OTHER,
        cue=match.cue,
        content=opened(match.content, match.cue.end, story),
        pattern=match.frame.pattern,
        sentence=index,
        cue_lemma=match.lemma,
        stance=match.stance,
        weight=round(match.weight, 3),
        direct=quoted,
        negated=match.negated,
    )
