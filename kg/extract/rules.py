"""The built-in extractor: grammar in code, the language and the world as data."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kg.dates import DateTable, find_dates, load_dates
from kg.extract.aim import aim
from kg.extract.citing import cited
from kg.extract.coref import Resolver
from kg.extract.event import Event
from kg.extract.events import read_events
from kg.extract.factuality import deny_reported, settle
from kg.extract.judge import judge
from kg.extract.merge import merge
from kg.extract.parse import Parsed, Parser
from kg.extract.referents import Cluster, Registry, mention_of
from kg.extract.relations import read_relations
from kg.extract.units import Draft
from kg.extract.when import date_events
from kg.extract.words import words_of
from kg.lang import fold
from kg.lexicon import Lexicon, load_lexicon
from kg.model import Claim, Document, Extraction, Mention, Referent, Span


@dataclass(slots=True, eq=False)
class Reading:
    """Everything read in one document, before it is put into the text model."""

    sentences: list[Parsed]
    registry: Registry
    groups: list[list[Event]] = field(default_factory=list)


class RuleExtractor:
    """Reads Arabic news by lexicon and grammar. Loads its data at first use."""

    name = "rules"

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._given = lexicon

    def __reduce__(self) -> tuple[type["RuleExtractor"], tuple[Lexicon | None]]:
        """Another process loads the data anew, which is quicker than sending it."""
        return type(self), (self._given,)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The language data."""
        return self._given or load_lexicon("ar")

    @cached_property
    def _dates(self) -> DateTable:
        return load_dates("ar")

    def read(self, document: Document) -> Reading:
        """The sentences, referents and events of a document, with all that led to them."""
        article = document.article
        sentences = [self._parse(document, sentence.span, sentence.is_title) for sentence in document.sentences]
        registry = Registry(self.lexicon, article.published)
        Resolver(registry, self.lexicon).run(sentences)
        events = read_events(sentences, self.lexicon)
        judge(events, sentences, self.lexicon, registry)
        aim(events, sentences, self.lexicon, registry)
        settle(events, sentences, self.lexicon)
        deny_reported(events, sentences, self.lexicon)
        date_events(events, sentences, self.lexicon, article.published)
        return Reading(sentences, registry, merge([event for event in events if event.told]))

    def _parse(self, document: Document, span: Span, is_title: bool) -> Parsed:
        article = document.article
        words = words_of(article.text, span, self.lexicon)
        dates = find_dates(words, article.published, self._dates)
        return Parsed(words, Parser(words, dates, self.lexicon).run(), span.start, span.end, is_title)

    def extract(self, document: Document) -> Extraction:
        """Everything the document says."""
        reading = self.read(document)
        text = document.article.text
        claims = [claim for number, group in enumerate(reading.groups) for claim in _claims(group, number)]
        events = [event for group in reading.groups for event in group]
        claims += read_relations(reading.sentences, events, reading.registry, len(reading.groups))
        taking_part = {ref for claim in claims for _, ref in claim.roles}
        idle = {c.id for c in reading.registry.clusters if c.tentative and c.id not in taking_part}
        mentions = tuple(m for m in _mentions(reading.sentences, text) if m.referent not in idle)
        used = {mention.referent for mention in mentions}
        used.update(ref for claim in claims for _, ref in claim.roles)
        used.update(claim.source for claim in claims if claim.source)
        referents = [self._referent(cluster, text) for cluster in reading.registry.clusters if cluster.id in used]
        return Extraction(document=document, referents=tuple(referents), mentions=mentions, claims=tuple(claims))

    def _referent(self, cluster: Cluster, text: str) -> Referent:
        actor = self.lexicon.actors.get(cluster.known or "")
        if actor is not None:
            return Referent(id=cluster.id, type=cluster.type, names=dict(actor.labels), known=actor.path)
        named = [draft for draft in cluster.mentions if draft.how not in ("title", "bare", "counterpart")]
        surfaces = [_surface(draft, text) for draft in named or cluster.mentions]
        name = max(surfaces, key=len, default=" ".join(cluster.keys))
        name = name if cluster.type == "Person" else cited(name, self.lexicon)
        return Referent(id=cluster.id, type=cluster.type, names={"ar": name})


def _surface(draft: Draft, text: str) -> str:
    """The words of a mention; after a preposition the article has lost its alef (`للميليشيات`)."""
    words = text[draft.start : draft.end].split()
    lost = bool(words and draft.keys) and fold(words[0]) == "ل" + draft.keys[0]
    return " ".join(["ا" + words[0], *words[1:]] if lost else words)


def _claims(group: Sequence[Event], number: int) -> list[Claim]:
    return [_claim(event, number) for event in group]


def _claim(event: Event, number: int) -> Claim:
    roles = tuple(dict.fromkeys((role, part) for role, draft in event.roles for part in draft.referent.split("+")))
    source = event.source.referent.split("+")[0] if event.source is not None and event.source.referent else None
    return Claim(
        type=event.type, trigger=Span(event.start, event.end), roles=roles, evidence=Span(*event.evidence),
        event=number, factuality=event.factuality, source=source, date=event.date,
    )  # fmt: skip


def _mentions(sentences: Sequence[Parsed], text: str) -> tuple[Mention, ...]:
    """The mentions in the order of the text; what only points back ("both sides") is none."""
    units = (unit for parsed in sentences for unit in parsed.units if unit.draft is not None)
    drafts = [draft for unit in units for draft in unit.drafts()]
    named = [d for d in drafts if d.referent and d.how not in ("both", "own", "administration") and not _is_state(d)]
    unique = {(draft.start, draft.end, draft.referent): draft for draft in named}
    return tuple(mention_of(draft, text) for _, draft in sorted(unique.items()))


def _is_state(draft: Draft) -> bool:
    """`وزيرا الخارجية الروسي والتركي`: of the second nothing is written but the state."""
    return draft.type == "Person" and any(part.start == draft.start and part.end == draft.end for part in draft.within)
