"""Comparing extractions with annotated articles: how much was found, how much of it is right, what was missed.

Works on the exchange format. A mention is found when it shares at least half of the longer span with an annotated one
of its type; entities and events are then paired one to one, the best pairs first.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

SYMMETRIC = frozenset({"Meeting", "Call", "Agreement", "Cooperation"})
FIGURES = ("mention", "entity", "relation", "event", "core", "role")
ACCURACIES = ("factuality", "date", "source")
_SIDES = ("actor", "target", "party")
Reading = Mapping[str, Any]
Roles = dict[str, set[str]]


@dataclass(slots=True)
class Score:
    """Counts of hits, predictions and annotations by figure, and what was missed or made up."""

    hits: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    errors: list[tuple[str, str, str, str]] = field(default_factory=list)

    def count(self, figure: str, hits: int, found: int, gold: int) -> None:
        """Add one article's counts."""
        self.hits[figure] += hits
        self.found[figure] += found
        self.gold[figure] += gold

    def figures(self, name: str) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        precision = self.hits[name] / self.found[name] if self.found[name] else 0.0
        recall = self.hits[name] / self.gold[name] if self.gold[name] else 0.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0

    def accuracy(self, name: str) -> float | None:
        """Share that is right, None where nothing was to be judged."""
        return self.hits[name] / self.gold[name] if self.gold[name] else None


def same_place(one: Mapping[str, int], two: Mapping[str, int]) -> bool:
    """Whether two spans share at least half of the longer one."""
    shared = min(one["end"], two["end"]) - max(one["start"], two["start"])
    return shared > 0 and 2 * shared >= max(one["end"] - one["start"], two["end"] - two["start"])


def score(article: str, gold: Reading, found: Reading, into: Score) -> None:
    """Compare one article's reading with its annotation."""
    _mentions(gold, found, into)
    pairs = _entities(article, gold, found, into)
    _relations(gold, found, pairs, into)
    _events(article, gold, found, pairs, into)


def _mentions(gold: Reading, found: Reading, into: Score) -> None:
    left = [(e["type"], m) for e in gold["entities"] for m in e["mentions"]]
    total, hits, predicted = len(left), 0, 0
    for entity in found["entities"]:
        for mention in entity["mentions"]:
            predicted += 1
            match = next(
                (i for i, (kind, m) in enumerate(left) if kind == entity["type"] and same_place(mention, m)), -1
            )
            if match >= 0:
                hits += 1
                left.pop(match)
    into.count("mention", hits, predicted, total)


def _best_pairs(weights: Iterable[tuple[float, Any, Any]]) -> dict[Any, Any]:
    pairs: dict[Any, Any] = {}
    taken = set()
    for weight, ours, theirs in sorted(weights, key=lambda row: -row[0]):
        if weight > 0 and ours not in pairs and theirs not in taken:
            pairs[ours] = theirs
            taken.add(theirs)
    return pairs


def _entities(article: str, gold: Reading, found: Reading, into: Score) -> dict[str, str]:
    weights = [
        (
            float(sum(any(same_place(m, n) for n in theirs["mentions"]) for m in ours["mentions"])),
            ours["id"],
            theirs["id"],
        )
        for ours in found["entities"]
        for theirs in gold["entities"]
        if ours["type"] == theirs["type"]
    ]
    pairs = _best_pairs(weights)
    into.count("entity", len(pairs), len(found["entities"]), len(gold["entities"]))
    for kind, rows, known in (("missed", gold, set(pairs.values())), ("made up", found, set(pairs))):
        for entity in rows["entities"]:
            if entity["id"] not in known and entity["mentions"]:
                into.errors.append((article, f"{kind} entity", entity["type"], entity["mentions"][0]["text"]))
    return pairs


def _relations(gold: Reading, found: Reading, pairs: Mapping[str, str], into: Score) -> None:
    theirs = {(r["type"], r["subject"], r["object"]) for r in gold["relations"]}
    ours = {(r["type"], pairs.get(r["subject"], "?"), pairs.get(r["object"], "?")) for r in found["relations"]}
    into.count("relation", len(ours & theirs), len(ours), len(theirs))


def _roles(event: Reading, pairs: Mapping[str, str] | None = None) -> Roles:
    roles: Roles = {}
    for row in event["roles"]:
        side = "party" if event["type"] in SYMMETRIC and row["role"] in ("actor", "target") else row["role"]
        entity = row["entity"] if pairs is None else pairs.get(row["entity"], "?" + row["entity"])
        roles.setdefault(side, set()).add(entity)
    return roles


def _likeness(ours: Reading, theirs: Reading, our_roles: Roles, their_roles: Roles) -> float:
    """How well two events fit: participants in common first, then places, trigger and date."""
    common = sum(len(our_roles.get(s, set()) & their_roles.get(s, set())) for s in _SIDES)
    if ours["type"] != theirs["type"] or not common:
        return 0.0
    others = sum(len(our_roles.get(r, set()) & found) for r, found in their_roles.items() if r not in _SIDES)
    dated = _date(ours) is not None and _date(ours) == _date(theirs)
    return common + 0.5 * others + same_place(ours["trigger"], theirs["trigger"]) + 0.25 * dated


def _date(event: Reading) -> tuple[str, str] | None:
    date = event.get("date")
    return (date["start"], date["end"]) if date else None


def _events(article: str, gold: Reading, found: Reading, pairs: Mapping[str, str], into: Score) -> None:
    ours, theirs = found["events"], gold["events"]
    our_roles, their_roles = [_roles(event, pairs) for event in ours], [_roles(event) for event in theirs]
    weights = [
        (_likeness(a, b, our_roles[i], their_roles[j]), i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs)
    ]
    matched = _best_pairs(weights)
    exact = sum(_core(our_roles[i]) == _core(their_roles[j]) for i, j in matched.items())
    shared = sum(len(our_roles[i][r] & their_roles[j].get(r, set())) for i, j in matched.items() for r in our_roles[i])
    into.count("event", len(matched), len(ours), len(theirs))
    into.count("core", exact, len(ours), len(theirs))
    into.count("role", shared, sum(map(_size, our_roles)), sum(map(_size, their_roles)))
    _by_type(article, ours, theirs, matched, into)
    for i, j in matched.items():
        _judge(ours[i], theirs[j], pairs, into)


def _core(roles: Roles) -> list[set[str]]:
    return [roles.get(side, set()) for side in _SIDES]


def _size(roles: Roles) -> int:
    return sum(len(fillers) for fillers in roles.values())


def _by_type(article: str, ours: list[Reading], theirs: list[Reading], matched: Mapping[int, int], into: Score) -> None:
    for i, event in enumerate(ours):
        into.count("type " + event["type"], int(i in matched), 1, 0)
        if i not in matched:
            into.errors.append((article, "made up event", event["type"], event["trigger"]["text"]))
    reached = set(matched.values())
    for j, event in enumerate(theirs):
        into.count("type " + event["type"], 0, 0, 1)
        if j not in reached:
            into.errors.append((article, "missed event", event["type"], event["trigger"]["text"]))


def _judge(ours: Reading, theirs: Reading, pairs: Mapping[str, str], into: Score) -> None:
    """Status, date and source of a matched event; date and source only where one side has one."""
    into.count("factuality", int(ours["factuality"] == theirs["factuality"]), 1, 1)
    if _date(ours) or _date(theirs):
        into.count("date", int(_date(ours) == _date(theirs)), 1, 1)
    if ours["source"] or theirs["source"]:
        into.count("source", int(pairs.get(ours["source"] or "") == theirs["source"]), 1, 1)
