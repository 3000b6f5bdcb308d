"""Who does what in a clause: ordinary nouns as subjects, whose word or plan it is, what is aimed at whom."""

import pytest
from texts import events, names, read

Roles = dict[str, list[str]]
Told = tuple[str, Roles, str]


def of_type(kind: str, told: list[Told]) -> list[tuple[Roles, str]]:
    """Roles and factuality of the events of a type."""
    return [(roles, factuality) for name, roles, factuality in told if name == kind]


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        # Somebody unnamed does it: who is asked, blamed or supported is known all the same.
        ("ناشد أهالي القرية الحكومة الكوبية المساعدة.", "Request", {"target": ["كوبا"]}),
        ("اتهم كتاب جديد كوريا الشمالية بتوريد شحنات.", "Accusation", {"target": ["كوريا الشمالية"]}),
        ("اتهمت امرأة سويسرية وزير خارجية بيرو بالكذب.", "Accusation", {"target": ["بيرو"]}),
        ("قال كارلوس دياز إن رفاقه ما زالوا يتفاوضون مع الجيش البرازيلي.", "Meeting", {"target": ["الجيش البرازيلي"]}),
        ("ندد عدد من الدول اللاتينية بكوبا.", "Accusation", {"actor": ["الدول اللاتينية"], "target": ["كوبا"]}),
        # The adjective of a noun is no object, and what strikes by nature is nobody's deed.
        ("انتقد النواب الأوروبيون قرار المحكمة.", "Accusation", None),
        ("ضربت عاصفة قوية كوبا أمس.", "Assault", None),
        ("إعصار يجتاح كوبا.", "Assault", None),
        # An ordinary noun before the verb is its subject.
        ("قال إن الغارات على المدينة تهدد بوليفيا.", "Threat", None),
        ("قالت كوبا إن المباراة المقبلة قد تلغى.", "Rejection", None),
        # Not so adverbs, and what the sentence goes on with is still the subject's.
        (
            "سيلتقي ماكرون سانشيز، ويجتمع أيضا مع ميركل.",
            "Meeting",
            {"actor": ["إيمانويل ماكرون"], "target": ["أنغيلا ميركل"]},
        ),
        ("اعتبرت بيرو أن القمة تمثل بداية ودعت تشيلي إلى الحوار.", "Request", {"actor": ["بيرو"], "target": ["تشيلي"]}),
        ("تتحدث بيرو عن الداعية أحمد منصور الذي تقول كيتو إنه هرب.", "Statement", {"actor": ["الإكوادور"]}),
    ],
)
def test_an_ordinary_noun_can_be_the_subject(text: str, kind: str, wanted: Roles | None) -> None:
    found = [roles for roles, _ in of_type(kind, events(text))]
    assert (wanted in found) if wanted is not None else not found


@pytest.mark.parametrize(
    ("text", "kind", "roles", "factuality"),
    [
        ("رفضت البرازيل الاتهامات الأرجنتينية.", "Accusation", {"actor": ["الأرجنتين"]}, "asserted"),
        ("حذر وزير خارجية البرازيل تشيلي من الانسحاب من منظمة أوبك.", "Rejection",
         {"actor": ["تشيلي"], "target": ["أوبك"]}, "hypothetical"),
        ("أعلن الجيش الكندي مصرع جندي بيروفي.", "Assault", {"target": ["بيرو"]}, "asserted"),
        ("أكدت كوبا عدم نية هافانا الانسحاب من الأمم المتحدة.", "Rejection",
         {"actor": ["كوبا"], "target": ["الأمم المتحدة"]}, "negated"),
        ("جاء ذلك عقب إعلان كوبا عن طرد دبلوماسيين كنديين.", "Sanction",
         {"actor": ["كوبا"], "target": ["كندا"]}, "asserted"),
        ("جاء ذلك بعد إعلان كندا فرض عقوبات على كوبا.", "Sanction",
         {"actor": ["كندا"], "target": ["كوبا"]}, "asserted"),
        ("يسعى المبعوث لمنع تشيلي من شن هجوم على بيرو.", "Assault",
         {"actor": ["تشيلي"], "target": ["بيرو"]}, "hypothetical"),
        ("حذرت المنظمة من اعتزام قوات كولومبية مهاجمة بيرو.", "Assault",
         {"actor": ["كولومبيا"], "target": ["بيرو"]}, "planned"),
        ("لا تزال كوبا تدعم بيرو.", "Support", {"actor": ["كوبا"], "target": ["بيرو"]}, "asserted"),
        ("ما زالت كوبا تدعم بيرو.", "Support", {"actor": ["كوبا"], "target": ["بيرو"]}, "asserted"),
        ("لم تعد كوبا تدعم بيرو.", "Support", {"actor": ["كوبا"], "target": ["بيرو"]}, "negated"),
        ("باتت كوبا تدعم بيرو.", "Support", {"actor": ["كوبا"], "target": ["بيرو"]}, "asserted"),
    ],
)  # fmt: skip
def test_whose_deed_it_is_and_how_real(text: str, kind: str, roles: Roles, factuality: str) -> None:
    assert (roles, factuality) in of_type(kind, events(text))


@pytest.mark.parametrize(
    ("text", "kind", "target"),
    [
        ("نددت كولومبيا بهجوم بالقنابل استهدف السفير الكوبي.", "Assault", "كوبا"),
        ("قالت الوزارة إن العقوبات التي طالت البرازيل ستبقى.", "Sanction", "البرازيل"),
        ("أعلنت بيرو أن الغارات التشيلية أصابت مواقع الجيش الكوبي.", "Assault", "الجيش الكوبي"),
        ("تعرضت تشيلي لانتقادات من نقابات مؤيدة لكوبا.", "Accusation", "تشيلي"),
        ("قرر ماكرون فرض رسوم جمركية على استيراد الأخشاب من بيرو.", "Sanction", "بيرو"),
        ("شن ماكرون هجوما لاذعا على بيرو.", "Accusation", "بيرو"),
        ("رحبت كندا بانسحاب تشيلي من الأمم المتحدة.", "Rejection", "الأمم المتحدة"),
        ("طالبت ليما خلال جلسة في مقر المنظمة عن مياه الأنهار، كيتو بسحب قواتها.", "Request", "الإكوادور"),
    ],
)
def test_whom_it_is_aimed_at(text: str, kind: str, target: str) -> None:
    assert target in [name for roles, _ in of_type(kind, events(text)) for name in roles.get("target", [])]


def test_a_verb_that_tells_whom_the_noun_hits_is_no_event_beside_it() -> None:
    assert [kind for kind, _, _ in events("عقوبات كندية جديدة تستهدف كوبا.")] == ["Sanction"]


@pytest.mark.parametrize(
    "text",
    [
        # Who helps in an attack is not attacked, and what is turned away is not refused.
        "أدانت تشيلي الضربات التي شنتها كولومبيا بالتعاون مع البرازيل.",
        "اعترضت البحرية الكندية ثلاثة صواريخ.",
    ],
)
def test_nobody_is_aimed_at_by_mistake(text: str) -> None:
    told = events(text)
    assert not [roles for roles, _ in of_type("Assault", told) if "target" in roles]
    assert not of_type("Rejection", told)


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        # Whose word it is, whose forces they are.
        ("أكد تقرير للأمم المتحدة أن بيرو بخير.", "Statement", {"actor": ["الأمم المتحدة"]}),
        ("دعا بيان صادر عن الاتحاد الأوروبي بيرو إلى الحوار.", "Request",
         {"actor": ["الاتحاد الأوروبي"], "target": ["بيرو"]}),
        ("قصفت طائرات الجيش البرازيلي مواقع تابعة لحركة الشباب.", "Assault",
         {"actor": ["الجيش البرازيلي"], "target": ["حركة الشباب"]}),
        ("يزور أعضاء مجلس الأمن الدولي بيرو.", "Visit", {"actor": ["مجلس الأمن الدولي"], "destination": ["بيرو"]}),
        # Who does it to whom, where a verbal noun has both beside it.
        ("أدانت كندا إسقاط بيرو طائرة كولومبية.", "Assault", {"actor": ["بيرو"], "target": ["كولومبيا"]}),
        ("استنكر الوزير اختطاف الحوثيين موظفين.", "Coercion", {"actor": ["جماعة الحوثي"]}),
        ("امتنع ماكرون عن اتهام بيرو بالهجوم.", "Accusation",
         {"actor": ["إيمانويل ماكرون"], "target": ["بيرو"]}),
        # Relative clauses: the noun they describe, and whom they name.
        ("تحدثت المرأة التي تتهم ماكرون بالكذب.", "Accusation", {"target": ["إيمانويل ماكرون"]}),
        ("وهي المرة الرابعة التي تتهم فيها كندا بيرو بالتجسس.", "Accusation",
         {"actor": ["كندا"], "target": ["بيرو"]}),
        ("بدأت الحملة التي شنتها كندا على بيرو.", "Assault", None),
        ("زار ماكرون بيرو حيث التقى الرئيس الكوبي ميغيل دياز كانيل.", "Meeting",
         {"actor": ["إيمانويل ماكرون"], "target": ["ميغيل دياز كانيل"]}),
        # The victim of a killing or an arrest is no doer; nor is whose warrant it is arrested.
        ("أدين شاب بقتل كوبي جريح.", "Assault", {"target": ["كوبا"]}),
        ("صدر أمر اعتقال كوبي بحق الشاب.", "Coercion", {"actor": ["كوبا"]}),
        ("احتجاز الصومال طائرة مدنية.", "Coercion", {"actor": ["الصومال"]}),
        # A pronoun after that and because is the subject; of an accusation it is the accused.
        ("قال مكتب المستشارة إنها أبلغت الرئيس الكوبي بالأمر.", "Statement", None),
        ("اتهم ماكرون كوبا بأنها تزود الحوثيين بالصواريخ.", "Aid",
         {"actor": ["كوبا"], "target": ["جماعة الحوثي"]}),
        ("أعلنت المفوضية الأوروبية أنها دعت ماكرون إلى اجتماع.", "Request",
         {"actor": ["المفوضية الأوروبية"], "target": ["إيمانويل ماكرون"]}),
        ("سيدرس ماكرون ما يشتبه في أنه غارة.", "Accusation", None),
        ("ماكرون يريد اتفاقا جديدا مع كوبا.", "Agreement", {"actor": ["إيمانويل ماكرون"], "target": ["كوبا"]}),
        # Whom somebody meets while he speaks is not blamed in his words; to whose face he blames is.
        ("قال ماكرون خلال لقائه الوفد الكوبي إن السلام لا يبنى على أكاذيب.", "Accusation", None),
        ("أبلغ ماكرون ميركل بأن قرارها خطأ.", "Accusation",
         {"actor": ["إيمانويل ماكرون"], "target": ["أنغيلا ميركل"]}),
        # Whoever crosses, guarantees or only points to something does nothing else.
        ("عبرت قافلة كندية الحدود البيروفية بسلام.", "Statement", None),
        ("تعهدت كندا بضمان مصالح بيرو.", "Coercion", None),
        ("أشارت كندا إلى هجوم في بيرو.", "Assault", None),
        ("عاد ماكرون إلى العمل بعد رسائل من بيرو.", "Visit", None),
    ],
)  # fmt: skip
def test_who_does_it_to_whom(text: str, kind: str, wanted: Roles | None) -> None:
    found = [{role: who for role, who in roles.items() if role != "place"} for roles, _ in of_type(kind, events(text))]
    assert (wanted in found) if wanted is not None else not found


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("صافح السلطان هيثم بن طارق آل سعيد الرئيس الكوبي ميغيل دياز كانيل.",
         {"السلطان هيثم بن طارق آل سعيد", "ميغيل دياز كانيل"}),
        ("هجوم شديد على محمود عباس.", {"محمود عباس"}),
        ("أوقفت الشرطة الرئيس الكتالوني السابق كارلوس مورينو.", {"كارلوس مورينو"}),
        ("أشاد ماكرون بالرئيس الأمريكي الـ45.", {"ماكرون", "الرئيس الأمريكي"}),
    ],
)  # fmt: skip
def test_names_have_their_fathers_and_no_prepositions_numbers_or_origins(text: str, persons: set[str]) -> None:
    assert {name for name, kind in names(text) if kind == "Person"} == persons


def test_a_verb_agrees_with_the_word_that_heads_a_body() -> None:
    told = events("رفضت السفارة الكندية الحوار مع الجيش الكوبي وقال إن الوقت مبكر.")
    assert not of_type("Statement", told)


@pytest.mark.parametrize(
    ("text", "day", "factuality"),
    [
        # Published on Wednesday the 15th
        ("تزور ميركل كوبا الجمعة.", "2019-05-17", "planned"),
        ("تزور ميركل كوبا منذ الجمعة.", "2019-05-10", "asserted"),
        ("زارت ميركل كوبا الجمعة.", "2019-05-10", "asserted"),
        ("تزور ميركل كوبا الأربعاء والخميس.", "2019-05-15", "asserted"),
    ],
)
def test_the_present_with_a_day_of_the_week_tells_of_the_coming_one(text: str, day: str, factuality: str) -> None:
    event = read(text)["events"][0]
    assert (event["date"]["start"], event["factuality"]) == (day, factuality)


def test_a_given_name_alone_makes_nobody_the_holder_of_an_office() -> None:
    called = [entity["name"]["ar"] for entity in read("قال المسؤول الروسي سيرغي مانسوروف ذلك.")["entities"]]
    assert "سيرغي مانسوروف" in called


def test_an_event_named_as_the_occasion_keeps_its_own_place() -> None:
    meeting = of_type("Meeting", events("اجتماع عاجل لمجلس الأمن إثر مقتل جنود في بوليفيا."))
    assert [roles.get("place") for roles, _ in meeting] == [None]


@pytest.mark.parametrize(
    ("headline", "speaks"),
    [
        ("كندا: وفاة عشرة في حريق", False),
        ("بوليفيا: المعارك تقترب من العاصمة", False),
        ("اليابان: انطلاق أعمال مؤتمر", False),
        ("كندا: لا تغيير في موقفنا", True),
        ("كندا: مستعدون للحوار", True),
        ("كندا: نأمل في حل قريب", True),
        ('كندا: التصريحات البيروفية "لا تغير شيئا"', True),
        ("ماكرون: المعارك تقترب من العاصمة", True),
    ],
)
def test_a_state_that_opens_a_headline_speaks_or_is_the_scene(headline: str, speaks: bool) -> None:
    told = events(f"{headline}\nهذا نص الخبر كله.\n", titled=True)
    assert bool(of_type("Statement", told)) is speaks


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        # Who does it completes the verbal noun, and the object follows with "to".
        ("أدان البرلمان الغزو الياباني لبيرو.", "Assault", {"actor": ["اليابان"], "target": ["بيرو"]}),
        ("أدانت كيتو مهاجمة كوبا لبيرو.", "Assault", {"actor": ["كوبا"], "target": ["بيرو"]}),
        ("أدانت كيتو قصف كوبا لبيرو.", "Assault", {"actor": ["كوبا"], "target": ["بيرو"]}),
        ("أدانت كيتو اعتقال كوبا للصحفي البرازيلي.", "Coercion", {"actor": ["كوبا"], "target": ["البرازيل"]}),
        ("انتقد النواب طرد كوبا لدبلوماسيين يابانيين.", "Sanction", {"actor": ["كوبا"], "target": ["اليابان"]}),
        (
            "بث التلفزيون استقبال ماكرون لأنغيلا ميركل.",
            "Reception",
            {"actor": ["إيمانويل ماكرون"], "target": ["أنغيلا ميركل"]},
        ),
        ("نددت الصحف بتوقيف مواطنين كوبيين.", "Coercion", {"target": ["كوبا"]}),
        # Alone it is the object, as is a people; what follows a plain object with "to" is neither.
        ("عارض النواب غزو بيرو.", "Assault", {"target": ["بيرو"]}),
        ("ندد الحزب بمهاجمة اليابانيين.", "Assault", {"target": ["اليابان"]}),
        ("طالب النواب بمعاقبة كوبا لانتهاكها القانون.", "Sanction", {"target": ["كوبا"]}),
        ("استمر الجيش الكوبي في قصف الأحياء لترهيب اليابانيين.", "Assault", {"actor": ["الجيش الكوبي"]}),
        ("جرح عشرة بقصف صاروخي لجنود الجيش الكوبي.", "Assault", {"actor": ["الجيش الكوبي"]}),
    ],
)
def test_the_object_of_a_verbal_noun_follows_its_doer(text: str, kind: str, wanted: Roles) -> None:
    assert [roles for roles, _ in of_type(kind, events(text))] == [wanted]


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        (
            "اشتبك الجيش مع جبهة البوليساريو، التي تدعمها كوبا.",
            "Support",
            {"actor": ["كوبا"], "target": ["جبهة البوليساريو"]},
        ),
        ("أما المكسيك، فقد نددت بالقرار الكندي.", "Accusation", {"actor": ["المكسيك"], "target": ["كندا"]}),
        ("أما كوبا، التي هددها النواب، فقد اتهمت بيرو بالكذب.", "Accusation", {"actor": ["كوبا"], "target": ["بيرو"]}),
        (
            "التقى إيمانويل ماكرون وخصمه سيرغي لافروف.",
            "Meeting",
            {"actor": ["إيمانويل ماكرون"], "target": ["سيرغي لافروف"]},
        ),
        ("توصلت كوبا وبيرو إلى وقف كامل لإطلاق النار.", "Agreement", {"actor": ["كوبا"], "target": ["بيرو"]}),
    ],
)
def test_who_is_told_of_goes_on_after_a_comma(text: str, kind: str, wanted: Roles) -> None:
    assert [roles for roles, _ in of_type(kind, events(text))] == [wanted]


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("قال وزير الخارجية البيروفي إن بلاده تؤيد كوبا.", "Support", {"actor": ["بيرو"], "target": ["كوبا"]}),
        ("قال الرئيس البيروفي لماكرون إن بلاده تؤيد كوبا.", "Support", {"actor": ["بيرو"], "target": ["كوبا"]}),
        ("قال رئيس جمهورية بيرو إن بلاده تؤيد كوبا.", "Support", {"actor": ["بيرو"], "target": ["كوبا"]}),
        ("قال بيدرو دياز، رئيس جمهورية بيرو، إن بلاده تؤيد كوبا.", "Support", {"actor": ["بيرو"], "target": ["كوبا"]}),
        ("التقى لافروف ماكرون في بلدة صغيرة.", "Meeting", {"actor": ["سيرغي لافروف"], "target": ["إيمانويل ماكرون"]}),
        (
            "اتهمت اليابان الصين بالكذب. وأكدت تعميق العلاقات بين البلدين الشقيقين كوبا وبيرو.",
            "Cooperation",
            {"actor": ["كوبا", "بيرو"]},
        ),
        (
            "تحدث لافروف بعد لقاء جمعه بنظيره البيروفي في قمة الدول اللاتينية.",
            "Meeting",
            {"actor": ["سيرغي لافروف"], "target": ["بيرو"]},
        ),
    ],
)
def test_whose_country_it_is(text: str, kind: str, wanted: Roles) -> None:
    told = [roles for roles, _ in of_type(kind, events(text))]
    assert [{role: roles.get(role, []) for role in ("actor", "target", "place") if role in roles} for roles in told][
        :1
    ] == [wanted]


def test_ordinary_words_are_nobodys_surname() -> None:
    kinds = {kind for _, kind in names("وافقت كوبا على اتفاق سلام مع بيرو، وقالت إن الوضع هادئ.")}
    assert kinds == {"Country", "Agreement"}


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        (
            "التقى وزير الدفاع الفرنسي بيار لوران والروسي سيرغي لافروف.",
            "Meeting",
            {"actor": ["بيار لوران"], "target": ["سيرغي لافروف"]},
        ),
        (
            "تعهد رؤساء كوبا ميغيل دياز كانيل وروسيا فلاديمير بوتين بالحوار.",
            "Statement",
            {"actor": ["ميغيل دياز كانيل", "فلاديمير بوتين"]},
        ),
        (
            "اتهم سفيرا كوبا وبيرو ماكرون بالكذب.",
            "Accusation",
            {"actor": ["كوبا", "بيرو"], "target": ["إيمانويل ماكرون"]},
        ),
        ("انتقد مسؤول ياباني ما وصفه بالتدخلات الكوبية.", "Accusation", {"actor": ["اليابان"], "target": ["كوبا"]}),
        ("رفضت اليابان ما اعتبرته تدخلا كوبيا.", "Rejection", {"actor": ["اليابان"], "target": ["كوبا"]}),
        ("ندد مندوب كوبا السفير بيدرو دياز بالقرار البيروفي.", "Accusation", {"actor": ["كوبا"], "target": ["بيرو"]}),
    ],
)
def test_holders_of_one_office_and_what_something_is_called(text: str, kind: str, wanted: Roles) -> None:
    assert [roles for roles, _ in of_type(kind, events(text))] == [wanted]


def test_an_obstacle_has_happened_whatever_is_promised() -> None:
    told = events("تعهدت بيرو بالالتزام بالاتفاق رغم انسحاب كندا منه.")
    assert [factuality for _, factuality in of_type("Rejection", told)] == ["asserted"]


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        (
            "عبر الرئيس الكندي، جاستن ترودو، الاثنين، أثناء محادثة هاتفية مع نظيره الكوبي، عن قلقه.",
            "Statement",
            {"actor": ["جاستن ترودو"]},
        ),
        ("شدد لافروف على أن العقوبات على كوبا ستنتهي.", "Statement", {"actor": ["سيرغي لافروف"]}),
        ("وصل لافروف إلى شمالي كوبا.", "Visit", {"actor": ["سيرغي لافروف"], "destination": ["كوبا"]}),
        ("التقى لافروف ماكرون في جنوب كوبا.", "Meeting", {"actor": ["سيرغي لافروف"], "target": ["إيمانويل ماكرون"]}),
        ("قال بيدرو دياز، النائب الأول لوزير الخارجية الكوبي، ذلك.", "Statement", {"actor": ["بيدرو دياز"]}),
        ("كوبا تنفي اتهامها من قبل بيرو بالتجسس.", "Accusation", {"actor": ["بيرو"], "target": ["كوبا"]}),
        (
            "التقى لافروف ماكرون. وقال الرئيس الفرنسي خلال لقاء مع الزعيم الكوبي راؤول كاسترو إن بلاده تؤيد بيرو.",
            "Support",
            {"actor": ["فرنسا"], "target": ["بيرو"]},
        ),
    ],
)
def test_the_words_around_a_verb(text: str, kind: str, wanted: Roles) -> None:
    told = [roles for roles, _ in of_type(kind, events(text))]
    assert [{role: found for role, found in roles.items() if role != "place"} for roles in told] == [wanted]


def test_what_the_subject_does_meanwhile_is_as_real_as_it_says_itself() -> None:
    told = events("دعت كوبا بيرو إلى وقف التدريبات، منددة بالقرار الكندي.")
    assert [factuality for _, factuality in of_type("Accusation", told)] == ["asserted"]
    told = events("عبر لافروف عن عدم رضاه خلال اجتماع مع ماكرون.")
    assert [factuality for _, factuality in of_type("Meeting", told)] == ["asserted"]


def test_what_completes_a_noun_of_the_threat_does_not_threaten() -> None:
    assert of_type("Threat", events("هددت بإلغاء قمة ماكرون.")) == []


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("تناولت المحادثات حرب اليمن.", "Assault", []),
        ("ناقشا القضايا التي تهم كوبا وبيرو.", "Accusation", []),
        ("تهدد الغارات سلامة الملاحة.", "Threat", []),
        ("نقلت الوكالة عن لافروف قوله إنه قد يلتقي ماكرون.", "Meeting", [["سيرغي لافروف"]]),
    ],
)
def test_who_is_no_actor_and_who_is(text: str, kind: str, wanted: list[list[str]]) -> None:
    assert [roles.get("actor") for roles, _ in of_type(kind, events(text))] == wanted


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("سحب ماكرون تأييده لبيرو.", "Support", (["إيمانويل ماكرون"], ["بيرو"], "negated")),
        ("قالت اللجنة التابعة للبرلمان الكوبي إن كندا ترفض القرار.", "Rejection", (["كندا"], None, "asserted")),
        (
            "التقى المبعوث الكندي الخاص إلى هايتي خوان توليدو الرئيس ماكرون.",
            "Meeting",
            (["خوان توليدو"], ["إيمانويل ماكرون"], "asserted"),
        ),
    ],
)
def test_to_whom_something_belongs(text: str, kind: str, wanted: tuple[object, ...]) -> None:
    told = [(roles.get("actor"), roles.get("target"), factuality) for roles, factuality in of_type(kind, events(text))]
    assert told == [wanted]


def test_the_time_before_a_first_time_is_no_date_of_it() -> None:
    assert read("التقى لافروف ماكرون لأول مرة منذ 2012.")["events"][0]["date"] is None


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("انتقد لافروف الضربة التي وجهتها كندا لمواقع عسكرية.", "Accusation", (["سيرغي لافروف"], ["كندا"])),
        (
            "أظهرت الصور استهداف الجيش الياباني في بيرو لمواقع جبهة البوليساريو.",
            "Assault",
            (["الجيش الياباني"], ["جبهة البوليساريو"]),
        ),
        ("أكد لافروف دعم القضية الكوبية.", "Support", (["سيرغي لافروف"], ["كوبا"])),
    ],
)
def test_who_did_what_is_blamed_and_to_whom_things_belong(text: str, kind: str, wanted: tuple[object, ...]) -> None:
    assert [(roles.get("actor"), roles.get("target")) for roles, _ in of_type(kind, events(text))] == [wanted]


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        (
            "اجتمع وزير الدفاع الكوبي، ألفارو لوبيز، مع نظيره الكندي، بيار لوران، الثلاثاء في ليما.",
            "Meeting",
            (["ألفارو لوبيز"], ["بيار لوران"]),
        ),
        ("استهدف قصف صاروخي مواقع عسكرية للجيش الكوبي.", "Assault", (None, ["الجيش الكوبي"])),
        ("رد سفراء كوبا وبيرو على الصحيفة.", "Statement", (["كوبا", "بيرو"], None)),
    ],
)
def test_commas_around_names_and_what_belongs_to_whom(text: str, kind: str, wanted: tuple[object, ...]) -> None:
    assert [(roles.get("actor"), roles.get("target")) for roles, _ in of_type(kind, events(text))] == [wanted]
