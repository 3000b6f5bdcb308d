"""Frames as data: a trigger, the slots around it, and the role each slot fills."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import OntologyError
from kg.lang import fold

_AIMED = frozenset({"Assault", "Sanction", "Coercion", "Threat", "Accusation", "Visit"})
Slots = tuple[tuple[str, tuple[str, ...]], ...]
Tables = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """How a frame colours the events told in its complement: their factuality, whose word it is (`by`) and whose deed
    (`agent`), as roles of the frame; "none" where it is not the doing of anybody in the frame."""

    kind: str
    by: str = "actor"
    agent: str = "actor"
    markers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frame:
    """A group of triggers that share an event type and slots. Markers in slots and `needs` are folded keys.

    `joint` is the type that the event has when several states do it together (joint exercises), `spoken` the one that
    it has when a person does it, who attacks in words. What `befalls` somebody ("the death of") is done by nobody but
    an agent that is named. After the words in `but_after` a noun only says of what kind they are ("war crimes"), before
    those in `but_before` it is meant otherwise ("a trade war").
    """

    type: str
    slots: Slots
    noun_slots: Slots
    needs: frozenset[str] = frozenset()
    but_after: frozenset[str] = frozenset()
    but_before: frozenset[str] = frozenset()
    symmetric: bool = False
    weak: bool = False
    strong_target: bool = False
    befalls: bool = False
    joint: str | None = None
    spoken: str | None = None
    content: Content | None = None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    examples: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)

    @property
    def can_be_aimed(self) -> bool:
        """Whether its nouns name what is done to somebody or leads somewhere ("عقوبات تستهدف طهران")."""
        return self.type in _AIMED and not self.befalls

    @property
    def travels(self) -> bool:
        """Whether the object of its verbs is where somebody goes ("زار")."""
        return any(role == "destination" and "object" in markers for role, markers in self.slots)


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """A verb that lends subject and tense to an event noun ("أجرى محادثات"): where the noun and its actor stand.
    A verb that `aims` tells by its object at whom the noun is aimed ("عقوبات تستهدف طهران")."""

    verbs: tuple[str, ...]
    nouns: tuple[str, ...] = ()
    subject: str = "actor"
    noun: frozenset[str] = frozenset({"object"})
    aims: bool = False
    effect: str | None = None


@cache
def marker(text: str) -> str:
    """The folded form of a slot marker; the special ones (subject, object, ...) stay."""
    return fold(text.strip())


def _slots(table: Mapping[str, Iterable[str]]) -> Slots:
    return tuple((role, tuple(marker(m) for m in markers)) for role, markers in table.items())


def _content(table: Mapping[str, Any] | None) -> Content | None:
    if not table or not table.get("kind"):
        return None
    markers = frozenset(marker(m) for m in table.get("markers", ()))
    by, agent = table.get("by", "actor"), table.get("agent", "actor")
    return Content(kind=table["kind"], by=by, agent=agent, markers=markers)


def parse_frame(table: Mapping[str, Any]) -> Frame:
    """One `[[frame]]` table as a Frame."""
    slots = _slots(table.get("slots", {}))
    return Frame(
        type=table["type"],
        slots=slots,
        noun_slots=_slots(table.get("noun_slots", {})),
        needs=frozenset(marker(m) for m in table.get("needs", ())),
        but_after=frozenset(marker(m) for m in table.get("but_after", ())),
        but_before=frozenset(marker(m) for m in table.get("but_before", ())),
        symmetric=table.get("symmetric", False),
        weak=table.get("weak", False),
        strong_target=table.get("strong_target", False),
        befalls=table.get("befalls", False),
        joint=table.get("joint"),
        spoken=table.get("spoken"),
        content=_content(table.get("content")),
        verbs=tuple(table.get("verbs", ())),
        nouns=tuple(table.get("nouns", ())),
        participles=tuple(table.get("participles", ())),
        phrases=tuple(table.get("phrases", ())),
        examples=tuple(table.get("example", ())),
    )


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file of the lexicon; an OntologyError names the file and line that is wrong."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OntologyError(f"{path}: {error}") from error


def load_frames(folder: Path) -> tuple[Frame, ...]:
    """All frames of a language, in the order of files and tables."""
    tables = (table for path in sorted(folder.glob("*.toml")) for table in read_toml(path).get("frame", ()))
    return tuple(parse_frame(table) for table in tables)


def load_lights(path: Path) -> tuple[Light, ...]:
    """The light verbs of a language."""
    return tuple(
        Light(
            verbs=tuple(table.get("verbs", ())),
            nouns=tuple(table.get("nouns", ())),
            subject=table.get("subject", "actor"),
            noun=frozenset(marker(m) for m in table.get("noun", ["object"])),
            aims=table.get("aims", False),
            effect=table.get("effect"),
        )
        for table in read_toml(path).get("light", ())
    )
