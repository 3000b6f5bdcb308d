"""What of the sources is to be read: all but what was read before in the same way."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from kg.errors import ReadError, ReadWarning
from kg.ids import digest
from kg.model import Article, Extractor
from kg.read import NOTHING, Memory, read_sources
from kg.report import Report
from kg.resources import program_mark
from kg.store.readings import Reading, rank


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


@dataclass(slots=True, eq=False)
class Intake(Memory):
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
        """Whether nothing is to be done; of one text in several places the first by rank counts, in any order."""
        old = self.known.get(ident)
        if old is None or (old.mark != mark and ident not in self._begun):
            return False
        return rank(old.source) <= rank(source)


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
