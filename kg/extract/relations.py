"""Relations that the article states: offices, locations, memberships, parties to treaties and wars."""

from collections.abc import Iterable, Iterator, Sequence

from kg.extract.event import Event
from kg.extract.parse import Parsed
from kg.extract.referents import Registry
from kg.extract.units import Draft, Unit
from kg.model import Claim, Factuality, Span

_BODIES = ("Country", "Organization")


def read_relations(sentences: Sequence[Parsed], events: Iterable[Event], registry: Registry, first: int) -> list[Claim]:
    """Relation claims of an article, each relation once; `first` is the first free event number."""
    claims: dict[tuple[str, str, str], Claim] = {}
    for event in events:
        for key, draft in _signed(event):
            if key not in claims:
                claims[key] = _claim(key, None, draft, sentences[event.sentence], first + len(claims))
    for parsed in sentences:
        for kind, subject, value, label, draft in _placed(parsed.units, registry):
            key = (kind, subject, value)
            if key not in claims:
                claims[key] = _claim(key, label, draft, parsed, first + len(claims))
        named = [unit for unit in parsed.units if unit.draft is not None and unit.draft.referent]
        for kind, subject, value, label, draft in (row for unit in named for row in _of_unit(unit, registry)):
            key = (kind, subject, value)
            if key not in claims and subject != value:
                claims[key] = _claim(key, label, draft, parsed, first + len(claims))
    return list(claims.values())


def _claim(key: tuple[str, str, str], label: str | None, draft: Draft, parsed: Parsed, number: int) -> Claim:
    kind, subject, value = key
    return Claim(
        type=kind,
        trigger=Span(draft.start, draft.end),
        roles=(("subject", subject), ("object", value)),
        evidence=Span(parsed.start, parsed.end),
        event=number,
        label=label,
        relation=True,
    )


def _signed(event: Event) -> Iterator[tuple[tuple[str, str, str], Draft]]:
    """Who has concluded a known agreement is party to it."""
    if event.type != "Agreement" or event.factuality != Factuality.ASSERTED:
        return
    for role, draft in event.roles:
        known = role == "agreement" and draft.how in ("name", "acronym")
        for part in event.fillers("actor") + event.fillers("target") if known else ():
            yield ("partyTo", part, draft.referent), draft


Row = tuple[str, str, str, str | None, Draft]


def _of_unit(unit: Unit, registry: Registry) -> Iterator[Row]:
    draft = unit.draft
    if draft is None or "+" in draft.referent:
        return
    if draft.type == "Person" and draft.office and draft.office != "counterpart":
        yield from _office(draft, registry)
    if draft.how in ("regime", "administration"):
        yield from _leader(draft, unit.inner)
    if draft.type in ("Conflict", "Agreement") and draft.how == "head":
        parties = (part for part in draft.within if part.type in _BODIES and part.referent)
        yield from (("partyTo", part.referent, draft.referent, None, draft) for part in parties)
    if draft.type in ("Place", "Gathering"):
        yield from _located(draft)


def _leader(draft: Draft, inner: Sequence[Draft]) -> Iterator[Row]:
    """`نظام الرئيس فلان`: who leads the state."""
    for leader in inner:
        if leader.type == "Person" and leader.office and leader.referent:
            yield "holdsOffice", leader.referent, draft.referent, leader.office.replace("-", " "), leader


def _located(draft: Draft) -> Iterator[Row]:
    """The state or place in a name; an adjective says whose meeting it is, not where."""
    for part in draft.within[-1:] if draft.type == "Gathering" else draft.within[:1]:
        whose = draft.type == "Gathering" and part.how == "nisba"
        if part.type in ("Country", "Place") and part.referent and not whose:
            yield "locatedIn", draft.referent, part.referent, None, draft


def _placed(units: Sequence[Unit], registry: Registry) -> Iterator[Row]:
    """`ميلانو، إيطاليا`: a known place followed by the state it lies in; `السفارة الهندية في كابول`."""
    for at, unit in enumerate(units[:-1]):
        if unit.draft is None:
            continue
        yield from _held_in(unit.draft, units[at + 1])
        following = units[at + 2] if units[at + 1].key == "،" and at + 2 < len(units) else units[at + 1]
        place, state = unit.draft, following.draft
        if state is None or place.type != "Place" or state.type != "Country":
            continue
        if place.referent and state.referent and registry.lies_in(place.referent, state.referent):
            yield "locatedIn", place.referent, state.referent, None, place


def _held_in(thing: Draft, following: Unit) -> Iterator[Row]:
    """A meeting or embassy and the place that stands after "in"."""
    place = following.draft
    if place is None or following.prep != "في" or not (thing.referent and place.referent):
        return
    if (thing.type == "Gathering" or thing.keys[:1] == ("سفاره",)) and place.type == "Place":
        yield "locatedIn", thing.referent, place.referent, None, thing


def _office(draft: Draft, registry: Registry) -> Iterator[Row]:
    """The body or state of a title; an organisation wins over the state it belongs to."""
    bodies = [part for part in draft.within if part.referent and part.type in _BODIES]
    chosen = next((part for part in bodies if part.type == "Organization"), None) or next(iter(bodies), None)
    home = chosen.referent if chosen is not None else registry.mentioned(draft.home)
    if home:
        yield "holdsOffice", draft.referent, home, draft.office.replace("-", " "), draft
