"""Which tellings tell one event, found among the gists of all articles.

Among many articles it is found by processes of their own, a part of the event types each: that takes both cores and
hundreds of megabytes, which are free again when they end.
"""

import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kg.errors import StoreError
from kg.resolve import Judgements, Kind, resolve
from kg.store.gist import Saying
from kg.store.ledger import Ledger
from kg.store.tellings import day_of, tellings

_MANY, _PROCESSES = 5_000, 2
_CHILD = "from kg.store.resolving import serve; serve()"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What decides it beside the gists: spellings, event types, what lies in what, judgements; and of which types."""

    spelled: Mapping[str, str]
    kinds: Mapping[str, Kind]
    within: Mapping[str, str]
    judged: Judgements
    types: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class _Words:
    """What stands beside the claims of one article."""

    saying: Saying
    spelled: Mapping[str, str]

    def quote(self, claim: str) -> str:
        return self.saying.shown[claim].quote

    def published(self, article: str) -> date | None:
        return day_of(self.saying.published) if article == self.saying.article else None


def events_of(ledger: Ledger, question: Question) -> dict[str, str]:
    """The event of each that an article tells (IRIs), but for those that are their own.

    Raises StoreError if a process that was to find it has died.
    """
    # What people have judged may join events of different types.
    if ledger.path is None or len(ledger) < _MANY or question.judged != Judgements():
        return _answered(ledger, question)
    ordered = sorted(question.kinds)
    parts = [replace(question, types=frozenset(ordered[first::_PROCESSES])) for first in range(_PROCESSES)]
    found: dict[str, str] = {}
    for part in _shared(ledger.path, parts):
        found |= part
    return found


def _answered(ledger: Ledger, question: Question) -> dict[str, str]:
    told = (
        telling
        for saying in ledger.sayings()
        for telling in tellings(saying.claims, _Words(saying, question.spelled))
        if question.types is None or telling.type in question.types
    )
    found = resolve(told, question.kinds, question.within, question.judged).event_of
    return {telling: event for telling, event in found.items() if telling != event}


def _shared(path: Path, questions: Sequence[Question]) -> Iterator[dict[str, str]]:
    """The answers, each by a process of its own."""
    command = [sys.executable, "-c", _CHILD]
    children = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in questions]
    try:
        for child, question in zip(children, questions, strict=True):
            assert child.stdin is not None
            with child.stdin as stream:
                pickle.dump((sys.path, path, question), stream)
        for child in children:
            yield _received(child)
    finally:
        for child in children:
            child.kill()
            child.wait()
            if child.stdout is not None:
                child.stdout.close()


def _received(child: "subprocess.Popen[bytes]") -> dict[str, str]:
    assert child.stdout is not None
    try:
        answer: dict[str, str] = pickle.load(child.stdout)
    except (EOFError, pickle.UnpicklingError) as error:
        reason = f"exit {child.wait()}"
        raise StoreError(f"the process that resolves events ended ({reason}); run the same again") from error
    return answer


def serve() -> None:
    """The life of such a process: a question comes, its answer goes."""
    # An interrupt from the keyboard reaches all processes; the parent decides what follows from it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.path[:], path, question = pickle.load(sys.stdin.buffer)
    with closing(Ledger(path)) as ledger:
        pickle.dump(_answered(ledger, question), sys.stdout.buffer)
