"""Reading a sentence as an article, for tests."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from kg.extract import RuleExtractor
from kg.interchange import exchange
from kg.model import Article, Span
from kg.segment import segment

PUBLISHED = date(2019, 5, 15)


@cache
def extractor() -> RuleExtractor:
    """One extractor for all tests."""
    return RuleExtractor()


def article(text: str, published: date | None = PUBLISHED) -> Article:
    """A text as an article whose lines are its blocks."""
    blocks, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Span(at, at + len(line.rstrip("\r\n"))))
        at += len(line)
    return Article(id="a", text=text, source="a.txt", lang="ar", blocks=tuple(blocks), published=published)


def read(text: str, published: date | None = PUBLISHED, *, titled: bool = False) -> dict[str, Any]:
    """What the rules read in a text, in the exchange format; `titled`: its first line is the headline."""
    whole = article(text, published)
    whole = replace(whole, title=whole.blocks[0]) if titled else whole
    return exchange(extractor().extract(segment(whole)))


def surfaces(reading: dict[str, Any]) -> dict[str, list[str]]:
    """The words that name each entity."""
    return {entity["id"]: [mention["text"] for mention in entity["mentions"]] for entity in reading["entities"]}


def events(text: str, *, titled: bool = False) -> list[tuple[str, dict[str, list[str]], str]]:
    """(type, names by role, status) of each event; a participant is named by its first label or words."""
    reading = read(text, titled=titled)
    names = {entity["id"]: entity["name"].get("ar", "") for entity in reading["entities"]}
    found = []
    for event in reading["events"]:
        roles: dict[str, list[str]] = {}
        for row in event["roles"]:
            roles.setdefault(row["role"], []).append(names.get(row["entity"], row["entity"]))
        found.append((event["type"], roles, event["factuality"]))
    return found


def names(text: str) -> list[tuple[str, str]]:
    """(first words, type) of each entity."""
    reading = read(text)
    return [(surfaces(reading)[entity["id"]][0], entity["type"]) for entity in reading["entities"]]
