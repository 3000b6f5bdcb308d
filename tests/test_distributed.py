"""Reading shared by dask workers gives the bytes that one process gives, also when a worker dies."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

import pytest
from commands import Command, commands
from faults import built, look, texts, write_articles
from test_workers import Failing

from kg.distributed import cluster
from kg.extract import load_extractor
from kg.pipeline import Progress, build
from kg.store import Store
from kg.workers import Lost

pytest.importorskip("distributed")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="signals")]
ARTICLES = 240


@contextmanager
def running(*arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-m", *arguments]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def machines(folder: Path) -> Iterator[tuple[str, list["subprocess.Popen[bytes]"]]]:
    """A scheduler and two workers on loopback: its address, and their processes."""
    told = folder / "scheduler.json"
    scheduler = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    worker = ("distributed.cli.dask_worker", "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard")
    with ExitStack() as stack:
        stack.enter_context(running(*scheduler, "--scheduler-file", str(told)))
        until = time.monotonic() + 30
        while not told.exists():
            assert time.monotonic() < until
            time.sleep(0.1)
        time.sleep(0.3)
        address = json.loads(told.read_text(encoding="utf-8"))["address"]
        place = ("--local-directory", str(folder))
        yield address, [stack.enter_context(running(*worker, address, *place)) for _ in range(2)]


class Killing(Progress):
    """Kills a process when so many articles have been read."""

    def __init__(self, process: "subprocess.Popen[bytes]", after: int) -> None:
        self.process = process
        self.after = after

    def read(self, articles: int, unchanged: int) -> None:
        if articles + unchanged == self.after:
            os.kill(self.process.pid, signal.SIGKILL)


def test_a_worker_that_dies_in_the_middle_changes_no_byte(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "all.jsonl", 0, ARTICLES)
    built(tmp_path / "local", source)
    with machines(tmp_path) as (address, workers), cluster(address, 1) as share, Store.create(tmp_path / "s") as store:
        report = build([source], store, load_extractor(), date(2026, 11, 1), Killing(workers[0], 60), share)
        assert workers[0].wait(10) == -signal.SIGKILL
        assert workers[1].poll() is None
    assert (report.articles, report.failures) == (ARTICLES, [])
    assert look(tmp_path / "s") == look(tmp_path / "local")


def test_an_item_that_ends_every_worker_is_named_and_the_rest_is_done() -> None:
    with cluster(None, 2) as share:
        found = dict(share(Failing(dies=5, raises=7), range(30)))
    assert found.pop(5) == Lost("each worker that read it ended, perhaps for want of memory")
    assert found.pop(7) == Lost("unexpected failure (ZeroDivisionError: division by zero)")
    assert found == {n: -n for n in range(30) if n not in {5, 7}}


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str]) -> Command:
    """The program."""
    return commands(capsys)


def test_the_engine_is_chosen_on_the_command_line(kg: Command, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(next(texts(1)), encoding="utf-8")
    built(tmp_path / "local", source)
    assert kg("build", source, "-q", "-s", tmp_path / "s", "--engine", "dask", "-j", "1").code == 0
    assert look(tmp_path / "s") == look(tmp_path / "local")


@pytest.mark.parametrize(
    ("engine", "words"),
    [
        ("spark", "no engine 'spark'"),
        ("dask=tcp://127.0.0.1:9", "no dask workers"),
        ("dask=nonsense://x", "no dask workers"),
    ],
)
def test_an_engine_that_is_not_there_is_one_line(kg: Command, tmp_path: Path, engine: str, words: str) -> None:
    done = kg("build", __file__, "-s", tmp_path / "s", "--engine", engine)
    assert done.code in {1, 2} and done.is_one_line() and words in done.err
