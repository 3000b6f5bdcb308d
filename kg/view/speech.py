"""What the documents say in each language beside the labels of the ontology: headings, months, numbers of things."""

from collections.abc import Mapping, Sequence

from kg.queries.happenings import Happening

MONTHS: Mapping[str, tuple[str, ...]] = {
    "ar": (
        "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر",
        "ديسمبر",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
}  # fmt: skip

# For 1, 2, 3 to 10, 11 to 99, and hundreds with nothing or up to 2 after them.
_COUNTED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "ar": {
        "event": ("حدث واحد", "حدثان", "{} أحداث", "{} حدثا", "{} حدث"),
        "article": ("خبر واحد", "خبران", "{} أخبار", "{} خبرا", "{} خبر"),
        "publisher": ("ناشر واحد", "ناشران", "{} ناشرين", "{} ناشرا", "{} ناشر"),
    },
    "en": {
        "event": ("1 event", *["{} events"] * 4),
        "article": ("1 article", *["{} articles"] * 4),
        "publisher": ("1 publisher", *["{} publishers"] * 4),
    },
}


def counted(number: int, thing: str, lang: str) -> str:
    """`3 articles`, in Arabic with the form that the number asks for."""
    return _COUNTED[lang][thing][_form(number)].format(f"{number:,}")


def _form(number: int) -> int:
    """Which of the forms a number asks for."""
    if number in (1, 2):
        return number - 1
    rest = number % 100
    if rest < 3:
        return 4 if number else 2
    return 2 if rest <= 10 else 3


def spoken(day: str | None, lang: str, granularity: str | None = None, until: str | None = None) -> str:
    """An ISO day as people write it, as precisely as it is known; "" for None."""
    if not day:
        return ""
    if granularity == "decade":
        return f"{day[:4]}–{(until or day)[:4]}"
    if until and until != day and granularity not in ("month", "year"):
        return f"{_day(day, lang)} – {_day(until, lang)}"
    if granularity == "year":
        return day[:4]
    return month_name(day, lang) if granularity == "month" else _day(day, lang)


def month_name(day: str, lang: str) -> str:
    """Month and year of an ISO day."""
    return f"{MONTHS[lang][int(day[5:7]) - 1]} {day[:4]}"


def _day(day: str, lang: str) -> str:
    return f"{int(day[8:10])} {month_name(day, lang)}"


def facts(told: Sequence[Happening], lang: str) -> list[str]:
    """How much is told, in how many articles by how many publishers, and from when to when these are."""
    articles = {ident for one in told for ident in one.articles}
    publishers = {name for one in told for name in one.publishers}
    days = sorted(one.told_on for one in told if one.told_on)
    found = [counted(len(told), "event", lang)]
    if articles:
        found += [counted(len(articles), "article", lang), counted(len(publishers), "publisher", lang)]
    if days:
        found.append(spoken(days[0], lang, until=days[-1]))
    return found
