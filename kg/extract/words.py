"""Words of a sentence with their offsets, keys and lexemes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.lexicon import Lexeme, Lexicon
from kg.lexicon.lexeme import PUNCTUATION
from kg.model import Span

# Letters and digits with their marks and invisible joiners; every other visible character is a word of its own, but the
# signs of hashtags, which stand inside names and titles, mean nothing there.
_WORD = re.compile(
    r"[^\W_]+(?:[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u00ad]+[^\W_]*)*|[^\s\w#]"
)
# So far reaches a name, with the hyphens and quotes in it
_REACH = 14


@dataclass(slots=True, eq=False)
class Word:
    """One token. `start` and `end` are offsets in the article's text."""

    start: int
    end: int
    text: str
    key: str
    lex: Lexeme
    punct: bool = False


def words_of(text: str, span: Span, lexicon: Lexicon) -> list[Word]:
    """The words of a span of the text."""
    words: list[Word] = []
    known = lexicon.words
    for match in _WORD.finditer(text, span.start, span.end):
        token, start = match[0], match.start()
        key, lex = known[token]
        words.append(Word(start, start + len(token), token, key, lex, lex is PUNCTUATION))
    return words


def stem_start(word: Word, skip: int) -> int:
    """Offset of the letter after the first `skip` letters of the word's key (marks and tatweel do not count)."""
    if not skip:
        return word.start
    seen = 0
    for index, char in enumerate(word.text):
        if char != "\u0640" and char.isalnum():
            if seen == skip:
                return word.start + index
            seen += 1
    return word.start


def phrase_start(word: Word) -> int:
    """Offset after the clitics before a word; an article stays, of which `لل` has but one letter."""
    lex = word.lex
    return stem_start(word, lex.skip - (1 if lex.prep == "ل" else 2) * lex.article)


def keys_after(words: Sequence[Word], index: int, limit: int) -> list[str]:
    """Keys of at most so many words that follow, hyphens and quotes left out."""
    found: list[str] = []
    if not limit:
        return found
    for word in words[index + 1 : index + 1 + _REACH]:
        if not word.punct:
            found.append(word.key)
            if len(found) == limit:
                break
        elif word.text not in "-–ـ\"“”«»'’":
            break
    return found
