"""Questions in words: what is understood, with which names and days, and that nothing else is guessed at."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

import pytest
from commands import commands
from golden import CORPUS, built

from kg.errors import UsageError
from kg.queries.asking import nearest, phrases, understand
from kg.queries.phrases import Phrase
from kg.queries.ready import bind, load_questions
from kg.store import Store

TODAY = date(2025, 12, 1)
QUESTIONS = load_questions()
PE, EC, UY = "country/pe", "country/ec", "country/uy"
MENDEZ, CORDOBA = "person/كارلوس-مينديز", "person/لوسيا-كوردوبا"
PEREIRA, VALDEZ = "person/ماتيو-بيريرا", "person/اندريس-فالديز"
SUMMIT = "gathering/قمه-المحيط-الهادي"

UNDERSTOOD = [
    ("من زار بيرو؟", "who-visited-whom", {"destination": PE}),
    ("من زار بيرو في مارس 2025؟", "who-visited-whom", {"destination": PE, "from": "2025-03-01", "until": "2025-03-31"}),
    ("أين سافر ماتيو بيريرا؟", "who-visited-whom", {"actor": PEREIRA}),
    ("هل زارت لوسيا كوردوبا بيرو؟", "who-visited-whom", {"actor": CORDOBA, "destination": PE}),
    ("ما زيارات ماتيو بيريرا إلى بيرو؟", "who-visited-whom", {"actor": PEREIRA, "destination": PE}),
    ("من زار بيرو منذ أكتوبر 2025", "who-visited-whom", {"destination": PE, "from": "2025-10-01"}),
    ("مَن التقى كارلوس مينديز؟", "meetings-of", {"about": MENDEZ}),
    ("متى التقى كارلوس مينديز لوسيا كوردوبا؟", "meetings-of", {"about": MENDEZ, "with": CORDOBA}),
    ("من التقى كارلوس مينديز بعد 1 يونيو 2025؟", "meetings-of", {"about": MENDEZ, "from": "2025-06-02"}),
    ("ماذا حدث بين بيرو والإكوادور؟", "events-between", {"about": PE, "with": EC}),
    (
        "ماذا حدث بين بيرو والإكوادور في عام 2025؟",
        "events-between",
        {"about": PE, "with": EC, "from": "2025-01-01", "until": "2025-12-31"},
    ),
    ("الخط الزمني لبيرو", "timeline-of", {"about": PE}),
    ("الخط الزمني للإكوادور", "timeline-of", {"about": EC}),
    ("من توسط بين بيرو والإكوادور؟", "mediations", {"between": PE, "with": EC}),
    ("ما العقوبات بين بيرو والإكوادور؟", "sanctions-between", {"about": PE, "with": EC}),
    ("من فرض عقوبات على بيرو؟", "sanctions-and-threats", {"target": PE}),
    ("من اتهم الإكوادور؟", "accusations-with-denials", {"target": EC}),
    ("ماذا قالت لوسيا كوردوبا؟", "statements-of", {"speaker": CORDOBA}),
    ("ماذا قال أندريس فالديز قبل أبريل 2025؟", "statements-of", {"speaker": VALDEZ, "until": "2025-03-31"}),
    ("من يتحدث باسم الأمم المتحدة؟", "who-speaks-for-whom", {"party": "organization/united-nations"}),
    ("من حضر قمة المحيط الهادئ؟", "gatherings-attendance", {"gathering": SUMMIT}),
    ("ما الاتفاقات القائمة؟", "agreements-in-force", {}),
    ("كيف كانت العلاقات بين بيرو والإكوادور؟", "balance-by-month", {"about": PE, "with": EC}),
    ("أي الأخبار تذكر تشيلي؟", "articles-mentioning", {"entity": "country/cl"}),
    ("من كان يتولى المناصب في بيرو في 15 فبراير 2025؟", "office-holders-on", {"in": PE, "on": "2025-02-15"}),
    ("ما التناقضات؟", "contradictions", {}),
    ("who visited Peru?", "who-visited-whom", {"destination": PE}),
    (
        "Who visited Peru in March 2025?",
        "who-visited-whom",
        {"destination": PE, "from": "2025-03-01", "until": "2025-03-31"},
    ),
    (
        "who visited Peru on March 9, 2025?",
        "who-visited-whom",
        {"destination": PE, "from": "2025-03-09", "until": "2025-03-09"},
    ),
    ("who has visited Peru since 2024?", "who-visited-whom", {"destination": PE, "from": "2024-01-01"}),
    (
        "who visited Peru between March and May 2025?",
        "who-visited-whom",
        {"destination": PE, "from": "2025-03-01", "until": "2025-05-31"},
    ),
    (
        "who visited Peru last month?",
        "who-visited-whom",
        {"destination": PE, "from": "2025-11-01", "until": "2025-11-30"},
    ),
    ("who met كارلوس مينديز in 2025?", "meetings-of", {"about": MENDEZ, "from": "2025-01-01", "until": "2025-12-31"}),
    ("what happened between Peru and Ecuador?", "events-between", {"about": PE, "with": EC}),
    ("sanctions between Peru and Ecuador", "sanctions-between", {"about": PE, "with": EC}),
    ("Who mediated between Ecuador and Peru?", "mediations", {"between": EC, "with": PE}),
    ("who accused Ecuador before March 2025?", "accusations-with-denials", {"target": EC, "until": "2025-02-28"}),
    ("what agreements did Peru sign?", "agreements", {"about": PE}),
    ("which agreements are still in force?", "agreements-in-force", {}),
    ("who speaks for the United Nations?", "who-speaks-for-whom", {"party": "organization/united-nations"}),
    ("who held office in Peru?", "office-holders", {"in": PE}),
    ("who held office in Peru on 15 February 2025?", "office-holders-on", {"in": PE, "on": "2025-02-15"}),
    ("what was denied about Ecuador?", "denied-claims", {"about": EC}),
    (
        "timeline of Peru and Ecuador until July 2025",
        "timeline-between",
        {"about": PE, "with": EC, "until": "2025-07-31"},
    ),
    ("how are relations between Peru and Uruguay?", "balance-by-month", {"about": PE, "with": UY}),
    ("which articles mention Chile?", "articles-mentioning", {"entity": "country/cl"}),
    ("what was planned but did not happen?", "overdue-plans", {}),
]
# What there is no phrase for, or names nobody known, with words of what is said instead.
NOT_UNDERSTOOD = [
    ("لماذا أغلقت بيرو المعبر؟", "can answer"),
    ("كم عدد سكان بيرو؟", "can answer"),
    ("هل ستقع حرب بين بيرو والإكوادور؟", "can answer"),
    ("ما عاصمة الإكوادور؟", "can answer"),
    ("زار بيرو", "can answer"),
    ("why did Peru close the crossing?", "can answer"),
    ("will Peru and Ecuador go to war?", "can answer"),
    ("who did not visit Peru?", "can answer"),
    ("who visited Peru and met nobody?", "nothing in the store"),
    ("how many people live in Lima?", "can answer"),
    ("who visited Atlantis?", "nothing in the store is called 'Atlantis'"),
    ("من زار القمر؟", "nothing in the store is called 'القمر'"),
    ("who visited Peru in March 2024 or in May 2025?", "nothing in the store"),
    ("which agreements were in force?", "can answer"),
    ("SELECT ?s WHERE { ?s ?p ?o }", "can answer"),
    ("؟", "can answer"),
]


@pytest.fixture(scope="module")
def corpus() -> Iterator[Store]:
    """The store of the corpus."""
    with built() as store:
        yield store


@pytest.mark.parametrize(("text", "name", "values"), UNDERSTOOD)
def test_a_question_in_words_is_a_ready_question_with_its_values(
    corpus: Store, text: str, name: str, values: dict[str, str]
) -> None:
    asked = understand(corpus, text, TODAY)
    assert asked.question.name == name
    assert {key: unquote(value) for key, value in asked.values.items()} == values
    corpus.query(bind(asked.question, asked.values, corpus))


@pytest.mark.parametrize(("text", "reason"), NOT_UNDERSTOOD)
def test_what_fits_no_phrase_is_not_guessed_at(corpus: Store, text: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        understand(corpus, text, TODAY)


def test_a_question_that_knows_no_time_says_so(corpus: Store) -> None:
    with pytest.raises(UsageError, match="cannot be narrowed to a time"):
        understand(corpus, "what was denied about Ecuador in 2025?", TODAY)


def test_at_least_forty_questions_in_both_languages_are_tried() -> None:
    arabic = [text for text, *_ in UNDERSTOOD if "من" in text or "ما" in text]
    assert len(UNDERSTOOD) >= 40 and len(NOT_UNDERSTOOD) >= 10
    assert 15 <= len(arabic) <= len(UNDERSTOOD) - 15


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_phrase_gives_what_its_question_needs(lang: str) -> None:
    for phrase in phrases(lang):
        params = {param.name: param for param in QUESTIONS[phrase.question].params}
        assert all(params[slot].kind == "entity" for slot in phrase.slots())
        needed = {param.name for param in params.values() if param.required and param.kind != "date"}
        assert needed <= phrase.slots(), phrase


@pytest.mark.parametrize("name", sorted(QUESTIONS.keys() - {"evidence-of-event"}))
def test_every_question_can_be_put_in_words_of_both_languages(name: str) -> None:
    assert all(QUESTIONS[name].phrases[lang] for lang in ("ar", "en"))


def test_words_in_brackets_must_or_may_stand_there() -> None:
    phrase = Phrase("x", "(who|which state) [has] visited {destination}")
    for words in ("who visited peru", "which state has visited peru and ecuador"):
        (filling,) = (found["destination"] for found in phrase.readings(words.split()))
        assert words.split()[filling.first] == "peru" and filling.last == len(words.split())
    assert not list(phrase.readings(["has", "visited", "peru"]))
    assert not list(phrase.readings(["who", "visited"]))
    assert phrase.sample() == "who visited …"


def test_a_prefix_is_no_part_of_the_name() -> None:
    phrase = Phrase("x", "بين {about} و{with}")
    found = [(row["about"].last, row["with"].first) for row in phrase.readings(["بين", "وارسو", "وبرلين"])]
    assert found == [(2, 2)]


def test_the_nearest_questions_are_of_different_kinds_and_near() -> None:
    found = nearest("who was it that visited Peru", "en")
    assert len({phrase.question for phrase in found}) == 3
    assert "who-visited-whom" in {phrase.question for phrase in found}


def test_the_command_shows_the_query_it_asked_and_answers(
    capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    kg, store = commands(capsys), tmp_path_factory.mktemp("asked") / "store"
    assert kg("build", CORPUS, "-s", store, "-q").code == 0
    done = kg("ask", "who visited Peru in October 2025?", "-s", store, "-f", "csv")
    assert done.code == 0 and "2025-10-13" in done.out
    assert "kg query who-visited-whom -p from=2025-10-01" in done.err and "SELECT DISTINCT" in done.err
    assert kg("ask", "who", "visited", "Peru?", "-s", store, "-f", "csv", "-q").err == ""
    refused = kg("ask", "why?", "-s", store)
    assert refused.code == 2 and refused.is_one_line() and "I do not understand 'why?'" in refused.err
