"""What holds for every text, not only for those that somebody thought of."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from texts import article, events, extractor

from kg.lang import fold, fold_words
from kg.segment import segment

WORDS = (
    "قال", "وقال", "أعلن", "نفت", "التقى", "سيزور", "هددت", "طالب", "اتهمت", "يرفض", "تم", "توقيع", "اتفاق",
    "زيارة", "محادثات", "عقوبات", "على", "إلى", "في", "من", "مع", "بين", "عن", "أن", "إن", "الذي", "التي",
    "بحسب", "لم", "لن", "سوف", "قد", "كان", "روسيا", "الروسي", "واشنطن", "لمصر", "وفرنسا", "الأمم", "المتحدة",
    "وزير", "الخارجية", "الرئيس", "نظيره", "بلاده", "الطرفان", "بوتين", "سيرغي", "لافروف", "العاصمة",
    "الاثنين", "أمس", "2024", "مايو/أيار", "برصاص", "12", "مدنيا", "القمة", "المقررة", "أ\u064eكد",
    "ال\u0640\u0640سلام", "\u200fلندن\u200e", "\ufefbحد", "#أبي_أحمد", "US", "«", "»", '"', "،", ".", ":", "(",
    ")", "\n",
)  # fmt: skip
sentences = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
LETTERS = st.text(st.one_of(st.sampled_from("".join(WORDS)), st.characters(max_codepoint=0x6FF), st.characters()))
QUIET = "وكان الطقس جميلا جدا في ذلك الصباح."


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sentences)
def test_every_offset_holds_in_any_mixture_of_newspaper_words(text: str) -> None:
    extraction = extractor().extract(segment(article(text)))
    known = {referent.id for referent in extraction.referents}
    for mention in extraction.mentions:
        assert mention.span.of(text) == mention.text
        assert mention.referent in known
    for claim in extraction.claims:
        assert claim.trigger.of(text)
        assert claim.evidence.start <= claim.trigger.start <= claim.trigger.end <= claim.evidence.end
        assert {referent for _, referent in claim.roles} <= known


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sentences)
def test_a_sentence_without_actors_at_the_end_changes_no_event_before_it(text: str) -> None:
    assert events(f"{text}.\n{QUIET}") == events(f"{text}.\n")


@settings(max_examples=500)
@given(LETTERS)
def test_a_text_is_folded_letter_by_letter_whatever_stands_beside(text: str) -> None:
    # A letter before it, for a mark alone is its own key.
    assert fold("ب" + text) == "ب" + "".join(fold("ب" + letter)[1:] for letter in text)


@given(LETTERS)
def test_the_words_of_a_key_hold_neither_spaces_nor_signs(text: str) -> None:
    words = fold_words("ب" + text)
    assert words and all(words)
    assert not [char for word in words for char in word if char.isspace() or char in ".,:;()-_/«»“”'\""]
