"""The options that several commands share."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])
Decorator = Callable[[Any], Any]

DEFAULT_STORE = "kg-store"


def store_option(function: F) -> F:
    """`-s/--store`: the folder of the store."""
    return click.option(
        "-s",
        "--store",
        "store_path",
        type=click.Path(path_type=Path),
        envvar="KG_STORE",
        default=DEFAULT_STORE,
        show_default=True,
        show_envvar=True,
        help="Folder of the store.",
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
