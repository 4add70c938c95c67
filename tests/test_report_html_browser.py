"""The page of `--format html` in a real browser: filters, keys, places, phone, dark, paper, and no request.

Needs a Chromium (`apt-get install chromium`, or SAYSSO_BROWSER with its path). Without one these are skipped, save
in CI, where they have to run.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from helpers_cli import ROOT, run

from linter.readers import read_text

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install 'saysso[test]'")

#: Nothing that would have the browser call home, and no sandbox, which needs rights that containers lack.
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

Opened = Callable[..., Any]

#: What saysso says of the story that most of these tests open, in the order of the notes, which are numbered from 1.
FOUND = json.loads((ROOT / "samples/expected/state-newspaper.json").read_text("utf-8"))
ALL = len(FOUND)


def numbered(**wanted: str) -> list[str]:
    """Return the numbers of the notes whose findings have these values."""
    return [
        str(number) for number, one in enumerate(FOUND, 1) if all(one[key] == value for key, value in wanted.items())
    ]


ERRORS, DOUBTS = numbered(severity="error"), numbered(code="AW301")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    found = os.environ.get("SAYSSO_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        assert not os.environ.get("CI"), "no browser found, and in CI these tests have to run"
        pytest.skip("no browser: install Chromium, or set SAYSSO_BROWSER to the path of one")
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """Give the address of the page of some samples, made once."""
    folder = tmp_path_factory.mktemp("pages")

    def made(*paths: Path | str) -> str:
        target = folder / ("-".join(Path(path).stem for path in paths) + ".html")
        if not target.exists():
            names = [ROOT / "samples" / path for path in paths]
            assert run("lint", "--format", "html", "--exit-zero", "-q", "-o", target, *names).status == 0
        return target.as_uri()

    return made


@pytest.fixture
def opened(browser: Any, pages: Callable[..., str]) -> Iterator[Opened]:
    """Open the page of some samples; at the end, nothing may have gone wrong in it or left it."""
    contexts, troubles = [], []

    def go(*paths: Path | str, width: int = 1280, height: int = 900, anchor: str = "", **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        address = pages(*paths)
        page.on("console", lambda message: troubles.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda one: one.url.split("#")[0] == address or troubles.append(f"asks for {one.url}"))
        page.goto(address + anchor)
        return page

    yield go
    for context in contexts:
        context.close()
    assert troubles == []


STATE, CLEAN, WIRE = "state-newspaper.txt", "clean-story.txt", "wire-story.txt"
MANY = (STATE, CLEAN, WIRE, "data-story.md", "indian-story.txt")


def numbers(page: Any, selector: str = ".note") -> list[str]:
    """Return the numbers of the notes that are shown."""
    return [note.get_attribute("data-note") for note in page.locator(f"{selector}:visible").all()]


def boxes(page: Any, selector: str) -> list[dict[str, float]]:
    return [one.bounding_box() for one in page.locator(f"{selector}:visible").all()]


def status(page: Any) -> str:
    return str(page.locator("#position").inner_text())


def wide_is(page: Any) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


# -- Reading -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [STATE, CLEAN, "data-story.md"])
def test_the_browser_reads_the_document_word_for_word(opened: Opened, name: str) -> None:
    page = opened(name)
    shown = page.eval_on_selector_all(".text", "all => all.map(one => one.textContent)")
    text = read_text((ROOT / "samples" / name).read_text("utf-8"), name).text
    assert "".join("".join(shown).split()) == "".join(text.split())
    assert all(words in text for words in shown)


def test_odd_characters_and_markup_stay_words(opened: Opened, tmp_path: Path) -> None:
    draft = tmp_path / "odd.txt"
    copy = "A headline\n\nOne\r\ntwo <script>window.bad = 1</script> {{ 7 * 7 }} \u202eturned\u202c \x0c end </p>, he said.\n"
    draft.write_bytes(copy.encode())
    page = opened(draft)
    assert page.locator(".text").last.text_content() in copy
    assert "One\r\ntwo <script>" in page.locator(".text").last.text_content()
    assert page.evaluate("window.bad") is None


@pytest.mark.parametrize("name", [STATE, WIRE, "unsourced-story.txt"])
@pytest.mark.parametrize("width", [1000, 1280])
def test_notes_stand_beside_their_words_and_never_over_each_other(opened: Opened, name: str, width: int) -> None:
    page = opened(name, width=width)
    copy = max(box["x"] + box["width"] for box in boxes(page, ".text"))
    notes = boxes(page, ".note")
    assert notes and all(box["x"] >= copy and box["x"] + box["width"] <= width for box in notes)
    for above, below in pairwise(notes):
        assert above["y"] + above["height"] <= below["y"]
    for number in numbers(page):
        page.locator(f".ref[data-number='{number}']").click()
        note = page.locator(f".note[data-note='{number}']").bounding_box()
        words = page.locator(f"mark[data-notes~='{number}']").first.bounding_box()
        # Notes that fill the margin from the top of the copy on leave the next one no room but below them.
        above = [box for box in boxes(page, ".note") if box["y"] < note["y"]]
        full = boxes(page, ".text")[0]["y"] + sum(box["height"] for box in above)
        assert words["y"] - 40 < note["y"] < max(words["y"], full) + 40, f"note {number}"


def test_without_script_the_story_and_every_note_are_there(opened: Opened) -> None:
    page = opened(STATE, java_script_enabled=False)
    assert len(numbers(page)) == ALL and not page.locator(".needs-js:visible").count()
    assert page.locator("button:visible").count() == 0
    source = page.locator(".text .source").first
    assert source.is_visible() and "underline" in line_under(source)
    page.locator("#show-source").uncheck()
    assert "underline" not in line_under(source)
    many = opened(*MANY, java_script_enabled=False)
    many.locator("details.draft summary").first.click()
    assert numbers(many)


def line_under(element: Any) -> str:
    return str(element.evaluate("one => getComputedStyle(one).textDecorationLine"))


# -- Choosing ----------------------------------------------------------------------------------------------------


def test_severities_and_rules_are_filtered(opened: Opened) -> None:
    page = opened(STATE)
    assert len(numbers(page)) == ALL and status(page) == str(ALL)
    page.get_by_role("checkbox", name=f"{len(ERRORS)} errors").uncheck()
    assert not set(ERRORS) & set(numbers(page)) and status(page) == f"{ALL - len(ERRORS)} of {ALL} shown"
    assert page.locator(f".ref[data-number='{ERRORS[0]}']").is_hidden()
    assert page.locator(f"mark[data-notes='{ERRORS[0]}']").get_attribute("class") == "off"
    page.get_by_text("Rules", exact=False).first.click()
    page.get_by_role("checkbox", name="AW301").uncheck()
    assert status(page) == f"{ALL - len(ERRORS) - len(DOUBTS)} of {ALL} shown"
    # What two findings share looks like the one that is left.
    (report,) = numbered(match="a report claiming")
    assert page.locator(f"mark[data-notes='{report} {DOUBTS[0]}']").get_attribute("class") == "info"
    page.get_by_role("button", name="None").click()
    assert numbers(page) == [] and status(page) == f"0 of {ALL} shown"
    page.keyboard.press("n")
    page.get_by_role("button", name="All").click()
    page.get_by_role("checkbox", name=f"{len(ERRORS)} errors").check()
    assert len(numbers(page)) == ALL and status(page) == str(ALL)


def test_the_legend_switches_marks_off_and_on(opened: Opened) -> None:
    page = opened(STATE)
    for role, name in (("source", "source"), ("cue", "cue"), ("content", "what is said")):
        mark = page.locator(f".text span[class='{role}']").first
        page.get_by_role("checkbox", name=name).uncheck()
        assert "underline" not in line_under(mark)
        page.get_by_role("checkbox", name=name).check()
        assert "underline" in line_under(mark)
    page.get_by_role("checkbox", name="finding", exact=True).uncheck()
    assert numbers(page) == [] and not page.locator(".ref:visible").count()
    page.keyboard.press("n")
    assert page.locator(".note.active").is_visible()


def test_a_speaker_s_words_light_up(opened: Opened) -> None:
    page = opened(STATE)
    button = page.locator("button.voice", has_text="Ilsa Brandt")
    button.click()
    speaker = page.locator("[data-speaker]", has=button).get_attribute("data-speaker")
    heard = page.locator(".heard")
    assert heard.count() > 5 and heard.count() == page.locator(f"[data-speakers~='{speaker}']").count()
    assert button.get_attribute("aria-pressed") == "true"
    page.locator("button.voice", has_text="Norland Times").first.click()
    assert button.get_attribute("aria-pressed") == "false" and page.locator("[aria-pressed=true]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".heard").count() == 0 and page.locator("[aria-pressed=true]").count() == 0


# -- Walking through it ------------------------------------------------------------------------------------------


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.dataset.note || document.activeElement.dataset.number || ''"))


def test_keys_walk_through_the_findings(opened: Opened) -> None:
    page = opened(STATE, height=500)
    for key, number in (("n", "1"), ("j", "2"), ("p", "1"), ("k", str(ALL)), ("n", "1")):
        page.keyboard.press(key)
        assert (focused(page), status(page)) == (number, f"{number} of {ALL}"), key
        assert page.locator(f"mark[data-notes~='{number}'].active").count()
        words = page.locator(f"mark[data-notes~='{number}']").first.bounding_box()
        note = page.locator(f".note[data-note='{number}']").bounding_box()
        assert 0 <= words["y"] < 500 and 0 <= note["y"] < 500, f"{key}: note {number} is out of sight"
    why = page.locator(".note.active details")
    page.keyboard.press("Enter")
    assert why.get_attribute("open") is not None and why.locator("p").is_visible()
    page.keyboard.press("Enter")
    assert why.get_attribute("open") is None
    page.keyboard.press("Escape")
    assert page.locator(".active").count() == 0 and status(page) == str(ALL)
    assert page.evaluate("document.activeElement.className").startswith("ref")


def test_keys_pass_over_what_is_filtered(opened: Opened) -> None:
    page = opened(STATE)
    page.get_by_role("checkbox", name=f"{len(numbered(severity='warning'))} warnings").uncheck()
    page.get_by_role("checkbox", name=f"{len(numbered(severity='info'))} notes").uncheck()
    for number in ERRORS:
        page.keyboard.press("n")
        assert focused(page) == number
    assert status(page) == f"{len(ERRORS)} of {len(ERRORS)}"


def test_the_keys_are_told_and_can_be_switched_off(opened: Opened) -> None:
    page = opened(STATE)
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.get_by_role("checkbox", name="Single keys").uncheck()
    page.get_by_role("button", name="Close").click()
    assert not page.get_by_role("dialog").count()
    page.keyboard.press("n")
    assert page.locator(".active").count() == 0
    page.get_by_role("button", name="Next finding").click()
    assert focused(page) == "1"


def test_tab_reaches_the_numbers_and_a_skip_link_comes_first(opened: Opened) -> None:
    page = opened(STATE)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to the story" and skip.bounding_box()["width"] > 50
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("aria-label") == "note 1: warning, empty-credit"
    assert page.locator(":focus").evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.locator(".note.active").get_attribute("data-note") == "1"


def test_what_a_screen_reader_is_told(opened: Opened) -> None:
    page = opened(STATE)
    assert page.get_by_role("link", name=f"note {ERRORS[0]}: error, self-attribution").count() == 1
    assert page.get_by_role("region", name=f"{ERRORS[0]}, to its words error SQ206 self-attribution").count() == 1
    assert page.get_by_role("heading", name="Norland rejects smears over harbour network").count() == 1
    assert page.get_by_role("complementary", name="Who speaks in").count() == 1
    assert page.get_by_role("status").inner_text() == str(ALL)


# -- Many drafts -------------------------------------------------------------------------------------------------


def test_the_index_leads_to_a_story_and_keys_unfold_the_next(opened: Opened) -> None:
    page = opened(*MANY)
    assert page.locator(".story:visible").count() == 0
    page.get_by_role("link", name=WIRE).click()
    assert [one.get_attribute("data-path") for one in page.locator(".story:visible").all()] == [
        str(ROOT / "samples" / WIRE)
    ]
    page.keyboard.press("n")
    assert page.locator(".story:visible").count() == 2
    assert page.locator(".note.active").is_visible()
    for box in page.locator("input[data-filter=severity]").all():
        box.uncheck()
    assert page.locator("details.quiet").count() >= 1


def test_an_address_leads_to_a_finding_in_a_folded_story(opened: Opened, pages: Callable[..., str]) -> None:
    page = opened(*MANY)
    target = page.locator(".note").nth(5).get_attribute("id")
    again = opened(*MANY, anchor=f"#{target}")
    assert again.locator(".note.active").get_attribute("id") == target
    assert again.locator(".note.active").is_visible()


# -- Screens and paper -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("names", [(STATE,), (CLEAN,), MANY], ids=["flagged", "clean", "many"])
@pytest.mark.parametrize("width", [320, 360, 800, 1280])
def test_nothing_scrolls_sideways(opened: Opened, names: tuple[str, ...], width: int) -> None:
    page = opened(*names, width=width, height=740)
    for summary in page.locator("details.draft > summary").all():
        summary.click()
    assert wide_is(page) == width
    for _ in range(3):
        page.keyboard.press("n")
    assert wide_is(page) == width


def test_a_long_word_breaks_and_does_not_widen_the_phone(opened: Opened, tmp_path: Path) -> None:
    draft = tmp_path / ("long-name-" * 12 + ".txt")
    draft.write_text(f"A headline\n\nIt is believed that https://example.org/{'x' * 200} is {'y' * 90}, aides said.\n")
    assert wide_is(opened(draft, width=360)) == 360


def brightness(page: Any, what: str) -> float:
    color = page.evaluate(f"getComputedStyle(document.body).{what}")
    return sum(map(float, color[color.index("(") + 1 : -1].split(",")[:3])) / 3


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_it_goes_by_the_reader_s_light(opened: Opened, scheme: str, dark: bool) -> None:
    page = opened(STATE, color_scheme=scheme)
    assert (brightness(page, "backgroundColor") < brightness(page, "color")) is dark


def test_paper_has_every_note_whole_and_nothing_to_press(opened: Opened) -> None:
    page = opened(*MANY, color_scheme="dark")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".story:visible").count() == len(MANY)
    assert len(numbers(page)) == page.locator(".note").count() > 19
    assert all(note.locator("details p").is_visible() for note in page.locator(".note").all())
    assert page.locator("button:not(.voice):visible, .steps:visible, .filter:visible").count() == 0
    assert brightness(page, "backgroundColor") == 255 and brightness(page, "color") == 0
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.locator(".story:visible").count() == 0


def test_a_print_is_not_blank(opened: Opened) -> None:
    page = opened(STATE)
    full = page.pdf(format="A4")
    assert full.startswith(b"%PDF")
    sheets = full.count(b"/Type /Page\n") or full.count(b"/Type /Page ")
    page.evaluate("document.body.replaceChildren()")
    assert sheets >= 3 and len(full) > 4 * len(page.pdf(format="A4"))


def test_words_that_are_not_shown_have_no_place_to_stand_beside(opened: Opened) -> None:
    page = opened(STATE)
    page.evaluate("document.querySelector('.copy').style.display = 'none'")
    page.evaluate("window.dispatchEvent(new Event('resize'))")


def test_the_page_forbids_itself_to_fetch_and_to_run_what_is_put_into_it(
    browser: Any, pages: Callable[..., str]
) -> None:
    page = browser.new_page()
    page.goto(pages(STATE))
    assert page.evaluate("fetch('https://example.org/').then(() => 'fetched', () => 'refused')") == "refused"
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.bad = 1";
        document.body.append(script);
    }""")
    assert page.evaluate("window.bad") is None
    page.close()
