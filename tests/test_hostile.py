"""Commands under odd calls, strange names and damaged stores: one line and the right exit code, never a traceback."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Command, commands

from kg.store import Store
from kg.store.shown import newest

VISIT = "زار وزير الخارجية التركي هاكان فيدان العراق يوم الأحد 9 مارس 2025 لبحث ملف المياه."
ALL = "SELECT ?s { ?s ?p ?o }"


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, store_folder: Path) -> Command:
    """The program on the sample store."""
    monkeypatch.setenv("KG_STORE", str(store_folder))
    return commands(capsys)


@pytest.fixture
def copied(store_folder: Path, tmp_path: Path) -> Path:
    """A copy of the sample store to damage."""
    return Path(shutil.copytree(store_folder, tmp_path / "copy"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("lookup", ""), "give a name"),
        (("lookup", " ", " "), "give a name"),
        (("lookup", "x", "-n", "0"), "-n"),
        (("graph", "--around", "", "-o", "never.html"), "no name"),
        (("sparql", ""), "empty"),
        (("sparql", "# only a remark"), "empty"),
        (("sparql", ALL, "--timeout", "nan"), "time limit"),
        (("sparql", ALL, "--timeout", "inf"), "time limit"),
        (("sparql", ALL, "--timeout", "1e300"), "time limit"),
        (("sparql", ALL, "--limit", "0"), "--limit"),
        (("sparql", "SELECT ?s { ?s nope:p ?o }"), "prefix is not declared"),
        (("sparql", "SELECT ?s { { ?s ?p ?o }"), "not valid SPARQL"),
        (("sparql", "ASK { ?s ?p '\ud800' }"), "no text"),
        (("query", ""), "there is no query"),
        (("query", "../core"), "there is no query"),
        (("query", "timeline-of", "-p", "about=" + "x" * 50_000), "nothing in the store is called"),
        (("query", "who-visited-whom", "-p", "from=2024-13"), "is not a date"),
        (("query", "evidence-of-event", "-p", "event=x"), "is not the id of an event"),
    ],
)
def test_an_odd_call_is_one_short_line(kg: Command, arguments: tuple[str, ...], words: str) -> None:
    done = kg(*arguments)
    assert done.code == 2
    assert done.is_one_line() and words in done.err
    assert len(done.err) < 700
    assert not Path("never.html").exists()


def test_without_a_command_the_commands_are_listed(kg: Command) -> None:
    done = kg()
    assert (done.code, done.out) == (2, "")
    assert "\n  build " in done.err and "\n  lookup " in done.err


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"document": {"file": "x.txt"}}', "[" * 100_000])
def test_an_annotation_that_is_none_is_named(kg: Command, tmp_path: Path, text: str) -> None:
    (tmp_path / "broken.json").write_text(text, encoding="utf-8")
    done = kg("evaluate", tmp_path)
    assert done.code == 1
    assert done.is_one_line() and "broken.json" in done.err and "unexpected" not in done.err


@pytest.mark.parametrize("name", ["\udcff\udcfe", "a\ud800", "\u202eسلمى\u202c", "\x1b[31m", "ا" * 20_000, "%", "🤝"])
def test_a_lookup_of_a_strange_name_is_answered_quietly(kg: Command, name: str) -> None:
    done = kg("lookup", name)
    assert done.code == 0
    assert json.loads(done.out)
    assert "unexpected" not in done.err and len(done.err) < 700
    assert not {"\u202e", "\x1b"} & set(done.err)


def test_the_identifier_that_an_answer_shows_can_be_looked_up(kg: Command) -> None:
    for written in ("https://w3id.org/kg-diplomacy/id/country/nv", "country:nv", "country/nv"):
        assert json.loads(kg("lookup", written).out)["path"] == "country/nv"


def test_the_timeline_of_a_state_holds_what_its_minister_does(kg: Command) -> None:
    rows = json.loads(kg("query", "timeline-of", "-p", "about=Novaria").out)["results"]["bindings"]
    kinds = {row["type"]["value"].rpartition("#")[2] for row in rows}
    assert {"Visit", "Meeting"} <= kinds
    assert len({json.dumps(row, sort_keys=True) for row in rows}) == len(rows)


@pytest.mark.parametrize("path", ["x" * 5_000, "/dev/null/store"])
@pytest.mark.parametrize("command", [("stats",), ("lookup", "x"), ("build", __file__)])
def test_an_impossible_store_path_is_one_line(kg: Command, command: tuple[str, ...], path: str) -> None:
    done = kg(*command, "--store", path)
    assert done.code in (1, 2)
    assert done.is_one_line() and "unexpected" not in done.err


def state(store: Path) -> Path:
    """What readers of a store see."""
    found = newest(store)
    assert found is not None
    return found


def without_names(store: Path) -> None:
    (state(store) / "names.sqlite").unlink()


def with_foreign_names(store: Path) -> None:
    (state(store) / "names.sqlite").write_text("not an index", encoding="utf-8")


def with_empty_names(store: Path) -> None:
    (state(store) / "names.sqlite").write_bytes(b"")


@pytest.mark.parametrize("damage", [without_names, with_foreign_names, with_empty_names])
def test_a_lost_index_of_names_is_named_and_the_next_build_makes_it_anew(
    kg: Command, copied: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    damage(copied)
    done = kg("lookup", "Novaria", "--store", copied)
    assert done.code == 1
    assert done.is_one_line() and "run kg build" in done.err
    (tmp_path / "visit.txt").write_text(VISIT, encoding="utf-8")
    assert kg("build", tmp_path / "visit.txt", "-q", "--store", copied).code == 0
    assert json.loads(kg("lookup", "Novaria", "--store", copied).out)["path"] == "country/nv"


@pytest.mark.parametrize("marker", ["{", "[]", '{"format": "other"}', '{"format": "kg-store", "version": 99}'])
def test_a_marker_of_something_else_stops_every_command(kg: Command, copied: Path, marker: str) -> None:
    (copied / "kg.json").write_text(marker, encoding="utf-8")
    for command in (("stats",), ("build", __file__), ("graph",)):
        done = kg(*command, "--store", copied)
        assert done.code == 1
        assert done.is_one_line() and str(copied) in done.err


def test_a_damaged_graph_is_called_damaged(copied: Path) -> None:
    for table in (state(copied) / "graph").glob("*.sst"):
        table.write_bytes(b"\x00" * 40)
    for command in ("stats", "export", "validate"):
        code = f"from kg.cli import main; main(['{command}', '--store', {str(copied)!r}])"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1 and "damaged" in done.stderr


def test_a_store_that_another_writes_can_be_read_and_says_who_writes(kg: Command, copied: Path) -> None:
    with Store.open(copied, write=True):
        done = kg("build", __file__, "--store", copied)
        assert done.code == 1
        assert done.is_one_line() and f"another kg (process {os.getpid()}, since 20" in done.err
        assert kg("stats", "--store", copied).code == kg("lookup", "Novaria", "--store", copied).code == 0


def test_strange_file_names_and_contents_do_not_stop_a_build(kg: Command, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    (folder / "a\nb\u202e.txt").write_text(VISIT, encoding="utf-8")
    (folder / "x:3.txt").write_text(VISIT + " وعاد.", encoding="utf-8")
    (folder / "controls.txt").write_text(VISIT.replace(" ", "\x0b") + "\x1b[31m\x07", encoding="utf-8")
    (folder / "long.txt").write_text(VISIT[:-1] * 100, encoding="utf-8")
    (folder / "half.jsonl").write_text(f'{{"text": "{VISIT} \\ud800", "title": "\\udfff"}}', encoding="utf-8")
    (folder / "deep.json").write_text("[" * 100_000, encoding="utf-8")
    (folder / "loop").symlink_to("loop")
    os.mkfifo(folder / "pipe.txt")
    store = tmp_path / "made"
    done = kg("build", folder, "--store", store)
    assert done.code == 1
    assert "deep.json" in done.err and "Traceback" not in done.err and "unexpected" not in done.err
    assert not {"\u202e", "\x1b"} & set(done.err)
    assert json.loads(kg("stats", "--store", store).out)["articles"] == 5
    for command in (("validate",), ("graph", "-o", tmp_path / "page.html"), ("export", "-f", "graphml"),
                    ("export", "-f", "jsonld"), ("lookup", "فيدان")):  # fmt: skip
        assert kg(*command, "--store", store).code == 0
    assert kg("extract", folder, "-o", tmp_path / "out").code == 1
    assert len(list((tmp_path / "out").iterdir())) == 5
