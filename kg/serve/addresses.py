"""The addresses of the service's pages, as the pages that link to them need them."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar
from urllib.parse import quote, urlencode

from kg.view.links import Links, Navigation

K = TypeVar("K")
_WORDS = {
    "ar": {"index": "الفهرس", "graph": "الخريطة", "queries": "أسئلة", "lookup": "بحث", "other": "English"},
    "en": {"index": "Index", "graph": "Map", "queries": "Questions", "lookup": "Look up", "other": "العربية"},
}


class _Every(Mapping[K, str]):
    """An address for every key; it lists none, as nobody knows them all."""

    def __init__(self, address: Callable[[K], str]) -> None:
        self._address = address

    def __getitem__(self, key: K) -> str:
        return self._address(key)

    def __iter__(self) -> Iterator[K]:
        return iter(())

    def __len__(self) -> int:
        return 0


def entity_address(path: str, lang: str) -> str:
    """The dossier of an entity."""
    return f"/entity/{quote(path)}?lang={lang}"


def article_address(ident: str, lang: str) -> str:
    """The page of an article."""
    return f"/article/{quote(ident)}?lang={lang}"


def pair_address(pair: tuple[str, str], lang: str) -> str:
    """The dossier of two."""
    return f"/pair?{urlencode({'one': pair[0], 'two': pair[1], 'lang': lang})}"


def addresses(lang: str) -> Links:
    """Where everything is, for pages in a language."""
    return Links(
        index=f"/?lang={lang}",
        graph=f"/graph#lang={lang}",
        entities=_Every(lambda path: entity_address(path, lang)),
        articles=_Every(lambda ident: article_address(ident, lang)),
        dyads=_Every(lambda pair: pair_address(pair, lang)),
    )


def navigation(lang: str, other: str, *more: tuple[str, str]) -> Navigation:
    """What stands above a page; `other` is its address in the other language."""
    words = _WORDS[lang]
    return [
        (words["index"], f"/?lang={lang}"),
        (words["graph"], f"/graph#lang={lang}"),
        (words["lookup"], f"/lookup?lang={lang}"),
        (words["queries"], f"/queries?lang={lang}"),
        ("SPARQL", "/sparql"),
        *more,
        (words["other"], other),
    ]
