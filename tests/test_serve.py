"""`kg serve` as browsers, programs and attackers meet it."""

import http.client
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
import pytest
from services import below, served
from serving import HOSTILE, ask, right_among_wrong

import kg
from kg.queries.answers import answer_text
from kg.serve.protocol import accepted
from kg.store import Store

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]
CORPUS = Path(__file__).parent / "corpus"
VISITS = "SELECT ?e ?who { ?e a dip:Visit ; dip:actor ?who } ORDER BY ?e ?who"


def built(folder: Path, sources: Path = CORPUS) -> Path:
    from datetime import date

    with Store.create(folder) as store:
        kg.build([sources], store, kg.RuleExtractor(), date(2026, 11, 1))
    return folder


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("serve") / "store")


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[httpx.Client]:
    with served(store, "--timeout", "2", "--limit", "50") as address, httpx.Client(base_url=address) as found:
        yield found


def first_entity(store: Path) -> str:
    with Store.open(store) as known:
        return known.find("تشيلي").matches[0].path


def test_every_page_is_there_in_both_languages(client: httpx.Client, store: Path) -> None:
    with Store.open(store) as known:
        article = next(iter(known.articles()))
    path = first_entity(store)
    about = f"/pair?one={path}&two=country/pe"
    for page in ("/", f"/entity/{path}", about, f"/timeline?one={path}", f"/article/{article}", "/lookup",
                 "/queries", "/queries/planned-events", "/sparql"):  # fmt: skip
        for lang in ("ar", "en"):
            reply = client.get(page, params={**dict(httpx.URL(page).params), "lang": lang})
            assert reply.status_code == 200, page
            assert f'<html lang="{lang}"' in reply.text, page
    assert client.get("/graph").status_code == client.get(f"/graph?around={path}").status_code == 200


def test_links_of_the_pages_lead_to_pages(client: httpx.Client, store: Path) -> None:
    import re
    from html import unescape

    found = {"/", f"/entity/{first_entity(store)}"}
    for page in list(found):
        found |= {unescape(href) for href in re.findall(r'href="(/[^"#]*)', client.get(page).text)}
    broken = [page for page in sorted(found)[:80] if client.get(page).status_code not in (200, 303)]
    assert len(found) > 30
    assert broken == []


def test_a_name_leads_to_its_dossier_or_comes_as_json(client: httpx.Client) -> None:
    found = client.get("/lookup", params={"name": "Chile"})
    assert (found.status_code, found.headers["location"]) == (303, "/entity/country/cl?lang=ar")
    card = client.get("/lookup", params={"name": "تشيلي"}, headers={"Accept": "application/json"}).json()
    assert card["path"] == "country/cl"
    assert "لا شيء" in client.get("/lookup", params={"name": "qqqqzzzz"}).text


def test_a_ready_question_answers_as_a_page_and_as_csv(client: httpx.Client) -> None:
    page = client.get("/queries/timeline-of", params={"about": "تشيلي"})
    assert "<table" in page.text
    assert 'value="تشيلي"' in page.text
    rows = client.get("/queries/timeline-of", params={"about": "Chile", "format": "csv"})
    assert rows.headers["content-type"].startswith("text/csv")
    assert rows.text.count("\n") > 3
    wrong = client.get("/queries/timeline-of", params={"about": "<script>alert(1)</script>"})
    assert wrong.status_code == 400
    assert "<script>alert" not in wrong.text
    assert client.get("/queries/no-such").status_code == 404


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_the_protocol_takes_a_query_in_each_of_its_ways(client: httpx.Client, store: Path, way: str) -> None:
    direct = {"Content-Type": "application/sparql-query"}
    reply = {
        "get": lambda: client.get("/sparql", params={"query": VISITS}),
        "form": lambda: client.post("/sparql", data={"query": VISITS}),
        "direct": lambda: client.post("/sparql", content=VISITS, headers=direct),
    }[way]()
    with Store.open(store) as known:
        assert reply.json() == json.loads(answer_text(known.query(VISITS), "json"))


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "application/sparql-results+json"),
        ("text/csv", "text/csv"),
        ("text/turtle;q=0.9, application/sparql-results+xml;q=0.5", "application/sparql-results+xml"),
        ("text/tab-separated-values", "text/tab-separated-values"),
    ],
)
def test_rows_come_in_the_form_that_is_accepted(client: httpx.Client, accept: str, kind: str) -> None:
    reply = client.get("/sparql", params={"query": VISITS}, headers={"Accept": accept})
    assert reply.headers["content-type"].startswith(kind)


def test_triples_come_as_triples(client: httpx.Client) -> None:
    query = {"query": "CONSTRUCT { ?a dip:met ?b } { ?a dip:met ?b }"}
    assert client.get("/sparql", params=query).headers["content-type"].startswith("text/turtle")
    reply = client.get("/sparql", params=query, headers={"Accept": "application/n-triples"})
    assert reply.headers["content-type"] == "application/n-triples"


def test_a_query_may_be_about_chosen_graphs_only(client: httpx.Client, store: Path) -> None:
    with Store.open(store) as known:
        article = f"{kg.rdf.ARTICLE}{next(iter(known.articles()))}"
    everything = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}

    def number(**graphs: str) -> int:
        found = client.get("/sparql", params={**everything, **graphs}).json()
        return int(found["results"]["bindings"][0]["n"]["value"])

    assert 0 < number(**{"default-graph-uri": article}) < number()
    assert number(**{"named-graph-uri": article}) == 0
    assert client.get("/sparql", params={**everything, "default-graph-uri": "no iri"}).status_code == 400


@pytest.mark.parametrize(
    ("status", "request_of"),
    [
        (400, {"method": "GET", "url": "/sparql", "params": {"query": "SELECT"}}),
        (400, {"method": "GET", "url": "/sparql?query=%ff"}),
        (400, {"method": "GET", "url": "/sparql?query=a&query=b"}),
        (400, {"method": "POST", "url": "/sparql", "data": {"other": "x"}}),
        (400, {"method": "GET", "url": "/?lang=de"}),
        (400, {"method": "GET", "url": "/pair?one=country/cl"}),
        (400, {"method": "GET", "url": "/sparql", "params": {"query": "SELECT * { SERVICE <http://x.org/> { } }"}}),
        (403, {"method": "POST", "url": "/sparql", "data": {"update": "CLEAR ALL"}}),
        (400, {"method": "POST", "url": "/sparql", "data": {"query": "CLEAR ALL"}}),
        (403, {"method": "GET", "url": "/", "headers": {"Origin": "https://evil.example"}}),
        (403, {"method": "GET", "url": "/sparql", "headers": {"Origin": "null"}}),
        (421, {"method": "GET", "url": "/", "headers": {"Host": "evil.example"}}),
        (404, {"method": "GET", "url": "/entity/country/zz"}),
        (404, {"method": "GET", "url": "/article/..%2f..%2fetc%2fpasswd"}),
        (404, {"method": "GET", "url": "/assets/..%2fpool.py"}),
        (405, {"method": "DELETE", "url": "/sparql"}),
        (405, {"method": "POST", "url": "/", "content": "x"}),
        (406, {"method": "GET", "url": "/sparql", "params": {"query": VISITS}, "headers": {"Accept": "image/png"}}),
        (413, {"method": "POST", "url": "/sparql", "data": {"query": "x" * 1_000_001}}),
        (415, {"method": "POST", "url": "/sparql", "content": "x", "headers": {"Content-Type": "text/plain"}}),
    ],
)  # fmt: skip
def test_what_is_not_right_is_refused_with_a_line(
    client: httpx.Client, status: int, request_of: dict[str, Any]
) -> None:
    reply = client.request(**request_of)
    assert reply.status_code == status
    assert "Traceback" not in reply.text
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in reply.headers["content-security-policy"]


def test_an_answer_that_is_cut_says_so(client: httpx.Client) -> None:
    reply = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
    assert reply.headers["kg-cut"] == "after 50 results"
    assert len(reply.json()["results"]["bindings"]) == 50


def test_a_query_without_end_is_ended_and_the_next_is_answered(client: httpx.Client) -> None:
    start = time.monotonic()
    reply = client.get("/sparql", params={"query": HOSTILE[0]}, timeout=20)
    assert reply.status_code == 504
    assert time.monotonic() - start < 10
    assert client.get("/sparql", params={"query": VISITS}).status_code == 200


def test_programs_get_a_description_of_the_service(client: httpx.Client) -> None:
    reply = client.get("/sparql", headers={"Accept": "text/turtle"})
    assert "sd:Service" in reply.text
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/sparql", "/lookup", "/queries/{name}", "/entity/{path}"} <= paths.keys()


def test_correct_queries_are_answered_among_hostile_ones(store: Path) -> None:
    right, seconds = right_among_wrong(store, 20, 4)
    assert right == len(seconds) == 20


def test_what_is_built_meanwhile_is_served(tmp_path: Path) -> None:
    from shutil import copy

    (tmp_path / "news").mkdir()
    first, *rest = sorted(CORPUS.glob("*.*"))
    copy(first, tmp_path / "news")
    folder = built(tmp_path / "store", tmp_path / "news")
    count = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?a a schema:NewsArticle } }"

    def number(address: str) -> int:
        return int(json.loads(ask(address, count)[1])["results"]["bindings"][0]["n"]["value"])

    with served(folder) as address:
        index = httpx.get(address).text
        assert number(address) == 1
        for file in rest[:3]:
            copy(file, tmp_path / "news")
        built(folder, tmp_path / "news")
        assert number(address) == 4
        assert httpx.get(address).text != index


def test_a_crawling_request_keeps_nobody_waiting(client: httpx.Client) -> None:
    place = urlsplit(str(client.base_url))
    crawling = [socket.create_connection((place.hostname or "", place.port or 0)) for _ in range(40)]
    try:
        for one in crawling:
            one.sendall(b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 90")
        assert client.get("/sparql", params={"query": VISITS}).status_code == 200
    finally:
        for one in crawling:
            one.close()


@pytest.mark.parametrize("first", [b"", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "])
@pytest.mark.parametrize("again", [False, True])
def test_a_client_that_does_not_tell_its_head_is_cut_off(store: Path, first: bytes, again: bool) -> None:
    with served(store, "--timeout", "1") as address:
        place = urlsplit(address)
        with socket.create_connection((place.hostname or "", place.port or 0), timeout=60) as crawling:
            if again:
                crawling.sendall(b"GET /openapi.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                assert crawling.recv(12) == b"HTTP/1.1 200"
            crawling.sendall(first)
            while crawling.recv(65_536):
                pass
        assert httpx.get(f"{address}/openapi.json").status_code == 200


def test_a_request_may_take_longer_than_its_head(store: Path) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } }"
    with served(store, "--timeout", "3") as address, httpx.Client(base_url=address, timeout=60) as client:
        for _ in range(2):
            assert client.get("/sparql", params={"query": slow}).status_code in {200, 503, 504}
            assert client.get("/openapi.json").status_code == 200


def test_it_ends_soon_and_leaves_no_process(store: Path) -> None:
    command = [sys.executable, "-m", "kg", "serve", "-q", "--port", "0", "-s", str(store)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    address = process.stdout.readline().split()[1]
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname or "", place.port)
    connection.request("POST", "/sparql", urlencode({"query": HOSTILE[0]}),
                       {"Content-Type": "application/x-www-form-urlencoded"})  # fmt: skip
    time.sleep(0.5)
    children = below(process.pid)
    assert children
    process.send_signal(signal.SIGTERM)
    process.wait(5)
    process.stdout.close()
    connection.close()
    deadline = time.monotonic() + 5
    while any(_runs(child) for child in children) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert [child for child in children if _runs(child)] == []


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_missing_store_and_a_taken_port_are_told_in_a_line(tmp_path: Path, store: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for options, line in (
            (["-s", str(tmp_path / "none")], "no store"),
            (["-s", str(store), "--port", port], "listen"),
        ):
            done = subprocess.run(
                [sys.executable, "-m", "kg", "serve", *options], capture_output=True, text=True, check=False, timeout=20
            )
            assert done.returncode in (1, 2)
            assert line in done.stderr
            assert done.stderr.count("\n") == 1


def test_the_accepted_form_is_the_one_liked_best() -> None:
    forms = ["a/one", "a/two", "b/three"]
    assert accepted("", forms) == "a/one"
    assert accepted("a/*;q=0.2, b/three;q=0.9", forms) == "b/three"
    assert accepted("a/one;q=0, a/*", forms) == "a/two"
    assert accepted("c/four", forms) is None
    assert accepted("b/three;q=wrong", forms) == "b/three"
