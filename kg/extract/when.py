"""Which date belongs to which event of an article."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kg.dates import DateMention, dated
from kg.extract.event import Event
from kg.extract.parse import Parsed
from kg.extract.units import Unit
from kg.lexicon import Lexicon
from kg.lexicon.cues import bare
from kg.model import Factuality, TimeSpan

_BREAKS = frozenset({"content", "adverbial", "relative"})
# Attending something happens when that something takes place: "المنتدى الذي سيعقد بين 18 و20 سبتمبر"
_SCHEDULED = frozenset({"Participation", "Meeting"})
_SPEECH = frozenset({"Statement", "Request", "Accusation", "Denial", "Threat", "Rejection"})
_FUTURE = frozenset({Factuality.PLANNED, Factuality.HYPOTHETICAL})
_OF_A_THING = frozenset({"modal", "relative", "light", "verb", "np"})
_AT_THE_TIME = frozenset({"عقب", "بعد", "خلال", "اثناء", "في", "اثر", "على هامش"})
# `تحسنت خلال العام بعد توقيع ...`: what came before did not happen in the same month or year for that
_FIRST_TIME = frozenset({"اول", "اولي"})
_EARLIER = frozenset({"بعد", "منذ", "قبل", "عقب"})
_ANTECEDENT = frozenset({"ما", "من"})

Units = Mapping[int, Event]


def date_events(events: Sequence[Event], sentences: Sequence[Parsed], lexicon: Lexicon, published: date | None) -> None:
    """Give each event the date that its own clause states, or that the article gives for the same occasion."""
    told: dict[int, dict[int, Event]] = defaultdict(dict)
    for event in events:
        told[event.sentence].setdefault(event.unit, event)
    for event in events:
        found = _nearest(event, sentences[event.sentence].units, told[event.sentence], published)
        if found is not None:
            units = sentences[event.sentence].units
            ahead = event.factuality in _FUTURE or _scheduled(event.unit, units) or _is_told_ahead(event, units, found)
            event.date = dated(found, future=ahead)
    for event in events:
        coming = event.date is not None and published is not None and event.date.start > published
        if coming and event.factuality == Factuality.ASSERTED:
            _put_off(event)
    _share(events, sentences, lexicon)


def _share(events: Sequence[Event], sentences: Sequence[Parsed], lexicon: Lexicon) -> None:
    """Dates that an event has from elsewhere in the article."""
    gatherings = _dated_gatherings(sentences)
    journeys = _dated_journeys(events)
    occasion = Occasion()
    for event in events:
        parsed = sentences[event.sentence]
        if event.type in _SCHEDULED:
            event.date = _refined(event.date, _of_gathering(event, parsed.units, gatherings))
        if event.date is None and event.type == "Reception":
            event.date = next((journeys[guest] for guest in event.fillers("target") if guest in journeys), None)
        elif event.date is None and event.type in _SPEECH and event.verbal and event.factuality == Factuality.ASSERTED:
            event.date = occasion.of(event, joining=_same_occasion(parsed, lexicon))
        occasion.note(event)


def _put_off(event: Event) -> None:
    """What has a date to come is planned; but "after six years" counts from something else and dates nothing."""
    if event.date is not None and event.date.rule.startswith("counted"):
        event.date = None
    else:
        event.factuality = Factuality.PLANNED


def _dated_gatherings(sentences: Sequence[Parsed]) -> dict[str, TimeSpan]:
    """When the gatherings of the article take place: a date that follows the name, or `المقرر` and a date.

    By referent, and by head noun where the article dates only one of that kind (to narrow a period).
    """
    found: dict[str, TimeSpan] = {}
    by_head: dict[str, set[TimeSpan]] = defaultdict(set)
    for parsed in sentences:
        for at, unit in enumerate(parsed.units):
            if unit.draft is None:
                continue
            gatherings = [draft for draft in unit.drafts() if draft.type == "Gathering"]
            when = _date_of_thing(parsed.units, at) if gatherings else None
            if when is not None:
                by_head[gatherings[0].keys[0]].add(when)
                found.update({d.referent: when for d in gatherings if d.referent and d.referent not in found})
    found.update({head: next(iter(dates)) for head, dates in by_head.items() if len(dates) == 1})
    return found


def _date_of_thing(units: Sequence[Unit], index: int) -> TimeSpan | None:
    coming = False
    for unit in units[index + 1 : index + 6]:
        if unit.date is not None:
            return dated(unit.date, future=coming)
        coming = coming or unit.future or (unit.kind == "modal" and unit.key == "planned")
        if unit.kind not in _OF_A_THING or unit.conj:
            return None
    return None


def _of_gathering(event: Event, units: Sequence[Unit], gatherings: Mapping[str, TimeSpan]) -> TimeSpan | None:
    own = [draft.referent or (draft.keys[0] if event.date else "") for draft in units[event.unit].drafts()]
    named = [*event.fillers("gathering"), *own]
    return next((gatherings[referent] for referent in named if referent in gatherings), None)


def _refined(own: TimeSpan | None, of_gathering: TimeSpan | None) -> TimeSpan | None:
    """The date of the gathering where the event has none, or only a longer period that holds it."""
    if own is None or of_gathering is None:
        return own or of_gathering
    within = own.start <= of_gathering.start and of_gathering.end <= own.end
    return of_gathering if within else own


@dataclass(slots=True, eq=False)
class Occasion:
    """The day on which the article lets each one speak or act, and the day of the last speech."""

    by_actor: dict[tuple[str, ...], TimeSpan] = field(default_factory=dict)
    last: TimeSpan | None = None

    def note(self, event: Event) -> None:
        """Remember the day of what somebody did."""
        done = (event.verbal or event.light >= 0) and event.factuality == Factuality.ASSERTED
        if done and event.date is not None and event.date.granularity == "day":
            self.by_actor[tuple(event.fillers("actor"))] = event.date
            self.last = event.date if event.type in _SPEECH else self.last

    def of(self, event: Event, *, joining: bool) -> TimeSpan | None:
        """Who goes on speaking does so on the same day; so do others who join in."""
        return self.by_actor.get(tuple(event.fillers("actor"))) or (self.last if joining else None)


def _same_occasion(parsed: Parsed, lexicon: Lexicon) -> bool:
    keys = [bare(word.key) for word in parsed.words[:4]]
    if not keys:
        return False
    opening = [keys[0].removeprefix("و"), *keys[1:]]
    return lexicon.cues.occasion.match(opening) is not None


def _dated_journeys(events: Sequence[Event]) -> dict[str, TimeSpan]:
    """Travellers with the day of their journey: they are welcomed or seen off on that day."""
    found: dict[str, TimeSpan] = {}
    for event in events:
        if event.type == "Visit" and event.date is not None and event.date.granularity == "day":
            for traveller in event.fillers("actor"):
                found.setdefault(traveller, event.date)
    return found


def _nearest(event: Event, units: Sequence[Unit], told: Units, published: date | None) -> DateMention | None:
    """The first date after the trigger in its clause, else the last one before it."""
    return _after(event, units, told, published) or _before(event, units, told)


def _after(event: Event, units: Sequence[Unit], told: Units, published: date | None) -> DateMention | None:
    described = False
    for at in range(event.unit + 1, len(units)):
        unit = units[at]
        if unit.date is not None and not _of_another(event, units, at, told, published):
            return unit.date
        if unit.kind == "participle":
            return None
        described = described or (unit.kind == "relative" and _only_described(event, units, at))
        relative = unit.kind == "relative" and (event.type in _SCHEDULED or described) and unit.key not in _ANTECEDENT
        held = (event.type in _SCHEDULED or described) and units[at - 1].kind == "relative"
        if (unit.kind in _BREAKS and not relative) or (unit.kind == "verb" and not unit.conj and not held):
            return None
    return None


def _only_described(event: Event, units: Sequence[Unit], at: int) -> bool:
    """`الضربات الأميركية التي ...`: the relative clause tells of the event's own noun."""
    between = units[event.unit + 1 : at]
    adjectives = (unit.draft is not None and unit.draft.how == "nisba" for unit in between)
    return not event.verbal and all(adjectives)


def _scheduled(index: int, units: Sequence[Unit]) -> bool:
    """`لقاء مرتقب`: an adjective right after the noun says that it is to come, whatever becomes of it."""
    following = units[index + 1] if index + 1 < len(units) else None
    planned = following is not None and following.kind == "modal" and following.key == "planned"
    return planned and units[index].kind == "noun"


def _is_told_ahead(event: Event, units: Sequence[Unit], mention: DateMention) -> bool:
    """`تزور ميركل كوبا الجمعة`: the present with a day of the week means the coming one, except of what is said and of
    what began then (`منذ الجمعة`)."""
    at = event.unit if event.light < 0 else event.light
    present = bool(units[at].forms) and all(form.tense == "present" for form in units[at].forms)
    place = next(place for place, unit in enumerate(units) if unit.date is mention)
    since = units[place].prep in _EARLIER or place < at - 1
    past = any(unit.kind == "past" for unit in units[max(0, at - 3) : at])
    told = event.type not in _SPEECH and event.factuality == Factuality.ASSERTED
    return units[at].kind in ("verb", "light") and present and told and not (since or past)


def _of_another(event: Event, units: Sequence[Unit], at: int, told: Units, published: date | None) -> bool:
    """Whether a date is that of something named between (`اتفقا على عقد قمة في مايو`, `الاجتماع المقرر الجمعة`), or of
    the time before (`لأول مرة منذ عامين`)."""
    mention = units[at].date
    assert mention is not None
    if units[at].prep == "منذ" and any(bare(unit.key) in _FIRST_TIME for unit in units[max(0, at - 5) : at]):
        return True
    scheduled = units[at - 1].kind == "modal" and units[at - 1].key == "planned"
    between = [told[unit] for unit in range(event.unit + 1, at) if unit in told]
    if scheduled and (between or event.factuality not in _FUTURE):
        return True
    if any(_scheduled(other.unit, units) for other in between):
        return True
    coming = published is None or mention.coming is not None or mention.time.start > published
    ahead = any(other.factuality in _FUTURE and not other.verbal for other in between)
    return ahead and coming and event.factuality == Factuality.ASSERTED


def _before(event: Event, units: Sequence[Unit], told: Units) -> DateMention | None:
    for at in range(event.unit - 1, -1, -1):
        unit = units[at]
        if unit.date is not None:
            foreign = _of_other_clause(event, at, units, told) or _of_speech(event, at, units, told)
            return None if foreign else unit.date
        if unit.kind in _BREAKS or (unit.kind == "verb" and event.verbal and not units[event.unit].conj):
            return None
    return None


def _of_other_clause(event: Event, at: int, units: Sequence[Unit], told: Units) -> bool:
    """Whether a date before the trigger tells of something else: another noun between, or what came before it."""
    mention = units[at].date
    if event.verbal:
        between = any(place in told or units[place].kind == "noun" for place in range(at + 1, event.unit))
        return between or _of_noun(at, units, told)
    if units[event.unit].prep == "منذ":
        return True
    earlier = any(unit.kind == "noun" and unit.prep in _EARLIER for unit in units[at + 1 : event.unit + 1])
    return earlier and mention is not None and mention.time.granularity not in ("day", "range")


def _of_noun(at: int, units: Sequence[Unit], told: Units) -> bool:
    """`بعد عودته من كندا الأحد، أكد ...`: the day of the journey is not that of the words."""
    for before in range(at - 1, -1, -1):
        if units[before].kind in ("verb", "light", "content", "punct"):
            return False
        if before in told and not told[before].verbal and units[before].prep in _AT_THE_TIME:
            return True
    return False


def _of_speech(event: Event, at: int, units: Sequence[Unit], told: Units) -> bool:
    """`نفت الوزارة، الثلاثاء، دعم الجماعة`: the day of the denial is not that of what is denied.

    Only what is announced as such (`أعلنت الأحد عن سحب سفيرها`) happens by being said.
    """
    outer = next((told[unit] for unit in range(at, -1, -1) if unit in told and told[unit].verbal), None)
    if outer is None or event.verbal:
        return False
    content, prep = outer.frame.content, units[event.unit].prep
    if content is not None and prep not in _AT_THE_TIME and (prep or "object") not in content.markers:
        return True
    return outer.factuality == Factuality.ASSERTED and event.factuality != Factuality.ASSERTED
