"""One article as a page: its text with every mention and trigger marked, and beside it what it claims."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.model import Span
from kg.queries.articles import Cited
from kg.queries.wording import Part, Wording
from kg.store.told import ToldEvent
from kg.view.links import ALONE, Links, Navigation
from kg.view.marks import Mark, Piece, pieces
from kg.view.speech import spoken
from kg.view.template import scripted

TEXTS = {
    "ar": {
        "kicker": "خبر", "claims": "ما يرويه الخبر", "relations": "صلات يذكرها", "entities": "من وما فيه",
        "show": "ما يعلّم", "triggers": "ألفاظ الأحداث", "source": "بحسب", "to": "إلى النص", "original": "الأصل",
        "none": "لا يروي هذا الخبر حدثا بين أطراف معروفة.",
        "off": "بعض المواضع المحفوظة لا توافق هذا النص، ولم تعلّم.", "say": "من يقوله",
    },
    "en": {
        "kicker": "Article", "claims": "What the article tells", "relations": "Relations it states",
        "entities": "Who and what is in it", "show": "Marked", "triggers": "Words that tell events",
        "source": "according to", "to": "to the text", "original": "Original",
        "none": "This article tells no event between known parties.",
        "off": "Some stored places do not fit this text and are not marked.", "say": "Who says so",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """What the page shows. Spans are those of `text`; `mentions` pairs them with paths, `triggers` is by claim id."""

    cited: Cited
    lang: str
    text: str
    blocks: tuple[Span, ...]
    mentions: tuple[tuple[Span, str], ...]
    claims: tuple[ToldEvent, ...]
    triggers: Mapping[str, Span]

    def named(self) -> set[str]:
        """The paths of all entities that the page names."""
        return {path for _, path in self.mentions} | {path for claim in self.claims for path in claim.parties}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim in the list beside the text."""

    id: str
    what: str
    tone: str
    status: str
    label: str
    parts: tuple[Part, ...]
    day: str
    source: str
    placed: bool


def render_article(page: ArticlePage, words: Wording, links: Links = ALONE, navigation: Navigation = ()) -> str:
    """The page as HTML text in the language of the wording."""
    entities = {path: number for number, path in enumerate(sorted(page.named()))}
    placed = {claim.id for claim in page.claims if _fits(page, claim)}
    claims = [_told(claim, words, claim.id in placed) for claim in sorted(page.claims, key=_order)]
    counts = Counter(path for _, path in page.mentions)
    return scripted(
        "article.html",
        ["document.css", "article.css"],
        "article.js",
        lang=words.lang,
        text=TEXTS[words.lang],
        page=page,
        published=spoken(page.cited.published, words.lang),
        paragraphs=list(_paragraphs(page, placed)),
        events=[one for one in claims if one.tone != "relation"],
        relations=[one for one in claims if one.tone == "relation"],
        misplaced=len(placed) < len(page.claims),
        numbers=entities,
        tones={one.id: one.tone for one in claims},
        statuses={one.id: one.status for one in claims},
        counts=counts.most_common(),
        words=words,
        types=[(name, class_label(name, words)) for name in sorted({_type(path) for path in counts})],
        links=links,
        navigation=navigation,
        data=_data(page, words, entities),
    )


def _order(claim: ToldEvent) -> tuple[bool, int, str]:
    return claim.relation, claim.start, claim.id


def _fits(page: ArticlePage, claim: ToldEvent) -> bool:
    """Whether the words of a claim stand where the store says."""
    return page.text[claim.start : claim.end] == claim.quote and claim.id in page.triggers


def _paragraphs(page: ArticlePage, placed: set[str]) -> Iterator[list[Piece]]:
    marks = [Mark(span=span, kind="mention", key=path) for span, path in page.mentions]
    for claim in page.claims:
        if claim.id in placed:
            marks.append(Mark(span=page.triggers[claim.id], kind="trigger", key=claim.id))
            marks.append(Mark(span=Span(claim.start, claim.end), kind="sentence", key=claim.id))
    for block in page.blocks:
        yield list(pieces(page.text, block, marks))


def _told(claim: ToldEvent, words: Wording, placed: bool) -> Told:
    family = words.kinds.family(claim.type)
    depth = "deeds" if words.kinds.in_deeds(claim.type) else "words"
    label = f": {words.office(claim.label)}" if claim.relation and claim.label else ""
    return Told(
        id=claim.id,
        what=words.term(claim.type) + label,
        tone="relation" if claim.relation else family if family == "neutral" else f"{family}-{depth}",
        status=claim.factuality,
        label=words.term(claim.factuality),
        parts=words.parts(claim.type, claim.roles),
        day=spoken(claim.begin, words.lang, claim.granularity, claim.until),
        source=words.entity(claim.source) if claim.source else "",
        placed=placed,
    )


def _data(page: ArticlePage, words: Wording, entities: Mapping[str, int]) -> dict[str, Any]:
    """What the script shows of an entity or claim under the pointer."""
    return {
        "entities": [_entity(page, path, words) for path in entities],
        "claims": {claim.id: sorted(entities[path] for path in claim.parties) for claim in page.claims},
    }


def _entity(page: ArticlePage, path: str, words: Wording) -> dict[str, Any]:
    name = words.entity(path)
    return {
        "name": name,
        "names": sorted(set(words.labels.get(path, {}).values()) - {name}),
        "type": kind_of(path, words),
        "roles": _roles(page.claims, path, words),
    }


def _roles(claims: Sequence[ToldEvent], path: str, words: Wording) -> list[str]:
    """`Accusation: target` for each part that an entity plays, each once, in the order of the text."""
    text = TEXTS[words.lang]
    found: dict[str, None] = {}
    for claim in sorted(claims, key=_order):
        played = [words.term(role) for role, who in claim.roles if who == path and not claim.relation]
        played += [text["say"]] if claim.source == path else []
        for role in played:
            status = "" if claim.factuality == "asserted" else f" ({words.term(claim.factuality)})"
            found[f"{words.term(claim.type)}: {role}{status}"] = None
    return list(found)


def kind_of(path: str, words: Wording) -> str:
    """The label of an entity's class."""
    return class_label(_type(path), words)


def class_label(name: str, words: Wording) -> str:
    """The label of a class of entities; one of them has its name in common with a type of event."""
    return words.terms.get(name, {}).get(words.lang, name)


def _type(path: str) -> str:
    return path.partition("/")[0].capitalize()
