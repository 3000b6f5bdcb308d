"""Coreference: names first, then short forms, titles, bare nouns and other expressions that point back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kg.extract.pairs import Pairs
from kg.extract.parse import Parsed
from kg.extract.referents import Cluster, Registry, as_place, at_other_end
from kg.extract.surnames import name_parts, read_surnames
from kg.extract.units import Draft, Unit
from kg.lang import fold_words
from kg.lexicon import Lexicon

_ACTORS = frozenset({"Person", "Country", "Organization", "Group"})
_SHORT = frozenset({"short"})
_LATER = frozenset({"regime", "administration", "short", "title", "bare", "both", "counterpart", "own", "capital of"})
# So many entities at the beginning of an article stay in mind
_FIRST = 50
# `قال الوزير`, `نقلا عن الوزير`
_TOLD_BY = frozenset({"", "عن"})
_SAME_HEAD = frozenset({"Organization", "Gathering", "Agreement", "Conflict", "Place"})


@dataclass(slots=True, eq=False)
class Resolver:
    """Joins the drafts of an article to clusters of a registry. `official`: who was spoken of last."""

    registry: Registry
    lexicon: Lexicon
    subjects: list[Cluster] = field(default_factory=list)
    pairs: Pairs = field(init=False)
    official: Draft | None = None
    goals: set[int] = field(default_factory=set)
    asked: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.pairs = Pairs(self.registry, self.lexicon)

    def run(self, sentences: Sequence[Parsed]) -> None:
        """Settle every draft: full names everywhere, then the rest in the order of the text."""
        for sentence in sentences:
            self.goals, self.asked = at_other_end(sentence.units)
            for unit in sentence.units:
                for draft in reversed(unit.drafts()) if unit.draft is not None else ():
                    if draft.how not in _LATER:
                        self._name(draft, unit)
        names = name_parts(self.registry, self.lexicon)
        for sentence in sentences:
            read_surnames(sentence, names, self.registry, self.lexicon)
            self.pairs.note(sentence.units)
            for unit in sentence.units:
                if unit.kind == "content" or (unit.kind == "punct" and unit.key not in "،,"):
                    self.subjects = []
                elif unit.draft is not None:
                    self._unit(unit)

    def _unit(self, unit: Unit) -> None:
        for draft in reversed(unit.drafts()):
            if draft.how in _LATER and not draft.referent:
                self._later(draft, unit)
        main = unit.draft
        if main is not None and main.type == "Person" and unit.prep in _TOLD_BY:
            self.official = main
        if main is not None and main.referent and main.how not in ("both", "nisba"):
            cluster = self.registry.cluster(main.referent)
            if main.office == "counterpart":
                self._named_counterpart(main, cluster)
            if not unit.prep and not self.subjects:
                self.subjects = [cluster]
            if cluster.type in _ACTORS:
                self.registry.attend(cluster)

    def _name(self, draft: Draft, unit: Unit) -> None:
        if draft.type == "Person":
            self._person(draft)
        elif draft.forms:
            self._known(draft, unit)
        elif draft.how == "head":
            self._headed(draft)

    def _known(self, draft: Draft, unit: Unit) -> None:
        form = next((f for f in draft.forms if self.registry.mentioned(f.path)), draft.forms[0])
        path = form.path
        there = (as_place(unit) and id(unit) not in self.asked) or id(unit) in self.goals
        if form.state and not (there and unit.draft is draft):
            path = form.state
        self.registry.join(draft, self.registry.known(path))

    def _person(self, draft: Draft) -> None:
        registry = self.registry
        if draft.forms:
            path = registry.choose_person(draft.forms, alone=draft.how == "short")
            cluster = registry.known(path) if path else None
            if cluster is not None and not cluster.keys:
                actor = self.lexicon.actors[cluster.known or ""]
                registry.rename(cluster, fold_words(actor.labels.get("ar", "")) or draft.keys)
        else:
            cluster = self._unknown(draft)
        if cluster is not None:
            registry.join(draft, cluster)
            self._note_office(draft, cluster)

    def _unknown(self, draft: Draft) -> Cluster:
        registry = self.registry
        found = registry.named_person(draft.keys)
        if found is not None:
            if len(draft.keys) > len(found.keys):
                registry.rename(found, draft.keys)
            return found
        path = registry.similar_holder(draft, self._within(draft))
        cluster = registry.known(path) if path else registry.new("Person")
        if not cluster.keys:
            registry.rename(cluster, draft.keys)
        cluster.feminine = cluster.feminine or draft.feminine
        registry.remember(cluster, draft.keys)
        return cluster

    def _within(self, draft: Draft) -> str | None:
        """The known state or body to which a title belongs."""
        paths = [form.path for body in draft.within for form in body.forms[:1] if form.type != "Place"]
        states = [form.state for body in draft.within for form in body.forms[:1] if form.state]
        return next(iter([*paths, *states]), None)

    def _note_office(self, draft: Draft, cluster: Cluster) -> None:
        if draft.office and draft.title_text:
            within = self._within(draft) or self._home(draft, cluster)
            if within:
                cluster.serve(draft.office, within)
            cluster.call(_first_key(draft.title_text, self.lexicon))

    def _home(self, draft: Draft, cluster: Cluster) -> str | None:
        """`الرئيس ترامب`: the state is left out, but only one is meant - where he holds that office."""
        if cluster.known is None:
            return None
        held = self.lexicon.actors[cluster.known].held
        homes = {term.within for term in held if term.office == f"office/{draft.office}"}
        draft.home = homes.pop() if len(homes) == 1 else ""
        return draft.home or None

    def _headed(self, draft: Draft) -> None:
        found = self.registry.by_name(draft.type, draft.keys) or self._variant(draft)
        cluster = found or self.registry.new(draft.type)
        if not cluster.keys:
            self.registry.rename(cluster, draft.keys)
        self.registry.remember(cluster, draft.keys)
        self.registry.join(draft, cluster)

    def _variant(self, draft: Draft) -> Cluster | None:
        """An entity of the article with the same head whose further words include these, or are among them."""
        if draft.type == "Conflict":
            for cluster in self.registry.with_head("Conflict"):
                if self._same_parties(draft, cluster):
                    return cluster
        for cluster in self.registry.with_head(draft.type, draft.keys[0]):
            own, other = set(cluster.keys[1:]), set(draft.keys[1:])
            if own and other and (own <= other or other <= own):
                return cluster
        return self._ministry(draft) if draft.type == "Organization" else None

    def _ministry(self, draft: Draft) -> Cluster | None:
        """`وزارة الخارجية الإيرانية`, `الخارجية الإيرانية`: a head that another head follows may be left out."""
        for cluster in self.registry.with_head("Organization"):
            longer, shorter = sorted((cluster.keys, draft.keys), key=len, reverse=True)
            if longer[1:] == shorter and len(shorter) > 1 and shorter[0] in self.lexicon.heads.types:
                return cluster
        return None

    def _same_parties(self, draft: Draft, cluster: Cluster) -> bool:
        """`الحرب في أوكرانيا` and `النزاع الأوكراني` are one conflict."""
        ours = {part.referent for part in draft.within if part.referent}
        return bool(ours) and any(
            ours == {part.referent for part in other.within} for other in cluster.mentions[:_FIRST]
        )

    def _later(self, draft: Draft, unit: Unit) -> None:
        if draft.how == "short":
            self._person(draft) if draft.type == "Person" else self._known(draft, unit)
            return
        if draft.how == "both":
            self.pairs.settle(draft, self.subjects, bare=not unit.prep)
            return
        rules: dict[str, Callable[[Draft], None]] = {
            "title": self._title, "bare": self._bare,
            "counterpart": self._counterpart, "own": self._own, "regime": self._regime, "administration": self._regime,
            "capital of": self._capital,
        }  # fmt: skip
        rules[draft.how](draft)

    def _title(self, draft: Draft) -> None:
        """A title without a name: the person of the article in that office, else the known holder."""
        within = self._within(draft)
        cluster = self._in_article(draft, within)
        sent = draft.office == "ambassador" and any(body.type == "Organization" for body in draft.within)
        if cluster is None and within and draft.office in self.lexicon.titles.alone and not sent:
            path = self.registry.in_office(draft.office, within)
            fits = path is not None and not (draft.feminine and self.lexicon.actors[path].gender != "f")
            cluster = self.registry.known(path) if path and fits else None
        if cluster is not None:
            self.registry.join(draft, cluster)
            if within:
                cluster.serve(draft.office, within)

    def _in_article(self, draft: Draft, within: str | None) -> Cluster | None:
        if not draft.definite:
            return None
        head = draft.keys[0] if draft.keys else ""
        for cluster in [*self.registry.recent(), *self.registry.clusters[:_FIRST]]:
            if cluster.type != "Person":
                continue
            if within:
                same = any(home == within for _, home in cluster.offices) and head in cluster.labels
                if (draft.office, within) in cluster.offices or same or self._held(cluster, draft.office, within):
                    return cluster
            elif len(draft.keys) < 3 and head in cluster.labels:
                return cluster
        return None

    def _held(self, cluster: Cluster, office: str, within: str) -> bool:
        held = self.lexicon.offices_of(cluster.known or "", self.registry.published)
        return any(h.office.removeprefix("office/") == office and h.within == within for h in held)

    def _bare(self, draft: Draft) -> None:
        """`الوزارة`, `القمة`: the last entity of the article that the same head noun opened."""
        if draft.type == "Group":
            if not draft.definite and draft.keys[0] in self.lexicon.heads.masses:
                return
            known = self.registry.with_head("Group", draft.keys[0])
            self._headed(draft)
            self.registry.cluster(draft.referent).tentative |= not known
            return
        if draft.type not in _SAME_HEAD or not (draft.definite or draft.type == "Agreement"):
            return
        named = self.registry.with_head(draft.type, draft.keys[0])
        if named:
            self.registry.join(draft, named[0])
            return
        if draft.keys[0] in self.lexicon.heads.introduced:
            self._headed(draft)

    def _counterpart(self, draft: Draft) -> None:
        """`نظيره الروسي`: who holds the office of the person last spoken of, in the other state."""
        within = self._within(draft)
        for cluster in self.registry.recent():
            for office, home in reversed(cluster.offices):
                if cluster.type == "Person" and within and home != within:
                    self._join_holder(draft, office, within)
                    return

    def _regime(self, draft: Draft) -> None:
        """The state whose leader is named after "regime" or "administration"."""
        leader = draft.within[0]
        home = self._within(leader)
        if home is None and leader.referent:
            cluster = self.registry.cluster(leader.referent)
            held = self.lexicon.offices_of(cluster.known or "", self.registry.published)
            home = next((w for w in [*(h.within for h in held), *(w for _, w in cluster.offices)]), None)
        if home and home.startswith("country/"):
            self.registry.join(draft, self.registry.known(home))
            if leader.referent and leader.office:
                self.registry.cluster(leader.referent).serve(leader.office, home)

    def _capital(self, draft: Draft) -> None:
        """`العاصمة الفرنسية`: the capital of the state, unless the name of the city follows."""
        state = self.lexicon.actors.get(draft.within[0].forms[0].path)
        if state is not None and state.capital:
            self.registry.join(draft, self.registry.known(state.capital))

    def _named_counterpart(self, draft: Draft, cluster: Cluster) -> None:
        """`نظيره الروسي سيرغي لافروف`: the office is that of the one last spoken of, in the other state."""
        within = self._within(draft)
        for other in self.registry.recent():
            for office, home in reversed(other.offices):
                if other.type == "Person" and within and home != within:
                    draft.office = office
                    cluster.serve(office, within)
                    return

    def _join_holder(self, draft: Draft, office: str, within: str) -> None:
        for cluster in [*self.registry.recent(), *self.registry.clusters[:_FIRST]]:
            if cluster.type == "Person" and (office, within) in cluster.offices:
                self.registry.join(draft, cluster)
                return
        path = self.registry.in_office(office, within)
        if path:
            self.registry.join(draft, self.registry.known(path))

    def _own(self, draft: Draft) -> None:
        served = self.registry.state_of(self.official) if self.official is not None else ""
        officials = (c for c in self.registry.recent() if c.type == "Person" and c.offices)
        other = next(officials, None) if not served else None
        draft.referent = self.registry.known(other.offices[-1][1]).id if other else served


def _first_key(title: str, lexicon: Lexicon) -> str:
    return lexicon.words[title.split()[0]][1].stem
