"""The known actors: states, organisations, office-holders and places, from `ontology/actors/*.ttl`."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kg.errors import OntologyError
from kg.ontology.turtle import Node, read_turtle
from kg.resources import data_dir

Names = Mapping[str, tuple[str, ...]]
KINDS = frozenset(
    "dip:" + kind
    for kind in ("Person", "Country", "Organization", "Place", "Gathering", "Agreement", "Conflict", "Group")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A term of office: `office` and `within` are paths; a missing date is unknown (start) or open (end)."""

    office: str
    within: str
    start: date | None = None
    end: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the office was held on that day, as far as the dates say."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One known entity. Names are by language; `path` is `country/ru`, links to other actors are paths.

    `kept_to` is the last day of the month that the actor's file states as the date it is kept to.
    """

    path: str
    type: str
    labels: Mapping[str, str]
    alternatives: Names = field(default_factory=dict)
    short_names: Names = field(default_factory=dict)
    acronyms: Names = field(default_factory=dict)
    metonyms: Names = field(default_factory=dict)
    ambiguous: Names = field(default_factory=dict)
    nisbas: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    inhabitants: tuple[str, ...] = ()
    capital: str | None = None
    seats: tuple[str, ...] = ()
    located_in: str | None = None
    of_country: str | None = None
    member_of: tuple[str, ...] = ()
    gender: str | None = None
    held: tuple[Held, ...] = ()
    iso2: str | None = None
    iso3: str | None = None
    same_as: tuple[str, ...] = ()
    kept_to: date | None = None
    file: str = ""


def month(text: str, *, last: bool) -> date:
    """The first or last day of `2024`, `2024-05` or `2024-05-17`; ValueError when it is none of these."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, first, final = parts[0], 1, 12
    if len(parts) == 2:
        first = final = parts[1]
    return date(year, final, monthrange(year, final)[1]) if last else date(year, first, 1)


def _date(node: Node, key: str, *, last: bool) -> date | None:
    text = node.text(key)
    if text is None:
        return None
    try:
        return month(text, last=last)
    except (ValueError, TypeError) as error:
        raise OntologyError(f'{node.file}: {text!r} is not a month (write "2024-05"^^xsd:gYearMonth)') from error


def _held(nodes: Mapping[str, Node], owner: Node) -> tuple[Held, ...]:
    found = []
    for name in owner.links.get("dip:held", ()):
        node = nodes.get(name)
        office = node.link("dip:office") if node else None
        within = node.link("dip:in") if node else None
        if node is None or office is None or within is None:
            raise OntologyError(f"{owner.file}: a term of office of {owner.name} lacks dip:office or dip:in")
        start, end = _date(node, "dip:from", last=False), _date(node, "dip:until", last=True)
        found.append(Held(office=office, within=within, start=start, end=end))
    return tuple(found)


def _actor(nodes: Mapping[str, Node], node: Node, kind: str, kept_to: date | None) -> Actor:
    links = node.links
    return Actor(
        path=node.name,
        type=kind,
        labels=node.one_by_lang("rdfs:label"),
        alternatives=node.by_lang("skos:altLabel"),
        short_names=node.by_lang("dip:shortName"),
        acronyms=node.by_lang("dip:acronym"),
        metonyms=node.by_lang("dip:metonym"),
        ambiguous=node.by_lang("dip:ambiguousName"),
        nisbas=node.all_texts("dip:nisba"),
        demonyms=node.all_texts("dip:demonym"),
        inhabitants=node.all_texts("dip:inhabitants"),
        capital=node.link("dip:capital"),
        seats=tuple(links.get("dip:seat", ())),
        located_in=node.link("dip:locatedIn"),
        of_country=node.link("dip:ofCountry"),
        member_of=tuple(links.get("dip:memberOf", ())),
        gender=node.text("dip:gender"),
        held=_held(nodes, node),
        iso2=node.text("dip:iso2"),
        iso3=node.text("dip:iso3"),
        same_as=tuple(links.get("owl:sameAs", ())),
        kept_to=kept_to,
        file=node.file,
    )


def _kept_to(nodes: Mapping[str, Node]) -> dict[str, date | None]:
    return {node.file: _date(node, "dip:keptTo", last=True) for node in nodes.values() if "dip:keptTo" in node.texts}


def actors_of(nodes: Mapping[str, Node]) -> list[Actor]:
    """The actors among parsed nodes, in file order."""
    kept = _kept_to(nodes)
    found = []
    for node in nodes.values():
        kind = next((name for name in node.links.get("rdf:type", ()) if name in KINDS), None)
        if kind is not None:
            found.append(_actor(nodes, node, kind.removeprefix("dip:"), kept.get(node.file)))
    return found


def actor_files(folder: Path | None = None) -> list[Path]:
    """The Turtle files of actors, sorted by name."""
    return sorted((folder or data_dir("ontology") / "actors").glob("*.ttl"))


def load_actors(paths: Iterable[Path] | None = None) -> list[Actor]:
    """All actors of the files (default: those that come with the program).

    Raises OntologyError on bad Turtle, a bad date or a term of office without office or country.
    """
    return actors_of(read_turtle(actor_files() if paths is None else paths))
