"""Names that a head noun opens: ministries, forums, treaties, wars, places."""

import re
from collections.abc import Sequence

from kg.extract.citing import agrees
from kg.extract.names import CLOSING, OPENING, Found
from kg.extract.units import Draft
from kg.extract.words import Word, phrase_start, stem_start
from kg.lang.ar import bare_case
from kg.lexicon import Lexeme, Lexicon
from kg.lexicon.cues import bare

_OF_IT = re.compile("(?:علي|الي|في|ب|من|عن|مع)(?:ه|ها|هم|هما)")
_BELONGING = frozenset({"التابع", "التابعه", "التابعين", "الخاضع", "الخاضعه", "المنتمي", "المنتميه", "المنتمين"})
_MAX_WORDS = 8
# As adjectives end that no list has ("الحركة البوليفارية")
_ADJECTIVE_ENDINGS = ("ي", "يه", "يين", "يون", "يتين", "يان")
ADJECTIVAL = frozenset({"adjective", "participle", "function:numerals"})
_NOMINAL = frozenset({"plainnoun", "noun", "adjective", "head"})
_VERBAL = frozenset({"verb", "plainverb", "light", "modalverb", "prep", "function"})
STATE_OR_BODY = frozenset({"Country", "Organization"})
_LONG = frozenset({"Gathering", "Conflict", "Agreement"})

Read = tuple[Draft, list[Draft], int]


def known_draft(words: Sequence[Word], hit: Found, types: frozenset[str] | None = None) -> Draft | None:
    """A draft of a known name, restricted to entity types."""
    forms = tuple(form for form in hit.forms if types is None or form.type in types)
    if not forms:
        return None
    best = forms[0]
    return Draft(hit.start, words[hit.last].end, best.type, best.how, best.keys, forms,
                 feminine=best.feminine, definite=True)  # fmt: skip


def head_at(words: Sequence[Word], index: int, known: dict[int, Found], lexicon: Lexicon) -> Read | None:
    """(main draft, nested drafts, index after) of a name opened by a head noun at a word.

    A head alone gives a draft of kind `bare`, which means something only where the article has named it before.
    """
    word = words[index]
    lex = word.lex
    stem = _head_of(lex, lexicon)
    kind = lexicon.heads.types.get(stem)
    if kind is None or kind == "Country" or word.punct or _contrasts(words, index, stem, lexicon):
        return None
    if lex.pronoun:
        return _of_somebody(word, kind)
    scan = _Scan(words, index, known, kind, lexicon)
    scan.run()
    start = phrase_start(word)
    keys = (stem, *scan.keys)
    how = "head" if scan.keys else "bare"
    inside = scan.inner[0] if scan.inner else None
    if inside is not None and inside.type == kind and _only_names(scan, inside, stem, lexicon):
        inside.within = scan.inner[1:]
        return inside, scan.inner[1:], scan.last + 1
    first, last = index, scan.last
    if kind == "Place" and scan.inner and scan.inner[-1].how == "nisba" and scan.inner[-1].end == words[last].end:
        last -= 1
    if stem in lexicon.heads.plain and scan.keys:
        how, keys = ("head", tuple(scan.keys)) if last > index else ("bare", (stem,))
        first = min(index + 1, last)
    start = words[first].start if first > index else start
    draft = Draft(start, words[last].end, kind, how, keys, definite=lex.article or scan.definite,
                  feminine=lex.stem.endswith("ه"), within=scan.inner)  # fmt: skip
    return draft, scan.inner, scan.last + 1


def _head_of(lex: Lexeme, lexicon: Lexicon) -> str:
    return lex.stem if lex.stem in lexicon.heads.types else bare_case(lex.stem)


def _contrasts(words: Sequence[Word], index: int, stem: str, lexicon: Lexicon) -> bool:
    """Whether a head in the accusative only says unlike whom (`خلافا لباريس`, but not `خلافا لبنانيا`)."""
    if words[index].lex.stem == stem or stem not in lexicon.heads.adverbs or index + 1 == len(words):
        return False
    following = words[index + 1]
    return following.key.startswith("ل") and not agrees(following.text, lexicon)


def _only_names(scan: "_Scan", inside: Draft, stem: str, lexicon: Lexicon) -> bool:
    """Whether a head adds nothing to the known name after it ("وكالة رويترز", "مدينة حلب السورية")."""
    whole = tuple(scan.keys) == inside.keys
    return whole if scan.kind == "Organization" else stem in lexicon.heads.plain and scan.keys[0] == inside.keys[0]


def _describes(lex: Lexeme) -> bool:
    """Whether a word can be an adjective: after a definite word another noun starts a phrase of its own."""
    return any(form.kind in ADJECTIVAL for form in lex.forms)


def _clashes(head: Lexeme, lex: Lexeme) -> bool:
    """`عقوبات الاتحاد الحالية`: a feminine adjective after a masculine head describes something before it."""
    feminine = lex.article and lex.stem.endswith("ه") and _describes(lex)
    return feminine and head.article and not head.stem.endswith(("ه", "ات", "ائب", "ا"))


def _verbal(lex: Lexeme) -> bool:
    """Whether a word can only be a verb or particle."""
    kinds = {form.kind for form in lex.forms}
    return bool(kinds & _VERBAL) and not kinds & _NOMINAL


def _of_somebody(word: Word, kind: str) -> Read | None:
    """`حلفاؤها`: a collective named by whom it belongs to; other heads with a pronoun name nothing new."""
    if kind != "Group":
        return None
    lex = word.lex
    draft = Draft(stem_start(word, lex.skip), word.end, kind, "head", (lex.stem, lex.pronoun), definite=True)
    return draft, [], -1


def _may_describe(word: Word) -> bool:
    """Whether a word with article in no list looks like an adjective or a participle."""
    return word.key.startswith("الم") or word.key.endswith(_ADJECTIVE_ENDINGS)


def _of_plural(word: Word) -> bool:
    """`دبلوماسيون أجانب`, but not `غادر دبلوماسيون قاعة المؤتمر`: a plural that keeps its ن only takes adjectives."""
    return _describes(word.lex) or word.key.endswith(("ون", "ين"))


def _is_of_people(hit: Found) -> bool:
    """Whether a name says of people whose they are: `سوريون`, `أكراد`."""
    return hit.forms[0].how in ("nisba", "people") or hit.forms[0].type == "Group"


class _Scan:
    """Walks over the words that complete a head noun's name."""

    def __init__(self, words: Sequence[Word], index: int, known: dict[int, Found], kind: str, lexicon: Lexicon) -> None:
        self.words, self.known, self.kind, self.lexicon = words, known, kind, lexicon
        self.plain = _head_of(words[index].lex, lexicon) in lexicon.heads.plain
        self.first = self.last = index
        self.keys: list[str] = []
        self.inner: list[Draft] = []
        self.definite = words[index].lex.article
        self._head_article = self.definite
        # No genitive follows its ending: `معارضون سوريون`, but not `معارضون الحكومة`.
        self.plural = kind == "Group" and words[index].key.endswith(("ون", "ين"))

    def run(self) -> None:
        while self.last + 1 < len(self.words) and len(self.keys) < _MAX_WORDS:
            if not (self._quoted() or self._name() or self._word() or self._prepositional()):
                break

    def _take(self, last: int, keys: Sequence[str]) -> bool:
        self.last = last
        self.keys.extend(keys)
        return True

    def _quoted(self) -> bool:
        index = self.last + 1
        if self.words[index].text not in OPENING or self.words[index].text == "(":
            return False
        for end in range(index + 1, min(index + 6, len(self.words))):
            if self.words[end].text in CLOSING and end > index + 1:
                inside = self.words[index + 1 : end]
                if any(word.punct for word in inside):
                    return False
                self._note(index + 1)
                self.definite = True
                return self._take(end, [word.key for word in inside])
        return False

    def _note(self, index: int) -> Draft | None:
        hit = self.known.get(index)
        draft = known_draft(self.words, hit) if hit else None
        if draft is not None:
            self.inner.append(draft)
        return draft

    def _name(self) -> bool:
        hit = self.known.get(self.last + 1)
        if (
            hit is None
            or hit.clitics not in ("", "ل")
            or self._closed_by(hit)
            or (self.plural and not _is_of_people(hit))
        ):
            return False
        if self._disagrees(hit):
            return False
        draft = self._note(self.last + 1)
        if draft is None or draft.type == "Person":
            if draft is not None:
                self.inner.pop()
            return False
        self.definite = True
        return self._take(hit.last, draft.keys)

    def _disagrees(self, hit: Found) -> bool:
        """A masculine nisba does not describe a feminine head ("الشؤون الخارجية الإماراتي")."""
        feminine = self.words[self.first].lex.stem.endswith("ه")
        return feminine and hit.forms[0].how == "nisba" and hit.forms[0].keys[-1].endswith("ي")

    def _closed_by(self, hit: Found) -> bool:
        """A bare country name cannot follow a definite head or a finished name; a nisba can."""
        nisba = hit.forms[0].how == "nisba"
        return (self._head_article or bool(self.inner)) and not nisba and hit.clitics != "ل"

    def _word(self) -> bool:
        word = self.words[self.last + 1]
        lex = word.lex
        if word.punct or lex.conj or (lex.prep and not (lex.prep == "ل" and lex.article)) or lex.pronoun:
            return False
        if self.plural and ((lex.article or word.key.startswith("ال")) != self._head_article or not _of_plural(word)):
            return False
        hit = self.known.get(self.last + 1)
        if hit is not None and self.kind == "Group" and hit.forms[0].type == "Person":
            return False
        if (hit is not None and not self.keys and self._disagrees(hit)) or self._told(self.last + 1):
            return False
        if not lex.forms:
            return self._unknown(word)
        closing = _verbal(lex) or lex.has("function:adverbs") or (self.kind == "Group" and lex.has("title"))
        if not lex.article and closing:
            return False
        if (self.definite and not (lex.article and _describes(lex))) or (lex.article and self.plain):
            return False
        if not self.keys and self.kind == "Organization" and _clashes(self.words[self.first].lex, lex):
            return False
        described = self.kind == "Group" and any(form.kind in ADJECTIVAL for form in lex.forms)
        if not lex.article and not described and not self._leads_on(self.last + 1):
            return False
        self.definite = self.definite or lex.article
        return self._take(self.last + 1, [lex.stem])

    def _told(self, index: int) -> bool:
        """`منطقة كشمير المتنازع عليها`: what is told of the name with a pronoun or to whom it belongs is no
        part of it, nor is a title."""
        following = self.words[index + 1].key if index + 1 < len(self.words) else ""
        belongs = self.words[index].key in _BELONGING and following.startswith("ل")
        return belongs or _OF_IT.fullmatch(following) is not None or self._titled(index)

    def _titled(self, index: int) -> bool:
        """`وزارة الخارجية القائم بالأعمال`, `وزارة الدفاع الجنرال`: a title is of somebody beside the body."""
        titles, word = self.lexicon.titles, self.words[index]
        if word.lex.stem not in titles.offices:
            return bare(word.key) in titles.address
        following = [bare(later.key) for later in self.words[index + 1 : index + 3]]
        office = titles.offices.match([word.lex.stem, *following])
        return office is not None and office[0] > 1

    def _unknown(self, word: Word) -> bool:
        """A word in no list: with the article it is an adjective of the name, without it the name itself."""
        article = word.key.startswith("ال")
        if article and (self.plain or (self._head_article and not _may_describe(word))):
            return False
        if word.key.isdigit() or (not article and (self._head_article or bool(self.inner))):
            return False
        self.definite = True
        return self._take(self.last + 1, [bare(word.key)])

    def _leads_on(self, index: int) -> bool:
        """An indefinite word belongs to the name only if something definite or named closes it."""
        for later in range(index + 1, min(index + 3, len(self.words))):
            word = self.words[later]
            if word.punct:
                return word.text in OPENING
            if (later in self.known and not self.known[later].clitics) or (word.lex.article and not word.lex.prep):
                return True
            if word.lex.conj or word.lex.prep or _verbal(word.lex):
                return False
        return False

    def _between(self, index: int) -> bool:
        """`التوتر بين الهند وباكستان`: a conflict that its two parties name."""
        first = self.known.get(index + 1)
        second = self.known.get(first.last + 1) if first is not None else None
        sides = [hit for hit in (first, second) if hit is not None and hit.forms[0].type in STATE_OR_BODY]
        if len(sides) < 2 or sides[0].clitics or sides[1].clitics != "و":
            return False
        drafts = [self._note(index + 1), self._note(sides[1].first)]
        self.definite = True
        return self._take(sides[1].last, ["بين", *(key for draft in drafts if draft for key in draft.keys)])

    def _prepositional(self) -> bool:
        """`الحرب في أوكرانيا`, `القمة بين ...`: a place after a head that tells where."""
        index = self.last + 1
        if self.kind == "Conflict" and self.words[index].key == "بين":
            return self._between(index)
        if self.kind not in _LONG or self.words[index].key not in ("في", "علي") or index + 1 not in self.known:
            return False
        hit = self.known[index + 1]
        if hit.clitics or hit.forms[0].type not in ("Country", "Place") or hit.forms[0].how == "nisba":
            return False
        self._note(index + 1)
        self.definite = True
        return self._take(hit.last, ["في", *hit.forms[0].keys])
