"""The parts of a story: each line of a table is a block and the zone it must get."""

from __future__ import annotations

import pytest

from linter.document import Zone
from linter.readers import read_text

BODY = "The dam failed on Friday night after days of rain, the police said."
LATER = "Nobody was hurt, they said, and the road will open again next week."

STORIES = {
    "an export: headline, time, caption, empty credit": [
        ("Zhou rejects report on dam", Zone.HEADLINE),
        ("Published: Apr 08, 2022 10:23 PM", Zone.TIMESTAMP),
        ("The dam on Friday", Zone.CAPTION),
        ("Photo:", Zone.CREDIT),
        (BODY, Zone.BODY),
    ],
    "standfirst and byline": [
        ("Dam fails in storm", Zone.HEADLINE),
        ("It had been inspected twice this year.", Zone.STANDFIRST),
        ("By Jane Doe", Zone.BYLINE),
        (BODY, Zone.BODY),
    ],
    "a headline with a full stop, and a dateline": [
        ("Dam fails in storm.", Zone.HEADLINE),
        ("LONDON (AP) —", Zone.DATELINE),
        (BODY, Zone.BODY),
    ],
    "a headline in capitals with a full stop": [
        ("Dam Fails In Storm, Mayor Says.", Zone.HEADLINE),
        (BODY, Zone.BODY),
        (LATER, Zone.BODY),
    ],
    "prose only": [(BODY, Zone.BODY), (LATER, Zone.BODY)],
    "one short line": [("Dam fails in storm", Zone.BODY)],
    "a short first sentence is no headline": [("It failed.", Zone.BODY), (BODY, Zone.BODY)],
    "crosshead": [
        ("Dam fails", Zone.HEADLINE),
        (BODY, Zone.BODY),
        ("What happens next", Zone.HEADLINE),
        (LATER, Zone.BODY),
    ],
    "a lead-in is no crosshead": [
        ("Dam fails", Zone.HEADLINE),
        (BODY, Zone.BODY),
        ("The mayor wrote:", Zone.BODY),
        (LATER, Zone.BODY),
    ],
    "list": [
        (BODY, Zone.BODY),
        ("- The road is closed", Zone.LIST),
        ("* The bridge is closed", Zone.LIST),
        ("• The school is open", Zone.LIST),
        ("1. The shop is open.", Zone.LIST),
    ],
    "a run of short lines is a list": [
        (BODY, Zone.BODY),
        ("City v Rovers", Zone.LIST),
        ("United v Town", Zone.LIST),
        ("County v Albion", Zone.LIST),
        (LATER, Zone.BODY),
    ],
    "a transcript keeps its names": [
        (BODY, Zone.BODY),
        ("MAYOR: I never said so, and nobody can show that I did.", Zone.BODY),
        ("REPORTER: You did, and there is a tape of it.", Zone.BODY),
    ],
    "a transcript from its first line": [
        ("MAYOR: I never said so, and nobody can show that I did.", Zone.BODY),
        ("REPORTER: You did, and there is a tape of it.", Zone.BODY),
    ],
    "a label alone": [
        ("EXCLUSIVE", Zone.BOILERPLATE),
        ("Dam fails in storm", Zone.HEADLINE),
        (BODY, Zone.BODY),
    ],
}


@pytest.mark.parametrize("name", STORIES)
def test_stories(name: str) -> None:
    story = STORIES[name]
    # What belongs to one paragraph of the copy: a caption and its credit, a dateline and what follows it.
    copy = ""
    for (words, zone), (_, following) in zip(story, [*story[1:], ("", Zone.BODY)], strict=True):
        one = (zone, following) in {(Zone.CAPTION, Zone.CREDIT), (Zone.DATELINE, Zone.BODY)}
        copy += words + (" " if one else "\n\n")
    assert _zones(copy) == story, name


#: One block, among paragraphs of body.
BLOCKS = [
    ("By JANE DOE, Staff Writer", Zone.BYLINE),
    ("By Jane Doe and John Roe, Associated Press", Zone.BYLINE),
    ("By Jane Doe | May 3, 2021", Zone.BYLINE),
    ("Jane Doe in Delhi", Zone.BYLINE),
    ("Source: Example Agency", Zone.BYLINE),
    ("By Friday the water had gone, he said.", Zone.BODY),
    ("Updated 3 May 2021, 14:05 IST", Zone.TIMESTAMP),
    ("Last modified on Thu 6 May 2021 10.15 BST", Zone.TIMESTAMP),
    ("First published: 2021-05-03", Zone.TIMESTAMP),
    ("10:30 GMT, 3 May 2021", Zone.TIMESTAMP),
    ("Wednesday, April 13, 2011", Zone.TIMESTAMP),
    ("5 hours ago", Zone.TIMESTAMP),
    ("Updated figures were published on 3 May, the office said.", Zone.BODY),
    ("LONDON, May 3 (Reuters)", Zone.DATELINE),
    ("(Photo by Jane Doe)", Zone.CREDIT),
    ("AP Photo/Jane Doe", Zone.CREDIT),
    ("Picture: PA", Zone.CREDIT),
    ("Credit: Jane Doe/Example Images", Zone.CREDIT),
    ("Jane Doe via Getty Images", Zone.CREDIT),
    ("He said the photo was old.", Zone.BODY),
    ("Image caption The bridge after the storm", Zone.CAPTION),
    ("In this photo taken on Monday, a man walks past the dam.", Zone.CAPTION),
    ("FILE - A man walks past the dam in 2019.", Zone.CAPTION),
    ("— Jane Doe (@janedoe) May 3, 2021", Zone.EMBED),
    ("What a storm! pic.twitter.com/a1b2c3", Zone.EMBED),
    ("View this post on Instagram", Zone.EMBED),
    ("https://www.example.com/a-story", Zone.EMBED),
    ("Read more: Ten dams at risk", Zone.BOILERPLATE),
    ("Follow us on Twitter for more", Zone.BOILERPLATE),
    ("Sign up for our newsletter", Zone.BOILERPLATE),
    ("ADVERTISEMENT", Zone.BOILERPLATE),
    ("Share this story", Zone.BOILERPLATE),
    ("(Reporting by Jane Doe; Editing by John Roe)", Zone.BOILERPLATE),
    ("Editing by John Roe", Zone.BOILERPLATE),
    ("Copyright 2021 The Example. All rights reserved.", Zone.BOILERPLATE),
    ("© 2021 The Example", Zone.BOILERPLATE),
    ("The Example Ltd 2021. All rights reserved.", Zone.BOILERPLATE),
    ("Editing a film takes months, she said.", Zone.BODY),
    ("Read it and weep, he told them.", Zone.BODY),
    ("Share prices fell, traders said.", Zone.BODY),
    ("Comments he made in May were recalled.", Zone.BODY),
    ("Tags were found in the river, the police said.", Zone.BODY),
    ("BREAKING — the dam has failed.", Zone.BODY),
]


@pytest.mark.parametrize(("words", "zone"), BLOCKS, ids=[words for words, _ in BLOCKS])
def test_blocks(words: str, zone: Zone) -> None:
    copy = "\n\n".join(["Dam fails in storm", BODY, LATER, words, BODY])
    assert _zones(copy)[1:] == [(BODY, Zone.BODY), (LATER, Zone.BODY), (words, zone), (BODY, Zone.BODY)]


DATELINES = [
    "LONDON (AP) —",
    "LONDON —",
    "LONDON (AP) -",
    "BEIJING, April 8 (Xinhua) --",
    "FLINT, Mich., Oct. 4 (UPI) —",
    "DES MOINES, Iowa —",
    "WASHINGTON, D.C. —",
    "Washington (CNN) —",
    "Paris, 3 May –",
    "NEW YORK (AP)",
    "MOSCOW, May 3. /TASS/.",
    "(Reuters) -",
    "NEW DELHI:",
    "NEW DELHI, May 3 (PTI)",
    "OLM, Ohio (WOLM) -",
]


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_is_a_block_of_its_own(dateline: str) -> None:
    expected = [(dateline, Zone.DATELINE), (BODY, Zone.BODY), (LATER, Zone.BODY)]
    assert _zones(f"{dateline} {BODY}\n\n{LATER}") == expected


def test_no_space_need_follow_an_agency_in_brackets() -> None:
    expected = [("(CNN)", Zone.DATELINE), (BODY, Zone.BODY), (LATER, Zone.BODY)]
    assert _zones(f"(CNN){BODY}\n\n{LATER}") == expected


@pytest.mark.parametrize(
    "start",
    ["Trump — the", "The U.S. — the", "However, the", "UPDATE: The", "Q: The", "I — the", "NATO — the"],
)
def test_what_is_no_dateline(start: str) -> None:
    copy = start + BODY[3:]
    assert _zones(f"{copy}\n\n{LATER}") == [(copy, Zone.BODY), (LATER, Zone.BODY)]


def test_a_credit_before_its_caption() -> None:
    copy = "Image copyright Getty Images Image caption The bridge after the storm"
    assert _zones(f"{copy}\n\n{BODY}")[:2] == [
        ("Image copyright Getty Images", Zone.CREDIT),
        ("The bridge after the storm", Zone.CAPTION),
    ]


@pytest.mark.parametrize(
    ("copy", "credit"),
    [
        ("The bridge after the storm. Photo: VCG", "Photo: VCG"),
        ("The bridge after the storm. (Photo by Jane Doe/Getty Images)", "(Photo by Jane Doe/Getty Images)"),
        ("The bridge after the storm Picture: PA", "Picture: PA"),
        ("The bridge after the storm. Photograph: Jane Doe/The Example", "Photograph: Jane Doe/The Example"),
        ("The bridge after the storm Photo:", "Photo:"),
        ("The bridge after the storm. AP Photo/Jane Doe", "AP Photo/Jane Doe"),
    ],
)
def test_a_credit_is_cut_from_its_caption(copy: str, credit: str) -> None:
    caption = copy.removesuffix(credit).strip()
    assert _zones(f"{copy}\n\n{BODY}")[:2] == [(caption, Zone.CAPTION), (credit, Zone.CREDIT)]


def _zones(copy: str) -> list[tuple[str, Zone]]:
    document = read_text(copy)
    return [(document.text[b.start : b.end], b.zone) for b in document.blocks]
