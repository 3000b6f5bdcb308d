"""Who is meant by "both sides", "the two leaders": the pair that the article named last, or has most to do with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.extract.referents import Cluster, Registry
from kg.extract.units import Draft, Unit
from kg.lexicon import Lexicon


@dataclass(slots=True, eq=False)
class Pairs:
    """The last pair of each entity type that stood after "between" or in the name of a conflict."""

    registry: Registry
    lexicon: Lexicon
    last: dict[str, list[Cluster]] = field(default_factory=dict)

    def note(self, units: Sequence[Unit]) -> None:
        """Remember the pairs of a sentence; `الجانبان الفلسطيني والإسرائيلي` says itself who they are."""
        for unit in units:
            if unit.draft is not None and unit.draft.type == "Conflict":
                self._remember([draft for draft in unit.draft.within if draft.referent])
        for at, unit in enumerate(units):
            if unit.prep == "بين" and units[at + 1 : at + 2] and units[at + 1].conj == "و":
                self._remember([draft for draft in _main(units[at : at + 2]) if draft.referent])
        for at, unit in enumerate(units):
            if unit.draft is not None and unit.draft.how == "both":
                named = self._named_after(units, at, unit.draft.keys[0])
                if len(named) == 2:
                    unit.draft.referent = _joined(draft.referent for draft in named)

    def _named_after(self, units: Sequence[Unit], at: int, key: str) -> list[Draft]:
        """`الجانبان الفلسطيني والإسرائيلي`, `بين البلدين الشقيقين مصر والأردن`."""
        kind = "Person" if key in self.lexicon.cues.both_persons else "Country"
        first = at + 1
        while first < len(units) and units[first].kind == "other" and units[first].article and not units[first].prep:
            first += 1
        pair = units[first : first + 2]
        named = [draft for draft in _main(pair) if draft.referent and "+" not in draft.referent]
        if len(named) < 2 or pair[1].conj != "و" or pair[0].conj or any(unit.prep for unit in pair):
            return []
        origins = all(draft.how == "nisba" for draft in named)
        names = key.endswith("ين") and all(draft.type == kind and draft.how != "nisba" for draft in named)
        return named if origins or names else []

    def _remember(self, parts: Sequence[Draft]) -> None:
        if len(parts) == 2 and parts[0].type == parts[1].type and "+" not in parts[0].referent + parts[1].referent:
            self.last[parts[0].type] = [self.registry.cluster(draft.referent) for draft in parts]

    def settle(self, draft: Draft, subjects: Sequence[Cluster], *, bare: bool) -> None:
        """Find the two that a mention means. In the object they are not those who are the clause's subject."""
        key = draft.keys[0]
        paths = self.lexicon.cues.pairs.get(key)
        if paths:
            draft.referent = "+".join(self.registry.known(path).id for path in paths)
            return
        draft.type = "Person" if key in self.lexicon.cues.both_persons else "Country"
        left_out = subjects if bare and key.endswith("ين") else []
        known = [c for c in self.registry.recent() if c.type == draft.type and c not in left_out]
        if len(known) < 2:
            known = [c for c in self.registry.clusters if c.type == draft.type and c.mentions and c not in left_out]
        told = self.last.get(draft.type, [])
        often = sorted(known, key=lambda cluster: len(cluster.mentions), reverse=True)[:2]
        pair = told if told and not any(c in left_out for c in told) else often
        if len(pair) == 2:
            draft.referent = _joined(cluster.id for cluster in pair)


def _main(units: Iterable[Unit]) -> list[Draft]:
    return [unit.draft for unit in units if unit.draft is not None]


def _joined(referents: Iterable[str]) -> str:
    return "+".join(sorted(referents, key=lambda ref: int(ref[1:])))
