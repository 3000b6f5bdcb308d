"""`kg extract`: what articles say, in the exchange format."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from kg.cli.output import noted, write
from kg.errors import KgError

# Bytes; file systems take 255, and a number and a suffix come after it
_LONGEST_NAME = 200


@click.command("extract")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-f", "--format", "form", type=click.Choice(["json"]), default="json", help="Format of the output.")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="A folder: one file an article.")
@click.option("--explain", is_flag=True, help="Show how each sentence was read instead.")
def command(sources: tuple[Path, ...], form: str, output: Path | None, explain: bool) -> int:  # noqa: ARG001
    """Print entities, relations and events of articles, without a store."""
    from kg.extract import RuleExtractor

    failures: list[str] = []
    warnings: list[str] = []
    extractor = RuleExtractor()
    if explain:
        from kg.cli.explain import explained

        for text in explained(sources, extractor, failures, warnings):
            write(text)
    else:
        _write_all(_results(sources, extractor, failures, warnings), output)
    return noted(failures, warnings)


def _results(
    sources: tuple[Path, ...], extractor: Any, failures: list[str], warnings: list[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    from kg.intake import read_articles
    from kg.interchange import exchange
    from kg.pipeline import extract_article

    for article in read_articles(sources, failures, warnings):
        yield article.source, exchange(extract_article(article, extractor, date.today()))


def _write_all(results: Iterator[tuple[str, dict[str, Any]]], output: Path | None) -> None:
    """To stdout, or a file each; the file is named like its source, and the second of a name has ~2."""
    if output is None:
        for _, result in results:
            write(json.dumps(result, ensure_ascii=False, indent=1) + "\n")
        return
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KgError(f"cannot make the folder {output}: {error.strerror or error}") from error
    written: Counter[str] = Counter()
    for source, result in results:
        name = _file_name(source)
        written[name] += 1
        again = f"~{written[name]}" if written[name] > 1 else ""
        write(json.dumps(result, ensure_ascii=False, indent=1) + "\n", output / f"{name}{again}.json")


def _file_name(source: str) -> str:
    """The source's name without suffix; the number of a record in its file is kept."""
    name, colon, number = Path(source).name.rpartition(":")
    numbered = bool(colon) and number.isdecimal()
    stem = Path(name).stem if numbered else Path(source).stem
    short = stem.encode("utf-8", "replace")[:_LONGEST_NAME].decode("utf-8", "ignore")
    return f"{short}-{number}" if numbered else short
