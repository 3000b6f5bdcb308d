"""Single words that repeat part of a personal name of the article."""

from collections.abc import Mapping

from kg.extract.parse import Parsed
from kg.extract.referents import Cluster, Registry
from kg.extract.units import Draft
from kg.extract.words import Word, stem_start
from kg.lexicon import Lexicon


def name_parts(registry: Registry, lexicon: Lexicon) -> dict[str, Cluster]:
    """The parts of the full personal names of an article, each with the person who bears it."""
    persons = (c for c in registry.clusters if c.type == "Person" and len(c.keys) > 1)
    return {key: c for c in persons for key in c.keys if len(key) > 2 and key not in lexicon.particles}


def read_surnames(sentence: Parsed, names: Mapping[str, Cluster], registry: Registry, lexicon: Lexicon) -> None:
    """Make mentions of the words that are part of a full name which the article gives."""
    for unit in sentence.units:
        dual = unit.forms and all(form.number == "d" for form in unit.forms)
        if (unit.kind != "other" and not dual) or unit.draft is not None:
            continue
        word = sentence.words[unit.first]
        hit = _surname(word, names)
        if hit and (dual or not lexicon.knows(word.key)):
            cluster, skip = hit
            unit.kind = "np"
            unit.draft = Draft(stem_start(word, skip), word.end, "Person", "surname", (word.key[skip:],))
            unit.conj = "و" if skip and word.key[0] == "و" else unit.conj
            unit.prep = unit.prep or (word.key[skip - 1] if skip and word.key[skip - 1] in "بل" else "")
            registry.join(unit.draft, cluster)


def _surname(word: Word, names: Mapping[str, Cluster]) -> tuple[Cluster, int] | None:
    for skip in range(min(3, len(word.key))):
        if skip and word.key[skip - 1] not in "وفبل":
            return None
        cluster = names.get(word.key[skip:])
        if cluster is not None:
            return cluster, skip
    return None
