"""Terms by their label, for people."""

import pyoxigraph as ox

from kg.ontology import Ontology
from kg.rdf import DIP, ENTITY, iri, language_of, shorten, value_of
from kg.store import Store
from kg.store.quads import LABEL
from kg.store.run import Value
from kg.store.spellings import RESOLVED


class Labeller:
    """Looks each IRI up once; the wanted language first, then any."""

    def __init__(self, store: Store, ontology: Ontology, lang: str) -> None:
        self._store = store
        self._ontology = ontology
        self._lang = lang
        self._known: dict[str, str] = {}

    def show(self, term: Value | None) -> str:
        """The label of an entity, office or type; other IRIs as prefixed names; literals as text."""
        if term is None:
            return ""
        if not isinstance(term, ox.NamedNode):
            return value_of(term)
        found = self._known.get(term.value)
        if found is None:
            found = self._known[term.value] = self._label(term)
        return found

    def _label(self, node: ox.NamedNode) -> str:
        for base in (DIP, ENTITY + "office/"):
            if node.value.startswith(base):
                name = node.value.removeprefix(ENTITY if base != DIP else DIP)
                return self._ontology.label(name, self._lang)
        if not node.value.startswith(ENTITY):
            return shorten(node.value)
        return self._entity(node)

    def _entity(self, node: ox.NamedNode) -> str:
        quads = self._store.quads(node, LABEL, None, ox.DefaultGraph())
        labels = {language_of(quad.object): value_of(quad.object) for quad in quads}
        return labels.get(self._lang) or next(iter(labels.values()), None) or self._spelled(node)

    def _spelled(self, node: ox.NamedNode) -> str:
        """The label of the entity that a node without one is but a spelling of."""
        for quad in self._store.quads(node, iri("dip:spellingOf"), None, RESOLVED):
            return self._label(ox.NamedNode(value_of(quad.object)))
        return shorten(node.value)
