"""Whether what a frame needs stands beside its trigger, and nothing that has it mean something else."""

from collections.abc import Sequence

from kg.extract.clause import Clause
from kg.extract.govern import is_bare
from kg.extract.parse import Parsed
from kg.extract.units import Unit
from kg.lang.ar import bare_case
from kg.lexicon import Form, Frame
from kg.lexicon.cues import bare

# Of these the words of the name count as well
_WORDY = frozenset({"Place", "Agreement"})


def has_needed(parsed: Parsed, clause: Clause, index: int, frame: Frame) -> bool:
    """Whether one of the words or phrases that a frame needs stands in the clause of a trigger, if it needs any."""
    if not frame.needs:
        return True
    units = parsed.units
    window = [*clause.right(index)]
    stop = max(window, default=index) + 1
    if stop < len(units) and units[stop].kind == "content":
        window.append(stop)
    if "quote" in frame.needs and any(units[at].in_quotes or units[at].key == ":" for at in window):
        return True
    markers = {units[at].prep for at in window} | {units[at].key for at in window if units[at].kind == "content"}
    markers |= {"ب" for at in window if units[at].kind == "content" and units[at].key.startswith("با")}
    named = [unit for unit in (units[at] for at in window) if unit.draft is not None]
    titled = [unit for unit in named if unit.draft and (unit.draft.office or unit.draft.type in _WORDY)]
    nouns = [units[at] for at in window if units[at].kind in ("other", "noun", "modal")] + titled
    markers |= {unit.key for unit in nouns} | {
        word.key for unit in nouns for word in parsed.words[unit.first : unit.last + 1]
    }
    return bool(markers & frame.needs) or ("object" in frame.needs and any(is_bare(units, at) for at in window))


def means_otherwise(units: Sequence[Unit], index: int, frame: Frame) -> bool:
    """`جرائم حرب`, `حرب تجارية`: a noun that only says of what kind the one before is, or is no such thing itself."""
    if not (frame.but_after or frame.but_before):
        return False
    unit, before = units[index], units[index - 1] if index else None
    qualifies = before is not None and before.key in frame.but_after and not (unit.prep or unit.conj)
    following = next((other for other in units[index + 1 :] if not other.count), None)
    return qualifies or (following is not None and bare_case(bare(following.key)) in frame.but_before)


def idiom_means_otherwise(clause: Clause, index: int, form: Form) -> bool:
    """`يخوض حربا تجارية`: the same of the fixed noun of a verb."""
    frame = form.frame
    if frame is None or not (form.rest and frame.but_before):
        return False
    nouns = (at for at in clause.right(index) if bare_case(clause.units[at].key) == form.rest[-1])
    return any(means_otherwise(clause.units, at, frame) for at in nouns)
