"""What `sparql` and `query` share: ask under limits, choose a format, write."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.address import Place
from kg.cli.output import note, on_terminal, table, write

if TYPE_CHECKING:
    from kg.store import Store
    from kg.store.run import Answer, Value

_PATIENCE = 1.0
FORMATS = ("table", "json", "csv", "tsv", "xml", "turtle", "ntriples", "jsonld")
_BY_SUFFIX = {
    ".json": "json", ".srj": "json", ".csv": "csv", ".tsv": "tsv", ".xml": "xml", ".srx": "xml",
    ".ttl": "turtle", ".nt": "ntriples", ".jsonld": "jsonld", ".txt": "table",
}  # fmt: skip


def answer_to(
    store_path: Place,
    ask: "Callable[[Store], Answer]",
    form: str | None,
    output: Path | None,
    lang: str,
    *,
    quiet: bool,
) -> None:
    """Open the store, ask, write the answer in its format and note what was cut."""
    from kg.store import Store

    with Store.open(store_path) as store:
        if store.stale:
            note("the last build was not finished; facts may be missing (run kg build again)", quiet=quiet)
        with patience(quiet=quiet):
            answer = ask(store)
        text = formatted(store, answer, form or _default_format(answer, output), lang)
    write(text, output)
    if answer.cut:
        note(f"cut after {len(answer.rows or answer.triples or ()):,} results; --limit raises it", quiet=quiet)
    elif not answer.rows and not answer.triples and answer.truth is None:
        note("nothing found", quiet=quiet)


@contextmanager
def patience(*, quiet: bool) -> Iterator[None]:
    """After a second of waiting, tell a person at a terminal that the query is still running."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    timer = threading.Timer(_PATIENCE, lambda: note("still asking; Ctrl-C ends it"))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _default_format(answer: "Answer", output: Path | None) -> str:
    wanted = _BY_SUFFIX.get(output.suffix.lower(), "") if output else ""
    if answer.triples is not None:
        return wanted if wanted in {"turtle", "ntriples", "jsonld"} else "turtle"
    if wanted in {"json", "csv", "tsv", "xml", "table"}:
        return wanted
    return "table" if on_terminal(output) else "json"


def formatted(store: "Store", answer: "Answer", form: str, lang: str) -> str:
    """The answer in a format; a table shows entities and types by their labels."""
    from kg.queries.answers import answer_text

    if form == "table" and answer.truth is not None:
        return "yes\n" if answer.truth else "no\n"
    if form == "table" and answer.triples is None:
        show = _shower(store, lang)
        return table(answer.variables, ([show(term) for term in row] for row in answer.rows))
    return answer_text(answer, "turtle" if form == "table" else form)


def _shower(store: "Store", lang: str) -> "Callable[[Value | None], str]":
    """Terms as a reader wants them: entities and types by label, other IRIs shortened."""
    from kg.ontology import load_ontology
    from kg.queries.labels import Labeller

    labeller = Labeller(store, load_ontology(), lang)
    return labeller.show
