"""From triggers to events: every unit of a sentence that a frame knows, with its participants."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kg.extract.around import (
    announces_antecedent,
    attributes,
    describes_holder,
    forbids,
    goes_on,
    has_other_subject,
    is_antecedent,
    is_done_by_noun,
    performs,
    quoted_by,
    resumes,
    strikes_by_nature,
)
from kg.extract.clause import Clause
from kg.extract.event import Event, clean, split_between
from kg.extract.fillers import Roles, drafts_at
from kg.extract.govern import describes_noun, relative_object
from kg.extract.governed import add_place
from kg.extract.headline import headline
from kg.extract.lending import Lender, speaks
from kg.extract.needs import has_needed, idiom_means_otherwise, means_otherwise
from kg.extract.noun_roles import governed_slots, noun_roles
from kg.extract.opening import aiming_verb, noun_opens, takes_up
from kg.extract.parse import Parsed
from kg.extract.parties import SIDES, both_do, is_of, only_teams, two_sided, type_of
from kg.extract.roles import may_inherit, verb_roles
from kg.extract.subject import find_subject, topic
from kg.extract.units import Draft, Unit
from kg.lexicon import Form, Frame, Lexicon

_NEAR = 6
_REPORTED = "reported"


@dataclass(slots=True, eq=False)
class SentenceReader:
    """Reads the events of one sentence. `speaker` is the subject that a verb without one falls back on, `spoke` whom a
    verb of saying in the sentence has as its subject."""

    parsed: Parsed
    number: int
    lexicon: Lexicon
    speaker: list[Draft] = field(default_factory=list)
    spoke: list[Draft] = field(default_factory=list)
    clause: Clause = field(init=False)
    lender: Lender = field(init=False)
    nouns: dict[int, Event] = field(default_factory=dict)
    suspended: list[Draft] = field(default_factory=list)

    def __post_init__(self) -> None:
        heads = self.lexicon.heads
        # Aircraft that strike are not what is struck.
        assets = heads.assets - heads.agents
        about = topic(self.parsed.units)
        subject = about or list(self.speaker)
        self.clause = Clause(self.parsed.units, self.lexicon.masculine, assets, subject, own_subject=bool(about))
        self.lender = Lender(self.parsed.units, self.clause)

    def run(self) -> Iterator[Event]:
        """The events in the order of their triggers."""
        sports = self.lexicon.cues.sports
        yield from (
            event for event in self._all() if not (only_teams(event.roles) and is_of(self.parsed.words, sports))
        )

    def _all(self) -> Iterator[Event]:
        yield from self._headline()
        for index, unit in enumerate(self.parsed.units):
            if unit.kind in ("verb", "light"):
                if not self.clause.subject and goes_on(self.parsed.units, index):
                    self.clause.subject = self.suspended
                before = self.clause.subject
                yield from self._verb(index, unit)
                if not self.clause.subject:
                    self._put_aside(index, before)
            elif unit.kind in ("noun", "participle"):
                yield from self._noun(index, unit)
            elif unit.key == "قول" and (teller := quoted_by(self.parsed.units, index)) is not None:
                self.clause.subject = drafts_at(self.parsed.units, [teller], "actor")
                self.clause.own_subject = True

    def _put_aside(self, index: int, before: list[Draft]) -> None:
        """What only describes a noun (`زيارة تستغرق يومين`) does not end what the subject does; what a noun of the
        complement does (`أن القمة تمثل بداية`) ends it up to the next verb with "and"."""
        units = self.parsed.units
        if describes_noun(units, index) or takes_up(units, index) or relative_object(units, index) is not None:
            self.clause.subject = before
        elif noun_opens(units, index):
            self.suspended = before or self.suspended

    def _headline(self) -> Iterator[Event]:
        """`بولتون: لا حوار`, `عباس إلى موسكو الجمعة`: what a headline tells without a verb."""
        read = headline(self.parsed)
        frame = self.lexicon.plain_frame(read.type) if read else None
        if read is None or frame is None:
            return
        self.clause.subject = [draft for role, draft in read.roles if role == "actor"]
        event = self._event(frame, read.unit, read.roles, verbal=False)
        if event is not None:
            event.effect = "planned" if read.planned else None
            yield event

    def _verb(self, index: int, unit: Unit) -> Iterator[Event]:
        subject, before = self._subject(index, unit)
        drafts = drafts_at(self.parsed.units, subject, "actor")
        if len(drafts) == 1 and unit.forms and all(form.gender == "f" and form.number == "s" for form in unit.forms):
            drafts[0].feminine = True
        if not subject and unit.key in self.lexicon.cues.impersonal:
            return
        if drafts and not attributes(self.parsed, index):
            self.clause.earlier = self.clause.subject
            self.clause.subject, self.clause.own_subject = drafts, True
        elif subject or has_other_subject(self.parsed, index):
            self.clause.subject = []
        lights = tuple(f.light for f in unit.forms if f.light is not None)
        side = next((light.subject for light in lights if light.subject in SIDES), None)
        if side and (unit.pronoun or resumes(self.parsed, index, lights)):
            yield from self._done_to_noun(index, [(side, draft) for draft in drafts])
        self.lender.light = (index, lights, list(self.clause.subject)) if lights else None
        forms = () if self._aims(index) else unit.forms
        framed = [f for f in forms if f.frame is not None and not forbids(self.parsed, unit, f)]
        for candidate in framed:
            frame = candidate.frame
            assert frame is not None
            otherwise = idiom_means_otherwise(self.clause, index, candidate) or self._is_of_nature(index, frame)
            if otherwise or not has_needed(self.parsed, self.clause, index, frame):
                continue
            roles = verb_roles(self.clause, index, candidate, frame, subject, before)
            event = self._event(frame, index, roles, verbal=True)
            if event is not None:
                self.clause.partners = [draft for role, draft in event.roles if role == "target"]
                self.lender.governor = event if frame.content else None
                if frame.content is not None and frame.content.kind == _REPORTED:
                    self.spoke = [draft for role, draft in event.roles if role == "actor"]
                event.told = event.told and not performs(self.parsed, index, frame)
                yield event
                return

    def _done_to_noun(self, index: int, subject: Roles) -> Iterator[Event]:
        """`حملة شنتها الشرطة على ...`, `مشاورات عقدتها لندن مع ...`: the noun before is what the light verb does."""
        units = self.parsed.units
        for at in range(index - 1, max(-1, index - 6), -1):
            form = next((form for form in units[at].forms if form.kind == "noun" and form.frame is not None), None)
            if form is not None and form.frame is not None:
                later = governed_slots(self.clause, index, form.frame)
                earlier = self.nouns.get(at)
                told = {role for role, _ in subject + later}
                known = [row for row in earlier.roles if row[0] not in told] if earlier else []
                roles = subject + later + known
                event = self._event(form.frame, at, roles, verbal=False)
                if event is not None and subject:
                    if earlier is not None:
                        earlier.told = False  # `جهود الوساطة التي يقودها المبعوث`: whose it is is said here
                    yield event
                return
            if units[at].kind not in ("other", "np", "relative", "modal") or is_antecedent(self.parsed, at, index):
                return

    def _aims(self, index: int) -> bool:
        """Whether a verb tells whom an event noun before it hits, which is told of that noun."""
        units = self.parsed.units
        nouns = [at for at in range(max(0, index - _NEAR), index) if units[at].kind == "noun"]
        told = (form.frame for at in nouns for form in units[at].forms if aiming_verb(units, at) == index)
        return any(frame is not None and frame.can_be_aimed for frame in told)

    def _is_of_nature(self, index: int, frame: Frame) -> bool:
        return frame.type == "Assault" and strikes_by_nature(self.parsed, index, self.lexicon.cues.nature)

    def _subject(self, index: int, unit: Unit) -> tuple[list[int], bool]:
        """The subject by the first form of the verb that agrees with one."""
        for form in _agreeing(unit.forms):
            found = find_subject(self.clause, index, form)
            if found[0]:
                others = not found[1] and self._is_of_subject(found[0][0])
                return ([], False) if others else found
        return [], False

    def _is_of_subject(self, at: int) -> bool:
        """`حيث سيلتقي نظيره`: a counterpart is somebody's who is the subject already."""
        stem = self.parsed.words[self.parsed.units[at].first].lex.stem
        return bool(self.clause.subject) and stem in self.lexicon.cues.counterpart

    def _noun(self, index: int, unit: Unit) -> Iterator[Event]:
        if unit.pronoun == "كم":
            return
        before = self.clause.subject
        self.clause.subject = before or self._coming(index, unit)
        yield from self._of_noun(index, unit)
        self.clause.subject = before

    def _coming(self, index: int, unit: Unit) -> list[Draft]:
        """`بعد لقائه نظيره، سافر الوزير`: before the first verb a pronoun means who is its subject."""
        units = self.parsed.units
        governed = unit.prep or (index and units[index - 1].construct and units[index - 1].prep)
        if not (unit.pronoun and governed):
            return []
        verb = next((at for at, other in enumerate(units) if other.kind in ("verb", "light")), -1)
        if verb < index:
            return []
        return drafts_at(units, self._subject(verb, units[verb])[0], "actor")

    def _of_noun(self, index: int, unit: Unit) -> Iterator[Event]:
        for form in unit.forms:
            frame = form.frame
            if frame is None or not has_needed(self.parsed, self.clause, index, frame):
                continue
            if means_otherwise(self.parsed.units, index, frame):
                continue
            if unit.kind == "participle" and not unit.article:
                roles = self._participle_roles(index, form, frame)
            else:
                roles = self.lender.roles(index, frame, noun_roles(self.clause, index, frame))
            event = self._event(frame, index, roles, verbal=unit.kind == "participle")
            if event is not None:
                self.lender.governor = event if frame.content else self.lender.governor
                self.nouns[index] = event
                yield event
                return

    def _participle_roles(self, index: int, form: Form, frame: Frame) -> Roles:
        """`قالت الوزيرة إن كييف ترفض الحوار محذرة من حرب`: who goes on speaking is who spoke."""
        subject = self.clause.subject
        said = frame.content is not None and bool(self.spoke) and not self.parsed.units[index].in_quotes
        if said and may_inherit(form, self.spoke, self.lexicon.masculine):
            self.clause.subject = self.spoke
        roles = verb_roles(self.clause, index, form, frame, [], before=True)
        self.clause.subject = subject
        return roles

    def _event(self, frame: Frame, index: int, roles: Roles, *, verbal: bool) -> Event | None:
        if not any(role in SIDES for role, _ in roles):
            return None
        unit = self.parsed.units[index]
        roles = clean(split_between(roles) if frame.symmetric else roles)
        if (frame.strong_target or (verbal and both_do(unit) and not self._with_one(index, roles))) and not two_sided(
                frame, roles):  # fmt: skip
            return None
        if frame.type == "Statement" and (attributes(self.parsed, index) or announces_antecedent(self.parsed, index)):
            return None
        if frame.type == "Appointment":
            if verbal and describes_holder(self.parsed, index):
                return None
            roles = [(role, draft) for role, draft in roles if role != "target" or draft.type == "Person"]
            if not any(role in SIDES for role, _ in roles):
                return None
        if frame.type == "Participation" and not any(role == "gathering" for role, _ in add_place(
                self.clause, index, frame.type, roles)):  # fmt: skip
            return None
        by_noun = verbal and frame.type != "Threat" and is_done_by_noun(self.parsed, index)
        if frame.weak and not by_noun and not any(role == "actor" for role, _ in roles):
            return None
        if frame.type == "Statement" and not any(role == "actor" for role, _ in roles):
            return None
        roles = add_place(self.clause, index, frame.type, roles)
        word = self.parsed.words[unit.first]
        start = word.start if verbal else unit.start
        light = None if verbal else self.lender.lighting(index, unit)
        light = None if light is not None and light.effect == "negated" and speaks(unit) and not unit.prep else light
        told = not (frame.type == "Statement" and (unit.kind == "participle" or self._reports(roles)))
        lit = self.lender.light[0] if self.lender.light is not None and light is not None else -1
        effect, evidence = (light.effect if light else None), (self.parsed.start, self.parsed.end)
        return Event(type_of(frame, roles), frame, self.number, index, start, word.end, roles, verbal, light=lit,
                     effect=effect, told=told, evidence=evidence)  # fmt: skip

    def _with_one(self, index: int, roles: Roles) -> bool:
        """`المتمردون يتفاوضون مع الجيش`: of two who do it together one is not named."""
        return is_done_by_noun(self.parsed, index) and any(role == "target" for role, _ in roles)

    def _reports(self, roles: Roles) -> bool:
        """What a medium says is a report, not an act of diplomacy."""
        return all(draft.keys and draft.keys[0] in self.lexicon.heads.media for role, draft in roles if role == "actor")


@lru_cache(maxsize=10_000)
def _agreeing(forms: tuple[Form, ...]) -> tuple[Form, ...]:
    """One form for each gender and number that a subject can agree with; those with a frame come first."""
    framed = [form for form in forms if form.frame is not None]
    found = {(form.gender, form.number): form for form in [*forms[::-1], *framed[::-1]]}
    return tuple(found.values())[::-1]


def read_events(sentences: Sequence[Parsed], lexicon: Lexicon) -> list[Event]:
    """The events of an article, sentence by sentence; the last speaker goes on where a verb has no subject."""
    found: list[Event] = []
    speaker: list[Draft] = []
    for number, parsed in enumerate(sentences):
        reader = SentenceReader(parsed, number, lexicon, speaker)
        own = list(reader.run())
        found.extend(own)
        first = next((event for event in own if event.verbal), None)
        if first is not None:
            speaker = [draft for role, draft in first.roles if role == "actor"] or speaker
    return found
