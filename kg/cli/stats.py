"""`kg stats`: how much is in the store."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.address import Place
from kg.cli.options import format_option, lang_option, output_option, store_option
from kg.cli.output import on_terminal, table, write

if TYPE_CHECKING:
    from kg.store.stats import Stats


@click.command("stats")
@store_option
@format_option(("table", "json"))
@output_option
@lang_option
def command(store_path: Place, form: str | None, output: Path | None, lang: str) -> None:
    """Count articles, entities and events by type, and claims by status."""
    from kg.store import Store

    with Store.open(store_path) as store:
        found = store.stats()
    if (form or ("table" if on_terminal(output) else "json")) == "table":
        write(table(("what", "which", "count"), _rows(found, lang)), output)
    else:
        write(json.dumps(asdict(found), ensure_ascii=False, indent=1) + "\n", output)


def _rows(found: "Stats", lang: str) -> Iterator[list[str]]:
    from kg.ontology import load_ontology

    ontology = load_ontology()
    yield ["articles", f"{found.first or ''} {found.last or ''}".strip(), str(found.articles)]
    yield ["triples", "", str(found.triples)]
    for kind, number in found.entities.items():
        yield ["entities", ontology.label(kind, lang), str(number)]
    for kind, number in found.events.items():
        event = ontology.events.get(kind)
        yield ["events", event.labels.get(lang, kind) if event else kind, str(number)]
    for status, number in found.claims.items():
        yield ["claims", ontology.label(status, lang), str(number)]
    for publisher, number in found.publishers.items():
        yield ["publishers", publisher, str(number)]
