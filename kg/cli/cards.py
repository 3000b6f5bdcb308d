"""Cards and lists of candidates as text for people and as JSON."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.cli.output import table, visible

if TYPE_CHECKING:
    from kg.queries.card import Card, OfficeLine, RelationLine
    from kg.store import Named
    from kg.store.told import ToldEvent

_HEADINGS = {
    "ar": {"names": "أسماء أخرى", "offices": "المناصب", "events": "ما يروى عنه", "relations": "العلاقات",
           "articles": "أخبار", "undated": "بلا تاريخ", "since": "منذ", "until": "حتى", "told": "بحسب الخبر",
           "source": "المصدر", "of": "من"},
    "en": {"names": "Other names", "offices": "Offices", "events": "What is told", "relations": "Relations",
           "articles": "articles", "undated": "undated", "since": "since", "until": "until", "told": "as told",
           "source": "source", "of": "of"},
}  # fmt: skip
_QUOTE = 240
_CLASSES = {"Agreement": "AgreementEvent"}


class _Words:
    """Labels in one language for what stands on a card."""

    def __init__(self, card: "Card", lang: str) -> None:
        self._card = card
        self._lang = lang
        self.heading = _HEADINGS[lang]

    def entity(self, path: str) -> str:
        """An entity's label in the language, in the other, or its path."""
        known = self._card.labels.get(path, {})
        return known.get(self._lang) or next(iter(known.values()), path)

    def term(self, name: str) -> str:
        """A type's, role's, status' or relation's label."""
        return self._card.terms.get(name, {}).get(self._lang, name)

    def event(self, name: str) -> str:
        """An event type's label."""
        return self.term(_CLASSES.get(name, name))


def card_text(card: "Card", lang: str) -> str:
    """The card for a terminal."""
    words = _Words(card, lang)
    parts = [_head(card, words), *_offices(card, words), *_told(card, words), *_relations(card, words)]
    return visible("\n".join(parts)) + "\n"


def _head(card: "Card", words: _Words) -> str:
    title = " · ".join(dict.fromkeys(card.names.values())) or card.path
    first = f"{title}\n  {words.term(card.type)} · {card.path} · {card.articles} {words.heading['articles']}"
    lines = [first]
    if card.others:
        lines.append(f"  {words.heading['names']}: {'، '.join(card.others[:12])}")
    lines += [f"  = {same}" for same in card.same_as]
    return "\n".join(lines)


def _offices(card: "Card", words: _Words) -> Iterator[str]:
    if card.offices:
        yield f"\n{words.heading['offices']}"
        dated = {(line.within, title) for line in card.offices if line.begin for title in line.labels.values()}
        for line in card.offices:
            known = any((line.within, title) in dated for title in line.labels.values())
            if line.begin or not known:
                yield f"  {_office(line, words)}"


def _office(line: "OfficeLine", words: _Words) -> str:
    title = line.labels.get("ar" if words.heading is _HEADINGS["ar"] else "en") or next(iter(line.labels.values()), "?")
    parts = [title, words.entity(line.within)]
    if line.begin:
        parts.append(f"{words.heading['since']} {line.begin[:7]}")
    if line.end:
        parts.append(f"{words.heading['until']} {line.end[:7]}")
    if line.articles:
        parts.append(f"({words.heading['told']})")
    return " ".join(parts)


def _told(card: "Card", words: _Words) -> Iterator[str]:
    events = [claim for claim in card.told if not claim.relation]
    if events:
        shown = f" ({len(card.told)} {words.heading['of']} {card.total})" if card.total > len(card.told) else ""
        yield f"\n{words.heading['events']}{shown}"
        yield from (_event(claim, words) for claim in events)


def _event(claim: "ToldEvent", words: _Words) -> str:
    day = claim.begin or words.heading["undated"]
    until = f"/{claim.until}" if claim.until and claim.until != claim.begin else ""
    who = "، ".join(f"{words.term(role)}: {words.entity(path)}" for role, path in claim.roles)
    first = f"  {day}{until}  {words.event(claim.type)} [{words.term(claim.factuality)}]  {who}"
    said = f"{words.heading['source']}: {words.entity(claim.source)}" if claim.source else ""
    place = f"article:{claim.article}:{claim.start}-{claim.end}"
    origin = " · ".join(part for part in (said, claim.publisher or "", place) if part)
    quote = _shortened(" ".join(claim.quote.split()))
    return f"{first}\n      «{quote}» — {origin}"


def _shortened(text: str) -> str:
    return text if len(text) <= _QUOTE else text[: _QUOTE - 1] + "…"


def _relations(card: "Card", words: _Words) -> Iterator[str]:
    if card.relations:
        yield f"\n{words.heading['relations']}"
        for line in _once(card.relations):
            yield f"  {words.entity(line.subject)} — {words.term(line.name)} — {words.entity(line.object)}"


def _once(lines: "Sequence[RelationLine]") -> "Iterator[RelationLine]":
    """A relation that holds in both directions is told once."""
    seen: set[tuple[str, str, str]] = set()
    for line in lines:
        if (line.object, line.name, line.subject) not in seen:
            seen.add((line.subject, line.name, line.object))
            yield line


def list_text(named: "Sequence[Named]", lang: str) -> str:
    """Candidates for a terminal."""
    rows = [[row.path, row.type, row.label(lang), row.name, str(row.mentions)] for row in named]
    return table(("path", "type", "label", "found as", "articles"), rows) if rows else ""
