"""Where a store can live, for tests that hold for all of them: memory, a folder, and real servers on loopback.

Servers are started by the tests, on free ports, with data of their own that is gone with them.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from requests.auth import HTTPDigestAuth

from kg.rdf import BASE
from kg.store import Store

LOCAL, SERVERS = ("memory", "folder"), ("oxigraph", "virtuoso")
BACKENDS = (*LOCAL, *SERVERS)
# Few rows an answer, so that every test meets the limits which servers have
_VIRTUOSO = """
[Database]
DatabaseFile = {0}/virtuoso.db
ErrorLogFile = {0}/virtuoso.log
LockFile = {0}/virtuoso.lck
TransactionFile = {0}/virtuoso.trx
xa_persistent_file = {0}/virtuoso.pxa
FileExtend = 20
Striping = 0
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {0}/temp.db
TransactionFile = {0}/temp.trx
Striping = 0
[Parameters]
ServerPort = 127.0.0.1:{1}
ServerThreads = 10
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
[HTTPServer]
ServerPort = 127.0.0.1:{2}
ServerRoot = {0}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 250
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A server: the address for queries, that for updates, and what the environment must hold to write to it."""

    url: str
    update: str
    environment: Mapping[str, str] = field(default_factory=dict)

    def carry_out(self, text: str) -> None:
        """An update as anybody may send it."""
        name, password = (self.environment.get(key, "") for key in ("KG_STORE_USER", "KG_STORE_PASSWORD"))
        headers = {"Content-Type": "application/sparql-update"}
        auth = HTTPDigestAuth(name, password) if name else None
        requests.post(self.update, data=text.encode(), headers=headers, auth=auth, timeout=30).raise_for_status()

    def rows(self, text: str) -> list[dict[str, str]]:
        """The values of an answer as anybody gets it."""
        headers = {"Accept": "application/sparql-results+json"}
        answer = requests.post(self.url, data={"query": text}, headers=headers, timeout=30)
        answer.raise_for_status()
        found = answer.json()["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in found]

    def graphs(self) -> list[str]:
        """The names of all graphs."""
        return [row["g"] for row in self.rows("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")]

    def empty(self) -> None:
        """Take every store away."""
        ours = [name for name in self.graphs() if name.startswith(BASE)]
        if ours:
            self.carry_out(" ;\n".join(f"DROP SILENT GRAPH <{name}>" for name in ours))


def free_port() -> int:
    """A port of loopback that nobody listens to."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@contextmanager
def server(kind: str, folder: Path) -> Iterator[Running]:
    """A running server of a kind; skips the test where it is not installed."""
    make = {"oxigraph": _oxigraph, "virtuoso": _virtuoso}[kind]
    command, running = make(folder)
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(running.url, process)
        yield running
    finally:
        process.kill()
        process.wait(10)


def _oxigraph(folder: Path) -> tuple[list[str], Running]:
    beside = Path(sys.executable).parent / "oxigraph"
    program = str(beside) if beside.exists() else shutil.which("oxigraph")
    if program is None:
        pytest.skip("there is no oxigraph here; pip install oxigraph")
    at = f"127.0.0.1:{free_port()}"
    url = f"http://{at}"
    command = [program, "serve", "--location", str(folder / "data"), "--bind", at]
    return command, Running(url=f"{url}/query", update=f"{url}/update")


def _virtuoso(folder: Path) -> tuple[list[str], Running]:
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("there is no virtuoso-t here; apt-get install virtuoso-opensource-7-bin")
    port = free_port()
    (folder / "virtuoso.ini").write_text(_VIRTUOSO.format(folder, free_port(), port), encoding="utf-8")
    url = f"http://127.0.0.1:{port}/sparql"
    # The name and password of every new database
    environment = {"KG_STORE_USER": "dba", "KG_STORE_PASSWORD": "dba"}
    command = [program, "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    return command, Running(url=url, update=f"{url}-auth", environment=environment)


def _wait(url: str, process: "subprocess.Popen[bytes]") -> None:
    parts = urlsplit(url)
    for _ in range(600):
        assert process.poll() is None, "the server has ended"
        try:
            socket.create_connection((str(parts.hostname), int(parts.port or 80)), timeout=1).close()
        except OSError:
            time.sleep(0.05)
            continue
        return
    raise AssertionError("the server does not answer")


class Backend:
    """A kind of place with stores in it: one filled, for reading, and empty ones for writing, one at a time."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind = kind
        self._folder = folder
        self._count = 0
        self._running: Running | None = None
        self._ends = ExitStack()

    def close(self) -> None:
        """End the server."""
        self._ends.close()

    @property
    def running(self) -> Running:
        """The server for writing."""
        if self._running is None:
            self._count += 1
            home = self._folder / f"server-{self._count}"
            home.mkdir()
            self._running = self._ends.enter_context(server(self.kind, home))
        return self._running

    def place(self) -> str:
        """Where a new store can be made, which is no other store; not for memory."""
        if self.kind == "folder":
            self._count += 1
            return str(self._folder / f"store-{self._count}")
        self.running.empty()
        return self.running.url

    @contextmanager
    def empty(self) -> Iterator[Store]:
        """A new store. What it holds in the end is what the next reader of it finds."""
        if self.kind == "memory":
            with Store.memory() as store:
                yield store
            return
        where = self.place()
        with self.environment(), Store.create(where) as store:
            yield store
            store.engine.flush()
            held = set(store.engine)
        if self.kind in SERVERS:
            with self.environment(), Store.open(where) as reader:
                assert set(reader.engine) == held

    @contextmanager
    def environment(self) -> Iterator[None]:
        """With the credentials of the server."""
        with pytest.MonkeyPatch.context() as patch:
            for name, value in (self.running.environment if self.kind in SERVERS else {}).items():
                patch.setenv(name, value)
            yield


def without_credentials() -> dict[str, str]:
    """The environment without what leads to a store."""
    return {name: value for name, value in os.environ.items() if not name.startswith("KG_STORE")}
