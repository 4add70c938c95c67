"""Attribution: who says what, through which words, told as tables of invented copy.

Each row is a piece of copy and what must be read in it, all of it and nothing else, one line an attribution:

    source | cue | content + content | kind

`-` stands for no source or no cue; `carried` and `negated` follow the kind. Full stops and commas at the end
of a span are left out. `status` is the status of each sentence, in order.
"""

from __future__ import annotations

from functools import cache

import helpers_cli  # noqa: F401  (keeps the user's own cache out of the tests)
import pytest

from linter.attribution import Attributed, attribute
from linter.document import Document, Span
from linter.findings import Attribution
from linter.readers import read_text
from linter.rulebook import Rulebook, load_rulebook


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


def read(copy: str) -> tuple[Document, Attributed]:
    document = read_text(copy)
    return document, attribute(document, rulebook())


def words(document: Document, span: Span | None) -> str:
    return " ".join(document.text[span.start : span.end].split()).rstrip(".,") if span else "-"


def told(document: Document, attribution: Attribution) -> str:
    kind = attribution.kind.value
    kind += " carried" if attribution.carried else ""
    kind += " negated" if attribution.negated else ""
    content = " + ".join(words(document, span) for span in attribution.content)
    return f"{words(document, attribution.source)} | {words(document, attribution.cue)} | {content} | {kind}"


def found(copy: str) -> list[str]:
    """Return the attributions of a piece of copy, one line each, in the order of the engine."""
    document, done = read(copy)
    return [told(document, attribution) for attribution in done.attributions]


def statuses(copy: str) -> list[str]:
    return [status.value for status in read(copy)[1].statuses]


#: What the engine gets wrong today: copy to reason. A line goes when the engine is mended; pytest tells when.
FAULTS: dict[str, str] = {}


def rows(*table: tuple[object, ...] | str) -> list[object]:
    """Return pytest parameters of a table, each with its copy as its name, the faulty ones marked."""
    done = []
    for row in table:
        cells = (row,) if isinstance(row, str) else row
        copy = str(cells[0])
        marks = [pytest.mark.xfail(strict=True, reason=FAULTS[copy])] if copy in FAULTS else []
        done.append(pytest.param(*cells, id=" ".join(copy.split())[:70], marks=marks))
    return done


BEFORE_AFTER_AMID = rows(
    (
        "Norland Shipping Corp. said the dam had failed.",
        ["Norland Shipping Corp | said | the dam had failed | organisation"],
    ),
    ("The family said the wall was never sound.", ["The family | said | the wall was never sound | other"]),
    ('Mara Ellis told reporters: "Nobody came."', ['Mara Ellis | told reporters | "Nobody came." | person']),
    (
        'Asked about the wall, Mara Ellis told reporters: "Nobody came to look."',
        ["- | Asked | the wall | none", 'Mara Ellis | told reporters | "Nobody came to look." | person'],
    ),
    (
        "Mara Ellis said the wall was sound, while the council said it was sinking.",
        ["Mara Ellis | said | the wall was sound | person", "the council | said | it was sinking | organisation"],
    ),
    (
        "The owner, who denies that the wall sank, was paid by the town.",
        ["who | denies | that the wall sank | office"],
    ),
    (
        'Mara Ellis – who has always denied the claim – said: "The wall was sound."',
        [
            'Mara Ellis | said | "The wall was sound." | person',
            "who | denied | the claim | person",
        ],
    ),
    (
        "The court heard how the owner had hidden the plans.",
        ["The court | heard | how the owner had hidden the plans | organisation"],
    ),
    (
        "The BBC understands the wall will be pulled down.",
        ["The BBC | understands | the wall will be pulled down | outlet"],
    ),
    (
        "The ministry said that the dam had failed.",
        ["The ministry | said | that the dam had failed | organisation"],
    ),
    ("Mara Ellis said the wall was never sound.", ["Mara Ellis | said | the wall was never sound | person"]),
    ("The wall was never sound, Mara Ellis said.", ["Mara Ellis | said | The wall was never sound | person"]),
    ("The wall was never sound, Ellis later said.", ["Ellis | said | The wall was never sound | person"]),
    (
        "The wall – Mara Ellis said – was never sound.",
        ["Mara Ellis | said | The wall + was never sound | person"],
    ),
    (
        "The levy, the mayor said, will fall on second homes.",
        ["the mayor | said | The levy + will fall on second homes | office"],
    ),
    (
        '"The wall was sound," Mara Ellis said, "until the flood came."',
        ['Mara Ellis | said | "The wall was sound," + "until the flood came." | person'],
    ),
    (
        '"Nobody came to look," farmer Lena Ortiz said.',
        ['farmer Lena Ortiz | said | "Nobody came to look," | person'],
    ),
    (
        '"Nobody came to look," Lena Ortiz, who farms the east bank, said.',
        ['Lena Ortiz, who farms the east bank | said | "Nobody came to look," | person'],
    ),
    (
        "‘Nobody came to look,’ Lena Ortiz said.",
        ["Lena Ortiz | said | ‘Nobody came to look,’ | person"],
    ),
    (
        'The mayor said the bridge was "a gift to the town" and would open in May.',
        ['The mayor | said | the bridge was "a gift to the town" and would open in May | office'],
    ),
    (
        "The survey found that two in five shops stood empty.",
        ["The survey | found | that two in five shops stood empty | document"],
    ),
    (
        "The study, led by Ruth Calder of Olm University, showed that the mud moves at night.",
        ["The study | showed | that the mud moves at night | document"],
    ),
    (
        "The mud is rising, a study published on Monday in the journal Seafaring found.",
        ["a study published on Monday in the journal Seafaring | found | The mud is rising | document"],
    ),
    (
        "The test hurts less, according to the first human trial of a robot.",
        ["the first human trial of a robot | according to | The test hurts less | other"],
    ),
    (
        "The inspectors have found no evidence that the wall moved.",
        ["The inspectors | found no evidence | that the wall moved | collective"],
    ),
    (
        "A new study has linked the mud to asthma.",
        ["A new study | linked | the mud to asthma | document"],
    ),
    (
        'Calder, author of the article "The Case for Harbours," argued that the port was well run.',
        ['Calder, author of the article "The Case for Harbours," | argued | that the port was well run | person'],
    ),
    (
        "The mayor, speaking on Monday, said the bridge would open in May.",
        ["The mayor | said | the bridge would open in May | office"],
    ),
    (
        "The council has repeatedly warned that the pier could give way.",
        ["The council | warned | that the pier could give way | organisation"],
    ),
    (
        "The pier opened in 1902, and the council now says it could give way.",
        ["the council | says | it could give way | organisation"],
    ),
    (
        "Residents believe that the quarry will reopen.",
        ["Residents | believe | that the quarry will reopen | collective"],
    ),
    (
        "The coroner asked why the alarm had been off.",
        ["The coroner | asked | why the alarm had been off | office"],
    ),
    (
        "The owner vowed to rebuild the roof by June.",
        ["The owner | vowed | to rebuild the roof by June | office"],
    ),
    (
        "The union called for an inquiry into the sinking.",
        ["The union | called | an inquiry into the sinking | organisation"],
    ),
    ("The union criticised the new rota.", ["The union | criticised | the new rota | organisation"]),
    (
        "The union accused the owner of cutting corners.",
        ["The union | accused | the owner of cutting corners | organisation"],
    ),
    (
        "The mayor is confident that the bridge will open in May.",
        ["The mayor | confident | that the bridge will open in May | office"],
    ),
)

INVERTED = rows(
    ('"Nobody came to look," said Lena Ortiz.', ['Lena Ortiz | said | "Nobody came to look," | person']),
    (
        '"Nobody came to look," said Lena Ortiz, a farmer.',
        ['Lena Ortiz, a farmer | said | "Nobody came to look," | person'],
    ),
    (
        '"Nobody came to look," said Lena Ortiz, who farms the east bank.',
        ['Lena Ortiz, who farms the east bank | said | "Nobody came to look," | person'],
    ),
    (
        "The ferry had been overloaded for years, said Ian Moss.",
        ["Ian Moss | said | The ferry had been overloaded for years | person"],
    ),
    (
        '"The gates were shut," said the mayor, "and nobody had the key."',
        ['the mayor | said | "The gates were shut," + "and nobody had the key." | office'],
    ),
    ('"Were you asked?" asked Moss.', ['Moss | asked | "Were you asked?" | person']),
    ('"Look at that wall!" shouted a resident.', ['a resident | shouted | "Look at that wall!" | office']),
    (
        '"The gates were shut," said the mayor on Monday.',
        ['the mayor | said | "The gates were shut," | office'],
    ),
    (
        "The levy, said the mayor, will fall on second homes.",
        ["the mayor | said | The levy + will fall on second homes | office"],
    ),
)

ACCORDING_TO = rows(
    (
        "According to the coroner, the alarm had been off for a week.",
        ["the coroner | According to | the alarm had been off for a week | office"],
    ),
    (
        "The alarm had been off for a week, according to the coroner.",
        ["the coroner | according to | The alarm had been off for a week | office"],
    ),
    (
        "The alarm had been off for a week according to Ian Moss.",
        ["Ian Moss | according to | The alarm had been off for a week | person"],
    ),
    (
        "The alarm, according to the coroner, had been off for a week.",
        ["the coroner | according to | The alarm + had been off for a week | office"],
    ),
    (
        "According to a report by the Institute of Tides, the sea wall is sinking.",
        ["a report by the Institute of Tides | According to | the sea wall is sinking | document"],
    ),
    (
        "The sea wall is sinking, according to figures published on Monday.",
        ["figures published on Monday | according to | The sea wall is sinking | document"],
    ),
    (
        "According to Lena Ortiz, a farmer, nobody came to look.",
        ["Lena Ortiz, a farmer | According to | nobody came to look | person"],
    ),
    ("The parts were cut according to size.", []),
    ("Everything went according to plan.", []),
)

IN_A_STATEMENT = rows(
    (
        "The ministry said in a statement that the dam had failed.",
        ["The ministry | said | that the dam had failed | organisation"],
    ),
    (
        "In a statement, the ministry said the dam had failed.",
        ["the ministry | said | the dam had failed | organisation"],
    ),
    (
        "The dam had failed, the ministry said in a statement on Monday.",
        ["the ministry | said | The dam had failed | organisation"],
    ),
    (
        '"The dam has failed," the ministry said in a statement.',
        ['the ministry | said | "The dam has failed," | organisation'],
    ),
    (
        "In a letter to the council on Monday, Mara Ellis wrote that she would not stand again.",
        ["Mara Ellis | wrote | that she would not stand again | person"],
    ),
    (
        "The owner issued a statement late on Monday saying the roof was safe.",
        ["The owner | issued a statement | the roof was safe | office"],
    ),
    (
        "The owner put out a letter saying that the roof was safe.",
        ["a letter | saying | that the roof was safe | document"],
    ),
    (
        "In a national poll taken in May, two in three voters backed the tunnel.",
        ["a national poll | In | two in three voters backed the tunnel | document"],
    ),
)

TOLD_REPORTERS = rows(
    ("Moss told reporters that the ferry was full.", ["Moss | told reporters | that the ferry was full | person"]),
    ("Moss told reporters the ferry was full.", ["Moss | told reporters | the ferry was full | person"]),
    (
        "Moss told reporters on Monday that the ferry was full.",
        ["Moss | told reporters | that the ferry was full | person"],
    ),
    ("Moss told the inquiry that the ferry was full.", ["Moss | told | that the ferry was full | person"]),
    ('Moss told the inquiry: "The ferry was full."', ['Moss | told | "The ferry was full." | person']),
    (
        '"The ferry was full," Moss told the Harbour Gazette on Friday.',
        ['Moss | told | "The ferry was full," | person'],
    ),
    ('"The ferry was full," he told reporters.', ['he | told reporters | "The ferry was full," | pronoun']),
    (
        "Speaking to reporters on Monday, Moss said the ferry was full.",
        ["Moss | said | the ferry was full | person"],
    ),
    ("The mayor urged drivers to stay at home.", ["The mayor | urged | drivers to stay at home | office"]),
    ("The mayor urged drivers not to leave home.", ["The mayor | urged | drivers not to leave home | office"]),
    ("The mayor began by saying she would not stand.", ["The mayor | saying | she would not stand | office"]),
)

AS_PUT = rows(
    (
        "The town is a museum with traffic, as Ellis put it.",
        ["Ellis | put it | The town is a museum with traffic | person"],
    ),
    (
        "As Ellis put it, the town is a museum with traffic.",
        ["Ellis | put it | the town is a museum with traffic | person"],
    ),
    (
        "As Ellis puts it, the town is a museum with traffic.",
        ["Ellis | puts it | the town is a museum with traffic | person"],
    ),
    ("As Ellis said, the wall was never sound.", ["Ellis | said | the wall was never sound | person"]),
    (
        "In the words of the judge, the contract was a fiction.",
        ["the judge | In the words of | the contract was a fiction | office"],
    ),
    ("Rolf Aske, the chairman, denies it.", ["Rolf Aske, the chairman | denies | it | person"]),
    ("She put it on the shelf.", []),
)

HEADLINES = rows(
    (
        "Olm's mayor: Pier could give way\n\nThe pier was closed on Monday.",
        ["Olm's mayor | : | Pier could give way | office"],
    ),
    (
        "Regulator: Quarry dust broke limits\n\nThe quarry was fined on Monday.",
        ["Regulator | : | Quarry dust broke limits | organisation"],
    ),
    (
        "Quarry dust broke limits: regulator\n\nThe quarry was fined on Monday.",
        ["regulator | : | Quarry dust broke limits | organisation"],
    ),
    (
        "Quarry dust broke limits, says regulator\n\nThe quarry was fined on Monday.",
        ["regulator | says | Quarry dust broke limits | organisation"],
    ),
    (
        "Quarry dust broke limits, regulator says\n\nThe quarry was fined on Monday.",
        ["regulator | says | Quarry dust broke limits | organisation"],
    ),
    (
        "Police: Ferry was overloaded for years\n\nThe ferry sank in May.",
        ["Police | : | Ferry was overloaded for years | organisation"],
    ),
    (
        "Ellis: ‘Nobody came to look at the wall’\n\nThe wall fell in May.",
        ["Ellis | : | ‘Nobody came to look at the wall’ | person"],
    ),
    (
        "Council Says Pier Could Give Way\n\nThe pier was closed on Monday.",
        ["Council | Says | Pier Could Give Way | organisation"],
    ),
    ("The quarry opens at 9:30 on Monday\n\nThe quarry is open all week.", []),
    ("Exclusive: Quarry opens on Monday\n\nThe quarry is open all week.", []),
)

TRANSCRIPTS = rows(
    (
        "MOSS: The ferry was full when we left the quay.\n\nELLIS: The harbour counted every passenger.",
        [
            "MOSS | : | The ferry was full when we left the quay | person",
            "ELLIS | : | The harbour counted every passenger | person",
        ],
    ),
    (
        "Ian Moss: The ferry was full when we left the quay.\n\nMara Ellis: The harbour counted them all.",
        [
            "Ian Moss | : | The ferry was full when we left the quay | person",
            "Mara Ellis | : | The harbour counted them all | person",
        ],
    ),
    (
        "MOSS: The ferry was full when we left the quay. It was late.\n\nELLIS: The harbour counted every passenger.\n\n"
        "MOSS: The purser did that by himself. He never lied.",
        [
            "MOSS | : | The ferry was full when we left the quay | person",
            "MOSS | - | It was late | person carried",
            "ELLIS | : | The harbour counted every passenger | person",
            "MOSS | : | The purser did that by himself | person",
            "MOSS | - | He never lied | person carried",
        ],
    ),
    (
        "MOSS: The ferry was full when we left the quay. It was late.\n\nELLIS: The harbour counted every passenger.",
        [
            "MOSS | : | The ferry was full when we left the quay | person",
            "ELLIS | : | The harbour counted every passenger | person",
        ],
    ),
    ("Two things were missing: the alarm and the key.", []),
)

PARTICIPLES = rows(
    (
        "The mayor opened the bridge, adding that it would be free to cross.",
        ["The mayor | adding | that it would be free to cross | office"],
    ),
    (
        "The firm said the pit was safe, adding that it had been inspected in May.",
        [
            "The firm | said | the pit was safe | organisation",
            "The firm | adding | that it had been inspected in May | organisation",
        ],
    ),
    (
        "The union called off the strike, saying the owner had met its terms.",
        ["The union | saying | the owner had met its terms | organisation"],
    ),
    (
        "The pit was safe, the firm said, adding that it had been inspected in May.",
        [
            "the firm | said | The pit was safe | organisation",
            "the firm | adding | that it had been inspected in May | organisation",
        ],
    ),
    (
        '"The pit is safe," Moss said, adding: "It was inspected in May."',
        ['Moss | said | "The pit is safe," | person', 'Moss | adding | "It was inspected in May." | person'],
    ),
    (
        "The mayor shut the pier on Monday, citing a crack in the deck.",
        ["The mayor | citing | a crack in the deck | office"],
    ),
    (
        "The mayor closed the pier, telling residents that the deck had cracked.",
        ["The mayor | telling | that the deck had cracked | office"],
    ),
    ("The mayor opened the bridge, adding a coat of paint.", []),
)

CUE_NOUNS = rows(
    (
        "Nobody tested the owner's claim that the roof was safe.",
        ["the owner | claim | that the roof was safe | office"],
    ),
    (
        "Nobody heeded a warning from the coast guard that the pier was unsafe.",
        ["the coast guard | warning | that the pier was unsafe | other"],
    ),
    (
        "Nobody looked into allegations that the roof was unsafe.",
        ["- | allegations | that the roof was unsafe | none"],
    ),
    (
        "Moss said the ferry was full. The inquiry tested his claim that it left late.",
        ["Moss | said | the ferry was full | person", "his | claim | that it left late | person"],
    ),
    ("The claim was paid in full.", []),
)

BY_A_NOUN = rows(
    (
        "The union's position is that the levy is unlawful.",
        ["The union | position | that the levy is unlawful | organisation"],
    ),
    ("Moss's main argument was that the port wastes money.", ["Moss | argument | that the port wastes money | person"]),
    (
        "The verdict of the inquiry was that the wall was unsafe.",
        ["the inquiry | verdict | that the wall was unsafe | organisation"],
    ),
    (
        "The thinking at the ministry is that the port should close.",
        ["the ministry | thinking | that the port should close | organisation"],
    ),
    ("His conclusion: the wall was unsafe.", ["His | conclusion | the wall was unsafe | pronoun"]),
    ("The fear is that the wall will fall.", ["- | fear | that the wall will fall | none"]),
    ("Moss took the view that the port should close.", ["Moss | took the view | that the port should close | person"]),
    (
        "Moss is of the opinion that the port should close.",
        ["Moss | is of the opinion | that the port should close | person"],
    ),
    (
        "Moss let it be known that the port would close.",
        ["Moss | let it be known | that the port would close | person"],
    ),
    (
        "Moss gave assurances that the port would stay open.",
        ["Moss | gave assurances | that the port would stay open | person"],
    ),
    ("The port cost $2 million, by Moss's estimate.", ["Moss | estimate | The port cost $2 million | person"]),
    ("The port was sold in May, per the filing.", ["the filing | per | The port was sold in May | document"]),
    ("The port was sold, a fact confirmed by Moss.", ["Moss | a fact confirmed by | The port was sold | person"]),
    ("The port was unsafe, a point that Lind has made.", ["Lind | a point that | The port was unsafe | person"]),
    ("Rumour has it that the port will close.", ["- | Rumour has it that | the port will close | none"]),
    (
        "The word from the ministry is that the port will close.",
        ["the ministry | word | that the port will close | organisation"],
    ),
    (
        "Moss's denial that the wall was unsafe came late.",
        ["Moss | denial | that the wall was unsafe came late | person"],
    ),
)

AT_THE_HEAD = rows(
    ("To hear Moss tell it, the port was never safe.", ["Moss | To hear | the port was never safe | person"]),
    (
        "By the ministry's reckoning, the port cost $2 million.",
        ["the ministry | reckoning | the port cost $2 million | organisation"],
    ),
    ('Said Moss: "The port is safe."', ['Moss | Said | "The port is safe." | person']),
    ("Figures out on Monday showed that tides rose in May.", ["Figures | showed | that tides rose in May | document"]),
    (
        "Noting that the wall was old, Moss called for a new one.",
        ["Moss | Noting | that the wall was old | person", "Moss | called | a new one | person"],
    ),
    ("Calling the wall a disgrace, Moss left the hall.", ["Moss | Calling | the wall a disgrace | person"]),
    ("Writing in Tides, the team say the wall is sound.", ["the team | say | the wall is sound | organisation"]),
    (
        "According to one estimate, the wall cost $2 million.",
        ["one estimate | According to | the wall cost $2 million | document"],
    ),
    ("By one estimate, the wall cost $2 million.", ["- | estimate | the wall cost $2 million | none"]),
    ("Described by the mayor as a triumph, the wall fell in May.", ["the mayor | Described | a triumph | office"]),
    ("In the end Moss said he had lied.", ["Moss | said | he had lied | person"]),
    ("After the match Moss said he was tired.", ["Moss | said | he was tired | person"]),
    ("In the interview Ann Lind said the wall was old.", ["Ann Lind | said | the wall was old | person"]),
    (
        "In a statement spokesman Ian Roe said the wall was old.",
        ["spokesman Ian Roe | said | the wall was old | person"],
    ),
    ("But at the hearing Moss said he had lied.", ["Moss | said | he had lied | person"]),
)

WORDS_THAT_END = rows(
    ("The wall, which Moss says was sound, fell on Monday.", ["Moss | says | was sound | person"]),
    (
        "The council, whose lawyers say the wall was sound, sold the port.",
        ["whose lawyers | say | the wall was sound | collective"],
    ),
    ("What Moss called a disaster was a small leak in the wall.", ["Moss | called | a disaster | person"]),
    (
        "The inquiry's finding that the wall was unsafe was ignored.",
        ["The inquiry | finding | that the wall was unsafe | organisation"],
    ),
    ("The wall - Moss says it is old - will be torn down.", ["Moss | says | it is old | person"]),
    ("The wall (which Moss says is old) will be torn down.", ["Moss | says | is old | person"]),
    ("While Moss says he opposes the wall, his office pays for it.", ["Moss | says | he opposes the wall | person"]),
    ("When Moss said Lind was no member, the board laughed.", ["Moss | said | Lind was no member | person"]),
    (
        "While Moss said the wall, the quay and the pier were old, the council left them.",
        ["Moss | said | the wall, the quay and the pier were old | person"],
    ),
    (
        'As the port prepares for what Moss called "the longest day," the council is calm.',
        ['Moss | called | "the longest day," | person'],
    ),
    ("As Moss said on Monday, the wall was old.", ["Moss | said | the wall was old | person"]),
    (
        "Officials spoke about the wall only on the condition of anonymity because the matter is secret.",
        ["Officials | spoke | the wall | anonymous"],
    ),
    (
        "Critics argue that the wall is not sound, a charge the ministry rejects.",
        ["Critics | argue | that the wall is not sound | collective"],
    ),
    (
        '"No," she replied when asked if the wall was sound.',
        ['she | replied | "No," | pronoun', "- | asked | if the wall was sound | none"],
    ),
    ("The pier (Moss said it was dear) was sold.", ["Moss | said | it was dear | person"]),
)

IN_OTHER_WORDS = rows(
    ("The port was unsafe, or so Moss says.", ["Moss | says | The port was unsafe | person"]),
    ("Lind was told by Moss that the wall was sound.", ["Moss | told | that the wall was sound | person"]),
    ("Lind learned from Moss that the wall was sound.", ["Moss | learned from | that the wall was sound | person"]),
    (
        "Moss has long argued, and still argues, that the wall was sound.",
        ["Moss | argued | that the wall was sound | person"],
    ),
    ("Moss went so far as to say the wall was unsafe.", ["Moss | say | the wall was unsafe | person"]),
    ("Police put the death toll at 14.", ["Police | put the death toll at | 14 | organisation"]),
    (
        "Officials in the ministry and at the port say the wall was sound.",
        ["Officials in the ministry and at the port | say | the wall was sound | anonymous"],
    ),
    ("Moss attributed the flood to neglect.", ["Moss | attributed | the flood to neglect | person"]),
    ("Moss has admitted sinking the ferry.", ["Moss | admitted | sinking the ferry | person"]),
    (
        "Tides are rising, suggests a study in the journal Tides.",
        ["a study in the journal Tides | suggests | Tides are rising | document"],
    ),
    (
        "One witness told of a bang before the ferry sank.",
        ["One witness | told | a bang before the ferry sank | office"],
    ),
    ("Moss took to Twitter to say the ferry was safe.", ["Moss | say | the ferry was safe | person"]),
    (
        "The agency quoted Moss as saying the ferry was safe.",
        [
            "The agency | quoted | Moss as saying the ferry was safe | organisation",
            "Moss | saying | the ferry was safe | person",
        ],
    ),
    ("Lind informed that the wall was unsafe.", ["Lind | informed | that the wall was unsafe | person"]),
    (
        '"The wall is sound," a visibly tired Moss told reporters.',
        ['a visibly tired Moss | told reporters | "The wall is sound," | person'],
    ),
    (
        "Ann Lind, of Olm University, who led the study, said the wall was sound.",
        ["Ann Lind, of Olm University, who led the study | said | the wall was sound | person"],
    ),
    (
        "The ministry rejects claims that the wall is unsound.",
        ["The ministry | rejects | claims that the wall is unsound | organisation"],
    ),
    (
        '"The wall is sound", she told the BBC, "and always was".',
        ['she | told | "The wall is sound" + "and always was" | pronoun'],
    ),
    ("The wall, he told Reuters, was sound.", ["he | told | The wall + was sound | pronoun"]),
    ("The wall, the court heard, was sound.", ["the court | heard | The wall + was sound | organisation"]),
    ("The wall was sound, it was claimed.", ["- | claimed | The wall was sound | none"]),
    ("The wall, it is said, was sound.", ["- | said | The wall + was sound | none"]),
    ("It emerged that the wall was sound.", ["- | It emerged that | the wall was sound | none"]),
    ("It was announced that the wall was sound.", ["- | announced | that the wall was sound | none"]),
    ("The wall is said by Moss to be sound.", ["Moss | said | The wall + to be sound | person"]),
    ("Moss wondered aloud whether the wall was sound.", ["Moss | wondered | whether the wall was sound | person"]),
    ("The couple say the wall was sound.", ["The couple | say | the wall was sound | other"]),
    ('"The wall is unsound," she is quoted as saying.', ['she | saying | "The wall is unsound," | pronoun']),
    ("The mayor stands accused of lying about the wall.", ["- | accused | The mayor + lying about the wall | none"]),
    ("The court held that the wall was unsafe.", ["The court | held that | the wall was unsafe | organisation"]),
    ("A post-mortem examination found he had drowned.", ["A post-mortem examination | found | he had drowned | other"]),
    (
        "Documents seen by the Argus show the council could go bust.",
        ["Documents seen by the Argus | show | the council could go bust | document"],
    ),
    ("The BBC has learned the council could go bust.", ["The BBC | learned | the council could go bust | outlet"]),
)

ADVERBS = rows(
    ("The owner reportedly left the country.", ["- | reportedly | The owner + left the country | none"]),
    ("The owner allegedly took the money.", ["- | allegedly | The owner + took the money | none"]),
    ("Reportedly, the owner left the country.", ["- | Reportedly | the owner left the country | none"]),
    (
        "It is believed that the owner has left the country.",
        ["- | believed | that the owner has left the country | none"],
    ),
    (
        "It is understood the owner has left the country.",
        ["- | understood | the owner has left the country | none"],
    ),
    (
        "The owner is said to have left the country.",
        ["- | said | The owner + to have left the country | none"],
    ),
    (
        "The contract was described by the judge as a fiction.",
        ["the judge | described | The contract + a fiction | office"],
    ),
    ("The owner is accused of cutting corners.", ["- | accused | The owner + cutting corners | none"]),
    ("The owner is here to stay.", []),
)

NESTED = rows(
    ("Eight were asked to bow and go; the ninth was kept.", ["- | asked | to bow and go | none"]),
    (
        "Two families who together hold 27 percent promised to sell it.",
        ["Two families who together hold 27 percent | promised | to sell it | collective"],
    ),
    (  # what is judged ends where somebody else does something
        "Anna Roe criticised the levy, but the council had voted for it.",
        ["Anna Roe | criticised | the levy | person"],
    ),
    (
        "Anna Roe criticised the levy, the quay, and the mayor's part in both.",
        ["Anna Roe | criticised | the levy, the quay, and the mayor's part in both | person"],
    ),
    (
        "The bank recalled a card, and the matter was closed until spring.",
        ["The bank | recalled | a card | organisation"],
    ),
    (  # what breaks into a source is the source of it all
        "Some, Ruth Calder said, do worry that the wall will fall.",
        ["Ruth Calder | said | Some + do worry that the wall will fall | person"],
    ),
    (
        "In Olm, Ruth Calder said, the wall was said to be sound.",
        [
            "Ruth Calder | said | In Olm + the wall was said to be sound | person",
            "- | said | the wall + to be sound | none",
        ],
    ),
    (  # who is told last says the whole of it
        "Residents fear the wall will fall, the council said on Monday.",
        ["the council | said | Residents fear the wall will fall | organisation"],
    ),
    (
        "Residents worry about the wall, a survey by the council found.",
        ["a survey by the council | found | Residents worry about the wall | document"],
    ),
    (
        "Norland spokesperson Ilsa Brandt said a Sudmark official had claimed that the cable was cut.",
        [
            "Norland spokesperson Ilsa Brandt | said | a Sudmark official had claimed that the cable was cut | person",
            "a Sudmark official | claimed | that the cable was cut | anonymous",
        ],
    ),
    (
        "The ministry said the mayor claimed the bridge was safe.",
        [
            "The ministry | said | the mayor claimed the bridge was safe | organisation",
            "the mayor | claimed | the bridge was safe | office",
        ],
    ),
    (
        "Ellis said that, according to the audit, the money was gone.",
        [
            "Ellis | said | according to the audit, the money was gone | person",
            "the audit | according to | the money was gone | document",
        ],
    ),
    (  # names that stand for several
        "The Taliban say the raid failed. The Norlandis claim the raid failed.",
        [
            "The Taliban | say | the raid failed | organisation",
            "The Norlandis | claim | the raid failed | organisation",
        ],
    ),
    (  # one subject, of two nouns
        "Ellis says a study of tides and wave data shows the wall is safe.",
        ["Ellis | says | a study of tides and wave data shows the wall is safe | person"],
    ),
    (
        "The council maintains the roads. The council maintains the roads were safe.",
        ["The council | maintains | the roads were safe | organisation"],
    ),
    (
        "The commission was told, one had to count the boats.",
        ["The commission | told | one had to count the boats | organisation"],
    ),
    (  # whom somebody told ends where the words begin
        "Ellis told Radio Olm the Norland party is planning a march.",
        ["Ellis | told | the Norland party is planning a march | person"],
    ),
    (
        "The ferry line has moved to assure travellers there will be no strike.",
        ["The ferry line | assure | there will be no strike | other"],
    ),
    (  # a phrase before a name is none of its words
        "The armed wing of the movement, Norland has threatened to attack the port.",
        ["Norland | threatened | to attack the port | person"],
    ),
    (
        "The agency, quoting informed sources, said the jets struck the quay.",
        ["The agency | said | the jets struck the quay | organisation"],
    ),
    (  # who did the like before says it again
        "Ellis said the mayor expected a strike but said the port would open.",
        ["Ellis | said | the mayor expected a strike | person", "Ellis | said | the port would open | person"],
    ),
    (  # what is refused ends where others do something
        "The unions had refused to cooperate with the inquiry, but two members have been heard.",
        ["The unions | refused | to cooperate with the inquiry | other"],
    ),
    (
        "Ellis told a gathering in Olm last night, the harbour is sound by any measure.",
        ["Ellis | told | the harbour is sound by any measure | person"],
    ),
    (  # the pronoun of a document
        "The survey followed ten towns. It also found a growing number of shops are shut.",
        ["It | found | a growing number of shops are shut | pronoun"],
    ),
    (  # a belief told of by another is that other's to answer for
        "The mayor said experts believe that the bridge is safe.",
        ["The mayor | said | experts believe that the bridge is safe | office"],
    ),
)

NEGATED = rows(
    (
        "The ministry did not say that the dam had failed.",
        ["The ministry | say | that the dam had failed | organisation negated"],
    ),
    ("Moss never said the ferry was full.", ["Moss | said | the ferry was full | person negated"]),
    ("Moss hasn't said the ferry was full.", ["Moss | said | the ferry was full | person negated"]),
    (
        '"We were never asked," said Ellis.',
        ['Ellis | said | "We were never asked," | person'],
    ),
    ("Moss denied that the ferry was full.", ["Moss | denied | that the ferry was full | person"]),
    ("Moss said the ferry was not full.", ["Moss | said | the ferry was not full | person"]),
    (
        "The ministry refused to say whether the dam had failed.",
        ["The ministry | refused | to say whether the dam had failed | organisation"],
    ),
)

OTHER_SENSES = rows(
    "The mayor came to Olm on Wednesday, promised a pump, and left after lunch.",
    "The bill now goes to a committee, which must report by June.",
    "The clerk sat in the hall and is charged with passing on files that could harm the port.",
    "The trial, which began at midnight, will end in spring.",
    "The union agreed a fee and booked the hall.",
    "The club stated its wish for the pitch to be larger.",
    "The dog ran off. It found the gate was open.",
    "It is unclear how bold the clerks were - some highly offensive posts have been removed.",
    "He gave a few hints of a long life at sea.",
    "They sold the quay and most recently announced a sale of the pier.",
    "She has the most detailed plans of anyone in the port.",
    "She is selling a beer called Quay Porter.",
    "Ruth Calder, a clerk considered a liberal, sold the pier.",
    "The ferry sailed from the United States on Monday.",
    "The noted author Ian Moss opened the fair.",
    "Born in the hills, noted author Ian Moss lives by the sea.",
    "Passengers were told to leave the ferry at once.",
    "But buyers who wait for the ferry in the next few months may want to think twice.",
    "The town has hundreds of ponds, many of them known as frauds.",
    "Olm's Green Dream: A Pier for Everybody\n\nThe pier was opened on Monday.",
    "Officials to say that the wall was sound were hard to find.",
    "Three families are claiming asylum in the port.",
    "Border guards shot eight suspected smugglers in the night.",
    "Police held two accused men for a week.",
    "She reported for duty at dawn.",
    "The jam has no added sugar.",
    "The cook added sugar to the mixture.",
    'Sugar was added to the "classic" recipe.',
    "The added value of the bridge was small.",
    "The stated aim of the levy was never met.",
    "The state bank holds the deeds.",
    "Anna Roe studied at Hill State College.",
    "The insurer paid the claim in full.",
    "A note was pinned to the door.",
    "The report was due in May.",
    "The town observed a minute of silence at noon.",
    "The flood claimed two lives.",
    "The team claimed its third win of the season.",
    "The accused owner left by a side door.",
    "The ministry found a seat for the guest.",
    "She knew the village well.",
    "Police maintained the road block until noon.",
    "The clerk read the file and went home.",
    "He pointed at the wall.",
    "The firm continued to pay its workers.",
    "The well-told tale ran for years.",
    "The so-called quiet street is loud at night.",
    "The case was referred to the council.",
    "The doctor called on the family at noon.",
    "Said Farah won the race on Sunday.",
    "The race now moves to larger, more diverse states that vote on Tuesday.",
    "The bill was drawn up after the most pressing reports that winter.",
    "The other states that vote on Tuesday are silent.",
    "The list has trivial remarks that nobody wrote down.",
    "The council called a meeting with the port.",
    "The delay means that the ferry must wait.",
    "He wrote three books on ferries.",
    "The clerk stated three grounds and sailed home.",
)

MASKED = rows(
    (
        '"He said the wall was sound and I believed it," Ellis said.',
        ['Ellis | said | "He said the wall was sound and I believed it," | person'],
    ),
    (
        'Ellis said: "According to the owner, the roof was safe."',
        ['Ellis | said | "According to the owner, the roof was safe." | person'],
    ),
    (
        "Ellis said: “The owner told us ‘the roof is safe’ and we believed him.”",
        ["Ellis | said | “The owner told us ‘the roof is safe’ and we believed him.” | person"],
    ),
    ('"They claimed the roof was safe and it was not."', []),
    (
        '"The council reportedly knew," Moss told reporters. "The mayor said that it was safe."',
        [
            'Moss | told reporters | "The council reportedly knew," | person',
            'Moss | - | "The mayor said that it was safe." | person carried',
        ],
    ),
)

RUNNING = rows(
    (  # in a paragraph
        '"We asked them twice," said Ellis. "Nobody came to look at the wall."',
        [
            'Ellis | said | "We asked them twice," | person',
            'Ellis | - | "Nobody came to look at the wall." | person carried',
        ],
    ),
    (  # over paragraphs
        '"We asked them twice," said Ellis.\n\n"Nobody came to look at the wall. It fell in May."',
        [
            'Ellis | said | "We asked them twice," | person',
            'Ellis | - | "Nobody came to look at the wall. It fell in May." | person carried',
        ],
    ),
    (  # over paragraphs, the mark left open at the end of the first
        'Ellis said: "We asked them twice.\n\n"Nobody came to look at the wall."',
        [
            'Ellis | said | "We asked them twice | person',
            'Ellis | - | "Nobody came to look at the wall." | person carried',
        ],
    ),
    (  # between two of the same speaker
        '"We asked them twice," said Ellis.\n\n"Nobody came to look at the wall."\n\n"It fell in May," Ellis said.',
        [
            'Ellis | said | "We asked them twice," | person',
            'Ellis | - | "Nobody came to look at the wall." | person carried',
            'Ellis | said | "It fell in May," | person',
        ],
    ),
    (  # a new speaker takes over, with no cue at the quotation itself
        'Ellis said the wall was sound. Moss said it was not. "It will fall within the year, mark my words."',
        [
            "Ellis | said | the wall was sound | person",
            "Moss | said | it was not | person",
            'Moss | - | "It will fall within the year, mark my words." | person carried',
        ],
    ),
    (  # what the new speaker says before the name is not the old speaker's
        '"We asked them twice," said Ellis.\n\n"We have no money for walls," said Moss. "Nobody ever did."',
        [
            'Ellis | said | "We asked them twice," | person',
            'Moss | said | "We have no money for walls," | person',
            'Moss | - | "Nobody ever did." | person carried',
        ],
    ),
    (  # plain copy stands between: the speaker is gone
        '"We asked them twice," said Ellis.\n\nThe wall was built in 1902.\n\nIt was mended in 1950.\n\n'
        'Rain fell on the town for days.\n\n"Nobody came to look at the wall."',
        ['Ellis | said | "We asked them twice," | person'],
    ),
    (  # carrying on in words
        "Ellis said the wall was sound. She added that it was built in 1902.",
        [
            "Ellis | said | the wall was sound | person",
            "She | added | that it was built in 1902 | person",
        ],
    ),
    (
        "The ministry said the dam had failed. The ministry also warned that the road was cut.",
        [
            "The ministry | said | the dam had failed | organisation",
            "The ministry | warned | that the road was cut | organisation",
        ],
    ),
    (  # more figures of the same poll
        "A poll of 900 voters found that 61 per cent backed the tunnel. Another 20 per cent were against it.",
        [
            "A poll of 900 voters | found | that 61 per cent backed the tunnel | document",
            "A poll of 900 voters | - | Another 20 per cent were against it | document carried",
        ],
    ),
)

ACCOUNTS = rows(
    (  # what a trial showed, in its paragraph and, where it tells of those it happened to, in the next
        "Ellis said that, according to trial testimony, Moss broke a window at night. The house was dark.\n\n"
        "The victim woke and ran into the street.\n\nMoss was sentenced on Friday.",
        [
            "Ellis | said | according to trial testimony, Moss broke a window at night | person",
            "trial testimony | according to | Moss broke a window at night | document",
            "trial testimony | - | The house was dark | document carried",
            "trial testimony | - | The victim woke and ran into the street | document carried",
        ],
    ),
    (  # papers of two words
        "According to court papers, Moss ran a shop in Leeds. The shop never opened.",
        [
            "court papers | According to | Moss ran a shop in Leeds | document",
            "court papers | - | The shop never opened | document carried",
        ],
    ),
    (
        "The court heard that Moss took the van. It was found in a lake.\n\nThe lake froze that week.",
        [
            "The court | heard | that Moss took the van | organisation",
            "The court | - | It was found in a lake | organisation carried",
        ],
    ),
    (  # that it is alleged does not end it
        "According to the indictment, Moss took the van. He allegedly sold it. The defendant then left for Leeds.",
        [
            "the indictment | According to | Moss took the van | document",
            "- | allegedly | He + sold it | none",
            "the indictment | - | The defendant then left for Leeds | document carried",
        ],
    ),
    (  # nor do a clause after the paper, and the credit of a picture
        "The indictment, filed in May, said that Moss took the van. It was found in a lake.\n\nPhoto: Jane Roe\n\n"
        "The victim left Leeds.",
        [
            "The indictment | said | that Moss took the van | document",
            "The indictment | - | It was found in a lake | document carried",
            "The indictment | - | The victim left Leeds | document carried",
        ],
    ),
    (  # a figure in what the court did is not the paper's
        "According to the indictment, Moss took the van. He was jailed for 12 years.",
        ["the indictment | According to | Moss took the van | document"],
    ),
    (  # the words of somebody else do
        "The evidence showed that Moss took the van. Ellis said it was his. The victim lives in Leeds.",
        [
            "The evidence | showed | that Moss took the van | document",
            "Ellis | said | it was his | person",
        ],
    ),
    (  # and what the court did, and a paragraph that tells of nobody in the case
        "The evidence showed that Moss took the van. He faces two years.\n\nThe victim left Leeds.",
        ["The evidence | showed | that Moss took the van | document"],
    ),
    (
        "The evidence showed that Moss took the van.\n\nLeeds has 40 car parks.",
        ["The evidence | showed | that Moss took the van | document"],
    ),
    (  # the figures of a paper stop where nobody is told to say something: whose the next are cannot be told
        "A poll of 900 voters found that 61 per cent backed the tunnel. It is believed that many stayed at home. "
        "Another 20 per cent were against it.",
        [
            "A poll of 900 voters | found | that 61 per cent backed the tunnel | document",
            "- | believed | that many stayed at home | none",
        ],
    ),
    (  # a body that says something is no hearing of a case
        "The council said the road was closed. The victim lives in Leeds.",
        ["The council | said | the road was closed | organisation"],
    ),
)

SHORT = rows(
    (
        '"We asked them twice," said Ellis. "Never."',
        ['Ellis | said | "We asked them twice," | person', 'Ellis | - | "Never." | person carried'],
    ),
    (
        'Ellis said the wall was sound. "Not now."',
        ["Ellis | said | the wall was sound | person", 'Ellis | - | "Not now." | person carried'],
    ),
    (  # a word in marks is not a sentence
        'Ellis said the wall was sound. The "quiet" street was sold.',
        ["Ellis | said | the wall was sound | person"],
    ),
    (  # nor is the title of a work
        'Ellis said the wall was sound. The play "Stone Walls" opens in May.',
        ["Ellis | said | the wall was sound | person"],
    ),
)

INTRODUCED = rows(
    (
        'Ellis was blunt: "Nobody came to look at the wall."',
        ['Ellis | : | "Nobody came to look at the wall." | person'],
    ),
    (
        'Ellis had one answer for them:\n\n"Nobody came to look at the wall."',
        ['Ellis | : | "Nobody came to look at the wall." | person'],
    ),
    (
        'Ellis disagreed. "Nobody came to look at the wall."',
        ['Ellis | - | "Nobody came to look at the wall." | person'],
    ),
    (  # the one who introduces speaks, not the one who spoke before
        '"We asked them twice," said Ellis.\n\nMoss was blunt. "There is no money for walls."',
        [
            'Ellis | said | "We asked them twice," | person',
            'Moss | - | "There is no money for walls." | person',
        ],
    ),
)

#: Posts that an export set into plain copy, with their authors in the markup.
POSTS = rows(
    (
        'The flood rose.\n\n<tweet author="JaneMoss" id="12">We must act now. This must stop.</tweet>.\n\nIt fell.',
        ["JaneMoss | - | We must act now. This must stop | person"],
    ),
    (  # any element whose author is named, over any lines; CRLF
        "The flood rose.\r\n\r\n<post id='1' post-author='@LindPort'>\r\nWe lied.\r\n</post>\r\n\r\nIt fell.",
        ["@LindPort | - | We lied | person"],
    ),
    (  # the last of the file, with white space after it
        'The flood rose.\n\n<tweet author="Una Lind">We lied.\n\nWe knew.</tweet>. \r\n',
        ["Una Lind | - | We lied. We knew | person"],
    ),
    (  # what an export leaves after the words
        'The flood rose.\n\n<tweet author="Una Lind">We lied. — Una Lind (@lind) May 3, 2021</tweet>\n\nIt fell.',
        ["Una Lind | - | We lied | person"],
    ),
    (
        'The flood rose.\n\n<tweet author="Una Lind">We lied. https://example.com/a</tweet>\n\nIt fell.',
        ["Una Lind | - | We lied | person"],
    ),
    (  # whoever spoke before goes on after a post
        '"We saw it," said Moss.\n\n<tweet author="Lind">We lied.</tweet>\n\n"We saw the wall fall in May."',
        [
            'Moss | said | "We saw it," | person',
            "Lind | - | We lied | person",
            'Moss | - | "We saw the wall fall in May." | person carried',
        ],
    ),
    ('The flood rose.\n\n<tweet tweet-id="12"><tweet/>.\n\nIt fell.', []),
    ('The flood rose.\n\n<tweet author="Una Lind" id="12"></tweet>.\n\nIt fell.', []),
    ('The flood rose.\n\n<tweet id="12">We lied.</tweet>.\n\nIt fell.', []),
    ('The flood rose.\n\n<div author="Una Lind"><a href="/a">We lied.</a></div>\n\nIt fell.', []),
)

TABLES = {
    "before, after and amid": BEFORE_AFTER_AMID,
    "inverted": INVERTED,
    "according to": ACCORDING_TO,
    "in a statement": IN_A_STATEMENT,
    "told reporters": TOLD_REPORTERS,
    "as … put it": AS_PUT,
    "headlines": HEADLINES,
    "transcripts": TRANSCRIPTS,
    "participles": PARTICIPLES,
    "cue nouns": CUE_NOUNS,
    "by a noun": BY_A_NOUN,
    "at the head": AT_THE_HEAD,
    "words that end before the sentence": WORDS_THAT_END,
    "in other words": IN_OTHER_WORDS,
    "adverbs and hidden sources": ADVERBS,
    "nested": NESTED,
    "negated": NEGATED,
    "masked by quotation marks": MASKED,
    "running on": RUNNING,
    "accounts": ACCOUNTS,
    "short quotations": SHORT,
    "introduced": INTRODUCED,
    "posts": POSTS,
}


@pytest.mark.parametrize(("copy", "expected"), [row for table in TABLES.values() for row in table])
def test_who_says_what(copy: str, expected: list[str]) -> None:
    assert found(copy) == expected, copy


def test_a_missing_space_after_a_full_stop_breaks_nothing() -> None:
    assert found('"The wall was sound," Moss said.Moss claimed that he learned this from the clerks.')


@pytest.mark.parametrize("copy", OTHER_SENSES)
def test_a_cue_word_in_another_sense_is_left_alone(copy: str) -> None:
    assert found(copy) == []


SAID = '"The wall was sound," said '

WHERE_SOURCES_END = rows(
    (
        f"{SAID}Mara Ellis, co-director of the Port Centre at Norland.",
        "Mara Ellis, co-director of the Port Centre at Norland",
    ),
    (f"{SAID}Mara Ellis, president of Rock the Port.", "Mara Ellis, president of Rock the Port"),
    (f"{SAID}Ian Moss, then ambassador to Norland.", "Ian Moss, then ambassador to Norland"),
    (f"{SAID}Ian Moss, a consultant with Tide Media in Ava.", "Ian Moss, a consultant with Tide Media in Ava"),
    (f"{SAID}Ian Moss, an Ava expert on walls and floods.", "Ian Moss, an Ava expert on walls and floods"),
    (f"{SAID}Mara Ellis, 32, of Ava, who works in retail.", "Mara Ellis, 32, of Ava, who works in retail"),
    (f"{SAID}Mara Ellis, the town's first mayor.", "Mara Ellis, the town's first mayor"),
    (f"{SAID}Mara Ellis, a pollster, waving the survey.", "Mara Ellis, a pollster"),
    (f'{SAID}Mara Ellis, the author of "The Quarry".', 'Mara Ellis, the author of "The Quarry"'),
    ("Ian Moss, energy analyst at Tide Markets, said the wall was sound.", "Ian Moss, energy analyst at Tide Markets"),
    ("Ian Moss, of the dockers' union, said the wall was sound.", "Ian Moss, of the dockers' union"),
    ("Ian Moss, whose house stands by the quay, said it was sound.", "Ian Moss, whose house stands by the quay"),
    ("Many engineers, including Mara Ellis, said it was sound.", "Many engineers, including Mara Ellis"),
    ("Fans who came to the port to see the cracks say it was sound.", "Fans who came to the port to see the cracks"),
    ("Figures published on Sunday suggest that the wall is sinking.", "Figures published on Sunday"),
    ('The union will hold banners saying "Fair pay now" by the gate.', "banners"),
    ('The owners may not soon sit on benches saying "Fair pay now" at all.', "benches"),
    ("New harbour reports show the wall is sinking.", "New harbour reports"),
    ("Reporters and editors said the wall was sound.", "Reporters and editors"),
    ("A diver asked for a rope and Ellis said the wall was sound.", "Ellis"),
    ("More than 4 in 10 said the wall was sound.", "More than 4 in 10"),
    ("Someone in the audience said the wall was sound.", "Someone in the audience"),
    ("The former first mate said the wall was sound.", "The former first mate"),
    ("The engineers - Ian Moss and Jo Lind - said it was sound.", "The engineers - Ian Moss and Jo Lind"),
    ("Mara Ellis, who denied the claim, said the wall was sound.", "Mara Ellis"),
    ("Una Lind, a clerk from Ava, in the name of thrift, has proposed a ban.", "Una Lind, a clerk from Ava"),
    ("While saying that the wall was sound, Mr. Moss shut the gate.", "Mr. Moss"),
    ("A driver from Ava, she sold the cab, saying that the wall was sound.", "she"),
    ("Ian Moss, leaning on the rail, said the wall was sound.", "Ian Moss"),
    ("Ian Moss, at a meeting in Ava, Ohio, said the wall was sound.", "Ian Moss"),
    ("Ian Moss, now a clerk in Ava, Ohio, said the wall was sound.", "Ian Moss, now a clerk in Ava, Ohio"),
    ("Clerks in Ava, Ohio said the wall was sound.", "Clerks in Ava, Ohio"),
    ("The University of Ohio, Ava says the wall was sound.", "The University of Ohio, Ava"),
    ("Talking to clerks in Ava, Moss said the wall was sound.", "Moss"),
    ("The mayor of Ava, Moss said the wall was sound.", "Moss"),
    ("The walls in Ava, Moss said, were sound.", "Moss"),
    ("His wife, longtime union aide Una Lind, said it was sound.", "His wife, longtime union aide Una Lind"),
    ("As Jo Lind, an expert at the Ava Institute, noted, it fell.", "Jo Lind, an expert at the Ava Institute"),
    ("A strong majority of voters say they want the wall.", "A strong majority of voters"),
    ("Those in town say they want the wall.", "Those in town"),
    ("One in five say that the wall should go.", "One in five"),
    ("Nearly nine out of 10 say they want the wall.", "Nearly nine out of 10"),
    ("A sailor who surrendered says he saw the wall fall.", "A sailor who surrendered"),
    ("Most of them said they wanted the wall.", "Most of them"),
    ("He and Moss said the wall was sound.", "He and Moss"),
    ("Moss went on to say the wall was sound.", "Moss"),
    ("Moss allowed officials to say that the wall was sound.", "Moss"),
    ("Polls show most clerks say the wall fell.", "most clerks"),
    ("According to early results of a poll by the council, it fell.", "early results of a poll by the council"),
    ("The wall fell because, according to him, nobody looked.", "him"),
    ("As first reported by the Herald, the wall fell.", "the Herald"),
    ("The gap is wide, with Moss calling for a ban on lorries.", "Moss"),
    ("This year, Moss rose to the defence of Lind, saying the wall was sound.", "Moss"),
    ("The day before, Moss was just as blunt, claiming that the wall was sound.", "Moss"),
    ("The famously gruff pilot opened the gate, saying the wall was sound.", "The famously gruff pilot"),
    ("Every few years a man in a coat comes to town and explains that the wall was sound.", "a man in a coat"),
    ("Two days later Moss came to town and claimed that the wall was sound.", "Moss"),
    ("This week the mayor came to town and said that the wall was sound.", "the mayor"),
    ('"It was sound," said Jo Lind, who rode the 5:42 train.', "Jo Lind, who rode the 5:42 train"),
    ("The wall was sound and it will stand, Jo Lind told reporters here.", "Jo Lind"),
    ("''They say, 'Go home,''' said Jo Lind, who was born here.", "Jo Lind, who was born here"),
)


@pytest.mark.parametrize(("copy", "source"), WHERE_SOURCES_END)
def test_where_a_source_begins_and_ends(copy: str, source: str) -> None:
    assert source in {line.split(" | ")[0] for line in found(copy)}, copy


KINDS = rows(
    ("Mara Ellis", "person", "a name"),
    ("Ellis", "person", "a surname"),
    ("Dr Mara Ellis", "person", "a title and a name"),
    ("mayor Mara Ellis", "person", "an office and a name"),
    ("The mayor, Mara Ellis,", "person", "an office, then the name"),
    ("Mara Ellis, of Olm University,", "person", "a name and where from"),
    ("R. K. Singh", "person", "initials"),
    ("Ursula van Dorp", "person", "a name with a particle"),
    ("Minister for Tides and Renewable Energy Shri R. K. Singh", "person", "a title after what an office is over"),
    ("Secretary of State Mara Ellis", "person", "a name after an office without an article"),
    ("Bishop of Bath and Wells Mara Ellis", "person", "a name after what a bishop is over"),
    ("Head of Planning R. K. Singh", "person", "initials after what an office is over"),
    ("The Minister for Tides J. Singh", "person", "an initial after what an office is over"),
    ("The Minister for Tides Shri Singh", "person", "a title after what an office is over, and one name"),
    ("Mara Moss's son, Grant,", "person", "a first name after a word for kin"),
    ("Bank of Olm board member Mara Ellis", "person", "a name after a body and a post"),
    ("Mara do Carmo Ellis", "person", "a name with a particle that is a verb elsewhere"),
    ("A senior backbencher", "anonymous", "one of a kind that is no post"),
    ("One rival", "anonymous", "one of a kind that is no post"),
    ("One of the aides", "anonymous", "what the whole is of which somebody is a part"),
    ("The rival", "other", "told of before, by whatever name"),
    ("A sign", "other", "one of a kind of things"),
    ("Several opposition figures", "anonymous", "figures that are people"),
    ("New figures", "document", "figures that are numbers"),
    ("Mr Bishop", "person", "a surname that is an office, after a title"),
    ("Mara T. Farmer", "person", "a surname that is an office, after an initial"),
    ("Stephen King", "person", "a surname that is an office, after a first name"),
    ("The Post's Paul Singer", "person", "somebody's own, whose surname is a trade"),
    ("The former secretary of state Mara Ellis", "person", "an office in small letters, and a name"),
    ("The director of the Norland Centre, Mara Ellis,", "person", "an office with what it is over, then the name"),
    ("The Post's Mara Ellis", "person", "somebody of a paper"),
    ("Mara Ellis, the former House speaker,", "person", "a name, then an office in a house"),
    ("The Post's Olm Bureau", "organisation", "a body of a paper"),
    ("The head of the charity, Shelter Norland,", "office", "the name may be the charity's"),
    ("The Secretary of State", "office", "an office with what it is over"),
    ("The Bishop of Bath and Wells", "office", "an office over two places"),
    ("The Mayor of New York City", "office", "an office over a place of three words"),
    ("Chief of Naval Air Forces", "office", "an office over a body"),
    ("A spokesman for Mr Moss", "office", "one who speaks for somebody with a title"),
    ("The Head of Olm Harbour Tides Quay", "office", "a place of several words"),
    ("Director of Olm Tide Mossley NTV", "office", "a body by its short name"),
    ("The Danish King", "office", "an office, of a people"),
    ("Danish King", "office", "an office, of a people, with no article"),
    ("The mayor", "office", "an office"),
    ("A ministry spokesperson", "office", "a role of a body"),
    ("The firm's lawyer", "office", "the role of somebody's body"),
    ("Lawyers for the family", "office", "those who speak for somebody"),
    ("Solicitors representing Mr Moss", "office", "those who speak for somebody, in other words"),
    ("Ward’s attorneys", "office", "somebody's, with a curly mark"),
    ("Her lawyers", "office", "somebody's, who was told of before"),
    ("Lawyers", "collective", "those of a trade, who speak for nobody"),
    ("The ministry", "organisation", "a body"),
    ("Norland Shipping Corp", "organisation", "a company"),
    ("Recorded Tides, a consultancy,", "organisation", "a company told by what follows"),
    ("The Ministry of Tides", "organisation", "a body by name"),
    ("NTC", "organisation", "a body by its letters"),
    ("Police", "organisation", "the police"),
    ("A report", "document", "a paper"),
    ("The court filing", "document", "a filing"),
    ("The poll", "document", "a poll"),
    ("Experts", "collective", "a crowd"),
    ("Some residents", "collective", "some of a crowd"),
    ("Two jurors", "collective", "some of those of whom one is somebody"),
    ("Many", "collective", "a number of people"),
    ("Some", "collective", "some of nobody knows whom"),
    ("Norland Lutherans", "collective", "those of a creed, told by the form of the name"),
    ("Some Tories", "collective", "those of a party, counted"),
    ("The Olm Lutheran", "office", "one of a creed, told of before"),
    ("A senior Lutheran", "anonymous", "one of a creed, without a name"),
    ("Gareth Evans", "person", "a name that ends like a plural"),
    ("A source", "anonymous", "a source"),
    ("A Sudmark official", "anonymous", "an official"),
    ("A person familiar with the talks", "anonymous", "somebody in the know"),
    ("Two people briefed on the plan", "anonymous", "two in the know"),
    ("Those familiar with the talks", "anonymous", "people told by what they know alone"),
    ("Those present", "anonymous", "people told by where they were alone"),
    ("Those figures", "document", "not people"),
    ("This newspaper", "outlet", "the paper itself"),
    ("He", "pronoun", "nobody he could be"),
)


@pytest.mark.parametrize(("source", "kind", "why"), KINDS)
def test_the_kind_of_a_source(source: str, kind: str, why: str) -> None:
    copy = f"{source} said the wall was sound."
    assert found(copy) == [f"{source.rstrip(',')} | said | the wall was sound | {kind}"], why


def test_a_plural_that_the_story_gives_to_one_names_a_group() -> None:
    told = "Tories said the wall was sound."
    assert found(told) == ["Tories | said | the wall was sound | person"]
    assert found(f"{told} Moss is a Tory.") == ["Tories | said | the wall was sound | collective"]


@pytest.mark.parametrize(
    ("learned", "kind"),
    [
        ("The Norland Times has learned", "outlet"),
        ("NTA has exclusively learned", "outlet"),
        ("NTA understands", "outlet"),
        ("The NTA later learned", "organisation"),
        ("The Ministry of Tides has learned", "organisation"),
    ],
)
def test_an_outlet_that_has_learned_is_its_own_source(learned: str, kind: str) -> None:
    (attribution,) = found(f"{learned} that the wall was sound.")
    assert attribution.endswith(f" | {kind}")


STATUSES = rows(
    ('"The wall was never sound," Ellis said.', ["direct"]),
    ("Ellis said the wall was never sound.", ["indirect"]),
    ('Ellis said the wall was "a disgrace to the town" and must go.', ["indirect"]),
    ("Experts say the wall was never sound.", ["vague"]),
    ("A source said the wall was never sound.", ["vague"]),
    ("It is believed that the wall was never sound.", ["vague"]),
    ("The wall was reportedly never sound.", ["vague"]),
    ("This newspaper has learned that the wall was never sound.", ["vague"]),
    ('"It was never sound," Ellis said. "Nobody came to look at it."', ["direct", "carried"]),
    (
        '"It was never sound," Ellis said. "Nobody came. Nobody asked us about it."',
        ["direct", "carried", "carried"],
    ),
    ("The wall fell in May.", ["none"]),
    ("The wall fell in May. Ellis said it was never sound.", ["none", "indirect"]),
    ("Was the wall ever sound?", ["not-assertion"]),
    ("Ellis asked whether the wall was ever sound.", ["indirect"]),
    ('The "quiet" street was sold to a builder in May.', ["none"]),
    (
        'The wall fell.\n\n<tweet author="Lind">Roe is a crook. Roe lied.</tweet>\n\nIt rained.',
        ["none", "not-assertion", "direct", "direct", "none"],
    ),
    (  # who says it may take more words than what is said
        '"We lied," said Una Lind, 61, who sells fish at the market in the old town and has done so since 1990.',
        ["direct"],
    ),
    ('The wall, which had stood by the harbour since 1902, fell in May after Ellis said it was "safe".', ["none"]),
    (  # a few words of somebody's in a sentence of ours
        "The wall, which had stood by the harbour since 1902 and was mended in 1950, fell in May, Ellis said.",
        ["indirect"],
    ),
    (
        "Quarry dust broke limits\n\nBy Anna Roe\n\nThe quarry was fined on Monday.",
        ["none", "not-assertion", "none"],
    ),
)


@pytest.mark.parametrize(("copy", "expected"), STATUSES)
def test_the_status_of_each_sentence(copy: str, expected: list[str]) -> None:
    assert statuses(copy) == expected, copy


#: Verbs whose forms are easily got wrong, each in the past and with -ing.
SPELLED = rows(
    ("snap", "snapped", "snapping"),
    ("deadpan", "deadpanned", "deadpanning"),
    ("agree", "agreed", "agreeing"),
    ("disagree", "disagreed", "disagreeing"),
    ("reply", "replied", "replying"),
    ("admit", "admitted", "admitting"),
    ("write", "wrote", "writing"),
    ("sigh", "sighed", "sighing"),
    ("go on", "went on", "going on"),
    ("point out", "pointed out", "pointing out"),
)


@pytest.mark.parametrize(("lemma", "past", "ing"), SPELLED)
def test_the_forms_of_a_verb(lemma: str, past: str, ing: str) -> None:
    assert found(f'"The wall was never sound," Ellis {past}.') == [
        f'Ellis | {past} | "The wall was never sound," | person'
    ]
    assert found(f'Ellis shook her head, {ing}: "The wall was never sound."') == [
        f'Ellis | {ing} | "The wall was never sound." | person'
    ]
