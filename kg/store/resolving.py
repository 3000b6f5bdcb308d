"""Which tellings tell one event, found among the gists of all articles.

Among many articles it is found by processes of their own, a part of the event types each.
"""

from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path

from kg.resolve import Judgements, Kind, resolve
from kg.store import apart
from kg.store.apart import Apart
from kg.store.gist import Saying
from kg.store.ledger import Ledger
from kg.store.tellings import day_of, tellings, type_of

_PROCESSES = 2
# Articles in which event types are counted
_SAMPLE = 1_000
# Where either party may be named first, so many times more tellings have one in common and are held against each other.
_MUTUAL = 2.5


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
    if ledger.path is None or len(ledger) < apart.MANY or question.judged != Judgements():
        return _answered(ledger, question)
    parts = [replace(question, types=types) for types in _shares(ledger, question.kinds)]
    found: dict[str, str] = {}
    with ExitStack() as stack:
        for child in [stack.enter_context(Apart(_answered_at, (ledger.path, part))) for part in parts]:
            found |= child.result()
    return found


def _shares(ledger: Ledger, kinds: Mapping[str, Kind]) -> list[frozenset[str]]:
    """The event types in parts that take about as long, by how often the first articles tell each."""
    told = Counter(type_of(claim) for saying in islice(ledger.sayings(), _SAMPLE) for claim in saying.claims.values())
    labour = {name: told[name] * (_MUTUAL if kind.symmetric else 1) for name, kind in kinds.items()}
    shares: list[set[str]] = [set() for _ in range(_PROCESSES)]
    for name in sorted(kinds, key=lambda name: (-labour[name], name)):
        min(shares, key=lambda share: sum(labour[other] for other in share)).add(name)
    return [frozenset(share) for share in shares]


def _answered_at(asked: tuple[Path, Question]) -> dict[str, str]:
    path, question = asked
    with closing(Ledger(path)) as ledger:
        return _answered(ledger, question)


def _answered(ledger: Ledger, question: Question) -> dict[str, str]:
    told = (
        telling
        for saying in ledger.sayings()
        for telling in tellings(saying.claims, _Words(saying, question.spelled), question.types)
    )
    found = resolve(told, question.kinds, question.within, question.judged).event_of
    return {telling: event for telling, event in found.items() if telling != event}
