"""Timelines as text for people, as CSV and as JSON."""

import io
import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.cli.output import visible
from kg.cli.ways import claim_record
from kg.queries.timeline import BEGUN, Turn
from kg.queries.wording import when

if TYPE_CHECKING:
    from kg.queries.articles import Cited
    from kg.queries.happenings import Happening
    from kg.queries.timeline import Timeline
    from kg.queries.wording import Wording

_WORDS = {
    "ar": {
        "begin": "تولى المنصب", "end": "ترك المنصب", "undated": "بلا تاريخ، بيوم الرواية", "told": "روي",
        "articles": "أخبار", "publishers": "ناشرون", "source": "المصدر", "tables": "من جداول الفاعلين",
    },
    "en": {
        "begin": "took office", "end": "left office", "undated": "No stated date, by the day told", "told": "told",
        "articles": "articles", "publishers": "publishers", "source": "source",
        "tables": "from the tables of actors",
    },
}  # fmt: skip
_QUOTE = 240
_ROLES = ("actor", "target", "destination", "host", "place", "gathering", "agreement")
_COLUMNS = ("date", "until", "precision", "told_on", "what", "status", *_ROLES, "source", "tellings", "publishers",
            "quote", "event", "articles")  # fmt: skip


def timeline_text(found: "Timeline", words: "Wording") -> str:
    """The timeline for a terminal: a line an entry, with a quote for each status that an event is given."""
    lines = [line for one in found.dated for line in _entry(one, words)]
    if found.undated:
        lines += [*([""] if lines else []), _WORDS[words.lang]["undated"]]
        lines += [line for one in found.undated for line in _entry(one, words)]
    return visible("\n".join(lines)) + "\n" if lines else ""


def _entry(one: "Happening | Turn", words: "Wording") -> Iterator[str]:
    if isinstance(one, Turn):
        yield f"{one.day[:7]}  {_turn(one, words)}"
        return
    own = _WORDS[words.lang]
    day = when(one) or (f"{own['told']} {one.told_on}" if one.told_on else "-")
    status = " / ".join(words.status(status) for status in one.statuses)
    yield f"{day}  {words.term(one.type)} [{status}]  {words.phrase(one.type, one.roles)}{_spread(one, own)}"
    for status in one.statuses:
        claim = next(claim for claim in one.claims if claim.factuality == status)
        said = f"{own['source']}: {words.entity(claim.source)}" if claim.source else ""
        origin = " · ".join(part for part in (said, claim.publisher) if part)
        flat = " ".join(claim.quote.split())
        short = flat if len(flat) <= _QUOTE else flat[: _QUOTE - 1] + "…"
        yield f"    «{short}»" + (f" — {origin}" if origin else "")


def _spread(one: "Happening", own: Mapping[str, str]) -> str:
    if len(one.articles) == 1:
        return ""
    return f"  ({own['articles']}: {len(one.articles)}, {own['publishers']}: {len(one.publishers)})"


def _turn(one: Turn, words: "Wording") -> str:
    own, term = _WORDS[words.lang], one.term
    origin = "" if term.articles else f"  ({own['tables']})"
    who = f"{words.entity(term.holder)} · {term.title(words.lang)} · {words.entity(term.within)}"
    return f"{own[one.what]}  {who}{origin}"


def timeline_csv(found: "Timeline", words: "Wording") -> str:
    """A row an entry; cells that a spreadsheet would run are neutralised."""
    from kg.store.exchange import write_rows

    out = io.StringIO()
    rows = (_turn_row(one, words) if isinstance(one, Turn) else _row(one, words) for one in found.entries)
    write_rows(out, _COLUMNS, rows)
    return out.getvalue()


def _row(one: "Happening", words: "Wording") -> list[str]:
    fillers = ["; ".join(words.entity(path) for role, path in one.roles if role == name) for name in _ROLES]
    return [
        one.begin or "",
        one.until or "",
        one.granularity or "",
        one.told_on or "",
        words.term(one.type),
        "; ".join(words.status(status) for status in one.statuses),
        *fillers,
        "; ".join(map(words.entity, one.sources)),
        str(len(one.articles)),
        "; ".join(one.publishers),
        one.claims[0].quote,
        one.event,
        "; ".join(one.articles),
    ]


def _turn_row(one: Turn, words: "Wording") -> list[str]:
    term = one.term
    what = f"{_WORDS[words.lang][one.what]}: {term.title(words.lang)}"
    places = {"actor": words.entity(term.holder), "target": words.entity(term.within)}
    row = {"date": one.day, "until": one.day, "precision": "month", "what": what, "articles": "; ".join(term.articles)}
    return [(row | places).get(name, "") for name in _COLUMNS]


def timeline_json(found: "Timeline", articles: "Mapping[str, Cited]") -> str:
    """A list of objects, one an entry, with every claim."""
    records = [_turn_record(one) if isinstance(one, Turn) else _record(one, articles) for one in found.entries]
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def _record(one: "Happening", articles: "Mapping[str, Cited]") -> dict[str, object]:
    return {
        "event": one.event,
        "type": one.type,
        "begin": one.begin,
        "until": one.until,
        "granularity": one.granularity,
        "told_on": one.told_on,
        "statuses": one.statuses,
        "roles": [{"role": role, "entity": path} for role, path in one.roles],
        "tellings": len(one.articles),
        "publishers": one.publishers,
        "claims": [claim_record(claim, articles) for claim in one.claims],
    }


def _turn_record(one: Turn) -> dict[str, object]:
    term = one.term
    return {
        "office": "begun" if one.what == BEGUN else "ended",
        "date": one.day,
        "holder": term.holder,
        "within": term.within,
        "labels": dict(term.labels),
        "articles": term.articles,
    }
