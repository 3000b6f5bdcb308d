"""`kg query`: a ready question with its parameters."""

from pathlib import Path

import click

from kg.address import Place
from kg.cli.answering import FORMATS, answer_to
from kg.cli.options import format_option, lang_option, output_option, quiet_option, store_option
from kg.errors import UsageError


def _pairs(given: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not value.strip():
            raise UsageError(f"{pair!r} is not a parameter; write -p name=value")
        found[name.strip()] = value.strip()
    return found


@click.command("query")
@click.argument("name")
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="A value; may be repeated.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=10.0, show_default=True, help="Seconds.")
@click.option("--limit", type=click.IntRange(min=1), default=10_000, show_default=True, help="Most results.")
@click.option("--show", is_flag=True, help="Print the SPARQL instead of asking it.")
@store_option
@format_option(FORMATS)
@output_option
@lang_option
@quiet_option
def command(
    name: str,
    params: tuple[str, ...],
    timeout: float,
    limit: int,
    show: bool,
    store_path: Place,
    form: str | None,
    output: Path | None,
    lang: str,
    quiet: bool,
) -> None:
    """Ask the ready question NAME (see them with: kg queries).

    Example: kg query who-visited-whom -p actor=روسيا -p from=2024
    """
    from kg.queries.ready import ask, question

    values = _pairs(params)
    asked = question(name)
    if show:
        _show(name, values, store_path, output)
        return
    answer_to(
        store_path,
        lambda store: ask(store, asked.name, values, timeout=timeout, limit=limit),
        form,
        output,
        lang,
        quiet=quiet,
    )


def _show(name: str, values: dict[str, str], store_path: Place, output: Path | None) -> None:
    """The text of the query, with values filled in if there are any."""
    from kg.cli.output import write
    from kg.queries.ready import bind, question

    asked = question(name)
    if not values:
        write(asked.text, output)
        return
    from kg.store import Store

    with Store.open(store_path) as store:
        write(bind(asked, values, store), output)
