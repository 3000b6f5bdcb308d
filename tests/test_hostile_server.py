"""A server that is busy, slow, broken, or none at all: told in a line, asked again where that helps."""

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from backends import free_port
from commands import Command, commands

from kg.address import Address, place
from kg.errors import StoreError, UsageError
from kg.store import Store
from kg.store.folder import FORMAT, VERSION
from kg.store.remote import http
from kg.store.remote.complaints import plain
from kg.store.remote.http import Client
from kg.store.remote.signing import Credentials

ONE = b'{"head":{"vars":["one"]},"results":{"bindings":[{"one":{"type":"literal","value":"1"}}]}}'
RESULTS = "application/sparql-results+json"
Play = Callable[[BaseHTTPRequestHandler, int], None]


class Stage:
    """A server on loopback that answers each request as `play` says, which is told the number of the request."""

    def __init__(self, play: Play) -> None:
        self.asked: list[dict[str, str]] = []
        stage = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _answer(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                stage.asked.append(dict(self.headers.items()))
                play(self, len(stage.asked))

            do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815

            def log_message(self, *_: Any) -> None:
                """Nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/query"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture
def staged(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Play], Stage]]:
    monkeypatch.setattr(http, "_PAUSE", 0.01)
    for name in ("KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    made: list[Stage] = []

    def begin(play: Play) -> Stage:
        made.append(Stage(play))
        return made[-1]

    yield begin
    for stage in made:
        stage.close()


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str]) -> Command:
    return commands(capsys)


def reply(to: BaseHTTPRequestHandler, code: int, content: bytes = ONE, kind: str = RESULTS, **headers: str) -> None:
    to.send_response(code)
    for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **headers}.items():
        to.send_header(name.replace("_", "-"), value)
    to.end_headers()
    to.wfile.write(content)


def sent(url: str, **settings: Any) -> bytes:
    """What a client gets."""
    client = Client(url, Credentials.found())
    try:
        return client.send("POST", url, data=b"x", **settings).content
    finally:
        client.close()


@pytest.mark.parametrize("code", [429, 502, 503, 504])
def test_a_busy_server_is_asked_again(staged: Callable[[Play], Stage], code: int) -> None:
    stage = staged(lambda to, number: reply(to, code if number < 4 else 200, Retry_After="0"))
    assert sent(stage.url) == ONE
    assert len(stage.asked) == 4


def test_a_server_that_stays_busy_is_left_with_a_line(staged: Callable[[Play], Stage], kg: Command) -> None:
    stage = staged(lambda to, _: reply(to, 503, b"later"))
    done = kg("sparql", "ASK {}", "-s", stage.url)
    assert done.is_one_line() and "busy each time" in done.err
    assert 3 <= len(stage.asked) <= 8


def test_no_pause_that_a_server_asks_for_is_longer_than_half_a_minute() -> None:
    from urllib3.response import HTTPResponse

    answer = HTTPResponse(headers={"Retry-After": "86400"}, status=503)
    assert http._Patient().get_retry_after(answer) == 30


def test_a_connection_that_is_cut_is_made_again(staged: Callable[[Play], Stage]) -> None:
    def play(to: BaseHTTPRequestHandler, number: int) -> None:
        if number < 3:
            to.send_response(200)
            to.send_header("Content-Length", str(len(ONE)))
            to.end_headers()
            to.wfile.write(ONE[:20])
            to.close_connection = True
        else:
            reply(to, 200)

    stage = staged(play)
    assert sent(stage.url) == ONE


def test_an_answer_that_ends_in_the_middle_is_no_answer(staged: Callable[[Play], Stage], kg: Command) -> None:
    half = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"literal","val'
    stage = staged(lambda to, number: reply(to, 200, ONE if number == 1 else half))
    done = kg("sparql", "SELECT ?s { ?s ?p ?o }", "-s", stage.url)
    assert done.is_one_line() and "ends too early" in done.err


@pytest.mark.parametrize(
    ("code", "kind", "content", "told"),
    [
        (200, "text/html", b"<html><title>Shop</title></html>", "is no SPARQL service (it answers with a page)"),
        (404, "text/html", b"<html>no</html>", "is no SPARQL service"),
        (500, "text/plain", b"out of <b>cheese</b>", "is no SPARQL service (it answers 500)"),
        (200, RESULTS, b"{}", "is no SPARQL service"),
        (403, "text/plain", b"", "does not allow this (answer 403)"),
        (401, "text/plain", b"", "asks for a password; set KG_STORE_USER and KG_STORE_PASSWORD"),
    ],
)
def test_what_is_no_sparql_server_is_told_so(
    staged: Callable[[Play], Stage], kg: Command, code: int, kind: str, content: bytes, told: str
) -> None:
    stage = staged(lambda to, _: reply(to, code, content, kind))
    for command in (("sparql", "ASK {}"), ("stats",), ("build", __file__)):
        done = kg(*command, "-s", stage.url)
        assert done.code == 1 and done.is_one_line() and told in done.err


def test_a_redirect_is_told_and_not_followed(staged: Callable[[Play], Stage], kg: Command) -> None:
    other = staged(lambda to, _: reply(to, 200))
    there = other.url.replace("http://", "http://user:s3cret@")
    stage = staged(lambda to, _: reply(to, 302, b"", Location=there))
    done = kg("stats", "-s", stage.url)
    assert done.is_one_line() and f"sends on to {other.url}" in done.err and "s3cret" not in done.err
    assert other.asked == []


def test_a_slow_server_meets_the_time_limit_of_the_query(staged: Callable[[Play], Stage]) -> None:
    state = b"""{"head":{"vars":["s","p","o"]},"results":{"bindings":[{"s":{"type":"uri","value":"%(b)s/store"},
        "p":{"type":"uri","value":"%(b)s/format"},"o":{"type":"literal","value":"%(format)s"}}]}}"""
    state = state.replace(b"%(b)s", b"https://w3id.org/kg-diplomacy/server")
    state = state.replace(b"%(format)s", f"{FORMAT} {VERSION}".encode())

    def play(to: BaseHTTPRequestHandler, number: int) -> None:
        if number > 2:
            time.sleep(1.5)
        reply(to, 200, ONE if number != 2 else state)

    stage = staged(play)
    started = time.monotonic()
    with Store.open(stage.url) as store, pytest.raises(StoreError, match=r"in time|ended after"):
        try:
            store.query("SELECT ?one { ?one ?p ?o }", timeout=0.3)
        except Exception as error:
            raise StoreError(str(error)) from error
    assert time.monotonic() - started < 3
    time.sleep(1.5)


def test_a_server_that_says_nothing_is_told(staged: Callable[[Play], Stage], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "_ANSWER", 0.2)
    stage = staged(lambda *_: time.sleep(0.6))
    with pytest.raises(StoreError, match="did not answer in time"):
        sent(stage.url)
    time.sleep(0.7)


def test_a_password_is_sent_only_when_it_is_asked_for_and_as_it_is(
    staged: Callable[[Play], Stage], monkeypatch: pytest.MonkeyPatch
) -> None:
    def play(to: BaseHTTPRequestHandler, _: int) -> None:
        known = to.headers.get("Authorization") == "Basic c2FsbWE6wqPYsw=="
        reply(to, 200) if known else reply(to, 401, b"", WWW_Authenticate='Basic realm="x"')

    monkeypatch.setenv("KG_STORE_USER", "salma")
    monkeypatch.setenv("KG_STORE_PASSWORD", "£س")
    stage = staged(play)
    assert sent(stage.url) == ONE
    assert [headers.get("Authorization", "") for headers in stage.asked] == ["", "Basic c2FsbWE6wqPYsw=="]
    monkeypatch.setenv("KG_STORE_PASSWORD", "wrong")
    with pytest.raises(StoreError, match="does not accept the credentials"):
        sent(stage.url)


def test_a_token_is_sent_as_a_bearer(staged: Callable[[Play], Stage], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_TOKEN", "abc.def")
    stage = staged(lambda to, _: reply(to, 200))
    sent(stage.url)
    assert stage.asked[0]["Authorization"] == "Bearer abc.def"
    monkeypatch.setenv("KG_STORE_TOKEN", "abc\r\nHost: x")
    with pytest.raises(UsageError, match="KG_STORE_TOKEN holds what no token has"):
        Credentials.found()


def test_no_proxy_stands_before_this_machine(staged: Callable[[Play], Stage], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    assert sent(staged(lambda to, _: reply(to, 200)).url) == ONE


def test_nobody_listens(kg: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "_PAUSE", 0.01)
    done = kg("stats", "-s", f"http://127.0.0.1:{free_port()}/query")
    assert done.is_one_line() and "connection refused" in done.err


@pytest.mark.parametrize(
    "address", ["http://salma:s3cret@host/query", "https://s3cret@host/", "http://", "http://host:99999/",
                "http://a b/", "http://host/query?default=s3cret", "HTTP://host/#s3cret"],
)  # fmt: skip
def test_an_address_that_cannot_be_is_refused_without_repeating_it(kg: Command, address: str) -> None:
    done = kg("stats", "-s", address)
    assert done.code == 2 and "address of a store" in done.err.replace("the store", "a store")
    assert "s3cret" not in done.err


def test_credentials_show_nowhere() -> None:
    made = Credentials(user="salma", password="s3cret", token="t0ken")
    assert "s3cret" not in repr(made) and "t0ken" not in repr(made) and "salma" not in repr(made)
    assert plain("http://salma:s3cret@host:1/query?password=s3cret#s3cret") == "http://host:1/query"


def test_a_place_is_a_folder_or_an_address() -> None:
    assert place("some/http:/folder") == Path("some/http:/folder")
    assert place("https://host/query") == Address("https://host/query")
    assert str(place("http://host//x")) == "http://host//x"
