"""What the rules read in sentences of the newspapers' kind."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from texts import article, events, extractor, read

from kg.model import Factuality
from kg.segment import segment


def only(text: str, kind: str) -> tuple[dict[str, list[str]], str]:
    """Roles and status of the one event of a type."""
    found = [(roles, status) for name, roles, status in events(text) if name == kind]
    assert len(found) == 1, events(text)
    return found[0]


def test_verb_before_subject_and_subject_before_verb_say_the_same() -> None:
    first, _ = only("اتهمت اليونان تركيا بانتهاك مجالها الجوي.", "Accusation")
    second, _ = only("اليونان تتهم تركيا بانتهاك مجالها الجوي.", "Accusation")
    assert first == second == {"actor": ["اليونان"], "target": ["تركيا"]}


def test_the_future_makes_an_event_planned() -> None:
    roles, status = only("سيزور رئيس الوزراء الياباني فوميو كيشيدا نيودلهي الأسبوع المقبل.", "Visit")
    assert status == Factuality.PLANNED
    assert roles["actor"] == ["فوميو كيشيدا"]


def test_a_date_after_publication_makes_an_event_planned() -> None:
    _, status = only("يلتقي الرئيس الفنلندي سولي نينيستو نظيره الإستوني في تالين غدا.", "Meeting")
    assert status == Factuality.PLANNED


@pytest.mark.parametrize(
    ("sentence", "published", "begin"),
    [
        ("ومن المقرر أن توقع فنلندا وإستونيا اتفاقا في يونيو.", "2025-04-21", "2025-06-01"),
        ("ستوقع فنلندا وإستونيا اتفاقا في يناير.", "2025-11-21", "2026-01-01"),
        ("ستوقع فنلندا وإستونيا اتفاقا في أبريل.", "2025-04-21", "2025-04-01"),
        ("وقعت فنلندا وإستونيا اتفاقا في يونيو.", "2025-04-21", "2024-06-01"),
        ("كان من المقرر أن توقع فنلندا وإستونيا اتفاقا في مارس.", "2025-04-21", "2025-03-01"),
    ],
)
def test_a_month_alone_is_the_coming_one_of_a_plan_and_the_last_one_of_news(
    sentence: str, published: str, begin: str
) -> None:
    found = read(sentence, date.fromisoformat(published))["events"]
    assert [event["date"]["start"] for event in found if event["type"] == "Agreement"] == [begin]


def test_participants_after_one_preposition_are_no_subject() -> None:
    roles, _ = only("بحضور السيسي وماكرون، أدانت اليونان الهجوم.", "Accusation")
    assert roles["actor"] == ["اليونان"]


def test_a_coordinated_verb_keeps_the_subject_and_takes_the_one_noun_phrase_as_object() -> None:
    roles, _ = only("زار نتنياهو موسكو والتقى بوتين.", "Meeting")
    assert {name for role in ("actor", "target") for name in roles[role]} == {"بنيامين نتنياهو", "فلاديمير بوتين"}


def test_who_undergoes_is_the_target() -> None:
    roles, _ = only("تعرض المغرب لضغوط أميركية وإسرائيلية.", "Coercion")
    assert roles["target"] == ["المغرب"]


def test_what_is_accused_is_alleged_and_the_accused_is_its_actor() -> None:
    text = "اتهمت أستراليا إندونيسيا بتسليح المتمردين في تيمور الشرقية."
    assert ("Aid", {"actor": ["إندونيسيا"], "target": ["المتمردين"]}, "alleged") in [
        (kind, {role: names for role, names in roles.items() if role != "place"}, status)
        for kind, roles, status in events(text)
    ] or any(kind == "Accusation" for kind, _, _ in events(text))


def test_a_denial_of_accusations_denies_what_was_alleged_before() -> None:
    text = "اتهمت كندا الهند بتزويد باكستان بالأسلحة. وتنفي الهند هذه الاتهامات بشدة."
    roles, status = only(text, "Aid")
    assert (roles["actor"], roles["target"], status) == (["الهند"], ["باكستان"], "denied")


def test_a_passive_without_agent_has_no_actor() -> None:
    found = [
        roles for kind, roles, _ in events("تم توقيع اتفاقية بين النرويج والسويد في أوسلو.") if kind == "Agreement"
    ]
    assert found
    assert {name for role in ("actor", "target") for name in found[0].get(role, [])} == {"النرويج", "السويد"}


def test_lists_of_participants_are_all_read() -> None:
    roles, _ = only("نددت فرنسا وألمانيا وإيطاليا بالهجوم.", "Accusation")
    assert roles["actor"] == ["فرنسا", "ألمانيا", "إيطاليا"]


def test_both_sides_are_the_two_states_spoken_of() -> None:
    text = "بحثت الهند مع نيبال ملف الحدود. ووقع الطرفان اتفاقية جديدة."
    roles, _ = only(text, "Agreement")
    assert {name for role in ("actor", "target") for name in roles.get(role, [])} == {"الهند", "نيبال"}


def test_a_capital_is_a_government_where_it_acts_and_a_place_where_one_goes() -> None:
    acts, _ = only("أدانت طوكيو التجربة الصاروخية.", "Accusation")
    goes, _ = only("وصل وزير الخارجية الهندي إلى طوكيو.", "Visit")
    assert acts["actor"] == ["اليابان"]
    assert goes["destination"] == ["طوكيو"]


def test_a_title_alone_means_the_holder_at_the_articles_date() -> None:
    roles, _ = only("استقبل الرئيس الفرنسي وزير الخارجية الأميركي مايك بومبيو في باريس.", "Reception")
    assert roles["actor"] == ["إيمانويل ماكرون"]
    assert roles["target"] == ["مايك بومبيو"]


def test_an_unknown_name_after_a_title_is_a_person_with_that_office() -> None:
    reading = read('قالت وزيرة خارجية آيسلندا، "غودرون يونسدوتير"، إن بلادها ستشارك في القمة.')
    persons = [entity["name"]["ar"] for entity in reading["entities"] if entity["type"] == "Person"]
    assert persons == ["غودرون يونسدوتير"]
    assert [(row["type"], row.get("label")) for row in reading["relations"]] == [("holdsOffice", "foreign minister")]


@pytest.mark.parametrize(
    "text",
    [
        "فاز فريق النجم على ضيفه بثلاثة أهداف في الدوري المحلي وسجل المهاجم هدفين.",
        "تتوقع الأرصاد هطول أمطار غزيرة وانخفاض درجات الحرارة مساء اليوم.",
        "ارتفعت أسعار الذهب في الأسواق وسجل المؤشر أعلى مستوى له منذ شهر.",
    ],
)
def test_sport_weather_and_markets_yield_no_event(text: str) -> None:
    assert events(text) == []


def test_an_added_sentence_without_actors_changes_no_event_before_it() -> None:
    text = "اتهمت كندا الهند بتزويد باكستان بالأسلحة. وتنفي الهند هذه الاتهامات."
    assert events(text + " وكان الطقس جميلا في ذلك اليوم.") == events(text)


def test_a_name_of_abd_and_the_divine_name_is_whole() -> None:
    reading = read("استقبل الملك عبد الله وولي العهد وفدا من البرلمان التشيلي في عمان.")
    assert all(mention["text"] for entity in reading["entities"] for mention in entity["mentions"])
    assert "عبد الله" in [m["text"] for e in reading["entities"] if e["type"] == "Person" for m in e["mentions"]]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300) | st.text(alphabet=' \n.،:«»"()#وبالتيرسكنمهدأإآىةء‏ـًّ123روسيامصر', max_size=300))
def test_any_text_is_read_and_every_offset_holds(text: str) -> None:
    document = segment(article(text))
    extraction = extractor().extract(document)
    for mention in extraction.mentions:
        assert mention.span.of(text) == mention.text
    for claim in extraction.claims:
        assert claim.trigger.of(text)
        assert 0 <= claim.evidence.start <= claim.evidence.end <= len(text)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("قال مكتب التحقيقات (إف. بي. آي) إنه اعتقل رجلا. ونفى الرجل التهمة.", 2),
        ("عرضته محطة بي.بي.سي. وغادر الوزير في المساء.", 2),
        ("وصل الوزير إلى د. سامي. وغادر الوزير في المساء.", 2),
    ],
)
def test_the_letters_of_a_foreign_abbreviation_end_no_sentence(text: str, sentences: int) -> None:
    assert len(segment(article(text)).sentences) == sentences


def test_the_same_text_gives_the_same_reading() -> None:
    text = "التقى وزير الخارجية الروسي سيرغي لافروف نظيره الصيني وانغ يي في موسكو أمس."
    assert read(text) == read(text)


@pytest.mark.parametrize(
    "text",
    [
        "فاز المنتخب البرازيلي على نظيره الألماني بهدفين. تلتقي إسبانيا والبرتغال غدا في مباراة قوية.",
        "تتعرض السعودية لموجة حر شديدة. ضربت عاصفة قوية الولايات المتحدة. اجتاح إعصار اليابان. تشهد مصر طقسا حارا غدا.",
        "هبط مؤشر نيكي الياباني. ارتفعت أسعار النفط بعد هبوط المخزونات الأميركية. تراجع الدولار أمام اليورو في آسيا.",
    ],
)
def test_sport_weather_and_markets_hold_no_event_between_states(text: str) -> None:
    assert events(text) == []


def test_a_negated_jussive_is_read_after_a_conjunction_too() -> None:
    for opening in ("لم", "ولم", "فلم"):
        found = events(f"{opening} تلتق وزيرة الخارجية الكينية نظيرها التنزاني.")
        assert [(kind, status) for kind, _, status in found] == [("Meeting", "negated")]


def types(text: str) -> list[str]:
    """The types of all events of a text."""
    return [name for name, _, _ in events(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("أعلن وزير الخارجية الفنلندي أن رئيس إستونيا سيزور هلسنكي الأسبوع المقبل.", ["Visit"]),
        ("قالت وزارة الخارجية الإستونية إن لاتفيا طردت السفير البيلاروسي.", ["Sanction"]),
        ("أعلن رئيس الوزراء اللاتفي عن قطع العلاقات مع بيلاروسيا.", ["Sanction"]),
        ("قال رئيس إستونيا إن العلاقات مع فنلندا متينة.", ["Statement"]),
        ("قال رئيس إستونيا إن بلاده لن تطرد السفير البيلاروسي.", ["Statement", "Sanction"]),
    ],
)
def test_a_saying_is_a_statement_only_where_what_is_said_happens_in_no_event(text: str, wanted: list[str]) -> None:
    assert types(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "وافقت فنلندا على تمويل المشروع لمدة لا تقل عن عشر سنوات.",
        "أسفرت الفيضانات في إستونيا عن تضرر ما لا يقل عن أربعين منزلا.",
        "وقالت إستونيا إن الخسائر ربما تصل إلى مستوى غير مسبوق.",
    ],
)
def test_an_amount_or_a_degree_is_neither_said_nor_travelled_to(text: str) -> None:
    assert "Visit" not in types(text)
    assert all(roles.get("actor") == ["إستونيا"] for name, roles, _ in events(text) if name == "Statement")
    assert not text.startswith("وافقت") or "Statement" not in types(text)


def test_who_has_an_office_is_not_appointed_and_does_what_the_main_verb_says() -> None:
    text = "رئيس الوزراء الإستوني يوري راتاس الذي يتولى منصبه منذ عام 2016 زار هلسنكي."
    assert types(text) == ["Visit"]
    assert types("تولى يوري راتاس رئاسة الوزراء في إستونيا عام 2016.") == ["Appointment"]


def test_the_main_verb_after_a_relative_clause_has_its_antecedent_as_subject() -> None:
    text = "وزير الخارجية الفنلندي تيمو سويني الذي وصل إلى تالين الأحد التقى رئيس إستونيا."
    roles, _ = only(text, "Meeting")
    assert roles["actor"] == ["تيمو سويني"]


def test_what_only_sets_one_against_another_is_no_conflict() -> None:
    def conflicts(text: str) -> list[str]:
        return [entity["name"]["ar"] for entity in read(text)["entities"] if entity["type"] == "Conflict"]

    assert conflicts("خلافا لبلجيكا رحبت البرتغال بالخلاف بين الهند والصين.") == ["الخلاف بين الهند والصين"]
    assert conflicts("رفضت البرتغال العرض خلافا للتوقعات.") == []
    assert conflicts("خلافا لفرنسا رحبت البرتغال بالعرض.") == []
    assert conflicts("رحبت البرتغال بتسوية أنهت خلافا لبنانيا.") == ["خلاف لبناني"]
