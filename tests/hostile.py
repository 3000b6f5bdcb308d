"""A store whose every text tries to run as a script in the page."""

from dataclasses import replace
from datetime import date

from graph_samples import article, claim

from kg.assemble import assemble
from kg.model import Article, Document, Entity, Extraction, Factuality, Referent, Sentence, Span
from kg.store import Store

ATTACKS = (
    "<script>window.ran = 1</script>",
    "</script><script>window.ran = 2</script>",
    "<img src=x onerror='window.ran = 3'>",
    "<!--<script>window.ran = 4//",
    "\u2028window.ran = 5;\u2029",
    "{{ window.ran }} ${window.ran = 6} {% raw %}",
    "\"'`></title></style><svg/onload=window.ran=7>",
)
SAID = "زارت " + " ".join(ATTACKS) + " الجزيرة"


def attacked() -> Article:
    """An article that attacks through title, publisher, text and address."""
    made = article(SAID, name=ATTACKS[2], publisher=ATTACKS[6])
    return replace(made, headline=ATTACKS[1], url="javascript:window.ran=8", published=date(2025, 3, 4))


def hostile_store() -> Store:
    """One visit between entities with such names, derived."""
    entities = {
        "person/attacker": Entity(path="person/attacker", type="Person", names={"ar": ATTACKS[1], "en": ATTACKS[2]}),
        "country/island": Entity(path="country/island", type="Country", names={"ar": ATTACKS[3], "en": ATTACKS[4]}),
        "place/shore": Entity(path="place/shore", type="Place", names={"ar": ATTACKS[5], "en": ATTACKS[6]}),
    }
    referents = tuple(Referent(id=path, type=one.type, names=one.names) for path, one in entities.items())
    roles = {"actor": "person/attacker", "destination": "country/island", "place": "place/shore"}
    told = claim(SAID, "Visit", "زارت", SAID, 1, roles, factuality=Factuality.ALLEGED, source="place/shore")
    document = Document(article=attacked(), sentences=(Sentence(span=Span(0, len(SAID))),))
    extraction = Extraction(document=document, referents=referents, mentions=(), claims=(told,))
    store = Store.memory()
    store.put(assemble(extraction, entities))
    store.derive()
    return store
