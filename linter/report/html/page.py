"""Templates, style and script: everything that makes a page out of what it tells."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any

from linter.report.base import MissingExtraError
from linter.report.words import many

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def render(template: str, **values: Any) -> str:
    """Return a template filled in. Raises `MissingExtraError` without jinja2."""
    return environment().get_template(template).render(values)


@cache
def environment() -> Environment:
    """Return the templates, with every value escaped and a missing one an error."""
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError:
        raise MissingExtraError("html", "html") from None
    made = Environment(
        loader=PackageLoader(__package__, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(exact=exact, many=many, markup=markup)
    made.globals.update(asset=asset, digest=digest)
    return made


def markup(text: str) -> Markup:
    """Return what a template of ours has made already, not to be escaped again."""
    from markupsafe import Markup

    return Markup(text)


def exact(text: str) -> Markup:
    """Return text escaped so that a browser reads back every character of it.

    Browsers turn a bare carriage return into a line feed and drop a NUL, which no reference can express.
    """
    from markupsafe import Markup, escape

    return Markup(str(escape(text)).replace("\r", "&#13;").replace("\0", "\ufffd"))


@cache
def asset(name: str) -> Markup:
    """Return a style sheet or script as it stands in its file."""
    made = environment()
    assert made.loader is not None
    return markup(made.loader.get_source(made, name)[0])


@cache
def digest(name: str) -> str:
    """Return the source expression by which a Content-Security-Policy lets this style or script in, and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(asset(name).encode()).digest()).decode()
