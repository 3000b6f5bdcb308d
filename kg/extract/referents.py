"""Who is meant: drafts of mentions become referents of the article, in two passes over the text."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import combinations, islice

from rapidfuzz import fuzz

from kg.extract.units import Draft, Unit
from kg.lang import fold_words
from kg.lexicon import Form, Lexicon, NameForm
from kg.lexicon.cues import bare
from kg.model import Mention, Span

_PLACE_PREPS = frozenset(
    {"في", "الي", "من", "قرب", "داخل", "خارج", "نحو", "وسط", "شرق", "غرب", "شمال", "جنوب", "عبر", "ب", "باتجاه"}
)
_CLAUSE = frozenset({"verb", "light", "content", "adverbial", "relative"})
_SAME_HOLDER = 72
# Given names are shared by many; so much of a surname of some length has to be found in his name
_SAME_SURNAME, _LONG = 65, 4
# How many entities back an expression can point
_MEMORY = 200
_KINDS = {
    "nisba": "adjective",
    "people": "adjective",
    "title": "description",
    "bare": "description",
    "counterpart": "description",
    "surname": "description",
}


@dataclass(slots=True, eq=False)
class Cluster:
    """An entity of the article while it is being read. A tentative one counts only if it takes part in an event.

    `bodies` are the referents of the states and bodies in its titles.
    """

    id: str
    type: str
    known: str | None = None
    name: str = ""
    keys: tuple[str, ...] = ()
    offices: list[tuple[str, str]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    feminine: bool = False
    tentative: bool = False
    bodies: dict[str, None] = field(default_factory=dict)
    mentions: list[Draft] = field(default_factory=list)

    def serve(self, office: str, within: str) -> None:
        """Note an office; the one told last counts as the present one."""
        if (office, within) in self.offices:
            self.offices.remove((office, within))
        self.offices.append((office, within))

    def call(self, label: str) -> None:
        """Note a title by which the article calls the person."""
        if label not in self.labels:
            self.labels.append(label)


class Registry:
    """The clusters of one article, and the rules by which a draft joins one."""

    def __init__(self, lexicon: Lexicon, published: date | None) -> None:
        self._lexicon = lexicon
        self.published = published
        self.clusters: list[Cluster] = []
        self._by_known: dict[str, Cluster] = {}
        self._by_keys: dict[tuple[str, tuple[str, ...]], Cluster] = {}
        self._by_head: dict[tuple[str, str], list[Cluster]] = defaultdict(list)
        self._by_part: dict[str, list[Cluster]] = defaultdict(list)
        self._by_parts: dict[frozenset[str], Cluster] = {}
        self._focus: dict[str, Cluster] = {}

    def new(self, kind: str, known: str | None = None) -> Cluster:
        """A fresh cluster."""
        cluster = Cluster(f"r{len(self.clusters) + 1}", kind, known)
        self.clusters.append(cluster)
        return cluster

    def known(self, path: str) -> Cluster:
        """The cluster of a known actor, made at its first mention."""
        cluster = self._by_known.get(path)
        if cluster is None:
            actor = self._lexicon.actors.get(path)
            cluster = self.new(actor.type if actor else "Person", path)
            cluster.feminine = bool(actor and actor.gender == "f")
            self._by_known[path] = cluster
            if actor is not None and actor.type != "Person":
                self._note_head(cluster, fold_words(actor.labels.get("ar", path)))
        return cluster

    def cluster(self, referent: str) -> Cluster:
        """The cluster with this id."""
        return self.clusters[int(referent.removeprefix("r")) - 1]

    def join(self, draft: Draft, cluster: Cluster) -> Cluster:
        """Record a mention of a cluster."""
        draft.referent, draft.type = cluster.id, cluster.type
        cluster.mentions.append(draft)
        cluster.bodies.update((part.referent, None) for part in draft.within if part.referent)
        return cluster

    def attend(self, cluster: Cluster) -> None:
        """Make a cluster the one last spoken of."""
        self._focus.pop(cluster.id, None)
        self._focus[cluster.id] = cluster

    def recent(self) -> list[Cluster]:
        """Those spoken of, the last first, as far back as a reader remembers."""
        return list(islice(reversed(self._focus.values()), _MEMORY))

    def rename(self, cluster: Cluster, keys: tuple[str, ...]) -> None:
        """Give a cluster a (longer) name by which it can be found."""
        cluster.keys = keys
        if cluster.type != "Person":
            self._note_head(cluster, keys)
            return
        parts = frozenset(key for key in keys if key not in self._lexicon.particles)
        if parts not in self._by_parts:
            for key in parts:
                self._by_part[key].append(cluster)
        self._by_parts[parts] = cluster

    def _note_head(self, cluster: Cluster, keys: tuple[str, ...]) -> None:
        if keys:
            self._by_head[cluster.type, bare(keys[0])].append(cluster)
            self._by_head[cluster.type, ""].append(cluster)

    def with_head(self, kind: str, head: str = "") -> list[Cluster]:
        """The clusters of a type that a head noun opens (all of the type without one), the last first."""
        return self._by_head[kind, bare(head) if head else ""][: -_MEMORY - 1 : -1]

    def named_person(self, keys: tuple[str, ...]) -> Cluster | None:
        """The last person of the article whose name has all these parts, or is part of it."""
        same = self._by_keys.get(("Person", keys))
        parts = frozenset(key for key in keys if key not in self._lexicon.particles)
        if same is not None or not parts:
            return same
        rarest = min((self._by_part[key] for key in parts), key=len)
        longer = next((c for c in reversed(rarest[-_MEMORY:]) if parts <= set(c.keys)), None)
        subsets = (frozenset(some) for size in range(2, len(parts)) for some in combinations(sorted(parts), size))
        shorter = (self._by_parts[some] for some in subsets if some in self._by_parts)
        found = [cluster for cluster in (longer, *shorter) if cluster is not None]
        return max(found, key=lambda cluster: int(cluster.id[1:]), default=None)

    def by_name(self, kind: str, keys: tuple[str, ...]) -> Cluster | None:
        """The cluster of a type with exactly these keys."""
        return self._by_keys.get((kind, keys))

    def remember(self, cluster: Cluster, keys: tuple[str, ...]) -> None:
        """Find this cluster by these keys from now on."""
        self._by_keys.setdefault((cluster.type, keys), cluster)

    def mentioned(self, path: str) -> str:
        """The referent of a known actor that the article names, empty for others."""
        cluster = self._by_known.get(path)
        return cluster.id if cluster is not None and cluster.mentions else ""

    def lies_in(self, place: str, state: str) -> bool:
        """Whether a known place of the article lies in a state of it; a pair ("both sides") is one of its parts."""
        places, states = ([self.cluster(part).known for part in parts.split("+")] for parts in (place, state))
        actors = (self._lexicon.actors.get(known or "") for known in places)
        return any(
            actor is not None and actor.located_in is not None and actor.located_in in states for actor in actors
        )

    def state_of(self, draft: Draft) -> str:
        """The state that somebody who is spoken of serves, by the article or the lists of offices; empty if unknown."""
        if not draft.referent:
            return next((part.referent for part in draft.within if part.type == "Country"), "")
        cluster = self.cluster(draft.referent.partition("+")[0])
        held = self._lexicon.offices_of(cluster.known or "", self.published)
        paths = [*(home for _, home in cluster.offices[-1:]), *(term.within for term in held)]
        homes = [path for path in paths if path.startswith("country/")]
        return self.known(homes[0]).id if homes and "+" not in draft.referent else ""

    def homes(self, referent: str) -> list[str]:
        """Referents of the states and bodies that a referent of the article acts for."""
        cluster = self.cluster(referent)
        actor = self._lexicon.actors.get(cluster.known or "")
        held = [term.within for term in self._lexicon.offices_of(cluster.known or "", self.published)]
        paths = [*held, *(within for _, within in cluster.offices), *([actor.of_country] if actor else [])]
        return [*(self._by_known[path].id for path in paths if path in self._by_known), *cluster.bodies]

    def in_office(self, office: str, within: str) -> str | None:
        """The only known person in an office of a state or body at the article's date."""
        paths = self._lexicon.holders(office, within, self.published)
        return paths[0] if len(set(paths)) == 1 else None

    def choose_person(self, forms: Iterable[NameForm], *, alone: bool) -> str | None:
        """The known person a name means: one already named, else in office at the date, else the only one."""
        paths = list(dict.fromkeys(form.path for form in forms))
        named = [path for path in paths if path in self._by_known]
        if named:
            return named[0]
        serving = [path for path in paths if self._lexicon.offices_of(path, self.published)]
        if len(serving) == 1:
            return serving[0]
        return paths[0] if len(paths) == 1 or (serving and not alone) else None

    def similar_holder(self, draft: Draft, within: str | None) -> str | None:
        """The holder of the draft's office, if the written name can be a spelling of his."""
        path = self.in_office(draft.office, within) if within else None
        actor = self._lexicon.actors.get(path) if path else None
        if actor is None:
            return None
        # A surname alone may be written, and what is one word here is two elsewhere ("لودريان").
        label = "".join(fold_words(actor.labels.get("ar", "")))
        last = draft.keys[-1]
        surname = len(last) < _LONG or fuzz.partial_ratio(last, label) >= _SAME_SURNAME
        whole = fuzz.partial_ratio("".join(draft.keys), label)
        return actor.path if surname and whole >= _SAME_HOLDER else None


def as_place(unit: Unit | None) -> bool:
    """Whether a capital stands where places stand (`في موسكو`) and not where actors do (`موسكو تتهم`)."""
    return unit is not None and unit.prep in _PLACE_PREPS


def at_other_end(units: Iterable[Unit]) -> tuple[set[int], set[int]]:
    """Ids of the noun phrases that are the object of a journey (`يزور موسكو`) or of a strike (`غارة على دمشق`), where a
    capital is the city and no government, and of those whom a verb addresses by a preposition (`طلبت من موسكو`), where
    it is."""
    goals, asked = set(), set()
    travelling, addressing, striking = False, frozenset[str](), False
    for unit in units:
        kind = unit.kind
        if unit.forms:
            striking = _strikes(unit.forms)
        if kind == "np":
            if striking and unit.prep == "علي":
                goals.add(id(unit))
            elif unit.prep in addressing:
                addressing = frozenset()
                asked.add(id(unit))
            elif travelling and not unit.prep and unit.draft and unit.draft.how != "agent":
                goals.add(id(unit))
        elif kind == "noun":
            travelling = False
        elif kind in _CLAUSE:
            travelling, addressing = _travels(unit.forms), _asked_by(unit.forms) | _received_from(unit.forms)
    return goals, asked


@lru_cache(maxsize=10_000)
def _asked_by(forms: tuple[Form, ...]) -> frozenset[str]:
    """The prepositions by which all readings of a verb name a target, of those that elsewhere name a place."""
    slots = [dict(form.frame.slots).get("target", ()) for form in forms if form.frame is not None]
    return frozenset.intersection(*map(frozenset, slots)) & _PLACE_PREPS - {"الي"} if slots else frozenset()


@lru_cache(maxsize=10_000)
def _received_from(forms: tuple[Form, ...]) -> frozenset[str]:
    """`تلقت رسالة من واشنطن`: who sends what somebody gets."""
    undergone = any(form.light is not None and form.light.subject == "target" for form in forms)
    return frozenset({"من"}) if undergone else frozenset()


@lru_cache(maxsize=10_000)
def _strikes(forms: tuple[Form, ...]) -> bool:
    return any(form.frame is not None and form.frame.type == "Assault" for form in forms)


@lru_cache(maxsize=10_000)
def _travels(forms: tuple[Form, ...]) -> bool:
    return any(form.frame is not None and form.frame.travels for form in forms)


def mention_of(draft: Draft, text: str) -> Mention:
    """The mention that a resolved draft gives."""
    kind = _KINDS.get(draft.how, "name")
    return Mention(
        span=Span(draft.start, draft.end), text=text[draft.start : draft.end], referent=draft.referent, kind=kind
    )
