"""Reading a sentence as a row of units: noun phrases with their drafts, triggers, particles."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kg.dates import DateMention
from kg.extract.agents import agent_at
from kg.extract.heads import head_at, known_draft
from kg.extract.names import Found, find_known, person_at
from kg.extract.pointing import pointing_at, regime_at
from kg.extract.several import fellow_at, several_at
from kg.extract.titles import TitleReader
from kg.extract.triggers import classify, describe, present_follows, voices
from kg.extract.units import Draft, Unit
from kg.extract.words import Word
from kg.lexicon import Form, Lexicon
from kg.lexicon.cues import bare
from kg.lexicon.lexeme import Particle

_STATES = frozenset({"Country"})
_DIRECTIONS = frozenset({"شمال", "شمالي", "جنوب", "جنوبي", "شرق", "شرقي", "غرب", "غربي"})
_INDIVISIBLE = frozenset({"Person", "Country", "Group"})


@dataclass(slots=True, eq=False)
class Parsed:
    """A sentence's words and units."""

    words: list[Word]
    units: list[Unit]
    start: int
    end: int
    is_title: bool = False


class Parser:
    """Reads the words of one sentence into units, from left to right."""

    def __init__(self, words: Sequence[Word], dates: Sequence[DateMention], lexicon: Lexicon) -> None:
        self._words = words
        self._lexicon = lexicon
        self._cues = lexicon.cues
        self._dates = {date.first: date for date in dates}
        self._known = find_known(words, lexicon)
        for date in dates:
            for index in range(date.first, date.last + 1):
                self._known.pop(index, None)
                words[index].lex = lexicon.date_words[words[index].text]
        self._titles = TitleReader(words, self._known, lexicon)
        self._units: list[Unit] = []
        self._prep = ""
        self._conj = ""
        self._quotes = False

    def run(self) -> list[Unit]:
        """The units of the sentence."""
        index, count = 0, len(self._words)
        while index < count:
            index = self._step(index)
        return self._units

    def _step(self, index: int) -> int:
        word = self._words[index]
        if index in self._dates:
            return self._date(self._dates[index])
        if word.punct:
            return self._punct(index)
        lex = word.lex
        after = self._phrase(index, lex.opens) if lex.opens or index in self._known else None
        if not after and lex.particle is not None:
            after = self._particle(index, lex.particle)
        return after or self._trigger(index)

    def _phrase(self, index: int, opens: Sequence[str]) -> int | None:
        """A noun phrase: titles first, then known names, then the others that the word can open."""
        after = self._title(index) if opens[:1] == ("title",) and not self._is_called(index) else None
        after = after or (self._name(index) if index in self._known else None)
        for name in opens:
            if after:
                break
            after = _READERS[name](self, index) if name != "title" else None
        return after

    def _add(self, unit: Unit, clitics: str | None = None) -> None:
        """Take a unit; `clitics` are those before a name, whose letters say nothing of them."""
        first = self._words[unit.first]
        unit.start, unit.end, unit.in_quotes = first.start, self._words[unit.last].end, self._quotes
        if clitics is None:
            conj, prep = first.lex.conj, first.lex.prep
        else:
            conj, prep = _parted(clitics)
        unit.conj = unit.conj or self._conj or conj
        unit.prep = unit.prep or self._prep or prep
        self._conj = self._prep = ""
        self._units.append(unit)

    def _date(self, date: DateMention) -> int:
        self._add(Unit("date", date.first, date.last, date=date))
        return date.last + 1

    def _punct(self, index: int) -> int:
        text = self._words[index].text
        if text in '"“”«»':
            self._quotes = text in "“«" or (text == '"' and not self._quotes)
            return index + 1
        if text not in "-–ـ'’‘":
            prep = self._prep
            self._add(Unit("punct", index, index, key=text))
            self._prep = prep if text in "()" else ""
        return index + 1

    def _np(self, first: int, after: int, draft: Draft, inner: list[Draft], clitics: str | None = None) -> int:
        commas = any(word.text in "،," for word in self._words[first:after])
        self._add(Unit("np", first, after - 1, draft=draft, inner=inner, commas=commas), clitics)
        return after

    def _title(self, index: int) -> int | None:
        read = self._titles.at(index)
        if read is None:
            return None
        draft, inner, after = read
        alone = draft.how == "title" and not inner
        if alone and (self._describes_noun(index) or agent_at(self._words, index, self._known, self._lexicon)):
            return None
        return self._np(index, after, draft, inner)

    def _several(self, index: int) -> int | None:
        """Two or more in one office: a unit for each."""
        after = None
        for holder in several_at(self._words, index, self._known, self._lexicon):
            joined = None if holder.first == index else "و"
            after = self._np(holder.first, holder.after, holder.draft, [holder.state], joined)
        return after

    def _is_called(self, index: int) -> bool:
        """`البابا فرنسيس`: what begins like a title belongs to the name by which somebody is known."""
        hit = self._known.get(index)
        return hit is not None and hit.last > index and hit.forms[0].type == "Person"

    def _describes_noun(self, index: int) -> bool:
        """`العلاقات الدبلوماسية`: a word that is a title elsewhere describes the definite noun before it."""
        before, word = self._words[index - 1].lex if index else None, self._words[index].lex
        noun = before is not None and before.article and not self._words[index - 1].punct
        return noun and word.article and not word.prep and not word.conj and word.has("adjective")

    def _name(self, index: int) -> int | None:
        hit = self._known.get(index)
        if hit is None or self._words[index].lex.stem in self._cues.pairs:
            return None
        before = self._units[-1].draft if self._units else None
        if fellow := fellow_at(self._words, index, self._known, self._lexicon, before):
            return self._np(index, fellow.after, fellow.draft, [fellow.state], "و")
        draft = known_draft(self._words, hit)
        if draft is None:
            return None
        inner = self._nested(hit, draft)
        after = hit.last + 1
        if draft.type == "Person":
            extended = person_at(self._words, index, self._known, self._lexicon, titled=False)
            draft, after = extended if extended and extended[1] > after else (draft, after)
            inner, after = self._titles.apposed(draft, after)
        self._np(index, after, draft, inner, hit.clitics)
        self._units[-1].article = hit.forms[0].how == "nisba"
        return after

    def _nested(self, hit: Found, draft: Draft) -> list[Draft]:
        """States named inside a longer name ("وزارة الخارجية الأميركية", "الحرب في أوكرانيا")."""
        if draft.type in _INDIVISIBLE or hit.last == hit.first:
            return []
        inner = find_known(self._words[hit.first + 1 : hit.last + 1], self._lexicon).values()
        drafts = [known_draft(self._words[hit.first + 1 :], found, _STATES) for found in inner]
        return [d for d in drafts if d is not None and not (draft.type == "Conflict" and d.how == "nisba")]

    def _agent(self, index: int) -> int | None:
        read = agent_at(self._words, index, self._known, self._lexicon)
        return self._np(index, read[2], read[0], read[1]) if read else self._regime(index)

    def _regime(self, index: int) -> int | None:
        read = regime_at(self._words, index, self._titles, self._known, self._lexicon)
        return self._np(index, read[2], read[0], read[1]) if read else None

    def _head(self, index: int) -> int | None:
        read = head_at(self._words, index, self._known, self._lexicon)
        if read is None:
            return None
        draft, inner, after = read
        after = after if after > 0 else index + 1
        lex = self._words[index].lex
        named = (draft.type == "Group" and lex.article) or _is_facility(draft, inner)
        if lex.of_kind("noun", "verb") and not named:
            return self._trigger(index, draft, inner)
        return self._np(index, after, draft, inner)

    def _person(self, index: int) -> int | None:
        word, lex = self._words[index], self._words[index].lex
        honoured = {word.key, "ال" + lex.stem} & self._lexicon.honorifics and word.key not in self._lexicon.given
        start = index + 1 if honoured else index
        read = person_at(self._words, start, self._known, self._lexicon, titled=bool(honoured))
        if read is None:
            return None
        draft, after = read
        inner, end = self._titles.apposed(draft, after)
        return self._np(index, end, draft, inner, "" if draft.start == word.start else None)

    def _anaphor(self, index: int) -> int | None:
        read = pointing_at(self._words, index, self._known, self._lexicon)
        return self._np(index, read[2], read[0], read[1]) if read else None

    def _particle(self, index: int, particle: Particle) -> int | None:
        """Prepositions, complementisers, relative pronouns, cues."""
        after = self._opener(index) if particle.opener else None
        if after or not particle.cue:
            return after
        if particle.cue == "prep":
            return self._preposition(index)
        if particle.before_present and present_follows(self._words, index):
            return self._mark("modal", index, 1, particle.before_present)
        return self._mark(particle.cue, index, 1, particle.key)

    def _opener(self, index: int) -> int | None:
        """Particles that may be of several words: what joins, names an agent or opens a clause."""
        cues, lex = self._cues, self._words[index].lex
        keys = [word.key for word in self._words[index : index + 5]]
        stemmed = [lex.stem, *keys[1:]] if lex.stem != keys[0] else None
        each = cues.each.match([lex.stem, *keys[1:]])
        if each and self._names_somebody(index + each[0]):
            self._conj, self._prep = lex.conj or self._conj, lex.prep or self._prep
            return index + each[0]
        join = cues.joins.match(keys)
        if join and join[0] > 1 and self._units and self._units[-1].kind == "np":
            self._conj = "و"
            return index + join[0]
        aspect = cues.aspects.match(keys) or (stemmed and cues.aspects.match(stemmed))
        if aspect:
            return self._mark("past", index, *aspect)
        agent = cues.agents.match(keys) or (stemmed and cues.agents.match(stemmed))
        if agent:
            self._prep = agent[1]
            return index + agent[0]
        adverbial = cues.adverbial.match(keys) or (stemmed and cues.adverbial.match(stemmed))
        if adverbial and (adverbial[0] > 1 or not lex.article):
            return self._mark("adverbial", index, adverbial[0], adverbial[1])
        return None

    def _names_somebody(self, index: int) -> bool:
        """`كل من مصر والأردن`, not `كل من يخالف`."""
        return index in self._known or (index < len(self._words) and bool(self._words[index].lex.opens))

    def _preposition(self, index: int) -> int | None:
        lex = self._words[index].lex
        if voices(self._words, index, self._units):
            return None
        self._prep = (
            self._prep if lex.stem in _DIRECTIONS and self._prep in ("في", "الي", "من") else lex.stem
        )  # `إلى شمالي كوبا`
        if lex.conj:
            self._mark("join", index, 1, lex.conj)
            self._prep = lex.stem
        return index + 1

    def _mark(self, kind: str, index: int, count: int, key: str) -> int:
        self._add(Unit(kind, index, index + count - 1, key=key))
        return index + count

    def _fixed_end(self, index: int, forms: tuple[Form, ...]) -> int:
        """The last word of a trigger of several words ("أوراق اعتماد"), unless names are among them."""
        last = index + len(forms[0].rest)
        named = any(at in self._known for at in range(index + 1, last + 1))
        return index if named or forms[0].gap else last

    def _trigger(self, index: int, draft: Draft | None = None, inner: Sequence[Draft] = ()) -> int:
        """A verb, event noun or participle; anything else is a unit of kind other."""
        word = self._words[index]
        lex = word.lex
        if word.key == "فقد" and index + 1 < len(self._words) and self._words[index + 1].lex.of_kind("verb"):
            return self._mark("past", index, 1, "قد")  # `أما كندا فقد نددت`, but `فقد أهله`
        kind, forms = classify(self._words, index, self._units, self._prep) if lex.readings else ("other", ())
        last = self._fixed_end(index, forms) if kind == "noun" and draft is None else index
        unit = Unit(kind, index, last, "", "", draft, inner, forms, lex.stem, lex.article, lex.future, lex.pronoun)
        if kind in ("other", "modal"):
            describe(unit, word, self._units[-1] if self._units else None)
            unit.topic = bare(lex.stem) in self._cues.topics
        self._add(unit)
        return last + 1


def _parted(clitics: str) -> tuple[str, str]:
    """The conjunction and the preposition among clitics."""
    return "و" if "و" in clitics else "", clitics.replace("و", "").replace("ف", "")


def _is_facility(draft: Draft, inner: Sequence[Draft]) -> bool:
    """`سجن روسي`: what an adjective of origin describes is the house, not the deed."""
    return draft.type == "Place" and any(part.how == "nisba" for part in inner)


_READERS: Mapping[str, Callable[[Parser, int], int | None]] = {
    "several": Parser._several, "agent": Parser._agent, "anaphor": Parser._anaphor, "head": Parser._head,
    "person": Parser._person,
}  # fmt: skip
