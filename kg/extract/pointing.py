"""Noun phrases that point to somebody named elsewhere: both sides, a counterpart, one's own country, a regime."""

from collections.abc import Sequence

from kg.extract.heads import Read, known_draft
from kg.extract.names import Found, person_at
from kg.extract.titles import TitleReader
from kg.extract.units import Draft
from kg.extract.words import Word, phrase_start, stem_start
from kg.lexicon import Lexicon


def pointing_at(words: Sequence[Word], index: int, known: dict[int, Found], lexicon: Lexicon) -> Read | None:
    """`الطرفان`, `نظيره الروسي`, `بلاده`: a noun phrase that points back."""
    word, lex, cues = words[index], words[index].lex, lexicon.cues
    start = phrase_start(word)
    if (lex.stem in cues.both and lex.article) or lex.stem in cues.pairs:
        return Draft(start, word.end, "Country", "both", (lex.stem,)), [], index + 1
    if not word.text.endswith("ة") and (lex.stem in cues.own_country or word.key in cues.own_country):
        return Draft(start, word.end, "Country", "own", (lex.stem,)), [], index + 1
    if lex.stem in cues.capital and index + 1 in known:
        return _capital(words, index, known, lexicon)
    if lex.stem in cues.counterpart or word.key in cues.counterpart:
        return _counterpart(words, index, known, lexicon)
    return None


def _capital(words: Sequence[Word], index: int, known: dict[int, Found], lexicon: Lexicon) -> Read | None:
    """`العاصمة النمساوية`: the city that the state names; `العاصمة المجرية بودابست`: the city itself."""
    hit = known[index + 1]
    state = known_draft(words, hit, frozenset({"Country"}))
    if state is None or hit.clitics:
        return None
    named = known.get(hit.last + 1)
    city = lexicon.actors[state.forms[0].path].capital
    if named is not None and any(form.path == city for form in named.forms):
        place = known_draft(words, named)
        return (place, [state], named.last + 1) if place else None
    start = phrase_start(words[index])
    draft = Draft(start, state.end, "Place", "capital of", within=[state], definite=True)
    return draft, [state], hit.last + 1


def _counterpart(words: Sequence[Word], index: int, known: dict[int, Found], lexicon: Lexicon) -> Read:
    inner: list[Draft] = []
    after = index + 1
    while after in known and known[after].forms[0].type == "Country" and not known[after].clitics:
        nisba = known_draft(words, known[after])
        inner += [nisba] if nisba else []
        after = known[after].last + 1
    named = person_at(words, after, known, lexicon, titled=True)
    if named is None and after < len(words) and words[after].text in "،,":
        named = person_at(words, after + 1, known, lexicon, titled=False)
    if named is None:
        start = phrase_start(words[index])
        draft = Draft(start, words[after - 1].end, "Person", "counterpart", within=inner, definite=True)
        return draft, inner, after
    draft, end = named
    draft.office, draft.within = "counterpart", inner
    return draft, inner, end


def regime_at(
    words: Sequence[Word], index: int, titles: TitleReader, known: dict[int, Found], lexicon: Lexicon
) -> Read | None:
    """`نظام موغابي`, `إدارة الرئيس الكوبي`: the state of the person who leads it."""
    word, lex = words[index], words[index].lex
    country = lexicon.heads.types.get(lex.stem) == "Country"
    if not country or lex.pronoun or lex.article or index + 1 >= len(words):
        return None
    titled = titles.at(index + 1)
    named = None if titled else person_at(words, index + 1, known, lexicon, titled=False)
    leader, inner, after = titled if titled else (named[0], [], named[1]) if named else (None, [], 0)
    if leader is None:
        return None
    how = "regime" if lex.stem == "نظام" else "administration"
    draft = Draft(stem_start(word, lex.skip), words[after - 1].end, "Country", how, within=[leader], definite=True)
    return draft, [leader, *inner], after
