"""Blame and demand in what is said: `قال إن القرار الإيراني انتهاك ...` accuses, `أكد أن على إيران أن ...` asks."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.extract.event import Event
from kg.extract.parse import Parsed
from kg.extract.referents import Registry
from kg.extract.sides import Others, others, stands_alone
from kg.extract.units import Draft, Unit
from kg.extract.words import Word
from kg.lexicon import Lexicon
from kg.lexicon.judgement import BLAME, DEMAND, POSITIVE

_NEAR = 3
_JUDGING = frozenset({BLAME, POSITIVE})
_VERBS = frozenset({"verb", "light"})
_BUT = frozenset({"لكن", "لكنه", "لكنها", "غير ان", "الا ان", "بيد ان", "بينما", "فيما"})
_NOMINAL = frozenset({"np", "other", "noun"})


def judge(events: Sequence[Event], sentences: Sequence[Parsed], lexicon: Lexicon, registry: Registry) -> None:
    """Turn statements that blame somebody into accusations, and those that demand something into requests."""
    speaking: dict[int, list[int]] = defaultdict(list)
    for event in events:
        if event.frame.content is not None and not _resumes(event, speaking, sentences):
            speaking[event.sentence].append(event.unit)
    for event in events:
        if event.type != "Statement" or event.unit not in speaking[event.sentence]:
            continue
        parsed = sentences[event.sentence]
        span = _said(event, speaking[event.sentence], parsed.units)
        word = next((at for at in span if _blames(parsed, at, lexicon)), None)
        charged, demands = _charges(span, parsed.units), _demands(span, parsed.units)
        if word is None and not charged and not demands:
            continue
        side = others(event, parsed.units, registry)
        blamed = (_blamed(span, word, side) or _addressed(event)) if word is not None else None
        asked = None if blamed else _asked(span, charged, demands, side)
        for kind, draft in (("Accusation", blamed), ("Request", asked)):
            if draft is not None:
                event.type, event.told = kind, True
                event.roles = [row for row in event.roles if row[0] != "target"] + [("target", draft)]


def _resumes(event: Event, speaking: Mapping[int, Sequence[int]], sentences: Sequence[Parsed]) -> bool:
    """`وتابع الوزير قائلا إن ...`: a participle beside a verb of saying says nothing of its own."""
    units, before = sentences[event.sentence].units, speaking[event.sentence][-1:]
    between = units[before[0] + 1 : event.unit] if before else []
    beside = bool(before) and all(unit.kind in ("np", "date", "punct") for unit in between)
    return event.type == "Statement" and units[event.unit].kind == "participle" and beside


def _said(event: Event, speaking: Sequence[int], units: Sequence[Unit]) -> range:
    """The units of what is said: from where its words begin up to the next word of saying or the end of the sentence;
    where no words begin, up to a "but"."""
    end = min((unit for unit in speaking if unit > event.unit), default=len(units))
    first = next((at for at in range(event.unit + 1, end) if units[at].kind in _VERBS or _opens(units, at)), end)
    if first < end and units[first].kind not in _VERBS:
        return range(first, end)
    start = event.unit + 1
    return range(start, next((at for at in range(start, end) if units[at].key in _BUT), end))


def _opens(units: Sequence[Unit], at: int) -> bool:
    """`قال خلال لقائه الوفد الكندي إن ...`: where somebody's words begin."""
    quoted = units[at].in_quotes and not units[at - 1].in_quotes
    name = units[at].kind == "np" and not (at + 1 < len(units) and units[at + 1].in_quotes)
    return units[at].kind == "content" or (quoted and not name) or units[at].key == ":"


def _blamed(span: range, word: int, side: Others) -> Draft | None:
    """The first participant of the other side in a clause with a word of blame: before that word, or right after."""
    start = next((at for at in range(word, span.start, -1) if side.units[at].kind == "adverbial"), span.start)
    before = [draft for at, draft in side.named(range(start, word)) if stands_alone(side.units, at)]
    near = range(word, min(word + _NEAR + 1, span.stop))
    after = [draft for at, draft in side.named(near) if stands_alone(side.units, at)]
    return next(iter([*before, *after]), None)


def _addressed(event: Event) -> Draft | None:
    """`أبلغه بأن قراره خطأ`: where the words name nobody, he to whose face they are said."""
    told = any(role == "target" and "object" in markers for role, markers in event.frame.slots)
    return next((draft for role, draft in event.roles if role == "target" and told), None)


def _blames(parsed: Parsed, at: int, lexicon: Lexicon) -> bool:
    unit = parsed.units[at]
    if unit.kind in ("np", "date", "punct"):
        return False
    words = range(unit.first, unit.last + 1)
    return any(_is_blame(parsed.words, index, lexicon) for index in words)


def _is_blame(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    lex, cues = words[index].lex, lexicon.judgement
    if lex.kinds.isdisjoint(_JUDGING):
        return False
    forms = lex.forms
    before = [word.key for word in words[max(0, index - _NEAR) : index]]
    if any(form.kind == POSITIVE for form in forms):
        return before[-1:] != [] and before[-1] in cues.without
    blames = any(form.kind == BLAME and _follows(words, index, form.rest) for form in forms)
    return blames and not (cues.negating & set(before) or _names_deed(words, index))


def _names_deed(words: Sequence[Word], index: int) -> bool:
    """`جريمة قتل الطفلة`: the noun only says what kind of deed it was, of which nobody is accused by that."""
    following = words[index + 1].lex.forms if index + 1 < len(words) and words[index].lex.has("plainnoun") else ()
    return any(form.kind == "noun" and form.frame is not None and form.frame.type == "Assault" for form in following)


def _follows(words: Sequence[Word], index: int, rest: tuple[str, ...]) -> bool:
    return tuple(word.key for word in words[index + 1 : index + 1 + len(rest)]) == rest


def _charges(span: range, units: Sequence[Unit]) -> list[int]:
    """`على إيران أن ...`: the units that may name whose duty something is; not in `أكد في حديث على الهواء أن ...`."""
    upon = [at for at in span[:-1] if units[at].prep == "علي" and units[at + 1].key == "ان"]
    return [at for at in upon if units[at - 1].kind not in _NOMINAL or units[at].in_quotes > units[at - 1].in_quotes]


def _demands(span: range, units: Sequence[Unit]) -> list[int]:
    return [at for at in span if units[at].forms and any(form.kind == DEMAND for form in units[at].forms)]


def _asked(span: range, charged: Sequence[int], demands: Sequence[int], side: Others) -> Draft | None:
    """`الأطراف يجب أن ...`, `على إيران أن ...`: who is told what to do."""
    for _, draft in side.named(charged):
        return draft
    for at in demands:
        near = range(max(span.start, at - 2), min(at + _NEAR, span.stop))
        for place, draft in side.named(near):
            bare = place < at and stands_alone(side.units, place)
            if bare or side.units[place].prep == "علي":
                return draft
    return None
