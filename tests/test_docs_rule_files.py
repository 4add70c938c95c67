"""The page on rule files is held to what saysso reads: every key, reason, condition and trait, and its files work.

`python tests/test_docs_rule_files.py` writes anew what is made from the rules; read the difference before you commit it.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, get_args
from unittest import mock

import msgspec
import pytest
from helpers_cli import ROOT, run
from helpers_rules import put

from linter.cli.init import STARTER
from linter.rulebook import load_rulebook, schema, vocabulary
from linter.rulebook.contexts import CONTEXTS

PAGE = ROOT / "docs" / "rule-files.md"
TEXT = PAGE.read_text("utf-8")

#: `<!-- NAME -->`, a table or an output, `<!-- end -->`.
PART = re.compile(r"<!-- (?P<name>[^\n]+?) -->\n(?P<content>.*?)<!-- end -->", re.DOTALL)
PARTS = {match["name"]: match["content"] for match in PART.finditer(TEXT)}
FILES = re.findall(r"^```yaml\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)
SPECS = {
    name: spec
    for name, spec in vars(schema).items()
    if isinstance(spec, type) and issubclass(spec, schema.Strict) and spec is not schema.Strict
}

#: The draft whose sum the page shows.
DRAFT = "The council met on Tuesday. It will meet again on 4 May.\n\nCritics said the mayor took bribes.\n"


def first_cells(table: str) -> list[str]:
    """Return the names in the first column of a table: `a`, `b`."""
    rows = [line.split(" | ")[0] for line in table.splitlines() if line.startswith("| ")][1:]
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row)]


def explained() -> str:
    with desk():
        return "```text\n" + run("lint", "--explain", "pier.txt").out.strip("\n") + "\n```\n"


@contextmanager
def desk() -> Iterator[None]:
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ):
        os.environ.pop("COLUMNS", None)
        Path(folder, "pier.txt").write_text(DRAFT, "utf-8")
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


def built_in() -> str:
    rows = [f"| `{name}` | {means} |" for name, means in CONTEXTS.items()]
    return "\n".join(["| reason | the rule keeps silent where |", "|---|---|", *rows]) + "\n"


def conditions() -> str:
    found = load_rulebook().conditions.values()
    rows = [f"| `{one.name}` | {one.within} | {one.means} |" for one in found]
    return "\n".join(["| condition | within | the rule keeps silent where |", "|---|---|---|", *rows]) + "\n"


def steps() -> str:
    known = {step.name: step.known for step in load_rulebook().sourcing.steps}
    rows = [f"| `{name}` | known {told} |" for name, told in known.items()]
    return "\n".join(["| step | what is told of the source |", "|---|---|", *rows]) + "\n"


#: What is made from the rules.
MADE: dict[str, Callable[[], str]] = {
    "saysso lint --explain pier.txt": explained,
    "reasons: built in": built_in,
    "reasons: conditions": conditions,
    "steps": steps,
}


@pytest.mark.parametrize("name", MADE)
def test_what_is_made_from_the_rules_is_current(name: str) -> None:
    assert PARTS[name] == MADE[name](), "docs/rule-files.md is behind: python tests/test_docs_rule_files.py"


@pytest.mark.parametrize("name", SPECS)
def test_every_key_is_on_the_page(name: str) -> None:
    fields = msgspec.structs.fields(SPECS[name])
    assert sorted(first_cells(PARTS[f"keys: {name}"])) == sorted(field.encode_name for field in fields)
    bold = re.findall(r"\*\*`([^`]+)`\*\*", PARTS[f"keys: {name}"])
    assert sorted(bold) == sorted(field.encode_name for field in fields if field.required)


def test_every_part_of_a_sum_is_on_the_page() -> None:
    strength, sourcing = load_rulebook().strength, load_rulebook().sourcing
    assert first_cells(PARTS["traits: strength"]) == list(get_args(vocabulary.Trait))
    assert sorted(first_cells(PARTS["traits: sourcing"])) == sorted(get_args(vocabulary.SourcingTrait))
    assert sorted(first_cells(PARTS["lists: strength"])) == sorted(strength.words)
    assert sorted(first_cells(PARTS["claims"])) == sorted(sourcing.claims)


def test_the_words_told_of_a_list_stand_in_it() -> None:
    words = load_rulebook().words
    rows = re.findall(r"^\| `([^`]+)` \| (.*) \|$", PARTS["lists: strength"], re.MULTILINE)
    missing = {(name, word) for name, told in rows for word in told.split(", ") if word not in words[name]}
    assert missing == set()


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(getattr(vocabulary, name), id=name)
        for name in ("Finds", "KindName", "Stance", "ZoneName", "Within", "Sign", "SeverityName", "Share", "SignPlace")
    ],
)
def test_every_word_that_may_stand_somewhere_is_on_the_page(kind: Any) -> None:
    assert [word for word in get_args(kind) if not re.search(rf'`"?{re.escape(word)}"?`', TEXT)] == []


def test_a_slot_that_is_built_in_is_on_the_page() -> None:
    from linter.rulebook.template import BUILT_IN

    assert [slot for slot in BUILT_IN if f"`{{{slot}}}`" not in TEXT] == []


def test_there_are_files_to_hold_it_to() -> None:
    assert len(FILES) >= 7 and sum("rules:" in file for file in FILES) >= 6


@pytest.mark.parametrize("text", FILES, ids=lambda text: text.splitlines()[0])
def test_a_file_on_the_page_stands_by_itself(text: str, tmp_path: Path) -> None:
    assert load_rulebook(rule_files=[put(tmp_path, text)]).rules


def test_the_files_on_the_page_prove_themselves(tmp_path: Path) -> None:
    """All together, since a reader may put one below the other: no code or name stands twice."""
    paths = [put(tmp_path, text, f"{number}.yml") for number, text in enumerate(FILES)]
    done = run("test-rules", "--no-config", *(part for path in paths for part in ("--rules", path)))
    assert (done.status, done.err) == (0, ""), done.out


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)]+)\)", TEXT))
def test_link_leads_somewhere(link: str) -> None:
    if link.startswith("#"):
        heads = re.findall(r"^#+ (.*)$", TEXT, re.MULTILINE)
        assert link[1:] in {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}
    else:
        assert (PAGE.parent / link).exists()


def test_a_newcomer_is_led_to_the_page() -> None:
    assert "](docs/rule-files.md)" in (ROOT / "README.md").read_text("utf-8")
    assert "docs/rule-files.md" in STARTER and "docs/rule-files.md" in run("test-rules", "--help").out


if __name__ == "__main__":

    def renewed(match: re.Match[str]) -> str:
        made = MADE.get(match["name"])
        return f"<!-- {match['name']} -->\n{made()}<!-- end -->" if made else match[0]

    PAGE.write_text(PART.sub(renewed, TEXT), "utf-8")
