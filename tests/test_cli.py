"""The commands that ask the graph, run in the way a person runs them."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from graph_samples import VISIT, article, subgraph

from kg.cli.output import table, visible
from kg.store import Store
from kg.store.exchange import export, plain_cell

VISITS = "SELECT ?e ?l { ?e a dip:Visit ; rdfs:label ?l FILTER (LANG(?l) = 'en') }"
Done = subprocess.CompletedProcess[str]


def kg(*arguments: str, store: Path | None = None, stdin: str = "") -> Done:
    """Run the program."""
    environment = {**os.environ, "KG_STORE": str(store or "no-such-store"), "PYTHONIOENCODING": "ascii"}
    environment.pop("KG_DEBUG", None)
    code = "from kg.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def test_sparql_answers_in_json_when_piped(store_folder: Path) -> None:
    done = kg("sparql", VISITS, store=store_folder)
    found = json.loads(done.stdout)
    assert [row["l"]["value"] for row in found["results"]["bindings"]] == ["Visit: Salma Idris, Sedrania"]
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("form", "start"),
    [("csv", "e,l\n"), ("tsv", "?e\t?l\n<https"), ("xml", "<?xml"), ("table", "e "), ("json", "{")],
)
def test_sparql_has_the_formats_of_rows(store_folder: Path, form: str, start: str) -> None:
    done = kg("sparql", VISITS, "-f", form, store=store_folder)
    assert done.stdout.startswith(start)
    assert "Salma Idris" in done.stdout


@pytest.mark.parametrize(("form", "words"), [("turtle", "dip:met"), ("ntriples", "#met>"), ("jsonld", '"@id"')])
def test_construct_has_the_formats_of_triples(store_folder: Path, form: str, words: str) -> None:
    done = kg("sparql", "CONSTRUCT { ?a dip:met ?b } WHERE { ?a dip:met ?b }", "-f", form, store=store_folder)
    assert words in done.stdout


def test_a_query_comes_from_a_file_or_from_stdin(store_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_text("ASK { ?s ?p ?o }", encoding="utf-8")
    for done in (
        kg("sparql", "-f", str(file), store=store_folder),
        kg("sparql", "--file", str(file), store=store_folder),
        kg("sparql", "-", store=store_folder, stdin="ASK { ?s ?p ?o }"),
    ):
        assert json.loads(done.stdout)["boolean"] is True


def test_a_name_after_f_that_is_neither_format_nor_file_is_wrong_usage(store_folder: Path) -> None:
    done = kg("sparql", VISITS, "-f", "yaml", store=store_folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "neither a format" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("sparql", "SELECT"), 2, "not valid SPARQL"),
        (("sparql", "DROP ALL"), 2, "only reads"),
        (("sparql",), 2, "give one query"),
        (("sparql", VISITS, "-f", "turtle"), 2, "turtle is for CONSTRUCT"),
        (("query", "nope"), 2, "there is no query 'nope'"),
        (("query", "timeline-of"), 2, "needs about"),
        (("query", "timeline-of", "-p", "about"), 2, "write -p name=value"),
        (("query", "timeline-of", "-p", "about=طارق"), 2, "person/tariq-haddad"),
        (("lookup",), 2, "Missing argument"),
        (("frobnicate",), 2, "there is no command 'frobnicate'"),
        (("quary",), 2, "did you mean query"),
        (("export", "-f", "png"), 2, "png"),
        (("export", "-o", "/nonexistent/folder/x.trig"), 1, "cannot write"),
        (("stats", "-s", "/nonexistent"), 1, "no store at /nonexistent; make one with: kg build"),
        (("lookup", "x", "-s", "/"), 1, "is not a kg store"),
    ],
)
def test_an_error_is_one_line_with_the_right_exit_code(
    store_folder: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    done = kg(*arguments, store=store_folder)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith("kg: ") and done.stderr.count("\n") == 1
    assert words in done.stderr


def test_an_empty_answer_is_no_failure(store_folder: Path) -> None:
    done = kg("sparql", "SELECT * { ?s a dip:Cooperation, dip:Assault }", "-f", "csv", store=store_folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "s\n", "kg: nothing found\n")


def test_a_cut_answer_says_so_on_stderr(store_folder: Path) -> None:
    done = kg("sparql", "SELECT * { ?s ?p ?o }", "--limit", "3", "-f", "csv", store=store_folder)
    assert len(done.stdout.splitlines()) == 4
    assert "cut after 3 results" in done.stderr


def test_a_runaway_query_ends_the_process_in_time(store_folder: Path) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    done = kg("sparql", text, "--timeout", "0.5", store=store_folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert "ended after 0.5 seconds" in done.stderr


def test_a_ready_question_shows_labels_in_a_table(store_folder: Path) -> None:
    arabic = kg("query", "who-visited-whom", "-p", "actor=Novaria", "-f", "table", store=store_folder)
    english = kg("query", "who-visited-whom", "-f", "table", "-l", "en", store=store_folder)
    assert "سلمى إدريس" in arabic.stdout and "Salma Idris" in english.stdout


def test_queries_lists_them_all() -> None:
    found = json.loads(kg("queries").stdout)
    assert len(found) >= 14
    assert "disputed-claims" in kg("queries", "-f", "table").stdout


def test_a_ready_question_can_be_shown_instead_of_asked() -> None:
    assert "VALUES ?about { UNDEF }" in kg("query", "timeline-of", "--show").stdout


def test_lookup_prints_a_card(store_folder: Path) -> None:
    text = kg("lookup", "سلمي", "ادريس", "-f", "table", store=store_folder).stdout
    for words in ("سلمى إدريس · Salma Idris", "وزير خارجية نوفاريا", "زيارة [مؤكد]", "«وصلت وزيرة خارجية"):
        assert words in text
    found = json.loads(kg("lookup", "Idris", store=store_folder).stdout)
    assert found["path"] == "person/salma-idris"


def test_lookup_of_several_lists_them_and_of_none_suggests(store_folder: Path) -> None:
    several = kg("lookup", "طارق", store=store_folder)
    assert len(json.loads(several.stdout)["matches"]) == 2
    assert "may mean 2 entities" in several.stderr
    none = kg("lookup", "Tarik Manzoor Hadad", "-f", "table", store=store_folder)
    assert none.returncode == 0
    assert "nothing is called" in none.stderr


@pytest.mark.parametrize("form", ["turtle", "trig", "nquads", "jsonld", "graphml", "csv"])
def test_export_writes_every_format(store_folder: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / "out"
    done = kg("export", "-f", form, "-o", str(file), store=store_folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert "سلمى إدريس" in file.read_text(encoding="utf-8")
    if form != "turtle":
        assert "planned" in file.read_text(encoding="utf-8")


def test_exports_are_the_same_each_time(store: Store) -> None:
    for form in ("turtle", "trig", "nquads", "graphml", "csv"):
        assert export(store.engine, form) == export(store.engine, form)


def test_stats_and_validate_report(store_folder: Path) -> None:
    assert json.loads(kg("stats", store=store_folder).stdout)["articles"] == 2
    assert "events" in kg("stats", "-f", "table", store=store_folder).stdout
    done = kg("validate", store=store_folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n", "kg: all is well\n")


def test_validate_fails_on_a_broken_graph(tmp_path: Path) -> None:
    told = subgraph(article(VISIT, name="broken.txt"), [])
    with Store.create(tmp_path / "s") as store:
        store.put(told)
        from kg.rdf import iri

        store.engine.remove(next(store.quads(None, iri("schema:articleBody"))))
        store.derive()
    done = kg("validate", "-f", "table", store=tmp_path / "s")
    assert done.returncode == 1
    assert "broken.txt" in done.stdout and "an article has one text" in done.stdout


def test_a_reader_that_leaves_early_is_no_error(store_folder: Path) -> None:
    command = f"{sys.executable} -c 'from kg.cli import main; main()' export -f nquads | head -c 10"
    environment = {**os.environ, "KG_STORE": str(store_folder)}
    done = subprocess.run(["sh", "-c", command], env=environment, capture_output=True, timeout=60, check=False)
    assert done.stderr == b""


def test_lookup_imports_nothing_heavy(store_folder: Path) -> None:
    code = (
        "import sys\nfrom kg.cli import _run\n_run(['lookup', 'Idris'])\n"
        "heavy = {'rdflib', 'networkx', 'pyvis', 'trafilatura', 'pyshacl', 'rapidfuzz', 'pyoxigraph'}\n"
        "print(sorted(heavy & sys.modules.keys()), file=sys.stderr)"
    )
    environment = {**os.environ, "KG_STORE": str(store_folder)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60)
    assert done.stderr.strip() == "[]"


def test_a_formula_in_a_cell_is_neutralised_and_a_number_is_kept() -> None:
    assert [plain_cell(text) for text in ("=1+1", "@x", "+a", "-5", "+3.5", "سلام")] == [
        "'=1+1", "'@x", "'+a", "-5", "+3.5", "سلام",
    ]  # fmt: skip


def test_csv_cells_survive_commas_quotes_and_lines(store: Store) -> None:
    rows = list(csv.reader(io.StringIO(export(store.engine, "csv").decode("utf-8"))))
    assert {len(row) for row in rows} == {len(rows[0])}


def test_control_and_direction_marks_become_visible() -> None:
    assert visible("a\u202eb\x1b[31mc\u200f") == "a\\u202eb\\u001b[31mc\\u200f"
    assert "\u202e" not in table(("a",), [["x\u202ey"]])


def test_a_table_keeps_cells_on_one_line_and_cuts_long_ones() -> None:
    text = table(("a", "b"), [["one\ntwo", "x" * 500]])
    assert len(text.splitlines()) == 3
    assert "…" in text
