"""The parts of the reference: which term stands in which, in which groups, and what is narrower than what."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.view.vocabulary import Entry, Mention, Row, Vocabulary, anchor, kinds_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A term in the overview of its part, and those narrower than it."""

    term: Mention
    families: tuple[str, ...]
    narrower: "tuple[Branch, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Terms of a part that have something in common, which gives the title; none where the part is one group."""

    titles: tuple[Mention, ...]
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the page."""

    name: str
    groups: tuple[Group, ...]
    entries: tuple[Entry, ...]


# Part by the type of a term, the first that fits: the type, the part, what groups it, what makes it narrower.
_PLAN = (
    ("dip:EventType", "events", "dip:family", ""),
    ("dip:DrawnRelation", "relations", "", ""),
    ("dip:Role", "roles", "", ""),
    ("owl:Class", "classes", "", "rdfs:subClassOf"),
    ("owl:ObjectProperty", "properties", "rdfs:domain", ""),
    ("owl:DatatypeProperty", "properties", "rdfs:domain", ""),
    ("dip:Office", "offices", "", ""),
    ("skos:ConceptScheme", "schemes", "", ""),
    ("skos:Concept", "concepts", "skos:inScheme", "skos:broader"),
    ("dip:Coding", "codings", "", ""),
    ("", "values", "rdf:type", ""),
)
_ORDER = (
    "classes", "events", "roles", "relations", "properties", "values", "offices", "schemes", "concepts", "codings",
)  # fmt: skip


def sections(words: Vocabulary, more: Mapping[str, Sequence[Row]]) -> tuple[Section, ...]:
    """The parts that have terms, in the order of reading; `more` has rows of terms that are known elsewhere."""
    parted: dict[str, list[str]] = defaultdict(list)
    for name, node in words.nodes.items():
        part = next(part for kind, part, _, _ in _PLAN if not kind or kind in kinds_of(node))
        parted[part].append(name)
    return tuple(_section(words, part, parted[part], more) for part in _ORDER if part in parted)


def _section(words: Vocabulary, part: str, names: list[str], more: Mapping[str, Sequence[Row]]) -> Section:
    by, under = next((by, under) for _, name, by, under in _PLAN if name == part)
    groups = tuple(_groups(words, names, by, under))
    ordered = dict.fromkeys(name for group in groups for branch in group.branches for name in _names(branch))
    return Section(name=part, groups=groups, entries=tuple(words.entry(name, more.get(name, ())) for name in ordered))


def _groups(words: Vocabulary, names: list[str], by: str, under: str) -> Iterator[Group]:
    common: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in names:
        common[tuple(words.nodes[name].links.get(by, ()))].append(name)
    for titles, members in common.items():
        yield Group(titles=words.mentions(titles), branches=_branches(words, members, under))


def _branches(words: Vocabulary, names: list[str], under: str) -> tuple[Branch, ...]:
    """The terms that are narrower than none of the others, each with those that are narrower than it."""
    narrower, known = defaultdict[str, list[str]](list), set(names)
    for name in names:
        for other in words.nodes[name].links.get(under, ()):
            if other in known and other != name:
                narrower[other].append(name)
    below = {name for others in narrower.values() for name in others}
    found = [_branch(words, name, narrower, frozenset({name})) for name in names if name not in below]
    # Terms that are narrower than one another in a circle hang below none.
    reached = {name for branch in found for name in _names(branch)}
    return (*found, *(_branch(words, name, {}, frozenset()) for name in names if name not in reached))


def _branch(words: Vocabulary, name: str, narrower: Mapping[str, Sequence[str]], above: frozenset[str]) -> Branch:
    return Branch(
        term=words.mention(name),
        families=tuple(map(anchor, words.nodes[name].links.get("dip:family", ()))),
        narrower=tuple(
            _branch(words, inner, narrower, above | {inner}) for inner in narrower.get(name, ()) if inner not in above
        ),
    )


def _names(branch: Branch) -> Iterator[str]:
    yield branch.term.name
    for inner in branch.narrower:
        yield from _names(inner)
