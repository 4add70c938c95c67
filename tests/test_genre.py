"""What kind of copy a draft is: told by its signs, said by its file, set by whoever lints; and what that changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers_cli import ROOT, Done, run

from linter.readers import read_text
from linter.rulebook import RuleFileError, load_rulebook

NEWS_BODY = """
The council voted on Monday to close the pool on Mill Lane. Nine members were for it and four against.

Leader Joan Petty said the roof would cost £310,000. "We have not got it," she said.

Swimmers had brought 2,000 signatures to the meeting, the clerk said.

The pool opened in 1962, council papers show.
"""

COLUMN_BODY = """
I learned to swim in the pool on Mill Lane. I was six, and my teacher had one arm and no patience.

What do we get for the money? A car park? Who wants another car park?

The plan is absurd. I have read it twice, and I still cannot find the reason.

We should keep the thing. We must say so in May, and I know that I will.

My daughter asked me where she would swim. I had no answer.
"""

MATCH_BODY = """
Vell came from behind to beat Tarn 3-2 and reach the final of the county cup.

The visitors scored twice in the first half, both from corners. Goalkeeper Una Day dropped the second.

Captain Ida Reese pulled one back from a penalty after the break. Striker Ned Amory equalised with a header.

The winner came in injury time, when the substitute Jo Marr beat two defenders.

Manager Lou Sand praised her squad. They play Olm in the final on Saturday.
"""

COURT_BODY = """
A baker put soap into the dough of a rival for three weeks, a court heard on Monday.

Otto Brell, 44, of Quay Street, Olm, denies two counts of criminal damage.

Prosecutor Ann Lysaght told jurors that a camera had filmed him at four in the morning.

Defending, Paul Grey said the film showed a man with a bucket.

The trial at Vell Crown Court continues.
"""

RELEASE_BODY = """
Harbour Line is pleased to announce that its second ferry will be called the Heron.

"We are thrilled to welcome the Heron to our award-winning fleet," said chief executive Marta Lind.

The ferry will carry 300 passengers and 60 cars.

For more information, please visit the terminal.
"""

DATA_BODY = """
One shop in four stood empty in December. In 2019 it was one in nine.

Of 412 shops on 14 streets, 103 were empty, up from 71 a year before. Quay Street lost nine of its 44.

Rents fell by 18 percent, compared with 4 percent in Olm. The median lease is now three years.
"""

LIVE_BODY = """
10.42am

Two trees are down on Quay Street, the council says.

10.55am

Trains to Olm have stopped.

11.10am

"Stay at home," says fire chief Una Day.
"""

#: Short stories: what each shows, its copy, what it is read as, and whether surely, so that its rules change.
STORIES = [
    ("plain news", "Council closes pool\n" + NEWS_BODY, "news", False),
    ("news with a byline and a dateline", "Council closes pool\n\nBy Lena Ortiz\n\nVELL —" + NEWS_BODY, "news", False),
    ("one sentence", "The council closed the pool.", "news", False),
    ("a headline alone", "Council closes pool", "news", False),
    ("news about opinion", "Poll: opinion divided on pool\n" + NEWS_BODY, "news", False),
    ("news about a comment", "Minister's comment on pool angers swimmers\n" + NEWS_BODY, "news", False),
    ("a witness who says I in quotation marks",
     'Pool fire\n\n"I saw it. I ran. I called my son," said Hal Beck.\n\n"I lost my bag. I want it back," said Jo Marr.\n\n'
     '"I was in the water," Ines Day said. "I had my eyes shut."\n\nThe fire was out by noon, the brigade said.', "news", False),
    ("war by number, not a writer",
     "Mill turns 100\n\nThe mill made boots in World War I. It made tents in World War II.\n\nThe owner sold it in 1950, "
     "records show.\n\nIt stood empty until 1988. A brewery has it now, the town says.\n\nTours begin at noon.", "news", False),
    ("a column with no label", "Let us keep the pool\n" + COLUMN_BODY, "opinion", False),
    ("the same under a label", "Let us keep the pool\n\nOpinion\n" + COLUMN_BODY, "opinion", True),
    ("the label first", "OPINION\n\nLet us keep the pool\n\nBy Clara Venn\n" + COLUMN_BODY, "opinion", True),
    ("the label before the byline", "Let us keep the pool\n\nComment, by Clara Venn\n" + COLUMN_BODY, "opinion", True),
    ("the label with a bar", "Opinion | Let us keep the pool\n" + COLUMN_BODY, "opinion", True),
    ("an editorial", "Editorial: a pool for all\n\nThe council is wrong. The roof can be mended.\n\nIt should be.", "opinion", True),
    ("an analysis", "Analysis: who gains from the pool\n" + NEWS_BODY, "opinion", False),
    ("a columnist's byline", "Keep it\n\nBy Clara Venn, Echo columnist\n" + COLUMN_BODY, "opinion", True),
    ("a columnist's note at the foot",
     "Let us keep the pool\n" + COLUMN_BODY + "\nClara Venn is a columnist for the Echo.", "opinion", True),
    ("a review with stars", "★★★★☆\n\nThe Gulls at the Corn Exchange\n\nA play for a wet night, and a good one.", "opinion", True),
    ("a letter", "Letter to the editor\n\nSir, I have swum there for 40 years. My wife has too.", "opinion", True),
    ("a story on a columnist", "Columnist to stand for council\n\nClara Venn, who is a columnist for the Echo, will stand in May.\n"
     + NEWS_BODY, "news", False),
    ("a court report", "Baker 'put soap in rival's dough'\n" + COURT_BODY, "court", True),
    ("an inquest", "Diver 'had no air'\n\nA diver who died off Tarn had ten minutes of air, an inquest heard.\n\nThe coroner, "
     "Ruth Hale, said the gauge was broken.\n\nHis brother told the court he had warned him. The inquest continues.", "court", True),
    ("a sentencing", "Clerk jailed\n\nA clerk who took £9,000 was jailed for two years on Friday.\n\nDean Marlow pleaded guilty at "
     "Vell Crown Court to four counts of theft.\n\nThe prosecutor, Ann Lysaght, said he had spent it on boats.\n\n"
     "Judge Susan Abara said the court was told of no regret.", "court", True),
    ("a tennis court", "Court to be repainted\n\nThe tennis court behind the school will be repainted.\n" + NEWS_BODY, "news", False),
    ("a law before the supreme court", "Court to rule on ferries\n\nThe Supreme Court will rule in June.\n" + NEWS_BODY, "news", False),
    ("a release with its header", "FOR IMMEDIATE RELEASE\n\nHarbour Line names ferry\n" + RELEASE_BODY, "release", True),
    ("a release with contact and end",
     "Harbour Line names ferry\n\nMedia contact: Jane Roe, 555-0134\n" + RELEASE_BODY + "\n###\n", "release", True),
    ("a release without marks", "Harbour Line names ferry\n" + RELEASE_BODY, "release", True),
    ("a British release", "PRESS RELEASE\n\nVell Museum buys kiln\n\nVell Museum has bought a kiln of 1740.\n\n"
     "ENDS\n\nNotes to editors\n\nThe kiln was found in Tarn.", "release", True),
    ("news from a release", "Ferry named\n\nHarbour Line will call its ferry the Heron, it said in a press release.\n"
     + NEWS_BODY, "news", False),
    ("a match report", "Vell reach cup final\n" + MATCH_BODY, "sport", True),
    ("a tennis report", "Orr through in Olm\n\nTop seed Ana Orr beat Li Wen 6-3 6-4 in the second round of the Olm Open.\n\n"
     "Orr broke serve twice in the first set. Wen saved a match point.\n\nThe champion plays the fifth seed next.\n\n"
     "She has won her last nine matches on clay, and the title here three times.", "sport", True),
    ("a ground is sold", "Council buys football ground\n" + NEWS_BODY, "news", False),
    ("a vote that was close", "Senate race in final round\n\nThe candidate beat the minister in the election 52-48.\n\nVoters in the "
     "primary gave the senator 40 percent.\n\nThe president congratulated the winner.\n\nThe campaign will go on to the final round.\n\n"
     "Republicans defeated the bill.", "news", False),
    ("figures and their source", "Shops: the count\n" + DATA_BODY + "\nSource: Vell chamber of trade", "data", True),
    ("figures and how they were counted", "Shops: the count\n" + DATA_BODY
     + "\nHow we counted\n\nWe walked 14 streets on 18 December and counted the empty windows.", "data", True),
    ("figures alone", "Shops: the count\n" + DATA_BODY, "news", False),
    ("a live blog", "Storm on the coast\n" + LIVE_BODY, "live", True),
    ("entries on the hour", "Storm on the coast: live\n\n8 a.m.\n\nTrees are down.\n\n9 a.m.\n\nTrains have stopped.\n\n"
     "10 a.m.\n\nThe sea wall holds, the council says.", "live", True),
    ("a timetable in the news", "Ferry times change\n\nThe first ferry leaves at 7.40.\n" + NEWS_BODY, "news", False),
    ("questions and answers", "The harbour master answers\n\nQ: How deep is it?\n\nA: Nine metres.\n\nQ: Who pays?\n\nA: The town.", "transcript", True),
    ("a transcript", "Hearing on the ferry\n\nTHE CHAIR: The committee will come to order.\n\nMR. PELL: Thank you.\n\n"
     "THE CHAIR: How deep is the channel?\n\nMR. PELL: Nine metres.", "transcript", True),
    ("a colon in each headline", "Pool: council votes\n" + NEWS_BODY, "news", False),
    ("one quoted line after a name", "Council closes pool\n\nPetty: \"We have not got it.\"\n" + NEWS_BODY, "news", False),
]  # fmt: skip


def analyzed(*args: object, stdin: str = "") -> dict[str, object]:
    done = run("analyze", *args, stdin=stdin.encode())
    assert done.status == 0, done.err
    found: dict[str, object] = json.loads(done.out)
    return found


def genre(record: dict[str, object]) -> dict[str, object]:
    found = record["genre"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(("what", "copy", "name", "sure"), STORIES, ids=[row[0] for row in STORIES])
def test_a_story_tells_what_it_is(what: str, copy: str, name: str, sure: bool) -> None:
    told = genre(analyzed("-", stdin=copy))
    assert (told["name"], told["sure"], told["from"]) == (name, sure, "copy"), told


def test_the_signs_are_told_with_their_points() -> None:
    told = genre(analyzed("-", stdin="Opinion\n\nKeep the pool\n" + COLUMN_BODY))
    signs = {sign["told"]: sign["points"] for sign in told["signs"]}  # type: ignore[attr-defined]
    assert signs['labelled "Opinion"'] == 10 and sum(signs.values()) == told["points"]


def test_line_ends_do_not_matter() -> None:
    copy = "Storm on the coast\n" + LIVE_BODY
    assert genre(analyzed("-", stdin=copy.replace("\n", "\r\n"))) == genre(analyzed("-", stdin=copy))


LOADED = "The brutal plan is a disgrace. The absurd council betrayed its shameful promise."

#: A sentence that each genre lets pass or weighs less, under the genre and as news: what is said of it.
CHANGES = [
    ("opinion", LOADED, "UA108", "warning", None),
    ("sport", LOADED, "UA108", "warning", None),
    ("release", LOADED, "UA108", "warning", None),
    ("transcript", LOADED, "UA108", "warning", None),
    ("court", "The clerk admitted that he had met the mayor on Monday.", "AW303", "warning", None),
    ("data", "Forty percent of young families have left the island.", "UA105", "warning", "info"),
]


def weight(found: Done, code: str) -> str | None:
    return next((f["severity"] for f in json.loads(found.out)["findings"] if f["code"] == code), None)


@pytest.mark.parametrize(("name", "copy", "code", "news", "told"), CHANGES, ids=[row[0] for row in CHANGES])
def test_a_genre_changes_rules(name: str, copy: str, code: str, news: str, told: str | None) -> None:
    for wanted, is_told in ((news, "news"), (told, name)):
        found = run("analyze", "--genre", is_told, "-", stdin=copy.encode())
        assert weight(found, code) == wanted, is_told


def test_a_label_lets_judgments_pass_and_a_mere_likeness_does_not() -> None:
    copy = f"Keep the pool\n\nI swam here. My son did too. It is a shameless farce. {LOADED}\n\nMend the roof. Mend the doors. Let me in."
    labelled, bare = (run("analyze", "-", stdin=(head + copy).encode()) for head in ("OPINION\n\n", ""))
    assert weight(labelled, "UA108") is None and weight(bare, "UA108") == "warning"
    assert weight(labelled, "ST410") is None and weight(bare, "ST410") == "info"


def test_a_release_is_told_once() -> None:
    found = analyzed("-", stdin="FOR IMMEDIATE RELEASE\n\nHarbour Line names ferry\n" + RELEASE_BODY)
    findings = found["findings"]
    assert [f["code"] for f in findings] == ["ST411"]  # type: ignore[attr-defined]


def test_what_was_set_is_not_told_of() -> None:
    """Whoever says that it is a release, or opinion, knows."""
    for name, copy in (("release", "PRESS RELEASE\n\nFerry\n" + RELEASE_BODY), ("opinion", "Keep it\n" + COLUMN_BODY)):
        assert not [f for f in analyzed("--genre", name, "-", stdin=copy)["findings"] if f["code"][:2] == "ST"]  # type: ignore[attr-defined]


# What is set, what the file says, what the copy tells


def test_an_option_wins_over_the_file_and_the_file_over_the_copy(desk: Path) -> None:
    draft = desk / "draft.md"
    draft.write_text("---\nsection: Sport\n---\n# Baker 'put soap in dough'\n" + COURT_BODY)
    assert (genre(analyzed(draft))["name"], genre(analyzed(draft))["from"]) == ("sport", "draft")
    (desk / ".saysso.yml").write_text("genre: data\n")
    assert (genre(analyzed(draft))["name"], genre(analyzed(draft))["from"]) == ("data", "setting")
    assert genre(analyzed("--genre", "news", draft))["name"] == "news"
    assert genre(analyzed("--genre", "auto", draft))["name"] == "sport"
    draft.write_text("# Baker 'put soap in dough'\n" + COURT_BODY)
    assert genre(analyzed("--genre", "auto", draft))["name"] == "court"


def test_a_section_sets_it_by_glob(desk: Path) -> None:
    (desk / "drafts" / "opinion").mkdir()
    (desk / "drafts" / "opinion" / "pool.txt").write_text("Pool\n\n" + LOADED)
    (desk / "drafts" / "pool.txt").write_text("Pool\n\n" + LOADED)
    (desk / ".saysso.yml").write_text("sections:\n  'drafts/opinion/**': {genre: opinion}\n")
    assert "UA108" not in run("lint", desk / "drafts" / "opinion" / "pool.txt").out
    assert "UA108" in run("lint", desk / "drafts" / "pool.txt").out
    shown = run("config", desk / "drafts" / "opinion" / "pool.txt").out
    [row] = [line.split() for line in shown.splitlines() if line.startswith("genre")]
    assert row[1] == "opinion" and row[-1] == "(drafts/opinion/**)"


def test_a_profile_may_set_it_and_auto_undoes_that() -> None:
    assert genre(analyzed("--profile", "opinion", "-", stdin=LOADED))["from"] == "setting"
    assert weight(run("analyze", "--profile", "opinion", "-", stdin=LOADED.encode()), "UA108") is None
    found = run("analyze", "--profile", "opinion", "--genre", "auto", "-", stdin=LOADED.encode())
    assert weight(found, "UA108") == "warning"


@pytest.mark.parametrize(
    ("why", "args", "speaks"),
    [
        ("the genre lets it pass", (), False),
        ("asked for by its code", ("--select", "UA108"), True),
        ("asked for by its name", ("--select", "unattributed-evaluation"), True),
        ("only its family", ("--select", "UA"), False),
    ],
)
def test_a_rule_that_is_asked_for_speaks_in_any_genre(why: str, args: tuple[str, ...], speaks: bool) -> None:
    found = run("analyze", "--genre", "opinion", *args, "-", stdin=LOADED.encode())
    assert (weight(found, "UA108") is not None) == speaks


@pytest.mark.parametrize("where", ["configuration", "rule file"])
def test_a_severity_of_ones_own_holds_in_any_genre(where: str, desk: Path) -> None:
    draft = desk / "draft.txt"
    draft.write_text("OPINION\n\nPool\n\nIt is worth noting that the pool is old.\n")
    if where == "configuration":
        (desk / ".saysso.yml").write_text("severity: {AW306: error}\n")
        found = run("analyze", draft)
    else:
        (desk / "own.yml").write_text("extends: recommended\nseverity: {editorialising: error}\n")
        found = run("analyze", "--rules", desk / "own.yml", draft)
    assert weight(found, "AW306") == "error" and genre(json.loads(found.out))["name"] == "opinion"


FILES = [
    ("front matter, genre", "a.md", "---\ngenre: Column\n---\n# Pool\n\nThe pool is closed.\n", "opinion"),
    ("front matter, section", "a.md", "---\nsection: Opinion\n---\n# Pool\n\nThe pool is closed.\n", "opinion"),
    ("front matter, a list", "a.md", "---\ncategories: [Vell, Op-Ed]\n---\n# Pool\n\nThe pool is closed.\n", "opinion"),
    ("front matter, news", "a.md", "---\ngenre: news\n---\n# Storm\n" + LIVE_BODY, "news"),
    ("a section of no genre", "a.md", "---\nsection: News\n---\n# Storm\n" + LIVE_BODY, "live"),
    ("ninjs 2", "a.json", '{"genres": [{"name": "Opinion"}], "headlines": [{"value": "Pool"}], "bodies": '
     '[{"contenttype": "text/plain", "value": "The pool is closed."}]}', "opinion"),
    ("ninjs 1", "a.json", '{"genre": [{"name": "Press Release", "code": "pr"}], "headline": "Pool", "body_text": "It is closed."}', "release"),
    ("NewsML-G2, a code", "a.xml", '<newsItem><contentMeta><headline>Pool</headline><genre qcode="genre:Opinion"/></contentMeta>'
     "<contentSet><inlineXML><nitf><body><body.content><p>It is closed.</p></body.content></body></nitf></inlineXML></contentSet></newsItem>", "opinion"),
    ("NewsML-G2, a name", "a.xml", '<newsItem><contentMeta><genre qcode="g:7"><name>Press Release</name></genre></contentMeta>'
     "<contentSet><inlineXML><nitf><body><body.content><p>It is closed.</p></body.content></body></nitf></inlineXML></contentSet></newsItem>", "release"),
    ("NITF", "a.nitf", '<nitf><head><tobject><tobject.property tobject.property.type="analysis"/></tobject></head>'
     "<body><body.content><p>It is closed.</p></body.content></body></nitf>", "opinion"),
    ("a web page", "a.html", '<!doctype html><html><head><meta property="article:section" content="Sport"></head>'
     "<body><article><h1>Pool</h1><p>The pool on Mill Lane is closed for the winter.</p></article></body></html>", "sport"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "name", "copy", "wanted"), FILES, ids=[row[0] for row in FILES])
def test_a_file_may_say_what_it_is(what: str, name: str, copy: str, wanted: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(copy, encoding="utf-8")
    told = genre(analyzed(tmp_path / name))
    assert told["name"] == wanted and told["from"] == ("copy" if wanted == "live" else "draft")


# How it is told


def test_the_summary_tells_what_a_draft_was_read_as_and_how_to_undo_it() -> None:
    draft = ROOT / "samples" / "opinion-column.md"
    last = run("lint", draft).out.splitlines()[-1]
    assert '; read as opinion: labelled "Opinion, by Clara Venn"' in last and last.endswith(
        "(--genre news reads it as news)"
    )
    for args in (("--genre", "opinion"), ("--genre", "news"), ("-q",)):
        assert "read as" not in run("lint", *args, draft).out
    assert "read as" not in run("lint", ROOT / "samples" / "clean-story.txt").out


def test_a_likeness_that_changes_nothing_is_not_in_the_summary() -> None:
    told = run("lint", "-", stdin=("Keep the pool\n" + COLUMN_BODY).encode()).out
    assert "read as" not in told.splitlines()[-1] and "ST410" in told


def test_the_summary_of_many_drafts_counts() -> None:
    last = run("lint", ROOT / "samples").out.splitlines()[-1]
    assert last.endswith(
        "read as other copy than news: court 1, data 1, live 1, opinion 1, release 1, sport 1, transcript 1"
    )


def test_json_sarif_and_the_page_tell_it() -> None:
    draft = ROOT / "samples" / "court-report.txt"
    [file] = json.loads(run("lint", "--format", "json", draft).out)["files"]
    assert file["genre"]["name"] == "court" and file["genre"]["signs"]
    column = ROOT / "samples" / "opinion-column.md"
    results = json.loads(run("lint", "--format", "sarif", column).out)["runs"][0]["results"]
    assert {one["properties"]["genre"] for one in results} == {"opinion"}
    assert "Read as court: a hearing frames what is told" in run("lint", "--format", "html", draft).out


def test_the_report_counts_by_genre() -> None:
    told = run("report", ROOT / "samples").out
    rows = told[told.index("By genre") :].split("\n\n")[1].splitlines()[2:]
    alone = ["court", "data", "live", "opinion", "release", "sport", "transcript"]
    assert [row.split()[:2] for row in rows] == [["news", "10"], *([name, "1"] for name in alone)]
    whole = json.loads(run("report", "--format", "json", ROOT / "samples").out)
    assert {one["name"]: one["files"] for one in whole["genres"]} == {"news": 10, **dict.fromkeys(alone, 1)}
    assert {one["genre"] for one in whole["drafts"]} == {"news", *alone}
    head, *rows = run("report", "--format", "csv", ROOT / "samples").out.split("\r\n")
    assert head.endswith(",genre") and sum(row.endswith(",news") for row in rows) == 10
    assert "By genre" not in run("report", ROOT / "samples" / "clean-story.txt").out


def test_the_rules_are_shown_as_a_genre_has_them() -> None:
    for args in (("--genre", "opinion"), ("--profile", "opinion")):
        shown = json.loads(run("rules", *args, "--format", "json").out)["rules"]
        weights = {rule["code"]: rule["severity"] for rule in shown}
        assert (weights["UA101"], weights["UA106"], weights["UA108"]) == ("error", "info", "off")


# Rule files


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("genres: {news: {means: a, likely: 1, sure: 1}}", "'news' cannot be the name of a genre"),
        ("genres: {recipe: {likely: 1, sure: 1}}", "the genre 'recipe' has no 'means'"),
        ("genres: {opinion: {severity: {UA999: info}}}", "no rule 'UA999'"),
        ("genres: {opinion: {signs: [{told: a, points: 1}]}}", "a sign has one of 'opens', 'patterns' and 'share'"),
        ("genres: {opinion: {signs: [{told: a, points: 1, opens: ['(']}]}}", "'('"),
        ("genres: {opinion: {signs: [{told: a, points: 1, share: mood}]}}", "mood"),
        ("genre: opnion", "no genre 'opnion'; did you mean 'opinion'?"),
    ],
)
def test_a_mistake_in_a_genre_is_told_with_its_place(text: str, message: str, tmp_path: Path) -> None:
    own = tmp_path / "own.yml"
    own.write_text(text + "\n")
    with pytest.raises(RuleFileError) as told:
        load_rulebook(rule_files=[own])
    assert message in str(told.value) and str(told.value).startswith(f"{own}:1:")


@pytest.mark.parametrize("where", ["option", "configuration"])
def test_a_genre_that_is_not_there_is_told(where: str, desk: Path) -> None:
    if where == "option":
        done = run("lint", "--genre", "opnion", desk / "drafts" / "story.txt")
    else:
        (desk / ".saysso.yml").write_text("genre: opnion\n")
        done = run("lint", desk / "drafts" / "story.txt")
    assert done.status == 2 and "no genre 'opnion'; did you mean 'opinion'? (there are: auto, news, court," in done.err


def test_a_newsroom_adds_signs_and_genres_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "own.yml"
    own.write_text(
        "genres:\n"
        "  opinion:\n"
        "    signs: [{told: 'our own label', label: true, points: 10, opens: ['The Sentinel Says']}]\n"
        "  recipe:\n"
        "    means: a recipe\n"
        "    likely: 1\n"
        "    sure: 1\n"
        "    signs: [{told: it bakes, points: 2, patterns: ['preheat the oven']}]\n"
        "    severity: {UA: 'off'}\n"
        "    examples: ['Preheat the oven to 200 degrees.']\n"
        "    not_examples: ['The bakery closed on Monday.']\n"
    )
    assert genre(analyzed("--rules", own, "-", stdin="The Sentinel Says\n\nPool\n\nMend it."))["name"] == "opinion"
    assert genre(analyzed("--rules", own, "-", stdin="Scones\n\nPreheat the oven."))["name"] == "recipe"
    assert run("test-rules", "--rules", own).status == 0
    own.write_text(own.read_text().replace("'The bakery closed on Monday.'", "'Preheat the oven.'"))
    failed = run("test-rules", "--rules", own)
    assert failed.status == 1 and "recipe: this example should not be read so" in failed.out


def test_the_library_takes_a_genre_too() -> None:
    import linter

    assert linter.lint_text(LOADED, genre="opinion").genre.by == "setting"
    rulebook = linter.load_rulebook(genre="opinion")
    assert [f.code for f in linter.lint_text(LOADED, rulebook=rulebook).findings if f.code == "UA108"] == []
    with pytest.raises(TypeError):
        linter.lint_text(LOADED, rulebook=rulebook, genre="news")
    with pytest.raises(linter.RuleFileError):
        linter.load_rulebook(genre="opnion")


def test_a_paragraph_without_an_end_does_not_hold_it_up() -> None:
    """Openings are looked for in the beginning of a paragraph only."""
    copy = "Pool\n\n" + "A" * 200_000 + "\n\n" + ("A " * 50_000) + ":"
    assert read_text(copy).blocks
    assert genre(analyzed("-", stdin=copy))["name"] == "news"
