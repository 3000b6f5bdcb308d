"""`kg export`: the graph for other tools."""

from pathlib import Path

import click

from kg.address import Place
from kg.cli.options import format_option, output_option, store_option
from kg.cli.output import write_bytes

_FORMATS = ("turtle", "trig", "nquads", "jsonld", "graphml", "csv")


@click.command("export")
@store_option
@format_option(_FORMATS, default="trig")
@output_option
def command(store_path: Place, form: str, output: Path | None) -> None:
    """Write the whole store: Turtle (derived facts only), TriG, N-Quads or JSON-LD (claims with evidence too),
    GraphML (entities and what is told between them) or CSV (one row a claim of an event).

    Example: kg export -f graphml -o graph.graphml
    """
    from kg.store import Store
    from kg.store.exchange import export

    with Store.open(store_path) as store:
        data = export(store.whole, form)
    write_bytes(data, output)
