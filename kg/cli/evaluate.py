"""`kg evaluate`: score the extraction against annotated articles."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import format_option
from kg.cli.output import on_terminal, table, write
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.evaluate import Score


@click.command("evaluate")
@click.argument("gold", type=click.Path(path_type=Path, file_okay=False))
@click.option("-a", "--articles", type=click.Path(path_type=Path, file_okay=False), help="Folder of the articles.")
@click.option("--errors", is_flag=True, help="Also list what was missed and what was made up.")
@format_option(("table", "json"))
def command(gold: Path, articles: Path | None, errors: bool, form: str | None) -> None:
    """Score the extraction on a folder of annotations in the exchange format (GOLD/*.json).

    The articles are looked for beside the annotations and in a folder `articles` beside theirs.
    """
    from kg.evaluate import Score, score

    found = Score()
    for name, annotation, reading in _pairs(gold, articles):
        score(name, annotation, reading, found)
    if (form or ("table" if on_terminal(None) else "json")) == "json":
        write(json.dumps(dict(_figures(found)), ensure_ascii=False, indent=1) + "\n")
    else:
        write(table(("figure", "precision", "recall", "F1", "annotated"), _rows(found)))
    if errors:
        write("".join("\t".join(row) + "\n" for row in found.errors))


def _pairs(gold: Path, articles: Path | None) -> Iterator[tuple[str, Any, Any]]:
    """Name, annotation and our reading of each annotated article."""
    from kg.extract import RuleExtractor
    from kg.interchange import exchange
    from kg.pipeline import extract_article
    from kg.read import read_source

    extractor = RuleExtractor()
    files = sorted(gold.glob("*.json"))
    if not files:
        raise KgError(f"{gold}: no annotation (*.json) in this folder")
    for path in files:
        annotation = _annotation(path)
        article = next(read_source(_article(path, annotation, articles)))
        if isinstance(article, KgError):
            raise article
        yield path.stem, annotation, exchange(extract_article(article, extractor, date.today()))


def _annotation(path: Path) -> Any:
    """One annotation. Raises KgError on anything but the exchange format."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise KgError(f"{path}: cannot be read as JSON ({error})") from error
    parts = found if isinstance(found, dict) else {}
    document = parts.get("document")
    lists = (parts.get(name) for name in ("entities", "relations", "events"))
    if not isinstance(document, dict) or "file" not in document or not all(isinstance(part, list) for part in lists):
        raise KgError(f"{path}: no annotation in the exchange format (see: kg extract)")
    return found


def _article(path: Path, annotation: Any, articles: Path | None) -> Path:
    name = str(annotation["document"]["file"])
    folders = [articles] if articles else [path.parent, path.parent.parent / "articles", path.parent.parent]
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    raise KgError(f"{path}: its article {name} was not found; name its folder with --articles")


def _figures(found: "Score") -> Iterator[tuple[str, Any]]:
    from kg.evaluate import ACCURACIES, FIGURES

    types = sorted(name for name in found.gold.keys() | found.found.keys() if name.startswith("type "))
    for name in (*FIGURES, *types):
        precision, recall, both = (round(value, 4) for value in found.figures(name))
        yield name, {"precision": precision, "recall": recall, "f1": both, "annotated": found.gold[name]}
    for name in ACCURACIES:
        share = found.accuracy(name)
        yield name, {"accuracy": None if share is None else round(share, 4), "of": found.gold[name]}


def _rows(found: "Score") -> Iterator[list[str]]:
    for name, row in _figures(found):
        if "f1" in row:
            yield [name, f"{row['precision']:.3f}", f"{row['recall']:.3f}", f"{row['f1']:.3f}", str(row["annotated"])]
        else:
            yield [name, "", "", "-" if row["accuracy"] is None else f"{row['accuracy']:.3f}", str(row["of"])]
