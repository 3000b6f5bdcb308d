"""`kg build`: the whole road from articles to the graph."""

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from kg.cli.options import DEFAULT_STORE, cores, jobs_option, quiet_option, store_option
from kg.cli.output import note, table, visible
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.pipeline import Report
    from kg.store import Store

_SHOWN_FAILURES = 20


@click.command("build")
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@store_option
@jobs_option
@quiet_option
def command(sources: tuple[Path, ...], store_path: Path, jobs: int | None, quiet: bool) -> int:
    """Read articles from files and folders (default: seeds/) into the store.

    Reads plain text, Markdown, HTML, JSON and JSON lines (.jsonl, .jsonl.gz). An article read again replaces
    what it said before.
    """
    from kg.store import Store

    found = _existing(sources or (Path("seeds"),))
    with Store.create(store_path) as store:
        report = _built(found, store, jobs or cores(), quiet=quiet)
        foremost = store.names.foremost()
    if not quiet:
        tries = _suggestions(store_path, foremost) if report.articles else ""
        sys.stderr.write(visible(_summary(report) + tries))
    for failure in report.failures[:_SHOWN_FAILURES]:
        note(failure)
    if len(report.failures) > _SHOWN_FAILURES:
        note(f"... and {len(report.failures) - _SHOWN_FAILURES} more that could not be read")
    for finding in report.findings[:_SHOWN_FAILURES]:
        note(f"set aside, for it breaks a shape: {finding}")
    return 1 if report.failures or report.findings else 0


def _built(sources: Sequence[Path], store: "Store", jobs: int, *, quiet: bool) -> "Report":
    from kg.cli.progress import Shown
    from kg.extract import load_extractor
    from kg.pipeline import SILENT, build
    from kg.read import estimated

    shown = None if quiet else Shown(estimated(sources) if sys.stderr.isatty() else 0)
    try:
        return build(sources, store, load_extractor(), date.today(), shown or SILENT, jobs)
    except KeyboardInterrupt:
        if shown:
            shown.end()
            note(shown.interrupted())
        raise
    finally:
        if shown:
            shown.end()


def _existing(sources: Sequence[Path]) -> list[Path]:
    """The sources; where none of them exists there is nothing to do and nothing is made."""
    if not any(source.exists() for source in sources):
        names = ", ".join(str(source) for source in sources)
        raise KgError(f"{names}: there is no such file or folder; name the articles to read: kg build FILE...")
    return list(sources)


def _rows(what: str, counts: Counter[str]) -> list[list[str]]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [[what, name, str(number)] for name, number in ordered]


def _summary(report: "Report") -> str:
    """What was found."""
    if report.unchanged and not report.articles:
        return f"nothing new: {report.unchanged} articles are in the store as they are now\n"
    rows = [["articles", "", str(report.articles)]]
    rows += [["articles", "unchanged", str(report.unchanged)]] if report.unchanged else []
    rows += _rows("entities", report.entities) + _rows("events", report.events)
    rows += _rows("relations", report.relations) + _rows("claims", report.claims)
    text = table(("what", "which", "count"), rows)
    if report.empty:
        names = ", ".join(report.empty[:3]) + (" ..." if len(report.empty) > 3 else "")
        text += f"\n{len(report.empty)} of the articles tell nothing of diplomacy: {names}\n"
    return text


def _suggestions(store_path: Path, foremost: str | None) -> str:
    """Commands to try next, as they can be pasted into a shell."""
    option = "" if str(store_path) == DEFAULT_STORE else f" -s {quote(str(store_path))}"
    lookup = [f"kg lookup {quote(foremost)}"] if foremost else []
    tries = (*lookup, "kg queries", "kg query disputed-claims", "kg graph -o graph.html",
             "kg sparql 'SELECT ?e ?who WHERE { ?e a dip:Visit ; dip:actor ?who }'")  # fmt: skip
    # The list of questions is the same for every store.
    return "\nNow try:\n" + "".join(f"  {line}{'' if line == 'kg queries' else option}\n" for line in tries)
