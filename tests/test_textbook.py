"""What any teacher of reporting would mark, in the plainest copy, and what none would.

Every claim stands in a short council story of which no sentence is asked about.
"""

from __future__ import annotations

import helpers_cli  # noqa: F401  (keeps the user's own cache out of the tests)
import pytest

import linter

STORY = """\
The council met on Tuesday and voted to close the pool, the clerk said.

The vote was nine to two. Two members were away.

{} The pool opened in 1970.

The council meets again in May.
"""


@pytest.fixture(scope="module")
def rulebook() -> linter.Rulebook:
    return linter.load_rulebook()


def asked(sentence: str, rulebook: linter.Rulebook) -> set[str]:
    """Return the codes of the rules that ask who says so, at warning or above."""
    found = linter.lint_text(STORY.format(sentence), rulebook=rulebook).findings
    return {f.code for f in found if f.severity.label != "info" and f.code.startswith(("UA", "SQ"))}


#: What somebody did, with no word of who says so; each of a person, a company and a council.
ACTS = [
    "stole £4,000 from a charity",
    "embezzled £4,000 from the club",
    "took bribes from a builder",
    "bribed two inspectors",
    "lied about the cost of the bridge",
    "cheated pensioners out of their savings",
    "covered up the leak",
    "falsified the safety records",
    "forged the minutes",
    "threatened a witness",
    "assaulted a waitress",
    "raped a student",
    "murdered his wife",
    "abused two children",
    "sexually harassed a clerk",
    "blackmailed a rival",
    "extorted money from shopkeepers",
    "laundered the money through a bank",
    "smuggled cigarettes",
    "evaded tax for years",
    "dodged tax for years",
    "defrauded the pension fund",
    "misled parliament",
    "misled investors about its debts",
    "poisoned the river",
    "dumped waste in the river",
    "rigged the vote",
    "rigged the tender",
    "hacked the accounts of a rival",
    "spied on his staff",
    "plagiarised his thesis",
    "groped two women",
    "stalked a reporter",
    "trafficked women",
    "tortured prisoners",
    "looted the museum",
    "bullied his staff",
    "intimidated voters",
    "discriminated against women",
    "destroyed the evidence",
    "deleted the emails to hide the deal",
    "tampered with the ballots",
    "committed perjury",
    "conspired to fix prices",
    "colluded with a builder",
    "violated the law",
    "broke the law",
    "broke election rules",
    "ignored warnings about the dam",
    "neglected the patients",
    "exploited migrant workers",
    "polluted the river for years",
    "paid hush money to a clerk",
    "accepted illegal donations",
    "siphoned off public money",
    "pocketed the donations",
    "turned a blind eye to abuse",
    "silenced a whistleblower",
    "sacked a whistleblower",
    "overcharged the council by £2m",
    "fixed the price of milk",
    "beat a prisoner",
    "tricked voters",
    "deceived the public",
    "concealed the risks",
    "hid the losses",
    "inflated the figures",
    "doctored the photographs",
    "fabricated the story",
    "invented the witness",
    "sold state secrets",
    "leaked state secrets",
    "betrayed his party",
    "attacked a protester",
    "set fire to the shop",
    "kidnapped a boy",
    "groomed a girl of 13",
    "drove while drunk",
    "used company money to buy a yacht",
    "knew of the abuse and did nothing",
    "sexually assaulted a nurse",
    "incited violence",
    "squandered public money",
    "failed to act on warnings",
    "put lives at risk",
    "endangered patients",
    "sold contaminated meat",
    "bribed voters",
    "bought votes",
    "gagged the press",
    "jailed critics on false charges",
    "persecuted a minority",
    "massacred civilians",
    "bombed a hospital",
    "used child labour",
    "underpaid its workers",
    "illegally logged the forest",
    "illegally detained migrants",
]


@pytest.mark.parametrize("act", ACTS)
def test_an_accusation_is_asked_after_whoever_is_accused(act: str, rulebook: linter.Rulebook) -> None:
    for accused in ("The mayor", "Dean Marlow", "The company"):
        assert "UA101" in asked(f"{accused} {act}.", rulebook), accused


#: The kinds of claim, and the beginning of the codes that ask after them.
CLAIMS = [
    # evaluation
    ("The plan is a disgrace.", "UA108"),
    ("The new library is an eyesore.", "UA108"),
    ("It was a cynical decision.", "UA108"),
    ("The mayor's record is abysmal.", "UA108"),
    ("The minister gave a masterful speech.", "UA108"),
    ("The reform is long overdue.", "UA108"),
    ("The council has mishandled the project from the start.", "UA101"),
    ("The policy has failed.", "UA108"),
    ("The bridge is a triumph of engineering.", "UA108"),
    ("The debate was a farce.", "UA108"),
    ("The government's response was woefully inadequate.", "UA108"),
    ("He is the wrong man for the job.", "UA108"),
    ("The scheme is a waste of money.", "UA108"),
    ("The decision makes no sense.", "UA108"),
    ("The deal is bad for farmers.", "UA108"),
    ("The law is deeply unfair.", "UA108"),
    ("The party is out of touch.", "UA108"),
    ("The mayor is unfit for office.", "UA108"),
    ("The new system is far better than the old one.", "UA108"),
    ("The tax is unpopular.", "UA108"),
    ("The project is badly run.", "UA108"),
    ("The council deserves praise for its handling of the storm.", "UA108"),
    # cause
    ("The strike was caused by poor management.", "UA102"),
    ("The closure has led to a rise in crime.", "UA102"),
    ("The tax cut fuelled inflation.", "UA102"),
    ("The flood was the result of years of neglect.", "UA108"),
    ("The drought drove up food prices.", "UA102"),
    ("The party lost because of its stance on the mine.", "UA102"),
    ("The new road has ruined trade in the town.", "UA102"),
    ("Immigration has pushed down wages.", "UA102"),
    ("The ban has made the streets safer.", "UA102"),
    ("Poor training is behind the rise in accidents.", "UA102"),
    # motive
    ("The mayor resigned to avoid a scandal.", "UA103"),
    ("The firm moved its office to dodge the inquiry's costs.", "UA103"),
    ("The minister made the visit to win votes.", "UA103"),
    ("The president called the election to cling to power.", "UA103"),
    ("The company cut prices to crush its rivals.", "UA103"),
    ("He spoke out of spite.", "UA103"),
    ("The council delayed the report to protect its leader.", "UA103"),
    ("The announcement was timed to distract from the strike.", "UA103"),
    # mind
    ("The mayor is worried about losing her seat.", "UA104"),
    ("The minister hates the plan.", "UA104"),
    ("Residents are furious about the closure.", "UA104"),
    ("Party leaders fear a defeat in May.", "UA104"),
    ("The president does not care about the poor.", "UA104"),
    ("Voters have lost faith in the mayor.", "UA104"),
    ("The minister secretly wants the plan to fail.", "UA104"),
    ("The public no longer trusts the council.", "UA104"),
    # prediction
    ("The plan will cost thousands of jobs.", "UA105"),
    ("The mayor will lose the election.", "UA107"),
    ("House prices will fall next year.", "UA107"),
    ("The strike is likely to last for months.", "UA107"),
    ("The bridge will never be built.", "UA107"),
    ("The decision will haunt the party for years.", "UA107"),
    ("The new law will make the roads safer.", "UA107"),
    ("The company faces collapse.", "UA107"),
    # superlative
    ("It is the worst scandal in the town's history.", "UA106"),
    ("The mill is the biggest polluter in the country.", "UA106"),
    ("She is the most popular mayor the town has had.", "UA106"),
    ("It is the first time that a mayor has been removed.", "UA106"),
    ("The hospital is the busiest in the region.", "UA106"),
    ("The rise is unprecedented.", "UA106"),
    # statistic
    ("One in four children in the town lives in poverty.", "UA105"),
    ("Three-quarters of residents oppose the plan.", "UA105"),
    # anonymous
    ("Sources said the mayor would resign.", "SQ"),
    ("It is understood that the mayor will resign.", "SQ"),
    ("The mayor is thought to be considering her position.", "SQ"),
    ("Critics say the plan is reckless.", "SQ"),
    ("Many say the mayor lied.", "SQ"),
    ("A source close to the mayor said she was furious.", "SQ"),
    ("Insiders say the company is for sale.", "SQ"),
    ("The Sentinel understands that the mill will close.", "SQ"),
    ("The mayor reportedly offered to resign.", "SQ"),
    ("It has emerged that the mayor knew of the leak.", "SQ"),
    ("There are concerns that the dam is unsafe.", "SQ"),
    ("Questions have been raised about the mayor's expenses.", "SQ"),
    ("The plan has been widely criticised.", "SQ"),
    ("Fears are growing that the mill will close.", "SQ"),
    ("Rumours are swirling that the mayor will quit.", "SQ"),
    ("The mayor is believed to have left the country.", "SQ"),
    ("Observers were stunned by the vote.", "UA104"),
]


@pytest.mark.parametrize(("sentence", "code"), CLAIMS)
def test_a_claim_is_asked_after_in_the_plainest_copy(sentence: str, code: str, rulebook: linter.Rulebook) -> None:
    assert any(found.startswith(code) for found in asked(sentence, rulebook))


#: What is on record, or plain to all who were there.
FACTS = [
    "The council voted nine to two to close the pool.",
    "The bridge opened in 1964 and was repaired in 2003.",
    "The mayor was elected in May with 4,112 votes.",
    "The trial is due to begin on 3 June.",
    "The company made a profit of £4m last year.",
    "The firm has 340 staff and two mills.",
    "The mayor will open the fair on Saturday.",
    "Two men were arrested on Monday.",
    "Dean Marlow was jailed for three years for stealing £4,000 from the charity.",
    "Marlow pleaded guilty to two charges of theft.",
    "The road was closed because of a fallen tree.",
    "Heavy rain flooded two streets.",
    "The minister signed the order on Friday.",
    "The school has 412 pupils.",
    "The river runs through the town and into the bay.",
    "The council is to spend £2m on the roof.",
    "The bank cut its rate to 4 per cent.",
    "The shares closed at 412p.",
    "The team won 2-1 at home.",
    "The hospital was built in 1911.",
    "The mayor, who is 54, was born in Tarn.",
    "The union called a strike for Tuesday.",
    "The film won two awards at the festival.",
    "The storm reached the coast at noon.",
    "The law was passed in 1998 and amended twice.",
    "Trains were cancelled on Monday morning.",
    "The court heard the case in private.",
    "The council has asked for bids by the end of May.",
    "The bus takes forty minutes.",
    "The library is open on weekdays.",
    "The museum shows 300 paintings by local artists.",
    "He studied law at Olm University and worked as a clerk.",
    "The firm withdrew its bid on Thursday.",
    "The prime minister flew to Olm for talks.",
    "She wore a red coat and carried a flag.",
    "Police closed two roads near the station.",
    "The judge adjourned the hearing until Monday.",
    "The ferry sails at six and at nine.",
    "The mine closed in 1986, and 900 people lost their jobs.",
    "The mayor thanked the crowd and left.",
    "The party holds 12 of the 31 seats.",
    "The town lies on the border and has two rivers.",
    "The vote was delayed by an hour.",
    "The plan needs the approval of the county.",
    "The firm must reply by 4 May.",
    "The talks were held in Olm and ended without a deal.",
    "The fire destroyed the roof and two rooms.",
    "The club sacked its coach after four defeats.",
    "The company sacked 40 workers in March.",
    "The judge jailed two teenagers for six months.",
    "Voters go to the polls on Thursday.",
    "The price of a ticket rises to £4 in June.",
    "The population is 41,000.",
    "The mayor's office is on the second floor.",
    "The council bought the land for £210,000 in 2012.",
    "The driver was taken to hospital with a broken arm.",
    "Fire crews put out the blaze at four in the morning.",
    "The show runs until 12 July.",
    "The minister had lunch with union leaders.",
    "The report runs to 214 pages.",
    "The inquiry will hear from 40 witnesses.",
    "Doctors operated on the boy for six hours.",
    "The player shot wide after ten minutes.",
    "The police searched the house and took away two computers.",
    "The new rules come into force in January.",
    "The council deleted the paragraph from the minutes and adopted the rest.",
    "The bakery hid eggs in the garden for the children.",
    "The teacher told the pupils a story.",
    "The court withheld the names of the children.",
    "The mayor broke the ribbon and opened the bridge.",
    "The firm sells used cars and stolen goods insurance.",
    "A crowd of about 300 gathered outside the hall.",
    "The pool is 25 metres long.",
    "The president vetoed the bill.",
    "The bill was sent back to the committee.",
    "The family moved to Olm in 2009.",
    "The widow of the painter gave 12 works to the museum.",
    "The town has had three mayors since 2000.",
    "The airport handles two million passengers a year.",
    "The ship sank in 1912 and lies at a depth of 90 metres.",
    "The coach takes 48 people.",
]


@pytest.mark.parametrize("sentence", FACTS)
def test_what_is_on_record_draws_nothing(sentence: str, rulebook: linter.Rulebook) -> None:
    assert linter.lint_text(STORY.format(sentence), rulebook=rulebook).findings == ()
