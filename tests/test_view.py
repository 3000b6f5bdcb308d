"""The page as a file: what it holds, that it needs nothing else, and that no text in it becomes a script."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from graph_samples import MONDAY, VISIT, article, claim, subgraph
from hostile import ATTACKS, SAID, hostile_store

from kg.store import Store
from kg.view import render_graph
from kg.view.page import unpacked

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
        return unpacked(self.scripts[0])


@pytest.fixture(scope="module")
def page(store: Store) -> Page:
    return Page(render_graph(store))


def names(data: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Names by path."""
    return {one["path"]: one["names"] for one in data["entities"]}


def told(data: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Type, status and quote of each claim."""
    return [(one["type"], one["status"], data["quotes"][one["quote"]]) for one in data["claims"]]


def test_the_page_holds_names_statuses_and_quotes(page: Page) -> None:
    data = page.data()
    assert names(data)["person/salma-idris"] == {"ar": "سلمى إدريس", "en": "Salma Idris"}
    assert {status for _, status, _ in told(data)} >= {"asserted", "planned", "alleged", "denied"}
    assert "ومن المقرر أن يزور منصور نوفاريا في أكتوبر" in {quote for _, _, quote in told(data)}
    assert {one["publisher"] for one in data["articles"]} == {"صحيفة المرفأ", "إذاعة الجبل"}


def test_every_term_and_entity_of_a_claim_has_names_in_the_page(page: Page) -> None:
    data = page.data()
    for one in data["claims"]:
        parties = {number for _, number in one["roles"]} | ({one["source"]} if "source" in one else set())
        assert all(data["entities"][number]["names"] for number in parties)
        assert all(
            data["terms"].get(term) for term in (one["type"], one["status"], *(role for role, _ in one["roles"]))
        )


def test_every_tie_joins_two_drawn_nodes_by_claims_that_name_both(page: Page) -> None:
    data = page.data()
    nodes = {node["id"] for node in data["nodes"]}
    assert nodes and data["edges"]
    for edge in data["edges"]:
        assert {edge["from"], edge["to"]} <= nodes
        for number, way in edge["told"]:
            assert {edge["from"], edge["to"]} <= {who for _, who in data["claims"][number]["roles"]}
            assert way in (-1, 0, 1)


def test_the_words_that_tell_a_claim_lie_in_its_quote(page: Page) -> None:
    data = page.data()
    marked = {(one["type"], data["quotes"][one["quote"]][slice(*one["mark"])]) for one in data["claims"]}
    assert ("Accusation", "اتهمت") in marked


def test_the_page_loads_nothing(page: Page) -> None:
    assert not {tag for tag, _ in page.tags} & {"link", "iframe", "object", "embed", "base", "img", "audio", "video"}
    assert not [(tag, name) for tag, attributes in page.tags for name in attributes if name in _LOADING]
    assert not re.search(r"@import|url\(", "".join(page.styles))
    own = page.scripts[-1]
    assert "vis.Network" in own
    assert not re.search(
        r"https?://(?!www\.w3\.org/2000/svg\b)|\bfetch\(|XMLHttpRequest|\bimport[ (]|WebSocket|EventSource|sendBeacon",
        own,
    )


def test_the_policy_of_the_page_allows_its_own_scripts_and_nothing_else(page: Page) -> None:
    policy = next(
        attributes["content"] or "" for tag, attributes in page.tags if attributes.get("http-equiv") and tag == "meta"
    )
    allowed = set(re.findall(r"'sha256-([^']+)'", policy))
    hashes = {
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in [*page.scripts[1:], *page.styles]
    }
    assert allowed == hashes
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "connect-src" not in policy


def test_script_payloads_stay_data() -> None:
    with hostile_store() as store:
        text = render_graph(store)
    page = Page(text)
    assert [tag for tag, _ in page.tags].count("script") == 3
    assert "img" not in {tag for tag, _ in page.tags}
    assert [attributes.get("id") for tag, attributes in page.tags if tag == "svg"] == ["bars"]
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert not any(attack in text for attack in ATTACKS if "<" in attack or "\u2028" in attack)
    data = page.data()
    assert names(data)["country/island"] == {"ar": ATTACKS[3], "en": ATTACKS[4]}
    assert [quote for _, _, quote in told(data)] == [SAID]
    assert data["articles"][0]["title"] == ATTACKS[1]


def test_payloads_leave_the_page_the_same_but_for_its_data(store: Store) -> None:
    with hostile_store() as hostile:
        texts = [render_graph(hostile), render_graph(store)]
    bare = [re.sub(r'(?s)(id="data">).*?</script>', "", text) for text in texts]
    assert bare[0] == bare[1]


def test_the_address_of_an_article_is_in_the_data_only() -> None:
    address = "https://news.example/visit?a=1&b=2"
    told = replace(article(VISIT, name="visit.txt"), url=address)
    claims = [claim(VISIT, "Visit", "وصلت", "وصلت وزيرة", 1, {"actor": "country/nv", "destination": "country/kl"})]
    with Store.memory() as store:
        store.put(subgraph(told, claims))
        store.derive()
        page = Page(render_graph(store))
    assert [one["url"] for one in page.data()["articles"]] == [address]
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
    assert {data["entities"][node["id"]]["path"] for node in data["nodes"]} == told_of
    assert data["entities"][data["around"]]["path"] == "country/kl"


def test_around_somebody_who_is_only_quoted_the_page_shows_what_he_says(store: Store) -> None:
    data = Page(render_graph(store, around="person/tariq-haddad")).data()
    path = [one["path"] for one in data["entities"]]
    said = [one["type"] for one in data["claims"] if path[one.get("source", 0)] == "person/tariq-haddad"]
    assert "Aid" in said
    assert {path[node["id"]] for node in data["nodes"]} == {"person/tariq-haddad", "country/nv", "country/kl"}


def test_the_page_says_how_many_entities_are_left_out(store: Store) -> None:
    data = Page(render_graph(store, limit=3)).data()
    assert (len(data["nodes"]), data["leftOut"]) == (3, 6)


def test_dates_of_claims_are_the_days_told(page: Page) -> None:
    visits = {one.get("begin") for one in page.data()["claims"] if one["type"] == "Visit"}
    assert MONDAY.isoformat() in visits
