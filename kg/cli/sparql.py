"""`kg sparql`: any reading query."""

import sys
from pathlib import Path

import click

from kg.address import Place
from kg.cli.answering import FORMATS, answer_to
from kg.cli.options import lang_option, output_option, quiet_option, store_option
from kg.cli.output import note, write
from kg.errors import UsageError


def _query_text(query: str | None, file: Path | None) -> str:
    if (query is None) == (file is None):
        raise UsageError("give one query: as an argument, with --file FILE, or - to read it from stdin")
    if query == "-":
        return sys.stdin.read()
    if file is None:
        return query or ""
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read {file}: {getattr(error, 'strerror', None) or 'not UTF-8 text'}") from error


def _told_apart(forms: tuple[str, ...], file: Path | None) -> tuple[str | None, Path | None]:
    """`-f` is short for the format and for the file; the format's names tell which is meant."""
    form = next((name for name in reversed(forms) if name in FORMATS), None)
    for name in forms:
        if name not in FORMATS:
            if file is None and not Path(name).is_file():
                raise UsageError(f"{name!r} is neither a format ({', '.join(FORMATS)}) nor a file")
            file = file or Path(name)
    return form, file


@click.command("sparql")
@click.argument("query", required=False)
@click.option("--file", type=click.Path(path_type=Path), help="Read the query from a file.")
@click.option(
    "-f",
    "--format",
    "forms",
    multiple=True,
    metavar="FORMAT|FILE",
    help=f"Format of the output ({', '.join(FORMATS)}); anything else after -f is a file to read the query from.",
)
@click.option("--timeout", type=click.FloatRange(min=0.1), default=10.0, show_default=True, help="Seconds.")
@click.option("--limit", type=click.IntRange(min=1), default=10_000, show_default=True, help="Most results.")
@click.option("--explain", is_flag=True, help="Show the plan with counts and times instead of the results.")
@store_option
@output_option
@lang_option
@quiet_option
def command(
    query: str | None,
    file: Path | None,
    timeout: float,
    limit: int,
    explain: bool,
    store_path: Place,
    forms: tuple[str, ...],
    output: Path | None,
    lang: str,
    quiet: bool,
) -> None:
    """Ask the graph in SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE, as QUERY, from a FILE, or from - (stdin).

    The default graph holds asserted facts only; claims with their evidence are in one graph an article
    (GRAPH ?article { ... }). Prefixes such as dip:, country:, person:, schema: and oa: are declared.

    Without a query on a terminal a prompt opens, with completion and history.

    Example: kg sparql 'SELECT ?event ?date { ?event a dip:Visit ; dip:begin ?date }'
    """
    form, file = _told_apart(forms, file)
    if query is None and file is None and sys.stdin.isatty():
        from kg.cli.prompt import converse

        converse(store_path, timeout=timeout, limit=limit, lang=lang)
        return
    text = _query_text(query, file)
    _note_unknown(text, quiet=quiet)
    if explain:
        _explain(store_path, text, timeout, limit)
        return
    answer_to(
        store_path, lambda store: store.query(text, timeout=timeout, limit=limit), form, output, lang, quiet=quiet
    )


def _note_unknown(text: str, *, quiet: bool) -> None:
    """Terms that the ontology does not have make an empty answer, not an error: say so."""
    from kg.store.advice import unknown_terms

    for term, meant in unknown_terms(text):
        hint = f"; did you mean {meant}?" if meant else "; kg ontology lists them all"
        note(f"{term} is no term of the ontology{hint}", quiet=quiet)


def _explain(store_path: Place, text: str, timeout: float, limit: int) -> None:
    from kg.queries.plan import plan
    from kg.store import Store

    with Store.open(store_path) as store:
        told = plan(store, text, timeout=timeout, limit=limit)
    lines = [*told.steps, "", f"{told.rows:,} results; quads that fit each pattern stand before it"]
    lines.append(f"parsed in {told.parse:.1f} ms, first result in {told.first:.1f} ms, all in {told.whole:.1f} ms")
    write("\n".join(lines) + "\n")
