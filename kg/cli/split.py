"""`kg split`: judge that what was joined is not one."""

import click

from kg.address import Place
from kg.cli.judging import because_option, node_named, part_named
from kg.cli.options import quiet_option, store_option
from kg.cli.output import note


@click.command("split")
@click.argument("whole")
@click.argument("parts", nargs=-1, required=True)
@because_option
@store_option
@quiet_option
def command(whole: str, parts: tuple[str, ...], because: str, store_path: Place, quiet: bool) -> None:
    """Judge that PARTS of the event or entity WHOLE are something else than the rest of it.

    The parts of an event are its tellings, one an article, as kg explain EVENT lists them; those of an entity are the
    paths of its spellings. The judgement is kept and survives rebuilding; kg merge takes it back.

    Example: kg split 27fe32a53d1be0a9 9b0c6ee21d4f7a35
    """
    from kg.store import Store

    with Store.open(store_path, write=True) as store:
        store.split(node_named(store, whole), [part_named(part) for part in parts], because)
        store.derive()
    note(f"{', '.join(parts)} parted from {whole}", quiet=quiet)
