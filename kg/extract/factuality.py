"""How real an event is, and who says so: tense, cues before the trigger, and the frames whose content it is in."""

from collections import defaultdict
from collections.abc import Sequence

from kg.extract.asides import aside_end, asides
from kg.extract.attribution import attribution
from kg.extract.content import content_of
from kg.extract.event import Event
from kg.extract.govern import governing, is_circumstance
from kg.extract.parse import Parsed
from kg.extract.units import Draft, Unit
from kg.lexicon import Lexicon
from kg.model import Factuality

_CLAUSE = frozenset({"content", "adverbial", "relative", "verb", "light", "join"})
_WINDOW = 6
# So many events back a denial can reach
_MEMORY = 200
# Whose content is a report: of other frames it is what they refuse, ask for or support
_REPORTING = frozenset({"Statement", "Accusation", "Denial", "Threat"})
# What can stand between a word such as أن and the verb of its clause
_NOMINAL = frozenset({"np", "other", "punct", "date", "modal", "noun"})
_HAPPENING = frozenset({Factuality.ASSERTED, Factuality.PLANNED, Factuality.ALLEGED})
_DESCRIBING = frozenset({"planned", "alleged"})
_AHEAD = frozenset({"عن", "علي", "الي", "ل"})
# `امتنعت عن التعاون في التحقيق بشأن الاغتيال`: what something is about is as real as it was
_ABOUT = frozenset({"بشان", "حول", "بخصوص", "بسبب", "جراء", "رغم", "نتيجه", "بفضل"})
# `هددت بالرد بسبب الغارات`: what is a reason or an obstacle has happened, whatever is still to come of it
_GIVEN = frozenset({"بسبب", "جراء", "رغم", "نتيجه", "بفضل"})
_AHEAD_OF = frozenset({"planned", "hypothetical", "negated"})
# `عبر عن عدم رضاه خلال اجتماع`: what is lacking meanwhile is another thing
_DURING = frozenset({"خلال", "اثناء", "قبل", "قبيل"})
_AFTER = frozenset({"بعد", "عقب", "اثر", "منذ"})
_RANK = {"denied": 5, "negated": 4, "alleged": 3, "hypothetical": 2, "planned": 1}
# What these answer is what others have said
_ANSWERING = frozenset({"Rejection", "Denial", "Accusation"})
_SPOKEN = frozenset({"Accusation", "Denial", "Rejection", "Request", "Statement", "Threat"})
# Who decides these has done them
_BY_DECISION = frozenset({"Sanction", "Concession", "Rejection", "Appointment", "Support"})


def settle(events: Sequence[Event], sentences: Sequence[Parsed], lexicon: Lexicon) -> None:
    """Set factuality and source of every event of an article; a statement that only reports an event is not told."""
    told: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        told[event.sentence].append(event)
    for number, parsed in enumerate(sentences):
        own = told[number]
        quoted = attribution(parsed, lexicon) if own else None
        for event in own:
            event.factuality = _own_factuality(event, parsed.units)
        inserted = asides(parsed.units) if any(event.frame.content for event in own) else {}
        contents = [(event, content_of(event, parsed.units, aside_end(inserted, event.unit))) for event in own]
        for event in own:
            _colour(event, contents, given=governing(parsed.units, event.unit) in _GIVEN)
            if event.source is None and quoted is not None and quoted.referent not in event.fillers("actor"):
                event.source = quoted
        for outer, content in contents:
            outer.told = outer.told and not _passes_on(outer, content, own, parsed.units)


def deny_reported(events: Sequence[Event], sentences: Sequence[Parsed], lexicon: Lexicon) -> None:
    """`ينفي الطرفان هذه الاتهامات`: what was alleged before is denied, and the denial is aimed at those who alleged."""
    for position, event in enumerate(events):
        if event.type != "Denial" or not _denies_accusation(event, sentences[event.sentence].units, lexicon):
            continue
        deniers = set(event.fillers("actor"))
        earlier = events[max(0, position - _MEMORY) : position]
        for other in earlier:
            concerned = not other.fillers("actor") or deniers & {*other.fillers("actor"), *other.fillers("target")}
            if other.factuality == Factuality.ALLEGED and concerned:
                other.factuality = Factuality.DENIED
        before = [other for other in earlier if other.sentence == event.sentence]
        accusers = [draft for other in before if other.type == "Accusation"
                    for role, draft in other.roles if role == "actor"]  # fmt: skip
        if not event.fillers("target"):
            event.roles += [("target", draft) for draft in accusers if draft.referent not in deniers]


def _denies_accusation(event: Event, units: Sequence[Unit], lexicon: Lexicon) -> bool:
    for unit in units[event.unit + 1 : event.unit + 6]:
        accusing = any(form.frame is not None and form.frame.type == "Accusation" for form in unit.forms)
        if unit.kind in ("noun", "modal") and (accusing or unit.key in lexicon.cues.accusations):
            return True
        if unit.key == "ذلك":
            return True
        if unit.kind in ("content", "verb"):
            return False
    return False


def _own_factuality(event: Event, units: Sequence[Unit]) -> Factuality:
    """What tense and cues of the event's own clause say."""
    unit = units[event.unit]
    kinds = (
        []
        if governing(units, event.unit) in _ABOUT or _is_over(event.unit, units)
        else list(_cues_before(event.unit, units))
    )
    if event.light >= 0:
        light = units[event.light]
        kinds += list(_cues_before(event.light, units))
        kinds += [event.effect] if event.effect else []
        if light.future:
            kinds.append("planned")
    kinds += _described(event.unit, units)
    if unit.future or _goes_on_in_future(event.unit, units) or _to_be_held(event.unit, units):
        kinds.append("planned")
    done = event.type in _BY_DECISION and not event.verbal
    kinds = [("planned" if kind == "decided" else kind) for kind in kinds if kind != "decided" or not done]
    best = max(kinds, key=lambda kind: _RANK.get(kind, 0), default=None)
    return Factuality(best) if best in _RANK else Factuality.ASSERTED


def _is_over(index: int, units: Sequence[Unit]) -> bool:
    """`اقترح بعد استقباله نظيره`: after what is over something else is planned, unless all is still to come."""
    unit = units[index]
    return unit.kind == "noun" and unit.prep in _AFTER and not any(before.future for before in units[:index])


def _goes_on_in_future(index: int, units: Sequence[Unit]) -> bool:
    """`سيزور ... ويلتقي`: a coordinated verb in the present shares the future of the one before."""
    unit = units[index]
    if unit.kind != "verb" or unit.conj != "و" or not any(form.tense == "present" for form in unit.forms):
        return False
    before = next((u for u in reversed(units[:index]) if u.kind in ("verb", "light", "content")), None)
    return before is not None and before.future


def _to_be_held(index: int, units: Sequence[Unit]) -> bool:
    """`أعلن عن عقد قمة`, `اتفقا على إجراء محادثات`: what is announced or agreed on is still to come."""
    before = units[index - 1] if index else None
    return before is not None and before.prep in _AHEAD and any(form.kind == "lightnoun" for form in before.forms)


def _described(index: int, units: Sequence[Unit]) -> list[str]:
    """`قمة مقررة`, `الهجوم المزعوم`: an adjective of the noun says that it is still to come, or only alleged."""
    if units[index].kind != "noun":
        return []
    for unit in units[index + 1 : index + 5]:
        if unit.kind == "modal" and unit.key in _DESCRIBING and not unit.forms:
            return [unit.key]
        if unit.kind not in ("other", "np", "date"):
            break
    return []


def _cues_before(index: int, units: Sequence[Unit]) -> list[str]:
    """Kinds of the modal cues that govern a unit, up to the beginning of its clause."""
    kinds: list[str] = []
    for at in range(index - 1, max(-1, index - (1 if is_circumstance(units[index]) else _WINDOW) - 1), -1):
        unit = units[at]
        if unit.kind == "content":
            return kinds + _modal_over(units, at)
        kinds += _cues_of(units, at, index)
        if _begins_clause(unit, governed=units[index].kind == "noun"):
            break
    return [kind for kind in kinds if kind != "negated"] if units[index].prep in _DURING else kinds


def _cues_of(units: Sequence[Unit], at: int, index: int) -> list[str]:
    """What the unit `at` says of how real the one at `index` is."""
    unit = units[at]
    if unit.kind == "modal":
        return _modal(units, at, index)
    if unit.kind in ("past", "adverbial"):
        return [unit.key] if unit.key in _RANK else []  # `لم تعد كوبا تدعم`
    if unit.kind == "noun":
        return _effects(unit, units[at + 1])
    return [form.lemma for form in unit.forms if form.kind == "modalverb"][:1] if unit.kind in ("verb", "light") else []


def _begins_clause(unit: Unit, *, governed: bool) -> bool:
    if unit.kind in ("verb", "light"):
        return not governed or all(form.kind != "modalverb" for form in unit.forms)
    return unit.kind in _CLAUSE or is_circumstance(unit) or (unit.kind == "punct" and unit.key in ".:؛،,")


def _modal(units: Sequence[Unit], at: int, index: int) -> list[str]:
    """What a modal cue before a unit says of it, unless it stands too far off or describes another noun."""
    unit = units[at]
    kind = unit.forms[0].lemma if unit.forms else unit.key
    loose = units[index].kind != "noun" if unit.forms else kind == "negated" and not unit.prep
    distant = loose and index - at > 1
    return [] if distant or _describes_another(units, at) else [kind]


def _describes_another(units: Sequence[Unit], index: int) -> bool:
    """`غارة مزعومة نددت بها الوزارة`: an adjective of the noun before says nothing of what follows."""
    unit = units[index]
    return unit.key == "alleged" and not unit.forms and index > 0 and units[index - 1].kind in ("noun", "other", "np")


def _effects(unit: Unit, governed: Unit) -> list[str]:
    """What a noun like "putting off" does to the noun that completes it ("تعليق على" is a comment, no putting off)."""
    lights = (form.light for form in unit.forms if form.light is not None)
    return [light.effect for light in lights if light.effect and (governed.prep or "object") in light.noun]


def _modal_over(units: Sequence[Unit], index: int) -> list[str]:
    """`قررت بروكسل أن ...`, `من المتوقع أن ...`: the modal that a complement with أن depends on."""
    if _is_duty(units, index):
        return ["hypothetical"]
    for at in range(index - 1, max(-1, index - _WINDOW - 1), -1):
        unit = units[at]
        if unit.kind == "modal" and unit.key == "alleged" and unit.prep == "من":
            return ["planned"]  # `من المفترض أن يزور`, but `الهجوم المفترض`
        if unit.kind == "modal":
            return [unit.key if not unit.forms else unit.forms[0].lemma]
        if unit.kind in ("verb", "light"):
            return [form.lemma for form in unit.forms if form.kind == "modalverb"][:1]
        if unit.kind in ("content", "adverbial", "relative"):
            return []
    return []


def _is_duty(units: Sequence[Unit], index: int) -> bool:
    """`قالت إن على ليما أن تعتذر`: what somebody is to do."""
    if not index or units[index].key != "ان" or units[index - 1].prep != "علي":
        return False
    before = units[index - 2] if index > 1 else None
    return before is None or before.kind in ("content", "punct", "adverbial", "join")


def _colour(event: Event, contents: Sequence[tuple[Event, range]], *, given: bool) -> None:
    """Apply the frames in whose content the event is told, outermost first; one that is `given` is not made unreal."""
    for outer, told in contents:
        content = outer.frame.content
        if content is None or event.unit not in told:
            continue
        source = next((draft for role, draft in outer.roles if role == content.by), None)
        if source is not None and outer.type in _REPORTING and not _speaks_on(event, source):
            event.source = source
        if _is_word_of_another(outer, event) or (given and content.kind in _AHEAD_OF):
            continue
        if content.kind in _RANK and event.factuality in (Factuality.ASSERTED, Factuality.ALLEGED, Factuality.PLANNED):
            event.factuality = Factuality(content.kind)


def _is_word_of_another(outer: Event, event: Event) -> bool:
    """`رفضت الاتهامات الهولندية`: what is turned down or denied has been said all the same."""
    return outer.type in _ANSWERING and not event.verbal and event.type in _SPOKEN


def _passes_on(outer: Event, content: range, own: Sequence[Event], units: Sequence[Unit]) -> bool:
    """`قالت الوزارة إن السفير غادر`, `أعلن عن قطع العلاقات`: what the words tell is an event, and saying so none."""
    if outer.type != "Statement" or not content:
        return False
    at: int | None = content.start
    if units[content.start].kind == "content":
        at = next((place for place in content[1:] if units[place].kind not in _NOMINAL), None)
    return any(
        event.told and at in (event.unit, event.light) and event.factuality in _HAPPENING
        for event in own
        if event is not outer
    )


def _speaks_on(event: Event, source: Draft) -> bool:
    """`قال ... داعيا إلى`: who goes on to ask or accuse does it himself, and does not report it."""
    return event.verbal and event.frame.content is not None and source.referent in event.fillers("actor")
