"""`kg build`: the whole road from articles to the graph."""

import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from kg.address import Place
from kg.cli.options import DEFAULT_STORE, cores, jobs_option, quiet_option, store_option
from kg.cli.output import MOST_NOTES, note, noted, table, visible
from kg.errors import KgError, UsageError

if TYPE_CHECKING:
    from kg.report import Report
    from kg.store import Store
    from kg.workers import Share


@click.command("build")
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@store_option
@jobs_option
@click.option("--engine", metavar="dask[=ADDRESS]", help="Share the reading by dask, on machines behind a scheduler.")
@click.option("--watch", is_flag=True, help="Then follow the folders, and read what comes or changes.")
@quiet_option
def command(
    sources: tuple[Path, ...], store_path: Place, jobs: int | None, engine: str | None, watch: bool, quiet: bool
) -> int:
    """Read articles from files and folders (default: seeds/) into the store.

    Reads plain text, Markdown, HTML, JSON, JSON lines, RSS and Atom feeds and web archives (WARC), each also packed
    with gzip. An article read again replaces what it said before, and a file that has changed what it held before.
    """
    found = _existing(sources or (Path("seeds"),))
    with _sharing(engine, jobs or cores()) as share:
        code = _build_once(found, store_path, share, quiet=quiet)
        if watch:
            from kg.cli.following import follow

            follow(found, lambda changed: _build_again(changed, store_path, share))
    return code


def _sharing(engine: str | None, jobs: int) -> "AbstractContextManager[Share]":
    """Who reads. Raises UsageError for an engine that there is not."""
    if engine is None:
        from kg.workers import processes

        return nullcontext(processes(jobs))
    name, _, address = engine.partition("=")
    if name != "dask":
        raise UsageError(f"there is no engine {name!r}; give dask or dask=tcp://HOST:PORT")
    from kg.distributed import cluster

    return cluster(address or None, jobs)


def _build_once(found: Sequence[Path], store_path: Place, share: "Share", *, quiet: bool) -> int:
    from kg.store import Store

    with Store.create(store_path) as store:
        report = _built(found, store, share, quiet=quiet)
        foremost = store.names.foremost() if report.articles and not quiet else None
    if not quiet:
        tries = _suggestions(store_path, foremost) if report.articles else ""
        sys.stderr.write(visible(_summary(report) + tries))
    for finding in report.findings[:MOST_NOTES]:
        note(f"set aside, for it breaks a shape: {finding}")
    return noted(report.failures, report.warnings) or (1 if report.findings else 0)


def _build_again(changed: Sequence[Path], store_path: Place, share: "Share") -> None:
    """Read what has changed, and say so in a line."""
    from kg.store import Store

    with Store.create(store_path) as store:
        report = _built(changed, store, share, quiet=True)
    counts = ((report.articles, "read"), (report.replaced, "replaced"), (report.unchanged, "unchanged"))
    told = ", ".join(f"{count:,} {what}" for count, what in counts if count) or "nothing read"
    note(f"{', '.join(map(str, changed[:3]))}{' ...' if len(changed) > 3 else ''}: {told}")
    noted(report.failures + report.findings, report.warnings)


def _built(sources: Sequence[Path], store: "Store", share: "Share", *, quiet: bool) -> "Report":
    from kg.cli.progress import Shown
    from kg.extract import load_extractor
    from kg.pipeline import SILENT, build
    from kg.read import estimated

    shown = None if quiet else Shown(estimated(sources) if sys.stderr.isatty() else 0)
    try:
        return build(sources, store, load_extractor(), date.today(), shown or SILENT, share)
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
    if not any(_exists(source) for source in sources):
        names = ", ".join(map(str, sources))
        raise KgError(f"{names}: there is no such file or folder; name the articles to read: kg build FILE...")
    return list(sources)


def _exists(source: Path) -> bool:
    """Whether there is something, be it a link to nothing or what we may not read, which the reading names."""
    try:
        return source.exists() or source.is_symlink()
    except OSError:
        return True


def _rows(what: str, counts: Counter[str]) -> list[list[str]]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [[what, name, str(number)] for name, number in ordered]


def _summary(report: "Report") -> str:
    """What was found."""
    if report.unchanged and not report.articles:
        return f"nothing new: {report.unchanged} articles are in the store as they are now\n"
    rows = [["articles", "", str(report.articles)]]
    rows += [["articles", "unchanged", str(report.unchanged)]] if report.unchanged else []
    rows += [["articles", "replaced", str(report.replaced)]] if report.replaced else []
    rows += _rows("entities", report.entities) + _rows("events", report.events)
    rows += _rows("relations", report.relations) + _rows("claims", report.claims)
    text = table(("what", "which", "count"), rows)
    if report.empty:
        names = ", ".join(report.empty[:3]) + (" ..." if len(report.empty) > 3 else "")
        text += f"\n{len(report.empty)} of the articles tell nothing of diplomacy: {names}\n"
    return text


def _suggestions(store_path: Place, foremost: str | None) -> str:
    """Commands to try next, as they can be pasted into a shell."""
    option = "" if str(store_path) == DEFAULT_STORE else f" -s {quote(str(store_path))}"
    lookup = [f"kg lookup {quote(foremost)}"] if foremost else []
    tries = (*lookup, "kg queries", "kg query disputed-claims", "kg graph -o graph.html",
             "kg sparql 'SELECT ?e ?who WHERE { ?e a dip:Visit ; dip:actor ?who }'")  # fmt: skip
    # The list of questions is the same for every store.
    return "\nNow try:\n" + "".join(f"  {line}{'' if line == 'kg queries' else option}\n" for line in tries)
