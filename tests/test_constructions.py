"""Every way in which copy says who says so, with every kind of source in it: each must be read, whoever speaks.

A construction has `{S}` where the source stands and `{s}` where it stands inside the sentence ("the minister").
"""

from __future__ import annotations

import re
from functools import cache

import helpers_cli  # noqa: F401  (keeps the user's own cache out of the tests)
import pytest

from linter.attribution import attribute
from linter.findings import Status
from linter.readers import read_text
from linter.rulebook import Rulebook, load_rulebook


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


#: Sources, and the word of them that every reading must have kept.
SOURCES = [
    "The minister",
    "Lena Ortiz",
    "Ortiz",
    "Mr. Ortiz",
    "Ministry spokesman Dan Tripp",
    "Prime Minister Lena Ortiz",
    "The firm's chief executive, Lena Ortiz,",
    "Council leader Lena Ortiz, 54,",
    "The union, which represents 4,000 drivers,",
    "Dr Ortiz, who leads the unit,",
    "Ortiz, a driver from Tarn,",
    "Detective Chief Inspector Dan Tripp, of Olm Police,",
    "A spokesman for the firm",
    "The foreign ministry in Olm",
    "A senior official at the ministry",
    "A team led by Lena Ortiz",
    "The 43-year-old driver",
    "One of the drivers",
    "Officials",
    "Police in Olm",
    "Two former employees",
    "The bank's economists",
    "People living near the bridge",
    "Campaign group Safe Roads",
    "The report",
    "A report by the auditor",
    "A poll by Olm University",
    "Court papers",
]

PLURAL = {"Officials", "Police in Olm", "Two former employees", "The bank's economists", "Court papers"}
PLURAL |= {"People living near the bridge"}

CONSTRUCTIONS = [
    # The source before.
    "{S} said the bridge was old.",
    "{S} said that the bridge was old.",
    "{S} says the bridge is old.",
    "{S} has said repeatedly that the bridge was old.",
    "{S} also said the bridge was old.",
    "{S} said Monday the bridge was old.",
    "{S} said last week that the bridge was old.",
    "{S} said in a statement on Monday the bridge was old.",
    "{S} said at a news conference in Olm that the bridge was old.",
    "{S} warned on Monday that the bridge was old.",
    "{S} argued strongly that the bridge was old.",
    "{S} surmised that the bridge was old.",
    "{S} insisted the bridge was old.",
    "{S} denied that the bridge was old.",
    "{S} told reporters the bridge was old.",
    "{S} told reporters on Monday that the bridge was old.",
    "{S} told the inquiry how the bridge had failed.",
    "{S} confirmed to the agency that the bridge was old.",
    "{S} wrote on social media that the bridge was old.",
    "{S} was quoted as saying that the bridge was old.",
    "{S} was quoted by the agency as saying the bridge was old.",
    "{S} said 40 people were on the bridge.",
    "{S} said there were cracks in the bridge.",
    "{S} said if the bridge failed, people would die.",
    '{S} said, "The bridge is old."',
    "{S} said yesterday: “The bridge is old.”",
    # After an opening.
    "On Monday {s} said the bridge was old.",
    "In a statement, {s} said the bridge was old.",
    "Asked about the bridge, {s} said it was old.",
    "Speaking to reporters, {s} said the bridge was old.",
    "But {s} said: “The bridge is old.”",
    "As {s} said, the bridge was old.",
    # The source after, or amid.
    "The bridge was old, {s} said.",
    "The bridge was old, said {s}.",
    "The bridge could fail, {s} warned on Monday.",
    "The bridge could fail, {s} warned in a report published on Monday.",
    "The bridge was old, {s} told the inquiry.",
    "“The bridge is old,” {s} said.",
    '"The bridge is old," said {s}.',
    "‘The bridge is old,’ {s} told the newspaper.",
    "The bridge, {s} said, was old.",
    "It was old, {s} said, and would have to close.",
    "According to {s}, the bridge was old.",
    "The bridge was old, according to {s}.",
    "The bridge, according to {s}, is old.",
    # With a second verb.
    "{S} resigned on Monday, saying the bridge was old and would be shut before the winter.",
    "{S} arrived in Olm on Monday, adding that the bridge was old and would be shut before the winter.",
    "{S} tried to help, noting that the bridge was old and would be shut before the winter.",
    "{S} criticised the plan, calling it a disgrace and a waste of the money of the town.",
    "{S} did not attack the plan but argued that the bridge was old and would have to be shut.",
]


def written(construction: str, source: str) -> str:
    """Return the construction with the source in it, and its verbs in the number that the source asks for."""
    named = re.split(r"\W", source)[0] in ("Lena", "Ortiz", "Mr", "Dr", "Detective", "Prime")
    inside = source if named else source[0].lower() + source[1:]
    copy = construction.format(S=source, s=inside)
    copy = re.sub(r",([,.])", r"\1", copy)
    if source in PLURAL:
        for one, many in ((" says ", " say "), (" has said", " have said"), (" was quoted", " were quoted")):
            copy = copy.replace(one, many)
    return copy


@pytest.mark.parametrize("construction", CONSTRUCTIONS)
def test_whoever_speaks_is_read(construction: str) -> None:
    unread = []
    for source in SOURCES:
        copy = written(construction, source)
        read = attribute(read_text(copy + "\n"), rulebook())
        name = source.split(",")[0].lower()
        told = [copy[slice(*one.source)].lower() for one in read.attributions if one.source]
        if Status.NONE in read.statuses or not any(name in words for words in told):
            unread.append(copy)
    assert unread == []
