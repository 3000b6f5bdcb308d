"""The dossier in words: what its page and its Markdown both show, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.queries.articles import Cited
from kg.queries.brief import Brief, Month, cited_for, sides
from kg.queries.happenings import Happening
from kg.queries.profile import Profile
from kg.queries.wording import Part, Wording
from kg.view.speech import counted, facts, month_name, spoken

if TYPE_CHECKING:
    from kg.queries.offices import Term
    from kg.store.told import ToldEvent

TEXTS = {
    "ar": {
        "kicker": "ملف", "and": "و", "who": "التعريف", "type": "النوع", "names": "أسماء أخرى", "offices": "المناصب",
        "since": "منذ", "until": "حتى", "tables": "من جداول الفاعلين", "by_articles": "بحسب الأخبار",
        "in_articles": "ذكر في", "months": "ما جرى شهرا بشهر", "month": "الشهر", "all": "المجموع",
        "no_day": "بلا تاريخ", "cooperation_words": "تعاون بالقول", "cooperation_deeds": "تعاون بالفعل",
        "conflict_words": "صراع بالقول", "conflict_deeds": "صراع بالفعل", "statements": "تصريحات",
        "unsettled": "غير مؤكد",
        "months_why": "الأعداد لما روي واقعا ولم ينفه أحد، وما سواه في العمود الأخير. وما لا تاريخ له يحسب "
            "في شهر روايته.",
        "more": "وغيرها في هذا الشهر", "told": "روي في", "partners": "مع من أكثر", "partner": "الطرف",
        "events": "أحداث مؤكدة", "cooperation": "تعاون", "conflict": "صراع", "disputed": "مواضع الخلاف",
        "asserted": "رواية", "plan": "مزمع بحسب", "alleged": "زعم", "hypothetical": "مفترض بحسب", "denied": "نفي من",
        "negated": "لم يقع بحسب", "source": "بحسب", "planned": "مزمع ولم يرو وقوعه", "notes": "المصادر",
        "characters": "المحارف", "article": "الخبر", "nothing": "لا يروى شيء في هذا الاختيار.",
    },
    "en": {
        "kicker": "Brief", "and": "and ", "who": "Who is who", "type": "Type", "names": "Other names",
        "offices": "Offices", "since": "since", "until": "until", "tables": "from the tables of actors",
        "by_articles": "as articles tell", "in_articles": "Named in", "months": "What happened, by month",
        "month": "Month", "all": "Total", "no_day": "No date", "cooperation_words": "Cooperation, words",
        "cooperation_deeds": "Cooperation, deeds", "conflict_words": "Conflict, words",
        "conflict_deeds": "Conflict, deeds", "statements": "Statements", "unsettled": "Not settled",
        "months_why": "Counted is what is told as having happened and nobody denies; all else is in the "
            "last column. What has no stated date counts in the month in which it was told.",
        "more": "more in this month", "told": "told", "partners": "With whom most", "partner": "Party",
        "events": "Asserted events", "cooperation": "Cooperation", "conflict": "Conflict",
        "disputed": "Disputed points", "asserted": "Told by", "plan": "Planned according to",
        "alleged": "Alleged according to", "hypothetical": "Possible according to", "denied": "Denied by",
        "negated": "Not so according to", "source": "according to", "planned": "Planned, not yet told as done",
        "notes": "Sources", "characters": "characters", "article": "article",
        "nothing": "Nothing is told in this selection.",
    },
}  # fmt: skip
COLUMNS = ("cooperation_words", "cooperation_deeds", "conflict_words", "conflict_deeds", "statements", "unsettled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An event with the numbers of the notes that tell it; `statuses` when it is not simply asserted.

    `sources` are those who are named as saying it and take no part in it.
    """

    day: str
    family: str
    what: str
    parts: tuple[Part, ...]
    statuses: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who says something about a disputed event, in which manner (`how` goes before the name), in which words."""

    how: str
    who: str
    status: str
    words: str
    note: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """An event with those who tell it and those who say that it is not so."""

    line: Line
    told: tuple[Voice, ...]
    denied: tuple[Voice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Something that the profile states, and the note of the claim that says it, if an article does."""

    words: str
    note: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A profile as labelled rows, and the terms of office, each a line of its own."""

    path: str
    name: str
    rows: tuple[tuple[str, tuple[Stated, ...]], ...]
    offices: tuple[Stated, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A claim's words and where they stand."""

    number: int
    claim: str
    words: str
    source: str
    article: Cited
    title: str
    published: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The whole dossier. Rows of `months` and `total` have a number for each of `columns`; a partner is a
    name, its numbers of events, and its path."""

    lang: str
    text: Mapping[str, str]
    comma: str
    paths: tuple[str, ...]
    names: tuple[str, ...]
    facts: tuple[str, ...]
    people: tuple[Person, ...]
    columns: tuple[str, ...]
    months: tuple[tuple[str, tuple[int, ...]], ...]
    total: tuple[int, ...]
    lines: tuple[tuple[str, tuple[Line, ...], int], ...]
    partners: tuple[tuple[str, int, int, int, str], ...]
    disputes: tuple[Dispute, ...]
    planned: tuple[Line, ...]
    notes: tuple[Note, ...]


def sheet(found: Brief, words: Wording, articles: Mapping[str, Cited]) -> Sheet:
    """The dossier in the language of the wording; `articles` has all that it cites."""
    text = TEXTS[words.lang]
    return Sheet(
        lang=words.lang,
        text=text,
        comma=words.listed(("", "")),
        paths=tuple(profile.path for profile in found.profiles),
        names=tuple(words.entity(profile.path) for profile in found.profiles),
        facts=tuple(facts(found.told, words.lang)),
        people=tuple(_person(profile, found, words) for profile in found.profiles),
        columns=tuple(text[name] for name in COLUMNS),
        months=tuple((_month(one.month, words), one.tally.cells) for one in found.months),
        total=found.total.cells,
        lines=tuple(_section(one, found, words) for one in found.months),
        partners=tuple(
            (words.entity(one.path), one.events, one.cooperation, one.conflict, one.path) for one in found.partners
        ),
        disputes=tuple(_dispute(one, found, words) for one in found.disputed),
        planned=tuple(_line(one, found, words) for one in found.planned),
        notes=tuple(_note(claim, number, words, articles) for number, claim in enumerate(found.notes, 1)),
    )


def _section(one: Month, found: Brief, words: Wording) -> tuple[str, tuple[Line, ...], int]:
    return _month(one.month, words), tuple(_line(event, found, words) for event in one.shown), one.more


def _month(month: str, words: Wording) -> str:
    if len(month) == len("2018-06"):
        return month_name(month, words.lang)
    return month or TEXTS[words.lang]["no_day"]


def _person(profile: Profile, found: Brief, words: Wording) -> Person:
    text = TEXTS[words.lang]
    rows: list[tuple[str, tuple[Stated, ...]]] = [(text["type"], (Stated(words=words.term(profile.type)),))]
    if profile.others:
        rows.append((text["names"], tuple(Stated(words=name) for name in profile.others)))
    for name in dict.fromkeys(name for name, _, _ in profile.standing):
        parts = (_stated(words.entity(path), claim, found) for one, path, claim in profile.standing if one == name)
        rows.append((words.term(name), tuple(parts)))
    rows.append((text["in_articles"], (Stated(words=counted(profile.articles, "article", words.lang)),)))
    return Person(
        path=profile.path,
        name=words.entity(profile.path),
        rows=tuple(rows),
        offices=tuple(_stated(_office(term, profile.path, words), claim, found) for term, claim in profile.offices),
    )


def _stated(said: str, claim: "ToldEvent | None", found: Brief) -> Stated:
    return Stated(words=said, note=found.numbers[claim.id] if claim else None)


def _office(term: "Term", path: str, words: Wording) -> str:
    text = TEXTS[words.lang]
    other = words.entity(term.within if term.holder == path else term.holder)
    days = ((text["since"], term.begin), (text["until"], term.end))
    times = " ".join(f"{word} {month_name(day, words.lang)}" for word, day in days if day)
    origin = text["by_articles" if term.articles else "tables"]
    return " · ".join(part for part in (term.title(words.lang), other, times, origin) if part)


def _line(one: Happening, found: Brief, words: Wording) -> Line:
    settled = one.statuses == ("asserted",)
    told = f"{TEXTS[words.lang]['told']} {spoken(one.told_on, words.lang)}" if one.told_on else ""
    return Line(
        day=spoken(one.begin, words.lang, one.granularity, one.until) or told,
        family=words.kinds.family(one.type),
        what=words.term(one.type),
        parts=words.parts(one.type, one.roles),
        statuses=() if settled else tuple((status, words.term(status)) for status in one.statuses),
        sources=tuple(words.entity(path) for path in one.sources if path not in {path for _, path in one.roles}),
        notes=tuple(found.numbers[claim.id] for claim in cited_for(one)),
    )


def _dispute(one: Happening, found: Brief, words: Wording) -> Dispute:
    told, denied = ([_voice(claim, found, words) for claim in side] for side in sides(one))
    return Dispute(line=_line(one, found, words), told=tuple(told), denied=tuple(denied))


def _voice(claim: "ToldEvent", found: Brief, words: Wording) -> Voice:
    """Who says it: the source that the article names, else who printed it."""
    return Voice(
        how=TEXTS[words.lang]["plan" if claim.factuality == "planned" else claim.factuality],
        who=words.entity(claim.source) if claim.source else claim.publisher or claim.article,
        status=claim.factuality,
        words=" ".join(claim.quote.split()),
        note=found.numbers[claim.id],
    )


def _note(claim: "ToldEvent", number: int, words: Wording, articles: Mapping[str, Cited]) -> Note:
    article = articles[claim.article]
    return Note(
        number=number,
        claim=claim.id,
        words=" ".join(claim.quote.split()),
        source=words.entity(claim.source) if claim.source else "",
        article=article,
        title=" ".join((article.title or "").split()),
        published=spoken(article.published, words.lang),
        place=f"{claim.start}\u2013{claim.end}",
    )
