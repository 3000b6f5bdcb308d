"""From the text layer to the graph layer: claims about referents become statements about entities."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.ids import digest
from kg.model import Article, Claim, Entity, Evidence, Extraction, Span, Statement, Subgraph, TimeSpan

CONTEXT = 32
SYMMETRIC = frozenset({"Meeting", "Call", "Agreement", "Cooperation"})
Roles = tuple[tuple[str, str], ...]


def assemble(extraction: Extraction, entities: Mapping[str, Entity]) -> Subgraph:
    """What one article contributes to the graph; `entities` maps referent ids to the nodes they stand for.

    A role whose referent has no entity is left out, and so is a claim without any role left.
    Raises ValueError on a claim whose words are not in the article.
    """
    article = extraction.document.article
    groups: dict[int, list[Claim]] = defaultdict(list)
    for claim in extraction.claims:
        groups[claim.event].append(claim)
    statements = [statement for group in groups.values() for statement in _statements(article, group, entities)]
    used = [entities[referent.id] for referent in extraction.referents if referent.id in entities]
    unique = {statement.id: statement for statement in statements}
    return Subgraph(article=article, entities=_merged(used), statements=tuple(unique.values()))


def evidence_of(article: Article, span: Span) -> Evidence:
    """The words of a span with a little of what stands around them."""
    text = article.text
    if not 0 <= span.start < span.end <= len(text):
        raise ValueError(f"{article.source}: no words at {span.start}:{span.end} of {len(text)} characters")
    return Evidence(
        article=article.id,
        span=span,
        quote=span.of(text),
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
    )


def _linked(claim: Claim, entities: Mapping[str, Entity]) -> Roles:
    pairs = ((role, entities[ref].path) for role, ref in claim.roles if ref in entities)
    return tuple(dict.fromkeys(pairs))


def _statements(article: Article, group: Sequence[Claim], entities: Mapping[str, Entity]) -> Iterator[Statement]:
    """The statements of claims that tell one event."""
    told = [(claim, roles) for claim in group if (roles := _linked(claim, entities))]
    if not told:
        return
    event = _event_id(article, told)
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


def _event_id(article: Article, told: Sequence[tuple[Claim, Roles]]) -> str:
    """One id for one event: its type, participants and date; without a date it stays the article's own.

    Two articles that tell of a visit on the same day tell the same visit; without a day nobody knows.
    """
    first = told[0][0]
    roles = {pair for _, pairs in told for pair in pairs}
    if first.relation:
        return digest([first.type, *_fillers(first.type, roles), first.label or ""])
    when = _when(claim.date for claim, _ in told)
    where = [f"{when.start}/{when.end}"] if when else [article.id, str(first.event)]
    return digest([first.type, *_fillers(first.type, roles), *where])


def _fillers(event_type: str, roles: Iterable[tuple[str, str]]) -> list[str]:
    """Roles as sorted strings; in a symmetric type `A met B` is `B met A`."""
    both = {"actor", "target"} if event_type in SYMMETRIC else set()
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
