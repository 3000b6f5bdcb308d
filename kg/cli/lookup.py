"""`kg lookup`: the card of one entity."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.address import Place
from kg.cli.options import format_option, lang_option, output_option, quiet_option, store_option
from kg.cli.output import note, on_terminal, write
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.store import Store


@click.command("lookup")
@click.argument("name", nargs=-1, required=True)
@click.option("-n", "--events", type=click.IntRange(min=1), default=20, show_default=True, help="Most events.")
@store_option
@format_option(("table", "json"))
@output_option
@lang_option
@quiet_option
def command(
    name: tuple[str, ...],
    events: int,
    store_path: Place,
    form: str | None,
    output: Path | None,
    lang: str,
    quiet: bool,
) -> None:
    """Show what the graph knows of NAME: any script, spelling or part of a name, or a path such as country/ru.

    Example: kg lookup بوتين
    """
    from kg.store import Store

    wanted = " ".join(name).strip()
    if not wanted:
        raise UsageError("give a name, for example: kg lookup بوتين")
    with Store.open(store_path) as store:
        form = form or ("table" if on_terminal(output) else "json")
        text, remark = _answer(store, wanted, events, form, lang)
    write(text, output)
    if remark:
        note(remark, quiet=quiet)


def _answer(store: "Store", wanted: str, events: int, form: str, lang: str) -> tuple[str, str]:
    """The text to print and a remark."""
    from kg.cli import cards
    from kg.queries.card import card_json, found_json

    found = store.find(wanted)
    if len(found.matches) == 1:
        from kg.queries.card import card

        shown = card(store, found.matches[0].path, limit=events)
        return (cards.card_text(shown, lang) if form == "table" else card_json(shown)), ""
    named = found.matches or found.near
    text = cards.list_text(named, lang) if form == "table" else found_json(found)
    if found.matches:
        return text, f"{wanted!r} may mean {len(named)} entities; ask again with one of the paths"
    return text, f"nothing is called {wanted!r}" + ("; these are near" if named else "")
