"""What `path`, `timeline` and `brief` share: their options, the names they are given, and notes for the person."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.store import Store

F = TypeVar("F", bound="Callable[..., Any]")


def period_options(function: F) -> F:
    """`--since` and `--until`."""
    until = click.option("--until", metavar="DATE", help="Latest day: 2024-09-16, 2024-09 or 2024.")
    since = click.option(
        "--since", metavar="DATE", help="Earliest day. An event without a stated day counts by the day it was told."
    )
    return since(until(function))


def actors_named(store: "Store", names: Sequence[str]) -> list[str]:
    """The paths of one or two actors. UsageError if a name means none or several, or both mean the same."""
    from kg.queries.values import entity_named

    paths = [entity_named(store, name.strip()) for name in names]
    if len(set(paths)) < len(paths):
        raise UsageError(f"{names[0]!r} and {names[1]!r} both mean {paths[0]}; give two different actors")
    return paths


def stale_note(store: "Store") -> str:
    """A remark on a store whose facts may be incomplete, else ""."""
    return "the last build was not finished; facts may be missing (run kg build again)" if store.stale else ""
