"""`kg ontology`: the reference of the ontology as one page."""

from pathlib import Path

import click

from kg.cli.options import quiet_option
from kg.cli.output import note, write

DEFAULT_PAGE = Path("ontology.html")


@click.command("ontology")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default=DEFAULT_PAGE, show_default=True
)
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
@quiet_option
def command(output: Path, show: bool, quiet: bool) -> None:
    """Write the reference of the ontology as one HTML page: every term in Arabic and English, rules and shapes."""
    from kg.view.reference import render_reference

    page = render_reference()
    write(page, output)
    note(f"wrote {output} ({len(page.encode()) // 1024} KB)", quiet=quiet)
    if show:
        click.launch(output.resolve().as_uri())
