"""`kg timeline`: what is told of an actor, by date."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.address import Place
from kg.cli.between import actors_named, period_options, stale_note
from kg.cli.options import format_option, lang_option, output_option, quiet_option, store_option
from kg.cli.output import note, on_terminal, write
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.queries.timeline import Timeline
    from kg.store import Store

FORMATS = ("table", "csv", "json", "html")
_STATUSES = ("asserted", "planned", "alleged", "hypothetical", "denied", "negated")
_BY_SUFFIX = {".html": "html", ".htm": "html", ".csv": "csv", ".json": "json", ".txt": "table"}


@click.command("timeline")
@click.argument("names", metavar="A [B]", nargs=-1, required=True)
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only events of this type; may be repeated.")
@click.option(
    "--status", "statuses", type=click.Choice(_STATUSES), multiple=True, help="Only events told so; may be repeated."
)
@period_options
@store_option
@format_option(FORMATS, None)
@output_option
@lang_option
@quiet_option
def command(
    names: tuple[str, ...],
    types: tuple[str, ...],
    statuses: tuple[str, ...],
    since: str | None,
    until: str | None,
    store_path: Place,
    form: str | None,
    output: Path | None,
    lang: str,
    quiet: bool,
) -> None:
    """Tell by date what A did and what was done to A, or what A and B had to do with each other.

    States act through those who speak for them. One line is one event, over all articles that tell it; offices begun
    and ended stand among them. What has no stated day comes last, by the day on which it was told.

    Example: kg timeline روسيا "كوريا الشمالية" -o timeline.html
    """
    from kg.queries.period import period
    from kg.queries.timeline import timeline
    from kg.queries.values import event_type_named
    from kg.store import Store

    if len(names) > 2:
        raise UsageError('a timeline is of one actor or two; put a name of several words in quotes: "كوريا الشمالية"')
    wanted, kinds = period(since, until), [event_type_named(name) for name in types]
    with Store.open(store_path) as store:
        about = actors_named(store, names)
        found = timeline(store, about, period=wanted, types=kinds, statuses=statuses)
        text = _text(store, found, form or _form(output), lang)
        stale = stale_note(store)
    write(text, output)
    for line in (stale, "" if found.entries else _nothing(about, narrowed=bool(wanted or kinds or statuses))):
        if line:
            note(line, quiet=quiet)


def _form(output: Path | None) -> str:
    wanted = _BY_SUFFIX.get(output.suffix.lower()) if output else None
    return wanted or ("table" if on_terminal(output) else "json")


def _text(store: "Store", found: "Timeline", form: str, lang: str) -> str:
    from kg.cli import timelines
    from kg.queries.articles import cited
    from kg.queries.wording import wording

    words = wording(store, found.named(), lang)
    articles = cited(store, (ident for one in found.happenings for ident in one.articles))
    if form == "html":
        from kg.view.timeline import render_timeline

        return render_timeline(found, words, articles)
    if form == "csv":
        return timelines.timeline_csv(found, words)
    return timelines.timeline_json(found, articles) if form == "json" else timelines.timeline_text(found, words)


def _nothing(about: list[str], *, narrowed: bool) -> str:
    wider = " in this selection; widen --since, --until, --type or --status" if narrowed else ""
    return f"nothing is told of {' with '.join(about)}{wider}"
