"""`kg ask`: a question in words."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.address import Place
from kg.cli.answering import FORMATS, answer_to
from kg.cli.options import format_option, lang_option, output_option, quiet_option, store_option

if TYPE_CHECKING:
    from kg.store import Store
    from kg.store.run import Answer


@click.command("ask")
@click.argument("words", nargs=-1, required=True, metavar="QUESTION")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=10.0, show_default=True, help="Seconds.")
@click.option("--limit", type=click.IntRange(min=1), default=10_000, show_default=True, help="Most results.")
@store_option
@format_option(FORMATS)
@output_option
@lang_option
@quiet_option
def command(
    words: tuple[str, ...],
    timeout: float,
    limit: int,
    store_path: Place,
    form: str | None,
    output: Path | None,
    lang: str,
    quiet: bool,
) -> None:
    """Ask in Arabic or English; the SPARQL that is asked stands on stderr.

    A question must have the shape of a ready question (kg queries -f json lists their phrases under "phrases");
    any other is not guessed at.

    Example: kg ask "من زار روسيا في سبتمبر 2024؟"
    """

    def ask(store: "Store") -> "Answer":
        return store.query(_sparql(store, " ".join(words), quiet=quiet), timeout=timeout, limit=limit)

    answer_to(store_path, ask, form, output, lang, quiet=quiet)


def _sparql(store: "Store", text: str, *, quiet: bool) -> str:
    """The query that a text means, shown unless quiet."""
    from datetime import date

    from kg.cli.output import note, visible
    from kg.queries.asking import understand
    from kg.queries.ready import bind

    asked = understand(store, text, date.today())
    query = bind(asked.question, asked.values, store)
    given = "".join(f" -p {name}={value}" for name, value in asked.values.items())
    note(f"understood as: kg query {asked.question.name}{given}", quiet=quiet)
    if not quiet:
        body = "".join(line for line in query.splitlines(keepends=True) if not line.startswith("#+"))
        sys.stderr.write(visible(body))
    return query
