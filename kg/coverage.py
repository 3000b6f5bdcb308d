"""What the extraction does not catch in a corpus: where data is missing, by frequency.

Three lists: predicates in sentences that name two actors and gave no event, words after titles that were not read
as names, and words of the calendar in sentences where no date was understood.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.dates import DateTable, load_dates
from kg.extract.parse import Parsed
from kg.extract.rules import Reading
from kg.extract.units import Unit

_ACTORS = frozenset({"Person", "Country", "Organization", "Group"})
_PREDICATES = frozenset({"verb", "light", "noun"})
LISTS = ("predicates", "names", "dates")


@dataclass(slots=True, eq=False)
class Coverage:
    """Counts over a corpus. `found[list][item]` is how often an item occurred, `examples` one sentence for each.

    `paired` sentences name two actors; `told` of them gave an event.
    """

    articles: int = 0
    sentences: int = 0
    paired: int = 0
    told: int = 0
    found: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in LISTS})
    examples: dict[tuple[str, str], str] = field(default_factory=dict)

    def note(self, name: str, item: str, example: str) -> None:
        """Count an item of a list."""
        self.found[name][item] += 1
        self.examples.setdefault((name, item), " ".join(example.split()))


def observe(reading: Reading, text: str, into: Coverage) -> None:
    """Add one article's reading to the counts."""
    table = load_dates("ar")
    telling = {event.sentence for group in reading.groups for event in group}
    into.articles += 1
    for number, parsed in enumerate(reading.sentences):
        sentence = text[parsed.start : parsed.end]
        into.sentences += 1
        actors = _actors(parsed.units)
        if len({referent for _, referent in actors}) > 1:
            into.paired += 1
            into.told += number in telling
            missed = () if number in telling else _predicates(parsed.units, actors[-1][0])
            for item in missed:
                into.note("predicates", item, sentence)
        for item in _unread_names(parsed):
            into.note("names", item, sentence)
        for item in _unread_dates(parsed, table):
            into.note("dates", item, sentence)


def _actors(units: Sequence[Unit]) -> list[tuple[int, str]]:
    """Units that name an actor of the article, with his referent."""
    drafts = [(at, unit.draft) for at, unit in enumerate(units) if unit.draft is not None]
    return [(at, draft.referent) for at, draft in drafts if draft.referent and draft.type in _ACTORS]


def _predicates(units: Sequence[Unit], last: int) -> Iterator[str]:
    """Verbs and verbal nouns up to the last actor; a star marks a frame that did not fit."""
    for unit in units[: last + 1]:
        if unit.kind in _PREDICATES and unit.forms:
            framed = any(form.frame is not None for form in unit.forms)
            yield (unit.forms[0].lemma.partition("/")[0] or unit.key) + (" *" if framed else "")


def _unread_names(parsed: Parsed) -> Iterator[str]:
    """A title without a person, and the unknown word after it."""
    for unit, following in zip(parsed.units, parsed.units[1:], strict=False):
        titled = unit.draft is not None and unit.draft.how == "title" and not unit.draft.referent
        word = parsed.words[following.first]
        if titled and following.kind == "other" and not word.lex.forms and not following.prep:
            yield " ".join(w.text for w in parsed.words[unit.first : following.first + 1])


def _unread_dates(parsed: Parsed, table: DateTable) -> Iterator[str]:
    """Weekdays and months in a sentence without a date that was understood."""
    if any(unit.date is not None for unit in parsed.units):
        return
    for at in range(len(parsed.words)):
        match = table.phrase([w.key for w in parsed.words[at : at + 2]])
        if match and match[1] in ("months", "hijri", "weekdays", "relative"):
            yield " ".join(w.text for w in parsed.words[max(0, at - 1) : at + 2])
