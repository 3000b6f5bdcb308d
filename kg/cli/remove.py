"""`kg remove`: take articles back."""

from typing import TYPE_CHECKING

import click

from kg.address import Place
from kg.cli.options import quiet_option, store_option
from kg.cli.output import note, write

if TYPE_CHECKING:
    from kg.store import Store
    from kg.store.stats import Stats


@click.command("remove")
@click.argument("names", nargs=-1, required=True, metavar="ARTICLE|SOURCE...")
@click.option("-n", "--dry-run", is_flag=True, help="Only list what would be removed.")
@store_option
@quiet_option
def command(names: tuple[str, ...], dry_run: bool, store_path: Place, quiet: bool) -> None:
    """Take articles back, with everything that only they support.

    An article is named by its id, address or file; a file of many, or a folder, stands for all in it.

    Example: kg remove archive/2024
    """
    from kg.store import Store

    with Store.open(store_path, write=not dry_run) as store:
        found = _found(store, names)
        if dry_run:
            write("".join(f"{ident}\t{source}\n" for ident, source in found.items()))
            return
        before = store.stats()
        for ident in found:
            store.remove(ident)
        store.derive()
        note(_told(before, store.stats()), quiet=quiet)


def _found(store: "Store", names: tuple[str, ...]) -> dict[str, str]:
    """All that the names mean, before anything is removed, with their sources."""
    from kg.store.readings import named

    known = store.readings()
    return {ident: known[ident].source for name in names for ident in named(known, name)}


def _told(before: "Stats", after: "Stats") -> str:
    gone = {
        "claims": sum(before.claims.values()) - sum(after.claims.values()),
        "events": sum(before.events.values()) - sum(after.events.values()),
        "entities": sum(before.entities.values()) - sum(after.entities.values()),
    }
    removed = before.articles - after.articles
    went = ", ".join(f"{count:,} {what}" for what, count in gone.items())
    return f"removed {removed:,} article{'s' * (removed != 1)}, and what only they supported: {went}"
