"""`kg graph`: the graph as one page for the browser."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.address import Place
from kg.cli.options import lang_option, quiet_option, store_option
from kg.cli.output import note, write
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.store import Store

DEFAULT_PAGE = Path("graph.html")


@click.command("graph")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default=DEFAULT_PAGE, show_default=True
)
@click.option("--around", metavar="NAME", help="Only what has to do with this entity.")
@click.option(
    "--article", metavar="X", help="Instead, one article with its marks: an id, file, address or title words."
)
@click.option("-n", "--limit", type=click.IntRange(1, 5000), default=400, show_default=True, help="Most entities.")
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
@store_option
@lang_option
@quiet_option
def command(
    output: Path,
    around: str | None,
    article: str | None,
    limit: int,
    show: bool,
    store_path: Place,
    lang: str,
    quiet: bool,
) -> None:
    """Write the graph as one HTML page that works offline, in both languages; or one article with its claims."""
    from kg.store import Store

    if around is not None and article is not None:
        raise UsageError("--around and --article are different pages; give one of them")
    with Store.open(store_path) as store:
        page = _article(store, article, lang) if article is not None else _graph(store, around, limit)
    write(page, output)
    note(f"wrote {output} ({len(page.encode()) // 1024} KB)", quiet=quiet)
    if show:
        click.launch(output.resolve().as_uri())


def _graph(store: "Store", around: str | None, limit: int) -> str:
    from kg.view import render_graph

    return render_graph(store, around=_path(store, around) if around is not None else None, limit=limit)


def _article(store: "Store", name: str, lang: str) -> str:
    from kg.articles import article_html

    return article_html(store, name, lang)


def _path(store: "Store", name: str) -> str:
    """The one entity of that name."""
    found = store.find(name)
    if len(found.matches) == 1:
        return found.matches[0].path
    others = ", ".join(named.path for named in (found.matches or found.near)[:8])
    problem = "may mean several entities" if found.matches else "is no name in this store"
    raise UsageError(f"{name!r} {problem}" + (f"; try one of: {others}" if others else ""))
