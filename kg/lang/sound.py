"""How a name sounds, roughly: one key for its spellings in Arabic and Latin letters, by consonants and openings."""

import re
from functools import cache

from kg.lang import fold_words

# Arabic letters and the Latin groups that papers write for them, one class of sounds each; vowels and h are left out.
_ARABIC = {
    "ب": "b", "ت": "t", "ط": "t", "ث": "t", "ج": "g", "غ": "g", "ح": "", "خ": "k", "د": "d", "ض": "d", "ذ": "d",
    "ر": "r", "ز": "s", "ظ": "s", "س": "s", "ص": "s", "ش": "X", "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m",
    "ن": "n", "ه": "", "ا": "", "و": "", "ي": "", "ع": "", "ء": "",
}  # fmt: skip
_GROUPS = (
    ("tsch", "X"), ("tch", "X"), ("sch", "X"), ("sh", "X"), ("ch", "X"), ("kh", "k"), ("gh", "g"), ("dj", "g"),
    ("dh", "d"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("x", "ks"), ("q", "k"), ("j", "g"), ("p", "b"), ("v", "f"),
    ("z", "s"),
)  # fmt: skip
_LEFT_OUT = frozenset({"al", "el", "bin", "ben", "ibn", "bint", "بن", "ابن", "بنت", "of", "the", "de", "von", "van"})
_SOFT = re.compile(r"c(?=[eiy])")


@cache
def sound_of(word: str) -> str:
    """The key of one folded word: `بوتين`, `putin` and `poutine` give the same."""
    if not word.isascii():
        return _arabic(word)
    return _latin(word)


def _arabic(word: str) -> str:
    bare = word[2:] if word.startswith("ال") and len(word) > 4 else word
    opening = "w" if bare[:1] == "و" and len(bare) > 2 else "a" if bare[:1] in "اعيء" else ""
    letters = (_ARABIC.get(char, char if char.isalnum() else "") for char in bare)
    return _levelled(opening + "".join(letters).replace("tX", "X"))


def _latin(word: str) -> str:
    text = re.sub(r"[iy]j$", "y", _SOFT.sub("s", word))
    opening = "w" if re.match(r"w|ou[aeiy]", text) else "a" if text[:1] in "aeiouy" else ""
    for group, sound in _GROUPS:
        text = text.replace(group, sound)
    kept = "".join(char for char in text if char not in "aeiouyhw")
    return _levelled(opening + kept.replace("c", "k").replace("tX", "X"))


def _levelled(text: str) -> str:
    return re.sub(r"(.)\1+", r"\1", text)


def sounds(name: str) -> str:
    """The keys of the words of a name; articles, `bin` and the like are left out, `Abdel Fattah` is two words."""
    words: list[str] = []
    for word in fold_words(name):
        words += _apart(word)
    keys = (sound_of(word) for word in words if word not in _LEFT_OUT)
    return " ".join(key for key in keys if key)


def in_german(name: str) -> str | None:
    """The name with v for w, as German and Polish write it; None if it has none."""
    return re.sub(r"(?<=\w)w|w(?=[ir])", "v", name) if name.isascii() and "w" in name else None


def _apart(word: str) -> tuple[str, ...]:
    if word.startswith("عبدال") and len(word) > 7:
        return "عبد", word[5:]
    if word in {"abdel", "abdul", "abdal", "abdoul", "abd"}:
        return ("abd",)
    if re.match(r"abd(?:e|u|a|ou)l\w{3,}", word):
        return "abd", re.sub(r"^abd(?:e|u|a|ou)l", "", word)
    if re.fullmatch(r"[ae]l[^aeiou]\w{3,}", word):
        return (word[2:],)
    return (word,)
