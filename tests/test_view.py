"""The page as a file: what it holds, that it needs nothing else, and that no text in it becomes a script."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from graph_samples import MONDAY, VISIT, article, claim, subgraph
from hostile import ATTACKS, SAID, hostile_store

from kg.store import Store
from kg.view import render_graph

_LOADING = {"src", "href", "srcset", "action", "formaction", "poster", "background", "data", "ping", "xlink:href"}


class Page(HTMLParser):
    """Tags with their attributes, and the contents of scripts and styles, as a browser tells them apart."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        into = {"script": self.scripts, "style": self.styles}.get(self.tags[-1][0] if self.tags else "")
        if into is not None and data.strip():
            into.append(data)

    def data(self) -> dict[str, Any]:
        """What the page's script reads."""
        found: dict[str, Any] = json.loads(self.scripts[0])
        return found


@pytest.fixture(scope="module")
def page(store: Store) -> Page:
    return Page(render_graph(store))


def test_the_page_holds_names_statuses_and_quotes(page: Page) -> None:
    data = page.data()
    assert data["labels"]["person/salma-idris"] == {"ar": "سلمى إدريس", "en": "Salma Idris"}
    assert {claim["factuality"] for claim in data["claims"].values()} >= {"asserted", "planned", "alleged", "denied"}
    quotes = {claim["quote"] for claim in data["claims"].values()}
    assert "ومن المقرر أن يزور منصور نوفاريا في أكتوبر" in quotes
    assert {one["publisher"] for one in data["articles"].values()} == {"صحيفة المرفأ", "إذاعة الجبل"}


def test_every_term_and_entity_of_a_claim_has_names_in_the_page(page: Page) -> None:
    data = page.data()
    for told in data["claims"].values():
        named = {told["type"], told["factuality"], *(path for _, path in told["roles"]), told["source"]} - {None}
        assert all(data["labels"].get(name) for name in named)


def test_every_edge_joins_drawn_nodes_and_shows_claims_of_its_status(page: Page) -> None:
    data = page.data()
    nodes = {node["id"] for node in data["nodes"]}
    assert nodes and data["edges"]
    for edge in data["edges"]:
        assert {edge["from"], edge["to"]} <= nodes
        assert {data["claims"][ident]["factuality"] for ident in edge["claims"]} == {edge["status"]}


def test_a_denied_claim_is_never_drawn_as_an_asserted_line(page: Page) -> None:
    data = page.data()
    styles = {edge["status"]: (edge["color"], edge["dashes"]) for edge in data["edges"] if not edge["relation"]}
    assert styles["asserted"][1] is False
    assert len({str(style) for style in styles.values()}) == len(styles)
    assert all(style[1] for status, style in styles.items() if status != "asserted")


def test_the_page_loads_nothing(page: Page) -> None:
    assert not {tag for tag, _ in page.tags} & {"link", "iframe", "object", "embed", "base", "img", "audio", "video"}
    assert not [(tag, name) for tag, attributes in page.tags for name in attributes if name in _LOADING]
    assert not re.search(r"@import|url\(", "".join(page.styles))
    own = page.scripts[-1]
    assert "vis.Network" in own
    assert not re.search(r"https?://|\bfetch\(|XMLHttpRequest|\bimport[ (]|WebSocket|EventSource|sendBeacon", own)


def test_the_policy_of_the_page_allows_its_own_scripts_and_nothing_else(page: Page) -> None:
    policy = next(
        attributes["content"] or "" for tag, attributes in page.tags if attributes.get("http-equiv") and tag == "meta"
    )
    allowed = set(re.findall(r"'sha256-([^']+)'", policy))
    hashes = {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in page.scripts[1:]}
    assert allowed == hashes
    assert policy.startswith("default-src 'none';")
    assert "unsafe-eval" not in policy
    assert "connect-src" not in policy


def test_script_payloads_stay_data() -> None:
    with hostile_store() as store:
        text = render_graph(store)
    page = Page(text)
    assert [tag for tag, _ in page.tags].count("script") == 3
    assert not {tag for tag, _ in page.tags} & {"img", "svg"}
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert not any(attack in text for attack in ATTACKS if "<" in attack or "\u2028" in attack)
    data = page.data()
    assert data["labels"]["country/island"] == {"ar": ATTACKS[3], "en": ATTACKS[4]}
    assert [told["quote"] for told in data["claims"].values()] == [SAID]
    assert next(iter(data["articles"].values()))["title"] == ATTACKS[1]


def test_payloads_leave_the_page_the_same_but_for_its_data(store: Store) -> None:
    with hostile_store() as hostile:
        texts = [render_graph(hostile), render_graph(store)]
    bare = [re.sub(r'(?s)(id="data">).*?</script>|data-\w+="\d+"', "", text) for text in texts]
    assert bare[0] == bare[1]


def test_the_address_of_an_article_is_in_the_data_only() -> None:
    address = "https://news.example/visit?a=1&b=2"
    told = replace(article(VISIT, name="visit.txt"), url=address)
    claims = [claim(VISIT, "Visit", "وصلت", "وصلت وزيرة", 1, {"actor": "country/nv", "destination": "country/kl"})]
    with Store.memory() as store:
        store.put(subgraph(told, claims))
        store.derive()
        page = Page(render_graph(store))
    assert [one["url"] for one in page.data()["articles"].values()] == [address]
    assert "news.example" not in "".join(page.scripts[1:])


def test_an_empty_store_makes_a_page_that_says_so() -> None:
    with Store.memory() as store:
        store.derive()
        page = Page(render_graph(store))
    assert page.data()["nodes"] == page.data()["edges"] == []
    assert "kg build" in page.scripts[-1]


def test_two_runs_make_the_same_page_with_the_same_positions(store: Store) -> None:
    first, second = render_graph(store), render_graph(store)
    assert first == second
    assert all(isinstance(node["x"], float) and isinstance(node["y"], float) for node in Page(first).data()["nodes"])


def test_no_two_nodes_stand_on_one_another(page: Page) -> None:
    places = [(node["x"], node["y"]) for node in page.data()["nodes"]]
    apart = [abs(a - c) + abs(b - d) for i, (a, b) in enumerate(places) for c, d in places[i + 1 :]]
    assert min(apart) > 20


def test_around_an_entity_only_its_own_claims_are_drawn(store: Store) -> None:
    data = Page(render_graph(store, around="country/kl")).data()
    told_of = {"country/kl", "country/sd1", "country/nv", "person/tariq-haddad", "organization/coast-league"}
    assert {node["id"] for node in data["nodes"]} == told_of
    assert data["around"] == "country/kl"


def test_around_somebody_who_is_only_quoted_the_page_shows_what_he_says(store: Store) -> None:
    data = Page(render_graph(store, around="person/tariq-haddad")).data()
    assert [told["type"] for told in data["claims"].values() if told["source"] == "person/tariq-haddad"] == ["Aid"]
    assert {node["id"] for node in data["nodes"]} == {"person/tariq-haddad", "country/nv", "country/kl"}


def test_the_page_says_how_many_entities_are_left_out(store: Store) -> None:
    page = Page(render_graph(store, limit=3))
    scope = next(attributes for _, attributes in page.tags if attributes.get("id") == "scope")
    assert (scope["data-shown"], scope["data-left"]) == ("3", "6")
    assert len(page.data()["nodes"]) == 3


def test_dates_of_claims_are_the_days_told(page: Page) -> None:
    visits = {told["begin"] for told in page.data()["claims"].values() if told["type"] == "Visit"}
    assert MONDAY.isoformat() in visits
