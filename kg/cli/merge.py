"""`kg merge`: judge that two events, or two entities, are one."""

import click

from kg.address import Place
from kg.cli.judging import because_option, node_named
from kg.cli.options import quiet_option, store_option
from kg.cli.output import note


@click.command("merge")
@click.argument("one")
@click.argument("two")
@because_option
@store_option
@quiet_option
def command(one: str, two: str, because: str, store_path: Place, quiet: bool) -> None:
    """Judge that ONE and TWO are the same event (ids), or the same entity (paths or names).

    The judgement is kept in the store, comes before every rule and survives rebuilding; kg split takes it back.

    Example: kg merge person/ali-karim "علي كريم" --because "same ministry, same year"
    """
    from kg.store import Store

    with Store.open(store_path, write=True) as store:
        store.merge(node_named(store, one), node_named(store, two), because)
        store.derive()
    note(f"{one} and {two} are one from now on", quiet=quiet)
