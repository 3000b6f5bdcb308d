"""What the reference of the ontology says in each language beside the labels of the terms themselves."""

from collections.abc import Mapping

Both = Mapping[str, str]


def _both(table: Mapping[str, tuple[str, str]]) -> Mapping[str, Both]:
    return {key: {"ar": ar, "en": en} for key, (ar, en) in table.items()}


# Title and introduction of each part of the page.
TITLES = _both(
    {
        "classes": ("الأصناف", "Classes"),
        "events": ("أنواع الأحداث", "Event types"),
        "roles": ("الأدوار", "Roles"),
        "relations": ("العلاقات المستخلصة", "Drawn relations"),
        "properties": ("الخصائص", "Properties"),
        "values": ("القيم", "Values"),
        "schemes": ("المخططات", "Concept schemes"),
        "concepts": ("مفاهيم بلوفر وكاميو", "PLOVER and CAMEO concepts"),
        "codings": ("الترميزات", "Codings"),
        "offices": ("المناصب", "Offices"),
        "rules": ("القواعد", "Rules"),
        "shapes": ("الأشكال", "Shapes"),
    }
)
INTRODUCTIONS = _both(
    {
        "classes": (
            "أصناف الأشياء التي في الرسم: كيانات وأحداث وأقوال وما يصفها.",
            "The kinds of things in the graph: entities, events, claims, and what describes them.",
        ),
        "events": (
            "ما يقع بين الأطراف، مقسما إلى تعاون وصراع، بالقول وبالفعل؛ لكل نوع أدوار، وعلاقة تستخلص منه.",
            "What happens between parties, divided into cooperation and conflict, in words and in deeds; each type has "
            "roles, and a relation that is drawn from it.",
        ),
        "roles": ("كيف يشارك كيان في حدث.", "How an entity takes part in an event."),
        "relations": (
            "علاقات بين كيانين تستخلصها القواعد من الأحداث المؤكدة وحدها.",
            "Relations between two entities, drawn by rules from asserted events only.",
        ),
        "properties": (
            "ما يقال عن كل صنف، مرتبا بحسب الصنف الذي يقال عنه.",
            "What is said of each class, by the class of which it is said.",
        ),
        "values": (
            "قيم معدودة: أحكام الوقوع وما تتركب منه، وعائلات الأحداث، ورسوم المخزن.",
            "Values from fixed lists: factuality and what it is made of, families of events, graphs of the store.",
        ),
        "schemes": (
            "تصنيفات للأحداث وضعها غيرنا، تعين على المقارنة بمجموعات بيانات أخرى.",
            "Classifications of events by others, so that the graph can be compared with other data.",
        ),
        "concepts": (
            "أنواع بلوفر بطرائقها وسياقاتها وجذور كاميو، بألفاظنا، وما يقابلها من أنواعنا.",
            "PLOVER's types with their modes and contexts, and CAMEO's roots, in our wording, with the types of ours "
            "that match them.",
        ),
        "codings": (
            "أي رمز يأخذه القول: بحسب نوعه وحكم وقوعه ومن الفاعل. يؤخذ أول ما يصح.",
            "Which code a claim gets: by its type, its factuality and who acts. The first that holds is taken.",
        ),
        "offices": (
            "المناصب التي يتولاها أشخاص في دول ومنظمات مدة من الزمن.",
            "Offices that persons hold in states and organisations for a time.",
        ),
        "rules": (
            "ما يضاف إلى الرسم الأصلي مما هو مؤكد فيه. أمثلة كل قاعدة هي اختباراتها.",
            "What is added to the default graph from what is asserted in it. The examples of each rule are its tests.",
        ),
        "shapes": (
            "ما يجب أن يستوفيه رسم كل خبر قبل أن يحفظ؛ ما خالفها من الأقوال يعزل مع السبب.",
            "What the graph of each article must satisfy before it is stored; a claim that breaks a shape is set aside "
            "with the reason.",
        ),
    }
)
# Properties of other vocabularies, in the order in which a reader asks for them.
PROPERTIES = _both(
    {
        "rdfs:subClassOf": ("أخص من", "Subclass of"),
        "owl:equivalentClass": ("يكافئ", "Equivalent to"),
        "rdfs:subPropertyOf": ("أخص من", "Subproperty of"),
        "owl:inverseOf": ("عكسه", "Inverse of"),
        "rdfs:domain": ("المجال", "Domain"),
        "rdfs:range": ("المدى", "Range"),
        "skos:notation": ("الرمز", "Notation"),
        "skos:inScheme": ("في مخطط", "In scheme"),
        "skos:hasTopConcept": ("أعم مفاهيمه", "Top concepts"),
        "skos:broader": ("أعم منه", "Broader"),
        "skos:exactMatch": ("يطابقه", "Exact match"),
        "skos:closeMatch": ("يقاربه", "Close match"),
        "skos:broadMatch": ("يقابله أعم منه", "Broad match"),
        "skos:narrowMatch": ("يقابله أخص منه", "Narrow match"),
        "skos:relatedMatch": ("يتصل به", "Related match"),
        "skos:note": ("ملاحظة", "Note"),
        "rdfs:seeAlso": ("انظر أيضا", "See also"),
        "http://purl.org/dc/terms/bibliographicCitation": ("المرجع", "Citation"),
    }
)
# The same read from the other end, where that has a name of its own.
INVERSES = _both(
    {
        "rdfs:subClassOf": ("ما هو أخص منه", "Subclasses"),
        "rdfs:subPropertyOf": ("ما هي أخص منها", "Subproperties"),
        "rdfs:domain": ("خصائصه", "Its properties"),
        "rdfs:range": ("قيمة لـ", "Values of"),
        "rdf:type": ("أفراده", "Instances"),
        "skos:broader": ("أخص منه", "Narrower"),
        "skos:inScheme": ("مفاهيمه", "Its concepts"),
        "dip:allowsRole": ("أحداث لها هذا الدور", "Events with this role"),
        "dip:family": ("أحداث العائلة", "Events of the family"),
        "dip:codesType": ("ترميزاته", "Its codings"),
        "skos:closeMatch": ("يقارب", "Close match of"),
        "skos:broadMatch": ("أعم مقابل لـ", "Broad match of"),
        "skos:narrowMatch": ("أخص مقابل لـ", "Narrow match of"),
        "skos:relatedMatch": ("متصل به", "Related match of"),
        "dip:ploverCode": ("رمز لـ", "Code of"),
        "dip:cameoCode": ("رمز لـ", "Code of"),
    }
)
USED = {"ar": "يستعمله", "en": "Used by"}
RULES = {"ar": "في القواعد", "en": "In rules"}
SHAPES = {"ar": "تفحصه", "en": "Checked by"}
TRUTHS = _both({"true": ("نعم", "yes"), "false": ("لا", "no")})
