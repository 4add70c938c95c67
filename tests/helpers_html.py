"""Read a page back: its stories with the role of every character, its notes, and whether its tags are in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "input", "br", "hr", "img", "link"}
ROLES = {"source", "cue", "content"}


@dataclass
class Paragraph:
    """A paragraph of a story: its words, and for each character the roles, notes and speakers it has."""

    zone: str
    text: str = ""
    roles: list[frozenset[str]] = field(default_factory=list)
    notes: list[frozenset[str]] = field(default_factory=list)
    speakers: list[frozenset[str]] = field(default_factory=list)
    refs: list[str] = field(default_factory=list)


@dataclass
class Story:
    """A story of a page; `notes` has the attributes of each with its words, by the class of their element."""

    path: str
    key: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    notes: list[dict[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(paragraph.text for paragraph in self.paragraphs)


class Page(HTMLParser):
    """A page, read by the standard library; every tag must be closed where it should."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.stories: list[Story] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: dict[str, str] = {}
        self.style = self.script = self.title = ""
        self._open: list[tuple[str, dict[str, str]]] = []
        self.feed(text)
        self.close()
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        assert len(values) == len(attrs), f"an attribute twice in <{tag}>"
        self.tags.append((tag, values))
        classes = values.get("class", "").split()
        if "story" in classes:
            self.stories.append(Story(values["data-path"], values["data-story"]))
        if "text" in classes:
            self.stories[-1].paragraphs.append(Paragraph(classes[1]))
        if "note" in classes:
            self.stories[-1].notes.append(dict(values))
        if "ref" in classes:
            self.stories[-1].paragraphs[-1].refs.append(values["data-number"])
        if tag not in VOID:
            self._open.append((tag, values))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert opened == tag, f"<{opened}> is closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        classes = [set(values.get("class", "").split()) for _, values in self._open]
        tag = self._open[-1][0] if self._open else ""
        if tag in ("style", "script", "title"):
            setattr(self, tag, getattr(self, tag) + data)
        if any("text" in names for names in classes):
            paragraph = self.stories[-1].paragraphs[-1]
            paragraph.text += data
            paragraph.roles += [frozenset(set().union(*classes) & ROLES)] * len(data)
            for mine, name in ((paragraph.notes, "data-notes"), (paragraph.speakers, "data-speakers")):
                found = frozenset(" ".join(values.get(name, "") for _, values in self._open).split())
                mine += [found] * len(data)
        if any("note" in names for names in classes):
            note = self.stories[-1].notes[-1]
            inside = next(at for at, names in enumerate(classes) if "note" in names)
            for names in classes[inside + 1 :]:
                for name in names:
                    note[name] = note.get(name, "") + data
