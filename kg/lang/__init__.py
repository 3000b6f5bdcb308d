"""Folding: the normalised key under which words and names of any script are compared."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ؤ": "و", "ئ": "ي",
    "ی": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "گ": "غ", "ڤ": "ف", "پ": "ب", "چ": "ج", "ھ": "ه", "ہ": "ه", "ۀ": "ه",
    "٫": ".", "٬": ",",
}  # fmt: skip
_MARKS = [
    *range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06EE), 0x0640,
    0x00AD, 0x034F, 0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF,
]  # fmt: skip
_DIGITS = {start + value: str(value) for start in (0x0660, 0x06F0) for value in range(10)}
_FREQUENT = 0x2100


class _Folded(dict[int, int | str | None]):
    """What is not in the table stays; of common characters that is noted, for each miss costs translating a detour."""

    def __missing__(self, code: int) -> int:
        if code < _FREQUENT:
            self[code] = code
        return code


_TABLE = _Folded(
    {**{ord(letter): plain for letter, plain in _LETTERS.items()}, **dict.fromkeys(_MARKS, None), **_DIGITS}
)


@lru_cache(maxsize=4096)
def _decomposed(text: str) -> str:
    """Compatibility forms and Latin accents as their base letters."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(char for char in plain if not unicodedata.combining(char)).translate(_TABLE)


class _Separators(dict[int, int]):
    """What separates words becomes a space; each character is judged once."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        self[code] = code if char.isalnum() or unicodedata.combining(char) else ord(" ")
        return self[code]


_SEPARATORS = _Separators()


# What newspapers write in every line, and marks, are levelled by replacing, which takes half the time of a table.
_COMMON = [(letter, _LETTERS[letter]) for letter in "أإآةىؤئ"]
_MARKED = re.escape("".join(map(chr, _MARKS)))
_RARE = "".join(sorted(_LETTERS.keys() - dict(_COMMON).keys())) + "".join(map(chr, _DIGITS))
_DECOMPOSED = "\x80-\u05ff\u0701-\U0010ffff"
_MARK, _BY_TABLE, _DECOMPOSABLE = re.compile(f"[{_MARKED}]+"), re.compile(f"[{_RARE}]"), re.compile(f"[{_DECOMPOSED}]+")
# One search tells of most lines that nothing of all this is in them.
_ANY = re.compile(f"[{_MARKED}{_RARE}{_DECOMPOSED}]")


def _levelled(text: str) -> str:
    """The text as the table has it."""
    for letter, plain in _COMMON:
        text = text.replace(letter, plain)
    if not _ANY.search(text):
        return text
    text = text.translate(_TABLE) if _BY_TABLE.search(text) else _MARK.sub("", text)
    return _DECOMPOSABLE.sub(lambda found: _decomposed(found[0]), text)


def fold(text: str) -> str:
    """The key of a word or name: one spelling for its variants, never empty unless `text` is.

    Alef and hamza seats, ta marbuta, alef maqsura, tatweel, diacritics, Persian letters, presentation
    forms, digits, zero-width and direction marks, Latin accents and case are levelled.
    """
    key = (text if text.isascii() else _levelled(text)).casefold()
    # Most words are their own keys, and many are remembered: then as one text.
    return text if key == text else key or text


def fold_words(text: str) -> tuple[str, ...]:
    """The keys of the words of a name; hyphens and punctuation separate words."""
    key, found = fold(text), []
    for word in key.split():
        if word.isalnum():
            found.append(word)
        else:
            found += word.translate(_SEPARATORS).split()
    return tuple(found) or (key,)
