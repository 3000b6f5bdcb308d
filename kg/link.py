"""From the referents of an article to nodes: known actors keep their identifier, others get a stable one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.ids import slug
from kg.lang import fold_words
from kg.model import Entity, Extraction, Mention, Referent


def link(extraction: Extraction) -> dict[str, Entity]:
    """The entity of each referent, by referent id."""
    surfaces: dict[str, set[str]] = defaultdict(set)
    for mention in extraction.mentions:
        if mention.kind == "name":
            surfaces[mention.referent].add(" ".join(mention.text.split()))
    lang = extraction.document.article.lang
    return {ref.id: _entity(ref, surfaces[ref.id], lang) for ref in extraction.referents}


def _entity(referent: Referent, surfaces: Iterable[str], lang: str) -> Entity:
    return Entity(
        path=referent.known or _minted(referent.type, referent.names),
        type=referent.type,
        names=referent.names,
        aliases=frozenset((lang, surface) for surface in surfaces if referent.names.get(lang) != surface),
    )


def _minted(kind: str, names: Mapping[str, str]) -> str:
    """A path from type and folded name, so that two articles that write a name alike name one node."""
    name = names.get("ar") or next(iter(names.values()), "unnamed")
    return f"{kind.casefold()}/{slug(' '.join(fold_words(name)))}"


def mentions_of(extraction: Extraction) -> Mapping[str, list[Mention]]:
    """The mentions of each referent in the order of the text."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in extraction.mentions:
        found[mention.referent].append(mention)
    return found
