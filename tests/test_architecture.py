"""The walls of the house: which module may import which, who may touch the world, what goes into the wheel.

bytes -> Document -> attributions -> claims -> findings -> report, and the command line outside of it all.
"""

from __future__ import annotations

import ast
import configparser
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest
from helpers_cli import ROOT

#: From the ground up. A module imports its own package and rows above it in this table, never one below.
LAYERS = (
    ("document", "shipped"),
    ("findings",),
    ("segmentation", "fingerprint"),
    ("rulebook",),
    ("readers",),
    ("attribution",),
    ("checks", "suppression", "baseline", "changes"),
    ("pipeline",),
    ("selftest", "report", "api"),
    ("config",),
    ("cli",),
    ("__main__",),
)
HEIGHT = {name: height for height, row in enumerate(LAYERS) for name in row}

#: The only modules below the command line that may read files: rule files, rulebooks kept between runs, and the
#: drafts that a program asks the library to read.
READERS = {
    "api.py",
    *("shipped.py", "segmentation/conventions.py"),
    *("rulebook/__init__.py", "rulebook/files.py", "rulebook/loader.py", "rulebook/cache.py"),
}
#: The only one that may write, in the user's cache folder.
WRITERS = {"rulebook/cache.py"}

SPEAKING = {"print", "input", "exit", "quit", "breakpoint"}
READING = {
    *("open", "read_text", "read_bytes", "exists"),
    *("iterdir", "glob", "rglob", "scandir", "listdir", "walk"),
    *("is_file", "is_dir", "isfile", "isdir"),
}
WRITING = {"write_text", "write_bytes", "mkdir", "makedirs", "unlink", "rmdir", "touch", "chmod", "rename"}
#: Modules that talk to the clock, to chance, to other programs or to the network.
OUTSIDE = {
    *("time", "datetime", "random", "secrets", "logging", "subprocess", "tempfile", "shutil"),
    *("socket", "ssl", "http", "urllib", "threading", "multiprocessing", "concurrent", "asyncio", "click"),
}
#: What stands beside them and only rewrites text.
SPELLING = ("urllib.parse.",)

MODULES = sorted((ROOT / "linter").rglob("*.py"))
PURE = [path for path in MODULES if path.relative_to(ROOT / "linter").parts[0] not in ("cli", "__main__.py")]


def label(path: Path) -> str:
    return path.relative_to(ROOT / "linter").as_posix()


def part(path: Path) -> str:
    """Return the layer that a module belongs to: its package, or its own name at the top."""
    return path.relative_to(ROOT / "linter").parts[0].removesuffix(".py")


@cache
def nodes(path: Path) -> list[ast.AST]:
    """Return the syntax of a module, without what runs only when it is called as a program."""
    tree = ast.parse(path.read_text("utf-8"))
    guard = ast.dump(ast.parse("__name__ == '__main__'", mode="eval").body)
    tree.body = [node for node in tree.body if not (isinstance(node, ast.If) and ast.dump(node.test) == guard)]
    return list(ast.walk(tree))


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Give the line and the full name of all that a module imports, wherever it does."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield node.lineno, name.name
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{label(path)}:{node.lineno}: a relative import; write the whole name"
            for name in node.names:
                yield node.lineno, f"{node.module}.{name.name}"


def deeds(path: Path) -> Iterator[tuple[int, str, str]]:
    """Give the line of everything by which a module touches the world, what it is, and its kind."""
    for node in nodes(path):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in SPEAKING:
                yield node.lineno, node.func.id, "speaks"
            elif node.func.id == "open":
                yield node.lineno, "open", "reads"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in READING:
                yield node.lineno, node.func.attr, "reads"
            elif node.func.attr in WRITING:
                yield node.lineno, node.func.attr, "writes"
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            name = f"{node.value.id}.{node.attr}"
            if name in ("sys.stdout", "sys.stderr", "sys.stdin", "sys.exit", "sys.argv", "os._exit"):
                yield node.lineno, name, "speaks"
            elif name in ("os.replace", "os.remove", "os.rename"):
                yield node.lineno, name, "writes"
            elif name == "os.environ":
                yield node.lineno, name, "reads"


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_imports_point_one_way(path: Path) -> None:
    here = part(path)
    if here == "__init__":
        # What a program imports from here; test_api.py holds it to be imported only when it is asked for.
        assert {name.split(".")[1] for _, name in imports(path) if name.startswith("linter.")} == {"api"}
        return
    assert here in HEIGHT, f"{label(path)} is new: say in LAYERS where it stands"
    for line, name in imports(path):
        words = name.split(".")
        if words[0] != "linter" or words[1] in ("__version__", here):
            continue
        assert words[1] in HEIGHT, f"{label(path)}:{line} imports {name}, which has no place in LAYERS"
        assert HEIGHT[words[1]] < HEIGHT[here], f"{label(path)}:{line} imports {name}: {here} stands below it"


@pytest.mark.parametrize("path", PURE, ids=label)
def test_only_the_command_line_reads_prints_and_exits(path: Path) -> None:
    allowed = {"reads"} if label(path) in READERS else set()
    allowed |= {"writes"} if label(path) in WRITERS else set()
    found = [f"{label(path)}:{line}: {what} {how}" for line, what, how in deeds(path) if how not in allowed]
    assert found == []


@pytest.mark.parametrize("path", PURE, ids=label)
def test_no_clock_no_chance_no_network(path: Path) -> None:
    outside = [(line, name) for line, name in imports(path) if name.split(".")[0] in OUTSIDE]
    found = [f"{label(path)}:{line}: {name}" for line, name in outside if not name.startswith(SPELLING)]
    assert found == []


def test_a_start_pays_for_nothing_it_does_not_use() -> None:
    """The modules that a warm run of `saysso lint` loads import none of what is slow to load."""
    slow = {"yaml", "msgspec", "tabulate", "markdown_it", "jinja2", "pathspec", "turbohtml", "defusedxml"}
    lazy = {
        "config/schema.py",
        "config/source.py",
        "rulebook/yamlfile.py",
        "rulebook/source.py",
        "rulebook/schema.py",
        "rulebook/vocabulary.py",
        "rulebook/loader.py",
        "rulebook/compiler.py",
    }
    for path in MODULES:
        if label(path) in lazy | {"readers/markdown.py"}:
            continue
        top = ast.parse(path.read_text("utf-8")).body
        found = {n.module for n in top if isinstance(n, ast.ImportFrom)}
        found |= {name.name for node in top if isinstance(node, ast.Import) for name in node.names}
        assert not found & slow, label(path)


@cache
def setup() -> configparser.ConfigParser:
    found = configparser.ConfigParser(interpolation=None)
    found.read(ROOT / "setup.cfg", "utf-8")
    return found


def test_every_package_is_in_the_wheel() -> None:
    packages = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "linter").rglob("__init__.py")}
    assert set(setup()["options"]["packages"].split()) == packages | {"linter.rules"}
    assert setup()["options"]["package_dir"].split() == ["linter.rules", "=", "rules"]


def test_every_rule_file_is_in_the_wheel() -> None:
    """test_install.py looks into a real wheel; this needs no network."""
    globs = [glob.strip() for glob in setup()["options.package_data"]["linter.rules"].split(",")]
    for path in (ROOT / "rules").rglob("*"):
        name = path.relative_to(ROOT / "rules").as_posix()
        if path.is_file() and "__pycache__" not in name:
            assert any(fnmatch(name, glob) and name.count("/") == glob.count("/") for glob in globs), name


def test_the_licence_is_in_the_wheel() -> None:
    assert setup()["metadata"]["license_files"].split() == ["LICENSE"]
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("MIT License")


def test_metadata_lives_in_setup_cfg() -> None:
    assert set(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))) == {"build-system"}
