"""To whom a sentence is attributed (`وفقا ل`, `بحسب ما ذكرت`)."""

from collections.abc import Sequence

from kg.extract.parse import Parsed
from kg.extract.units import Draft, Unit
from kg.lexicon import Lexicon

_SOURCE_PREPS = frozenset({"بحسب", "حسب", "وفق", "وفقا", "طبقا", "نقلا", "علي لسان"})


def attribution(parsed: Parsed, lexicon: Lexicon) -> Draft | None:
    """`وفقا لـ`, `بحسب ما ذكرت`: the speaker to whom the sentence is attributed."""
    units = parsed.units
    for at, unit in enumerate(units):
        named: Draft | None = None
        if unit.prep in _SOURCE_PREPS:
            named = _after_preposition(units, at)
        if named is None and unit.kind != "punct" and parsed.words[unit.first].key in lexicon.cues.sources:
            named = _after_marker(parsed, at, lexicon)
        if named is not None:
            return named
    return None


def _after_preposition(units: Sequence[Unit], at: int) -> Draft | None:
    """`بحسب الوزارة`, `بحسب ما ذكرت الوزارة`."""
    unit = units[at]
    if unit.kind == "np" and unit.draft is not None and unit.draft.referent:
        return unit.draft
    near = units[at + 1 : at + 4] if unit.kind in ("relative", "other") else ()
    return next((u.draft for u in near if u.draft is not None and u.draft.referent), None)


def _after_marker(parsed: Parsed, at: int, lexicon: Lexicon) -> Draft | None:
    """The noun phrase after a fixed phrase that names a source."""
    first = parsed.units[at].first
    if not lexicon.cues.sources.match([word.key for word in parsed.words[first : first + 5]]):
        return None
    near = parsed.units[at + 1 : at + 5]
    return next((u.draft for u in near if u.kind == "np" and u.draft and u.draft.referent), None)
