"""Whether a verb tells what was done to somebody, in a passive that is mostly written like the active."""

from collections.abc import Sequence

from kg.extract.clause import Clause
from kg.extract.govern import is_adjective
from kg.extract.units import Unit
from kg.lexicon import Form, Frame
from kg.lexicon.cues import AGENT

_HARMING = frozenset({"Assault", "Coercion"})
_NAMING = frozenset({"np", "other", "noun"})


def is_passive(clause: Clause, index: int, form: Form, frame: Frame, subject: Sequence[int]) -> bool:
    """Whether a verb's subject is the one to whom it was done: by form, by an agent that is named, or by sense."""
    agentless = frame.type != "Statement" and _agentless(clause.units, clause.right(index))
    return form.passive or agentless or _suffered(clause, index, form, frame, subject)


def _suffered(clause: Clause, index: int, form: Form, frame: Frame, subject: Sequence[int]) -> bool:
    """Whether a verb that harms tells on whom it fell, in a passive that is written like the active."""
    if frame.type not in _HARMING:
        return False
    units, region = clause.units, clause.right(index)
    counted = _counts_victims(units, index, subject)
    if counted or _befalls(units, region, form, subject):
        return True
    takes_object = any("object" in markers for _, markers in frame.slots)
    kills = frame.type == "Assault" and takes_object and frame.spoken is None
    return kills and _dies(units, region, form, subject)


def _counts_victims(units: Sequence[Unit], index: int, subject: Sequence[int]) -> bool:
    """`قتل 60 مدنيا`, `قتل ستة جنود`: a number right after a verb of killing counts those whom it befell."""
    following = units[index + 1] if index + 1 < len(units) else None
    return following is not None and following.count and not following.prep and all(at > index for at in subject)


def _befalls(units: Sequence[Unit], region: Sequence[int], form: Form, subject: Sequence[int]) -> bool:
    """`حكم على الصحفي بالسجن`: on whom something is done by nobody who is named."""
    masculine = form.gender == "m" and form.number == "s" and form.tense == "past"
    upon = bool(region) and units[region[0]].prep == "علي"
    return masculine and upon and not subject


def _dies(units: Sequence[Unit], region: Sequence[int], form: Form, subject: Sequence[int]) -> bool:
    """`قتل ضابط روسي في غارة`, `اغتيل الوزير`: people whom nothing follows that they could have killed."""
    people = [units[at].draft for at in subject]
    human = all(draft is not None and (draft.type == "Person" or draft.how == "agent") for draft in people)
    after = (at for at in region if at > max(subject, default=-1) and not is_adjective(units, at))
    alone = not any(_is_object(units[at]) for at in after)
    return bool(subject) and human and alone and form.tense == "past"


def _is_object(unit: Unit) -> bool:
    return (unit.kind in _NAMING and not (unit.prep or unit.count)) or (unit.kind == "relative" and unit.key == "ما")


def _agentless(units: Sequence[Unit], region: Sequence[int]) -> bool:
    agent = next((at for at in region if units[at].prep == AGENT), None)
    return agent is not None and not any(units[at].kind == "noun" for at in region if at < agent)
