"""Whether what a frame needs stands beside its trigger."""

from kg.extract.clause import Clause
from kg.extract.govern import is_bare
from kg.extract.parse import Parsed
from kg.lexicon import Frame


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
    titled = [unit for unit in named if unit.draft and (unit.draft.office or unit.draft.type == "Place")]
    nouns = [units[at] for at in window if units[at].kind in ("other", "noun")] + titled
    markers |= {unit.key for unit in nouns} | {
        word.key for unit in nouns for word in parsed.words[unit.first : unit.last + 1]
    }
    return bool(markers & frame.needs) or ("object" in frame.needs and any(is_bare(units, at) for at in window))
