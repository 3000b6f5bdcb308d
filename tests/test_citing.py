"""How the names of entities are cited."""

import pytest
from texts import article, extractor, read

from kg.extract.citing import cited
from kg.link import link
from kg.segment import segment


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("معاهدة الصداقة", "معاهدة الصداقة"),
        ("اتفاقا", "اتفاق"),
        ("اتفاقًا", "اتفاق"),
        ("مؤتمرا صحفيا مشتركا", "مؤتمر صحفي مشترك"),
        ("لقاءً ثنائياً", "لقاء ثنائي"),
        ("قمةً أفريقية", "قمة أفريقية"),
        ('تنظيما "متطرفا"', 'تنظيم "متطرف"'),
        ("مؤتمرا رفيع المستوى", "مؤتمر رفيع المستوى"),
    ],
)
def test_a_name_in_the_accusative_is_cited_in_the_nominative(written: str, expected: str) -> None:
    assert cited(written, extractor().lexicon) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("مؤتمرا لفرنسا", "مؤتمر لفرنسا"),
        ("حزبا المحافظين والعمال", "حزبا المحافظين والعمال"),
        ("دولها", "دولها"),
        ("مؤسستها", "مؤسستها"),
        ("قضايا اللاجئين", "قضايا اللاجئين"),
        ("لجنة عليا", "لجنة عليا"),
        ("معاهدة كوبا", "معاهدة كوبا"),
        ("", ""),
    ],
)
def test_what_has_such_letters_of_its_own_keeps_them(written: str, expected: str) -> None:
    assert cited(written, extractor().lexicon) == expected


def named(text: str, kind: str) -> list[str]:
    return [entity["name"]["ar"] for entity in read(text)["entities"] if entity["type"] == kind]


def test_an_agreement_is_one_node_in_whatever_case_sentences_have_it() -> None:
    first, second = "وقعت البرازيل والأرجنتين اتفاقا تجاريا.", "وقعت البرازيل والأرجنتين على اتفاق تجاري."
    assert named(first, "Agreement") == named(second, "Agreement") == ["اتفاق"]


def test_the_words_as_they_are_written_are_kept_beside_the_name() -> None:
    extraction = extractor().extract(segment(article("استضافت النرويج مؤتمرا في أوسلو.")))
    (gathering,) = (entity for entity in link(extraction).values() if entity.type == "Gathering")
    assert gathering.names["ar"] == "مؤتمر في أوسلو"
    assert ("ar", "مؤتمرا في أوسلو") in gathering.aliases
