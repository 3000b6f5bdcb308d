"""The road from sources to the store, stage by stage."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from kg.assemble import assemble
from kg.dates import infer_published
from kg.errors import ReadError, ReadWarning
from kg.ids import digest
from kg.link import link, mentions_of
from kg.model import Article, Claim, Extraction, Extractor, Mention, Span, Subgraph, replace_article
from kg.read import read_sources
from kg.resources import program_mark
from kg.segment import segment
from kg.store import Store
from kg.store.prepared import Prepared, prepare
from kg.store.readings import Reading, replaced
from kg.workers import Lost, Share, alone

# An article has a dozen, the longest a hundred; storing this many takes four seconds and 350 MB
MAX_CLAIMS = 5_000


@dataclass(slots=True, eq=False)
class Report:
    """What a build did: counts of what was read anew, the sources that could not be read, and what breaks a shape."""

    articles: int = 0
    unchanged: int = 0
    replaced: int = 0
    empty: list[str] = field(default_factory=list)
    entities: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    relations: Counter[str] = field(default_factory=Counter)
    claims: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)

    def add(self, other: "Report") -> None:
        """Count what another report counts."""
        self.articles += other.articles
        self.empty += other.empty
        self.entities.update(other.entities)
        self.events.update(other.events)
        self.relations.update(other.relations)
        self.claims.update(other.claims)


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


def read_articles(sources: Iterable[Path], failures: list[str], warnings: list[str]) -> Iterator[Article]:
    """The articles of files and folders; what cannot be read is noted in `failures`, what to look at in `warnings`."""
    for item in read_sources(sources):
        if isinstance(item, ReadWarning):
            warnings.append(str(item))
        elif isinstance(item, ReadError):
            failures.append(str(item))
        else:
            yield item


def build(sources: Iterable[Path], store: Store, extractor: Extractor, latest: date,
          progress: Progress = SILENT, share: Share = alone) -> Report:  # fmt: skip
    """Read, extract, link, assemble and store what is new, set aside what breaks a shape, derive the default graph.

    However the reading is shared, the outcome is the same.
    """
    report, seen = Report(), set[str]()
    known, before = store.readings(), set(store.quarantined())
    articles = _unread(sources, extractor, known, seen, report)
    read = share(ReadingTask(extractor, latest), articles)
    changed = store.put_prepared(_prepared(read, seen, report, progress), progress.stored)
    report.replaced = sum(map(store.remove, replaced(known, seen)))
    if changed or report.replaced or store.stale:
        progress.deriving()
        store.derive()
    report.findings = [
        f"{file}: {reason}" for file, _, reason in store.quarantined() if (file, _, reason) not in before
    ]
    return report


def _unread(
    sources: Iterable[Path], extractor: Extractor, known: dict[str, Reading], seen: set[str], report: Report
) -> Iterator[Article]:
    """The articles that were not read before in the same way; all are noted in `seen`."""
    begun: set[str] = set()
    for article in read_articles(sources, report.failures, report.warnings):
        seen.add(article.id)
        mark = reading_mark(article, extractor)
        if _is_read(article, mark, known, begun):
            report.unchanged += 1
            continue
        known[article.id] = Reading(mark, article.source, article.url)
        begun.add(article.id)
        yield article


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


def _is_read(article: Article, mark: str, known: Mapping[str, Reading], begun: set[str]) -> bool:
    """Whether nothing is to be done; of one text in several files the first file by name counts, in any order."""
    if article.id not in known:
        return False
    old = known[article.id]
    return old.source <= article.source if old.mark == mark or article.id in begun else False


def reading_mark(article: Article, extractor: Extractor) -> str:
    """What decides how an article is read: its content and what is told about it, the program and its data."""
    about = (article.headline, article.publisher, str(article.published), article.lang)
    return digest([article.id, *(text or "" for text in about), extractor.name, program_mark()])


def counted(subgraph: Subgraph) -> Report:
    """What one article contributes, as a report."""
    events = {statement.event: statement for statement in reversed(subgraph.statements)}
    return Report(
        articles=1,
        empty=[] if subgraph.statements else [subgraph.article.source],
        entities=Counter(entity.type for entity in subgraph.entities),
        events=Counter(s.type for s in events.values() if not s.relation),
        relations=Counter(s.type for s in events.values() if s.relation),
        claims=Counter(str(s.factuality) for s in subgraph.statements),
    )


def exchange(extraction: Extraction) -> dict[str, Any]:
    """An extraction as the exchange format: document, entities with mentions, relations, events."""
    article = extraction.document.article
    mentions = mentions_of(extraction)
    published = article.published.isoformat() if article.published else None
    return {
        "document": {"file": Path(article.source).name, "lang": article.lang, "published": published},
        "entities": [
            {"id": ref.id, "type": ref.type, "name": dict(ref.names),
             "mentions": [_mention(mention) for mention in mentions.get(ref.id, ())]}
            for ref in extraction.referents if ref.id in mentions
        ],
        "relations": [_relation(claim) for claim in extraction.claims if claim.relation],
        "events": [_event(claim, article.text) for claim in _tellings(extraction.claims)],
    }  # fmt: skip


def _tellings(claims: Iterable[Claim]) -> list[Claim]:
    """The most informative claim of each event (the first of its group), dated by whichever telling has a date."""
    first: dict[int, Claim] = {}
    for claim in claims:
        if not claim.relation:
            best = first.setdefault(claim.event, claim)
            if best.date is None and claim.date is not None:
                first[claim.event] = replace(best, date=claim.date)
    return list(first.values())


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _mention(mention: Mention) -> dict[str, Any]:
    return {**_span(mention.span), "text": mention.text}


def _relation(claim: Claim) -> dict[str, Any]:
    subject, value = claim.fillers("subject")[0], claim.fillers("object")[0]
    label = {"label": claim.label} if claim.label else {}
    return {"type": claim.type, "subject": subject, "object": value, **label}


def _event(claim: Claim, text: str) -> dict[str, Any]:
    when = claim.date
    return {
        "id": f"v{claim.event + 1}",
        "type": claim.type,
        "trigger": {**_span(claim.trigger), "text": claim.trigger.of(text)},
        "roles": [{"role": role, "entity": ref} for role, ref in claim.roles],
        "date": {"start": when.start.isoformat(), "end": when.end.isoformat()} if when else None,
        "factuality": str(claim.factuality),
        "source": claim.source,
        "evidence": _span(claim.evidence),
    }
