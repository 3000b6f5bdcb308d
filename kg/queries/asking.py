"""Questions in words: which ready question is meant, about whom and when. What fits no phrase is not guessed at."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.lang import fold
from kg.queries.moments import Moment, Timed, timed
from kg.queries.phrases import Filling, Fillings, Phrase
from kg.queries.ready import Question, load_questions
from kg.queries.values import listed
from kg.resources import data_dir

if TYPE_CHECKING:
    from kg.store import Store

_NEAREST = 3
_LONGEST = 40


class NotUnderstoodError(UsageError):
    """A question in words that fits no phrase, or whose names are not in the store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A ready question with the values that were meant."""

    question: Question
    values: Mapping[str, str]


@cache
def phrases(lang: str) -> tuple[Phrase, ...]:
    """The phrases of a language, those with most words of their own first."""
    found = [Phrase(asked.name, text) for asked in load_questions().values() for text in asked.phrases[lang]]
    return tuple(sorted(found, key=lambda phrase: -phrase.fixed))


@cache
def _lexicon(lang: str) -> Mapping[str, frozenset[str]]:
    table = tomllib.loads((data_dir("queries") / "ask.toml").read_text(encoding="utf-8"))[lang]
    return {kind: frozenset(map(fold, words)) for kind, words in table.items()}


def understand(store: "Store", text: str, today: date) -> Asked:
    """The ready question that a text asks. Raises NotUnderstoodError, which names the nearest that can be asked."""
    lang = _language(text)
    asked = timed(text, lang, today, {kind: words for kind, words in _lexicon(lang).items() if kind != "articles"})
    reasons: list[str] = []
    for phrase, fillings in _fitting(asked, phrases(lang)):
        try:
            return _meant(store, phrase, fillings, asked, lang)
        except UsageError as error:
            reasons.append(str(error))
    raise NotUnderstoodError(reasons[0] if reasons else _not_understood(text, lang))


def _language(text: str) -> str:
    """The language of the question's first letter: names in it may be in another script."""
    first = next((char for char in text if char.isalpha()), "")
    return "ar" if "\u0600" <= first <= "\u06ff" else "en"


def _fitting(asked: Timed, known: Iterable[Phrase]) -> Iterator[tuple[Phrase, Fillings]]:
    keys = [word.key for word in asked.words]
    for phrase in known if len(keys) <= _LONGEST else ():
        for fillings in phrase.readings(keys):
            yield phrase, fillings


def _meant(store: "Store", phrase: Phrase, fillings: Fillings, asked: Timed, lang: str) -> Asked:
    question = load_questions()[phrase.question]
    values = dict(_dates(question, asked.moment))
    values |= {slot: _entity(store, _name(asked, filling, lang)) for slot, filling in fillings.items()}
    for param in question.params:
        if param.required and param.name not in values:
            raise UsageError(f"this asks {question.name}, which also needs {param.name}: say when, such as in 2024")
    return Asked(question=question, values=values)


def _dates(question: Question, moment: Moment | None) -> Iterator[tuple[str, str]]:
    names = {param.name for param in question.params if param.kind == "date"}
    if moment is None:
        return
    if not names:
        raise UsageError(f"this asks {question.name}, which cannot be narrowed to a time; ask it without the date")
    for name, value in (("from", moment.first), ("until", moment.last), ("on", moment.last or moment.first)):
        if name in names and value is not None:
            yield name, value.isoformat()


def _name(asked: Timed, filling: Filling, lang: str) -> str:
    """The words of a filling as they were written, without its prefix."""
    words = asked.words[filling.first : filling.last]
    if len(words) > 1 and words[0].key in _lexicon(lang)["articles"]:
        words = words[1:]
    name = asked.text[words[0].start : words[-1].end][len(filling.prefix) :]
    # `للصين` is ل before الصين
    return f"ا{name}" if filling.prefix.endswith("ل") and name.startswith("ل") else name


def _entity(store: "Store", name: str) -> str:
    """The path of what a name means; of several, the one that bears it in full."""
    found = store.find(name)
    whole = tuple(named for named in found.matches if named.full > 0)
    matches = whole if len(whole) == 1 else found.matches
    if len(matches) == 1:
        return matches[0].path
    if matches:
        raise UsageError(f"{name!r} may mean {listed(matches)}; say which, by its full name or path")
    hint = f"; near it: {listed(found.near)}" if found.near else ""
    raise UsageError(f"the question is clear, but nothing in the store is called {name!r}{hint}")


def _not_understood(text: str, lang: str) -> str:
    """What to say of a question that fits no phrase."""
    near = "; ".join(f"{phrase.sample()}{'؟' if lang == 'ar' else '?'}" for phrase in nearest(text, lang))
    return f"I do not understand {text!r}. I can answer, for example: {near} (see all with: kg queries)"


def nearest(text: str, lang: str) -> list[Phrase]:
    """The phrases of different questions whose words are nearest to a text."""
    from rapidfuzz.fuzz import ratio, token_set_ratio

    def likeness(phrase: Phrase) -> tuple[float, float]:
        own = fold(phrase.sample().replace("…", " "))
        return token_set_ratio(fold(text), own), ratio(fold(text), own)

    best: dict[str, Phrase] = {}
    for phrase in sorted(phrases(lang), key=likeness, reverse=True):
        best.setdefault(phrase.question, phrase)
    return list(best.values())[:_NEAREST]
