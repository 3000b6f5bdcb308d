"""A store whose every text tries to run as a script in the page."""

from dataclasses import replace
from datetime import date

from graph_samples import article, claim

from kg.assemble import assemble
from kg.ids import slug
from kg.model import Article, Document, Entity, Extraction, Factuality, Referent, Sentence, Span, Subgraph
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


PAYLOADS = (
    *ATTACKS,
    "<svg><script>window.ran=10</script></svg>",
    "<svg onload=window.ran=11>",
    "<body onload=window.ran=12>",
    "<iframe src='javascript:parent.ran=13'></iframe>",
    "<iframe srcdoc='<script>parent.ran=14</script>'></iframe>",
    "<object data='data:text/html,<script>parent.ran=15</script>'></object>",
    "<embed src='javascript:window.ran=16'>",
    "<a href='javascript:window.ran=17'>x</a>",
    "<a href='java\tscript:window.ran=18'>x</a>",
    "<math><mtext><img src=x onerror=window.ran=19></mtext></math>",
    "<details open ontoggle=window.ran=20><summary>x</summary></details>",
    "<input autofocus onfocus=window.ran=21>",
    "<video><source onerror=window.ran=22></video>",
    "<style>@import 'javascript:window.ran=23';</style>",
    "<link rel=stylesheet href='javascript:window.ran=24'>",
    "<meta http-equiv=refresh content='0;url=javascript:window.ran=25'>",
    "<base href='javascript:window.ran=26//'>",
    "<template><script>window.ran=27</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=window.ran=28>'>",
    "<xmp><p title='</xmp><svg/onload=window.ran=29>'>",
    "--><script>window.ran=30</script><!--",
    "]]><script>window.ran=31</script>",
    "';window.ran=32;//",
    "\\u003cscript\\u003ewindow.ran=33\\u003c/script\\u003e",
    "&lt;script&gt;window.ran=34&lt;/script&gt;",
    "constructor.constructor('window.ran=35')()",
    "\u202e<script>window.ran=36</script>",
    "<form action='javascript:window.ran=37'><button>x</button></form>",
)


def payload_store() -> Store:
    """Each payload as name, path, title, publisher, address, words and source of a claim of its own."""
    store = Store.memory()
    for number, payload in enumerate(PAYLOADS):
        store.put(_payload_subgraph(number, payload))
    store.derive()
    return store


def _payload_subgraph(number: int, payload: str) -> Subgraph:
    said = f"زارت {payload} الجزيرة {number}"
    made = article(said, name=payload, publisher=payload)
    addresses = (
        f"javascript:window.ran={number}//{payload}",
        f"data:text/html,{payload}",
        f"https://example.org/{payload}",
    )
    made = replace(made, headline=payload, url=addresses[number % 3], published=date(2025, 1 + number % 12, 4))
    path = f"person/{slug(payload)}-{number}"
    entities = {
        path: Entity(path=path, type="Person", names={"ar": payload, "en": payload}),
        "country/island": Entity(path="country/island", type="Country", names={"ar": "الجزيرة"}),
    }
    referents = tuple(Referent(id=one.path, type=one.type, names=one.names) for one in entities.values())
    roles = {"actor": path, "destination": "country/island"}
    told = claim(said, "Visit", "زارت", said, 1, roles, source=path)
    document = Document(article=made, sentences=(Sentence(span=Span(0, len(said))),))
    extraction = Extraction(document=document, referents=referents, mentions=(), claims=(told,))
    return assemble(extraction, entities)
