"""Two or more in one office, who are named by their states."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from kg.extract.heads import known_draft
from kg.extract.names import Found, person_at
from kg.extract.units import Draft
from kg.extract.words import Word, phrase_start
from kg.lexicon import Lexicon
from kg.lexicon.cues import bare

_STATE = frozenset({"Country"})
_OFFICE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Holder:
    """One of them: the draft, its state, and the words it takes, `first` to before `after`."""

    draft: Draft
    state: Draft
    first: int
    after: int


def several_at(words: Sequence[Word], index: int, known: dict[int, Found], lexicon: Lexicon) -> list[Holder]:
    """`وزيرا الخارجية الروسي والتركي`, `رؤساء مصر وتشاد والنيجر`: those who are meant; none if they are not two.

    A counterpart may be the second (`وزيرا الخارجية الروسي ونظيره التركي`).
    """
    office, at = _office(words, index, known, lexicon)
    found: list[Holder] = []
    while office and (holder := _holder(words, index if not found else at, at, known, lexicon)) is not None:
        if found and found[0].draft.how == "title" and holder.state.how != "nisba":
            holder = _nameless(words, holder, at, known)
        # An ambassador may be sent anywhere: only a name says who is meant.
        holder.draft.office = "" if office == "ambassador" and holder.draft.how == "title" else office
        found.append(holder)
        at = holder.after
    beside = at < len(words) and words[at].lex.conj == "و" and words[at].lex.stem in lexicon.cues.counterpart
    return found if len(found) > 1 or beside else []


def fellow_at(
    words: Sequence[Word], index: int, known: dict[int, Found], lexicon: Lexicon, before: Draft | None
) -> Holder | None:
    """`الرئيس الكندي فلان والياباني علان`: a second holder of the office of the one `before`, by origin and name."""
    origins = [part.how for part in before.within[:1]] if before is not None and before.office else []
    if before is None or origins != ["nisba"] or before.how == "title":
        return None
    holder = _holder(words, index, index, known, lexicon)
    if holder is None or holder.draft.how == "title" or holder.state.how != "nisba":
        return None
    holder.draft.office = before.office
    return holder


def _office(words: Sequence[Word], index: int, known: dict[int, Found], lexicon: Lexicon) -> tuple[str, int]:
    """The office and the index of the word after it."""
    titles = lexicon.titles
    following: list[str] = []
    for at in range(index + 1, min(index + _OFFICE_WORDS, len(words))):
        if at in known:
            break
        following.append(bare(words[at].key))
    match = titles.offices.match([titles.several[words[index].lex.stem], *following])
    if match is None:
        return "", index
    # The department of an office that has no row of its own (`وزيرا الطاقة`)
    departments = takewhile(lambda key: key in titles.inside, following[match[0] - 1 :])
    return match[1], index + match[0] + len(list(departments))


def _holder(words: Sequence[Word], first: int, at: int, known: dict[int, Found], lexicon: Lexicon) -> Holder | None:
    """Who is named by the state at a word, and by a name after its adjective; `first` is the first word of it all."""
    hit = known.get(at)
    state = known_draft(words, hit, _STATE) if hit is not None else None
    if hit is None or state is None or hit.clitics != ("و" if first == at else ""):
        return None
    named = person_at(words, hit.last + 1, known, lexicon, titled=state.how == "nisba")
    draft, after = named or (_title(words, first, hit), hit.last + 1)
    draft.within = [state]
    draft.title_text = " ".join(word.text for word in words[first : hit.last + 1])
    return Holder(draft, state, first, after)


def _nameless(words: Sequence[Word], holder: Holder, at: int, known: dict[int, Found]) -> Holder:
    """`اتهم رئيسا كوبا وبيرو ترامب`: where the first is not named, neither is another."""
    hit = known[at]
    draft = _title(words, holder.first, hit)
    draft.within, draft.title_text = holder.draft.within, holder.draft.title_text
    return Holder(draft, holder.state, holder.first, hit.last + 1)


def _title(words: Sequence[Word], first: int, hit: Found) -> Draft:
    start = hit.start if first == hit.first else phrase_start(words[first])
    keys = tuple(bare(word.lex.stem) for word in words[first : hit.last + 1])
    return Draft(start, words[hit.last].end, "Person", "title", keys, definite=True)
