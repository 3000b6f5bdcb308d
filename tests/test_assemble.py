"""From claims about referents to statements about entities."""

from dataclasses import replace
from datetime import date

import pytest
from graph_samples import DISPUTE, ENTITIES, VISIT, article, claim, dispute_article, subgraph, visit_article

from kg.assemble import assemble
from kg.model import Document, Entity, Extraction, Referent, Span, Statement, Subgraph

NV, SD = "country/nv", "country/sd1"
MEETING = "التقى وفد نوفاريا وفد سدرانيا في بورت لينا."


def of_type(told: Subgraph, kind: str) -> list[Statement]:
    """The statements of one type."""
    return [statement for statement in told.statements if statement.type == kind]


def meeting(actor: str, target: str, on: date | None, name: str = "a.txt", kind: str = "Meeting") -> Statement:
    """One event of two sides as an article of its own tells it."""
    text = f"{MEETING} {name}"
    roles = {"actor": actor, "target": target}
    return subgraph(article(text, name=name), [claim(text, kind, "التقى", MEETING, 1, roles, on=on)]).statements[0]


def test_every_quote_is_what_the_article_says_at_its_place() -> None:
    for told in (visit_article(), dispute_article()):
        for statement in told.statements:
            for evidence in (statement.evidence, statement.trigger):
                assert evidence.quote == evidence.span.of(told.article.text)
                assert told.article.text.startswith(
                    evidence.prefix + evidence.quote, evidence.span.start - len(evidence.prefix)
                )


def test_the_same_input_gives_the_same_subgraph() -> None:
    assert visit_article() == visit_article()


def test_claims_of_one_event_share_its_id() -> None:
    alleged, denied = (s for s in of_type(dispute_article(), "Aid") if s.roles[0] == ("actor", SD))
    assert alleged.event == denied.event
    assert alleged.id != denied.id


def test_a_symmetric_event_is_the_same_from_either_side() -> None:
    day = date(2024, 9, 17)
    assert meeting(NV, SD, day).event == meeting(SD, NV, day, "b.txt").event


def test_a_directed_event_differs_with_its_direction() -> None:
    day = date(2024, 9, 17)
    assert meeting(NV, SD, day, kind="Accusation").event != meeting(SD, NV, day, kind="Accusation").event


def test_two_articles_tell_one_event_when_type_participants_and_day_agree() -> None:
    first, second = (meeting(NV, SD, date(2024, 9, 17), name) for name in ("a.txt", "b.txt"))
    assert first.event == second.event
    assert first.id != second.id


def test_undated_events_of_two_articles_stay_apart() -> None:
    assert meeting(NV, SD, None, "a.txt").event != meeting(NV, SD, None, "b.txt").event


def test_words_outside_the_article_are_an_error() -> None:
    told = claim(DISPUTE, "Threat", "هددت", "وهددت كلاريا", 1, {"actor": "country/kl"})
    with pytest.raises(ValueError, match=r"bad\.txt: no words at 5:99999"):
        subgraph(article(DISPUTE, name="bad.txt"), [replace(told, evidence=Span(5, 99_999))])


def test_a_claim_whose_referents_have_no_entity_is_left_out() -> None:
    source = article(VISIT, name="v.txt")
    told = claim(VISIT, "Visit", "وصلت", "وصلت وزيرة", 1, {"actor": "nobody"})
    referent = Referent(id="nobody", type="Person", names={"ar": "لا أحد"})
    document = Document(article=source, sentences=())
    found = assemble(Extraction(document=document, referents=(referent,), mentions=(), claims=(told,)), {})
    assert (found.statements, found.entities) == ((), ())


def test_two_referents_of_one_entity_become_one_with_all_names() -> None:
    text = MEETING
    told = claim(text, "Meeting", "التقى", text, 1, {"actor": "r1", "target": "r2"})
    referents = tuple(Referent(id=name, type="Country", names={}) for name in ("r1", "r2"))
    extraction = Extraction(
        document=Document(article=article(text, name="m.txt"), sentences=()),
        referents=referents,
        mentions=(),
        claims=(told,),
    )
    short = Entity(path=NV, type="Country", names={"ar": "الجمهورية النوفارية"})
    found = assemble(extraction, {"r1": ENTITIES[NV], "r2": short})
    assert len(found.entities) == 1
    assert found.entities[0].names["ar"] == "نوفاريا"
    assert ("ar", "الجمهورية النوفارية") in found.entities[0].aliases


def test_an_article_without_claims_is_an_empty_subgraph() -> None:
    found = subgraph(article("طقس اليوم معتدل.", name="w.txt"), [])
    assert (found.entities, found.statements) == ((), ())
