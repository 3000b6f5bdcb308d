"""The dossier as Markdown; no value in it can become markup, a link or a line of its own."""

import re
from collections.abc import Iterator, Sequence

from kg.view.sheet import Line, Note, Sheet, Stated, Voice

_MARKS = re.compile(r"[\\`*_{}\[\]#|~$]")
_ENTITIES = {ord("<"): "&lt;", ord(">"): "&gt;", ord("&"): "&amp;"}
_LEADING = re.compile(r"^([-+]|\d+[.)])")
_UNSAFE = re.compile(r"[\s<>()\[\]\\\"'`]")


def plain(value: str) -> str:
    """A value as text that Markdown shows as it is."""
    text = _MARKS.sub(r"\\\g<0>", " ".join(value.split()).translate(_ENTITIES))
    return _LEADING.sub(r"\\\1", text) if _LEADING.match(text) and not text.isdigit() else text


def address(url: str) -> str:
    """An address that ends where it should."""
    return _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found.group().encode()), url)


def brief_markdown(sheet: Sheet) -> str:
    """The dossier as Markdown with footnotes; in Arabic inside an element that runs from right to left."""
    parts = [*_head(sheet), *_people(sheet), *_months(sheet), *_partners(sheet), *_disputes(sheet), *_planned(sheet)]
    parts += _notes(sheet)
    if sheet.lang == "ar":
        parts = ['<div dir="rtl" lang="ar">', *parts, "</div>"]
    return "\n\n".join(parts) + "\n"


def _head(sheet: Sheet) -> Iterator[str]:
    names = f" {sheet.text['and']}".join(map(plain, sheet.names))
    yield f"# {sheet.text['kicker']}: {names}"
    yield " · ".join(map(plain, sheet.facts))
    if not sheet.lines:
        yield sheet.text["nothing"]


def _people(sheet: Sheet) -> Iterator[str]:
    yield f"## {sheet.text['who']}"
    for person in sheet.people:
        yield f"### {plain(person.name)}"
        lines = [f"- **{plain(label)}:** {sheet.comma.join(map(_stated, values))}" for label, values in person.rows]
        if person.offices:
            lines += [f"- **{sheet.text['offices']}:**", *(f"    - {_stated(office)}" for office in person.offices)]
        yield "\n".join(lines)


def _stated(one: Stated) -> str:
    return f"{plain(one.words)} [^{one.note}]" if one.note else plain(one.words)


def _listed(names: Sequence[str], sheet: Sheet) -> str:
    return sheet.comma.join(map(plain, names))


def _months(sheet: Sheet) -> Iterator[str]:
    if not sheet.lines:
        return
    text = sheet.text
    yield f"## {text['months']}"
    total = tuple(f"**{number}**" for number in (text["all"], *sheet.total))
    rows = [(plain(month), *map(str, cells)) for month, cells in sheet.months]
    yield _table((text["month"], *sheet.columns), [*rows, total])
    yield text["months_why"]
    for month, events, more in sheet.lines:
        yield f"### {plain(month)}"
        left = [f"- + {more} {text['more']}"] if more else []
        yield "\n".join([*(f"- {_line(event, sheet)}" for event in events), *left])


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _line(event: Line, sheet: Sheet) -> str:
    day = f"{plain(event.day)} — " if event.day else ""
    statuses = " / ".join(plain(label) for _, label in event.statuses)
    status = f" ({statuses})" if statuses else ""
    who = " ".join(f"{part.before} {_listed(part.names, sheet)}".lstrip() for part in event.parts)
    said = f" ({sheet.text['source']} {_listed(event.sources, sheet)})" if event.sources else ""
    return f"{day}**{plain(event.what)}**{status}: {who}{said}{''.join(f' [^{number}]' for number in event.notes)}"


def _partners(sheet: Sheet) -> Iterator[str]:
    if sheet.partners:
        text = sheet.text
        yield f"## {text['partners']}"
        rows = [(plain(name), *map(str, numbers)) for name, *numbers, _ in sheet.partners]
        yield _table((text["partner"], text["events"], text["cooperation"], text["conflict"]), rows)


def _disputes(sheet: Sheet) -> Iterator[str]:
    if sheet.disputes:
        yield f"## {sheet.text['disputed']}"
        for one in sheet.disputes:
            voices = [f"    - {_voice(voice)}" for voice in (*one.told, *one.denied)]
            yield "\n".join([f"- {_line(one.line, sheet)}", *voices])


def _voice(voice: Voice) -> str:
    return f"{voice.how} {plain(voice.who)}: «{plain(voice.words)}» [^{voice.note}]"


def _planned(sheet: Sheet) -> Iterator[str]:
    if sheet.planned:
        yield f"## {sheet.text['planned']}"
        yield "\n".join(f"- {_line(one, sheet)}" for one in sheet.planned)


def _notes(sheet: Sheet) -> Iterator[str]:
    if sheet.notes:
        yield f"## {sheet.text['notes']}"
        yield from (f"[^{note.number}]: {_note(note, sheet)}" for note in sheet.notes)


def _note(note: Note, sheet: Sheet) -> str:
    text, article = sheet.text, note.article
    said = f" ({text['source']} {plain(note.source)})" if note.source else ""
    parts = [plain(article.publisher or ""), f"“{plain(note.title)}”" if note.title else "", plain(note.published)]
    parts += [f"{text['article']} {article.id}", f"{text['characters']} {note.place}"]
    parts += [f"<{address(article.link)}>"] if article.link else []
    return f"«{plain(note.words)}»{said} — {sheet.comma.join(part for part in parts if part)}"
