"""Short articles for what stands between two actors: a chain, a dispute, a plan, and things that tie nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph_samples import article, claim

from kg.assemble import assemble
from kg.model import Article, Claim, Document, Entity, Extraction, Factuality, Referent, Sentence, Span, Subgraph
from kg.store import Store

MAY = date(2023, 5, 10)


def entity(path: str, ar: str, en: str | None = None) -> Entity:
    """An entity by path; one with a name in one language only is as articles name it."""
    names = {"ar": ar} | ({"en": en} if en else {})
    return Entity(path=path, type=path.partition("/")[0].capitalize(), names=names)


WORLD = {
    one.path: one
    for one in (
        entity("country/am1", "أمارين", "Amarin"),
        entity("country/bs1", "بسانيا", "Bassania"),
        entity("country/cr1", "كرمونا", "Carmona Isle"),
        entity("country/dl1", "دلاريا", "Dalaria"),
        entity("country/en1", "إنسورا", "Ensora"),
        entity("country/fn1", "فنتاريا", "Fentaria"),
        entity("person/nuhad-qasim", "نهاد قاسم", "Nuhad Qasim"),
        entity("person/labib-anan", "لبيب عنان", "Labib Anan"),
        entity("place/harbour", "الميناء الأزرق", "Blue Harbour"),
        entity("gathering/summit", "القمة"),
        entity("person/vladimir-putin", "فلاديمير بوتين", "Vladimir Putin"),
        entity("country/ru", "روسيا", "Russia"),
        entity("gathering/lake-summit", "قمة البحيرة", "Lake Summit"),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """One claim that takes a sentence of its own: `words` are both the trigger's sentence and the quote."""

    words: str
    type: str
    roles: dict[str, str]
    factuality: Factuality = Factuality.ASSERTED
    source: str | None = None
    on: date | None = None
    label: str | None = None
    event: int | None = None


def told(name: str, *said: Say, publisher: str = "جريدة الرصيف", published: date | None = MAY) -> Subgraph:
    """An article that says these things, one sentence each; the name makes its text its own."""
    text = f"{'. '.join(one.words for one in said)}. ({name})"
    claims = [
        claim(text, one.type, one.words.split()[0], one.words, one.event or number, one.roles,
              factuality=one.factuality, source=one.source, on=one.on, label=one.label)
        for number, one in enumerate(said, 1)
    ]  # fmt: skip
    return of_world(article(text, name=name, publisher=publisher, published=published), claims)


def of_world(made: Article, claims: Iterable[Claim]) -> Subgraph:
    """The contribution of an article whose referents are the paths of WORLD."""
    said = tuple(claims)
    used = sorted({path for c in said for _, path in c.roles} | {c.source for c in said if c.source})
    referents = tuple(Referent(id=path, type=WORLD[path].type, names=WORLD[path].names) for path in used)
    document = Document(article=made, sentences=(Sentence(span=Span(0, len(made.text))),))
    extraction = Extraction(document=document, referents=referents, mentions=(), claims=said)
    return assemble(extraction, {path: WORLD[path] for path in used})


def store_of(*articles: Subgraph) -> Store:
    """The articles in memory, derived."""
    store = Store.memory()
    for one in articles:
        store.put(one)
    store.derive()
    return store


def pair(one: str, two: str) -> dict[str, str]:
    """Actor and target among the countries, by the first two letters of their codes."""
    codes = {path.removeprefix("country/")[:2]: path for path in WORLD if path.startswith("country/")}
    return {"actor": codes[one], "target": codes[two]}
