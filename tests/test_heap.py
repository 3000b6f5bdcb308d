"""Memory in large pages."""

from pathlib import Path

import pytest

from kg.store.heap import gather, give_back

PAGES = Path("/sys/kernel/mm/transparent_hugepage/enabled")
ROLLUP = Path("/proc/self/smaps_rollup")


def large() -> int:
    """Kilobytes of this process that are in large pages."""
    return next(int(line.split()[1]) for line in ROLLUP.read_text().splitlines() if line.startswith("AnonHugePages:"))


@pytest.mark.skipif(
    not (PAGES.exists() and ROLLUP.exists()) or "[never]" in PAGES.read_text(), reason="there are no large pages"
)
def test_what_has_been_allocated_comes_into_large_pages_and_stays_as_it_is() -> None:
    held = [f"{number:>100}" for number in range(200_000)]
    before = large()
    gather()
    assert large() > before + (10 << 10)
    assert all(int(text) == number for number, text in enumerate(held))


def test_a_system_without_such_calls_leaves_memory_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.heap._function", lambda _: None)
    gather()
    give_back()
