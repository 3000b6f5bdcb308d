"""Foreign markup is parsed in a process that can die without harm."""

import os
import signal
from pathlib import Path

import pytest
from archives import page

from kg.errors import ReadError
from kg.model import Article
from kg.read import read_sources
from kg.read.worker import Worker

PAGE = page("لقاء في هلسنكي").encode()


def children() -> set[str]:
    """The processes that this one has started."""
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split())


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are listed on Linux only")
def test_one_process_serves_many_pages_and_another_takes_its_place_when_it_dies() -> None:
    before, made = children(), Worker()
    assert made.ask("page", PAGE, "a.html") == made.ask("page", PAGE, "b.html")
    (process,) = children() - before
    os.kill(int(process), signal.SIGKILL)
    assert made.ask("page", PAGE, "c.html")["kept"]
    (other,) = children() - before
    assert other != process
    made.close()
    assert children() == before


def test_what_the_parser_cannot_read_is_told_in_a_line() -> None:
    made = Worker()
    with pytest.raises(ReadError, match=r"^a\.xml: this XML is neither an RSS nor an Atom feed$"):
        made.ask("feed", b"<svg/>", "a.xml")
    made.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_process_that_was_forked_has_a_parser_of_its_own() -> None:
    made = Worker()
    made.ask("page", PAGE, "a.html")
    child = os.fork()
    if child == 0:
        try:
            kept = made.ask("page", PAGE, "b.html")["kept"]
        except BaseException:
            kept = 0
        os._exit(0 if kept else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert made.ask("page", PAGE, "c.html")["kept"]
    made.close()


@pytest.mark.slow
def test_pages_that_take_too_long_or_too_much_are_named_and_the_next_is_read(tmp_path: Path) -> None:
    attributes = "".join(f"a{number}=1 " for number in range(150_000))
    (tmp_path / "a.html").write_bytes(PAGE.replace(b"<body", f"<body {attributes}".encode()))
    (tmp_path / "b.html").write_bytes(b"<html>" + b"<br>" * 990_000)
    (tmp_path / "c.html").write_bytes(PAGE)
    found = list(read_sources([tmp_path]))
    assert "a.html: takes more than 5 seconds" in str(found[0])
    assert "b.html: " in str(found[1]) and "left out" in str(found[1])
    assert isinstance(found[2], Article)
