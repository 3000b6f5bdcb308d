"""How a sentence is divided: what is inserted, whose title it is, where a name ends."""

import pytest
from texts import events, names

Roles = dict[str, list[str]]


def told(text: str, kind: str) -> list[Roles]:
    """The roles of each event of a type."""
    return [roles for name, roles, _ in events(text) if name == kind]


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("ورحبت أوسلو، التي ترفض أي تدخل، بزيارة الوزير التشيلي.", "Support",
         {"actor": ["النرويج"], "target": ["تشيلي"]}),
        ("ورحبت أوسلو، التي ترفض أي تدخل، بزيارة الوزير التشيلي.", "Visit", {"actor": ["تشيلي"]}),
        ("طالبت ليما، خلال اجتماع طارئ، كيتو بسحب قواتها.", "Request", {"actor": ["بيرو"], "target": ["الإكوادور"]}),
        ("طالبت ليما، خلال اجتماع طارئ، كيتو بسحب قواتها.", "Meeting", None),
        ("نفت بوغوتا، التي تتهمها ليما، دعم المسلحين.", "Denial", {"actor": ["كولومبيا"]}),
    ],
)  # fmt: skip
def test_a_clause_goes_on_after_what_stands_between_commas(text: str, kind: str, wanted: Roles | None) -> None:
    assert told(text, kind) == ([] if wanted is None else [wanted])


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        # After an adjective of origin the next noun is no part of the title.
        ("انتقد وزير الخارجية البيروفي الحكومة التشيلية.", "Accusation", ["تشيلي"]),
        ("زار وزير الدفاع الفنلندي السابق المملكة المغربية.", "Visit", []),
    ],
)
def test_a_title_ends_where_the_object_begins(text: str, kind: str, wanted: list[str]) -> None:
    assert [roles.get("target", []) for roles in told(text, kind)] == [wanted]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("قال مستشار ماكرون إن الاجتماع تأجل.", {"ماكرون"}),
        ("وصلت زوجة ماكرون ماريا دوبوا إلى لشبونة.", {"ماكرون", "ماريا دوبوا"}),
        ("قال سيناتور ماكين إن الاجتماع تأجل.", {"ماكين"}),
        ("يعود أمير الكويت مشعل الأحمد من لشبونة غدا.", {"مشعل الأحمد"}),
        ("وأوضح ماكرون قائلا إن الاجتماع تأجل.", {"ماكرون"}),
        ("سيزور ماكرون نموذجا للمدينة الجديدة.", {"ماكرون"}),
        ("قال الرئيس الفنلندي البالغ 56 عاما إن الاجتماع تأجل.", {"الرئيس الفنلندي"}),
        ("عقد ماكرون وشي قمة افتراضية.", {"ماكرون", "شي"}),
        ("التقى وزير الدفاع والإنتاج الحربي الصومالي علي عمر الوفد.", {"علي عمر"}),
        ("سأل الأمين العام للأمم المتحدة والمجلس عن الخطة.", {"الأمين العام للأمم المتحدة"}),
        ("وصل أوليفر تافارس وهيلينا دوارتي إلى لشبونة.", {"أوليفر تافارس", "هيلينا دوارتي"}),
    ],
)
def test_a_name_has_no_other_words_in_it(text: str, persons: set[str]) -> None:
    assert {name for name, kind in names(text) if kind == "Person"} == persons


def test_a_title_without_article_before_a_name_is_not_of_who_is_named() -> None:
    assert [name for name, _, _ in events("قال مستشار ماكرون إن الاجتماع تأجل.")] == []


def test_an_adjective_without_article_does_not_describe_a_definite_noun() -> None:
    assert told("وكان المستشار الفنلندي السابق سافر إلى ليما.", "Visit") == [
        {"actor": ["فنلندا"], "destination": ["ليما"]}
    ]


def test_a_person_attacks_in_words_and_forces_with_arms() -> None:
    assert told("هاجم ماكرون الحكومة التشيلية.", "Accusation") == [{"actor": ["إيمانويل ماكرون"], "target": ["تشيلي"]}]
    assert told("هاجمت القوات البيروفية تشيلي.", "Assault") == [{"actor": ["بيرو"], "target": ["تشيلي"]}]


@pytest.mark.parametrize("text", ["يتكلم الفرنسية.", "ألقى الوزير كلمته بالروسية.", "ترجم الكتاب إلى اليابانية."])
def test_the_name_of_a_language_is_no_state(text: str) -> None:
    assert names(text) == []


def test_a_house_that_an_adjective_of_origin_describes_is_no_deed() -> None:
    assert told("فر الرجل من سجن بيروفي قرب الحدود.", "Coercion") == []
    assert told("نددت ليما بسجن ماكرون.", "Coercion") == [{"target": ["إيمانويل ماكرون"]}]


def test_a_gathering_is_met_with_persons_and_held_in_places() -> None:
    assert told("تعقد القمة بين ماكرون وترودو بفنلندا.", "Meeting") == [
        {"actor": ["إيمانويل ماكرون"], "target": ["جاستن ترودو"], "place": ["فنلندا"]}
    ]


def test_a_name_explains_the_noun_with_a_pronoun_before_it() -> None:
    assert told("رفضت ليما انتقادات لحليفتها تشيلي.", "Rejection") == [{"actor": ["بيرو"], "target": ["تشيلي"]}]


def test_who_goes_on_speaking_is_who_spoke() -> None:
    text = "قالت الوزيرة الفنلندية إيلينا فالتونين إن ليما ترفض الحوار محذرة من حرب طويلة."
    assert [roles["actor"] for roles in told(text, "Threat")] == [["إلينا فالتونين"]]


def test_a_participle_beside_a_verb_of_saying_says_nothing_of_its_own() -> None:
    text = "وأردف ماكرون قائلا إن تشيلي انتهكت الهدنة."
    assert told(text, "Accusation") == [{"actor": ["إيمانويل ماكرون"], "target": ["تشيلي"]}]
    assert told(text, "Statement") == []


def test_a_name_that_shares_but_its_first_part_with_an_office_holder_is_another() -> None:
    text = "استقبلت ليما الدبلوماسي الروسي سيرغي بيتروفسكي."
    assert ("سيرغي بيتروفسكي", "Person") in names(text)


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        # The subject goes on through what only describes a noun, and a counterpart is somebody's.
        ("وصل ماكرون إلى ليما في زيارة تستغرق يومين يلتقي خلالها نظيره التشيلي غابرييل بوريك.", "Meeting",
         {"actor": ["إيمانويل ماكرون"], "target": ["غابرييل بوريك"]}),
        ("وصل ماكرون إلى ليما حيث سيلتقي نظيره التشيلي غابرييل بوريك.", "Meeting",
         {"actor": ["إيمانويل ماكرون"], "target": ["غابرييل بوريك"]}),
        ("وصل ماكرون إلى ليما ويبحث الأزمة مع نظيره التشيلي غابرييل بوريك.", "Meeting",
         {"actor": ["إيمانويل ماكرون"], "target": ["غابرييل بوريك"]}),
        ("نفت ليما تزويدها كيتو بالسلاح.", "Aid", {"actor": ["بيرو"], "target": ["الإكوادور"]}),
        ("اقترح ماكرون بعد استقباله ترودو في ليون خطة جديدة.", "Reception",
         {"actor": ["إيمانويل ماكرون"], "target": ["جاستن ترودو"], "place": ["ليون"]}),
        ("يتوجه وفد من البنك الدولي إلى ليما غدا.", "Visit", {"actor": ["البنك الدولي"], "destination": ["ليما"]}),
        ("قالت الصحيفة إن أوسلو تدرس رفع العقوبات عن كوبا.", "Concession", {"actor": ["النرويج"], "target": ["كوبا"]}),
        ("شاركت الهند في مناورات بحرية مع أستراليا.", "Cooperation", {"actor": ["الهند"], "target": ["أستراليا"]}),
        ("أدانت أوسلو الهجمات الحوثية على السفن.", "Accusation", {"actor": ["النرويج"], "target": ["جماعة الحوثي"]}),
    ],
)  # fmt: skip
def test_who_does_it_is_found_through_the_words_between(text: str, kind: str, wanted: Roles) -> None:
    assert [{role: sorted(who) for role, who in roles.items()} for roles in told(text, kind)] == [wanted]


def test_what_came_before_a_plan_is_over() -> None:
    text = "اقترح ماكرون بعد استقباله ترودو في ليون خطة جديدة."
    assert [status for name, _, status in events(text) if name == "Reception"] == ["asserted"]


def test_a_name_whose_first_letters_look_like_a_preposition_is_no_complement() -> None:
    text = "عين الرئيس التونسي قيس سعيد كمال بدران سفيرا."
    assert told(text, "Appointment") == [{"actor": ["قيس سعيد"], "target": ["كمال بدران"]}]


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        # Suspending is no comment, and what is joined to a state is a state, whatever else it could be.
        ("علقت النيجر ومالي مشاركتهما في القمة.", "Statement", []),
        ("نددت النيجر ومالي بتشاد.", "Accusation", [{"actor": ["النيجر", "مالي"], "target": ["تشاد"]}]),
        ("طلبت أوسلو من ليما المساعدة.", "Request", [{"actor": ["النرويج"], "target": ["بيرو"]}]),
        ("اتهمت أوسلو المتمردين بارتكاب جرائم حرب.", "Assault", []),
        ("أسقطت الدفاعات البيروفية 20 مسيرة تشيلية.", "Assault", [{"actor": ["بيرو"], "target": ["تشيلي"]}]),
        ("رحبت أوسلو وليتوانيا بالقرار.", "Support", [{"actor": ["النرويج", "ليتوانيا"]}]),
        ("التقى الوزير محامي صحيفة ليما. وحكم على مديرها بالسجن.", "Coercion", []),
        ("أوسلو و12 دولة آسيوية تدين تشيلي.", "Accusation", [{"actor": ["النرويج"], "target": ["تشيلي"]}]),
    ],
)
def test_words_that_are_written_alike_are_told_apart(text: str, kind: str, wanted: list[Roles]) -> None:
    assert told(text, kind) == wanted


def test_what_somebody_is_to_do_has_not_been_done() -> None:
    text = "قال وزير الخارجية النرويجي إسبن بارت إيده إن على ليما أن تفرج عن السجناء."
    assert [status for name, _, status in events(text) if name == "Concession"] == ["hypothetical"]


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("بحث وزيرا الخارجية التشيلي والنرويجي في ليما صيد الحيتان.", "Meeting", 2),
        ("اتفق رؤساء بنين وتوغو وغانا على تسيير دوريات.", "Agreement", 3),
        ("استدعت أوسلو سفيري بيرو وبوليفيا بعد القرار.", "Protest", 3),
        ("عينت أوسلو وزيرا للصيد بعد استقالة سلفه في ليما.", "Meeting", 0),
    ],
)
def test_two_or_more_in_one_office_are_told_by_their_states(text: str, kind: str, wanted: int) -> None:
    assert sum(len(who) for roles in told(text, kind) for role, who in roles.items() if role != "place") == wanted


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("تبدأ زيارة الرئيس التشيلي لبنما غدا.", "Visit", {"actor": ["تشيلي"], "destination": ["بنما"]}),
        ("انتقد رئيس توغو بنين في كلمته.", "Accusation", {"actor": ["توغو"], "target": ["بنين"]}),
        ("التقى وزير الزراعة البيروفي وفد غانا.", "Meeting", {"actor": ["بيرو"], "target": ["غانا"]}),
        ("سأل وزير المالية التشيلي بنما عن حرب تجارية.", "Request", {"actor": ["تشيلي"], "target": ["بنما"]}),
        ("استدعت الخارجية البيروفية القائم بالأعمال التشيلي.", "Protest",
         {"actor": ["الخارجية البيروفية"], "target": ["تشيلي"]}),
    ],
)  # fmt: skip
def test_a_title_has_but_the_words_that_belong_to_it(text: str, kind: str, wanted: Roles) -> None:
    assert told(text, kind) == [wanted]


def test_an_office_may_name_its_state() -> None:
    (visit,) = told("زار أمير قطر ليما أمس برفقة وفد.", "Visit")
    assert (visit["actor"], visit["destination"]) == (["تميم بن حمد"], ["ليما"])


def test_a_title_is_no_name_after_a_title() -> None:
    (reception,) = told("ودع ملك البحرين أمير قطر في المطار.", "Reception")
    assert (reception["actor"], reception["target"]) == (["حمد بن عيسى"], ["تميم بن حمد"])


def test_a_name_may_begin_like_a_preposition_with_a_people() -> None:
    assert ("تامي بروس", "Person") in names("حضرت المتحدثة تامي بروس إلى ليما.")


def test_a_ministry_may_be_called_by_its_department() -> None:
    text = "نفت وزارة الخارجية التشيلية النبأ. وقالت الخارجية التشيلية إن المحادثات مستمرة."
    assert [who for who, _ in names(text) if "الخارجية" in who] == ["وزارة الخارجية التشيلية"]


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("أبعدت أوسلو 9 دبلوماسيين تشيليين عن أراضيها.", "Sanction", {"actor": ["النرويج"], "target": ["تشيلي"]}),
        ("طردت ليما دبلوماسيا تشيليا بعد الحادث.", "Sanction", {"actor": ["بيرو"], "target": ["تشيلي"]}),
        ("أعلنت أوسلو أنها ستطرد دبلوماسيين تشيليين.", "Sanction", {"actor": ["النرويج"], "target": ["تشيلي"]}),
        ("أمر الرئيس بطرد 7 دبلوماسيين تشيليين.", "Sanction", {"target": ["تشيلي"]}),
        ("استدعت ليما سفيرها في أوسلو.", "Sanction", {"actor": ["بيرو"], "target": ["النرويج"]}),
        ("رفعت أوسلو اسم بنما من قائمة الملاذات.", "Concession", {"actor": ["النرويج"], "target": ["بنما"]}),
        ("قتل ثلاثة جنود تشاديين قرب الحدود.", "Assault", {"target": ["تشاد"]}),
        ("قتل ضابط تشادي في اشتباكات قرب الحدود.", "Assault", {"target": ["تشاد"]}),
        ("استنكرت أوسلو القصف التشادي على بنغازي.", "Assault", {"actor": ["تشاد"], "place": ["بنغازي"]}),
        ("نفذت تشاد غارة على طرابلس فجرا.", "Assault", {"actor": ["تشاد"], "place": ["طرابلس"]}),
        ("قصفت تشاد بنغازي عند الفجر.", "Assault", {"actor": ["تشاد"], "place": ["بنغازي"]}),
        ("انتقدت ليما قرار أوسلو بيع سفن لبنما.", "Accusation", {"actor": ["بيرو"], "target": ["النرويج"]}),
        ("نددت أوسلو، التي تتولى الرئاسة، بالغارات التشادية.", "Accusation",
         {"actor": ["النرويج"], "target": ["تشاد"]}),
        ("جمدت أوسلو أرصدة تشيلية.", "Sanction", {"actor": ["النرويج"], "target": ["تشيلي"]}),
        ("حظرت ليما استيراد العنب من تشيلي.", "Sanction", {"actor": ["بيرو"], "target": ["تشيلي"]}),
        ("ستفرض ليما رسوما على الأخشاب التشيلية.", "Sanction", {"actor": ["بيرو"], "target": ["تشيلي"]}),
        ("أطلقت تشاد صواريخ على ليبيا.", "Assault", {"actor": ["تشاد"], "target": ["ليبيا"]}),
        ("خطف مسلحون سفير بيرو في لاغوس.", "Coercion", {"actor": ["مسلحون"], "target": ["بيرو"]}),
        ("هاجم الرئيس الفرنسي الاتحاد الأوروبي.", "Accusation",
         {"actor": ["إيمانويل ماكرون"], "target": ["الاتحاد الأوروبي"]}),
        ("تلقت ليما رسالة من أوسلو أمس.", "Call", {"actor": ["النرويج"], "target": ["بيرو"]}),
        ("بعد لقائه نظيره البيروفي، غادر الرئيس التشيلي ليما.", "Meeting",
         {"actor": ["تشيلي"], "target": ["بيرو"]}),
        ("ينتقد كل من بيرو وبوليفيا تشيلي.", "Accusation", {"actor": ["بيرو", "بوليفيا"], "target": ["تشيلي"]}),
        ("أعلنت بيرو وبوليفيا أنها ستدعم تشيلي.", "Support", {"actor": ["بيرو", "بوليفيا"], "target": ["تشيلي"]}),
        ("قصف سلاح الجو التشادي بنغازي.", "Assault", {"actor": ["تشاد"], "place": ["بنغازي"]}),
        ("مقتل جنديين تشاديين قرب الحدود.", "Assault", {"target": ["تشاد"]}),
        ("أرغمت تشاد ليبيا على سحب شكواها.", "Coercion", {"actor": ["تشاد"], "target": ["ليبيا"]}),
        ("زعمت تشاد أنها أسقطت طائرتين ليبيتين.", "Assault", {"actor": ["تشاد"], "target": ["ليبيا"]}),
        ("قالت أوسلو إنها أبلغت ليما بالموعد.", "Statement", {"actor": ["النرويج"], "target": ["بيرو"]}),
        ("صدرت أوسلو صواريخ إلى بيرو.", "Aid", {"actor": ["النرويج"], "target": ["بيرو"]}),
        ("أغلقت أوسلو قنصليتين تشيليتين.", "Sanction", {"actor": ["النرويج"], "target": ["تشيلي"]}),
        ("أغلقت تشاد أجواءها أمام الطائرات الليبية.", "Coercion", {"actor": ["تشاد"], "target": ["ليبيا"]}),
        ("بحث وزير الخارجية الفرنسي مع نظيره التشيلي الأوضاع في ليبيا.", "Meeting",
         {"actor": ["جان إيف لودريان"], "target": ["تشيلي"]}),
        ("عبرت أوسلو عن إدانتها لتشيلي.", "Accusation", {"actor": ["النرويج"], "target": ["تشيلي"]}),
        ("علقت أوسلو تصدير السلاح إلى بيرو.", "Sanction", {"actor": ["النرويج"], "target": ["بيرو"]}),
        ("وقعت أوسلو وليما معاهدة أنتاركتيكا أمس.", "Agreement",
         {"actor": ["النرويج"], "target": ["بيرو"], "agreement": ["معاهدة أنتاركتيكا"]}),
        ("انتقد معارضون الحكومة التشيلية.", "Accusation", {"actor": ["معارضون"], "target": ["تشيلي"]}),
        ("في ختام زيارته لبنما، أكد الرئيس الفرنسي متانة العلاقات.", "Visit",
         {"actor": ["إيمانويل ماكرون"], "destination": ["بنما"]}),
        ("على أوسلو أن ترفع العقوبات عن بيرو.", "Concession", {"actor": ["النرويج"], "target": ["بيرو"]}),
        ("استقبلت أوسلو وفدا من بيرو.", "Reception", {"actor": ["النرويج"], "target": ["بيرو"]}),
        ("هنأت أوسلو ليما بفوزها بالمقعد.", "Support", {"actor": ["النرويج"], "target": ["بيرو"]}),
    ],
)  # fmt: skip
def test_on_whom_it_falls(text: str, kind: str, wanted: Roles) -> None:
    assert told(text, kind) == [wanted]


@pytest.mark.parametrize("text", ["إذا قصفت تشاد بنغازي فسترد ليبيا.", "سترد ليبيا لو قصفت تشاد بنغازي."])
def test_a_condition_has_not_come_true(text: str) -> None:
    assert [status for name, _, status in events(text) if name == "Assault"] == ["hypothetical"]


def test_a_verb_that_has_its_noun_lends_itself_to_no_other() -> None:
    text = "ألغت أوسلو زيارتها احتجاجا على ترحيل المهاجرين."
    assert [status for name, _, status in events(text) if name == "Coercion"] == ["asserted"]


def test_what_is_supposed_to_happen_is_planned_and_a_supposed_deed_alleged() -> None:
    texts = "من المفترض أن تستقبل أوسلو وفدا من بيرو.", "نددت أوسلو بالهجوم التشادي المفترض على بنغازي."
    found = {name: status for text in texts for name, _, status in events(text)}
    assert (found["Reception"], found["Assault"]) == ("planned", "alleged")


def test_what_is_deemed_likely_or_foiled_has_not_happened() -> None:
    likely, foiled = "رجحت أوسلو أن تقصف تشاد بنغازي.", "أحبطت الشرطة النرويجية هجوما على سفارة تشاد."
    assert [status for name, _, status in events(likely) if name == "Assault"] == ["hypothetical"]
    assert all("actor" not in roles for roles in told(foiled, "Assault"))


def test_a_name_after_a_preposition_has_its_article_again() -> None:
    assert told("قدمت أوسلو دعما للميليشيات الكردية.", "Support")[0]["target"] == ["الميليشيات الكردية"]


@pytest.mark.parametrize(
    "text", ["قضت المحكمة البيروفية بسجنه بعد إدانته بالخيانة.", "رفضت أوسلو تعيين موظفين في ليما."]
)
def test_nobody_is_accused_or_appointed_who_is_not_named(text: str) -> None:
    assert not told(text, "Accusation")
    assert not told(text, "Appointment")


def test_a_trade_war_is_no_assault() -> None:
    assert told("تخوض أوسلو حربا تجارية مع ليما.", "Assault") == []
