"""The reasons to keep silent that are built in, beside the conditions of rule files."""

from __future__ import annotations

from collections.abc import Mapping

#: What a rule may name in `unless`, and what that means: "the rule keeps silent where …". The code of each is in
#: linter/checks/excuses.py.
CONTEXTS: Mapping[str, str] = {
    "quoted": "the words stand inside quotation marks",
    "attributed": "somebody is made to say the words",
    "answered": "somebody who can be asked is made to say the words",
    "known-by-one-name": "the source goes by one name all through the story",
    "in-a-name": "the words are part of a name",
    "how-it-is-said": "the words are the ones by which somebody is made to speak",
    "only-guessed": 'the source only will, must or might say it ("voters will decide")',
    "source-near": "the sentence, or the one beside it in the paragraph, has a source that can be asked",
    "question": "the sentence is a question",
    "negated": "a negation stands before the words",
    "named-members": "two people or more are then named, in the paragraph or the next",
    "followed-by-source": "the next sentence has a source that can be asked",
    "told-before": "somebody is made to say three words of the sentence, names apart, earlier in the story",
    "told-later": "somebody is made to say three words of the sentence, names apart, further down in the story",
    "group-told-before": 'it is a group that the story has told of: "the researchers", after their research',
    "words-told-before": "somebody is made to say the same words earlier in the story",
    "document-in-hand": "it goes on with what a filing or other paper says that the paragraph has named",
    "accusation-told": "the story tells of an accusation or of wrongdoing",
}
