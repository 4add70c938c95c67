"""Rules on the words of attribution: what a cue says of the words that it reports."""

from __future__ import annotations

from collections.abc import Iterator

from linter.checks.claims import find_patterns
from linter.checks.context import Context
from linter.checks.sourcing import chosen
from linter.findings import Finding
from linter.rulebook.model import Rule


def find_cues(context: Context, rule: Rule) -> Iterator[Finding]:
    """Yield a finding for each cue that the rule looks for, and for each match of its patterns."""
    seen = set()
    for attribution in chosen(context, rule):
        span = attribution.cue
        if span is None or span in seen or context.excused(rule.unless, span, attribution.sentence):
            continue
        seen.add(span)
        source = context.text[attribution.source.start : attribution.source.end] if attribution.source else ""
        yield context.finding(rule, span, source=source)
    for finding in find_patterns(context, rule):
        if not any(span.overlaps(finding.span) for span in seen):
            yield finding
