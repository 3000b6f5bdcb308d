"""Names with a title before them: `President Putin`, `الملك سلمان`."""

from collections.abc import Iterator
from functools import cache

from kg.lang import fold_words

_HONORIFICS = """
السيد السيدة الشيخ الأمير الأميرة الملك الملكة الدكتور الجنرال الفريق اللواء العقيد المشير الحاج سمو جلالة فخامة معالي
دولة سعادة الرئيس الوزير السفير البابا آية الله السلطان ولي العهد
mr mrs ms sir dr sheikh shaikh cheikh prince princess emir king queen roi general colonel marshal ayatollah pope pape
president presidente minister ministre ambassador chancellor sultan premier his her majesty highness excellency le la el
herr frau monsieur madame the
"""


@cache
def _titles() -> frozenset[str]:
    """The folded words of honorifics and of the kinds of office in both languages, without the Arabic article."""
    from kg.ontology import load_ontology

    offices = (label for office in load_ontology().offices.values() for label in office.labels.values())
    words = (word for text in (_HONORIFICS, *offices) for word in fold_words(text))
    return frozenset(word[2:] if word.startswith("ال") and len(word) > 4 else word for word in words)


def untitled(key: str) -> Iterator[str]:
    """The folded name without the titles at its beginning, if it has any and something is left."""
    words = key.split()
    if len(words) < 2:
        return
    start = 0
    while start < len(words) - 1 and words[start] in _titles():
        start += 1
    if start:
        yield " ".join(words[start:])
