"""Count how often each attribution pattern is right on annotated news.

    python benchmarks/patterns.py PolNeAR/data/train
    python benchmarks/patterns.py articles.jsonl.gz

A cue is right if it shares a character with an annotated cue, a content if a third of it is annotated content.
Needs saysso itself; the shape of the articles is in benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from corpora import CorpusError, read

from linter.attribution import attribute
from linter.readers import read_text
from linter.rulebook import load_rulebook

#: Share of a content that must be annotated for it to be right.
RIGHT = 1 / 3


def count(path: Path) -> dict[str, Counter[str]]:
    """Return for each pattern how many attributions, cues, right cues and right contents it gave."""
    rulebook = load_rulebook("recommended", ())
    found: dict[str, Counter[str]] = {}
    for article in read(path):
        cues, contents = bytearray(len(article.text)), bytearray(len(article.text))
        for annotated in article.attributions:
            for marks, unit in ((cues, annotated.cue), (contents, annotated.content)):
                for start, end in unit:
                    marks[start:end] = b"\x01" * (end - start)
        done = attribute(read_text(article.text, f"{article.id}.txt"), rulebook)
        for each in (*done.attributions, *done.attitudes):
            tally = found.setdefault(each.pattern, Counter())
            tally["all"] += 1
            said = b"".join(bytes(contents[slice(*span)]) for span in each.content)
            tally["contents"] += bool(said)
            tally["content"] += bool(said) and said.count(1) >= RIGHT * len(said)
            if each.cue:
                tally["cues"] += 1
                tally["cue"] += 1 in cues[slice(*each.cue)]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", type=Path, help="a folder of PolNeAR, or JSON lines (.jsonl, .jsonl.gz)")
    try:
        found = count(parser.parse_args().corpus)
    except (CorpusError, OSError) as error:
        sys.exit(str(error))
    print("| pattern | found | cue right | content right |\n|---|--:|--:|--:|")
    for name, tally in sorted(found.items(), key=lambda item: -item[1]["all"]):
        cue = f"{tally['cue'] / tally['cues']:.2f}" if tally["cues"] else "–"
        print(f"| {name} | {tally['all']} | {cue} | {tally['content'] / max(1, tally['contents']):.2f} |")


if __name__ == "__main__":
    main()
