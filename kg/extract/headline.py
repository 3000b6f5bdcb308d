"""What a headline tells without a verb: who says something, who goes somewhere."""

from dataclasses import dataclass

from kg.extract.fillers import PARTY, Roles, drafts_at
from kg.extract.govern import is_bare
from kg.extract.parse import Parsed
from kg.extract.units import Draft, Unit

_TOWARDS = frozenset({"الي", "في"})
# Names of states that may also say where something happens
_SCENES = frozenset({"name", "capital", "acronym"})
_MOODS = frozenset({"negated", "hypothetical"})
_TRAVELLERS = frozenset({"Person"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """An event that a headline tells without a verb: its type, the unit that stands for the trigger, its roles."""

    type: str
    unit: int
    roles: Roles
    planned: bool = False


def headline(parsed: Parsed) -> Headline | None:
    """The event of a headline that opens with an actor and has no verb for him."""
    units = parsed.units
    actor = drafts_at(units, [0], "actor") if parsed.is_title and len(units) > 1 and is_bare(units, 0) else []
    if not actor or actor[0].type not in PARTY:
        return None
    roles: Roles = [("actor", actor[0])]
    if units[1].kind == "punct" and units[1].key == ":" and _speaks(actor[0], parsed):
        return Headline(type="Statement", unit=0, roles=roles)
    destination = drafts_at(units, [1], "destination") if units[1].prep in _TOWARDS else []
    if destination and actor[0].type in _TRAVELLERS and _travels(units):
        roles.append(("destination", destination[0]))
        aimed = units[1].prep == "الي" or any(unit.prep == "ل" for unit in units[2:4])
        return Headline(type="Visit", unit=1, roles=roles, planned=aimed)
    return None


def _speaks(actor: Draft, parsed: Parsed) -> bool:
    """`العراق: البرلمان يأمر ...`, `اليمن: قتال عنيف` name the scene: a state speaks where what follows sounds said."""
    if actor.type != "Country" or actor.how not in _SCENES:
        return True
    said = parsed.units[2:]
    if not said or (said[0].kind in ("np", "date", "verb") and not _is_own(said[0])):
        return False
    opening = said[0]
    noun = opening.kind in ("other", "noun") or (opening.kind == "modal" and bool(opening.forms))
    told = noun and not opening.prep and not _is_predicate(parsed, opening)
    return any(map(_sounds_said, said)) or not (told and (actor.how == "name" or not opening.article))


def _is_own(unit: Unit) -> bool:
    """`نأمل في الحوار`, `خطوطنا الحمراء`: what one says of oneself."""
    return unit.pronoun == "نا" or any(form.person == 1 for form in unit.forms)


def _sounds_said(unit: Unit) -> bool:
    quoted = unit.in_quotes and unit.kind != "np"
    return quoted or _is_own(unit) or (unit.kind == "modal" and not unit.forms and unit.key in _MOODS)


def _is_predicate(parsed: Parsed, unit: Unit) -> bool:
    """`مستعدون للحوار`: an adjective says how the speaker is."""
    return not unit.article and parsed.words[unit.first].lex.has("adjective")


def _travels(units: list[Unit]) -> bool:
    """`إلى موسكو` is a journey; `في موسكو` only with a date or an aim, and neither where a verb says more."""
    if any(unit.kind in ("verb", "light") for unit in units):
        return False
    return units[1].prep == "الي" or any(unit.kind == "date" or unit.prep == "ل" for unit in units[2:4])
