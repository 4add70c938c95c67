"""The ladder of sources and the weight of what they say: who is asked after, how loudly, and what lets it pass."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers_cli import Done, run
from helpers_rules import put

#: A story without a vague source, for a sentence to stand in.
BEFORE = (
    "The council met on Tuesday at the town hall in Olm and heard three reports. It will meet again on 4 May. "
    "The pier was built in 1881 and repaired in 1990. "
)
AFTER = " The harbour opens again in June after the repairs. Tickets cost 12 crowns."

#: What an editor lets pass: at most a note, and for most of these not even that.
PASSES = [
    ("Officials said the road was closed.", "a closure"),
    ("Fire officials said the blaze was brought under control by 6 a.m.", "a scene, and an agency"),
    ("School officials said classes would resume on Monday.", "a timetable"),
    ("Hospital officials said two people were treated for smoke.", "a count of the injured"),
    ("Election officials said turnout was 41 percent.", "a count on record"),
    ("Police officials said three people were injured in the crash.", "a scene"),
    ("A ministry official said the tender had been cancelled.", "an official act, role and agency"),
    ("Experts said the road was closed.", "nothing in it to ask after"),
    ("Residents said the road was flooded.", "what all can see"),
    ("Analysts said the shares rose on Monday.", "a market report"),
    ("Local media reported that the pier was closed.", "a closure"),
    ("Doctors said she was in a stable condition.", "a bulletin"),
    ("An official said the flood was the worst in 40 years.", "no accusation, no view"),
    ("People familiar with the matter said the bank would cut 400 jobs.", "access is told"),
    ("A bank official briefed on the talks said the loan had been refused.", "role, agency and access"),
    ("A person briefed on the talks said the deal had failed.", "access is told"),
    ("A spokesman for the ministry said the road was closed.", "somebody who speaks for a body"),
    ("A spokeswoman for the council said the mayor had lied.", "a body answers for it"),
    ("Teachers say the school was kinder then.", "a group with no claim to speak of"),
    ("Organisers said the fair would open on Saturday at noon.", "a calendar"),
    ("Officials told residents not to drink the water.", "an order, not a claim"),
    ("Councillors voted to close the pool, and residents urged them to think again.", "acts in the open"),
    ("Sources of the river lie above Olm.", "no source of words"),
    ("The mayor's aides left at noon.", "nobody speaks"),
    (
        "A ministry official said the minister must resign over the mistake. She asked not to be named for fear of losing her job.",
        "the reason is given",
    ),
    (
        "Experts say the dam is a disgrace. The wall is too thin, said Ruth Calder, a hydrologist. "
        "It was never inspected, said Ian Moss, an engineer.",
        "its members are then named",
    ),
    ("In a poll of 40 economists by the Olm Chamber, most economists said rates would fall.", "a survey is cited"),
    (
        "Most members said the levy was a shameful mistake, in a survey of 400 households by the Olm Chamber.",
        "a survey is cited",
    ),
    ("Ruth Calder and other engineers said the dam was a disgrace.", "one of them is named"),
    ("Three engineers - Mr. Calder, Ms. Ellis and Mr. Moss - said the dam was a disgrace.", "they are named"),
    ("Officials — including harbour master Jim Moss — said the mayor lied.", "one of them is named"),
    ("Secretary of State Ruth Calder said the mayor lied to the council.", "a name after an office"),
    ("Representative Peter T. King of Olm said the mayor lied.", "a surname that is an office"),
    ("Some councillors declined to comment on the shameful levy.", "they say nothing"),
    ("Critics would not immediately comment on the shameful levy.", "they say nothing"),
    ("The shameful levy should be causing some worry.", "a noun"),
    ("Polls by the Olm Chamber show majorities of farmers believe the mayor lied.", "a survey is cited"),
    ('"Sources say he is a crook," Ruth Calder, the harbour master, said.', "somebody answers for it"),
    ("A military official said the guards shot four men at the gate.", "an official speaks for an office"),
]

#: Those who are asked after once, where they are told of, and not again at a word that points back.
POINTING_BACK = [
    ("Critics said the levy was a shameful raid. They said the mayor lied.", ["Critics said"]),
    ("Some councillors fear the mayor lied. All say the levy is a shameful raid.", ["Some councillors"]),
]

#: What an editor asks after, and the rule that does.
ASKED = [
    # Sources of whom nothing is told.
    ("Sources said the mayor would resign.", "SQ201", "sources"),
    ("A source said the bridge would stay shut until spring.", "SQ201", "a source"),
    ("Sources in the know said the mayor would resign within days.", "SQ201", "Indian copy"),
    ("As per sources, the minister will hold a meeting with the collector.", "SQ201", "Indian copy"),
    ("Government sources said no final decision had been taken.", "SQ201", "lobby copy"),
    ("Whitehall sources said the chancellor was furious with the minister.", "SQ201", "lobby copy, a state of mind"),
    ("The sources said the files had been destroyed.", "SQ201", "told of before, still nobody"),
    # Reports of which nothing is told, whatever stands before the word or at the head of the paragraph.
    ("The bridge is open.\n\nAccording to reports, the mayor took bribes.", "SQ208", "a paragraph begins"),
    ("According to reports, the mayor was bribed by the builder.", "SQ208", "'by' is the claim's, not the paper's"),
    ("Initial reports said the mayor took bribes.", "SQ208", "no name, though a capital"),
    # A role, and something that is not for the record.
    ("Officials privately conceded that the ferry should not have sailed.", "SQ201", "not for the record"),
    ("Aides privately admitted the campaign was failing.", "SQ201", "not for the record"),
    # An attack from behind a curtain.
    ("A senior official said the plan was a disaster.", "SQ203", "a verdict"),
    ('"He is arrogant and lazy," said one former colleague.', "SQ203", "an insult"),
    ("A council source said the mayor was incompetent.", "SQ203", "an insult"),
    ("An aide described the mayor's plan as a joke.", "SQ203", "a jibe"),
    ("One diplomat called the minister a clown.", "SQ203", "a jibe"),
    ('"He is lazy and arrogant," said one teammate.', "SQ203", "an insult, from one of a kind that is no post"),
    # Crowds.
    ("Chinese experts said the move was a reckless provocation.", "SQ204", "agency copy"),
    ("Supporters believe the mayor will win.", "SQ204", "what a side believes"),
    ("Some councillors have quietly complained about the cost of the pier.", "SQ204", "some of them, not aloud"),
    ("Some Lutherans fear the bishop will sell the chapel.", "SQ204", "some of a creed, by the form of the name"),
    ("Critics say the levy is a shameful raid on the poor and could ruin the town.", "SQ204", "a side, and its view"),
    ("Many believe the mayor will not stand again because she is tired.", "SQ204", "many"),
    # Nobody at all.
    ("It is understood that the club will sell the ground.", "SQ205", "British copy"),
    ("It is understood the owner has left the country.", "SQ205", "British copy, no that"),
    ("Several ministers are understood to have threatened to resign.", "SQ205", "British lobby copy"),
    ("The firm was found to have dumped ash in the river for years.", "SQ205", "found by whom"),
    ("The mayor has been criticised for the sale of the pier.", "SQ205", "criticised by whom"),
    ("The mayor allegedly took free holidays from the builder.", "SQ207", "alleged by whom"),
    ("The owner reportedly left the country.", "SQ207", "reported by whom"),
    # Paper that nobody owns.
    ("Unconfirmed reports say the ferry had no rafts.", "SQ208", "a capital at the head is no owner"),
    ("Reports from the area say the ferry had no rafts.", "SQ208", "a place is no owner"),
    ("A military source said the guards shot four men at the gate.", "SQ201", "a source speaks for no office"),
]

#: Accusations of weight from somebody whom nobody can ask: an error.
GRAVE = [
    ("Officials said he took bribes.", "SQ203", "a crime"),
    ("Officials said the mayor took bribes from the builder.", "SQ203", "a crime"),
    ("A source said the mayor took bribes from the builder.", "SQ203", "a crime, from nobody"),
    ("An Indian official said the ministers were corrupt.", "SQ203", "role and country only"),
    ("US officials said Iran was behind the attack.", "SQ203", "blame for an attack"),
    ("A Western diplomat said the vote was rigged.", "SQ203", "a crime, a part of the world"),
    ('"He is a crook," one insider said.', "SQ203", "a label that convicts"),
    ('"The man is a liar and a coward," a senior party official said.', "SQ203", "a label that convicts"),
    ("Relevant departments said the rumours were lies spread by bribed reporters.", "SQ201", "agency copy"),
    ("Critics said the mayor lied to the council.", "SQ204", "a crowd accuses"),
]

#: Sources, and the step of the ladder that each stands on.
STEPS = [
    ("Unconfirmed reports", "nameless-reports"),
    ("Ruth Calder, a hydrologist at Olm University,", "named-with-role"),
    ("Ruth Calder", "named"),
    ("Ruth Calder and other engineers", "named-members"),
    ("She and her aides", "named-members"),
    ("Two engineers, Ms. Calder and Mr. Moss,", "named-members"),
    ("Olm officials, including Gov. Ruth Calder,", "named-with-role"),
    ("An aide to Senator Ruth Calder", "role-and-agency"),
    ("A spokesman for the ministry", "spokesperson"),
    ("Lawyers for the family", "spokesperson"),
    ("The Ministry of Tides", "named-body"),
    ("A Calder Institute report", "named-document"),
    ("The minister", "post"),
    ("A bank official briefed on the talks", "role-agency-access"),
    ("An official briefed on the talks", "role-and-access"),
    ("A person familiar with the talks", "access"),
    ("Those familiar with the talks", "access"),
    ("Those at the table", "collective"),
    ("A ministry official", "role-and-agency"),
    ("One of the aides", "role"),
    ("Tory frontbencher Jim Moss MP", "named-with-role"),
    ("Law enforcement sources", "agency"),
    ("An Indian official", "role-and-country"),
    ("A Western diplomat", "role-and-country"),
    ("US officials", "role-and-country"),
    ("Saudi Arabian officials", "role-and-country"),
    ("A senior official", "role"),
    ("A report", "unnamed-document"),
    ("Lutherans", "group"),
    ("Critics", "side"),
    ("Analysts", "market"),
    ("Experts", "collective"),
    ("Many", "collective"),
    ("Sources", "nothing"),
    ("A source", "nothing"),
]


def piped(copy: str, command: str, *options: object) -> Done:
    """Run a command on copy that it is given as it would be by a pipe."""
    return run(command, *options, "-", stdin=copy.encode())


def found(copy: str, *options: object) -> list[dict[str, Any]]:
    """Return what the rules on sources find in a sentence of a story."""
    done = piped(BEFORE + copy + AFTER, "lint", "--format", "json", "--select", "SQ", *options)
    findings: list[dict[str, Any]] = json.loads(done.out)["files"][0]["findings"]
    return findings


def steps(copy: str) -> list[str]:
    """Return the step that the source of each attribution stands on."""
    return [one["source"]["step"] for one in json.loads(piped(copy, "analyze").out)["attributions"]]


def told(findings: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(finding["code"], finding["severity"]) for finding in findings if finding["severity"] != "info"]


@pytest.mark.parametrize(("copy", "why"), PASSES)
def test_an_editor_lets_it_pass(copy: str, why: str) -> None:
    assert told(found(copy)) == [], why


@pytest.mark.parametrize(("copy", "code", "why"), ASKED)
def test_an_editor_asks(copy: str, code: str, why: str) -> None:
    assert told(found(copy)) == [(code, "warning")], why


@pytest.mark.parametrize(("copy", "code", "why"), GRAVE)
def test_a_grave_claim_from_nobody_is_an_error(copy: str, code: str, why: str) -> None:
    assert told(found(copy)) == [(code, "error")], why


@pytest.mark.parametrize(("copy", "sources"), POINTING_BACK)
def test_who_is_told_of_again_by_one_word_is_asked_after_once(copy: str, sources: list[str]) -> None:
    whole = BEFORE + copy + AFTER
    assert [whole[finding["start"] : finding["end"]] for finding in found(copy)] == sources


@pytest.mark.parametrize(("source", "step"), STEPS)
def test_the_step_of_a_source(source: str, step: str) -> None:
    assert steps(f"{source} said the wall was sound.") == [step]


def test_a_source_that_comes_back_stands_where_it_stood() -> None:
    copy = "Ruth Calder, a hydrologist, said the wall was sound. Calder said it had been inspected."
    assert steps(copy) == ["named-with-role", "named-with-role"]


@pytest.mark.parametrize(
    ("copy", "message"),
    [
        (
            "An Indian official said the talks had failed, and should never have begun.",
            "'An Indian official', known by role and country only: ",
        ),
        ("As per sources, the minister will hold a meeting.", "'As per sources', known by neither name nor job: "),
        ("Whitehall sources said the chancellor was furious.", "'Whitehall sources', known by agency only: "),
    ],
)
def test_the_message_tells_what_is_known(copy: str, message: str) -> None:
    (finding,) = found(copy)
    assert finding["message"] == message + "who are they, how do they know, and why are they not named?"


def test_the_sum_is_told() -> None:
    (finding,) = found("Officials said he took bribes.")
    strength = finding["strength"]
    names = {part["name"] for part in strength["parts"]}
    assert {"role", "crime", "SQ203", "start"} <= names
    assert strength["total"] == pytest.approx(sum(part["value"] for part in strength["parts"]), abs=0.1)
    shown = piped(BEFORE + "Officials said he took bribes." + AFTER, "lint", "--explain").out
    assert " crime" in shown.partition("= strength ")[2].splitlines()[0]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("sourcing: {weights: {crime: 0, accusation: 0}}", []),
        ("sourcing: {grave: [prediction]}", [("SQ203", "warning")]),
        ("sourcing: {levels: {warning: 8, error: 9}}", []),
        ("severity: {SQ203: info}", [("SQ201", "warning")]),  # still a source without a name
        ("sourcing: {weights: {role: 9}, levels: {error: 20}}", [("SQ203", "warning")]),
    ],
)
def test_a_newsroom_sets_its_own_weights(rules: str, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    ours = put(tmp_path, f"extends: recommended\n{rules}\n")
    assert told(found("Officials said he took bribes.", "--rules", ours)) == expected


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ("sourcing: {weights: {colective: 1}}", "did you mean 'collective'"),
        ("sourcing: {grave: [crimes]}", "did you mean 'crime'"),
        ("sourcing: {steps: [{step: a, known: so, kinds: [person], told: [rolle]}]}", "did you mean 'role'"),
        ("sourcing: {claims: {crime: ['{no-such-list}']}}", "no word list is called 'no-such-list'"),
    ],
)
def test_what_is_not_there_cannot_be_weighed(rules: str, message: str, tmp_path: Path) -> None:
    done = piped(BEFORE, "lint", "--rules", put(tmp_path, f"{rules}\n"))
    assert done.status == 2 and "own.yml:1" in done.err and message in done.err


#: Sentences that make a story longer than a brief, with people to speak for it or without.
MORE = "The bus leaves at noon. The shop is open. The car park holds 40 cars. It is free on Sundays. "


@pytest.mark.parametrize(
    ("before", "severity"),
    [
        (MORE + "The dam was built in 1902. It was mended in 1950. ", "warning"),
        (MORE + "The dam was built in 1902, Ruth Calder said. It was mended in 1950, said Ian Moss. ", "info"),
        ("The dam was built in 1902. ", "info"),  # a brief need not name two people
    ],
)
def test_a_crowd_weighs_more_where_nobody_by_name_speaks(before: str, severity: str) -> None:
    (finding,) = found(before + "Experts say the dam could be stronger.", "--select", "SQ204")
    assert finding["severity"] == severity
