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


def test_every_quote_is_what_the_article_says_at_its_place() -> None:
    for told in (visit_article(), dispute_article()):
        for statement in told.statements:
            for evidence in (statement.evidence, statement.trigger):
                assert evidence.quote == evidence.span.of(told.article.text)


def test_the_same_input_gives_the_same_subgraph() -> None:
    assert visit_article() == visit_article()


def test_claims_of_one_event_share_its_id() -> None:
    alleged, denied = (s for s in of_type(dispute_article(), "Aid") if s.roles[0] == ("actor", SD))
    assert alleged.event == denied.event
    assert alleged.id != denied.id


def meetings(*sides: tuple[str, str], kind: str = "Meeting", on: date | None = None) -> list[str]:
    """The events of one article that tells one after the other."""
    text = " ".join(f"{MEETING} {number}." for number in range(len(sides)))
    told = [
        claim(text, kind, f"{MEETING} {number}", f"{MEETING} {number}.", number, {"actor": one, "target": two}, on=on)
        for number, (one, two) in enumerate(sides)
    ]
    return [statement.event for statement in subgraph(article(text, name="a.txt"), told).statements]


def test_an_article_that_tells_the_same_of_the_same_day_twice_tells_one_event() -> None:
    assert len(set(meetings((NV, SD), (NV, SD), on=date(2024, 9, 17)))) == 1


def test_a_symmetric_event_is_the_same_from_either_side() -> None:
    assert len(set(meetings((NV, SD), (SD, NV), on=date(2024, 9, 17)))) == 1


def test_a_directed_event_differs_with_its_direction() -> None:
    assert len(set(meetings((NV, SD), (SD, NV), kind="Accusation", on=date(2024, 9, 17)))) == 2


def test_undated_events_of_an_article_stay_apart() -> None:
    assert len(set(meetings((NV, SD), (NV, SD)))) == 2


def test_an_event_is_its_articles_own_and_a_relation_is_everybodys() -> None:
    def told(name: str) -> list[Statement]:
        text = f"{MEETING} {name}"
        held = {"subject": "person/salma-idris", "object": NV}
        pair = [
            claim(text, "Meeting", "التقى", MEETING, 1, {"actor": NV, "target": SD}, on=date(2024, 9, 17)),
            claim(text, "memberOf", "التقى", MEETING, 2, held),
        ]
        return list(subgraph(article(text, name=name), pair).statements)

    (meeting, member), (other_meeting, other_member) = told("a.txt"), told("b.txt")
    assert meeting.event != other_meeting.event
    assert member.event == other_member.event


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
