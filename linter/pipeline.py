"""One document through all stages. Pure: no files, no printing, no clock."""

from __future__ import annotations

from linter.attribution import attribute
from linter.checks import check
from linter.document import Document
from linter.findings import Report
from linter.rulebook.model import Rulebook

#: What to say of a document that `lint` gave up.
TOO_LONG = "takes an attribution pattern too long; is there a line without spaces in it?"


def lint(document: Document, rulebook: Rulebook) -> Report:
    """Return the attributions, speakers and findings of a document under a rulebook, as its comments let them pass.

    Raises TimeoutError where an attribution pattern takes too long.
    """
    read = attribute(document, rulebook)
    found = check(read, rulebook)
    report = Report(
        document=document,
        attributions=read.attributions,
        speakers=read.speakers,
        statuses=read.statuses,
        findings=found.findings,
        problems=found.problems,
        ran=frozenset(rule.code for rule in found.rulebook.rules if rule.severity),
        genre=found.genre,
        attitudes=read.attitudes,
    )
    if not document.comments:
        return report
    # Imported here: few drafts have comments.
    from linter.suppression import suppressed

    return suppressed(report, found.rulebook)
