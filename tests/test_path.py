"""Paths between two actors: what makes a step, which path is best, and what `kg path` prints."""

import json
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from between_samples import Say, pair, store_of, told
from commands import Command, commands
from graph_samples import VISIT

from kg.errors import UsageError
from kg.model import Factuality
from kg.queries.paths import FARTHEST, paths
from kg.queries.paths import Path as Way
from kg.queries.period import period
from kg.store import Store

F = Factuality
SALMA, TARIQ = "person/salma-idris", "person/tariq-mansur"
AMARIN, BASSANIA, CARMONA, DALARIA = "country/am1", "country/bs1", "country/cr1", "country/dl1"


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str]) -> Command:
    """Run the program."""
    return commands(capsys)


def ways(found: Sequence[Way]) -> list[tuple[str, ...]]:
    """The entities on each path by the end of their path."""
    return [tuple(node.rpartition("/")[2] for node in way.nodes) for way in found]


def test_two_who_met_are_one_step_apart_with_the_words_that_say_so(store: Store) -> None:
    (step,) = paths(store, SALMA, TARIQ)[0].steps
    assert {tie.type for tie in step.ties} == {"Meeting"}
    (claim,) = step.ties[0].claims
    assert claim.quote in VISIT
    assert (step.ties[0].status, claim.begin) == ("asserted", "2024-09-17")


def test_a_path_goes_through_offices_and_events(store: Store) -> None:
    found = {way.nodes: way for way in paths(store, SALMA, "country/kl")}
    way = found[SALMA, "country/nv", "country/kl"]
    assert [step.ties[0].type for step in way.steps] == ["holdsOffice", "Aid"]


def test_a_path_is_the_same_in_both_directions(store: Store) -> None:
    there, back = paths(store, SALMA, "country/kl", most=2), paths(store, "country/kl", SALMA, most=2)
    assert {way.nodes for way in there} == {way.nodes[::-1] for way in back}


def test_who_merely_says_something_of_others_is_not_tied_to_them(store: Store) -> None:
    assert paths(store, "person/tariq-haddad", "country/kl") == ()


@pytest.mark.parametrize("status", [F.DENIED, F.NEGATED])
def test_what_is_denied_or_did_not_happen_makes_no_step(status: Factuality) -> None:
    told_so = Say(words="زود أمارين بسانيا بالقمح", type="Aid", roles=pair("am", "bs"), factuality=status)
    assert paths(store_of(told("a", told_so)), AMARIN, BASSANIA) == ()


def test_what_is_merely_possible_makes_a_step_only_if_asked_for() -> None:
    store = store_of(
        told("a", Say(words="لو زار أمارين بسانيا", type="Aid", roles=pair("am", "bs"), factuality=F.HYPOTHETICAL))
    )
    assert paths(store, AMARIN, BASSANIA) == ()
    assert ways(paths(store, AMARIN, BASSANIA, statuses=("hypothetical",))) == [("am1", "bs1")]


def test_a_step_that_somebody_denies_says_so_and_is_weaker() -> None:
    store = store_of(
        told("a",
             Say(words="زعم أن أمارين زودت بسانيا بالقمح", type="Aid", roles=pair("am", "bs"), event=1),
             Say(words="نفت بسانيا ذلك كله", type="Aid", roles=pair("am", "bs"), factuality=F.DENIED,
                 source=BASSANIA, event=1)),
    )  # fmt: skip
    (tie,) = paths(store, AMARIN, BASSANIA)[0].steps[0].ties
    assert [claim.source for claim in tie.against] == [BASSANIA]
    assert tie.strength < 1


def test_standing_in_one_article_is_no_step() -> None:
    store = store_of(
        told("a",
             Say(words="صرح أمارين بشيء", type="Statement", roles={"actor": AMARIN}),
             Say(words="صرحت بسانيا بشيء آخر", type="Statement", roles={"actor": BASSANIA})),
    )  # fmt: skip
    assert paths(store, AMARIN, BASSANIA) == ()


def test_being_at_the_same_place_ties_nobody_but_a_place_can_be_asked_for() -> None:
    harbour = "place/harbour"
    store = store_of(
        told("a",
             Say(words="صرح أمارين في الميناء الأزرق", type="Statement", roles={"actor": AMARIN, "place": harbour}),
             Say(words="صرحت بسانيا في الميناء الأزرق", type="Statement", roles={"actor": BASSANIA, "place": harbour})),
    )  # fmt: skip
    assert paths(store, AMARIN, BASSANIA) == ()
    assert ways(paths(store, AMARIN, harbour)) == [("am1", "harbour")]


def attending(name: str, who: str, gathering: str) -> Say:
    return Say(words=f"شارك {name} في أعمالها", type="Participation", roles={"actor": who, "gathering": gathering})


def test_what_articles_only_describe_joins_within_one_article_not_across_two() -> None:
    summit = "gathering/summit"
    one, two = attending("أمارين", AMARIN, summit), attending("بسانيا", BASSANIA, summit)
    assert ways(paths(store_of(told("a", one, two)), AMARIN, BASSANIA)) == [("am1", "summit", "bs1")]
    assert paths(store_of(told("a", one), told("b", two, published=date(2023, 8, 1))), AMARIN, BASSANIA) == ()


def test_a_gathering_that_is_known_by_name_joins_across_articles() -> None:
    lake = "gathering/lake-summit"
    one, two = attending("أمارين", AMARIN, lake), attending("بسانيا", BASSANIA, lake)
    store = store_of(told("a", one), told("b", two, published=date(2023, 8, 1)))
    assert ways(paths(store, AMARIN, BASSANIA)) == [("am1", "lake-summit", "bs1")]


def chain() -> Store:
    """A rumour between two, and a way around through a third that three publishers tell in words of their own."""
    rumour = Say(words="زعم أن أمارين هدد بسانيا", type="Threat", roles=pair("am", "bs"), factuality=F.ALLEGED)
    houses = [told(f"{n}", *around(where), publisher=f"دار {n}") for n, where in enumerate(("ضحى", "عصرا", "مساء"))]
    return store_of(*houses, told("r", rumour, publisher="دار الإشاعة"))


def around(when: str) -> tuple[Say, Say]:
    return (
        Say(words=f"استقبل أمارين كرمونا {when}", type="Reception", roles=pair("am", "cr"), on=date(2023, 5, 1)),
        Say(words=f"التقى كرمونا بسانيا {when}", type="Meeting", roles=pair("cr", "bs"), on=date(2023, 5, 2)),
    )


def test_the_shortest_path_has_fewest_steps_and_the_strongest_is_told_by_most() -> None:
    with chain() as store:
        assert ways(paths(store, AMARIN, BASSANIA, by="shortest")) == [("am1", "bs1"), ("am1", "cr1", "bs1")]
        assert ways(paths(store, AMARIN, BASSANIA, by="strongest")) == [("am1", "cr1", "bs1"), ("am1", "bs1")]
        assert ways(paths(store, AMARIN, BASSANIA, most=1)) == [("am1", "bs1")]


def test_each_publisher_makes_a_step_stronger_but_a_reprint_does_not() -> None:
    reprints = [told(f"{n}", *around("ضحى"), publisher=f"دار {n}") for n in range(3)]
    with chain() as store, store_of(*reprints) as copied:
        own = paths(store, AMARIN, CARMONA, most=1)[0].steps[0]
        same = paths(copied, AMARIN, CARMONA, most=1)[0].steps[0]
    assert [len(tie.publishers) for step in (own, same) for tie in step.ties] == [3, 3]
    assert (own.strength, same.strength) == (3, 1)


def test_statuses_narrow_the_steps() -> None:
    with chain() as store:
        assert ways(paths(store, AMARIN, BASSANIA, statuses=("asserted",))) == [("am1", "cr1", "bs1")]


def test_a_period_narrows_the_steps_and_an_undated_event_counts_by_the_day_it_was_told() -> None:
    with chain() as store:
        assert ways(paths(store, AMARIN, BASSANIA, period=period("2023-05-10", None))) == [("am1", "bs1")]
        assert ways(paths(store, AMARIN, BASSANIA, period=period(None, "2023-05-09"))) == [("am1", "cr1", "bs1")]
        assert paths(store, AMARIN, BASSANIA, period=period("2024", None)) == ()


def test_a_path_is_not_longer_than_the_limit() -> None:
    line = [f"country/{code}" for code in ("am1", "bs1", "cr1", "dl1", "en1", "fn1")]
    said = [
        Say(words=f"التقت الدولة {n} جارتها", type="Meeting", roles={"actor": one, "target": two})
        for n, (one, two) in enumerate(pairwise(line))
    ]
    far = [
        Say(words="التقت فنتاريا نهاد قاسم", type="Meeting", roles={"actor": line[-1], "target": "person/nuhad-qasim"}),
        Say(words="التقى نهاد قاسم لبيب عنان", type="Meeting",
            roles={"actor": "person/nuhad-qasim", "target": "person/labib-anan"}),
    ]  # fmt: skip
    with store_of(told("a", *said, *far)) as store:
        assert len(paths(store, line[0], "person/nuhad-qasim")[0].steps) == FARTHEST
        assert paths(store, line[0], "person/labib-anan") == ()


def test_an_office_of_the_tables_is_a_step_without_words() -> None:
    putin, russia = "person/vladimir-putin", "country/ru"
    said = [Say(words=f"صرح {name} بشيء", type="Statement", roles={"actor": path})
            for name, path in (("بوتين", putin), ("روسيا", russia))]  # fmt: skip
    store = store_of(told("a", *said))
    step = paths(store, putin, russia, most=1)[0].steps[0]
    office = next(tie for tie in step.ties if tie.type == "holdsOffice")
    assert (office.claims, office.status) == ((), "asserted")
    assert office.begin


@pytest.mark.parametrize("form", ["table", "json"])
def test_the_command_shows_steps_with_quote_status_and_article(kg: Command, store_folder: Path, form: str) -> None:
    done = kg("path", "سلمى إدريس", "Tariq Mansur", "-s", store_folder, "-f", form, "-l", "en", "-n", 1)
    assert done.code == 0 and done.err == ""
    for words in ("والتقت إدريس نظيرها طارق منصور في بورت لينا يوم الثلاثاء", "2024-09-17", "Meeting", "asserted",
                  "صحيفة المرفأ"):  # fmt: skip
        assert words in done.out


def test_labels_come_in_the_language_that_is_asked_for(kg: Command, store_folder: Path) -> None:
    arabic = kg("path", "إدريس", "Claria", "-s", store_folder, "-f", "table").out
    english = kg("path", "إدريس", "Claria", "-s", store_folder, "-f", "table", "-l", "en").out
    assert ". سلمى إدريس — نوفاريا — كلاريا" in arabic and "وزير خارجية" in arabic
    assert ". Salma Idris — Novaria — Claria" in english and "Foreign minister" in english


def test_json_has_every_tie_of_a_step_with_its_claims(kg: Command, store_folder: Path) -> None:
    (way,) = json.loads(kg("path", "سلمى إدريس", "طارق منصور", "-n", 1, "-s", store_folder, "-f", "json").out)
    assert [node["path"] for node in way["nodes"]] == [SALMA, TARIQ]
    (claim,) = way["steps"][0]["ties"][0]["claims"]
    assert claim["quote"] == VISIT[claim["start"] : claim["end"]]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("إدريس", "Salma Idris"), "both mean person/salma-idris"),
        (("إدريس", "qqqqqq"), "nothing in the store is called 'qqqqqq'"),
        (("إدريس", "طارق"), "'طارق' may mean person/tariq-haddad"),
        (("إدريس", "Claria", "--since", "soon"), "'soon' is not a date"),
        (("إدريس", "Claria", "--since", "2024", "--until", "2023"), "ends (2023) before it begins (2024)"),
        (("إدريس", "Claria", "--status", "denied"), "denied"),
    ],
)
def test_bad_input_is_one_clear_line(kg: Command, store_folder: Path, arguments: tuple[str, ...], reason: str) -> None:
    done = kg("path", *arguments, "-s", store_folder)
    assert done.code == 2 and done.is_one_line()
    assert reason in done.err


def test_no_path_is_an_empty_answer_and_a_note(kg: Command, store_folder: Path) -> None:
    done = kg("path", "طارق حداد", "Claria", "-s", store_folder, "-f", "json")
    assert (done.code, json.loads(done.out)) == (0, [])
    assert done.err.startswith("kg: no path of up to 6 steps") and done.err.count("\n") == 1
    assert "widen --since" in kg("path", "إدريس", "Claria", "--since", "2030", "-s", store_folder).err


def test_two_that_are_one_are_refused_in_python_too(store: Store) -> None:
    with pytest.raises(UsageError, match="give two different ones"):
        paths(store, SALMA, SALMA)
