"""The same story in every format gives the same findings on the same words; folders and names of formats."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from helpers_cli import ROOT, run
from helpers_drafts import FORMATS, blocks, paragraph, word

STORIES = [
    "wire-story.txt",
    "indian-story.txt",
    "unsourced-story.txt",
    "british-story.txt",
    "police-release.txt",
    "data-story.md",
]


def findings(path: Path) -> list[tuple[str, str]]:
    """Return the code and the words of each finding."""
    done = run("analyze", path, "--quiet")
    assert done.status == 0, done.err
    record = json.loads(done.out)
    return [(found["code"], found["message"]) for found in record["findings"]]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("story", STORIES)
def test_the_same_story_gives_the_same_findings(story: str, name: str, tmp_path: Path) -> None:
    sample = ROOT / "samples" / story
    path = tmp_path / name
    path.write_bytes(FORMATS[name](blocks(sample)))
    expected = findings(sample)
    assert expected
    assert findings(path) == expected


# ---------------------------------------------------------------- folders, names, standard input

BELIEVED = "It is believed that the dam failed."
PAGE = f"<h1>Dam fails</h1>\n<p>{BELIEVED}</p>\n"


def test_a_folder_gives_every_format_and_passes_over_data(tmp_path: Path) -> None:
    story = [(None, "Dam fails in the storm"), (None, BELIEVED)]
    for name, write in FORMATS.items():
        (tmp_path / name).write_bytes(write(story))
    (tmp_path / "page.htm").write_text(PAGE)
    (tmp_path / "package.json").write_text('{"name": "x", "version": "1"}')
    (tmp_path / "tsconfig.json").write_text('{"strict": true, // no JSON\n}')
    (tmp_path / "pom.xml").write_text("<project/>")
    (tmp_path / "broken.xml").write_text("<project>")
    (tmp_path / "large.json").write_text('{"a": "' + "x" * 10_000_001 + '"}')
    (tmp_path / "~$draft.docx").write_bytes(b"\x05Jane")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    done = run("lint", "--select", "SQ205", "--format", "concise", tmp_path)
    assert (done.status, done.err) == (0, "")
    assert {Path(line.partition(":")[0]).name for line in done.out.splitlines() if "SQ205" in line} == {
        *FORMATS,
        "page.htm",
    }


@pytest.mark.parametrize("pattern", ["", "*"])
def test_a_broken_item_of_news_in_a_folder_is_told(tmp_path: Path, pattern: str) -> None:
    (tmp_path / "a.json").write_text('{"headline": "Dam fails", "body_text": "The dam')
    (tmp_path / "b.xml").write_text("<nitf><body>The dam")
    (tmp_path / "c.xml").write_text("<newsItem><p></newsItem>")
    (tmp_path / "d.json").write_text("{}")
    done = run("lint", tmp_path / pattern if pattern else tmp_path)
    assert done.status == 2
    assert [line.split(":")[1].rpartition("/")[2].strip() for line in done.err.splitlines()] == [
        "a.json",
        "b.xml",
        "c.xml",
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("package.json", '{"name": "x"}', "is JSON, but no ninjs: it has neither a headline nor a body"),
        ("list.json", "[1, 2]", "is JSON, but no ninjs: an item of news is an object"),
        ("bad.json", '{\n"a": }', "is broken JSON on line 2, column 6"),
        ("deep.json", "[" * 100_000, "is JSON nested too deeply"),
        ("pom.xml", "<project/>", "is XML whose root is <project>; of XML, saysso reads NITF"),
        ("feed.xml", '<rss version="2.0"><channel/></rss>', "is XML whose root is <rss>"),
        ("bad.xml", "<nitf>\n<body></nitf>", "is broken XML on line 2: mismatched tag"),
        ("old.doc", "words", "looks like an old Word file; save it as .docx"),
    ],
)
def test_a_file_that_was_named_is_refused_in_plain_words(name: str, content: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(content)
    done = run("lint", path)
    assert done.status == 2
    assert f"{path}: {message}" in done.err
    assert "Traceback" not in done.err
    assert run("lint", path.parent / f"*{path.suffix}").status == 2, "a glob with a suffix names what it wants"


@pytest.mark.parametrize("name", FORMATS)
def test_standard_input_is_read_by_its_name(name: str) -> None:
    data = FORMATS[name]([(None, "Dam fails in the storm"), (None, BELIEVED)])
    done = run("lint", "-", "--stdin-filename", f"wire/{name}", "--select", "SQ205", "--format", "concise", stdin=data)
    assert done.status == 0
    assert "SQ205" in done.out
    assert done.out.startswith(f"wire/{name}:")


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [
        ("draft.html", "turbohtml", "html"),
        ("draft.docx", "defusedxml", "docx"),
        ("draft.nitf", "defusedxml", "newsml"),
        ("draft.json", "turbohtml", "html"),
        ("draft.md", "markdown_it", "markdown"),
    ],
)
def test_without_its_extra_a_format_says_what_to_install(
    name: str, module: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setitem(sys.modules, f"{module}.ElementTree", None)
    path = tmp_path / name
    path.write_bytes(FORMATS[name]([(None, "Dam fails in the storm"), (None, BELIEVED)]))
    (tmp_path / "other.txt").write_text(BELIEVED)
    done = run("lint", path, tmp_path / "other.txt", "--format", "concise")
    assert done.status == 2
    assert f"pip install 'saysso[{extra}]'" in done.err
    assert "other.txt:1:1" in done.out, "every other draft is still linted"


# ---------------------------------------------------------------- what the README says is not read

SHORT = "It is believed that the pier failed."
LONG = " ".join([SHORT] * 4)
ROW = "<w:tbl><w:tr><w:tc>{0}</w:tc></w:tr></w:tbl>"
UNREAD = [
    # file, content with the words to be looked for in place of {0}, words, whether anything is flagged in them
    ("draft.md", "{0}\n", SHORT, True),
    ("draft.md", "| a |\n|---|\n| {0} |\n", LONG, False),
    ("draft.md", "```\n{0}\n```\n", SHORT, False),
    ("draft.md", "<div>\n{0}\n</div>\n", SHORT, False),
    ("draft.md", "> {0}\n", SHORT, False),
    ("draft.html", "<p>{0}</p>", SHORT, True),
    ("draft.html", "<table><tr><td>{0}</td></tr></table>", SHORT, False),
    ("draft.html", "<table><tr><td>{0}</td></tr></table>", LONG, True),
    ("draft.html", "<blockquote>{0}</blockquote>", SHORT, False),
    ("draft.docx", "{0}", SHORT, True),
    ("draft.docx", ROW, SHORT, False),
    ("draft.docx", ROW, LONG, True),
]


@pytest.mark.parametrize(("name", "content", "words", "flagged"), UNREAD)
def test_what_is_not_read_is_as_the_readme_says(
    name: str, content: str, words: str, flagged: bool, tmp_path: Path
) -> None:
    path = tmp_path / name
    head = "The pier was shut on Monday after a storm, the council said."
    if name.endswith(".docx"):
        path.write_bytes(word(paragraph(head) + content.format(paragraph(words))))
    else:
        apart = "<p>{}</p>" if name.endswith(".html") else "{}\n\n"
        path.write_text(apart.format(head) + content.format(words))
    done = run("lint", "--select", "SQ205", "--format", "concise", path)
    assert (("SQ205" in done.out), done.err) == (flagged, "")
