"""Tell the parts of a story apart: headline, standfirst, byline, dateline, caption, credit, body and more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from linter.document import Block, Zone
from linter.segmentation.conventions import Conventions
from linter.segmentation.sentences import trim

#: The most characters that a block of these zones has.
LONGEST_HEADLINE = 160
LONGEST_CROSSHEAD = 64
LONGEST_STANDFIRST = 320
LONGEST_LABEL = 130
LONGEST_CAPTION = 500
LONGEST_CREDIT = 120

#: The most words a crosshead has.
CROSSHEAD_WORDS = 9

_FURNITURE_ZONES = {"embed": Zone.EMBED, "boilerplate": Zone.BOILERPLATE, "caption": Zone.CAPTION}

#: Zones that stand at the head of a story, before its first paragraph.
_FURNITURE = frozenset({Zone.BYLINE, Zone.TIMESTAMP, Zone.CAPTION, Zone.CREDIT, Zone.EMBED, Zone.BOILERPLATE})


#: Zones that a reader knows and words may tell better, with what they may tell.
_TOLD_BY_WORDS = {Zone.CAPTION: (Zone.CREDIT,), Zone.HEADLINE: (Zone.BOILERPLATE,)}


class Draft(NamedTuple):
    """A block whose zone a reader knows, or leaves open."""

    start: int
    end: int
    zone: Zone | None = None


def zoned(text: str, drafts: Sequence[Draft], conventions: Conventions) -> Iterator[Block]:
    """Yield the blocks of a story with their zones; a dateline and a credit become blocks of their own."""
    blocks = [part for draft in drafts for part in _by_words(text, draft, conventions)]
    blocks = _by_place(text, blocks, conventions)
    for start, end, zone in blocks:
        start, end = trim(text, start, end)
        if start < end:
            yield Block(start, end, zone or Zone.BODY)


def stands_alone(line: str, conventions: Conventions) -> bool:
    """Tell whether a line is a block by itself: a byline, a time, a list item, a credit."""
    if _is_item(line, 0, len(line), conventions):
        return True
    draft = Draft(0, len(line))
    return any(zone is not None for _, _, zone in _by_words(line, draft, conventions))


def _by_words(text: str, draft: Draft, conventions: Conventions) -> Sequence[Draft]:
    """Return the draft, or its parts, with the zones that its own words tell."""
    start, end, zone = draft
    if zone is not None:
        # A caption may end in its credit; "Related" is no headline.
        told = (
            _short(text, start, end, conventions) if zone in _TOLD_BY_WORDS and end - start <= LONGEST_CAPTION else []
        )
        return told if any(part.zone in _TOLD_BY_WORDS[zone] for part in told) else (draft,)
    if end - start <= LONGEST_CAPTION and (found := _short(text, start, end, conventions)):
        return found
    if _is_item(text, start, end, conventions):
        return (Draft(start, end, Zone.LIST),)
    dateline = conventions.dateline.match(text, start, end)
    if dateline is not None and text[start : dateline.end()].rstrip(" —–―-:") not in conventions.labels:
        return Draft(start, dateline.end(), Zone.DATELINE), Draft(dateline.end(), end, Zone.BODY)
    return (draft,)


def _is_item(text: str, start: int, end: int, conventions: Conventions) -> bool:
    """Tell whether a block opens with the sign, number or letter of a list."""
    if text[start : start + 1].isalpha() and text[start + 1 : start + 2] != ")":
        return False
    return conventions.structure.list_mark.match(text, start, end) is not None


def _short(text: str, start: int, end: int, conventions: Conventions) -> list[Draft]:
    """Return the parts of a block short enough to be furniture; none where it is not."""
    block = text[start:end]
    head = block[:2]
    # Most blocks open with two letters with which no furniture does.
    untold = len(head) < 2 or not (head.isascii() and head.isalnum())
    if len(block) <= LONGEST_LABEL:
        if (untold or head in conventions.timestamp_heads) and conventions.timestamp.fullmatch(block):
            return [Draft(start, end, Zone.TIMESTAMP)]
        if conventions.byline.fullmatch(block):
            return [Draft(start, end, Zone.BYLINE)]
        if conventions.dateline_alone.fullmatch(block):
            return [Draft(start, end, Zone.DATELINE)]
        if block.rstrip(" :—-") in conventions.labels:
            return [Draft(start, end, Zone.BOILERPLATE)]
    furniture = None
    if untold or head in conventions.furniture_heads:
        furniture = conventions.furniture.match(text, start, end)
    if furniture:
        if furniture["credit_then_caption"] is None:
            zone = next(zone for key, zone in _FURNITURE_ZONES.items() if furniture[key] is not None)
            if zone is not Zone.CAPTION:
                return [Draft(start, end, zone)]
        else:
            return [
                Draft(furniture.start("credit"), furniture.end("credit"), Zone.CREDIT),
                Draft(furniture.start("caption"), furniture.end("caption"), Zone.CAPTION),
            ]
    if conventions.boilerplate_anywhere.search(block):
        return [Draft(start, end, Zone.BOILERPLATE)]
    if "/" in block and conventions.embed_anywhere.search(block):
        return [Draft(start, end, Zone.EMBED)]
    tail = max(start, end - LONGEST_CREDIT)
    # To look for each word is several times as fast as a pattern of all.
    told = any(map(text[tail:end].__contains__, conventions.credit_words))
    if told and (credit := conventions.credit.search(text, tail, end)):
        return [Draft(start, credit.start(), Zone.CAPTION), Draft(credit.start(), end, Zone.CREDIT)]
    return [Draft(start, end, Zone.CAPTION)] if furniture else []


def _by_place(text: str, blocks: list[Draft], conventions: Conventions) -> list[Draft]:
    """Give the open blocks the zones that their place in the story tells."""
    first = next((i for i, block in enumerate(blocks) if block.zone not in _FURNITURE), None)
    if first is None:
        return blocks
    blocks = list(blocks)
    if _is_headline(text, blocks, first, conventions):
        blocks[first] = blocks[first]._replace(zone=Zone.HEADLINE)
        if first + 1 < len(blocks) and _is_standfirst(text, blocks, first + 1, conventions):
            blocks[first + 1] = blocks[first + 1]._replace(zone=Zone.STANDFIRST)
    _crossheads(text, blocks, conventions)
    return _colon_dateline(text, blocks, conventions)


def _is_headline(text: str, blocks: list[Draft], at: int, conventions: Conventions) -> bool:
    start, end, zone = blocks[at]
    if zone is not None or end - start > LONGEST_HEADLINE:
        return zone is Zone.HEADLINE
    rest = blocks[at + 1 :]
    if not any(block.zone in (None, Zone.BODY, Zone.LIST) for block in rest):
        return False
    if not conventions.structure.full_stop.search(text, start, end):
        return True
    # A full stop does not make a headline a paragraph where a dateline follows or each word has a capital.
    if rest[0].zone in (Zone.DATELINE, Zone.BYLINE, Zone.TIMESTAMP):
        return text[end - 1] != ":"
    words = text[start:end].split()
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(words) > 2 and sum(word[0].isupper() for word in long) > 0.75 * max(1, len(long))


def _is_standfirst(text: str, blocks: list[Draft], at: int, conventions: Conventions) -> bool:
    start, end, zone = blocks[at]
    if zone is not None or end - start > LONGEST_STANDFIRST or at + 1 >= len(blocks):
        return False
    if blocks[at + 1].zone in (Zone.BYLINE, Zone.TIMESTAMP, Zone.DATELINE):
        return True
    words = text[start:end].split()
    return len(words) > 4 and not conventions.structure.ends.search(text, start, end)


def _crossheads(text: str, blocks: list[Draft], conventions: Conventions) -> None:
    """Mark short lines without a full stop: alone, heads of what follows; in a row, a list."""
    short = [
        block.zone is None
        and block.end - block.start <= LONGEST_CROSSHEAD
        and not conventions.structure.ends.search(text, block.start, block.end)
        and text[block.start].isupper()
        and len(text[block.start : block.end].split()) <= CROSSHEAD_WORDS
        for block in blocks
    ]
    at = 0
    for is_short, run in groupby(short):
        count = len(list(run))
        if is_short and count >= 3:
            zone: Zone | None = Zone.LIST
        elif is_short and at > 0 and at + count < len(blocks):
            zone = Zone.HEADLINE
        else:
            zone = None
        if zone is not None:
            blocks[at : at + count] = [block._replace(zone=zone) for block in blocks[at : at + count]]
        at += count


def _colon_dateline(text: str, blocks: list[Draft], conventions: Conventions) -> list[Draft]:
    """Split "NEW DELHI: …" off the first paragraph, unless other paragraphs name speakers that way."""
    body = [i for i, block in enumerate(blocks) if block.zone is None]
    if not body:
        return blocks
    start, end, _ = blocks[body[0]]
    match = conventions.dateline_colon.match(text, start, end)
    if match is None or text[start : match.end() - 1] in conventions.labels:
        return blocks
    if any(conventions.dateline_colon.match(text, blocks[i].start, blocks[i].end) for i in body[1:]):
        return blocks
    parts = [Draft(start, match.end(), Zone.DATELINE), Draft(match.end(), end, Zone.BODY)]
    return blocks[: body[0]] + parts + blocks[body[0] + 1 :]
