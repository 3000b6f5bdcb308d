"""From triggers to events: every unit of a sentence that a frame knows, with its participants."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.extract.event import Event, clean, split_between
from kg.extract.govern import is_bare, is_owned, right
from kg.extract.parse import Parsed
from kg.extract.roles import (
    Clause,
    Roles,
    add_place,
    drafts_at,
    find_subject,
    governed_slots,
    noun_roles,
    verb_roles,
)
from kg.extract.units import Draft, Unit
from kg.lexicon import Frame, Lexicon, Light

_INHERITS = frozenset(
    {"ل", "في", "خلال", "ب", "بعد", "عقب", "قبل", "اثناء", "عبر", "الي", "من", "بهدف", "بغيه", "قبيل", "علي"}
)
_CONSULT = frozenset(
    {"Visit", "Meeting", "Call", "Participation", "Reception", "Mediation", "Agreement", "Cooperation"}
)
# Whose deed the content of a frame is: the accused and the asked act, else the speaker does
_AGENT_OF_CONTENT = {"Accusation": "target", "Request": "target"}
_ADDRESSED = frozenset({"Rejection", "Denial", "Accusation"})
_ATTRIBUTING = frozenset({("relative", "ما"), ("adverbial", "لما"), ("adverbial", "كما"), ("adverbial", "حسبما")})
_SIDES = ("actor", "target")


@dataclass(slots=True, eq=False)
class SentenceReader:
    """Reads the events of one sentence. `speaker` is the subject that a verb without one falls back on."""

    parsed: Parsed
    number: int
    masculine: frozenset[str]
    media: frozenset[str]
    speaker: list[Draft] = field(default_factory=list)
    light: tuple[int, tuple[Light, ...], list[Draft]] | None = None
    governor: Event | None = None
    partners: list[Draft] = field(default_factory=list)
    clause: Clause = field(init=False)

    def __post_init__(self) -> None:
        self.clause = Clause(self.parsed.units, self.masculine, list(self.speaker))

    def run(self) -> Iterator[Event]:
        """The events in the order of their triggers."""
        for index, unit in enumerate(self.parsed.units):
            if unit.kind in ("verb", "light"):
                yield from self._verb(index, unit)
            elif unit.kind in ("noun", "participle"):
                yield from self._noun(index, unit)

    def _verb(self, index: int, unit: Unit) -> Iterator[Event]:
        subject, before = self._subject(index, unit)
        drafts = [d for at in subject for d in drafts_at(self.parsed.units, [at], "actor")]
        if drafts:
            self.clause.subject, self.clause.own_subject = drafts, True
        elif subject or self._has_other_subject(index):
            self.clause.subject = []
        lights = tuple(f.light for f in unit.forms if f.light is not None)
        if lights and unit.pronoun:
            yield from self._done_to_noun(index, drafts)
        self.light = (index, lights, list(self.clause.subject)) if lights else None
        framed = [f for f in unit.forms if f.frame is not None]
        for candidate in framed:
            frame = candidate.frame
            assert frame is not None
            if not self._has_needed(index, frame):
                continue
            roles = verb_roles(self.clause, index, candidate, frame, subject, before)
            event = self._event(frame, index, roles, verbal=True)
            if event is not None:
                self.partners = [draft for role, draft in event.roles if role == "target"]
                self.governor = event if frame.content else None
                yield event
                return

    def _done_to_noun(self, index: int, subject: list[Draft]) -> Iterator[Event]:
        """`هجوم شنه متمردون على ...`, `محادثات أجراها بوتين مع ...`: the noun before is what the light verb does."""
        units = self.parsed.units
        for at in range(index - 1, max(-1, index - 6), -1):
            form = next((form for form in units[at].forms if form.kind == "noun" and form.frame is not None), None)
            if form is not None and form.frame is not None:
                later = governed_slots(units, index, form.frame)
                roles: Roles = [("actor", draft) for draft in subject] + later
                event = self._event(form.frame, at, roles, verbal=False)
                if event is not None and subject:
                    yield event
                return
            if units[at].kind not in ("other", "np", "relative", "modal"):
                return

    def _subject(self, index: int, unit: Unit) -> tuple[list[int], bool]:
        """The subject by the first form of the verb that agrees with one."""
        framed = [form for form in unit.forms if form.frame is not None]
        readings = {(form.gender, form.number): form for form in [*unit.forms[::-1], *framed[::-1]]}
        for form in reversed(readings.values()):
            found = find_subject(self.clause, index, form)
            if found[0]:
                return found
        return [], False

    def _has_other_subject(self, index: int) -> bool:
        """An ordinary noun right after the verb is its subject, so nothing is inherited."""
        units = self.parsed.units
        following = units[index + 1] if index + 1 < len(units) else None
        return following is not None and following.kind in ("other", "noun") and not following.prep

    def _has_needed(self, index: int, frame: Frame) -> bool:
        if not frame.needs:
            return True
        units = self.parsed.units
        window = [*right(units, index)]
        stop = max(window, default=index) + 1
        if stop < len(units) and units[stop].kind == "content":
            window.append(stop)
        markers = {units[at].prep for at in window} | {units[at].key for at in window if units[at].kind == "content"}
        markers |= {"ب" for at in window if units[at].kind == "content" and units[at].key.startswith("با")}
        nouns = [units[at] for at in window if units[at].kind in ("other", "noun")]
        markers |= {unit.key for unit in nouns} | {
            word.key for unit in nouns for word in self.parsed.words[unit.first : unit.last + 1]
        }
        return bool(markers & frame.needs) or ("object" in frame.needs and any(is_bare(units, at) for at in window))

    def _noun(self, index: int, unit: Unit) -> Iterator[Event]:
        for form in unit.forms:
            frame = form.frame
            if frame is None or not self._has_needed(index, frame):
                continue
            if unit.kind == "participle" and not unit.article:
                roles = verb_roles(self.clause, index, form, frame, [], before=True)
            else:
                roles = self._lit(index, frame, noun_roles(self.clause, index, frame))
            event = self._event(frame, index, roles, verbal=unit.kind == "participle")
            if event is not None:
                self.governor = event if frame.content else self.governor
                yield event
                return

    def _lit(self, index: int, frame: Frame, roles: Roles) -> Roles:
        """Participants that a verbal noun takes from its light verb or from the clause it stands in."""
        unit = self.parsed.units[index]
        if unit.prep == "ل" and unit.pronoun and self.partners and self.clause.subject:
            return self._meant_for_partner(roles)
        if any(role == "actor" for role, _ in roles):
            return self._undergone(index, unit, roles)
        agents = self._governed_agents(index, unit) if roles or unit.prep or not unit.article else []
        if agents:
            return [*agents, *roles]
        light = self._lighting(index, unit)
        if light is not None and light.effect == "negated" and self._speaks(unit):
            return roles
        if self.light is not None and light is not None and light.subject in _SIDES:
            return [*((light.subject, draft) for draft in self.light[2]), *roles]
        targets = {draft.referent for _, draft in roles}
        before = self.parsed.units[index - 1] if index else None
        lent = before is not None and before.prep in _INHERITS and any(f.kind == "lightnoun" for f in before.forms)
        owner = self._owner(index, unit)
        if owner:
            return [*(("actor", draft) for draft in owner if draft.referent not in targets), *roles]
        inherits = (unit.prep in _INHERITS or lent) and (roles or frame.type in _CONSULT) and not unit.article
        if inherits and frame.type in _CONSULT:
            own: Roles = [("actor", d) for d in self.clause.subject if d.referent not in targets]
            if frame.type == "Call" and not any(role == "target" for role, _ in roles):
                own += [("target", draft) for draft in self.partners]
            return [*own, *roles]
        return roles

    def _meant_for_partner(self, roles: Roles) -> Roles:
        """`اتصل به لتهنئته`: the subject does it to the one on the other side of the clause's event."""
        sides: Roles = [("actor", draft) for draft in self.clause.subject]
        sides += [("target", draft) for draft in self.partners]
        return [*sides, *((role, draft) for role, draft in roles if role not in _SIDES)]

    def _undergone(self, index: int, unit: Unit, roles: Roles) -> Roles:
        """`تعرضت روسيا لعقوبات غربية`: the subject of a verb of undergoing is the target."""
        light = self._lighting(index, unit)
        if self.light is None or light is None or light.subject != "target" or any(r == "target" for r, _ in roles):
            return roles
        return [*roles, *(("target", draft) for draft in self.light[2])]

    def _owner(self, index: int, unit: Unit) -> list[Draft]:
        """`استعداد الرياض لإرسال قوات`, `قرار موسكو فرض عقوبات`: whose plan it is, does it."""
        units = self.parsed.units
        if index < 2 or unit.article or unit.prep not in ("", "ل", "ب", "علي") or not is_owned(units, index - 1):
            return []
        return drafts_at(units, [index - 1], "actor")

    def _governed_agents(self, index: int, unit: Unit) -> Roles:
        """Who is said to do what a verb of accusing, asking, threatening or denying has in its complement."""
        outer = self.governor
        if outer is None or outer.frame.content is None or not self._complements(outer, index, unit):
            return []
        if outer.type in _ADDRESSED and self._speaks(unit):
            return []
        role = _AGENT_OF_CONTENT.get(outer.type, "actor")
        return [("actor", draft) for name, draft in outer.roles if name == role]

    def _speaks(self, unit: Unit) -> bool:
        """Whether a noun is another's word (criticism, demand) that is rejected or denied, not one's own deed."""
        return any(form.frame is not None and form.frame.content is not None for form in unit.forms)

    def _complements(self, outer: Event, index: int, unit: Unit) -> bool:
        content = outer.frame.content
        assert content is not None
        between = self.parsed.units[outer.unit + 1 : index]
        if any(other.kind in ("verb", "content", "adverbial", "relative") for other in between):
            return False
        return (unit.prep or "object") in content.markers

    def _lighting(self, index: int, unit: Unit) -> Light | None:
        """The light verb in whose noun slot this noun stands."""
        if self.light is None or index not in range(self.light[0] + 1, self.light[0] + 8):
            return None
        if not unit.prep and self._has_object(index):
            return None
        slots = {unit.prep or "object", "" if unit.prep else "subject"}
        fitting = [light for light in self.light[1] if slots & light.noun]
        with_subject = [light for light in fitting if (light.subject in _SIDES) == bool(self.light[2])]
        return next(iter([*with_subject, *fitting]), None)

    def _has_object(self, index: int) -> bool:
        """Whether another noun is the light verb's object already (one right after the verb is its subject)."""
        assert self.light is not None
        between = self.parsed.units[self.light[0] + 2 : index]
        return any(unit.construct and not unit.prep and not unit.conj for unit in between)

    def _event(self, frame: Frame, index: int, roles: Roles, *, verbal: bool) -> Event | None:
        unit = self.parsed.units[index]
        roles = clean(split_between(roles) if frame.symmetric else roles)
        if not any(role in _SIDES for role, _ in roles):
            return None
        if frame.strong_target and not self._two_sided(frame, roles):
            return None
        if frame.type == "Statement" and (self._attributes(index) or self._reports(roles)):
            return None
        if frame.type == "Participation" and not any(role == "gathering" for role, _ in add_place(
                self.clause, index, frame.type, roles)):  # fmt: skip
            return None
        if frame.weak and not any(role == "actor" for role, _ in roles):
            return None
        if frame.type == "Statement" and not any(role == "actor" for role, _ in roles):
            return None
        roles = add_place(self.clause, index, frame.type, roles)
        word = self.parsed.words[unit.first]
        start = word.start if verbal else unit.start
        light = self._lighting(index, unit) if not verbal else None
        light = None if light is not None and light.effect == "negated" and self._speaks(unit) else light
        told = not (frame.type == "Statement" and unit.kind == "participle")
        lit = self.light[0] if self.light is not None and light is not None else -1
        effect, evidence = (light.effect if light else None), (self.parsed.start, self.parsed.end)
        return Event(frame.type, frame, self.number, index, start, word.end, roles, verbal, light=lit,
                     effect=effect, told=told, evidence=evidence)  # fmt: skip

    def _two_sided(self, frame: Frame, roles: Roles) -> bool:
        """Whether somebody is at the other end of the event; in a symmetric one two participants will do."""
        parties = [part for role, draft in roles if role == "actor" for part in draft.referent.split("+")]
        return any(role not in ("actor", "place") for role, _ in roles) or (frame.symmetric and len(parties) > 1)

    def _reports(self, roles: Roles) -> bool:
        """What a medium says is a report, not an act of diplomacy."""
        return all(draft.keys and draft.keys[0] in self.media for role, draft in roles if role == "actor")

    def _attributes(self, index: int) -> bool:
        """`وفقا لما ذكرته السفارة`: a verb of saying that only names the source is no event of its own."""
        before = self.parsed.units[index - 1] if index else None
        return before is not None and (before.kind, before.key) in _ATTRIBUTING


def read_events(sentences: Sequence[Parsed], lexicon: Lexicon) -> list[Event]:
    """The events of an article, sentence by sentence; the last speaker goes on where a verb has no subject."""
    found: list[Event] = []
    speaker: list[Draft] = []
    for number, parsed in enumerate(sentences):
        reader = SentenceReader(parsed, number, lexicon.masculine, lexicon.heads.media, speaker)
        own = list(reader.run())
        found.extend(own)
        first = next((event for event in own if event.verbal), None)
        if first is not None:
            speaker = [draft for role, draft in first.roles if role == "actor"] or speaker
    return found
