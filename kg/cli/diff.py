"""`kg diff`: what changed between two builds, in words."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from kg.address import Place
from kg.cli.options import StorePlace, format_option, lang_option
from kg.cli.output import on_terminal, write

if TYPE_CHECKING:
    from kg.store.diff import Change, Difference, EventState
    from kg.store.names import Names

_WORDS = {
    "en": {
        "same": "nothing differs", "new article": "new article", "gone article": "article gone",
        "reread": "article read otherwise", "new entity": "new entity", "gone entity": "entity gone",
        "new event": "new event", "gone event": "event gone", "changed": "event changed", "joined": "events joined",
        "parted": "event parted", "new relation": "new relation", "gone relation": "relation gone",
        "statuses": "status", "dates": "date", "parties": "participants", "publishers": "publishers",
        "claims": "told by",
        "by": "told by", "more": "... and {} more (--all shows them)", "claim": "{} claims", "comma": ", ",
    },
    "ar": {
        "same": "لا فرق", "new article": "خبر جديد", "gone article": "خبر زال", "reread": "خبر قرئ قراءة أخرى",
        "new entity": "كيان جديد", "gone entity": "كيان زال", "new event": "حدث جديد", "gone event": "حدث زال",
        "changed": "حدث تغير", "joined": "أحداث وحدت", "parted": "حدث فرق", "new relation": "علاقة جديدة",
        "gone relation": "علاقة زالت", "statuses": "الحكم", "dates": "التاريخ", "parties": "المشاركون",
        "publishers": "الناشرون", "claims": "رواه", "by": "رواه", "more": "... و{} غيرها (--all يظهرها)",
        "claim": "{} من الأقوال", "comma": "، ",
    },
}  # fmt: skip
_SHOWN = 20
_KINDS = frozenset({"joined", "parted"})


@click.command("diff")
@click.argument("old", type=StorePlace())
@click.argument("new", type=StorePlace())
@click.option("--all", "everything", is_flag=True, help="Show every line, not the first 20 of each kind.")
@format_option(("table", "json"), default="table")
@lang_option
def command(old: Place, new: Place, everything: bool, form: str, lang: str) -> int:
    """Tell what changed from the store OLD to the store NEW: articles, entities, events, relations.

    Exit code 1 if anything differs, 0 if nothing does.
    """
    from kg.store import Store
    from kg.store.diff import difference

    with Store.open(old) as first, Store.open(new) as second:
        found = difference(first.whole, second.whole)
        text = _json(found) if form == "json" else _text(found, second.names, lang, everything)
    write(text)
    return 1 if found else 0


def _json(found: "Difference") -> str:
    return json.dumps(asdict(found), ensure_ascii=False, indent=1, default=sorted) + "\n"


def _text(found: "Difference", names: "Names", lang: str, everything: bool) -> str:
    words = _WORDS[lang]
    if not found:
        return words["same"] + "\n"
    most = None if everything or not on_terminal(None) else _SHOWN
    lines = []
    for kind, told in _Told(found, names, lang).lists():
        lines += [f"{words[kind]}: {line}" for line in told[:most]]
        if most is not None and len(told) > most:
            lines.append(words["more"].format(len(told) - most))
    return "\n".join(lines) + "\n"


class _Told:
    """The difference in the words of a language."""

    def __init__(self, found: "Difference", names: "Names", lang: str) -> None:
        self._found, self._terms, self._lang, self._words = found, names.terms(), lang, _WORDS[lang]

    def lists(self) -> Iterator[tuple[str, list[str]]]:
        """Each kind of change with its lines."""
        found = self._found
        for sign, articles in zip(("new", "gone"), found.articles, strict=True):
            yield f"{sign} article", [title or name for name, title in articles]
        yield "reread", [title or name for name, title in found.reread]
        for sign, paths in zip(("new", "gone"), found.entities, strict=True):
            yield f"{sign} entity", [f"{self._name(path)} ({path.partition('/')[0]})" for path in paths]
        for sign, events in zip(("new", "gone"), found.events, strict=True):
            yield f"{sign} event", [self._event(state) for state in events]
        for kind in ("changed", "joined", "parted"):
            changes = (
                change
                for change in found.changed
                if (change.what[0] if change.what[0] in _KINDS else "changed") == kind
            )
            yield kind, [self._change(change) for change in changes]
        for sign, facts in zip(("new", "gone"), found.relations, strict=True):
            lines = (" ".join((self._name(one), self._term(name), self._name(two))) for one, name, two in facts)
            yield f"{sign} relation", list(lines)

    def _name(self, path: str) -> str:
        known = self._found.names.get(path, {})
        return known.get(self._lang) or next(iter(known.values()), path)

    def _term(self, name: str) -> str:
        return self._terms.get(name, {}).get(self._lang) or name

    def _event(self, state: "EventState") -> str:
        kind = self._term("AgreementEvent" if state.type == "Agreement" else state.type)
        comma = self._words["comma"]
        who = comma.join(self._name(path) for path in state.parties)
        when = f" ({comma.join(state.dates)})" if state.dates else ""
        status = comma.join(self._term(name) for name in state.statuses)
        by = f" — {self._words['by']} {comma.join(state.publishers)}" if state.publishers else ""
        return f"{kind}: {who}{when} [{status}]{by}"

    def _change(self, change: "Change") -> str:
        if change.what[0] in _KINDS:
            return " + ".join(map(self._event, change.before)) + " → " + " + ".join(map(self._event, change.after))
        one, two = change.before[0], change.after[0]
        told = (f"{self._words[name]}: {self._value(one, name)} → {self._value(two, name)}" for name in change.what)
        return f"{self._event(two)}; " + "; ".join(told)

    def _value(self, state: "EventState", name: str) -> str:
        values: Sequence[str] = sorted(getattr(state, name)) if name != "parties" else state.parties
        if name == "claims":
            return self._words["claim"].format(len(values))
        show = {"parties": self._name, "statuses": self._term}.get(name, str)
        return self._words["comma"].join(map(show, values)) or "-"


def _kind(change: "Change") -> str:
    return change.what[0] if change.what[0] in _KINDS else "changed"
