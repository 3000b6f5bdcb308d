"""What changed between two builds, told in words; and that nothing changes where nothing has."""

import json
from pathlib import Path

import pytest
from commands import Command, commands
from graph_samples import dispute_article, other_voice, visit_article

from kg.model import Subgraph
from kg.rdf import EVENT
from kg.store import Store
from kg.store.diff import difference


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command."""
    return commands(capsys)


def stored(path: Path, *subgraphs: Subgraph) -> Path:
    """A store on disk with these articles."""
    with Store.create(path) as store:
        store.put_all(subgraphs)
        store.derive()
    return path


def test_two_builds_of_the_same_articles_do_not_differ(kg: Command, tmp_path: Path) -> None:
    one = stored(tmp_path / "one", visit_article(), dispute_article())
    two = stored(tmp_path / "two", dispute_article(), visit_article())
    done = kg("diff", str(one), str(two), "-l", "en")
    assert (done.code, done.out) == (0, "nothing differs\n")


def test_an_article_more_tells_what_came_with_it(kg: Command, tmp_path: Path) -> None:
    one = stored(tmp_path / "one", visit_article())
    two = stored(tmp_path / "two", visit_article(), other_voice())
    done = kg("diff", str(one), str(two), "-l", "en")
    assert done.code == 1
    assert "new article: زار طارق منصور نوفاريا في مطلع أكتوبر" in done.out
    (visit,) = (
        line for line in done.out.splitlines() if line.startswith("event changed: Visit: Tariq Mansur, Novaria")
    )
    assert "status: Planned → Asserted, Planned" in visit
    assert "publishers: صحيفة المرفأ → صحيفة المرفأ، وكالة الساحل".replace("،", ",") in visit
    assert "new relation: Tariq Mansur visited Novaria" in done.out
    assert "relation gone: Salma Idris met with Tariq Mansur" in done.out


def test_the_other_way_round_it_is_gone(kg: Command, tmp_path: Path) -> None:
    one = stored(tmp_path / "one", visit_article(), dispute_article())
    two = stored(tmp_path / "two", visit_article())
    arabic = kg("diff", str(one), str(two)).out
    assert "خبر زال: اتهمت كلاريا سدرانيا بتسليح متمردين" in arabic
    assert "حدث زال: اتهام: كلاريا، سدرانيا" in arabic


def test_events_that_are_parted_by_a_judgement_are_told_as_parted() -> None:
    with Store.memory() as old, Store.memory() as new:
        for store in (old, new):
            store.put_all([visit_article(), other_voice()])
            store.derive()
        (planned,) = (
            row.event for row in visit_article().statements if row.type == "Visit" and row.factuality == "planned"
        )
        (done,) = (row.event for row in other_voice().statements if row.type == "Visit")
        new.split(EVENT + min(planned, done), [EVENT + planned])
        new.derive()
        changes = difference(old.engine, new.engine).changed
        (change,) = (change for change in changes if "Visit" in change.before[0].type)
        assert change.what == ("parted",)
        assert {state.id for state in change.after} == {planned, done}
        (back,) = (change for change in difference(new.engine, old.engine).changed if "Visit" in change.before[0].type)
        assert back.what == ("joined",)


def test_the_difference_as_json_can_be_read(kg: Command, tmp_path: Path) -> None:
    one, two = stored(tmp_path / "one", visit_article()), stored(tmp_path / "two", dispute_article())
    found = json.loads(kg("diff", str(one), str(two), "-f", "json").out)
    assert [len(part) for part in found["articles"]] == [1, 1]


def test_a_store_that_is_missing_is_named(kg: Command, tmp_path: Path) -> None:
    done = kg("diff", str(stored(tmp_path / "one", visit_article())), str(tmp_path / "two"))
    assert done.code == 1
    assert "two" in done.err


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_kind_of_change_has_words_in_both_languages(lang: str) -> None:
    from kg.cli.diff import _WORDS

    assert _WORDS[lang].keys() == _WORDS["en"].keys()
    assert all(_WORDS[lang].values())
