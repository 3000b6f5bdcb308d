"""The door of a site: what the store holds, with ways to the pages of actors, pairs and articles."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.queries.overview import Overview
from kg.queries.wording import Part, Wording
from kg.view.article import class_label
from kg.view.links import Links, Navigation
from kg.view.speech import counted, month_name, spoken
from kg.view.template import scripted

if TYPE_CHECKING:
    from kg.store.told import ToldEvent

TEXTS = {
    "ar": {
        "title": "ما ترويه الأخبار",
        "kicker": "دليل المستودع",
        "graph": "خريطة العلاقات",
        "search": "ابحث عن فاعل أو خبر…",
        "graph_why": "كل من بينهم خبر في رسم واحد، بالزمن والحالة والمصدر.",
        "actors": "الفاعلون",
        "pairs": "من مع من",
        "pairs_why": "أحداث مؤكدة بين كل طرفين: تعاون وصراع وما سواهما.",
        "latest": "آخر ما وقع",
        "disputed": "مختلف فيه",
        "planned": "مزمع",
        "articles": "الأخبار",
        "events": "حدثا",
        "rest": "وخارج هذه الصفحات",
        "none": "لا شيء بهذا الاسم.",
        "actors_rest": "فاعلا أقل ذكرا (kg lookup وkg brief)",
        "pairs_rest": "زوجا",
        "articles_rest": "خبرا",
        "publishers": "الناشرون",
        "statuses": "حالة الروايات",
        "cooperation": "تعاون",
        "conflict": "صراع",
        "other": "غيرهما",
        "months": "أخبار كل شهر",
    },
    "en": {
        "title": "What the news tells",
        "kicker": "Guide to the store",
        "graph": "Map of relations",
        "search": "Search an actor or article…",
        "graph_why": "All between whom something is told in one drawing, by time, status and source.",
        "actors": "Actors",
        "pairs": "Who with whom",
        "pairs_why": "Asserted events between each two: cooperation, conflict, and other.",
        "latest": "Latest events",
        "disputed": "Disputed",
        "planned": "Planned",
        "articles": "Articles",
        "events": "events",
        "rest": "Without a page here",
        "none": "Nothing of that name.",
        "actors_rest": "less told actors (kg lookup, kg brief)",
        "pairs_rest": "pairs",
        "articles_rest": "articles",
        "publishers": "Publishers",
        "statuses": "Status of claims",
        "cooperation": "Cooperation",
        "conflict": "Conflict",
        "other": "Other",
        "months": "Articles by month",
    },
}
_PAIRS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """An event in one line, with the address of an article that tells it."""

    day: str
    what: str
    family: str
    parts: tuple[Part, ...]
    page: str


def render_index(found: Overview, words: Wording, links: Links, navigation: Navigation = ()) -> str:
    """The index of a site as HTML text in the language of the wording."""
    lang = words.lang
    return scripted(
        "index.html",
        ["document.css", "index.css"],
        "index.js",
        lang=lang,
        text=TEXTS[lang],
        found=found,
        facts=_facts(found, lang),
        words=words,
        links=links,
        navigation=navigation,
        kinds=_kinds(found, words, links),
        pairs=[pair for pair in found.pairs if links.dyad(pair.one, pair.two)][:_PAIRS],
        headlines=[(name, [_headline(group, words, links) for group in getattr(found, name)])
                   for name in ("latest", "disputed", "planned")],
        articles=[(one, spoken(one.published, lang)) for one in found.articles if links.article(one.id)],
        months=[(month_name(f"{month}-01", lang), count) for month, count in found.months],
        rest=_rest(found, links),
    )  # fmt: skip


def _facts(found: Overview, lang: str) -> list[str]:
    numbers = ((len(found.articles), "article"), (found.events, "event"), (len(found.publishers), "publisher"))
    return [counted(number, thing, lang) for number, thing in numbers]


def _kinds(found: Overview, words: Wording, links: Links) -> list[tuple[str, list[tuple[str, int]]]]:
    """The actors with pages by class, the classes in the order of their first."""
    kinds: dict[str, list[tuple[str, int]]] = {}
    for path, count in found.actors:
        if links.entity(path):
            kinds.setdefault(class_label(path.partition("/")[0].capitalize(), words), []).append((path, count))
    return list(kinds.items())


def _headline(group: tuple["ToldEvent", ...], words: Wording, links: Links) -> Headline:
    first = max(group, key=lambda claim: (claim.begin or "", claim.id))
    page = links.article(first.article)
    return Headline(
        day=spoken(first.begin, words.lang, first.granularity, first.until),
        what=words.term(first.type),
        family=words.kinds.family(first.type),
        parts=words.parts(first.type, first.roles),
        page=f"{page}#claim-{first.id}" if page else "",
    )


def _rest(found: Overview, links: Links) -> list[tuple[str, int]]:
    """How many have no page, by kind."""
    numbers = {
        "actors_rest": len(found.actors) - len([path for path, _ in found.actors if links.entity(path)]),
        "pairs_rest": len(found.pairs) - len(links.dyads),
        "articles_rest": len(found.articles) - len(links.articles),
    }
    return [(name, number) for name, number in numbers.items() if number > 0]
