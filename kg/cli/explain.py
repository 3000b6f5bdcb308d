"""`kg explain`: how each sentence was read - its units, what they refer to, and the events told in it."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.output import note, write

if TYPE_CHECKING:
    from kg.extract import RuleExtractor
    from kg.extract.event import Event
    from kg.extract.rules import Reading
    from kg.extract.units import Unit


@click.command("explain")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
def command(sources: tuple[Path, ...]) -> int:
    """Show how articles were read: units, referents, triggers, arguments, status."""
    from kg.extract import RuleExtractor

    failures: list[str] = []
    for text in explained(sources, RuleExtractor(), failures):
        write(text)
    for failure in failures:
        note(failure)
    return 1 if failures else 0


def explained(sources: Iterable[Path], extractor: "RuleExtractor", failures: list[str]) -> Iterator[str]:
    """A text for each article."""
    from kg.pipeline import dated, read_articles
    from kg.segment import segment

    for article in read_articles(sources, failures):
        reading = extractor.read(segment(dated(article, date.today())))
        yield f"# {article.source}\n" + "".join(_sentences(reading, article.text))


def _sentences(reading: "Reading", text: str) -> Iterator[str]:
    events = [event for group in reading.groups for event in group]
    for number, parsed in enumerate(reading.sentences):
        yield f"\n{' '.join(text[parsed.start : parsed.end].split())}\n"
        yield "  " + " ".join(_unit(unit, text) for unit in parsed.units) + "\n"
        yield from (_event(event, text) for event in events if event.sentence == number)


def _unit(unit: "Unit", text: str) -> str:
    words = " ".join(text[unit.start : unit.end].split())
    prep = f" after {unit.prep}" if unit.prep else ""
    draft = unit.draft
    meant = f" = {draft.type} by {draft.how} {draft.referent or '(nobody known)'}" if draft else ""
    frames = sorted({form.frame.type for form in unit.forms if form.frame is not None})
    return f"[{unit.kind}{prep}: {words}{meant}{' | ' + ', '.join(frames) if frames else ''}]"


def _event(event: "Event", text: str) -> str:
    roles = ", ".join(f"{role} {' '.join(text[d.start : d.end].split())} ({d.referent})" for role, d in event.roles)
    source = f", says {' '.join(text[event.source.start : event.source.end].split())}" if event.source else ""
    when = f", {event.date.start} to {event.date.end} ({event.date.rule})" if event.date else ""
    return f"  -> {event.type} by '{text[event.start : event.end]}': {roles}; {event.factuality}{source}{when}\n"
