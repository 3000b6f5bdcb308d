"""An event while its article is being read."""

from dataclasses import dataclass

from kg.extract.fillers import Roles
from kg.extract.units import Draft
from kg.lexicon import Frame
from kg.model import Factuality, TimeSpan


@dataclass(slots=True, eq=False)
class Event:
    """An event as one trigger tells it, while its article is being read.

    `told` is false for what only colours its content ("مؤكدا أن"), as the speaker's deed is told by another verb, and
    for a statement that only reports an event.
    """

    type: str
    frame: Frame
    sentence: int
    unit: int
    start: int
    end: int
    roles: Roles
    verbal: bool
    factuality: Factuality = Factuality.ASSERTED
    source: Draft | None = None
    date: TimeSpan | None = None
    evidence: tuple[int, int] = (0, 0)
    number: int = -1
    light: int = -1
    told: bool = True
    effect: str | None = None

    def fillers(self, role: str) -> list[str]:
        """Identifiers of the referents in a role; a pair ("both sides") counts as its parts."""
        return [part for name, draft in self.roles if name == role for part in draft.referent.split("+")]


def clean(roles: Roles) -> Roles:
    """Each referent once in a role, and nobody on both sides."""
    seen: set[tuple[str, str]] = set()
    actors = {part for role, draft in roles if role == "actor" for part in draft.referent.split("+")}
    kept: Roles = []
    for role, draft in roles:
        own = role == "target" and draft.referent in actors
        if (role, draft.referent) not in seen and not own:
            seen.add((role, draft.referent))
            kept.append((role, draft))
    return kept


def split_between(roles: Roles) -> Roles:
    """`بين أ وب` in a symmetric frame fills both sides: the first is actor, the others targets."""
    actors = [draft for role, draft in roles if role == "actor"]
    if len(actors) < 2 or any(role == "target" for role, _ in roles):
        return roles
    rest: Roles = [(role, draft) for role, draft in roles if role != "actor"]
    return [("actor", actors[0]), *(("target", draft) for draft in actors[1:]), *rest]
