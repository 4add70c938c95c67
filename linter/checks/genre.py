"""What kind of copy a story is: what its file says it is, or what the signs of the rule files tell."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import regex

from linter.checks.context import Context
from linter.checks.flags import NAMED, Flag
from linter.document import Block, Span, Zone
from linter.findings import NEWS, ReadAs, SignSeen, Status
from linter.rulebook.levelling import normalise
from linter.rulebook.model import Genre, Rule, Sign

#: Zones of the body: what shares are counted of.
BODY = frozenset({Zone.BODY, Zone.LIST})

#: Fewer sentences, or paragraphs, than these in the body have no shares worth counting.
FEW, FEW_PARAGRAPHS = 5, 3

#: Paragraphs that are the foot of a story.
FOOT = 3

#: Seconds after which the openings of one paragraph are given up: its signs do not speak.
TIMEOUT = 0.25

#: Characters of a paragraph that may tell how it opens, and those of it that are shown.
OPENING, LINE = 300, 60


def read_as(context: Context) -> ReadAs:
    """Return the genre that a story is read as: what was set wins over what the file says, that over its signs."""
    rulebook = context.rulebook
    if rulebook.genre:
        return ReadAs(rulebook.genre, "setting", sure=True)
    named = _named(context)
    if named:
        return ReadAs(named, "draft", sure=True)
    signs = _Signs(context)
    best = ReadAs()
    for genre in rulebook.genres.values():
        found = signs.read(genre)
        if found.points >= genre.likely and (found.sure, found.points) > (best.sure, best.points):
            best = found
    return best


def _named(context: Context) -> str:
    """Return the genre that the file says it is, or the one whose section it is for; "" where it tells none we know."""
    document, genres = context.document, context.rulebook.genres
    for told in document.genres:
        if normalise(told) == NEWS:
            return NEWS
    for told in (*document.genres, *document.sections):
        for genre in genres.values():
            if normalise(told) in genre.labels:
                return genre.name
    return ""


class _Signs:
    """Counts what signs look for in a story, each when it is asked."""

    def __init__(self, context: Context) -> None:
        self.context = context
        document = context.document
        self.body = [index for index, sentence in enumerate(document.sentences) if sentence.zone in BODY]
        self.paragraphs = [block for block in document.blocks if block.zone in BODY]
        self.openings = list(self._openings())
        blocks = document.blocks
        last = self.paragraphs[0].start if self.paragraphs else len(context.text)
        self._reach = {"head": Span(0, last), "foot": Span(blocks[-FOOT:][0].start if blocks else 0, len(context.text))}

    def read(self, genre: Genre) -> ReadAs:
        """Return the story as that genre, with the signs that speak; as news where they cannot be enough."""
        seen: list[tuple[Sign, str]] = []
        most = sum([sign.points for sign in genre.signs if sign.points > 0])
        for sign in genre.signs:
            told = self._told(sign)
            if told is not None:
                seen.append((sign, told))
            # Of most stories the first signs tell that they are no such thing.
            if (told is None) == (sign.points > 0):
                most -= abs(sign.points)
                if most < genre.likely:
                    return ReadAs()
        points = sum(sign.points for sign, _ in seen)
        return ReadAs(
            genre.name,
            "copy",
            sure=points >= genre.sure,
            labelled=any(sign.label for sign, _ in seen),
            points=round(points, 2),
            signs=tuple(SignSeen(told, sign.points) for sign, told in seen),
        )

    def _told(self, sign: Sign) -> str | None:
        """Return what is said of a sign, or None where there is too little or too much of it."""
        if sign.opens is not None:
            return self._opened(sign, sign.opens.compiled)
        if sign.share:
            enough = len(self.body) >= FEW and sign.least <= self._share(sign.share) <= sign.most
            return sign.told if enough else None
        return self._worded(sign)

    def _opened(self, sign: Sign, pattern: regex.Pattern[str]) -> str | None:
        """Tell of a sign that opens paragraphs."""
        blocks = self.openings
        if sign.place in self._reach:
            start, end = self._reach[sign.place]
            blocks = [block for block in self.context.document.blocks if start <= block.start <= end]
        if sign.least < 1:
            blocks = [block for block in blocks if block.zone in BODY]
        blocks = [block for block in blocks if self._opens(pattern, block)]
        if not _enough(sign, len(blocks), len(self.paragraphs), FEW_PARAGRAPHS):
            return None
        return sign.told.replace("{match}", self._text(blocks[0]) if blocks else "")

    def _worded(self, sign: Sign) -> str | None:
        """Tell of a sign that stands in sentences."""
        places, sentences = self.context.places, self.context.document.sentences
        may = {index for pattern in sign.patterns for index in places.sentences(pattern)}
        if sign.place in self._reach:
            start, end = self._reach[sign.place]
            may = {index for index in may if start <= sentences[index].start <= end}
        here = [index for index in self.body if index in may] if sign.least < 1 else sorted(may)
        # Where even those that may hold it are too few, none need be looked at.
        if not _enough(sign._replace(most=sys.maxsize), len(here), len(self.body), FEW):
            return None
        found = [index for index in here if any(places.holds(pattern, index) for pattern in sign.patterns)]
        if not _enough(sign, len(found), len(self.body), FEW):
            return None
        return sign.told.replace("{match}", self._first(sign, found))

    def _first(self, sign: Sign, found: list[int]) -> str:
        """Return the first words that a sign is known by."""
        if "{match}" not in sign.told or not found:
            return ""
        spans = (match.span for pattern in sign.patterns for match in self.context.places.matches(pattern, found[0]))
        start, end = min(spans)
        return " ".join(self.context.text[start:end].split())

    def _share(self, name: str) -> float:
        """Return a share that saysso counts: of characters quoted, of sentences with a figure, with a source."""
        context = self.context
        if name == "quoted":
            whole = sum(block.end - block.start for block in self.paragraphs)
            inside = sum(quotation.end - quotation.start for quotation in context.story.outer)
            return inside / whole if whole else 0.0
        if name == "figures":
            sentences = (context.document.sentences[index] for index in self.body)
            return sum(any(map(str.isdigit, context.text[s.start : s.end])) for s in sentences) / len(self.body)
        statuses = [context.read.statuses[index] for index in self.body]
        asserted = [status for status in statuses if status is not Status.NOT_ASSERTION]
        return sum(status is not Status.NONE for status in asserted) / len(asserted) if asserted else 0.0

    def _openings(self) -> Iterator[Block]:
        """Yield the paragraphs that some sign may open."""
        opening = self.context.rulebook.opening
        if opening is not None:
            for block in self.context.document.blocks:
                if self._opens(opening.compiled, block):
                    yield block

    def _opens(self, pattern: regex.Pattern[str], block: Block) -> bool:
        """Tell whether a paragraph opens so; one that takes too long to tell does not."""
        try:
            end = min(block.end, block.start + OPENING)
            return pattern.match(self.context.text, block.start, end, timeout=TIMEOUT) is not None
        except TimeoutError:
            return False

    def _text(self, block: Block) -> str:
        """Return the words of a paragraph, cut where they are too many for a line."""
        words = " ".join(self.context.text[block.start : block.end].split())
        return words if len(words) <= LINE else words[: LINE - 1].rstrip() + "…"


def _enough(sign: Sign, count: int, of: int, few: int) -> bool:
    """Tell whether there is as much of a sign as it asks for: a number, or a share of no too small a whole."""
    least = count >= sign.least if sign.least >= 1 else of >= few and count / of >= sign.least
    most = count <= sign.most if sign.most >= 1 else of >= few and count / of <= sign.most
    return least and most


def find_genre(context: Context, rule: Rule) -> Iterator[Flag]:
    """Yield a flag at the head of a story that reads, by its signs, as a genre that the rule looks for."""
    genre = context.genre
    if genre.by != "copy" or genre.name not in rule.where.genre or (genre.labelled and not rule.where.labelled):
        return
    sentences = context.document.sentences
    heads = [index for index, sentence in enumerate(sentences) if sentence.zone is Zone.HEADLINE]
    at = heads[0] if heads else next((i for i, s in enumerate(sentences) if s.zone in BODY), None)
    if at is not None:
        heaviest = sorted((sign for sign in genre.signs if sign.points > 0), key=lambda sign: -sign.points)
        said = "; ".join(sign.told for sign in heaviest[:NAMED])
        start, end, _, _ = sentences[at]
        yield Flag(rule, Span(start, end), at, words={"signs": said})
