"""The road from sources to the store, stage by stage."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

from kg.assemble import assemble
from kg.dates import infer_published
from kg.errors import ReadError, ReadWarning
from kg.ids import digest
from kg.link import link, mentions_of
from kg.model import Article, Claim, Extraction, Extractor, Mention, Span, Subgraph, replace_article
from kg.read import NOTHING, Memory, read_sources
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


def read_articles(
    sources: Iterable[Path], failures: list[str], warnings: list[str], memory: Memory = NOTHING
) -> Iterator[Article]:
    """The articles of files and folders but for those that `memory` has seen to; what cannot be read is noted in
    `failures`, what to look at in `warnings`."""
    for item in read_sources(sources, memory):
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
    report = Report()
    known, before = store.readings(), set(store.quarantined())
    intake = _Intake(extractor, known, store.records(known), report)
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


@dataclass(slots=True, eq=False)
class _Intake(Memory):
    """The articles that were not read before in the same way. All are noted in `seen`.

    `known` is how each article was read, `records` are those of which the record needs but be looked at.
    """

    extractor: Extractor
    known: dict[str, Reading]
    records: Mapping[str, str]
    report: Report
    seen: set[str] = field(default_factory=set)
    _begun: set[str] = field(default_factory=set)

    def articles(self, sources: Iterable[Path]) -> Iterator[Article]:
        """Those of files and folders."""
        for article in read_articles(sources, self.report.failures, self.report.warnings, self):
            mark = reading_mark(article, self.extractor)
            if self._is_read(article.id, article.source, mark):
                self._pass_over(article.id)
                continue
            self.seen.add(article.id)
            self.known[article.id] = Reading(mark, article.source, article.url)
            self._begun.add(article.id)
            yield article

    def mark(self, source: str, content: bytes) -> str | None:
        """As `Memory` has it."""
        mark = record_mark(source, content, self.extractor)
        ident = self.records.get(mark)
        if ident is None or not self._is_read(ident, source, self.known[ident].mark):
            return mark
        self._pass_over(ident)
        return None

    def _pass_over(self, ident: str) -> None:
        self.seen.add(ident)
        self.report.unchanged += 1

    def _is_read(self, ident: str, source: str, mark: str) -> bool:
        """Whether nothing is to be done; of one text in several files the first file by name counts, in any order."""
        old = self.known.get(ident)
        if old is None or (old.mark != mark and ident not in self._begun):
            return False
        return old.source <= source


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


def reading_mark(article: Article, extractor: Extractor) -> str:
    """What decides how an article is read: its content and what is told about it, the program and its data."""
    about = (article.headline, article.publisher, str(article.published), article.lang)
    return digest([article.id, *(text or "" for text in about), extractor.name, program_mark()])


def record_mark(source: str, content: bytes, extractor: Extractor) -> str:
    """What decides what is read where: a file or record, all that it holds, the program and its data."""
    made = blake2b(digest_size=16)
    for part in (program_mark().encode(), extractor.name.encode(), source.encode("utf-8", "surrogatepass")):
        made.update(part + b"\0")
    made.update(content)
    return made.hexdigest()


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
