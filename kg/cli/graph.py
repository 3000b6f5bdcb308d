"""`kg graph`: the graph as one page for the browser."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import quiet_option, store_option
from kg.cli.output import note, write
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.store import Store

DEFAULT_PAGE = Path("graph.html")


@click.command("graph")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default=DEFAULT_PAGE, show_default=True
)
@click.option("--around", help="Only what has to do with this entity (any name).")
@click.option("-n", "--limit", type=click.IntRange(1, 5000), default=400, show_default=True, help="Most entities.")
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
@store_option
@quiet_option
def command(output: Path, around: str | None, limit: int, show: bool, store_path: Path, quiet: bool) -> None:
    """Write the graph as one HTML page that works offline."""
    from kg.store import Store
    from kg.view import render_graph

    with Store.open(store_path) as store:
        path = _path(store, around) if around is not None else None
        page = render_graph(store, around=path, limit=limit)
    write(page, output)
    note(f"wrote {output} ({len(page.encode()) // 1024} KB)", quiet=quiet)
    if show:
        click.launch(output.resolve().as_uri())


def _path(store: "Store", name: str) -> str:
    """The one entity of that name."""
    found = store.find(name)
    if len(found.matches) == 1:
        return found.matches[0].path
    others = ", ".join(named.path for named in (found.matches or found.near)[:8])
    problem = "may mean several entities" if found.matches else "is no name in this store"
    raise UsageError(f"{name!r} {problem}" + (f"; try one of: {others}" if others else ""))
