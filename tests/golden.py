"""What the ready questions answer on the articles in tests/corpus, recorded so that a change shows.

`tests/golden/NAME.json` holds one answer for each question. Its rows were checked by hand against the articles; its
remarks name rows that are there because the program misreads a sentence. After a change of the questions or of the
reading, `python tests/golden.py` records anew: read the difference before it is kept.
"""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import kg
from kg.queries.ready import ask, question
from kg.rdf import ARTICLE, BASE, DIP, ENTITY, EVENT, value_of
from kg.store import Store

CORPUS, GOLDEN = Path(__file__).parent / "corpus", Path(__file__).parent / "golden"
ON = date(2025, 12, 1)
DYAD = {"about": "بيرو", "with": "الإكوادور"}
Row = list[str | None]

# The values of the recorded run of each question.
RUNS: dict[str, dict[str, str]] = {
    "accusations-with-denials": {},
    "agreements": {},
    "agreements-in-force": {},
    "ambassadors": {},
    "articles-mentioning": {"entity": "تشيلي"},
    "balance-by-month": DYAD,
    "co-attendance": {},
    "co-participants": {"about": "لوسيا كوردوبا"},
    "contradictions": {},
    "demands": {},
    "denied-claims": {},
    "disputed-claims": {},
    "events-between": DYAD,
    "evidence-of-event": {"event": "first of planned-and-done"},
    "first-and-last-contact": {"about": "بيرو"},
    "gatherings-attendance": {},
    "independent-publishers": {},
    "mediations": {},
    "meetings-of": {"about": "كارلوس مينديز"},
    "most-active": {"type": "Visit"},
    "office-holders": {"in": "بيرو"},
    "office-holders-on": {"on": "2025-02-15"},
    "overdue-plans": {"on": "2025-12-01"},
    "planned-and-done": {"type": "Visit"},
    "planned-events": {"type": "Visit"},
    "plover-codes": {"about": "تشيلي"},
    "sanctions-and-threats": {},
    "sanctions-between": DYAD,
    "sources-of-claim": {},
    "stance-of-publishers": {"about": "لوسيا كوردوبا"},
    "stance-of-sources": {},
    "statements-of": {"speaker": "لوسيا كوردوبا"},
    "timeline-between": {**DYAD, "until": "2025-02"},
    "timeline-of": {"about": "لوسيا كوردوبا"},
    "visits-called-off": {},
    "what-is-told": {"about": "تشيلي"},
    "who-alleges-what": {},
    "who-speaks-for-whom": {},
    "who-visited-whom": {},
}


def built() -> Store:
    """The corpus as a store in memory."""
    store = Store.memory()
    kg.build([CORPUS], store, extractor(), ON)
    return store


@cache
def extractor() -> kg.RuleExtractor:
    """One extractor for all."""
    return kg.RuleExtractor()


def values_for(store: Store, name: str) -> dict[str, str]:
    """The values of the recorded run; an event is named by a question that finds it."""
    values = dict(RUNS[name])
    if values.get("event", "").startswith("first of "):
        values["event"] = value_of(ask(store, values["event"].removeprefix("first of ")).rows[0][0])
    return values


def rows_of(store: Store, name: str, values: dict[str, str]) -> list[Row]:
    """The answer's rows, readable and in an order of their own; events are numbered as they come."""
    names = _articles(store)
    rows: list[Row] = [[None if term is None else _shown(value_of(term), names) for term in row]
                       for row in ask(store, name, values).rows]  # fmt: skip
    rows.sort(key=lambda row: [("" if cell is None or cell.startswith(EVENT) else cell) for cell in row])
    numbers: dict[str, str] = {}
    return [[numbers.setdefault(cell, f"event {len(numbers) + 1}") if cell and cell.startswith(EVENT) else cell
             for cell in row] for row in rows]  # fmt: skip


def _articles(store: Store) -> dict[str, str]:
    found = store.query("SELECT ?article ?url { ?article schema:url ?url }").rows
    return {value_of(article): value_of(url).removeprefix("https://example.org/") for article, url in found}


def _shown(value: str, articles: dict[str, str]) -> str:
    if value.startswith(ARTICLE):
        return articles[value]
    for base in (DIP, ENTITY):
        value = value.removeprefix(base)
    return value if value.startswith(EVENT) else unquote(value.removeprefix(BASE))


def recorded(name: str) -> dict[str, Any]:
    """What was recorded of a question."""
    found: dict[str, Any] = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    return found


def record(store: Store, name: str) -> None:
    """Write the answer of now; remarks stay."""
    path, columns = GOLDEN / f"{name}.json", list(ask(store, name, values_for(store, name)).variables)
    remarks = recorded(name)["remarks"] if path.exists() else []
    rows = rows_of(store, name, values_for(store, name))
    head = {"question": question(name).titles["en"], "values": RUNS[name], "columns": columns, "remarks": remarks}
    lines = [f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}," for key, value in head.items()]
    body = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in rows)
    path.write_text("\n".join(["{", *lines, ' "rows": [', body, " ]", "}", ""]), encoding="utf-8")


def main() -> None:
    """Record every question."""
    with built() as store:
        for name in RUNS:
            record(store, name)


if __name__ == "__main__":
    main()
