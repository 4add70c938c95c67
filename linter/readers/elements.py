"""Tell what the elements of HTML are to a newsroom: furniture, zones of a story, and where the story is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from linter.document import Zone
from linter.readers.decoding import UnreadableError
from linter.readers.names import name_words, named_zone
from linter.segmentation import Conventions

if TYPE_CHECKING:
    import turbohtml

#: Browsers nest elements no deeper.
DEEPEST = 512

#: The most elements that a page has: the longest live blogs come to half of that.
MOST_ELEMENTS = 100_000

#: The fewest characters of a table's cell that is read: less is a figure, not a sentence.
LONG_CELL = 120

#: The most characters of an element whose class names a zone: more is something around such a one.
LONGEST_NAMED = 600

#: Part of a story's words that an element may hold and still be dropped for its name.
FURNITURE_SHARE = 0.4

#: Part of a page's words from which on a form is not one to fill in, but what a site builder puts around all of it.
FORM_SHARE = 0.8

#: How many times the words that are left those may be that names set apart, before the names are taken to mislead.
MISNAMED = 10


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


#: Elements that stand in a line of words; all others set what is in them apart.
INLINE = _set(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr output q rp rt ruby s"
    " samp small span strike strong sub sup time tt u var wbr"
)
_VOID = _set("area base basefont bgsound br col embed frame hr img input link meta param source track wbr")

#: Elements whose words no reader of a story sees, or that are no copy.
_UNSEEN = _set(
    "audio button canvas datalist dialog frameset head iframe input map math menu meter noembed noframes"
    " noscript object optgroup option picture plaintext progress rp rt script select style svg template textarea"
    " title video xmp"
)
#: Elements, and roles of elements, that a page has around its story.
_AROUND = frozenset(("nav", "footer"))
_ROLES = _set("alert alertdialog banner complementary contentinfo dialog form menu menubar navigation search toolbar")
_ZONES = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Zone.HEADLINE),
    **dict.fromkeys(("figure", "figcaption", "caption"), Zone.CAPTION),
    **dict.fromkeys(("li", "dt", "dd"), Zone.LIST),
    "blockquote": Zone.PULL_QUOTE,
    "time": Zone.TIMESTAMP,
    "address": Zone.BYLINE,
}
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class Element:
    """An element of a page: where it stands, and what it is to the reader of the story.

    `names` are the words of its classes, `whole` those classes that are no more than one; `chars` counts the characters
    shown in it, and `prose` those of them in paragraphs that are no furniture. `is_read` is false where nobody sees
    its words (`is_shown`: by its tag and its attributes), `is_furniture` true where they belong to the page and not to
    the story.
    """

    __slots__ = (
        *("tag", "parent", "depth", "start", "zone", "chars", "names", "role", "is_author", "is_body"),
        *("whole", "is_shown", "is_read", "is_furniture", "is_link", "is_preformatted", "is_apart", "node", "prose"),
    )

    def __init__(self, tag: str, parent: Element | None, start: int, attributes: dict[str, str]) -> None:
        self.tag, self.parent, self.start = tag, parent, start
        self.depth: int = parent.depth + 1 if parent else 0
        named = attributes.get("class", "") + " " + attributes.get("id", "")
        self.names = name_words(named)
        self.whole = frozenset(named.lower().split())
        self.role = attributes.get("role", "").lower()
        meaning = attributes.get("itemprop", "").lower()
        self.is_body = meaning == "articlebody"
        self.is_author = meaning == "author" or attributes.get("rel", "").lower() == "author"
        self.is_shown: bool = (parent is None or parent.is_shown) and not (
            tag in _UNSEEN
            or "hidden" in attributes
            or attributes.get("aria-hidden", "").lower() == "true"
            or _HIDDEN_STYLE.search(attributes.get("style", ""))
        )
        self.is_read = self.is_shown
        self.is_link: bool = tag == "a" or (parent is not None and parent.is_link)
        self.is_preformatted: bool = tag == "pre" or (parent is not None and parent.is_preformatted)
        self.is_furniture = self.is_apart = False
        self.zone: Zone | None = None
        self.chars = self.prose = 0
        self.node: turbohtml.Element | None = None

    @property
    def is_void(self) -> bool:
        return self.tag in _VOID

    @property
    def block_zone(self) -> Zone | None:
        """The zone of the block around a line of words."""
        return next((element.zone for element in self.path() if element.tag not in INLINE), None)

    def nearest(self, tag: str) -> Element | None:
        """Return the element itself, or the nearest around it, that has the tag."""
        return next((element for element in self.path() if element.tag == tag), None)

    def path(self) -> Iterator[Element]:
        """Yield the element and those around it, the innermost first."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent


class Story:
    """The part of a page that is its story: an element, and what stands between the headline and it."""

    def __init__(self, content: Element, headline: Element | None) -> None:
        self.content = content
        self.first = headline.start if headline and headline.start < content.start else content.start
        self._known: dict[Element, bool] = {content: True}

    def holds(self, element: Element) -> bool:
        """Tell whether the words of an element are part of the story."""
        path = []
        at: Element | None = element
        while at is not None and at not in self._known:
            path.append(at)
            at = at.parent
        inside = at is not None and self._known[at]
        for one in reversed(path):
            before = self.first <= one.start < self.content.start and (one.zone is not None or one.tag == "p")
            inside = (inside or before) and not self._is_dropped(one)
            self._known[one] = inside
        return inside

    def _is_dropped(self, element: Element) -> bool:
        return element.is_furniture and element.chars < FURNITURE_SHARE * max(1, self.content.chars)


def elements(tree: turbohtml.Document, conventions: Conventions) -> dict[int, Element]:
    """Return the elements of a page by the offset of their tags; the one around all of them has -1.

    Raises UnreadableError where they are nested too deeply, or too many.
    """
    made = list(islice(_made(tree), MOST_ELEMENTS + 1))
    if len(made) > MOST_ELEMENTS:
        raise UnreadableError(f"holds more than {MOST_ELEMENTS:,} elements; is it a page at all?")
    for element in reversed(made):
        if element.parent and element.is_shown:
            element.parent.chars += element.chars
    _judge_all(made, conventions.page_names, conventions)
    around = {**conventions.page_names, "hidden": frozenset[str](), "furniture": frozenset[str]()}
    left = made[0].prose
    if left * MISNAMED < sum([element.chars for element in made if element.tag == "p" and element.is_shown]):
        # Next to nothing is left: names that may mean anything ("widget" on each block of a page) do not count.
        _judge_all(made, around, conventions)
        if made[0].prose <= left * MISNAMED:
            _judge_all(made, conventions.page_names, conventions)
    # What the tree put in for tags that are missing stands where its first words do: the tag there counts.
    found = {element.start: element for element in reversed(made)}
    return dict(sorted(found.items()))


def _made(tree: turbohtml.Document) -> Iterator[Element]:
    """Yield an element for each of the tree, outer ones first."""
    import turbohtml

    root = Element("", None, -1, {})
    yield root
    waiting: list[tuple[turbohtml.Node, Element]] = [(child, root) for child in reversed(tree.children)]
    while waiting:
        node, parent = waiting.pop()
        if isinstance(node, turbohtml.Text):
            parent.chars += len(node.data.strip())
        elif isinstance(node, turbohtml.Element):
            place = node.source_location
            start = place.start_tag.start_offset if place else parent.start
            element = Element(node.tag, parent, start, {name: _value(value) for name, value in node.attrs.items()})
            if element.depth > DEEPEST:
                raise UnreadableError(f"nests elements more than {DEEPEST} deep; is it a page at all?")
            element.node = node
            yield element
            waiting.extend((child, element) for child in reversed(node.children))
        elif isinstance(node, turbohtml.DocumentFragment):
            waiting.extend((child, parent) for child in reversed(node.children))


def _judge_all(made: Sequence[Element], known: Mapping[str, frozenset[str]], conventions: Conventions) -> None:
    """Say of all elements of a page what they are, by the names that are `known`."""
    form = FORM_SHARE * made[0].chars
    for element in made:
        _judge(element, known, form, conventions)
    for element in made:
        # "with-sidebar" on what holds the headline is not the name of a sidebar.
        if element.tag in ("h1", "main") or element.is_body:
            for one in element.path():
                one.is_furniture = one.is_furniture and _is_around(one)
    for element in made:
        element.prose = element.chars if element.tag == "p" and element.is_read else 0
    for element in reversed(made):
        if element.parent and not element.is_furniture:
            element.parent.prose += element.prose


def _judge(element: Element, known: Mapping[str, frozenset[str]], form: float, conventions: Conventions) -> None:
    """Say of an element what its tag, its role and its classes tell, once it is known how much it holds.

    `form`: the characters from which on a form is no form.
    """
    parent, tag = element.parent, element.tag
    outer = parent.zone if parent else None
    # What a whole page is called says how it looks: "hidden-sidebar".
    is_page = tag in ("html", "body")
    element.is_read = (
        element.is_shown
        and (parent is None or parent.is_read)
        and (is_page or not _is_hidden(element, known["hidden"]))
        and not (tag in ("td", "th") and element.chars < LONG_CELL)
        and not (tag == "form" and element.chars < form)
    )
    element.is_furniture = _is_around(element) or not (
        is_page or element.names.isdisjoint(known["furniture"]) and element.names.isdisjoint(known["around"])
    )
    zone = _ZONES.get(tag)
    if element.chars <= LONGEST_NAMED:
        zone = Zone.BYLINE if element.is_author else named_zone(element.names, conventions) or zone
    if zone is None or outer is Zone.EMBED or (tag == "time" and outer is not None):
        zone = outer
    element.is_apart = zone is not outer and zone in (Zone.CREDIT, Zone.BYLINE)
    element.zone = zone


def _is_hidden(element: Element, hidden: frozenset[str]) -> bool:
    """Tell whether a class says that nobody sees an element: "hidden" itself, not "label-hidden" or "hidden-phone"."""
    names = {name for name in element.names if "-" in name or name in element.whole}
    return not names.isdisjoint(hidden)


def _is_around(element: Element) -> bool:
    """Tell whether an element says by its tag or its role that it is no part of a story."""
    in_quotation = element.tag == "footer" and element.nearest("blockquote") is not None
    return element.tag in _AROUND and not in_quotation or element.role in _ROLES


def _value(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")


def find_story(tree: turbohtml.Document, found: Mapping[int, Element]) -> Story:
    """Return where the story of a page is: what the page says itself, or else what scores best.

    Takes the furniture out of the tree.
    """
    for element in found.values():
        # Readers' comments are often longer than the story.
        if element.is_furniture and element.node:
            element.node.extract()
    made = [element for element in found.values() if element.is_read and not _in_furniture(element)]
    content = _content(tree, found, made)
    headings = [element for element in made if element.tag == "h1"]
    if any(content in heading.path() for heading in headings):
        return Story(content, None)
    before = [heading for heading in headings if heading.start < content.start]
    return Story(content, before[-1] if before else None)


def _in_furniture(element: Element) -> bool:
    return any(one.is_furniture for one in element.path())


def _content(tree: turbohtml.Document, found: Mapping[int, Element], made: list[Element]) -> Element:
    body = next((element for element in made if element.is_body), None)
    if body is not None:
        return _outermost_article(body)
    articles = [element for element in made if element.tag == "article" and _outermost_article(element) is element]
    if articles:
        longest = max(articles, key=lambda element: element.chars)
        if longest.chars * 2 > sum(element.chars for element in articles):
            return longest
    best = tree.main_content()
    if best is not None and best.source_location is not None:
        element = found.get(best.source_location.start_tag.start_offset)
        if element is not None and element.is_read and not _in_furniture(element):
            # A kindly named box above the story scores, too; but it does not hold most of what there is to read.
            most = next((one for one in element.path() if one.prose * 2 >= found[-1].prose), element)
            return _outermost_article(most)
    main = next((element for element in made if element.tag == "main"), None)
    return main or next((element for element in made if element.tag == "body"), found[-1])


def _outermost_article(element: Element) -> Element:
    """Return the article that an element is part of, or the element itself."""
    articles = [one for one in element.path() if one.tag == "article"]
    return articles[-1] if articles else element
