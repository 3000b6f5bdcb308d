"""Articles are taken back, replaced and followed; damage of a store is found."""

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from commands import Command, commands

from kg.store import Store
from kg.store.readings import Reading, replaced
from kg.store.shown import newest

VISIT = "زار وزير الخارجية التركي هاكان فيدان {} يوم الأحد 9 مارس 2025 لبحث ملف المياه."


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """The program in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_STORE", "store")
    return commands(capsys)


def written(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def filled(kg: Command) -> None:
    """Four articles: two files, two records."""
    written("news/2024/a.txt", VISIT.format("العراق"))
    written("news/2025/a.txt", VISIT.format("الكويت"))
    records = [
        {"text": VISIT.format(name), "url": f"https://news.example/{n}"} for n, name in enumerate(("قطر", "عمان"))
    ]
    written("news/two.jsonl", "\n".join(json.dumps(record) for record in records))
    assert kg("build", "news", "-q").code == 0


def sources() -> list[str]:
    with Store.open("store") as store:
        return sorted(reading.source for reading in store.readings().values())


def exported(kg: Command) -> str:
    return str(kg("export", "-f", "nquads").out)


ALL = ["news/2024/a.txt", "news/2025/a.txt", "news/two.jsonl:1", "news/two.jsonl:2"]


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("news/2024/a.txt", ALL[1:]),
        ("news/2024", ALL[1:]),
        ("./news/2025/", [ALL[0], *ALL[2:]]),
        ("news/two.jsonl", ALL[:2]),
        ("two.jsonl", ALL[:2]),
        ("news/two.jsonl:2", ALL[:3]),
        ("https://news.example/0", [*ALL[:2], ALL[3]]),
        ("news", []),
    ],
)
def test_articles_are_removed_by_file_folder_record_and_address(kg: Command, name: str, left: list[str]) -> None:
    filled(kg)
    listed = kg("remove", name, "--dry-run").out
    assert sources() == ALL
    done = kg("remove", name)
    assert done.code == 0 and f"removed {4 - len(left)} article" in done.err
    assert sources() == left
    assert len(listed.splitlines()) == 4 - len(left)


def test_what_is_left_is_what_a_build_without_the_removed_makes(kg: Command) -> None:
    filled(kg)
    assert kg("remove", "news/2025", "two.jsonl").code == 0
    left = exported(kg)
    shutil.rmtree("store")
    assert kg("build", "news/2024", "-q").code == 0
    assert exported(kg) == left
    assert "Kuwait" not in left


@pytest.mark.parametrize(
    ("name", "words"), [("a.txt", "news/2024/a.txt, news/2025/a.txt"), ("b.txt", "for example news")]
)
def test_a_name_that_means_several_files_or_none_removes_nothing(kg: Command, name: str, words: str) -> None:
    filled(kg)
    done = kg("remove", "news/2024/a.txt", name)
    assert done.code == 2 and done.is_one_line() and words in done.err
    assert sources() == ALL


def test_a_changed_file_replaces_what_it_said(kg: Command) -> None:
    filled(kg)
    written("news/2024/a.txt", VISIT.format("مصر"))
    done = kg("build", "news/2024/a.txt")
    assert "replaced" in done.err
    assert sources() == ALL
    changed = exported(kg)
    shutil.rmtree("store")
    assert kg("build", "news", "-q").code == 0
    assert exported(kg) == changed


def test_a_changed_file_that_cannot_be_read_takes_nothing_away(kg: Command) -> None:
    filled(kg)
    Path("news/2024/a.txt").write_bytes(bytes(200))
    assert kg("build", "news/2024/a.txt").code == 1
    assert sources() == ALL


def test_records_are_replaced_at_their_address_only() -> None:
    known = {
        "old": Reading("m", "feed.xml:1", "https://news.example/1"),
        "new": Reading("m", "feed.xml:2", "https://news.example/1"),
        "other": Reading("m", "feed.xml:3", "https://news.example/2"),
        "line": Reading("m", "news.jsonl:1"),
        "newer line": Reading("m", "news.jsonl:1"),
    }
    assert replaced(known, ["new", "newer line"]) == ["old"]


def wait_for(happens: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not happens():
        assert time.monotonic() < until
        time.sleep(0.1)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.usefixtures("kg")
def test_a_followed_folder_is_read_as_it_changes(tmp_path: Path) -> None:
    written("news/a.txt", VISIT.format("العراق"))
    command = [sys.executable, "-m", "kg", "build", "news", "--watch", "-s", "store"]
    # A process that a shell has put into the background ignores interrupts, and so do those that it starts
    heeding = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with (
        (tmp_path / "log").open("wb") as log,
        subprocess.Popen(command, stderr=log, cwd=tmp_path, preexec_fn=heeding) as running,
    ):
        try:
            wait_for(lambda: "following news" in (tmp_path / "log").read_text(encoding="utf-8"))
            time.sleep(0.5)
            written("news/inner/b.txt", VISIT.format("الكويت"))
            wait_for(lambda: sources() == ["news/a.txt", "news/inner/b.txt"])
            written("news/a.txt", VISIT.format("مصر"))
            wait_for(lambda: "replaced" in (tmp_path / "log").read_text(encoding="utf-8"))
            assert sources() == ["news/a.txt", "news/inner/b.txt"]
        finally:
            running.send_signal(signal.SIGINT)
        assert running.wait(10) in {0, 130}
    assert "Traceback" not in (tmp_path / "log").read_text(encoding="utf-8")


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda path: path.unlink(), "missing"),
        (lambda path: path.write_bytes(path.read_bytes()[:-1]), "bytes of"),
        (flipped, "other bytes than were written"),
    ],
)
@pytest.mark.parametrize("pattern", ["names.sqlite", "graph/*.sst", "graph/CURRENT", "graph/MANIFEST*"])
def test_damage_of_any_file_is_found(kg: Command, damage: Callable[[Path], None], words: str, pattern: str) -> None:
    written("news/a.txt", VISIT.format("العراق"))
    assert kg("build", "news", "-q").code == 0
    sound = kg("check", "store")
    assert (sound.code, sound.out) == (0, "")
    state = newest(Path("store"))
    assert state is not None
    path = max(state.glob(pattern), key=lambda path: path.stat().st_size)
    damage(path)
    done = kg("check", "store")
    assert done.code == 1
    assert any(path.name in line and words in line for line in done.out.splitlines()), done


def test_a_build_that_was_broken_off_is_found(kg: Command) -> None:
    written("news/a.txt", VISIT.format("العراق"))
    with Store.create("store"):
        pass
    assert "no build has ended" in kg("check", "store").out
    assert kg("build", "news", "-q").code == 0
    assert kg("check", "store").code == 0
