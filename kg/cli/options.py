"""The options that several commands share."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from kg.address import Address, Place, place
from kg.errors import UsageError

F = TypeVar("F", bound=Callable[..., Any])
Decorator = Callable[[Any], Any]

DEFAULT_STORE = "kg-store"


if TYPE_CHECKING:
    _ParamType = click.ParamType[Place]
else:
    # Older releases of click have no parameter there
    _ParamType = click.ParamType


class StorePlace(_ParamType):
    """The folder of a store, or the address of a server as `Address`."""

    name = "path|address"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Place:
        """The place that a text means; wrong usage if it means none."""
        try:
            return place(value if isinstance(value, (Path, Address)) else str(value))
        except UsageError as error:
            self.fail(str(error), param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Folders."""
        return click.Path(file_okay=False).shell_complete(ctx, param, incomplete)


def store_option(function: F) -> F:
    """`-s/--store`: where the store is."""
    return click.option(
        "-s",
        "--store",
        "store_path",
        type=StorePlace(),
        metavar="PATH|ADDRESS",
        envvar="KG_STORE",
        default=DEFAULT_STORE,
        show_default=True,
        show_envvar=True,
        help="Folder of the store, or address (http...) of a SPARQL server.",
    )(function)


def format_option(choices: Sequence[str], default: str | None = None) -> Decorator:
    """`-f/--format` among `choices`."""
    return click.option(
        "-f",
        "--format",
        "form",
        type=click.Choice(list(choices)),
        default=default,
        show_default=default or "table on a terminal, else json",
        help="Format of the output.",
    )


def output_option(function: F) -> F:
    """`-o/--output`: a file instead of stdout."""
    return click.option(
        "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file instead."
    )(function)


def lang_option(function: F) -> F:
    """`-l/--lang`: the language of labels."""
    return click.option(
        "-l",
        "--lang",
        type=click.Choice(["ar", "en"]),
        envvar="KG_LANG",
        default="ar",
        show_default=True,
        help="Language of labels.",
    )(function)


def quiet_option(function: F) -> F:
    """`-q/--quiet`: no notes on stderr."""
    return click.option("-q", "--quiet", is_flag=True, help="No notes on stderr.")(function)


def verbose_option(function: F) -> F:
    """`-v/--verbose`: more notes on stderr."""
    return click.option("-v", "--verbose", is_flag=True, help="More notes on stderr.")(function)


def jobs_option(function: F) -> F:
    """`-j/--jobs`: how many processes share the work."""
    return click.option("-j", "--jobs", type=click.IntRange(1), help="Processes that read. [default: one a core]")(
        function
    )


def cores() -> int:
    """The processors that this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1
