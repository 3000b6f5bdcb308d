"""Common nouns that let a state or body act: forces, officials, delegations."""

from collections.abc import Sequence

from kg.extract.heads import ADJECTIVAL, STATE_OR_BODY, Read, head_at, known_draft
from kg.extract.names import Found
from kg.extract.units import Draft
from kg.extract.words import Word, phrase_start
from kg.lang.ar import bare_case
from kg.lexicon import Lexicon

_ISSUED = frozenset({"صادر", "صادره"})


def _government(words: Sequence[Word], hit: Found) -> Draft | None:
    """`وفد أوتاوا`: a capital that stands for its state."""
    draft = known_draft(words, hit)
    return draft if draft is not None and draft.forms[0].state else None


def agent_at(words: Sequence[Word], index: int, known: dict[int, Found], lexicon: Lexicon) -> Read | None:
    """A common noun through which a state acts ("القوات الروسية", "مسؤول أميركي"): the state's draft."""
    lex = words[index].lex
    country = lexicon.heads.types.get(lex.stem) == "Country"
    spoken = _document(words, index, known, lexicon)
    if spoken is not None:
        return spoken
    stem = lex.stem if lex.stem in lexicon.heads.agents else bare_case(lex.stem)
    if (stem not in lexicon.heads.agents and not country) or lex.pronoun:
        return None
    at = _skip_adjectives(words, index + 1, known)
    at = at if country else _skip_branch(words, at, known)
    if stem in lexicon.heads.officials and at < len(words) and words[at].key == "في":
        at += 1
    if stem in lexicon.heads.delegations and at < len(words) and words[at].key == "من":
        at += 1
    hit = known.get(at)
    if hit is None and not country:
        return _of_body(words, index, at, known, lexicon)
    if hit is None or hit.clitics:
        return None
    draft = known_draft(words, hit, STATE_OR_BODY) or _government(words, hit)
    if draft is None:
        return None
    after = _skip_adjectives(words, hit.last + 1, known)
    if country:
        draft.start = phrase_start(words[index])
    draft.how, draft.feminine = "agent", lex.stem.endswith("ه")
    return draft, [], after


def _document(words: Sequence[Word], index: int, known: dict[int, Found], lexicon: Lexicon) -> Read | None:
    """`بيان صادر عن الاتحاد الأوروبي`, `تقرير للأمم المتحدة`: whose word it is."""
    lex = words[index].lex
    if bare_case(lex.stem) not in lexicon.heads.documents or lex.pronoun:
        return None
    at = _skip_adjectives(words, index + 1, known)
    issued = at < len(words) and words[at].key == "عن" and at > index + 1 and words[at - 1].lex.stem in _ISSUED
    hit = known.get(at + issued)
    if hit is None or hit.clitics != ("" if issued else "ل"):
        return None
    draft = known_draft(words, hit, STATE_OR_BODY)
    if draft is None:
        return None
    draft.how = "agent"
    return draft, [], hit.last + 1


def _of_body(words: Sequence[Word], index: int, at: int, known: dict[int, Found], lexicon: Lexicon) -> Read | None:
    """`مقاتلات الجيش البرازيلي`, `طائرات التحالف`: forces of a body that its head noun names."""
    if at != index + 1 or at >= len(words) or words[at].lex.conj or words[at].lex.prep:
        return None
    read = head_at(words, at, known, lexicon)
    if read is None or read[0].type != "Organization" or not read[0].definite:
        return None
    draft, inner, after = read
    draft.through = True
    return draft, inner, after if after > 0 else at + 1


def _skip_branch(words: Sequence[Word], index: int, known: dict[int, Found]) -> int:
    """Past the noun in `سلاح الجو الأميركي`, `قوات الأمن العراقية`, which an adjective of origin follows."""
    hit = known.get(index + 1)
    if index >= len(words) or index in known or hit is None or hit.clitics or hit.forms[0].how != "nisba":
        return index
    lex = words[index].lex
    noun = lex.article and (lex.has("plainnoun") or lex.has("noun")) and not (lex.has("head") or lex.has("title"))
    unknown = not lex.forms and words[index].key.startswith("ال")
    return index + 1 if (noun or unknown) and not (lex.conj or lex.prep) else index


def _skip_adjectives(words: Sequence[Word], index: int, known: dict[int, Found]) -> int:
    """Past the adjectives ("القوات المسلحة", "مسؤول رفيع") that may stand between noun and nisba."""
    limit = index + 3
    while index < min(limit, len(words)) and index not in known:
        word = words[index]
        clitics = word.lex.conj or word.lex.prep or word.lex.pronoun
        if word.punct or clitics or not any(form.kind in ADJECTIVAL for form in word.lex.forms):
            break
        index += 1
    return index
