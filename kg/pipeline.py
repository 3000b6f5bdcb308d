"""The road from sources to the store, stage by stage."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kg.assemble import assemble
from kg.dates import infer_published
from kg.errors import ReadError
from kg.intake import Intake, reading_mark
from kg.link import link
from kg.model import Article, Extraction, Extractor, replace_article
from kg.report import Report, counted
from kg.segment import segment
from kg.store import Store
from kg.store.prepared import Prepared, prepare
from kg.store.readings import replaced
from kg.workers import Lost, Share, alone

# An article has a dozen, the longest a hundred; storing this many takes four seconds and 350 MB
MAX_CLAIMS = 5_000


class Progress:
    """Is told how far a build has come; this one tells nobody."""

    def read(self, articles: int, unchanged: int) -> None:
        """So many articles have been read, and so many need not be."""

    def stored(self, articles: int) -> None:
        """So many articles are on disk, whatever happens from here on."""

    def deriving(self) -> None:
        """All is read; what follows from it is being made."""


SILENT = Progress()


def extract_article(article: Article, extractor: Extractor, latest: date) -> Extraction:
    """Read one article."""
    return extractor.extract(segment(dated(article, latest)))


def dated(article: Article, latest: date) -> Article:
    """The article; a missing date is settled by the calendar where the text allows (never after `latest`)."""
    if article.published is not None:
        return article
    return replace_article(article, published=infer_published(article.text, latest))


def build(sources: Iterable[Path], store: Store, extractor: Extractor, latest: date,
          progress: Progress = SILENT, share: Share = alone) -> Report:  # fmt: skip
    """Read, extract, link, assemble and store what is new, set aside what breaks a shape, derive the default graph.

    However the reading is shared, the outcome is the same.
    """
    report = Report()
    known, before = store.readings(), set(store.quarantined())
    intake = Intake(extractor, known, store.records(known), report)
    read = share(ReadingTask(extractor, latest), intake.articles(sources))
    changed = store.put_prepared(_prepared(read, intake.seen, report, progress), progress.stored)
    report.replaced = sum(map(store.remove, replaced(known, intake.seen)))
    if changed or report.replaced or store.stale:
        progress.deriving()
        store.derive()
    report.findings = [
        f"{file}: {reason}" for file, _, reason in store.quarantined() if (file, _, reason) not in before
    ]
    return report


@dataclass(frozen=True, slots=True)
class ReadingTask:
    """From an article to what it contributes to the store: what each process does."""

    extractor: Extractor
    latest: date

    def __call__(self, article: Article) -> tuple[Prepared, Report]:
        """The contribution and what is in it."""
        extraction = extract_article(article, self.extractor, self.latest)
        if len(extraction.claims) > MAX_CLAIMS:
            raise ReadError(
                f"its {len(extraction.claims):,} claims are more than the {MAX_CLAIMS:,} of one article, left out; "
                "split it"
            )
        mark = reading_mark(article, self.extractor)
        subgraph = replace(assemble(extraction, link(extraction)), mark=mark)
        return prepare(subgraph), counted(subgraph)


def _prepared(
    read: Iterable[tuple[Article, tuple[Prepared, Report] | Lost]], seen: set[str], report: Report, progress: Progress
) -> Iterator[Prepared]:
    """What the articles contribute, counted as it passes; one that is lost has not been seen."""
    for article, found in read:
        if isinstance(found, Lost):
            report.failures.append(f"{article.source}: {found.reason}")
            seen.discard(article.id)
            continue
        prepared, told = found
        report.add(told)
        progress.read(report.articles, report.unchanged)
        yield prepared
