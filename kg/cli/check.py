"""`kg check`: what the program does not catch, and what time or accident does to a store."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.address import Address, Place
from kg.cli.options import format_option, quiet_option, store_option
from kg.cli.output import note, noted, on_terminal, table, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.coverage import Coverage


@click.group("check")
def command() -> None:
    """Look for what is missing in the data, or damaged in a store."""


@command.command("coverage")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--top", type=click.IntRange(1), default=30, show_default=True, help="Items of each list.")
@click.option("--examples", is_flag=True, help="Show a sentence for each item.")
@format_option(("table", "json"))
def coverage(sources: tuple[Path, ...], top: int, examples: bool, form: str | None) -> int:
    """List what no frame, name or date rule caught in articles, by frequency.

    Predicates of sentences with two actors and no event (a star: a frame exists but did not fit), unknown words after
    titles, and calendar words of sentences in which no date was understood.
    """
    failures: list[str] = []
    warnings: list[str] = []
    found = _observed(sources, failures, warnings)
    if (form or ("table" if on_terminal(None) else "json")) == "json":
        write(json.dumps(_tables(found, top, examples), ensure_ascii=False, indent=1) + "\n")
    else:
        _write_tables(found, top, examples)
    return noted(failures, warnings)


def _observed(sources: tuple[Path, ...], failures: list[str], warnings: list[str]) -> "Coverage":
    from kg.coverage import Coverage, observe
    from kg.extract import RuleExtractor
    from kg.intake import read_articles
    from kg.pipeline import dated
    from kg.segment import segment

    found, extractor = Coverage(), RuleExtractor()
    for article in read_articles(sources, failures, warnings):
        observe(extractor.read(segment(dated(article, date.today()))), article.text, found)
    return found


def _tables(found: "Coverage", top: int, examples: bool) -> dict[str, object]:
    counts = {"articles": found.articles, "sentences": found.sentences, "with two actors": found.paired}
    lists = {
        name: [
            {"item": item, "count": count, **({"example": found.examples[name, item]} if examples else {})}
            for item, count in _commonest(found, name, top)
        ]
        for name in found.found
    }
    return {**counts, "of them with an event": found.told, **lists}


def _commonest(found: "Coverage", name: str, top: int) -> list[tuple[str, int]]:
    return sorted(found.found[name].items(), key=lambda row: (-row[1], row[0]))[:top]


def _write_tables(found: "Coverage", top: int, examples: bool) -> None:
    share = f" ({100 * found.told / found.paired:.0f} %)" if found.paired else ""
    write(f"{found.articles} articles, {found.sentences} sentences; {found.paired} name two actors, ")
    write(f"{found.told} of them{share} gave an event\n")
    for name in found.found:
        rows = [
            [str(count), item, *([found.examples[name, item][:160]] if examples else [])]
            for item, count in _commonest(found, name, top)
        ]
        write("\n" + table(("count", name, *(["example"] if examples else [])), rows))


@command.command("store")
@store_option
@quiet_option
def check_store(store_path: Place, quiet: bool) -> int:
    """Compare every file of a store with what was written, byte for byte; on a server, the number of quads.

    Exits with 1 if something is damaged; each line says what.
    """
    found = list(_faults(store_path))
    write("".join(f"{line}\n" for line in found))
    if found:
        note("the store is damaged; what can still be read is written by: kg export -f nquads -o FILE")
    else:
        note("all is as it was written", quiet=quiet)
    return 1 if found else 0


def _faults(where: Place) -> "Iterator[str]":
    if isinstance(where, Address):
        from kg.store.remote.checking import server_faults

        return server_faults(where)
    from kg.store.intact import faults

    return faults(where)
