"""An extraction as the exchange format has it, which the scorer and other programs read."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.link import mentions_of
from kg.model import Claim, Extraction, Mention, Span


def exchange(extraction: Extraction) -> dict[str, Any]:
    """An extraction as the exchange format: document, entities with mentions, relations, events."""
    article = extraction.document.article
    mentions = mentions_of(extraction)
    published = article.published.isoformat() if article.published else None
    return {
        "document": {"file": Path(article.source).name, "lang": article.lang, "published": published},
        "entities": [
            {"id": ref.id, "type": ref.type, "name": dict(ref.names),
             "mentions": [_mention(mention) for mention in mentions.get(ref.id, ())]}
            for ref in extraction.referents if ref.id in mentions
        ],
        "relations": [_relation(claim) for claim in extraction.claims if claim.relation],
        "events": [_event(claim, article.text) for claim in _tellings(extraction.claims)],
    }  # fmt: skip


def _tellings(claims: Iterable[Claim]) -> list[Claim]:
    """The most informative claim of each event (the first of its group), dated by whichever telling has a date."""
    first: dict[int, Claim] = {}
    for claim in claims:
        if not claim.relation:
            best = first.setdefault(claim.event, claim)
            if best.date is None and claim.date is not None:
                first[claim.event] = replace(best, date=claim.date)
    return list(first.values())


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _mention(mention: Mention) -> dict[str, Any]:
    return {**_span(mention.span), "text": mention.text}


def _relation(claim: Claim) -> dict[str, Any]:
    subject, value = claim.fillers("subject")[0], claim.fillers("object")[0]
    label = {"label": claim.label} if claim.label else {}
    return {"type": claim.type, "subject": subject, "object": value, **label}


def _event(claim: Claim, text: str) -> dict[str, Any]:
    when = claim.date
    return {
        "id": f"v{claim.event + 1}",
        "type": claim.type,
        "trigger": {**_span(claim.trigger), "text": claim.trigger.of(text)},
        "roles": [{"role": role, "entity": ref} for role, ref in claim.roles],
        "date": {"start": when.start.isoformat(), "end": when.end.isoformat()} if when else None,
        "factuality": str(claim.factuality),
        "source": claim.source,
        "evidence": _span(claim.evidence),
    }
