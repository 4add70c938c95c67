"""The compiled rulebook that is kept between runs: used when it is ours and whole, and else made anew."""

from __future__ import annotations

import os
import textwrap
from pathlib import Path
from types import SimpleNamespace

import pytest
import regex
from helpers_rules import HOUSE, RULE, codes, in_force, look, put

import linter.rulebook
import linter.rulebook.loader
import linter.rulebook.regexes
from linter.rulebook import RuleFileError, load_rulebook

STOLE = "He stole the files."


class Builds:
    """Counts how often a rulebook is compiled."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count, build = 0, linter.rulebook.loader.build

        def counted(*args: object) -> object:
            self.count += 1
            return build(*args)  # type: ignore[arg-type]

        monkeypatch.setattr(linter.rulebook.loader, "build", counted)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that rulebooks are kept in for this test."""
    folder = tmp_path / "kept"
    monkeypatch.setenv("SAYSSO_CACHE_DIR", str(folder))
    return folder


@pytest.fixture
def builds(house: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> Builds:
    return Builds(monkeypatch)


def rulebooks(folder: Path) -> list[Path]:
    return list(folder.glob("*.rulebook"))


def only(folder: Path) -> Path:
    (path,) = rulebooks(folder)
    return path


def test_a_warm_cache_is_used(builds: Builds, kept: Path, tmp_path: Path) -> None:
    own = put(tmp_path, RULE)
    cold = look(STOLE, load_rulebook(rule_files=[own]))
    warm = look(STOLE, load_rulebook(rule_files=[own]))
    assert builds.count == 1
    assert cold.findings == warm.findings and [f.code for f in warm.findings] == ["ZZ101"]


def test_what_is_kept_is_this_users_alone(builds: Builds, kept: Path) -> None:
    load_rulebook()
    assert kept.stat().st_mode & 0o077 == 0
    assert len(list(kept.iterdir())) == 2, "the rulebook and its regexes"
    assert all(path.stat().st_mode & 0o077 == 0 for path in kept.iterdir())


def test_no_cache_keeps_nothing(builds: Builds, kept: Path) -> None:
    load_rulebook(cache=False)
    load_rulebook(cache=False)
    assert builds.count == 2 and not kept.exists()


CHANGES = {
    "an own rule": lambda house, own: own.write_text(RULE.replace("[stole]", "[took]")),
    "a shipped rule": lambda house, own: (house / "claims/labels.yml").write_text(
        textwrap.dedent(HOUSE["claims/labels.yml"]).replace('["{labels}"]', '["{labels}", files]')
    ),
    "a shipped file more": lambda house, own: (house / "claims/more.yml").write_text("words: {labels: [files]}\n"),
    "a shipped file less": lambda house, own: (house / "profiles/strict.yml").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_a_rule_makes_it_anew(change: str, builds: Builds, house: Path, tmp_path: Path) -> None:
    own = put(tmp_path, RULE)
    before = codes(STOLE, load_rulebook(rule_files=[own]))
    CHANGES[change](house, own)
    after = codes(STOLE, load_rulebook(rule_files=[own]))
    assert builds.count == 2
    assert (before == after) is (change == "a shipped file less")


def test_another_rulebook_compiles_what_is_new_alone(
    builds: Builds, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(RuleFileError):  # what stands in other files is kept all the same
        load_rulebook(rule_files=[put(tmp_path, "genre: opnion\n", "wrong.yml")])
    sources = []

    def compiled(source: str, flags: int) -> regex.Pattern[str]:
        sources.append(source)
        return regex.compile(source, flags)

    monkeypatch.setattr(linter.rulebook.regexes, "regex", SimpleNamespace(compile=compiled, I=regex.I))
    own = put(tmp_path, RULE)
    assert codes(STOLE, load_rulebook(rule_files=[own])) == ["ZZ101"]
    assert [("stole" in source) for source in sources] == [True]
    (regexes,) = kept.glob("*.regexes")
    for name, damage in DAMAGE.items():
        regexes.write_bytes(damage(regexes.read_bytes()))
        own.write_text(f"{RULE}# {name}\n")
        assert codes("The rogue stole it.", load_rulebook(rule_files=[own])) == ["UA901", "ZZ101"], name


def test_each_profile_is_kept_apart(builds: Builds, kept: Path) -> None:
    severities = [in_force(load_rulebook(name))["UA901"] for name in ("recommended", "strict", "recommended", "strict")]
    assert severities == ["error", "warning", "error", "warning"]
    assert builds.count == 2 and len(rulebooks(kept)) == 2


def test_a_file_that_is_extended_and_changes_is_read_anew(builds: Builds, tmp_path: Path) -> None:
    base, own = put(tmp_path, RULE, "base.yml"), put(tmp_path, "extends: base.yml\n")
    assert codes(STOLE, load_rulebook(rule_files=[own])) == ["ZZ101"]
    base.write_text(RULE.replace("[stole]", "[took]"))
    assert codes(STOLE, load_rulebook(rule_files=[own])) == []


def flip(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


DAMAGE = {
    "cut short": lambda data: data[: len(data) // 2],
    "empty": lambda data: b"",
    "a bit flipped": flip,
    "another program's": lambda data: b"not ours" + data,
    "other bytes": lambda data: bytes(range(256)) * 9,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_cache_is_made_anew(damage: str, builds: Builds, kept: Path) -> None:
    load_rulebook()
    path = only(kept)
    path.write_bytes(DAMAGE[damage](path.read_bytes()))
    assert codes("The rogue left.", load_rulebook()) == ["UA901"]
    assert builds.count == 2
    load_rulebook()
    assert builds.count == 2, "and kept"


class Trap:
    """What leaves a file behind when its pickle is loaded."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.path,)


@pytest.fixture
def trap(builds: Builds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A path that comes to be when what was kept in place of a rulebook is unpickled."""
    path = tmp_path / "sprung"
    with monkeypatch.context() as patch:
        patch.setattr(linter.rulebook.loader, "build", lambda *_: (Trap(path), True))
        load_rulebook()
    return path


def test_the_trap_works(builds: Builds, trap: Path) -> None:
    """A cache of this user's own is opened: what the tests below find shut is shut for their reason alone."""
    assert codes("The rogue left.", load_rulebook()) == ["UA901"]
    assert trap.exists()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="only where files have owners")
@pytest.mark.parametrize("mode", [0o666, 0o660, 0o602], ids=oct)
def test_a_cache_that_others_can_write_is_not_opened(mode: int, builds: Builds, kept: Path, trap: Path) -> None:
    only(kept).chmod(mode)
    assert codes("The rogue left.", load_rulebook()) == ["UA901"]
    assert builds.count == 1 and not trap.exists()


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give a file away")
def test_a_cache_of_another_user_is_not_opened(builds: Builds, kept: Path, trap: Path) -> None:
    os.chown(only(kept), 12345, -1)
    assert codes("The rogue left.", load_rulebook()) == ["UA901"]
    assert builds.count == 1 and not trap.exists()


def test_what_is_kept_and_is_no_rulebook_is_passed_over(builds: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(linter.rulebook.loader, "build", lambda *_: ({"a": "dict"}, True))
        load_rulebook()
    assert codes("The rogue left.", load_rulebook()) == ["UA901"]
    assert builds.count == 1


@pytest.mark.parametrize("where", ["under a file", "a file", "a folder in the way"])
def test_a_folder_that_cannot_be_written_costs_nothing_but_time(
    where: str, builds: Builds, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if where == "under a file":
        (tmp_path / "file").touch()
        monkeypatch.setenv("SAYSSO_CACHE_DIR", str(tmp_path / "file" / "folder"))
    elif where == "a file":
        kept.touch()
    else:
        load_rulebook()
        path = only(kept)
        path.unlink()
        path.mkdir()
        (path / "full").touch()
    assert codes("The rogue left.", load_rulebook()) == ["UA901"]


def test_old_rulebooks_are_cleared_away(builds: Builds, kept: Path, tmp_path: Path) -> None:
    files = [put(tmp_path, "summary: x\n", f"{number}.yml") for number in range(15)]
    for number, file in enumerate(files):
        load_rulebook(rule_files=[file])
        for path in kept.iterdir():  # a second older each time, whatever the clock of the file system
            os.utime(path, (path.stat().st_atime, path.stat().st_mtime - 1))
        assert len(rulebooks(kept)) == min(number + 1, 12)
    load_rulebook(rule_files=[files[-1]])
    assert builds.count == 15, "the newest is still there"
    load_rulebook(rule_files=[files[0]])
    assert builds.count == 16, "the oldest is not"
