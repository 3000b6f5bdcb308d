"""Timelines of one actor or two: what stands on them, in which order, and how each format shows it."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from between_samples import MAY, Say, pair, store_of, told
from commands import Command, commands
from graph_samples import filled, other_voice
from hostile import ATTACKS, hostile_store

from kg.cli.timelines import timeline_csv
from kg.model import Factuality
from kg.queries.articles import cited
from kg.queries.happenings import Happening
from kg.queries.period import period
from kg.queries.timeline import Timeline, Turn, timeline
from kg.queries.wording import wording
from kg.store import Store
from kg.view.timeline import render_timeline

F = Factuality
SALMA, TARIQ, NOVARIA, SEDRANIA = "person/salma-idris", "person/tariq-mansur", "country/nv", "country/sd1"
AMARIN, BASSANIA = "country/am1", "country/bs1"


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


def types(found: Timeline) -> list[str]:
    return [one.type for one in found.happenings]


def page(store: Store, found: Timeline, lang: str = "ar") -> str:
    words = wording(store, found.named(), lang)
    return render_timeline(found, words, cited(store, (ident for one in found.happenings for ident in one.articles)))


def test_dated_events_come_by_day_and_undated_ones_last_by_the_day_they_were_told(store: Store) -> None:
    found = timeline(store, [SALMA])
    assert [(one.type, one.begin) for one in found.dated if isinstance(one, Happening)] == [
        ("Visit", "2024-09-16"), ("Meeting", "2024-09-17")]  # fmt: skip
    assert [(one.type, one.begin, one.told_on) for one in found.undated] == [("Participation", None, "2024-09-16")]


def test_a_state_acts_through_those_who_speak_for_it(store: Store) -> None:
    assert {"Visit", "Meeting", "Agreement"} <= set(types(timeline(store, [NOVARIA])))


def test_a_timeline_of_two_has_what_concerns_both(store: Store) -> None:
    assert types(timeline(store, [SALMA, TARIQ])) == ["Meeting"]
    assert set(types(timeline(store, [NOVARIA, SEDRANIA]))) == {"Visit", "Meeting", "Agreement"}


def test_who_is_named_as_saying_it_has_it_on_the_timeline(store: Store) -> None:
    (one,) = timeline(store, ["person/tariq-haddad"]).happenings
    assert (one.type, one.sources) == ("Aid", ("person/tariq-haddad",))


def test_an_event_that_several_articles_tell_is_one_line_with_all_its_statuses(voices: Store) -> None:
    visit = next(one for one in timeline(voices, [TARIQ]).happenings if one.type == "Visit")
    assert visit.statuses == ("asserted", "planned")
    assert (len(visit.articles), visit.publishers) == (2, ("صحيفة المرفأ", "وكالة الساحل"))
    assert visit.told_on == "2024-09-16"


def test_an_event_that_one_tells_and_another_refutes_is_disputed_and_does_not_hold(voices: Store) -> None:
    (meeting,) = timeline(voices, [SALMA, TARIQ]).happenings
    assert meeting.statuses == ("asserted", "negated")
    assert meeting.disputed and not meeting.holds


def test_the_time_that_one_claim_states_is_the_time_of_the_event() -> None:
    done = Say(words="التقى أمارين بسانيا صباحا", type="Meeting", roles=pair("am", "bs"), on=date(2023, 5, 2), event=1)
    vague = Say(words="قد يلتقي أمارين بسانيا", type="Meeting", roles=pair("am", "bs"), factuality=F.PLANNED, event=1)
    with store_of(told("a", vague, done)) as store:
        (one,) = timeline(store, [AMARIN]).happenings
    assert (one.begin, one.until, len(one.claims)) == ("2023-05-02", "2023-05-02", 2)


def test_types_statuses_and_period_narrow_a_timeline(store: Store) -> None:
    assert types(timeline(store, [TARIQ], types=["Visit"])) == ["Visit"]
    assert types(timeline(store, [TARIQ], statuses=["planned"])) == ["Visit"]
    assert types(timeline(store, [SALMA], period=period("2024-09-17", "2024-09"))) == ["Meeting"]
    assert types(timeline(store, [SALMA], period=period("2024-09-16", "2024-09-16"))) == ["Visit", "Participation"]


def with_putin() -> Store:
    roles = {"actor": "person/vladimir-putin", "target": AMARIN}
    return store_of(told("a", Say(words="التقى بوتين أمارين", type="Meeting", roles=roles, on=MAY)))


def test_offices_of_the_tables_begin_and_end_on_the_timeline_of_who_holds_them() -> None:
    with with_putin() as store:
        turns = [one for one in timeline(store, ["person/vladimir-putin"]).dated if isinstance(one, Turn)]
        late = timeline(store, ["person/vladimir-putin"], period=period("2023", None))
    offices = {(one.what, one.term.title("en"), one.term.within) for one in turns}
    assert {("begin", "President", "country/ru"), ("end", "President", "country/ru")} <= offices
    assert [one.day for one in turns] == sorted(one.day for one in turns)
    assert not [one for one in late.dated if isinstance(one, Turn)]


def test_csv_has_a_row_an_entry_and_runs_nothing() -> None:
    said = Say(words="=قال أمارين كلاما", type="Meeting", roles=pair("am", "bs"))
    with store_of(told("a", said, publisher="=cmd()")) as store:
        found = timeline(store, [AMARIN])
        rows = list(csv.DictReader(io.StringIO(timeline_csv(found, wording(store, found.named(), "ar")))))
    assert [(row["publishers"], row["quote"], row["told_on"]) for row in rows] == [
        ("'=cmd()", "'=قال أمارين كلاما", "2023-05-10")]  # fmt: skip


@pytest.mark.parametrize("form", ["table", "csv", "json", "html"])
def test_every_format_has_type_status_publisher_and_quote(kg: Command, store_folder: Path, form: str) -> None:
    done = kg("timeline", "طارق منصور", "-s", store_folder, "-f", form, "-l", "en")
    assert (done.code, done.err) == (0, "")
    assert "ومن المقرر أن يزور منصور نوفاريا في أكتوبر" in done.out
    assert "Visit" in done.out and "planned" in done.out and "صحيفة المرفأ" in done.out


def test_the_table_is_in_the_language_that_is_asked_for(kg: Command, store_folder: Path) -> None:
    arabic = kg("timeline", "Salma Idris", "-s", store_folder, "-f", "table").out
    english = kg("timeline", "سلمى إدريس", "-s", store_folder, "-f", "table", "-l", "en").out
    assert "2024-09-16  زيارة [مؤكد]  سلمى إدريس ← سدرانيا" in arabic
    assert "2024-09-16  Visit [asserted]  Salma Idris → Sedrania" in english
    assert english.index("No stated date") > english.index("2024-09-17")


def test_json_has_each_claim_with_its_place_in_the_article(kg: Command, store_folder: Path) -> None:
    rows = json.loads(kg("timeline", "كلاريا", "--type", "تهديد", "-s", store_folder).out)
    assert [(row["type"], row["statuses"], row["tellings"]) for row in rows] == [("Threat", ["asserted"], 1)]
    (claim,) = rows[0]["claims"]
    assert claim["end"] - claim["start"] == len(claim["quote"])


def test_the_suffix_of_the_file_chooses_the_format(kg: Command, store_folder: Path, tmp_path: Path) -> None:
    for suffix, start in ((".html", "<!doctype html>"), (".csv", "date,until"), (".json", "[")):
        file = tmp_path / f"made{suffix}"
        assert kg("timeline", "Claria", "-s", store_folder, "-o", file).out == ""
        assert file.read_text(encoding="utf-8").startswith(start)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("Novaria", "نوفاريا"), "both mean country/nv"),
        (("طارق",), "may mean person/tariq-haddad"),
        (("qqqqqq",), "nothing in the store is called"),
        (("Novaria", "Sedrania", "Claria"), "one actor or two"),
        (("Novaria", "--type", "Party"), "there is no event type 'Party'"),
        (("Novaria", "--since", "x"), "'x' is not a date"),
    ],
)
def test_bad_input_is_one_clear_line(kg: Command, store_folder: Path, arguments: tuple[str, ...], reason: str) -> None:
    done = kg("timeline", *arguments, "-s", store_folder)
    assert done.code == 2 and done.is_one_line()
    assert reason in done.err


def test_an_empty_range_is_an_empty_answer_and_a_note(kg: Command, store_folder: Path) -> None:
    done = kg("timeline", "Novaria", "--since", "2030", "-s", store_folder)
    assert (done.code, json.loads(done.out)) == (0, [])
    assert "nothing is told of country/nv in this selection" in done.err and done.err.count("\n") == 1


@pytest.mark.parametrize(("lang", "way"), [("ar", "rtl"), ("en", "ltr")])
def test_the_page_runs_in_the_direction_of_its_language(voices: Store, lang: str, way: str) -> None:
    shown = page(voices, timeline(voices, [SALMA]), lang)
    assert f'<html lang="{lang}" dir="{way}">' in shown
    assert "<script" not in shown and "default-src &#39;none&#39;" in shown


def test_the_page_quotes_the_firmest_telling_first_and_names_each_status(voices: Store) -> None:
    shown = page(voices, timeline(voices, [TARIQ], types=["Visit"]), "en")
    done, plan = "زار طارق منصور نوفاريا في مطلع أكتوبر", "ومن المقرر أن يزور منصور نوفاريا في أكتوبر"
    assert shown.index(done) < shown.index(plan)
    assert '<span class="badge planned">Planned</span>' in shown
    assert "2 articles · 2 publishers" in shown


def test_no_text_becomes_markup_in_the_page() -> None:
    with hostile_store() as store:
        shown = page(store, timeline(store, ["person/attacker"]))
    assert "window.ran = 3" in shown
    assert not [attack for attack in ATTACKS if "<" in attack and attack in shown]
    assert "javascript:" not in shown
