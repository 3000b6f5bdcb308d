"""Single words that repeat part of a personal name of the article."""

from collections.abc import Mapping

from kg.extract.parse import Parsed
from kg.extract.referents import Cluster, Registry
from kg.extract.units import Draft, Unit
from kg.extract.words import Word, stem_start
from kg.lexicon import Lexicon


def name_parts(registry: Registry, lexicon: Lexicon) -> dict[str, Cluster]:
    """The parts of the full personal names of an article, each with the person who bears it."""
    persons = (c for c in registry.clusters if c.type == "Person" and len(c.keys) > 1)
    return {key: c for c in persons for key in c.keys if len(key) > 2 and key not in lexicon.particles}


def read_surnames(sentence: Parsed, names: Mapping[str, Cluster], registry: Registry, lexicon: Lexicon) -> None:
    """Make mentions of the words that are part of a full name which the article gives."""
    for unit in sentence.units if names else ():
        if unit.draft is not None or not (unit.kind == "other" or _is_dual(unit)):
            continue
        word = sentence.words[unit.first]
        hit = _surname(word, names)
        if hit and (_is_dual(unit) or not lexicon.knows(word.key)):
            cluster, skip = hit
            unit.kind = "np"
            unit.draft = Draft(stem_start(word, skip), word.end, "Person", "surname", (word.key[skip:],))
            unit.conj = "و" if skip and word.key[0] == "و" else unit.conj
            unit.prep = unit.prep or (word.key[skip - 1] if skip and word.key[skip - 1] in "بل" else "")
            registry.join(unit.draft, cluster)


def _is_dual(unit: Unit) -> bool:
    """Whether a word is taken for a dual: it may be a foreign name ending in -a instead."""
    return bool(unit.forms) and all(form.number == "d" for form in unit.forms)


def _surname(word: Word, names: Mapping[str, Cluster]) -> tuple[Cluster, int] | None:
    """The person whose name a word repeats, and the letters to skip before it: one or two clitics."""
    key = word.key
    if key in names:
        return names[key], 0
    for skip in (1, 2):
        if len(key) <= skip or key[skip - 1] not in "وفبل":
            return None
        if key[skip:] in names:
            return names[key[skip:]], skip
    return None
