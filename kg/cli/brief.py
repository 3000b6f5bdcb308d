"""`kg brief`: a dossier on one actor or two."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.address import Place
from kg.cli.between import actors_named, period_options, stale_note
from kg.cli.options import format_option, lang_option, output_option, quiet_option, store_option
from kg.cli.output import note, write
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.queries.brief import Brief
    from kg.store import Store

_HTML = (".html", ".htm")


@click.command("brief")
@click.argument("names", metavar="A [B]", nargs=-1, required=True)
@click.option("-n", "--events", type=click.IntRange(1, 1000), default=8, show_default=True, help="Most events a month.")
@period_options
@store_option
@format_option(("markdown", "html"), None)
@output_option
@lang_option
@quiet_option
def command(
    names: tuple[str, ...],
    events: int,
    since: str | None,
    until: str | None,
    store_path: Place,
    form: str | None,
    output: Path | None,
    lang: str,
    quiet: bool,
) -> None:
    """Write a dossier on A, or on what A and B have to do with each other.

    Who they are, what happened by month in cooperation and conflict, with whom most, what is disputed and by whom, what
    is planned; each line with numbered notes that quote the articles. Markdown, or HTML for a FILE.html.

    Example: kg brief روسيا "كوريا الشمالية" -o brief.html
    """
    from kg.queries.brief import brief
    from kg.queries.period import period
    from kg.store import Store

    if len(names) > 2:
        raise UsageError('a brief is on one actor or two; put a name of several words in quotes: "كوريا الشمالية"')
    wanted = period(since, until)
    with Store.open(store_path) as store:
        about = actors_named(store, names)
        found = brief(store, about, period=wanted, most=events)
        text = _text(store, found, form or _form(output), lang)
        stale = stale_note(store)
    write(text, output)
    for line in (stale, "" if found.told else _nothing(about, narrowed=bool(wanted))):
        if line:
            note(line, quiet=quiet)


def _form(output: Path | None) -> str:
    return "html" if output and output.suffix.lower() in _HTML else "markdown"


def _text(store: "Store", found: "Brief", form: str, lang: str) -> str:
    from kg.queries.articles import cited
    from kg.queries.wording import wording
    from kg.view.brief import render_brief
    from kg.view.markdown import brief_markdown
    from kg.view.sheet import sheet

    words = wording(store, found.named(), lang)
    articles = cited(store, (claim.article for claim in found.notes))
    made = sheet(found, words, articles)
    return render_brief(made) if form == "html" else brief_markdown(made)


def _nothing(about: list[str], *, narrowed: bool) -> str:
    wider = " in this time; widen --since and --until" if narrowed else ""
    return f"nothing is told of {' with '.join(about)}{wider}"
