"""Work spread over processes: the order of the results, and what a failure or a death costs."""

import os
import signal
import sys
from dataclasses import dataclass

import pytest

from kg.errors import ReadError
from kg.workers import Lost, in_order

MANY = 200


def doubled(number: int) -> tuple[int, int]:
    """Twice the number, and the process that says so."""
    return 2 * number, os.getpid()


@dataclass(frozen=True)
class Failing:
    """A task that fails on some numbers in different ways."""

    dies: int = -1
    raises: int = -1
    refuses: int = -1

    def __call__(self, number: int) -> int:
        if number == self.dies:
            os.kill(os.getpid(), signal.SIGKILL)
        if number == self.raises:
            raise ZeroDivisionError("division by zero")
        if number == self.refuses:
            raise ReadError("too long, left out")
        return -number


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_items_from_all_processes(jobs: int) -> None:
    found = list(in_order(doubled, range(MANY), jobs))
    results = [result for _, result in found if not isinstance(result, Lost)]
    assert [item for item, _ in found] == list(range(MANY))
    assert [twice for twice, _ in results] == list(range(0, 2 * MANY, 2))
    assert len({process for _, process in results} - {os.getpid()}) == jobs


def test_few_items_are_not_worth_a_process() -> None:
    assert [result for _, result in in_order(doubled, range(3), 2)] == [(2 * n, os.getpid()) for n in range(3)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_item_on_which_the_task_fails_costs_that_item(jobs: int) -> None:
    found = dict(in_order(Failing(raises=60, refuses=70), range(MANY), jobs))
    assert found.pop(60) == Lost("unexpected failure (ZeroDivisionError: division by zero)")
    assert found.pop(70) == Lost("too long, left out")
    assert found == {n: -n for n in range(MANY) if n not in {60, 70}}


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("dies", [0, 100, MANY - 1])
def test_a_process_that_dies_costs_the_item_that_it_had_in_hand(dies: int, jobs: int) -> None:
    found = dict(in_order(Failing(dies=dies), range(MANY), jobs))
    assert found.pop(dies) == Lost("the process that read it ended (signal 9), perhaps for want of memory")
    assert found == {n: -n for n in range(MANY) if n != dies}


def test_leaving_early_ends_the_processes() -> None:
    running = in_order(doubled, range(10_000), 2)
    _, first = next(running)
    running.close()
    assert not isinstance(first, Lost)
    with pytest.raises(ProcessLookupError):
        os.kill(first[1], 0)
