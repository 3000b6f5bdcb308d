"""Paths between two actors as text for people and as JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.cli.output import visible
from kg.queries.wording import stated

if TYPE_CHECKING:
    from kg.queries.articles import Cited
    from kg.queries.paths import Path, Step
    from kg.queries.ties import Tie
    from kg.queries.wording import Wording
    from kg.store.told import ToldEvent

_WORDS = {
    "ar": {
        "steps": "خطوات", "strength": "القوة", "tables": "من جداول الفاعلين", "more": "وغيرها",
        "undated": "بلا تاريخ", "told": "روي في", "source": "المصدر", "publishers": "ناشرون", "since": "منذ",
        "until": "حتى",
    },
    "en": {
        "steps": "steps", "strength": "strength", "tables": "from the tables of actors", "more": "more",
        "undated": "undated", "told": "told", "source": "source", "publishers": "publishers", "since": "since",
        "until": "until",
    },
}  # fmt: skip
_TIES, _QUOTE = 3, 240


def ways_text(found: "Sequence[Path]", words: "Wording", articles: "Mapping[str, Cited]") -> str:
    """The paths for a terminal: each step with its strongest ties and one quote of each."""
    lines = [line for number, way in enumerate(found, 1) for line in _way(number, way, words, articles)]
    return visible("\n".join(lines)) + "\n" if lines else ""


def _way(number: int, way: "Path", words: "Wording", articles: "Mapping[str, Cited]") -> Iterator[str]:
    own = _WORDS[words.lang]
    if number > 1:
        yield ""
    chain = " — ".join(words.entity(path) for path in way.nodes)
    yield f"{number}. {chain}  ({own['steps']}: {len(way.steps)}, {own['strength']}: {way.weakest:.1f})"
    for step in way.steps:
        yield from _step(step, words, articles)


def _step(step: "Step", words: "Wording", articles: "Mapping[str, Cited]") -> Iterator[str]:
    own = _WORDS[words.lang]
    yield f"   {words.entity(step.first)} — {words.entity(step.second)}  ({own['strength']}: {step.strength:.1f})"
    for tie in step.ties[:_TIES]:
        yield from _tie(tie, words, articles)
    if len(step.ties) > _TIES:
        yield f"     + {len(step.ties) - _TIES} {own['more']}"


def _tie(tie: "Tie", words: "Wording", articles: "Mapping[str, Cited]") -> Iterator[str]:
    own = _WORDS[words.lang]
    if not tie.claims:
        yield f"     {words.term(tie.type)}: {_held(tie, words)}  ({own['tables']})"
        return
    claim = tie.claims[0]
    day = stated(tie.begin, tie.until, tie.granularity) or own["undated"]
    spread = f"  · {own['publishers']}: {len(tie.publishers)}" if len(tie.publishers) > 1 else ""
    status = words.status(tie.status)
    kind = words.office(tie.label) or words.term(tie.type)
    yield f"     {day}  {kind} [{status}]  {words.phrase(tie.type, claim.roles)}{spread}"
    yield from _quoted(claim, words, articles)
    for against in tie.against[:1]:
        yield f"       [{words.status(against.factuality)}]"
        yield from _quoted(against, words, articles)


def _held(tie: "Tie", words: "Wording") -> str:
    own = _WORDS[words.lang]
    times = [f"{own[key]} {day[:7]}" for key, day in (("since", tie.begin), ("until", tie.until)) if day]
    return " ".join([words.office(tie.label), *times]).strip()


def _quoted(claim: "ToldEvent", words: "Wording", articles: "Mapping[str, Cited]") -> Iterator[str]:
    article, own = articles[claim.article], _WORDS[words.lang]
    flat = " ".join(claim.quote.split())
    said = f"{own['source']}: {words.entity(claim.source)}" if claim.source else ""
    where = words.listed(part for part in (article.publisher, article.published, claim.article) if part)
    yield f"       «{flat if len(flat) <= _QUOTE else flat[: _QUOTE - 1] + '…'}»"
    yield f"         {' · '.join(part for part in (said, where) if part)}"


def ways_json(found: "Sequence[Path]", words: "Wording", articles: "Mapping[str, Cited]") -> str:
    """The paths with all their ties as a list of objects."""
    records = [
        {
            "nodes": [{"path": path, "label": words.entity(path)} for path in way.nodes],
            "weakest": round(way.weakest, 2),
            "steps": [_step_record(step, articles) for step in way.steps],
        }
        for way in found
    ]
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def _step_record(step: "Step", articles: "Mapping[str, Cited]") -> dict[str, object]:
    ties = [
        {
            "event": tie.event or None,
            "type": tie.type,
            "status": tie.status,
            "begin": tie.begin,
            "until": tie.until,
            "office": tie.label,
            "strength": round(tie.strength, 2),
            "publishers": tie.publishers,
            "claims": [claim_record(claim, articles) for claim in tie.claims],
            "against": [claim_record(claim, articles) for claim in tie.against],
        }
        for tie in step.ties
    ]
    return {"from": step.first, "to": step.second, "strength": round(step.strength, 2), "ties": ties}


def claim_record(claim: "ToldEvent", articles: "Mapping[str, Cited]") -> dict[str, object]:
    """A claim with its words and where they stand."""
    article = articles[claim.article]
    return {
        "claim": claim.id,
        "status": claim.factuality,
        "source": claim.source,
        "roles": [{"role": role, "entity": path} for role, path in claim.roles],
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "article": claim.article,
        "publisher": article.publisher,
        "published": article.published,
    }
