"""The findings that a newsroom had when it began to look: kept in a file, let pass until their sentence changes.

A finding is known by its draft, its rule and its sentence, and by how often: edits elsewhere wake nothing, the same
sentence a second time is new. The file holds no copy, only digests of it, one entry a line in a fixed order, so that
two branches that change different drafts merge.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from linter.findings import Finding, Report, Suppressed
from linter.fingerprint import keys

#: The version of the file. It grows when a reader of the old one would be misled.
VERSION = 1
_MARK = "saysso_baseline"
#: Hexadecimal digits of a digest: two sentences of a draft do not share one, and a line stays short.
_DIGITS = 16

#: Rule and digest of the sentence, and how often: what is let pass in one draft.
Entries = Mapping[tuple[str, str], int]
#: The entries of each draft, by its path as the baseline's folder sees it, with slashes.
Baseline = Mapping[str, Entries]


class BaselineError(ValueError):
    """A file that cannot be used as a baseline; the message reads on after its path."""


def let_pass(report: Report, entries: Entries) -> Report:
    """Return the report with what the entries of its draft let pass set aside, as often as they say."""
    left = Counter(entries)
    kept: list[Finding] = []
    passed: list[Suppressed] = []
    for finding, entry in zip(report.findings, _entries(report), strict=True):
        if left[entry] > 0:
            left[entry] -= 1
            passed.append(Suppressed(finding, "baseline"))
        else:
            kept.append(finding)
    return report._replace(findings=tuple(kept), suppressed=(*report.suppressed, *passed))


def entries_of(report: Report) -> Counter[tuple[str, str]]:
    """Return the entries that would let all findings of a report pass."""
    return Counter(_entries(report))


def gone(entries: Entries, found: Entries, ran: frozenset[str]) -> Counter[tuple[str, str]]:
    """Return which of a draft's entries, of rules that ran, nothing was found for, and how often."""
    old = Counter({entry: count for entry, count in entries.items() if entry[0] in ran})
    return old - Counter(found)


def renewed(entries: Entries, found: Entries, ran: frozenset[str]) -> Entries:
    """Return a draft's entries after a run: what was found, and what is kept of rules that did not run."""
    return {**{entry: count for entry, count in entries.items() if entry[0] not in ran}, **found}


def parse(text: str) -> Baseline:
    """Return the baseline that a file's text holds; of an entry that stands twice, after a merge, the higher count.

    Raises BaselineError.
    """
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise BaselineError(f"is not a baseline: it cannot be read as JSON{line}") from None
    version = whole.get(_MARK) if isinstance(whole, dict) else None
    if version is None:
        raise BaselineError("is not a baseline of saysso; --write-baseline writes one")
    if version != VERSION:
        raise BaselineError(
            f"is a baseline of version {version!r}, and this saysso reads version {VERSION}: "
            "write it anew, or use the saysso that wrote it"
        )
    records = whole.get("findings")
    if not isinstance(records, list):
        raise BaselineError("is not a baseline: it has no list of findings")
    found: dict[str, dict[tuple[str, str], int]] = {}
    for number, record in enumerate(records, 1):
        if record is None:
            continue
        path, entry, count = _checked(record, number)
        entries = found.setdefault(path, {})
        entries[entry] = max(count, entries.get(entry, 0))
    return found


def written(baseline: Baseline) -> str:
    """Return the text of the file that holds a baseline: the same one for the same entries, always."""
    lines = [
        json.dumps({"path": path, "rule": rule, "sentence": sentence, "count": count}, ensure_ascii=False)
        for path, entries in sorted(baseline.items())
        for (rule, sentence), count in sorted(entries.items())
    ]
    # The closing null lets every entry end in a comma: a new last one changes no other line.
    body = "".join(line + ",\n" for line in lines)
    return f'{{"{_MARK}": {VERSION}, "findings": [\n{body}null]}}\n'


def _entries(report: Report) -> list[tuple[str, str]]:
    return [(key.code, _digest(key.sentence)) for key in keys(report.document, report.findings)]


def _digest(sentence: str) -> str:
    return sha256(sentence.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _checked(record: Any, number: int) -> tuple[str, tuple[str, str], int]:
    """Return the path, the entry and the count of a record."""
    if isinstance(record, dict):
        path, rule, sentence, count = (record.get(key) for key in ("path", "rule", "sentence", "count"))
        if isinstance(path, str) and isinstance(rule, str) and isinstance(sentence, str) and type(count) is int:
            return path, (rule, sentence), count
    raise BaselineError(f"is not a baseline: entry {number} lacks its path, rule, sentence or count")
