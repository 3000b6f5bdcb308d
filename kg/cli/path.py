"""`kg path`: how two actors are connected."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.address import Place
from kg.cli.between import actors_named, period_options, stale_note
from kg.cli.options import format_option, lang_option, output_option, quiet_option, store_option
from kg.cli.output import note, on_terminal, write

if TYPE_CHECKING:
    from kg.queries.paths import Path as Way
    from kg.store import Store

_STEPPING = ("asserted", "planned", "alleged", "hypothetical")


@click.command("path")
@click.argument("start", metavar="A")
@click.argument("goal", metavar="B")
@click.option("-n", "--number", type=click.IntRange(1, 50), default=3, show_default=True, help="Most paths.")
@click.option(
    "--by",
    type=click.Choice(["shortest", "strongest"]),
    default="shortest",
    show_default=True,
    help="Fewest steps first, or what most publishers and events carry first.",
)
@click.option(
    "--status",
    "statuses",
    type=click.Choice(_STEPPING),
    multiple=True,
    default=_STEPPING[:3],
    show_default=True,
    help="What may make a step; may be repeated. What is denied or did not happen never does.",
)
@period_options
@store_option
@format_option(("table", "json"))
@output_option
@lang_option
@quiet_option
def command(
    start: str,
    goal: str,
    number: int,
    by: str,
    statuses: tuple[str, ...],
    since: str | None,
    until: str | None,
    store_path: Place,
    form: str | None,
    output: Path | None,
    lang: str,
    quiet: bool,
) -> None:
    """Show how the actors A and B are connected, step by step, with the words that say so.

    A step is an event in which both act or that one does to the other, or a relation such as an office. Standing in
    the same article, or being at the same place, is none.

    Example: kg path روسيا "كوريا الشمالية" --by strongest
    """
    from kg.queries.paths import paths
    from kg.queries.period import period
    from kg.store import Store

    wanted = period(since, until)
    with Store.open(store_path) as store:
        first, last = actors_named(store, (start, goal))
        found = paths(store, first, last, most=number, by=by, statuses=statuses, period=wanted)
        text = _text(store, found, (form or ("table" if on_terminal(output) else "json")), lang)
        stale = stale_note(store)
    write(text, output)
    for line in (stale, "" if found else _nothing(first, last, narrowed=bool(wanted))):
        if line:
            note(line, quiet=quiet)


def _text(store: "Store", found: "tuple[Way, ...]", form: str, lang: str) -> str:
    from kg.cli import ways
    from kg.queries.articles import cited
    from kg.queries.wording import wording

    claims = [
        claim for way in found for step in way.steps for tie in step.ties for claim in (*tie.claims, *tie.against)
    ]
    named = {path for way in found for path in way.nodes} | {path for claim in claims for path in claim.parties}
    words, articles = wording(store, named, lang), cited(store, (claim.article for claim in claims))
    return ways.ways_json(found, words, articles) if form == "json" else ways.ways_text(found, words, articles)


def _nothing(first: str, last: str, *, narrowed: bool) -> str:
    from kg.queries.paths import FARTHEST

    wider = "; widen --since and --until" if narrowed else ""
    return f"no path of up to {FARTHEST} steps between {first} and {last}{wider}"
