"""Who is who: each source tied to a speaker, followed by name, surname, office and pronoun."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from linter.attribution import beforephrase
from linter.attribution.cast import Cast, same_person
from linter.attribution.grammar import Words
from linter.attribution.kinds import Profile, profile
from linter.attribution.story import Story
from linter.attribution.subjects import subject
from linter.document import Span, Zone
from linter.findings import Attribution, SourceKind, Speaker
from linter.rulebook.levelling import normalise

#: Characters before a name in which its first name would stand.
_NAME = 30
#: Characters before a cue in which the word stands that makes it perfect: "has exclusively learned".
_NEAR = 20
_PEOPLE = (SourceKind.PERSON, SourceKind.OFFICE)
_BY_WORDS = (
    SourceKind.ORGANISATION,
    SourceKind.DOCUMENT,
    SourceKind.COLLECTIVE,
    SourceKind.OUTLET,
    SourceKind.OTHER,
)


class Casting:
    """Gives every attribution its speaker, in the order of the text."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.cast: list[Cast] = []
        self.recent: list[Cast] = []
        self._profiles: dict[tuple[str, str, bool], Profile] = {}

    def assign(self, attributions: Sequence[Attribution]) -> list[Attribution]:
        """Return the attributions with kind and speaker; those carried keep the speaker they were given."""
        done = []
        self._telling = {attribution.sentence for attribution in attributions if attribution.source}
        for attribution in attributions:
            if attribution.source is None:
                done.append(attribution)
                continue
            who = self._profile(attribution.source, attribution)
            speaker = self._speaker(who, attribution)
            kind = who.kind
            if speaker:
                speaker.mentions.add(attribution.source)
                self._touch(speaker)
                if kind is SourceKind.PRONOUN:
                    kind = speaker.kind
            done.append(attribution._replace(kind=kind, speaker=speaker.id if speaker else None))
        return done

    def speakers(self, attributions: Iterable[Attribution]) -> tuple[Speaker, ...]:
        """Return the speakers of the story with their mentions and the number of their statements."""
        for attribution in attributions:
            if attribution.speaker is not None:
                self.cast[attribution.speaker].statements += 1
        return tuple(Speaker(c.id, c.name, c.kind, tuple(sorted(c.mentions)), c.statements) for c in self.cast)

    def _profile(self, source: Span, attribution: Attribution) -> Profile:
        words = self.story.words(attribution.sentence).within(source)
        if not words.tokens:  # a source that stands in another sentence
            words = self.story.grammar.words_of(self.story.text, source)
        who = self._known_profile(words, self._cue(attribution))
        if attribution.kind is not SourceKind.OTHER:  # the pattern knows: the head of a transcript's line
            return who._replace(kind=attribution.kind)
        if who.gender == "r":
            antecedent = self._antecedent(source, attribution)
            if antecedent:
                inner = self.story.grammar.words_of(self.story.text, antecedent)
                return self._known_profile(inner, attribution.cue_lemma)
        return who

    def _cue(self, attribution: Attribution) -> str:
        """Return the cue a source goes with; "" for one that tells of the outlet only where it is perfect.

        "The NTA has learned" may be a broadcaster on itself; "the CIA learned" tells what somebody else did.
        """
        grammar, cue = self.story.grammar, attribution.cue
        if cue is None or attribution.cue_lemma not in grammar.list("perfect-self-cues"):
            return attribution.cue_lemma
        before = self.story.words(attribution.sentence).within(Span(max(0, cue.start - _NEAR), cue.end)).tokens
        told = not grammar.list("perfect-words").isdisjoint([token.word for token in before])
        return attribution.cue_lemma if told else ""

    def _known_profile(self, words: Words, cue_lemma: str) -> Profile:
        """Return the profile of a phrase, worked out once for a phrase that comes back."""
        story = self.story
        text = story.text[slice(*words.span(0, len(words.tokens)))]
        # Beside its words a phrase is what their classes make it, and of its cue one thing alone is asked.
        key = text, "".join([token.cls for token in words.tokens]), cue_lemma in story.grammar.self_cues
        who = self._profiles.get(key)
        if who is None:
            who = self._profiles[key] = profile(words, story.text, story.grammar, cue_lemma)
        return who

    def _antecedent(self, source: Span, attribution: Attribution) -> Span | None:
        """Return the phrase a relative pronoun stands for: the one before it."""
        words = self.story.words(attribution.sentence)
        tokens, at = words.tokens, words.at(source.start)
        if at == len(tokens) or words.starts[at] != source.start:
            return None
        grammar = self.story.grammar
        phrase = beforephrase.before(tokens, at, grammar) if at else None  # "Normart, a grocer, which"
        if phrase is None and at and tokens[at - 1].cls == ",":
            phrase = beforephrase.before(tokens, at - 1, grammar)
        if phrase is None:
            return None
        start, end = phrase
        comma = next((place for place in range(start, end) if tokens[place].cls == ","), None)
        if comma is not None and tokens[comma - 1].cls == "U":  # "a question from Normart, a grocer, which"
            start = comma
            while start > phrase[0] and tokens[start - 1].cls in "U.&":
                start -= 1
        return words.span(start, end)

    def _speaker(self, who: Profile, attribution: Attribution) -> Cast | None:
        kind = who.kind
        for cast in self.recent:
            if attribution.source in cast.mentions:  # one source, two verbs
                return cast
        if kind is SourceKind.PRONOUN:
            return self._by_pronoun(who, attribution.sentence)
        if kind is SourceKind.PERSON and who.names:
            return self._by_name(who, attribution)
        if (kind is SourceKind.OFFICE or kind is SourceKind.ANONYMOUS and who.definite) and (
            found := self._by_role(who)
        ):
            return found
        if (kind in _BY_WORDS or kind is SourceKind.ANONYMOUS and who.definite) and (
            found := self._by_words(who, attribution)
        ):
            return found
        assert attribution.source is not None
        return self._new(self._label(self._named_by(attribution)), who)

    def _named_by(self, attribution: Attribution) -> Span:
        """Return the words that name the source: itself or, for a relative pronoun, the phrase it stands for."""
        assert attribution.source is not None
        tokens = self.story.words(attribution.sentence).within(attribution.source).tokens
        relative = len(tokens) == 1 and tokens[0].cls == "R"
        return (self._antecedent(attribution.source, attribution) if relative else None) or attribution.source

    def _by_pronoun(self, who: Profile, sentence: int) -> Cast | None:
        if who.gender in ("m", "f"):
            self._touch_subject(sentence - 1, who.gender)
        for cast in self.recent:
            if who.gender in ("m", "f") and cast.kind in _PEOPLE and not cast.plural:
                if cast.gender and cast.gender != who.gender:
                    continue
                cast.gender = who.gender
                return cast
            if who.gender == "p" and (cast.plural or cast.kind not in _PEOPLE):
                return cast
            if who.gender == "n" and cast.kind in (
                SourceKind.ORGANISATION,
                SourceKind.DOCUMENT,
                SourceKind.OUTLET,
            ):
                return cast
            if who.gender == "r":
                return cast
        return None

    def _touch_subject(self, sentence: int, gender: str) -> None:
        """Make the person whom a sentence tells of, in which nobody speaks, the one that a pronoun after it means."""
        if sentence < 0 or sentence in self._telling or self.story.document.sentences[sentence].zone is not Zone.BODY:
            return
        words = self.story.words(sentence)
        span = subject(words, len(words.tokens), self.story.grammar)
        if span is None:
            return
        who = self._known_profile(words.within(span), "")
        told = len(who.names) > 1 or bool(who.gender or who.roles)
        if who.kind is not SourceKind.PERSON or not who.names or who.gender not in ("", gender):
            return
        names = tuple(normalise(name) for name in who.names)
        known = [cast for cast in self.recent if cast.names and same_person(names, cast.names)]
        if known or told:
            self._touch(known[0] if known else self._new_person(who, names))

    def _new_person(self, who: Profile, names: tuple[str, ...]) -> Cast:
        cast = self._new(" ".join(who.names), who)
        cast.names = names
        return cast

    def _by_name(self, who: Profile, attribution: Attribution) -> Cast:
        names = tuple(self.story.grammar.unowned(normalise(name)) for name in who.names)
        for cast in self.recent:
            if cast.kind not in _PEOPLE or not cast.names or (who.gender and cast.gender and who.gender != cast.gender):
                continue
            if same_person(names, cast.names):
                if len(names) > len(cast.names):
                    cast.name_fully(" ".join(who.names), names)
                cast.roles |= who.roles
                cast.described |= who.described
                cast.kind = SourceKind.PERSON
                return cast
        for cast in self.recent:  # "a ministry spokesperson said …", then "spokesperson Zhao Lijian said …"
            if cast.kind is not SourceKind.OFFICE or cast.names or cast.head not in who.roles or not cast.agrees(who):
                continue
            other = (who.described | who.roles) - cast.described - cast.roles
            if other.isdisjoint(self.story.grammar.list("lesser-offices")):  # no shadow minister is the minister
                cast.name_fully(" ".join(who.names), names)
                cast.kind = SourceKind.PERSON
                cast.gender = cast.gender or who.gender
                return cast
        return self._new_person(who, names)

    def _by_role(self, who: Profile) -> Cast | None:
        heads = {who.head} if who.head in self.story.grammar.roles else who.roles
        for cast in self.recent:
            if cast.kind in _PEOPLE and cast.roles & heads and cast.agrees(who) and (who.definite or not cast.names):
                return cast
        return None

    def _by_words(self, who: Profile, attribution: Attribution) -> Cast | None:
        label = normalise(self._label(self._named_by(attribution)))
        for cast in self.recent:
            if cast.kind is who.kind is SourceKind.OUTLET or cast.label == label:
                return cast
            if len(label) > 1 and label == cast.initials:
                return cast
        if who.definite and not who.names:
            for cast in self.recent:
                same = cast.head == who.head and cast.agrees(who)
                if cast.kind is who.kind and (same or self._may_be(cast, who)):
                    return cast
            if who.kind is SourceKind.ORGANISATION and who.head not in self.story.grammar.list("state-bodies"):
                return self._by_one_name()
        return None

    def _by_one_name(self) -> Cast | None:
        """Return the last speaker known by one word that nothing shows to be a person's: "Normart", "the company"."""
        for cast in self.recent:
            bare = cast.kind is SourceKind.PERSON and len(cast.names) == 1 and not cast.gender and not cast.roles
            if bare and cast.label not in self.story.grammar.classes and self._stands_alone(cast.name):
                cast.kind = SourceKind.ORGANISATION
                return cast
        return None

    def _stands_alone(self, name: str) -> bool:
        """Tell whether a name never stands beside another in the story, as a surname would: "Ilsa Brandt"."""
        text = self.story.text
        at = text.find(name)
        while at >= 0:
            before = text[max(0, at - _NAME) : at].rpartition(" ")[0].rpartition(" ")[2]
            after = text[at + len(name) : at + len(name) + 2]
            if before[:1].isupper() or (after[:1] == " " and after[1:].isupper()):
                return False
            at = text.find(name, at + 1)
        return True

    def _may_be(self, cast: Cast, who: Profile) -> bool:
        """Tell whether a speaker may be "the company": no ministry is, nor is a party with a plural for its name."""
        grammar, head = self.story.grammar, who.head
        named = frozenset(normalise(cast.name).replace(".", "").split())
        if cast.head in self._generic(cast.kind):
            alike = any(cast.head in group and head in group for group in grammar.same_bodies)
            return alike and cast.head != head and cast.agrees(who)
        if cast.head in grammar.list("outlet-endings") and head not in grammar.list("outlet-words"):
            return False
        plural = cast.head.endswith(grammar.plural_endings) and not cast.head.endswith(grammar.singular_endings)
        if cast.definite and plural and head not in grammar.list("plural-bodies"):
            return False
        states, firms = grammar.list("state-bodies"), grammar.list("firms")
        return not (head in states and not named & states or head in firms and named & states)

    def _generic(self, kind: SourceKind) -> frozenset[str]:
        """Return the head nouns that name a kind and nobody: "company", "report"."""
        grammar = self.story.grammar
        return grammar.list("organisations") if kind is SourceKind.ORGANISATION else grammar.list("documents")

    def _label(self, source: Span) -> str:
        """Return a source's words without a leading article, a short form in brackets or what a comma adds."""
        words = self.story.text[source.start : source.end].split(", ")[0].split()
        if len(words) > 1 and words[-1][0] == "(" and words[-1][-1] == ")":
            words.pop()
        if len(words) > 1 and normalise(words[0]) in self.story.grammar.list("articles"):
            words = words[1:]
        return " ".join(words)

    def _new(self, name: str, who: Profile) -> Cast:
        cast = Cast(
            len(self.cast),
            name,
            who.kind,
            roles=set(who.roles),
            described=who.described,
            definite=who.definite,
            plural=who.plural,
            head=who.head,
            gender=who.gender,
        )
        self.cast.append(cast)
        self.recent.insert(0, cast)
        return cast

    def _touch(self, cast: Cast) -> None:
        self.recent.remove(cast)
        self.recent.insert(0, cast)
