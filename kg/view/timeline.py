"""The timeline as one page for the browser: no script, nothing from the network."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from kg.queries.articles import Cited
from kg.queries.happenings import STATUSES, Happening
from kg.queries.timeline import BEGUN, Timeline, Turn
from kg.queries.wording import Part, Wording
from kg.view.links import ALONE, Links, Navigation
from kg.view.speech import counted, facts, month_name, spoken
from kg.view.template import document

if TYPE_CHECKING:
    from kg.store.told import ToldEvent

TEXTS = {
    "ar": {
        "title": "الخط الزمني", "and": "و", "more": "أقوال أخرى", "undated": "بلا تاريخ معلوم",
        "undated_why": "مرتبة بيوم روايتها", "told": "روي في", "show": "أظهر", "begin": "تولى المنصب",
        "end": "ترك المنصب", "tables": "من جداول الفاعلين", "source": "بحسب", "empty": "لا شيء في هذا الاختيار.",
        "cooperation": "تعاون", "conflict": "صراع", "neutral": "تصريح", "office": "منصب",
    },
    "en": {
        "title": "Timeline", "and": "and ", "more": "more claims", "undated": "Without a stated date",
        "undated_why": "by the day they were told", "told": "told", "show": "Show", "begin": "took office",
        "end": "left office", "tables": "from the tables of actors", "source": "according to",
        "empty": "Nothing in this selection.", "cooperation": "Cooperation", "conflict": "Conflict",
        "neutral": "Statements", "office": "Offices",
    },
}  # fmt: skip
FAMILIES = ("cooperation", "conflict", "neutral", "office")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One claim as the page shows it."""

    status: str
    label: str
    words: str
    source: str
    article: Cited
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the timeline; `family` gives its colour, `statuses` pairs names with labels."""

    day: str
    family: str
    what: str
    parts: tuple[Part, ...]
    statuses: tuple[tuple[str, str], ...]
    spread: str
    quotes: tuple[Quote, ...]

    @property
    def lead(self) -> str:
        """The firmest status, by which the page's filters sort it."""
        return self.statuses[0][0] if self.statuses else ""


def render_timeline(
    found: Timeline,
    words: Wording,
    articles: Mapping[str, Cited],
    links: Links = ALONE,
    navigation: Navigation = (),
) -> str:
    """The page of a timeline as HTML text."""
    dated = [_entry(one, words, articles) for one in found.dated]
    undated = [_entry(one, words, articles) for one in found.undated]
    lang, everything = words.lang, [*dated, *undated]
    return document(
        "timeline.html",
        "document.css",
        lang=lang,
        text=TEXTS[lang],
        names=[words.entity(path) for path in found.about],
        facts=facts(found.happenings, lang),
        months=_months(found.dated, dated, lang),
        undated=_months(found.undated, undated, lang),
        families=[name for name in FAMILIES if any(one.family == name for one in everything)],
        statuses=[(name, words.term(name)) for name in STATUSES if any(one.lead == name for one in everything)],
        parted=words.listed,
        links=links,
        navigation=navigation,
    )


def quotes_of(claims: "Sequence[ToldEvent]", words: Wording, articles: Mapping[str, Cited]) -> tuple[Quote, ...]:
    """The claims as quotes."""
    return tuple(_quote(claim, words, articles[claim.article]) for claim in claims)


def _quote(claim: "ToldEvent", words: Wording, article: Cited) -> Quote:
    return Quote(
        status=claim.factuality,
        label=words.term(claim.factuality),
        words=" ".join(claim.quote.split()),
        source=words.entity(claim.source) if claim.source else "",
        article=article,
        published=spoken(article.published, words.lang),
    )


def _entry(one: Happening | Turn, words: Wording, articles: Mapping[str, Cited]) -> Entry:
    return _turn(one, words) if isinstance(one, Turn) else _happening(one, words, articles)


def _happening(one: Happening, words: Wording, articles: Mapping[str, Cited]) -> Entry:
    lang = words.lang
    told = f"{TEXTS[lang]['told']} {spoken(one.told_on, lang)}" if one.told_on else ""
    return Entry(
        day=spoken(one.begin, lang, one.granularity, one.until) or told,
        family=words.kinds.family(one.type),
        what=words.term(one.type),
        parts=words.parts(one.type, one.roles),
        statuses=tuple((status, words.term(status)) for status in one.statuses),
        spread=spread(one, lang),
        quotes=quotes_of(sorted(one.claims, key=_firmness), words, articles),
    )


def _firmness(claim: "ToldEvent") -> int:
    return STATUSES.index(claim.factuality)


def spread(one: Happening, lang: str) -> str:
    """How many articles and publishers tell it, where it is more than one article."""
    if len(one.articles) < 2:
        return ""
    return f"{counted(len(one.articles), 'article', lang)} · {counted(len(one.publishers), 'publisher', lang)}"


def _turn(one: Turn, words: Wording) -> Entry:
    text, term = TEXTS[words.lang], one.term
    names = (f"{words.entity(term.holder)} · {term.title(words.lang)} · {words.entity(term.within)}",)
    return Entry(
        day=month_name(one.day, words.lang),
        family="office",
        what=text["begin" if one.what == BEGUN else "end"],
        parts=(Part(before="", names=names),),
        statuses=(),
        spread="" if term.articles else text["tables"],
        quotes=(),
    )


def _months(told: Sequence[Happening | Turn], entries: Sequence[Entry], lang: str) -> list[tuple[str, list[Entry]]]:
    """The entries by the month they stand in, or by the year if no more is known."""
    pairs = zip(told, entries, strict=True)
    groups = groupby(pairs, key=lambda pair: _heading(pair[0], lang))
    return [(heading, [entry for _, entry in group]) for heading, group in groups]


def _heading(one: Happening | Turn, lang: str) -> str:
    if isinstance(one, Happening) and one.granularity not in (None, "day", "month", "range"):
        return (one.day or "")[:4]
    return month_name(one.day, lang) if one.day else ""
