"""What an event is by who takes part in it."""

from collections.abc import Collection, Sequence

from kg.extract.fillers import Roles
from kg.extract.units import Unit
from kg.extract.words import Word
from kg.lexicon import Frame
from kg.lexicon.cues import bare

SIDES = ("actor", "target")


def type_of(frame: Frame, roles: Roles) -> str:
    """The type of a frame's event, by who takes part."""
    if frame.joint and _several_states(roles):
        return frame.joint
    actors = [draft.type for role, draft in roles if role == "actor"]
    return frame.spoken if frame.spoken and set(actors) == {"Person"} else frame.type


def two_sided(frame: Frame, roles: Roles) -> bool:
    """Whether somebody is at the other end of the event; in a symmetric one two participants will do."""
    parties = [part for role, draft in roles if role == "actor" for part in draft.referent.split("+")]
    group = frame.type == "Meeting" and any(draft.type == "Group" for role, draft in roles if role == "actor")
    several = len(parties) > 1 or group
    return any(role not in ("actor", "place") for role, _ in roles) or (frame.symmetric and several)


def both_do(unit: Unit) -> bool:
    """Whether a verb in the dual or the first person plural says that several do it."""
    return bool(unit.forms) and all(form.number == "d" or form.person == 1 for form in unit.forms)


def is_of(words: Sequence[Word], subject: Collection[str]) -> bool:
    """Whether a sentence has a word of a subject."""
    return any(bare(word.lex.stem) in subject for word in words)


def only_teams(roles: Roles) -> bool:
    """Whether nobody but states takes part, as where national teams meet."""
    return all(draft.type in ("Country", "Group") for role, draft in roles if role in SIDES)


def _several_states(roles: Roles) -> bool:
    return len({draft.referent for role, draft in roles if role in SIDES and draft.type == "Country"}) > 1
