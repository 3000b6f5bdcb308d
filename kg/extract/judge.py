"""Blame and demand in what is said: `قال إن القرار الإيراني انتهاك ...` accuses, `أكد أن على إيران أن ...` asks."""

from collections.abc import Sequence

from kg.extract.event import Event
from kg.extract.parse import Parsed
from kg.extract.referents import Registry
from kg.extract.sides import own_side, parties, stands_alone
from kg.extract.units import Draft, Unit
from kg.extract.words import Word
from kg.lexicon import Lexicon
from kg.lexicon.judgement import BLAME, DEMAND, POSITIVE

_NEAR = 3


def judge(events: Sequence[Event], sentences: Sequence[Parsed], lexicon: Lexicon, registry: Registry) -> None:
    """Turn statements that blame somebody into accusations, and those that demand something into requests."""
    for position, event in enumerate(events):
        if event.type != "Statement":
            continue
        parsed = sentences[event.sentence]
        span = _said(event, events[position + 1 :], parsed.units)
        own = own_side(event, registry)
        blamed = _blamed(parsed, span, own, lexicon)
        asked = None if blamed else _asked(parsed.units, span, own)
        for kind, draft in (("Accusation", blamed), ("Request", asked)):
            if draft is not None:
                event.type, event.told = kind, True
                event.roles = [row for row in event.roles if row[0] != "target"] + [("target", draft)]


def _said(event: Event, later: Sequence[Event], units: Sequence[Unit]) -> range:
    """The units of what is said: up to the next word of saying, or the end of the sentence."""
    ends = [other.unit for other in later if other.sentence == event.sentence and other.frame.content is not None]
    return range(event.unit + 1, min(ends, default=len(units)))


def _blamed(parsed: Parsed, span: range, own: set[str], lexicon: Lexicon) -> Draft | None:
    """The first party of the other side in a clause with a word of blame, named before that word or right after."""
    units = parsed.units
    word = next((at for at in span if _blames(parsed, at, lexicon)), None)
    if word is None:
        return None
    before = [draft for at, draft in parties(units, range(span.start, word), own) if stands_alone(units, at)]
    after = [draft for at, draft in parties(units, range(word, min(word + _NEAR + 1, span.stop)), own)
             if stands_alone(units, at)]  # fmt: skip
    return next(iter([*before, *after]), None)


def _blames(parsed: Parsed, at: int, lexicon: Lexicon) -> bool:
    unit = parsed.units[at]
    if unit.kind in ("np", "date", "punct"):
        return False
    words = range(unit.first, unit.last + 1)
    return any(_is_blame(parsed.words, index, lexicon) for index in words)


def _is_blame(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    forms = words[index].lex.forms
    cues = lexicon.judgement
    before = [word.key for word in words[max(0, index - _NEAR) : index]]
    if any(form.kind == POSITIVE for form in forms):
        return before[-1:] != [] and before[-1] in cues.without
    blames = any(form.kind == BLAME and _follows(words, index, form.rest) for form in forms)
    return blames and not cues.negating & set(before)


def _follows(words: Sequence[Word], index: int, rest: tuple[str, ...]) -> bool:
    return tuple(word.key for word in words[index + 1 : index + 1 + len(rest)]) == rest


def _asked(units: Sequence[Unit], span: range, own: set[str]) -> Draft | None:
    """`الأطراف يجب أن ...`, `يجب على إيران أن ...`: who is told what to do."""
    for at in span:
        if any(form.kind == DEMAND for form in units[at].forms):
            near = range(max(span.start, at - 2), min(at + _NEAR, span.stop))
            for place, draft in parties(units, near, own):
                bare = place < at and stands_alone(units, place)
                if bare or units[place].prep == "علي":
                    return draft
    return None
