"""What a verbal noun borrows: participants and reality from a light verb, a plan's owner, the clause it stands in."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.clause import Clause
from kg.extract.event import Event
from kg.extract.fillers import Roles, can_mean, drafts_at
from kg.extract.govern import is_bare, is_owned
from kg.extract.units import Draft, Unit
from kg.lexicon import Frame, Light

_INHERITS = frozenset(
    {"ل", "في", "خلال", "ب", "بعد", "عقب", "قبل", "اثناء", "عبر", "الي", "من", "بهدف", "بغيه", "قبيل", "علي"}
)
_CONSULT = frozenset(
    {"Visit", "Meeting", "Call", "Participation", "Reception", "Mediation", "Agreement", "Cooperation"}
)
_ADDRESSED = frozenset({"Rejection", "Denial", "Accusation"})
_SIDES = ("actor", "target")
_PLANS = frozenset({"planned", "decided"})
# What joins a deed to the noun that says whose plan or word it is
_AIMS = frozenset({"", "ل", "ب", "علي", "عن", "من"})


@dataclass(slots=True, eq=False)
class Lender:
    """What the words before a verbal noun lend it. `light` is the last light verb: unit, readings, subject."""

    units: Sequence[Unit]
    clause: Clause
    light: tuple[int, tuple[Light, ...], list[Draft]] | None = None
    governor: Event | None = None

    def roles(self, index: int, frame: Frame, roles: Roles) -> Roles:
        """Participants that a verbal noun takes from its light verb or from the clause it stands in."""
        unit = self.units[index]
        if frame.befalls:
            return roles
        roles = self._accused(index, frame, roles)
        owned = unit.prep == "ل" and unit.pronoun and not is_bare(self.units, min(index + 1, len(self.units) - 1))
        if owned and self.clause.partners and self.clause.subject:
            return self._meant_for_partner(roles)
        if any(role == "actor" for role, _ in roles) and not self._only_described(index, frame, roles):
            return self._undergone(index, unit, roles)
        agents = self._governed_agents(index, unit) if roles or unit.prep or not unit.article else []
        if agents:
            return [*agents, *roles]
        targets = {draft.referent for _, draft in roles}
        owner = self._owner(index, unit)
        if owner:
            return [*(("actor", draft) for draft in owner if draft.referent not in targets), *roles]
        light = self.lighting(index, unit) if frame.type in _CONSULT or not self._is_reported(index) else None
        if light is not None and light.effect == "negated" and speaks(unit) and not unit.prep:
            return roles
        if self.light is not None and light is not None and light.subject in _SIDES:
            return [*((light.subject, draft) for draft in self.light[2]), *roles]
        before = self.units[index - 1] if index else None
        lent = before is not None and before.prep in _INHERITS and any(f.kind == "lightnoun" for f in before.forms)
        inherits = (unit.prep in _INHERITS or lent) and (roles or frame.type in _CONSULT) and not unit.article
        if inherits and frame.type in _CONSULT and not _is_with_own(roles):
            own: Roles = [("actor", d) for d in self.clause.subject if d.referent not in targets]
            if frame.type == "Call" and not any(role == "target" for role, _ in roles):
                own += [("target", draft) for draft in self.clause.partners]
            return [*own, *roles]
        return roles

    def _is_reported(self, index: int) -> bool:
        """`أعلنت طهران أن الضربة ...`: what is told after أن is not what the verb before does."""
        start = self.light[0] + 1 if self.light is not None else index
        return any(unit.kind == "content" for unit in self.units[start:index])

    def _accused(self, index: int, frame: Frame, roles: Roles) -> Roles:
        """`امتنع الوزير عن اتهام موسكو`: of whom a verb lends the doer is the one accused whom the noun names."""
        light, unit = self.lighting(index, self.units[index]), self.units[index]
        lent = light is not None and light.subject == "actor" and self.light is not None and bool(self.light[2])
        refused = light is not None and light.effect == "negated" and not unit.prep
        bare = not (unit.article or unit.pronoun or refused) and [role for role, _ in roles] == ["actor"]
        return [("target", draft) for _, draft in roles] if frame.type == "Accusation" and lent and bare else roles

    def _only_described(self, index: int, frame: Frame, roles: Roles) -> bool:
        """`عقد الملك قمة أردنية عراقية`: the adjectives repeat whom the light verb's subject stands for."""
        light = self.lighting(index, self.units[index])
        lent = light is not None and light.subject == "actor" and self.light is not None and bool(self.light[2])
        adjectives = {id(unit.draft) for unit in self.units if unit.draft and unit.draft.how == "nisba"}
        actors = [draft for role, draft in roles if role == "actor"]
        if not (lent and frame.symmetric and all(id(draft) in adjectives for draft in actors)):
            return False
        roles[:] = [row for row in roles if row[0] != "actor"]
        return True

    def _meant_for_partner(self, roles: Roles) -> Roles:
        """`اتصل به لتهنئته`: the subject does it to the one on the other side of the clause's event."""
        sides: Roles = [("actor", draft) for draft in self.clause.subject]
        sides += [("target", draft) for draft in self.clause.partners]
        return [*sides, *((role, draft) for role, draft in roles if role not in _SIDES)]

    def _undergone(self, index: int, unit: Unit, roles: Roles) -> Roles:
        """`تعرضت روسيا لعقوبات غربية`: the subject of a verb of undergoing is the target."""
        light = self.lighting(index, unit)
        if self.light is None or light is None or light.subject != "target" or not self.light[2]:
            return roles
        others = [(role, draft) for role, draft in roles if role != "target"]
        return [*others, *(("target", draft) for draft in self.light[2])]

    def _owner(self, index: int, unit: Unit) -> list[Draft]:
        """`استعداد الرياض لإرسال قوات`, `قرار موسكو فرض عقوبات`: whose plan it is, does it."""
        units = self.units
        lent = index > 2 and any(form.kind == "lightnoun" for form in units[index - 1].forms)
        if lent and not unit.prep:
            return self._owner(index - 1, units[index - 1])
        if (
            index
            and units[index - 1].pronoun
            and _is_plan(units[index - 1])
            and unit.prep in _AIMS
            and not unit.article
        ):
            return [d for d in self.clause.subject if can_mean(units[index - 1].pronoun, d, self.clause.masculine)]
        if index < 2 or unit.article or unit.prep not in _AIMS or not is_owned(units, index - 1):
            return []
        return drafts_at(units, [index - 1], "actor")

    def _governed_agents(self, index: int, unit: Unit) -> Roles:
        """Who is said to do what a verb of accusing, asking, threatening or denying has in its complement."""
        outer = self.governor
        if outer is None or outer.frame.content is None or not self._complements(outer, index, unit):
            return []
        if outer.type in _ADDRESSED and speaks(unit):
            return []
        return [("actor", draft) for name, draft in outer.roles if name == outer.frame.content.agent]

    def _complements(self, outer: Event, index: int, unit: Unit) -> bool:
        content = outer.frame.content
        assert content is not None
        between = self.units[outer.unit + 1 : index]
        if any(other.kind in ("verb", "content", "adverbial", "relative") for other in between):
            return False
        if any(other.kind in ("other", "noun") and other.prep and not other.forms for other in between):
            return False
        return (unit.prep or "object") in content.markers

    def lighting(self, index: int, unit: Unit) -> Light | None:
        """The light verb in whose noun slot this noun stands."""
        if self.light is None or index not in range(self.light[0] + 1, self.light[0] + 8):
            return None
        if not unit.prep and self._has_object(index):
            return None
        slots = {unit.prep or "object", "" if unit.prep else "subject"}
        fitting = [light for light in self.light[1] if slots & light.noun]
        if unit.prep and any(
            other.kind == "noun" and not other.prep for other in self.units[self.light[0] + 1 : index]
        ):
            # `ألغى زيارته احتجاجا على الترحيل`: the verb has its noun.
            fitting = [light for light in fitting if "object" not in light.noun]
        with_subject = [light for light in fitting if (light.subject in _SIDES) == bool(self.light[2])]
        return next(iter([*with_subject, *fitting]), None)

    def _has_object(self, index: int) -> bool:
        """Whether another noun is the light verb's object already: not its subject, which stands right after it, nor
        one that this noun completes (`قررت تمديد العقوبات`)."""
        assert self.light is not None
        between = self.units[self.light[0] + 2 : index - 1]
        return any(unit.construct and not unit.prep and not unit.conj for unit in between)


def _is_plan(unit: Unit) -> bool:
    """`استعداده`, `قراره`: a noun of planning or readiness."""
    planned = any(form.light is not None and form.light.effect in _PLANS for form in unit.forms)
    return planned or (unit.kind == "modal" and bool(unit.forms))


def _is_with_own(roles: Roles) -> bool:
    """`دعا الاتحاد إلى اتفاق مع بلاده`: he whose country is at one end is not at the other."""
    return any(role == "target" and draft.how == "own" for role, draft in roles)


def speaks(unit: Unit) -> bool:
    """Whether a noun is another's word (criticism, demand) that is rejected or denied, not one's own deed."""
    return any(form.frame is not None and form.frame.content is not None for form in unit.forms)
