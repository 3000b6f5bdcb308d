"""The article in seeds/: built as it stands, asked what a reader would ask."""

import json
from pathlib import Path
from typing import Any

import pytest
from commands import Done, commands

from kg.store import Store

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the seed article."""
    from datetime import date

    from kg.extract import load_extractor
    from kg.pipeline import build

    folder = tmp_path_factory.mktemp("seed") / "store"
    with Store.create(folder) as store:
        report = build([SEEDS], store, load_extractor(), date(2026, 11, 1))
    assert (report.articles, report.failures, report.findings) == (1, [], [])
    return folder


@pytest.fixture
def ask(built: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command on it."""
    kg = commands(capsys)

    def asked(*arguments: str) -> Done:
        done = kg(*arguments, "--store", built)
        assert done.code == 0, done.err
        return done

    return asked


def rows(done: Done) -> list[dict[str, str]]:
    """The rows of an answer in JSON, values only."""
    bindings = json.loads(done.out)["results"]["bindings"]
    return [{name: cell["value"] for name, cell in row.items()} for row in bindings]


def ends(values: Any) -> set[str]:
    """Local names of identifiers."""
    return {value.rpartition("/")[2] for value in values}


def test_the_arms_deliveries_are_alleged_and_denied_and_no_fact(ask: Any) -> None:
    assert rows(ask("sparql", "SELECT ?e { ?e a dip:Aid }")) == []
    told = "SELECT ?f { GRAPH ?g { ?c dip:claimType dip:Aid ; dip:factuality ?f } }"
    assert "denied" in {row["f"].rpartition("#")[2] for row in rows(ask("sparql", told))}


def test_the_disputed_claims_name_who_alleges_and_who_denies(ask: Any) -> None:
    found = rows(ask("query", "disputed-claims"))
    by_stance: dict[str, set[str]] = {}
    for row in found:
        by_stance.setdefault(row["stance"].rpartition("#")[2], set()).update(ends([row["who"]]))
    named = set().union(*by_stance.values())
    assert "us" in named
    assert {"kp", "ru"} <= named
    deniers = {path for stance, paths in by_stance.items() if "deni" in stance.casefold() for path in paths}
    assert deniers == {"kp", "ru"}
    assert all("ينفي الطرفان" in row["quote"] or "اتهام" in row["quote"] for row in found)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("تشوي سون هي", "person/choe-son-hui"),
        ("Choe Son Hui", "person/choe-son-hui"),
        ("بوتين", "person/vladimir-putin"),
        ("putin", "person/vladimir-putin"),
        ("كوريا الشماليه", "country/kp"),
        ("DPRK", "country/kp"),
    ],
)
def test_names_find_the_right_card(ask: Any, name: str, path: str) -> None:
    card = json.loads(ask("lookup", name).out)
    assert card["path"] == path
    assert set(card["names"]) == {"ar", "en"}
    assert card["told"] and all(told["quote"] for told in card["told"])


def test_the_visit_of_the_minister_is_dated_from_the_text(ask: Any) -> None:
    text = "SELECT ?d { ?e a dip:Visit ; dip:actor person:choe-son-hui ; dip:destination country:ru ; dip:begin ?d }"
    assert {row["d"] for row in rows(ask("sparql", text))} == {"2024-09-16"}


def test_the_minister_holds_her_office(ask: Any) -> None:
    shown = ask("lookup", "Choe Son Hui", "-f", "table", "-l", "en").out
    assert "Foreign minister North Korea" in shown


@pytest.mark.parametrize(
    "question",
    ["who-visited-whom", "agreements", "accusations-with-denials", "denied-claims", "disputed-claims",
     "planned-events", "office-holders", "most-active", "gatherings-attendance"],
)  # fmt: skip
def test_ready_questions_have_answers(ask: Any, question: str) -> None:
    assert rows(ask("query", question))


def test_page_debris_leaves_no_trace(ask: Any) -> None:
    found = rows(ask("sparql", "SELECT ?l { GRAPH ?g { ?s rdfs:label|skos:altLabel ?l } }"))
    assert not [row for row in found if "Loading" in row["l"] or "تحديث" in row["l"]]


def test_every_quote_stands_in_the_article_where_it_says(built: Path) -> None:
    body = next(SEEDS.glob("*.txt")).read_text(encoding="utf-8")
    text = "SELECT ?q ?s ?e { GRAPH ?g { ?c dip:evidence ?n . ?n oa:exact ?q ; oa:start ?s ; oa:end ?e } }"
    with Store.open(built) as store:
        quotes = list(store.query(text).rows)
        assert quotes
        for quote, start, end in quotes:
            assert body[int(str(getattr(start, "value", 0))) : int(str(getattr(end, "value", 0)))] == getattr(
                quote, "value", None
            )
