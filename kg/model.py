"""The two data models: the text layer (spans of an article) and the graph layer (entities and evidence).

All offsets count Unicode code points of `Article.text`; ends are exclusive.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Protocol


class Factuality(StrEnum):
    """What the article says of an event's reality (after FactBank: certainty, polarity, and whose)."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    ALLEGED = "alleged"
    DENIED = "denied"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of text from `start` up to, not including, `end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news article. `text` is what all offsets refer to; `blocks` are its readable parts, without page debris.

    `id` is a hash of the content. `source` is the file (and line) it came from, as the user named it; `record`, where
    it is not empty, is by what that is known again.
    """

    id: str
    text: str
    source: str
    lang: str
    blocks: tuple[Span, ...]
    title: Span | None = None
    headline: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of the readable text; `is_title` marks the headline."""

    span: Span
    is_title: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article cut into sentences."""

    article: Article
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """First and last day (inclusive) of when something happens, and how that was settled."""

    start: date
    end: date
    granularity: str = "day"
    rule: str = "stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name a referent (an entity inside one article).

    `kind`: name, adjective (a nisba) or description (a title, a bare head noun).
    """

    span: Span
    text: str
    referent: str
    kind: str = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """An entity as one article knows it: all mentions with one `id` belong to it.

    `known` is the path of an actor in the ontology (`country/ru`), None for one only the article names.
    """

    id: str
    type: str
    names: Mapping[str, str]
    known: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One event or relation as one passage tells it.

    `roles` pairs a role name with a referent id; a relation has the roles `subject` and `object`.
    `source` is the referent to whom the article attributes it. `event` groups the claims of one
    article that tell the same event (an index, unique within the article).
    """

    type: str
    trigger: Span
    roles: tuple[tuple[str, str], ...]
    evidence: Span
    event: int
    factuality: Factuality = Factuality.ASSERTED
    source: str | None = None
    date: TimeSpan | None = None
    label: str | None = None
    extractor: str = "rules"
    relation: bool = False

    def fillers(self, role: str) -> tuple[str, ...]:
        """The referents that fill a role."""
        return tuple(ref for name, ref in self.roles if name == role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one extractor read in one document."""

    document: Document
    referents: tuple[Referent, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]


class Extractor(Protocol):
    """A reader of documents, found by the entry point group `kg.extractors`."""

    name: str

    def extract(self, document: Document) -> Extraction:
        """Everything the document says; never raises on any text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A node of the graph. `path` is its identifier below the base IRI (`person/vladimir-putin`)."""

    path: str
    type: str
    names: Mapping[str, str]
    aliases: frozenset[tuple[str, str]] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words that say it. Invariant: `article.text[span] == quote`."""

    article: str
    span: Span
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A claim about entities of the graph: what `assemble` makes of a `Claim` and its links."""

    id: str
    event: str
    type: str
    roles: tuple[tuple[str, str], ...]
    evidence: Evidence
    trigger: Evidence
    factuality: Factuality
    extractor: str
    source: str | None = None
    date: TimeSpan | None = None
    label: str | None = None
    relation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Subgraph:
    """All that one article contributes: the content of its named graph.

    `mark` tells by which program and data it was read; the same mark needs no second reading.
    """

    article: Article
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    mark: str = ""


def replace_article(article: Article, *, published: date | None) -> Article:
    """The article with another date of publication."""
    return replace(article, published=published)
