"""Spellings of one name: papers write the long vowels of foreign names, or leave them out."""

from kg.lang import fold_words

_LONG = 6
_VOWELS = str.maketrans("", "", "اوي")


def spelling_key(name: str) -> str | None:
    """A key that spellings of a person's full name share: نتنياهو and نتانياهو; None for a name of one word.

    Only long words lose the vowels within them: in a short one they tell names apart (حسن, حسين).
    """
    words = fold_words(name)
    if len(words) < 2:
        return None
    return " ".join(
        word[0] + word[1:-1].translate(_VOWELS) + word[-1] if len(word) >= _LONG else word for word in words
    )
