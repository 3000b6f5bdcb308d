"""The ready questions on the articles in tests/corpus: what they answer, and that each parameter matters."""

import re
from collections.abc import Iterator

import pytest
from golden import CORPUS, DYAD, RUNS, built, recorded, rows_of, values_for

from kg.ontology import load_ontology
from kg.queries.ready import ask, load_questions, question
from kg.queries.themes import by_theme, load_themes
from kg.rdf import event_class, shorten, value_of
from kg.store import Store

QUESTIONS = load_questions()
SPRING = {"from": "2025-03", "until": "2025-04"}
PERU = {"actor": "بيرو", "target": "الإكوادور"}
MINISTER = "كارلوس مينديز"
# For each question, a value of each parameter that changes the answer; a required one is given in its stead.
VALUES: dict[str, dict[str, str]] = {
    "accusations-with-denials": {**PERU, "from": "2025-03", "until": "2025-02"},
    "agreements": {"about": "تشيلي", "from": "2025-07", "until": "2025-06"},
    "agreements-in-force": {"about": "تشيلي", "on": "2025-08"},
    "ambassadors": {"by": "الإكوادور", "sender": "الإكوادور"},
    "articles-mentioning": {"entity": "كولومبيا"},
    "balance-by-month": {"about": "أوروغواي", "with": "أوروغواي", **SPRING},
    "co-attendance": {"actor": "أوروغواي", "gathering": "قمة المحيط الهادئ"},
    "co-participants": {"about": MINISTER, "type": "Meeting"},
    "contradictions": {"about": "لوسيا كوردوبا"},
    "demands": {"actor": "تشيلي", "target": "بيرو", "from": "2025-03", "until": "2025-02"},
    "denied-claims": {"about": "قمة المحيط الهادئ"},
    "disputed-claims": {"about": "الإكوادور"},
    "events-between": {"about": "أوروغواي", "with": "أوروغواي", **SPRING},
    "evidence-of-event": {"event": "first of contradictions"},
    "first-and-last-contact": {"about": MINISTER, "with": "الإكوادور", "from": "2025-03", "until": "2025-03"},
    "gatherings-attendance": {"gathering": "قمة المحيط الهادئ", "actor": MINISTER},
    "independent-publishers": {"about": MINISTER, "type": "Visit", "event": "first of contradictions"},
    "mediations": {"mediator": "أوروغواي", "between": "بيرو", "with": "الإكوادور", **SPRING},
    "meetings-of": {"about": "لوسيا كوردوبا", "with": "ماتيو بيريرا", **SPRING},
    "most-active": {"type": "Accusation"},
    "office-holders": {"person": MINISTER, "in": "أوروغواي"},
    "office-holders-on": {"on": "2025-02-03", "in": "الإكوادور", "person": MINISTER},
    "overdue-plans": {"about": MINISTER, "type": "Visit", "on": "2025-09-01"},
    "planned-and-done": {"about": "الإكوادور", "type": "Agreement"},
    "planned-events": {"about": "أوروغواي", "type": "Mediation", **SPRING},
    "plover-codes": {"about": "كولومبيا", "type": "Support"},
    "sanctions-and-threats": {**PERU, "from": "2025-03", "until": "2025-02"},
    "sanctions-between": {"about": "أوروغواي", "with": "أوروغواي", "from": "2025-06", "until": "2025-02"},
    "sources-of-claim": {"about": "الإكوادور", "source": "بيرو", "type": "Meeting"},
    "stance-of-publishers": {"about": MINISTER, "type": "Meeting"},
    "stance-of-sources": {"about": "الإكوادور", "source": "أندريس فالديز"},
    "statements-of": {"speaker": "أندريس فالديز", "type": "Denial", "from": "2025-03", "until": "2025-02"},
    "timeline-between": {"about": "أوروغواي", "with": "أوروغواي", "from": "2025-02-10", "until": "2025-02-05"},
    "timeline-of": {"about": MINISTER, **SPRING},
    "visits-called-off": {"actor": "لوسيا كوردوبا", "destination": "مونتيفيديو"},
    "what-is-told": {"about": "كولومبيا", "from": "2025-05", "until": "2025-04"},
    "who-alleges-what": {"by": "بيرو", "about": "بيرو"},
    "who-speaks-for-whom": {"person": MINISTER, "party": "الإكوادور"},
    "who-visited-whom": {"actor": "أوروغواي", "destination": "place/lima", "from": "2025-10", "until": "2025-04"},
}
# The corpus holds one value of these only; any other leaves nothing.
ONLY = {
    ("co-attendance", "gathering"): "place/lima",
    ("gatherings-attendance", "gathering"): "place/lima",
    ("mediations", "mediator"): "تشيلي",
    ("visits-called-off", "actor"): MINISTER,
    ("visits-called-off", "destination"): "place/lima",
    ("sanctions-between", "about"): "أوروغواي",
    ("sanctions-between", "with"): "أوروغواي",
}
# With a value, rows of these are not rows of the whole: they count, or look from another day.
COUNTING = {name for name, asked in QUESTIONS.items() if "GROUP BY" in asked.text} | {"agreements-in-force"}


@pytest.fixture(scope="module")
def corpus() -> Iterator[Store]:
    """The store of the corpus."""
    with built() as store:
        yield store


def test_every_question_has_a_recorded_answer_and_a_value_for_each_parameter() -> None:
    assert len(QUESTIONS) >= 27
    assert RUNS.keys() == VALUES.keys() == QUESTIONS.keys()
    for name, asked in QUESTIONS.items():
        assert VALUES[name].keys() == {param.name for param in asked.params}


@pytest.mark.parametrize("name", sorted(RUNS))
def test_the_answer_is_the_one_that_was_checked_by_hand(corpus: Store, name: str) -> None:
    golden = recorded(name)
    assert golden["values"] == RUNS[name]
    assert rows_of(corpus, name, values_for(corpus, name)) == golden["rows"] != []


@pytest.mark.parametrize(("name", "param"), [(name, param) for name in sorted(VALUES) for param in VALUES[name]])
def test_a_parameter_changes_the_answer(corpus: Store, name: str, param: str) -> None:
    asked = question(name)
    needed = {each.name for each in asked.params if each.required}
    base = {key: value for key, value in values_for(corpus, name).items() if key in needed}
    value = VALUES[name][param]
    if value.startswith("first of "):
        value = value_of(ask(corpus, value.removeprefix("first of ")).rows[0][0])
    without, given = (ask(corpus, name, values).rows for values in (base, {**base, param: value}))
    if (name, param) in ONLY:
        assert without and not ask(corpus, name, {**base, param: ONLY[name, param]}).rows
    else:
        assert set(given) != set(without) != set() != set(given)
    if param not in needed and name not in COUNTING:
        assert set(given) <= set(without)


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_question_whose_parameters_are_optional_answers_without_any(corpus: Store, name: str) -> None:
    if not any(param.required for param in QUESTIONS[name].params):
        assert ask(corpus, name).rows


def test_articles_in_a_language_that_is_not_read_tell_no_event(corpus: Store) -> None:
    found = corpus.query("""SELECT DISTINCT ?url { GRAPH ?article { ?claim dip:claimOf ?event }
        ?article schema:url ?url }""").rows
    urls = {value_of(row[0]) for row in found}
    assert len(urls) == len(list(CORPUS.glob("*.md"))) - 2
    assert not any("harbour" in url or "coastline" in url for url in urls)


@pytest.mark.parametrize("name", ["balance-by-month", "co-participants"])
def test_the_families_that_a_question_counts_by_are_those_of_the_ontology(name: str) -> None:
    counted = {kind: flags.split() for kind, flags in re.findall(r"\((dip:\w+) ([01 ]+)\)", QUESTIONS[name].text)}
    families = {shorten(event_class(event.name).value): event for event in load_ontology().events.values()}
    assert counted.keys() == families.keys()
    for kind, event in families.items():
        place = event.material + 2 * (not event.cooperative)
        assert counted[kind] == ["1" if at == place else "0" for at in range(4)]


def test_each_theme_is_named_in_both_languages_and_lists_its_questions_together() -> None:
    themes = load_themes()
    assert {asked.theme for asked in QUESTIONS.values()} == themes.keys()
    assert all(labels["ar"] and labels["en"] for labels in themes.values())
    order = [asked.theme for asked in by_theme(QUESTIONS.values(), themes)]
    assert list(dict.fromkeys(order)) == list(themes)
    assert order == sorted(order, key=list(themes).index)


def test_a_disputed_meeting_is_no_contact_and_no_fact(corpus: Store) -> None:
    contacts = ask(corpus, "first-and-last-contact", {"about": "الإكوادور", "with": "أوروغواي"}).rows
    assert not contacts
    assert ask(corpus, "contradictions", {"about": "ماتيو بيريرا"}).rows


def test_a_reprint_is_no_independent_publisher(corpus: Store) -> None:
    found = ask(corpus, "independent-publishers", {"about": MINISTER, "type": "Meeting"})
    best = dict(zip(found.variables, found.rows[0], strict=True))
    assert (value_of(best["independent"]), value_of(best["publishers"])) == ("3", "4")


def test_both_directions_of_a_dyad_are_the_same_question(corpus: Store) -> None:
    turned = {"about": DYAD["with"], "with": DYAD["about"]}
    for name in ("balance-by-month", "events-between", "sanctions-between", "timeline-between"):
        assert set(ask(corpus, name, DYAD).rows) == set(ask(corpus, name, turned).rows)
