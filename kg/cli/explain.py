"""`kg explain`: how each sentence of an article was read, or why an event of the graph is one event."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.address import Place
from kg.cli.judging import event_id
from kg.cli.options import lang_option, store_option
from kg.cli.output import noted, write

if TYPE_CHECKING:
    from kg.extract import RuleExtractor
    from kg.extract.event import Event
    from kg.extract.rules import Reading
    from kg.extract.units import Unit


@click.command("explain")
@click.argument("sources", nargs=-1, required=True, metavar="ARTICLE...|EVENT...")
@store_option
@lang_option
def command(sources: tuple[str, ...], store_path: Place, lang: str) -> int:
    """Show how articles were read: units, referents, triggers, arguments, status.

    Given ids of events instead: which articles tell each, in which words, why the tellings are one event, and where
    they disagree.
    """
    events = [event for source in sources if not Path(source).exists() and (event := event_id(source))]
    if events:
        _explain_events(store_path, events, lang)
    articles = [Path(source) for source in sources if Path(source).exists() or not event_id(source)]
    return _explain_articles(articles) if articles else 0


def _explain_events(store_path: Place, events: list[str], lang: str) -> None:
    from kg.cli.accounts import account_text
    from kg.store import Store
    from kg.store.account import account

    with Store.open(store_path) as store:
        for event in events:
            write(account_text(account(store.engine, event), store.names, lang))


def _explain_articles(articles: Sequence[Path]) -> int:
    from kg.extract import RuleExtractor

    failures: list[str] = []
    warnings: list[str] = []
    for text in explained(articles, RuleExtractor(), failures, warnings):
        write(text)
    return noted(failures, warnings)


def explained(
    sources: Iterable[Path], extractor: "RuleExtractor", failures: list[str], warnings: list[str]
) -> Iterator[str]:
    """A text for each article."""
    from kg.intake import read_articles
    from kg.pipeline import dated
    from kg.segment import segment

    for article in read_articles(sources, failures, warnings):
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
