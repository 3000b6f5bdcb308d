"""From files to a graph with whole commands: build, extract, explain, graph - on good, bad and strange input."""

import json
import shlex
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from browsing import page_of
from commands import Command, commands
from pyoxigraph import NamedNode

from kg.extract import RuleExtractor
from kg.model import Document, Extraction, TimeSpan
from kg.pipeline import build
from kg.rdf import CLAIM, iri
from kg.store import Store

VISIT = "زار وزير الخارجية التركي هاكان فيدان العراق يوم الأحد 9 مارس 2025 لبحث ملف المياه."
DENIAL = "اتهمت كندا الهند بتزويد باكستان بالأسلحة.\n\nونفت الهند هذا الاتهام."
GARDEN = "يحب الأطفال اللعب في الحديقة بعد المطر.\n"


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """The program, in a working directory of its own with the store `made` below it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_STORE", str(tmp_path / "made"))
    return commands(capsys)


@pytest.fixture
def visit(tmp_path: Path) -> Path:
    """A file with an article about a visit."""
    file = tmp_path / "visit.txt"
    file.write_text(VISIT, encoding="utf-8")
    return file


def everything(folder: Path) -> set[str]:
    """All quads of a store."""
    with Store.open(folder) as store:
        return {str(quad) for quad in store.quads()}


def found(done: Any) -> list[dict[str, Any]]:
    """The rows of an answer in JSON."""
    rows: list[dict[str, Any]] = json.loads(done.out)["results"]["bindings"]
    return rows


def test_build_reports_what_it_found_and_what_to_try(kg: Command, visit: Path) -> None:
    done = kg("build", visit)
    assert done.code == 0
    for words in ("articles", "Country", "Visit", "asserted", "Now try:", "kg queries"):
        assert words in done.err
    assert done.out == ""


def test_build_suggests_a_lookup_that_finds_something(kg: Command, visit: Path) -> None:
    suggested = next(line for line in kg("build", visit).err.splitlines() if "kg lookup" in line)
    name = shlex.split(suggested)[2]
    assert json.loads(kg("lookup", name).out)["path"] == "person/hakan-fidan"


def test_every_suggested_command_works_as_it_is_printed(kg: Command, visit: Path) -> None:
    lines = kg("build", visit).err.partition("Now try:\n")[2].splitlines()
    assert len(lines) == 5
    assert [kg(*shlex.split(line)[1:]).code for line in lines] == [0] * 5


def test_a_quiet_build_prints_nothing(kg: Command, visit: Path) -> None:
    done = kg("build", visit, "--quiet")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_the_store_is_where_the_environment_or_the_option_says(kg: Command, visit: Path, tmp_path: Path) -> None:
    kg("build", visit)
    kg("build", visit, "--store", tmp_path / "other")
    assert (tmp_path / "made" / "kg.json").is_file() and (tmp_path / "other" / "kg.json").is_file()
    assert not (tmp_path / "kg-store").exists()
    assert everything(tmp_path / "made") == everything(tmp_path / "other")


def test_suggested_commands_quote_a_store_with_spaces(kg: Command, visit: Path, tmp_path: Path) -> None:
    done = kg("build", visit, "--store", tmp_path / "my store")
    assert f"kg query disputed-claims -s '{tmp_path / 'my store'}'" in done.err


def test_the_same_article_built_again_changes_nothing(kg: Command, visit: Path, tmp_path: Path) -> None:
    kg("build", visit)
    before = everything(tmp_path / "made")
    again = kg("build", visit)
    assert again.code == 0
    assert again.err.startswith("nothing new: 1 articles are in the store as they are now")
    assert everything(tmp_path / "made") == before
    assert kg("validate").code == 0


def test_a_second_article_is_added_to_the_first(kg: Command, visit: Path, tmp_path: Path) -> None:
    kg("build", visit)
    before = everything(tmp_path / "made")
    other = tmp_path / "denial.txt"
    other.write_text(DENIAL, encoding="utf-8")
    assert kg("build", other).code == 0
    assert everything(tmp_path / "made") > before
    assert json.loads(kg("stats").out)["articles"] == 2


def test_bad_files_are_named_and_the_good_ones_are_stored(kg: Command, visit: Path, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    visit.rename(folder / "visit.txt")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "broken.jsonl").write_text('{"text": \n{"title": "x"}\n', encoding="utf-8")
    done = kg("build", folder)
    assert done.code == 1
    named = [line for line in done.err.splitlines() if line.startswith("kg: ")]
    assert len(named) >= 3
    for bad in ("empty.txt", "binary.txt", "broken.jsonl"):
        assert any(bad in line for line in named)
    assert "Traceback" not in done.err
    assert json.loads(kg("stats").out)["articles"] == 1


def test_a_missing_file_among_good_ones_is_named(kg: Command, visit: Path, tmp_path: Path) -> None:
    done = kg("build", visit, tmp_path / "gone.txt", "-q")
    assert done.code == 1
    assert done.is_one_line() and "gone.txt" in done.err
    assert json.loads(kg("stats").out)["articles"] == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1256", "iso8859-6"])
def test_an_encoding_of_arabic_changes_nothing_that_is_read(kg: Command, tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "encoded.txt"
    file.write_bytes(VISIT.encode(encoding))
    assert kg("build", file, "-q").code == 0
    rows = found(kg("sparql", "SELECT ?d { ?e a dip:Visit ; dip:begin ?d ; dip:destination country:iq }"))
    assert [row["d"]["value"] for row in rows] == ["2025-03-09"]


def test_an_article_without_diplomacy_is_stored_and_named(kg: Command, tmp_path: Path) -> None:
    file = tmp_path / "garden.txt"
    file.write_text(GARDEN, encoding="utf-8")
    done = kg("build", file)
    assert done.code == 0
    assert "tell nothing of diplomacy: " in done.err and "garden.txt" in done.err
    assert json.loads(kg("stats").out)["articles"] == 1
    assert kg("graph", "-o", tmp_path / "page.html").code == 0


def test_a_build_that_stores_nothing_suggests_no_questions(kg: Command, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = kg("build", tmp_path / "empty.txt")
    assert done.code == 1
    assert "Now try" not in done.err


@pytest.mark.parametrize("command", ["build", "extract", "explain"])
def test_a_missing_folder_is_one_line_and_makes_nothing(kg: Command, tmp_path: Path, command: str) -> None:
    done = kg(command, tmp_path / "nowhere")
    assert done.code == 1
    assert done.is_one_line() and "there is no such file or folder" in done.err
    assert not (tmp_path / "made").exists()


def test_without_sources_and_without_seeds_build_says_what_to_write(kg: Command) -> None:
    done = kg("build")
    assert done.code == 1
    assert done.is_one_line() and "kg build FILE" in done.err


def test_a_folder_without_articles_is_one_line(kg: Command, tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.png").write_bytes(b"\x89PNG")
    done = kg("build", tmp_path / "pictures", "-q")
    assert done.code == 1
    assert done.is_one_line() and "no article in this folder" in done.err


@pytest.mark.parametrize(
    "command",
    [("build", "visit.txt"), ("lookup", "x"), ("stats",), ("graph",), ("query", "disputed-claims"), ("validate",),
     ("sparql", "ASK {}"), ("export",)],
)  # fmt: skip
def test_a_store_that_is_a_file_or_a_foreign_folder_is_left_alone(
    kg: Command, visit: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    foreign = tmp_path / "photos"
    foreign.mkdir()
    (foreign / "a.txt").write_text("mine", encoding="utf-8")
    for wrong in (visit, foreign):
        done = kg(*command, "--store", wrong)
        assert done.code == 1
        assert done.is_one_line() and str(wrong) in done.err
    assert visit.read_text(encoding="utf-8") == VISIT
    assert [entry.name for entry in foreign.iterdir()] == ["a.txt"]
    assert not (tmp_path / "graph.html").exists()


@pytest.mark.parametrize(
    "command", [("lookup", "x"), ("stats",), ("graph",), ("query", "disputed-claims"), ("export",)]
)
def test_asking_before_building_says_how_to_build(kg: Command, command: tuple[str, ...]) -> None:
    done = kg(*command)
    assert done.code == 1
    assert done.is_one_line() and "kg build" in done.err


def test_wrong_questions_are_wrong_usage(kg: Command, visit: Path) -> None:
    kg("build", visit)
    for arguments in (
        ("sparql", "SELECT WHERE {"),
        ("sparql", "DELETE WHERE { ?s ?p ?o }"),
        ("query", "who-visited-who"),
        ("query", "timeline-of"),
        ("graph", "--around", "Atlantis"),
        ("graph", "--limit", "0"),
        ("graph", "-o", "."),
        ("extract",),
        ("explain",),
    ):
        done = kg(*arguments)
        assert (arguments, done.code) == (arguments, 2)
        assert done.is_one_line()


def test_extract_prints_spans_that_are_in_the_text(kg: Command, visit: Path) -> None:
    done = kg("extract", visit)
    record = json.loads(done.out)
    assert (done.code, done.err, record["document"]["file"]) == (0, "", "visit.txt")
    for entity in record["entities"]:
        for mention in entity["mentions"]:
            assert VISIT[mention["start"] : mention["end"]] == mention["text"]
    known = {entity["id"] for entity in record["entities"]}
    event = next(event for event in record["events"] if event["type"] == "Visit")
    assert {role["entity"] for role in event["roles"]} <= known
    assert event["date"] == {"start": "2025-03-09", "end": "2025-03-09"}
    assert (event["trigger"]["text"], event["factuality"]) == ("زار", "asserted")


def test_extract_writes_a_file_an_article_into_a_new_folder(kg: Command, visit: Path, tmp_path: Path) -> None:
    lines = tmp_path / "more.jsonl"
    records = [{"title": "خبر", "text": VISIT}, {"title": "نفي", "text": DENIAL}]
    lines.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    done = kg("extract", visit, lines, "--output", tmp_path / "deep" / "out")
    assert (done.code, done.out) == (0, "")
    written = sorted((tmp_path / "deep" / "out").iterdir())
    assert [file.name for file in written] == ["more-1.json", "more-2.json", "visit.json"]
    assert all(json.loads(file.read_text(encoding="utf-8"))["events"] for file in written)


def test_articles_of_the_same_name_do_not_overwrite_each_other(kg: Command, visit: Path, tmp_path: Path) -> None:
    other = tmp_path / "sub" / "visit.txt"
    other.parent.mkdir()
    other.write_text(DENIAL, encoding="utf-8")
    assert kg("extract", visit, other, "--output", tmp_path / "out").code == 0
    kinds = {
        event["type"]
        for file in (tmp_path / "out").iterdir()
        for event in json.loads(file.read_text(encoding="utf-8"))["events"]
    }
    assert kinds >= {"Visit", "Accusation"}


def test_extract_names_bad_files_and_reads_the_rest(kg: Command, visit: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = kg("extract", tmp_path / "empty.txt", visit)
    assert done.code == 1
    assert json.loads(done.out)["document"]["file"] == "visit.txt"
    assert done.err.count("\n") == 1 and "empty.txt" in done.err


def test_extract_into_a_file_is_one_line(kg: Command, visit: Path) -> None:
    done = kg("extract", visit, "--output", visit)
    assert done.code in (1, 2)
    assert done.is_one_line()
    assert visit.read_text(encoding="utf-8") == VISIT


def test_explain_shows_units_and_events(kg: Command, visit: Path) -> None:
    done = kg("explain", visit)
    assert (done.code, done.err) == (0, "")
    assert "-> Visit by 'زار'" in done.out
    assert "هاكان فيدان" in done.out and "2025-03-09" in done.out


def test_graph_writes_one_page(kg: Command, visit: Path, tmp_path: Path) -> None:
    kg("build", visit)
    done = kg("graph", "--around", "فيدان", "-o", "page.html")
    assert (done.code, done.out) == (0, "")
    assert "page.html" in done.err
    data = page_of(tmp_path / "page.html")
    assert "هاكان فيدان" in {one["names"].get("ar") for one in data["entities"]}
    assert VISIT.rstrip(".") in "".join(data["quotes"])


def test_graph_into_a_missing_folder_is_one_line(kg: Command, visit: Path) -> None:
    kg("build", visit)
    done = kg("graph", "-o", "no/such/page.html")
    assert done.code == 1
    assert done.is_one_line() and "cannot write" in done.err


def test_a_claim_that_breaks_a_shape_is_set_aside_with_the_reason(visit: Path) -> None:
    class Backwards(RuleExtractor):
        name = "backwards"

        def extract(self, document: Document) -> Extraction:
            found = super().extract(document)
            first, *rest = found.claims
            wrong = TimeSpan(start=date(2024, 5, 2), end=date(2024, 5, 1), granularity="range", rule="wrong")
            return replace(found, claims=(replace(first, date=wrong), *rest))

    with Store.memory() as store:
        report = build([visit], store, Backwards(), date(2024, 10, 1))
        assert [finding for finding in report.findings if "begins before it ends" in finding]
        ((source, claim, _),) = store.quarantined()
        assert source == str(visit)
        assert not list(store.quads(NamedNode(CLAIM + claim), iri("dip:claimOf")))
        assert store.validate() == []
        build([visit], store, RuleExtractor(), date(2024, 10, 1))
        assert store.quarantined() == []


def test_only_what_is_new_is_read_again(visit: Path, tmp_path: Path) -> None:
    other = tmp_path / "denial.txt"
    other.write_text(DENIAL, encoding="utf-8")
    with Store.memory() as store:
        assert build([visit], store, RuleExtractor(), date(2024, 10, 1)).articles == 1
        report = build([visit, other], store, RuleExtractor(), date(2024, 10, 1))
        assert (report.articles, report.unchanged) == (1, 1)
