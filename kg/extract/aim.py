"""At whom a word or refusal is aimed where the sentence names the other side only inside what is refused, blamed,
praised or threatened: `رفضت القرار الأميركي`, `أشاد بموقف الرياض`, `هددت بإلغاء القمة إذا أصرت واشنطن`."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from kg.extract.asides import asides
from kg.extract.event import Event
from kg.extract.parse import Parsed
from kg.extract.referents import Registry
from kg.extract.sides import Others, as_state, others
from kg.extract.units import Draft, Unit
from kg.lexicon import Lexicon

# Of these the first phrase of the complement shows the other side
_OBJECT = frozenset({"Rejection", "Accusation", "Support"})
_CHAIN = frozenset({"other", "noun", "modal", "np", "date"})
_LONGEST = 6


def aim(events: Sequence[Event], sentences: Sequence[Parsed], lexicon: Lexicon, registry: Registry) -> None:
    """Give events without a target the other side that their complement names."""
    by_unit = {(event.sentence, event.unit): event for event in events}
    for event in events:
        if event.fillers("target") or not event.fillers("actor"):
            continue
        units = sentences[event.sentence].units
        side = others(event, units, registry)
        found: Draft | None = None
        if event.type == "Threat":
            found = _threatened(event, side) if event.verbal else None
        elif event.type in _OBJECT:
            found = next((draft for _, draft in side.named(_complement(event, units))), None) or _refused(event, units)
            if found is None:
                event.roles += [("target", draft) for draft in _doers(event, units, by_unit, side)]
        elif event.type == "Request":
            event.roles += [("target", draft) for draft in _parted(event, side)]
        elif event.type == "Denial":
            found = next((draft for _, draft in side.named(_charge(event, units, lexicon))), None)
        if found is not None:
            event.roles.append(("target", found))


def _complement(event: Event, units: Sequence[Unit]) -> Iterator[int]:
    """The units of the phrase that is refused, blamed or praised: nouns in a chain, up to its first name. `ما وصفه ب`
    calls it so."""
    actors = {id(draft) for role, draft in event.roles if role == "actor"}
    inserted = [range(opening, closing + 1) for opening, closing in asides(units).items() if opening > event.unit]
    outside = (at for at in range(event.unit + 1, len(units)) if not any(at in aside for aside in inserted))
    opened = False
    for at in islice(outside, 2 * _LONGEST):
        unit = units[at]
        if _is_one_of(unit, actors) or (not opened and _is_apposed_to(units, at, actors)):
            continue
        if not opened and (_calls(units, at) or _calls(units, at - 1)):
            continue
        if unit.kind == "date" or (unit.kind == "punct" and unit.key in "،," and not opened):
            continue
        if unit.kind not in _CHAIN or (opened and (unit.prep or unit.pronoun)):
            return
        opened = True
        yield at
        if unit.kind == "np":
            return


def _is_one_of(unit: Unit, drafts: set[int]) -> bool:
    return unit.draft is not None and any(id(draft) in drafts for draft in (unit.draft, *unit.draft.within))


def _is_apposed_to(units: Sequence[Unit], index: int, drafts: set[int]) -> bool:
    """`رفض مندوب كوبا السفير بيدرو دياز القرار`: the name of the official who does it."""
    unit = units[index]
    person = unit.draft is not None and unit.draft.type == "Person" and not (unit.prep or unit.conj)
    return person and _is_one_of(units[index - 1], drafts)


def _calls(units: Sequence[Unit], index: int) -> bool:
    """`ما وصفه`, `ما اعتبرته`: whether a unit begins what gives something a name."""
    if index < 0 or index + 1 >= len(units) or units[index].kind != "relative" or units[index].key != "ما":
        return False
    return bool(units[index + 1].pronoun) or units[index + 1].key.endswith("ه")


def _doers(
    event: Event, units: Sequence[Unit], by_unit: Mapping[tuple[int, int], Event], side: Others
) -> Iterator[Draft]:
    """`انتقد الضربة التي وجهتها باريس`: who did what is refused, blamed or praised."""
    told = (by_unit.get((event.sentence, at)) for at in _complement(event, units))
    done = next((other for other in told if other is not None and not other.frame.symmetric), None)
    yield from (d for role, d in (done.roles if done else []) if role == "actor" and d.referent not in side.own)


def _refused(event: Event, units: Sequence[Unit]) -> Draft | None:
    """`انسحاب أميركا من الاتفاق`: the agreement itself, where nobody else is at the other end."""
    if event.type != "Rejection":
        return None
    named = (units[at].draft for at in range(event.unit + 1, min(len(units), event.unit + 1 + _LONGEST // 2)))
    return next((draft for draft in named if draft and draft.type == "Agreement" and draft.referent), None)


def _parted(event: Event, side: Others) -> list[Draft]:
    """`أسف للتوتر بين الهند وباكستان، داعيا إلى التهدئة`: those between whom it is asks neither alone."""
    conflicts = [unit for unit in side.units[: event.unit] if unit.draft and unit.draft.type == "Conflict"]
    if conflicts and conflicts[-1].draft and len(conflicts[-1].draft.within) == 2:
        return [draft for draft in conflicts[-1].draft.within if draft.referent and draft.referent not in side.own]
    parties = [(at, draft) for at, draft in side.named(range(event.unit)) if side.units[at].prep == "بين"]
    if not parties:
        return []
    at, first = parties[-1]
    second = [draft for _, draft in side.named(range(at + 1, min(at + 2, event.unit))) if side.units[at + 1].conj]
    return [first, *second] if second else []


def _charge(event: Event, units: Sequence[Unit], lexicon: Lexicon) -> list[int]:
    """`نفت الاتهامات الأميركية`: whose charge it is that is denied."""
    for at in range(event.unit + 1, min(len(units), event.unit + 1 + 2 * _LONGEST)):
        if units[at].key in lexicon.cues.accusations:
            return list(range(at, min(at + 3, len(units))))
        called = units[at].kind == "verb" and units[at - 1].kind == "relative"
        if units[at].kind in ("content", "verb") and not called:
            break
    return []


def _threatened(event: Event, side: Others) -> Draft | None:
    """The other side after the threat, else the one that the sentence named before; states threaten states."""
    after = list(side.named(range(event.unit + 1, len(side.units))))
    before = list(side.named(range(event.unit)))
    states = all(draft.type == "Country" for role, draft in event.roles if role == "actor")
    if not side.of_states or not any(draft.type == "Country" for _, draft in [*after, *before]):
        return None
    at, draft = [*after, *before[::-1]][0]
    return as_state(draft, side.units, at) if states else draft
