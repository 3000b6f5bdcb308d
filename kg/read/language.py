"""The language of a text, by script and function words."""

import re

from kg.lang import fold

# The languages whose sentences are read
READ = frozenset({"ar"})
_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*\Z")
_NAMES = {"arabic": "ar", "ara": "ar", "english": "en", "eng": "en"}
_ENGLISH = frozenset({"the", "of", "and", "to", "in", "a", "that"})
_ARABIC = frozenset(fold(word) for word in ("في", "من", "على", "إلى", "عن", "أن", "التي", "الذي", "مع"))
# Persian and Urdu are written in the same script
_OTHERS = frozenset(fold(word) for word in ("است", "این", "که", "از", "برای", "را", "ہے", "کے", "میں", "سے"))
_SAMPLE = 5_000


def language(text: str, stated: str | None) -> str:
    """What the source states if that is a language tag, else `ar`, `en` or `und`."""
    return _stated(stated) or _guessed(text[:_SAMPLE])


def _stated(tag: str | None) -> str | None:
    name = (tag or "").strip().casefold()
    match = _TAG.match(_NAMES.get(name, name))
    return match.group(1) if match else None


def _guessed(text: str) -> str:
    letters = [char for char in text if char.isalpha()]
    words = set(fold(text).split())
    if letters and sum("\u0600" <= char <= "\u06ff" for char in letters) / len(letters) > 0.4:
        return "und" if len(words & _OTHERS) > max(1, len(words & _ARABIC)) else "ar"
    return "en" if len(words & _ENGLISH) >= 3 else "und"
