"""From the text layer to the graph layer: claims about referents become statements about entities."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.ids import digest
from kg.model import Article, Claim, Entity, Evidence, Extraction, Span, Statement, Subgraph, TimeSpan

SYMMETRIC = frozenset({"Meeting", "Call", "Agreement", "Cooperation"})
Roles = tuple[tuple[str, str], ...]
Told = Sequence[tuple[Claim, Roles]]


def assemble(extraction: Extraction, entities: Mapping[str, Entity]) -> Subgraph:
    """What one article contributes to the graph; `entities` maps referent ids to the nodes they stand for.

    A role whose referent has no entity is left out, and so is a claim without any role left.
    Raises ValueError on a claim whose words are not in the article.
    """
    article = extraction.document.article
    groups: dict[int, list[Claim]] = defaultdict(list)
    for claim in extraction.claims:
        groups[claim.event].append(claim)
    told = [pairs for group in groups.values() if (pairs := _told(group, entities))]
    statements = list(_statements(article, told, entities))
    used = [entities[referent.id] for referent in extraction.referents if referent.id in entities]
    unique = {statement.id: statement for statement in statements}
    return Subgraph(article=article, entities=_merged(used), statements=tuple(unique.values()))


def evidence_of(article: Article, span: Span) -> Evidence:
    """The words of a span."""
    text = article.text
    if not 0 <= span.start < span.end <= len(text):
        raise ValueError(f"{article.source}: no words at {span.start}:{span.end} of {len(text)} characters")
    return Evidence(article=article.id, span=span, quote=span.of(text))


def _linked(claim: Claim, entities: Mapping[str, Entity]) -> Roles:
    pairs = ((role, entities[ref].path) for role, ref in claim.roles if ref in entities)
    return tuple(dict.fromkeys(pairs))


def _told(group: Sequence[Claim], entities: Mapping[str, Entity]) -> Told:
    """The claims of one event that have participants, with these."""
    return [(claim, roles) for claim in group if (roles := _linked(claim, entities))]


def _statements(article: Article, events: Iterable[Told], entities: Mapping[str, Entity]) -> Iterator[Statement]:
    """The statements of all events; two that say the same of the same day are one."""
    ids: dict[tuple[str, ...], str] = {}
    for told in events:
        own = _event_id(article, told)
        event = ids.setdefault(_content(told, own), own)
        for claim, roles in told:
            yield _statement(article, claim, roles, event, entities)


def _statement(article: Article, claim: Claim, roles: Roles, event: str, entities: Mapping[str, Entity]) -> Statement:
    source = entities.get(claim.source) if claim.source else None
    return Statement(
        id=digest(_claim_key(article, claim, roles)),
        event=event,
        type=claim.type,
        roles=roles,
        evidence=evidence_of(article, claim.evidence),
        trigger=evidence_of(article, claim.trigger),
        factuality=claim.factuality,
        extractor=claim.extractor,
        source=source.path if source else None,
        date=claim.date,
        label=claim.label,
        relation=claim.relation,
    )


def _claim_key(article: Article, claim: Claim, roles: Roles) -> Iterator[str]:
    yield from (article.id, claim.type, claim.label or "", claim.factuality, claim.extractor)
    yield f"{claim.trigger.start}:{claim.trigger.end}"
    yield from (f"{role}={path}" for role, path in roles)


def _event_id(article: Article, told: Told) -> str:
    """A relation is the same in every article; an event is the article's own, known by the words that name it.

    Which events of several articles are one is decided over all of them, and can be decided otherwise later.
    """
    first = told[0][0]
    if first.relation:
        return digest([first.type, *_fillers(first.type, told), first.label or ""])
    return digest([article.id, first.type, f"{first.trigger.start}:{first.trigger.end}", *_fillers(first.type, told)])


def _content(told: Told, own: str) -> tuple[str, ...]:
    """What two events of an article have in common if they are one; undated ones keep an identifier of their own."""
    first = told[0][0]
    when = _when(claim.date for claim, _ in told)
    where = f"{when.start}/{when.end}" if when and not first.relation else own
    return first.type, where, *_fillers(first.type, told)


def _fillers(event_type: str, told: Told) -> list[str]:
    """Roles as sorted strings; in a symmetric type `A met B` is `B met A`."""
    both = {"actor", "target"} if event_type in SYMMETRIC else set()
    roles = {pair for _, pairs in told for pair in pairs}
    return sorted({f"{'participant' if role in both else role}={path}" for role, path in roles})


def _when(dates: Iterable[TimeSpan | None]) -> TimeSpan | None:
    """The most precise date among those of the claims."""
    known = [when for when in dates if when is not None]
    return min(known, key=lambda when: (when.end - when.start, when.start), default=None)


def _merged(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """One entity a path, with the names of all, by path."""
    found: dict[str, Entity] = {}
    for entity in entities:
        known = found.get(entity.path)
        found[entity.path] = entity if known is None else _merge(known, entity)
    return tuple(found[path] for path in sorted(found))


def _merge(first: Entity, second: Entity) -> Entity:
    other = {(lang, name) for lang, name in second.names.items() if first.names.get(lang, name) != name}
    return Entity(
        path=first.path,
        type=first.type,
        names={**second.names, **first.names},
        aliases=first.aliases | second.aliases | other,
    )
