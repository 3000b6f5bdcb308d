"""The dossier: every line is what a claim or a table states, and every claim it cites can be found again."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from between_samples import Say, pair, store_of, told
from commands import Command, commands
from graph_samples import DISPUTE, VISIT, filled, other_voice
from hostile import ATTACKS, hostile_store

from kg.model import Factuality
from kg.queries.articles import cited
from kg.queries.brief import Brief, brief, sides
from kg.queries.period import period
from kg.queries.wording import wording
from kg.store import Store
from kg.view.brief import render_brief
from kg.view.markdown import address, brief_markdown, plain
from kg.view.sheet import Sheet, sheet
from kg.view.speech import counted

F = Factuality
SALMA, TARIQ, NOVARIA, SEDRANIA, CLARIA = (
    "person/salma-idris", "person/tariq-mansur", "country/nv", "country/sd1", "country/kl")  # fmt: skip
AMARIN, BASSANIA, CARMONA = "country/am1", "country/bs1", "country/cr1"


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str]) -> Command:
    """Run the program."""
    return commands(capsys)


@pytest.fixture(scope="module")
def voices() -> Iterator[Store]:
    """The sample articles with one more that tells the planned visit as done and negates the meeting."""
    with Store.memory() as made:
        made.put(other_voice())
        yield filled(made)


def sheet_of(store: Store, about: Sequence[str], lang: str = "en") -> Sheet:
    found = brief(store, about)
    words = wording(store, found.named(), lang)
    return sheet(found, words, cited(store, (claim.article for claim in found.notes)))


def total(found: Brief) -> dict[str, int]:
    names = ("cooperation_words", "cooperation_deeds", "conflict_words", "conflict_deeds", "statements", "unsettled")
    return {name: number for name, number in zip(names, found.total.cells, strict=True) if number}


def test_events_are_counted_as_cooperation_or_conflict_in_words_or_deeds(store: Store) -> None:
    # An accusation, a denial and a threat; Haddad's word that Claria was aided; a sanction that is only possible.
    assert total(brief(store, [CLARIA])) == {
        "conflict_words": 3, "cooperation_deeds": 1, "unsettled": 2}  # fmt: skip


def test_a_statement_is_neither_cooperation_nor_conflict() -> None:
    with store_of(told("a", Say(words="صرح أمارين بشيء", type="Statement", roles={"actor": AMARIN}))) as store:
        assert total(brief(store, [AMARIN])) == {"statements": 1}


def test_what_is_disputed_is_not_counted_as_having_happened(voices: Store) -> None:
    found = brief(voices, [SALMA, TARIQ])
    assert total(found) == {"unsettled": 1}
    assert [one.type for one in found.disputed] == ["Meeting"]


def test_a_dispute_has_both_sides_with_who_says_so_and_the_words(store: Store) -> None:
    (one,) = brief(store, [SEDRANIA]).disputed
    told_by, denied_by = sides(one)
    assert [(claim.factuality, claim.source) for claim in told_by] == [("alleged", CLARIA)]
    assert [(claim.factuality, claim.source) for claim in denied_by] == [("denied", SEDRANIA)]
    text = brief_markdown(sheet_of(store, [SEDRANIA]))
    assert "    - Alleged according to Claria: «اتهمت كلاريا سدرانيا بتسليح متمردين»" in text
    assert "    - Denied by Sedrania: «ونفت سدرانيا ذلك نفيا قاطعا»" in text


def test_a_plan_is_listed_until_it_is_told_as_done(store: Store, voices: Store) -> None:
    assert [one.type for one in brief(store, [TARIQ]).planned] == ["Visit"]
    assert brief(voices, [TARIQ]).planned == ()


def test_an_earlier_event_of_the_kind_is_not_the_doing_of_a_plan() -> None:
    plan = Say(words="سيزور أمارين بسانيا قريبا", type="Reception", roles=pair("am", "bs"), factuality=F.PLANNED)
    for day, left in ((date(2023, 4, 1), 1), (date(2023, 6, 1), 0)):
        done = Say(words="استقبل أمارين بسانيا فعلا", type="Reception", roles=pair("am", "bs"), on=day)
        with store_of(told("a", plan), told("b", done, published=day)) as store:
            assert len(brief(store, [AMARIN]).planned) == left


def test_partners_are_ranked_by_asserted_events() -> None:
    said = [
        Say(words="التقى أمارين بسانيا أولا", type="Meeting", roles=pair("am", "bs"), on=date(2023, 5, 1)),
        Say(words="هدد أمارين بسانيا ثانيا", type="Threat", roles=pair("am", "bs")),
        Say(words="التقى أمارين كرمونا ثالثا", type="Meeting", roles=pair("am", "cr"), on=date(2023, 5, 3)),
        Say(words="لم يعاقب أمارين كرمونا رابعا", type="Sanction", roles=pair("am", "cr"), factuality=F.NEGATED),
    ]
    with store_of(told("a", *said)) as store:
        found = brief(store, [AMARIN]).partners
    assert [(one.path, one.events, one.cooperation, one.conflict) for one in found] == [
        (BASSANIA, 2, 1, 1), (CARMONA, 1, 1, 0)]  # fmt: skip


def test_months_show_the_best_attested_events_and_count_the_rest() -> None:
    said = [
        Say(words=f"هدد أمارين جاره {n}", type="Threat", roles=pair("am", code), on=date(2023, 5, 1 + n))
        for n, code in enumerate(("bs", "cr", "dl", "en"))
    ]
    alone = Say(words="صرح أمارين بشيء", type="Statement", roles={"actor": AMARIN}, on=date(2023, 5, 1))
    with store_of(told("a", alone, *said), told("b", said[3], publisher="دار أخرى")) as store:
        (month,) = brief(store, [AMARIN], most=2).months
    assert (month.month, month.more) == ("2023-05", 3)
    assert len(month.shown[-1].publishers) == 2
    assert {one.type for one in month.shown} == {"Threat"}


def test_a_period_narrows_the_dossier(store: Store) -> None:
    found = brief(store, [SALMA], period=period("2024-09-17", "2024-09-17"))
    assert [one.type for one in found.told] == ["Meeting"]


def test_who_it_is_comes_with_offices_and_other_names(store: Store) -> None:
    text = brief_markdown(sheet_of(store, [SALMA]))
    assert "### Salma Idris" in text
    assert "- **Type:** Person" in text
    number = re.search(r"    - Foreign minister · Novaria · as articles tell \[\^(\d+)\]", text)
    assert number and f"[^{number[1]}]: «وزيرة خارجية نوفاريا سلمى إدريس»" in text


def test_what_only_the_tables_state_has_no_note() -> None:
    said = Say(words="التقى بوتين أمارين", type="Meeting", roles={"actor": "person/vladimir-putin", "target": AMARIN})
    with store_of(told("a", said)) as store:
        text = brief_markdown(sheet_of(store, ["person/vladimir-putin"]))
    terms = [line for line in text.splitlines() if line.startswith("    - President · Russia")]
    assert terms and all(line.endswith("from the tables of actors") for line in terms)


@pytest.mark.parametrize("about", [[SEDRANIA], [NOVARIA, SEDRANIA], [SALMA]])
def test_every_note_is_cited_and_quotes_its_article(store: Store, about: list[str]) -> None:
    text = brief_markdown(sheet_of(store, about))
    body, _, sources = text.partition("## Sources")
    notes = dict(re.findall(r"^\[\^(\d+)\]: (.*)$", sources, re.M))
    assert notes and set(re.findall(r"\[\^(\d+)\]", body)) == notes.keys()
    for note in notes.values():
        quote, place = re.match(r"«(.*?)»", note), re.search(r"characters (\d+)–(\d+)", note)
        assert quote and place
        start, end = map(int, place.groups())
        assert quote[1] in (VISIT[start:end], DISPUTE[start:end])


def test_a_line_names_who_says_it_if_that_is_no_party(store: Store) -> None:
    assert "Novaria → Claria (according to Tariq Haddad)" in brief_markdown(sheet_of(store, [CLARIA]))


def test_the_arabic_dossier_is_arabic_throughout(store: Store) -> None:
    text = brief_markdown(sheet_of(store, [SALMA], "ar"))
    assert text.startswith('<div dir="rtl" lang="ar">\n\n# ملف: سلمى إدريس\n')
    assert "16 سبتمبر 2024 — **زيارة**: سلمى إدريس ← سدرانيا" in text
    left = re.sub(r"<div[^>]*>|</div>|article|[0-9a-f]{16}", "", text)
    assert not re.findall(r"[A-Za-z]{3,}", left.replace("Salma Idris", ""))


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "خبر واحد"),
        (2, "خبران"),
        (3, "3 أخبار"),
        (10, "10 أخبار"),
        (11, "11 خبرا"),
        (103, "103 أخبار"),
        (1200, "1,200 خبر"),
    ],
)
def test_arabic_numbers_ask_for_their_form(number: int, said: str) -> None:
    assert counted(number, "article", "ar") == said


def test_the_page_says_the_same_as_the_markdown(voices: Store) -> None:
    made = sheet_of(voices, [SALMA, TARIQ])
    shown = render_brief(made)
    for words in ("Salma Idris", "Tariq Mansur", "Disputed points", "Not so according to", "وكالة الساحل"):
        assert words in shown and words in brief_markdown(made)
    assert "<script" not in shown and "default-src &#39;none&#39;" in shown


def test_no_text_becomes_markup_in_page_or_markdown() -> None:
    with hostile_store() as store:
        made = sheet_of(store, ["person/attacker"])
    for text in (render_brief(made), brief_markdown(made)):
        assert "window.ran = 3" in text
        assert not [attack for attack in ATTACKS if "<" in attack and attack in text]
        assert "javascript:" not in text
    assert "<" not in brief_markdown(made)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("[x](http://y)", r"\[x\](http://y)"),
        ("a | b", r"a \| b"),
        ("# title", r"\# title"),
        ("- item", r"\- item"),
        ("1. item", r"\1. item"),
        ("two\nlines", "two lines"),
        ("<b>&", "&lt;b&gt;&amp;"),
        ("2018", "2018"),
    ],
)
def test_a_value_in_markdown_is_shown_as_it_is(value: str, written: str) -> None:
    assert plain(value) == written


def test_an_address_cannot_break_out_of_its_brackets() -> None:
    assert address("https://x.test/a b>(c)") == "https://x.test/a%20b%3E%28c%29"


def test_markdown_is_printed_and_the_suffix_chooses_the_page(kg: Command, store_folder: Path, tmp_path: Path) -> None:
    assert kg("brief", "Novaria", "سدرانيا", "-s", store_folder, "-l", "en").out.startswith(
        "# Brief: Novaria and Sedrania\n"
    )
    page = tmp_path / "made.html"
    assert kg("brief", "Novaria", "-s", store_folder, "-o", page).code == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_nothing_told_is_said_in_the_dossier_and_in_a_note(kg: Command, store_folder: Path) -> None:
    done = kg("brief", "Novaria", "--since", "2030", "-s", store_folder, "-l", "en")
    assert done.code == 0 and "Nothing is told in this selection." in done.out
    assert "widen --since and --until" in done.err and done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("Novaria", "نوفاريا"), "both mean country/nv"),
        (("طارق",), "may mean person/tariq-haddad"),
        (("qqqqqq",), "nothing in the store is called"),
        (("Novaria", "Sedrania", "Claria"), "one actor or two"),
        (("Novaria", "--until", "x"), "'x' is not a date"),
    ],
)
def test_bad_input_is_one_clear_line(kg: Command, store_folder: Path, arguments: tuple[str, ...], reason: str) -> None:
    done = kg("brief", *arguments, "-s", store_folder)
    assert done.code == 2 and done.is_one_line()
    assert reason in done.err
