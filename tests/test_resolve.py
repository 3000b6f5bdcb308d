"""Which tellings tell one event: the rules, what forbids it, and that order makes no difference."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.resolve import Comparison, Judgements, Kind, Telling, resolve, spelling_key
from kg.resolve.days import Days

KINDS = {"Meeting": Kind(symmetric=True, occasion=True), "Visit": Kind(occasion=True), "Accusation": Kind()}
WITHIN = {"place/port-lina": "country/sd1"}
COMPARISON = Comparison(WITHIN)
MONDAY = date(2024, 9, 16)
SALMA, TARIQ, OTHER = "person/salma-idris", "person/tariq-mansur", "person/tariq-haddad"


def telling(
    name: str,
    kind: str = "Meeting",
    *,
    actor: str = SALMA,
    words: str = "",
    on: date | None = None,
    until: date | None = None,
    published: date | None = MONDAY,
    **others: str,
) -> Telling:
    """A telling of the article of that name; several fillers are parted by spaces."""
    roles = {"actor": actor, **others}
    return Telling(
        id=name,
        article=name.partition("-")[0],
        type=kind,
        roles=frozenset((role, path) for role, paths in roles.items() for path in paths.split()),
        quotes=(words,),
        begin=on,
        end=until or on,
        published=published,
    )


def rule(one: Telling, two: Telling) -> str | None:
    """The rule that makes the two one event."""
    reason = COMPARISON.reason(one, two, KINDS[one.type])
    return reason.rule if reason else None


def groups(tellings: Iterable[Telling], judged: Judgements | None = None) -> set[frozenset[str]]:
    """The tellings by event."""
    event_of = resolve(tellings, KINDS, WITHIN, judged or Judgements()).event_of
    return {frozenset(name for name in event_of if event_of[name] == event) for event in event_of.values()}


def test_two_articles_tell_one_meeting_when_parties_and_day_agree() -> None:
    one, two = telling("a", target=TARIQ, on=MONDAY), telling("b", actor=TARIQ, target=SALMA, on=MONDAY)
    assert rule(one, two) == "same-day"


def test_a_meeting_whose_day_is_not_told_is_that_of_the_days_news() -> None:
    one = telling("a", target=TARIQ, on=MONDAY)
    assert rule(one, telling("b", target=TARIQ, published=MONDAY + timedelta(1))) == "day-told"
    assert rule(one, telling("b", target=TARIQ, published=MONDAY + timedelta(9))) is None


def test_undated_meetings_of_persons_in_the_same_news_are_one_but_those_of_states_are_not() -> None:
    assert rule(telling("a", target=TARIQ), telling("b", target=TARIQ)) == "same-news"
    one, two = (telling(name, actor="country/nv", target="country/sd1") for name in "ab")
    assert rule(one, two) is None


def test_an_utterance_needs_like_words() -> None:
    sides = {"actor": "country/nv", "target": "country/sd1", "on": MONDAY}
    first = telling("a", "Accusation", words="اتهمت نوفاريا سدرانيا بإغلاق الميناء أمام سفنها", **sides)  # type: ignore[arg-type]
    same = telling("b", "Accusation", words="واتهمت نوفاريا جارتها سدرانيا بإغلاق الميناء", **sides)  # type: ignore[arg-type]
    other = telling("c", "Accusation", words="حملت الحكومة خصومها مسؤولية انهيار محادثات الصيد", **sides)  # type: ignore[arg-type]
    assert rule(first, same) in {"same-words", "same-day"}
    assert rule(first, other) is None


def test_the_same_sentence_printed_twice_tells_one_event_even_without_the_other_side() -> None:
    words = "قالت سلمى إدريس إن بلادها لن توقع على نص لا يضمن حقوق الصيادين"
    assert rule(telling("a", "Visit", words=words), telling("b", "Visit", words=words)) == "same-words"


def test_a_city_and_its_state_are_no_contradiction() -> None:
    one = telling("a", "Visit", destination="place/port-lina", on=MONDAY)
    two = telling("b", "Visit", destination="country/sd1", on=MONDAY)
    assert rule(one, two) == "same-day"
    assert COMPARISON.contradiction(one, telling("c", "Visit", destination="country/kl", on=MONDAY), KINDS["Visit"])


def test_other_days_other_parties_and_the_same_article_forbid_it() -> None:
    one = telling("a-1", target=TARIQ, on=MONDAY)
    cases = {
        "dates": telling("b", target=TARIQ, on=MONDAY + timedelta(1)),
        "roles": telling("b", target=OTHER, on=MONDAY),
        "article": telling("a-2", target=TARIQ, on=MONDAY),
    }
    for what, other in cases.items():
        assert COMPARISON.contradiction(one, other, KINDS["Meeting"]) == what
        assert groups([one, other]) == {frozenset({one.id}), frozenset({other.id})}


def test_an_undated_telling_does_not_join_two_events_of_different_days() -> None:
    days = [telling("a", target=TARIQ, on=MONDAY), telling("b", target=TARIQ, on=MONDAY + timedelta(1))]
    between = telling("c", target=TARIQ, published=MONDAY + timedelta(1))
    found = groups([*days, between])
    assert len(found) == 2
    assert not any({"a", "b"} <= group for group in found)


def test_a_judgement_joins_what_no_rule_joins_and_parts_what_rules_join() -> None:
    one, two = telling("a", target=TARIQ, on=MONDAY), telling("b", target=OTHER, on=MONDAY)
    assert groups([one, two], Judgements(same=frozenset({("a", "b")}))) == {frozenset({"a", "b"})}
    three = telling("c", target=TARIQ, on=MONDAY)
    assert groups([one, three]) == {frozenset({"a", "c"})}
    assert len(groups([one, three], Judgements(different=frozenset({("a", "c")})))) == 2


tellings_of_few = st.lists(
    st.builds(
        telling,
        st.sampled_from([f"{letter}-{number}" for letter in "abcdef" for number in (1, 2)]),
        st.sampled_from(sorted(KINDS)),
        actor=st.sampled_from([SALMA, TARIQ, f"{SALMA} {OTHER}"]),
        target=st.sampled_from([TARIQ, OTHER, ""]),
        words=st.sampled_from(["", "التقى الوزيران في الميناء", "اتهم الوزير جاره بإغلاق الميناء"]),
        on=st.sampled_from([None, MONDAY, MONDAY + timedelta(1)]),
        published=st.sampled_from([None, MONDAY, MONDAY + timedelta(1), MONDAY + timedelta(12)]),
    ),
    max_size=6,
    unique_by=lambda told: told.id,
)


@settings(max_examples=150, deadline=None)
@given(tellings_of_few)
def test_the_order_of_the_articles_makes_no_difference(tellings: list[Telling]) -> None:
    expected = resolve(tellings, KINDS, WITHIN)
    for order in list(permutations(tellings))[:24]:
        assert resolve(order, KINDS, WITHIN) == expected


@settings(max_examples=150, deadline=None)
@given(tellings_of_few)
def test_no_event_holds_two_tellings_that_contradict_each_other(tellings: list[Telling]) -> None:
    known = {told.id: told for told in tellings}
    for group in groups(tellings):
        for one, two in combinations(sorted(group), 2):
            assert known[one].type == known[two].type
            assert COMPARISON.contradiction(known[one], known[two], KINDS[known[one].type]) is None


days_of_few = st.lists(
    st.builds(
        lambda on, lasts, published: telling(
            "a", on=on and MONDAY + timedelta(on), until=on and MONDAY + timedelta(on + lasts),
            published=published and MONDAY + timedelta(published),
        ),
        st.none() | st.integers(1, 60),
        st.sampled_from([0, 1, 7, 8, 29]),
        st.none() | st.integers(1, 60),
    ),
    min_size=1,
    max_size=4,
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(days_of_few, days_of_few)
def test_the_days_of_two_groups_tell_whether_those_of_any_pair_contradict_each_other(
    ones: list[Telling], others: list[Telling]
) -> None:
    here, there = (Days(), Days())
    for days, told in ((here, ones), (there, others)):
        for one in told:
            days.take(Days.of(one))
    pairs = [(one, replace(two, article="b")) for one in ones for two in others]
    what = {COMPARISON.contradiction(one, two, KINDS["Meeting"]) for one, two in pairs}
    assert here.forbid(there) == there.forbid(here) == ("dates" in what)


def test_spellings_of_a_full_name_share_a_key_and_short_words_keep_their_vowels() -> None:
    assert spelling_key("ألكسندر زابروجني") == spelling_key("الكساندر زابروجني")
    assert spelling_key("كريم حسن") != spelling_key("كريم حسين")
    assert spelling_key("زابروجني") is None
