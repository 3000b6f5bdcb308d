"""Titles and offices: the words that say what a person is, with the state or body it belongs to."""

from collections.abc import Sequence

from kg.extract.heads import head_at, known_draft
from kg.extract.names import OPENING, Found, person_at
from kg.extract.units import Draft
from kg.extract.words import Word, phrase_start
from kg.lexicon import Lexicon
from kg.lexicon.cues import bare

_MAX_TITLE_WORDS = 14
# Only those sent somewhere have a place in their title ("السفير الروسي في بيروت"); others merely are there.
_POSTINGS = frozenset({"في", "الي", "لدي"})
_SUBORDINATES = frozenset({"نايب", "مساعد", "مستشار", "ممثل", "مبعوث", "مندوب", "وكيل", "ناطق", "متحدث"})
_DEPARTMENTS = frozenset({"خارجيه", "داخليه", "خزانه", "ماليه"})
_STATE = frozenset({"Country"})
_BODIES = frozenset({"Country", "Organization", "Place"})


class TitleReader:
    """Reads titles in one sentence."""

    def __init__(self, words: Sequence[Word], known: dict[int, Found], lexicon: Lexicon) -> None:
        self._words = words
        self._known = known
        self._lexicon = lexicon
        self._titles = lexicon.titles

    def at(self, index: int) -> tuple[Draft, list[Draft], int] | None:
        """(main draft, nested drafts, index after) of a titled noun phrase that starts at a word."""
        office, after = self._office(index)
        if not office:
            return None
        within, after = self._complement(index, after, office in self._titles.posted)
        first = self._words[index]
        definite = first.lex.article or bool(within) or self._words[after - 1].lex.article
        start = phrase_start(first)
        title = Draft(start, self._words[after - 1].end, "Person", "title", office=office, within=within,
                      definite=definite, feminine=first.lex.stem.endswith("ه"))  # fmt: skip
        title.title_text = " ".join(word.text for word in self._words[index:after])
        title.keys = tuple(bare(word.lex.stem) for word in self._words[index:after] if not word.punct)
        named = self._name(after)
        if named is None:
            return None if first.lex.pronoun else (title, within, after)
        person, end = named
        if not (definite or self._is_own(index, after)):
            return self._of_person(title, person, end)
        person.office, person.within, person.title_text = office, within, title.title_text
        person.feminine = title.feminine
        return person, within, end

    def apposed(self, draft: Draft, after: int) -> tuple[list[Draft], int]:
        """A title that follows a person's name ("فلان، وزير خارجية ...")."""
        index = after + 1 if after < len(self._words) and self._words[after].text in "،,(" else after
        if index >= len(self._words) or self._words[index].lex.conj or self._words[index].lex.prep:
            return [], after
        read = self.at(index)
        if read is None or read[0].how != "title" or not read[0].within:
            return [], after
        title, inner, end = read
        if index == after and draft.forms and not self._may_hold(draft, title):
            return [], after
        draft.office, draft.within, draft.title_text = title.office, title.within, title.title_text
        return inner, end

    def _may_hold(self, draft: Draft, title: Draft) -> bool:
        """Whether a known person held the office; else the title is another's ("التقى ترامب زعيم ...")."""
        offices = {held.office for form in draft.forms for held in self._lexicon.offices_of(form.path, None)}
        return f"office/{title.office}" in offices

    def _is_own(self, index: int, after: int) -> bool:
        """Whether a title without article is of him whose name follows: it names a state, or a pronoun owns it."""
        words = self._words[index:after]
        owned = any(word.lex.pronoun for word in words) or any(at in self._known for at in range(index + 1, after))
        return owned or words[0].lex.stem in self._titles.address or self._words[after].punct

    def _of_person(self, title: Draft, person: Draft, end: int) -> tuple[Draft, list[Draft], int]:
        """`مستشار ترامب`, `زوجة ماكرون بريجيت`: without article the title is somebody else's, whose name may follow."""
        named = end < len(self._words) and self._words[end].key in self._lexicon.given
        holder = person_at(self._words, end, self._known, self._lexicon, titled=True) if named else None
        if holder is None:
            return title, [person], end
        holder[0].feminine = title.feminine
        return holder[0], [person], holder[1]

    def _office(self, index: int) -> tuple[str, int]:
        """The office that starts at a word and the index after its fixed words."""
        lex = self._words[index].lex
        if not lex.has("title") or lex.stem not in self._titles.offices:
            return "", index
        following = [_phrase_key(word) for word in self._words[index + 1 : index + 4]]
        for count in range(len(following)):
            hit = self._known.get(index + 1 + count)
            if hit is not None and hit.forms[0].type == "Organization":
                following = following[:count]
                break
        match = self._titles.offices.match([lex.stem, *following])
        return (match[1], index + match[0]) if match else ("", index)

    def _complement(self, start: int, index: int, posted: bool) -> tuple[list[Draft], int]:
        """Bodies, states and further words of the title, from `index` on; an office may name its state (`أمير قطر`)."""
        inside = (at for at in range(start + 1, index) if bare(self._words[at].key) not in _DEPARTMENTS)
        named = [self._known[at] for at in inside if at in self._known]
        within = [draft for hit in named if (draft := known_draft(self._words, hit, _STATE)) is not None]
        index = max([index, *(hit.last + 1 for hit in named)])  # `رئيس جمهورية كوبا`
        limit = min(len(self._words), start + _MAX_TITLE_WORDS)
        while index < limit and not self._begins_another(index):
            step = self._known_body(index, within, posted) or self._subordinate(index, start, within)
            step = step or self._part(index, within, posted or self._in_state(index, start, within))
            if not step:
                break
            index = step
        return within, index

    def _begins_another(self, index: int) -> bool:
        """`هاجم الوزير الإيراني الحكومة`, `التقى الوزير التركي وفد حماس`: no noun follows an adjective of origin."""
        hit, known = self._known.get(index - 1), self._known.get(index)
        if hit is None or hit.forms[0].how != "nisba" or hit.clitics:
            return False
        if known is not None:
            return not known.clitics and known.forms[0].how != "nisba"
        lex = self._words[index].lex
        noun = (lex.article or lex.has("plainnoun") or lex.has("head")) and not lex.has("prep")
        return noun and not (lex.prep or lex.has("adjective") or bare(lex.stem) in self._titles.describing)

    def _subordinate(self, index: int, start: int, within: list[Draft]) -> int | None:
        """`النائب الأول لوزير الخارجية`: the office to which a title belongs."""
        first, word = self._words[start].lex, self._words[index].lex
        if not first.article or word.prep != "ل" or bare(first.stem) not in _SUBORDINATES:
            return None
        office, after = self._office(index)
        if not office:
            return None
        inner, after = self._complement(index, after, posted=False)
        within.extend(inner)
        return after

    def _in_state(self, index: int, start: int, within: list[Draft]) -> bool:
        """`وزير الوحدة في كوريا الجنوبية`: a state after في completes a title that names its department, and so does a
        body before an unknown name (`مدير الإغاثة في الأمم المتحدة أنطوان ليفي`)."""
        hit = self._known.get(index + 1)
        if hit is None or self._words[index].key != "في":
            return False
        if hit.forms[0].type == "Organization":
            after = hit.last + 1
            unknown = after < len(self._words) and after not in self._known
            return unknown and self._words[after].key in self._lexicon.given
        return not within and index - start > 1 and hit.forms[0].type == "Country"

    def _part(self, index: int, within: list[Draft], posted: bool) -> int | None:
        """A body named by its head noun, or a further word of the title; departments are both, but speak as bodies."""
        if self._words[index].lex.stem in _DEPARTMENTS and self._words[index - 1].key != "باسم":
            return self._inside(index, posted) or self._head(index, within)
        return self._head(index, within) or self._inside(index, posted)

    def _known_body(self, index: int, within: list[Draft], posted: bool) -> int | None:
        hit = self._known.get(index)
        if hit is None or hit.clitics not in ("", "ل", "ب") or self._starts_anew(index, hit, within):
            return None
        if hit.clitics and within and hit.forms[0].type != "Organization" and not posted:
            return None  # `زيارة الرئيس الروسي لتركيا`: only who is sent somewhere has another place in his title.
        draft = known_draft(self._words, hit, _BODIES)
        if draft is None:
            return None
        within.append(draft)
        return hit.last + 1

    def _starts_anew(self, index: int, hit: Found, within: Sequence[Draft]) -> bool:
        """`زار الوزير قطر`, `اتهم رئيس تشاد فرنسا`: no bare name of a state completes a title that is definite."""
        named = hit.forms[0].type in ("Country", "Place") and hit.forms[0].how != "nisba" and not hit.clitics
        before = self._words[index - 1]
        complete = bool(within) and within[-1].how == "name" and within[-1].end == before.end
        return named and (complete or (before.key.startswith("ال") and not before.lex.has("prep")))

    def _head(self, index: int, within: list[Draft]) -> int | None:
        if self._words[index].lex.conj:
            return None
        read = head_at(self._words, index, self._known, self._lexicon)
        if read is None or read[0].type != "Organization" or len(read[0].keys) < 2:
            return None
        draft, inner, after = read
        within.extend([draft, *inner])
        return after

    def _inside(self, index: int, posted: bool) -> int | None:
        word = self._words[index]
        lex = word.lex
        if word.punct:
            return None
        if word.key in self._titles.links and self._goes_on(index + 1):
            return index + 1 if posted or word.key not in _POSTINGS else None
        plain = lex.prep in ("", "ل") or lex.article
        stem = lex.stem if lex.forms else bare(word.key)
        another = bool(lex.conj) and (stem in self._lexicon.heads.types or lex.has("title"))
        if stem in self._titles.inside and plain and not lex.pronoun and not another:
            return index + 1
        if self._is_unknown_origin(index):
            return index + 1
        return index + 1 if word.key in self._lexicon.honorifics and word.key not in self._lexicon.given else None

    def _is_unknown_origin(self, index: int) -> bool:
        """`الرئيس الكتالوني السابق كارليس`: before another adjective of the title it is one too, and no surname."""
        word, after = self._words[index], self._words[index + 1 : index + 2]
        unknown = not word.lex.forms and word.key.startswith("ال") and word.key.endswith(("ي", "يه"))
        return unknown and any(later.lex.article and bare(later.key) in self._titles.describing for later in after)

    def _goes_on(self, index: int) -> bool:
        """Whether a body or portfolio stands at a word, so that the link before it belongs to the title."""
        if index >= len(self._words):
            return False
        word = self._words[index]
        if index in self._known:
            return self._known[index].forms[0].type in _BODIES
        stem = word.lex.stem if word.lex.forms else bare(word.key)
        return stem in self._titles.inside or self._lexicon.heads.types.get(stem) == "Organization"

    def _between_commas(self, index: int) -> tuple[Draft, int] | None:
        """`المتحدث باسم الوزارة، توني فراتو، ...`: two or three words between commas after a title, one in no list."""
        words = self._words
        end = next((at for at in range(index + 1, min(index + 5, len(words))) if words[at].text in "،,"), 0)
        inside = words[index + 1 : end]
        known = any(at in self._known for at in range(index + 1, end))
        unknown = any(not word.lex.forms for word in inside)
        if len(inside) not in (2, 3) or known or not unknown or not all(map(_bare_word, inside)):
            return None
        keys = tuple(word.key for word in inside)
        return Draft(inside[0].start, inside[-1].end, "Person", "unknown", keys), end

    def _name(self, index: int) -> tuple[Draft, int] | None:
        """The name after a title, directly or after a comma or quotation mark; no title (`ملك توغو أمير قطر`)."""
        words = self._words
        if index < len(words) and self._office(index)[1] > index + 1:
            return None
        if index < len(words) and words[index].text in "،,:" and index + 1 < len(words):
            quoted = words[index + 1].text in OPENING
            known = self._known.get(index + 1)
            sure = known is not None and known.forms[0].type == "Person" and not known.clitics
            named = person_at(words, index + 1, self._known, self._lexicon, titled=quoted) if quoted or sure else None
            given = words[index + 1].key in self._lexicon.given
            named = named or person_at(words, index + 1, self._known, self._lexicon, titled=given)
            return named or self._between_commas(index)
        return person_at(words, index, self._known, self._lexicon, titled=True)


def _bare_word(word: Word) -> bool:
    """Whether nothing but a stem is written, as in a name."""
    lex = word.lex
    return not (word.punct or lex.article or lex.conj or lex.has("prep") or word.key.isdigit())


def _phrase_key(word: Word) -> str:
    """The key of a further word of an office ("وزير خارجيتها" is of the office of "وزير خارجية")."""
    return word.lex.stem if word.lex.pronoun else bare(word.key)
