"""A small graph, built through the model from articles written for these tests."""

from collections.abc import Iterable
from datetime import date

from kg.assemble import assemble
from kg.ids import digest
from kg.model import (
    Article,
    Claim,
    Document,
    Entity,
    Extraction,
    Factuality,
    Referent,
    Sentence,
    Span,
    Subgraph,
    TimeSpan,
)
from kg.store import Store

F = Factuality
MONDAY = date(2024, 9, 16)

ENTITIES = {
    entity.path: entity
    for entity in (
        Entity(path="country/nv", type="Country", names={"ar": "نوفاريا", "en": "Novaria"}),
        Entity(path="country/sd1", type="Country", names={"ar": "سدرانيا", "en": "Sedrania"}),
        Entity(path="country/kl", type="Country", names={"ar": "كلاريا", "en": "Claria"}),
        Entity(
            path="person/salma-idris",
            type="Person",
            names={"ar": "سلمى إدريس", "en": "Salma Idris"},
            aliases=frozenset({("ar", "إدريس")}),
        ),
        Entity(path="person/tariq-mansur", type="Person", names={"ar": "طارق منصور", "en": "Tariq Mansur"}),
        Entity(path="person/tariq-haddad", type="Person", names={"ar": "طارق حداد", "en": "Tariq Haddad"}),
        Entity(path="person/zabrujni-1", type="Person", names={"ar": "ألكسندر زابروجني"}),
        Entity(path="person/zabrujni-2", type="Person", names={"ar": "الكساندر زابروجني"}),
        Entity(path="place/port-lina", type="Place", names={"ar": "بورت لينا", "en": "Port Lina"}),
        Entity(path="place/old-quay", type="Place", names={"ar": "الرصيف القديم"}),
        Entity(path="gathering/coast-forum", type="Gathering", names={"ar": "منتدى الساحل", "en": "Coast Forum"}),
        Entity(path="agreement/fish-accord", type="Agreement", names={"ar": "اتفاق المصايد"}),
        Entity(path="organization/coast-league", type="Organization", names={"ar": "رابطة الساحل"}),
    )
}


def article(
    text: str, *, name: str, published: date | None = MONDAY, publisher: str | None = "صحيفة المرفأ"
) -> Article:
    """An article with the whole text as its one block."""
    return Article(
        id=digest([text]),
        text=text,
        source=name,
        lang="ar",
        blocks=(Span(0, len(text)),),
        headline=text.partition(".")[0],
        publisher=publisher,
        published=published,
    )


def span(text: str, words: str) -> Span:
    """Where the words stand."""
    start = text.index(words)
    return Span(start, start + len(words))


def claim(
    text: str,
    kind: str,
    trigger: str,
    evidence: str,
    event: int,
    roles: dict[str, str],
    *,
    factuality: Factuality = F.ASSERTED,
    source: str | None = None,
    on: date | None = None,
    label: str | None = None,
) -> Claim:
    """A claim whose roles name entity paths (several parted by spaces)."""
    pairs = tuple((role, path) for role, paths in roles.items() for path in paths.split())
    return Claim(
        type=kind,
        trigger=span(text, trigger),
        evidence=span(text, evidence),
        roles=pairs,
        event=event,
        factuality=factuality,
        source=source,
        date=TimeSpan(start=on, end=on) if on else None,
        label=label,
        relation="subject" in roles,
    )


def subgraph(of: Article, claims: Iterable[Claim]) -> Subgraph:
    """The contribution of one article; referent ids are the paths of ENTITIES."""
    told = tuple(claims)
    used = sorted({path for c in told for _, path in c.roles} | {c.source for c in told if c.source})
    referents = tuple(Referent(id=path, type=ENTITIES[path].type, names=ENTITIES[path].names) for path in used)
    sentences = (Sentence(span=Span(0, len(of.text))),)
    document = Document(article=of, sentences=sentences)
    extraction = Extraction(document=document, referents=referents, mentions=(), claims=told)
    return assemble(extraction, {path: ENTITIES[path] for path in used})


VISIT = (
    "وصلت وزيرة خارجية نوفاريا سلمى إدريس إلى سدرانيا يوم الاثنين. "
    "والتقت إدريس نظيرها طارق منصور في بورت لينا يوم الثلاثاء. "
    "ووقع الجانبان اتفاق المصايد في بورت لينا. "
    "ومن المقرر أن يزور منصور نوفاريا في أكتوبر. "
    "وشاركت إدريس في منتدى الساحل."
)
DISPUTE = (
    "اتهمت كلاريا سدرانيا بتسليح متمردين. "
    "ونفت سدرانيا ذلك نفيا قاطعا. "
    "وهددت كلاريا بفرض عقوبات على سدرانيا. "
    "وقال طارق حداد إن نوفاريا ساعدت كلاريا."
)


OTHER_VOICE = (
    "زار طارق منصور نوفاريا في مطلع أكتوبر. "
    "ونقل عن كلاريا أن نوفاريا لم تساعد كلاريا قط. "
    "ولم تلتق سلمى إدريس طارق منصور يوم الثلاثاء."
)


def other_voice() -> Subgraph:
    """A publisher who tells the planned visit as done, denies the aid, and negates the meeting."""
    t = OTHER_VOICE
    salma, tariq = "person/salma-idris", "person/tariq-mansur"
    return subgraph(
        article(t, name="other.txt", publisher="وكالة الساحل", published=date(2024, 10, 2)),
        [
            claim(t, "Visit", "زار", "زار طارق منصور نوفاريا في مطلع أكتوبر", 1,
                  {"actor": tariq, "destination": "country/nv"}, on=date(2024, 10, 1)),
            claim(t, "Meeting", "تلتق", "ولم تلتق سلمى إدريس طارق منصور يوم الثلاثاء", 2,
                  {"actor": salma, "target": tariq}, factuality=F.NEGATED, on=date(2024, 9, 17)),
        ],
    )  # fmt: skip


def visit_article() -> Subgraph:
    """A visit, a meeting, an agreement, a planned visit and a forum."""
    t = VISIT
    salma, tariq = "person/salma-idris", "person/tariq-mansur"
    return subgraph(
        article(t, name="visit.txt"),
        [
            claim(t, "holdsOffice", "وزيرة خارجية", "وزيرة خارجية نوفاريا سلمى إدريس", 1,
                  {"subject": salma, "object": "country/nv"}, label="foreign minister"),
            claim(t, "holdsOffice", "نظيرها", "نظيرها طارق منصور", 2,
                  {"subject": tariq, "object": "country/sd1"}, label="foreign minister"),
            claim(t, "locatedIn", "في بورت لينا", "في بورت لينا", 3,
                  {"subject": "place/port-lina", "object": "country/sd1"}),
            claim(t, "Visit", "وصلت", "وصلت وزيرة خارجية نوفاريا سلمى إدريس إلى سدرانيا يوم الاثنين", 4,
                  {"actor": salma, "destination": "country/sd1"}, on=MONDAY),
            claim(t, "Meeting", "التقت", "والتقت إدريس نظيرها طارق منصور في بورت لينا يوم الثلاثاء", 5,
                  {"actor": salma, "target": tariq, "place": "place/port-lina"}, on=date(2024, 9, 17)),
            claim(t, "Agreement", "وقع", "ووقع الجانبان اتفاق المصايد في بورت لينا", 6,
                  {"actor": "country/nv country/sd1", "agreement": "agreement/fish-accord"}),
            claim(t, "Visit", "يزور", "ومن المقرر أن يزور منصور نوفاريا في أكتوبر", 7,
                  {"actor": tariq, "destination": "country/nv"}, factuality=F.PLANNED, on=date(2024, 10, 1)),
            claim(t, "Participation", "شاركت", "وشاركت إدريس في منتدى الساحل", 8,
                  {"actor": salma, "gathering": "gathering/coast-forum"}),
        ],
    )  # fmt: skip


def dispute_article() -> Subgraph:
    """An accusation with its content, the denial, a threat, and a report of aid."""
    t = DISPUTE
    accuser, accused = "country/kl", "country/sd1"
    return subgraph(
        article(t, name="dispute.txt", publisher="إذاعة الجبل", published=date(2024, 9, 20)),
        [
            claim(t, "Accusation", "اتهمت", "اتهمت كلاريا سدرانيا بتسليح متمردين", 1,
                  {"actor": accuser, "target": accused}, on=date(2024, 9, 20)),
            claim(t, "Aid", "تسليح", "اتهمت كلاريا سدرانيا بتسليح متمردين", 2,
                  {"actor": accused, "target": "organization/coast-league"}, factuality=F.ALLEGED, source=accuser),
            claim(t, "Aid", "ذلك", "ونفت سدرانيا ذلك نفيا قاطعا", 2,
                  {"actor": accused, "target": "organization/coast-league"}, factuality=F.DENIED, source=accused),
            claim(t, "Denial", "نفت", "ونفت سدرانيا ذلك نفيا قاطعا", 3,
                  {"actor": accused, "target": accuser}),
            claim(t, "Threat", "هددت", "وهددت كلاريا بفرض عقوبات على سدرانيا", 4,
                  {"actor": accuser, "target": accused}),
            claim(t, "Sanction", "عقوبات", "وهددت كلاريا بفرض عقوبات على سدرانيا", 5,
                  {"actor": accuser, "target": accused}, factuality=F.HYPOTHETICAL),
            claim(t, "Aid", "ساعدت", "وقال طارق حداد إن نوفاريا ساعدت كلاريا", 6,
                  {"actor": "country/nv", "target": accuser}, source="person/tariq-haddad"),
        ],
    )  # fmt: skip


def filled(store: Store) -> Store:
    """The store with both articles, derived."""
    store.put(visit_article())
    store.put(dispute_article())
    store.derive()
    return store
