"""Which date belongs to which event of a sentence."""

from collections.abc import Sequence
from datetime import date

from kg.dates import DateMention, settle_weekday
from kg.extract.event import Event
from kg.extract.parse import Parsed
from kg.extract.units import Unit
from kg.model import Factuality, TimeSpan

_BREAKS = frozenset({"content", "adverbial", "relative"})
# Attending something happens when that something takes place: "المنتدى الذي سيعقد بين 18 و20 سبتمبر"
_SCHEDULED = frozenset({"Participation", "Meeting"})
_SPEECH = frozenset({"Statement", "Request", "Accusation", "Denial", "Threat", "Rejection"})
_FUTURE = frozenset({Factuality.PLANNED, Factuality.HYPOTHETICAL})


def date_events(events: Sequence[Event], sentences: Sequence[Parsed], published: date | None) -> None:
    """Give each event the date that its own clause states."""
    for event in events:
        found = _nearest(event, sentences[event.sentence].units)
        if found is not None:
            event.date = _settled(found, event, published)
    for event in events:
        coming = event.date is not None and published is not None and event.date.start > published
        if coming and event.factuality == Factuality.ASSERTED:
            _put_off(event)
    for position, event in enumerate(events):
        if event.type == "Reception" and event.date is None:
            event.date = _of_journey(event, events)
        elif event.type in _SPEECH and event.date is None and event.verbal:
            event.date = _of_occasion(event, events[:position])


def _put_off(event: Event) -> None:
    """What has a date to come is planned; but "after six years" counts from something else and dates nothing."""
    if event.date is not None and event.date.rule.startswith("counted"):
        event.date = None
    else:
        event.factuality = Factuality.PLANNED


def _of_occasion(event: Event, before: Sequence[Event]) -> TimeSpan | None:
    """Who goes on speaking does so on the day on which the article lets him begin."""
    speaker = event.fillers("actor")
    told = (o for o in before if o.type in _SPEECH and o.date and o.factuality == Factuality.ASSERTED)
    return next(
        (o.date for o in told if o.fillers("actor") == speaker and o.date and o.date.granularity == "day"), None
    )


def _of_journey(event: Event, events: Sequence[Event]) -> TimeSpan | None:
    """Seeing somebody off or welcoming him happens on the day of the journey that the article dates."""
    guests = set(event.fillers("target"))
    journeys = (other for other in events if other.type == "Visit" and guests & set(other.fillers("actor")))
    return next((other.date for other in journeys if other.date and other.date.granularity == "day"), None)


def _settled(mention: DateMention, event: Event, published: date | None) -> TimeSpan:
    return settle_weekday(mention, published, future=event.factuality in _FUTURE)


def _nearest(event: Event, units: Sequence[Unit]) -> DateMention | None:
    """The first date after the trigger in its clause, else the last one before it."""
    for at in range(event.unit + 1, len(units)):
        unit = units[at]
        if unit.date is not None and not _another_thing(event, units[at - 1]):
            return unit.date
        if unit.kind == "participle":
            break
        relative = unit.kind == "relative" and event.type in _SCHEDULED
        held = event.type in _SCHEDULED and units[at - 1].kind == "relative"
        if (unit.kind in _BREAKS and not relative) or (unit.kind == "verb" and not unit.conj and not held):
            break
    for at in range(event.unit - 1, -1, -1):
        unit = units[at]
        if unit.date is not None:
            return unit.date
        if unit.kind in _BREAKS or (unit.kind == "verb" and event.verbal and not units[event.unit].conj):
            break
    return None


def _another_thing(event: Event, before: Unit) -> bool:
    """`الاجتماع المقرر الجمعة`: the date of something still to come is not that of what happened."""
    return before.kind == "modal" and before.key == "planned" and event.factuality not in _FUTURE
