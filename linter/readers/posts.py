"""Find the posts that an export sets into plain copy as markup with its author: `<tweet author="…">…</tweet>`.

What counts is the form, not the name of the element: it has lines of its own, an attribute names the author, and it
holds words and no other markup. Scripts, links and elements without words are left as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from linter.document import Embed, Span, Zone
from linter.segmentation import Conventions
from linter.segmentation.sentences import trim
from linter.segmentation.zones import Draft

#: The most characters of an element's attributes, of one that names the author, and of the words.
MOST_ATTRIBUTES, LONGEST_AUTHOR, MOST_WORDS = 1000, 100, 10_000

_POST = re.compile(
    rf"^[ \t]*+<(?P<name>[a-z][\w-]*+)(?P<attributes>\s[^<>]{{1,{MOST_ATTRIBUTES}}})>"
    rf"(?P<words>[^<]{{1,{MOST_WORDS}}}+)</(?P=name)>[. \t\r]*+$",
    re.IGNORECASE | re.MULTILINE,
)
_AUTHOR = re.compile(
    rf"""\s(?:[a-z]++[-_])?author\s?=\s?(?P<mark>["'])(?P<author>[^"'<>]{{1,{LONGEST_AUTHOR}}})(?P=mark)""",
    re.IGNORECASE,
)


def find_posts(text: str, conventions: Conventions) -> Iterator[tuple[Span, Embed]]:
    """Yield the elements that are posts, in order: the span of all the markup, and the author and the words in it."""
    for match in _POST.finditer(text):
        named = _AUTHOR.search(text, *match.span("attributes"))
        if named is None:
            continue
        author = Span(*trim(text, *named.span("author")))
        words = Span(*trim(text, match.start("words"), _unsigned(text, *match.span("words"), conventions)))
        if author.start < author.end and words.start < words.end:
            yield Span(*trim(text, *match.span())), Embed(author, words)


def _unsigned(text: str, start: int, end: int, conventions: Conventions) -> int:
    """Return where the words of a post end, without what exports leave after them: links, "— Jane Doe (@doe) May 3"."""
    _, end = trim(text, start, end)
    for sign in ("—", " ", " "):
        at = text.rfind(sign, start, end)
        code = conventions.furniture.match(text, at + (sign == " "), end) if at >= 0 else None
        if code and code["embed"] is not None:
            _, end = trim(text, start, at)
    return end


def set_apart(paragraphs: Iterable[Span], posts: Sequence[tuple[Span, Embed]]) -> Iterator[Draft]:
    """Yield the drafts of a text: of each post only the author and the words, and the paragraphs around it."""
    left = iter(posts)
    post = next(left, None)
    for start, end in paragraphs:
        while post and post[0].end <= end:
            whole, (author, words) = post
            if start < whole.start:
                yield Draft(start, whole.start)
            yield Draft(*author, Zone.EMBED)
            yield Draft(*words, Zone.EMBED)
            start, post = max(start, whole.end), next(left, None)
        # A paragraph in which a post begins, and that ends before it does, is a line of it.
        if post and post[0].start < end:
            end = post[0].start
        if start < end:
            yield Draft(start, end)
