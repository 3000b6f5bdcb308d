"""The prompt of `kg sparql`: history, completion, highlighted input, several lines, and a few commands of its own."""

import os
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.address import Place
from kg.cli.output import note, table
from kg.errors import KgError, QueryTimeoutError

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession

    from kg.store import Store
    from kg.store.run import Answer

_HELP = """A query ends with its last brace; Enter runs it, Alt-Enter opens a further line, Tab completes.
.queries            the ready questions          .query NAME [param=value ...]   ask one
.prefixes           the declared prefixes        .help  .quit
"""


def converse(store_path: Place, *, timeout: float, limit: int, lang: str) -> None:
    """Ask until the person leaves. The store is opened once; an error is told and the prompt stays."""
    from kg.store import Store

    with Store.open(store_path) as store:
        session = _session(store)
        sys.stderr.write("kg sparql: .help tells how, Ctrl-D leaves\n")
        while True:
            try:
                line = session.prompt("sparql> ").strip()
            except KeyboardInterrupt:
                continue
            except EOFError:
                return
            if line in {".quit", ".exit"}:
                return
            if line:
                _respond(store, line, timeout=timeout, limit=limit, lang=lang)


def _respond(store: "Store", line: str, *, timeout: float, limit: int, lang: str) -> None:
    try:
        if line.startswith("."):
            _command(store, line, timeout=timeout, limit=limit, lang=lang)
        else:
            _advise(line)
            _show(store, store.query(line, timeout=timeout, limit=limit), lang)
    except QueryTimeoutError as error:
        note(f"{error} (it ends in the background; a new prompt is quicker)")
    except KgError as error:
        note(str(error))


def _advise(text: str) -> None:
    from kg.store.advice import unknown_terms

    for term, meant in unknown_terms(text):
        note(f"{term} is no term of the ontology" + (f"; did you mean {meant}?" if meant else ""))


def _command(store: "Store", line: str, *, timeout: float, limit: int, lang: str) -> None:
    """One of the prompt's own commands."""
    name, *rest = _words(line)
    if name == ".prefixes":
        from kg.rdf import PREFIXES

        sys.stdout.write(table(("prefix", "stands for"), sorted(PREFIXES.items())))
    elif name == ".queries":
        from kg.queries.ready import load_questions

        rows = [(asked.name, asked.titles.get(lang, "")) for asked in load_questions().values()]
        sys.stdout.write(table(("name", "asks"), rows))
    elif name == ".query" and rest:
        from kg.queries.ready import ask

        values = dict(word.split("=", 1) for word in rest[1:] if "=" in word)
        _show(store, ask(store, rest[0], values, timeout=timeout, limit=limit), lang)
    else:
        sys.stdout.write(_HELP)


def _words(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError as error:
        raise KgError(f"{line!r}: {error}") from error


def _show(store: "Store", answer: "Answer", lang: str) -> None:
    from kg.cli.answering import formatted

    sys.stdout.write(formatted(store, answer, "table", lang))
    count = len(answer.rows or answer.triples or ())
    note(f"{count:,} results" + ("; cut there" if answer.cut else "") if answer.truth is None else "answered")


def _session(store: "Store") -> "PromptSession[str]":
    from prompt_toolkit import PromptSession
    from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.history import FileHistory
    from prompt_toolkit.lexers import PygmentsLexer
    from pygments.lexers.rdf import SparqlLexer

    words = dict(completions(store))
    completer = WordCompleter(list(words), meta_dict=words, WORD=True, ignore_case=True)
    session: PromptSession[str] = PromptSession(
        history=FileHistory(str(_history())),
        completer=completer,
        complete_while_typing=False,
        lexer=PygmentsLexer(SparqlLexer),
        auto_suggest=AutoSuggestFromHistory(),
        prompt_continuation="    ... ",
    )
    session.multiline = Condition(lambda: not is_whole(_typed()))
    return session


def _typed() -> str:
    from prompt_toolkit.application import get_app

    return get_app().current_buffer.text


def is_whole(text: str) -> bool:
    """Whether a text is a whole query or command: every brace that it opens it closes."""
    from kg.store.guard import tokens

    if not text.strip() or text.lstrip().startswith("."):
        return True
    marks = [token for kind, token in tokens(text) if kind == "other" and token in "{}"]
    return bool(marks) and marks.count("{") <= marks.count("}")


def completions(store: "Store") -> Iterator[tuple[str, str]]:
    """What Tab completes, with what it means: keywords, terms, prefixes, questions."""
    from kg.queries.ready import load_questions
    from kg.rdf import PREFIXES
    from kg.store.advice import KEYWORDS

    yield from ((word, "") for word in KEYWORDS)
    yield from ((f"dip:{name}", labels.get("ar", "")) for name, labels in store.names.terms().items())
    yield from ((f"{prefix}:", base) for prefix, base in PREFIXES.items())
    yield from ((f".query {asked.name}", asked.titles.get("ar", "")) for asked in load_questions().values())
    yield from ((name, "") for name in (".help", ".prefixes", ".queries", ".quit"))


def _history() -> Path:
    """Where the prompt remembers: the user's state folder, as the XDG base directories have it."""
    state: Any = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    folder = Path(state) / "kg"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "sparql-history"
