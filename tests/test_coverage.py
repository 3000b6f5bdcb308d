"""`kg check coverage` lists what the extraction does not catch."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from texts import article

from kg.cli import cli
from kg.coverage import Coverage, observe
from kg.extract import RuleExtractor
from kg.segment import segment


@pytest.fixture(scope="module")
def reader() -> RuleExtractor:
    return RuleExtractor()


def _observed(reader: RuleExtractor, text: str) -> Coverage:
    found = Coverage()
    written = article(text)
    observe(reader.read(segment(written)), written.text, found)
    return found


def test_a_verb_between_two_actors_that_no_frame_knows_is_listed(reader: RuleExtractor) -> None:
    found = _observed(reader, "جاورت فرنسا إسبانيا طوال التاريخ الذي سبق.\nحضرت ألمانيا مع النمسا.")
    assert found.paired == 2
    assert sum(found.found["predicates"].values()) >= 1


def test_a_sentence_with_an_event_is_not_listed(reader: RuleExtractor) -> None:
    found = _observed(reader, "زار الرئيس الفنلندي ألكسندر ستوب السويد.")
    assert (found.paired, found.told) == (1, 1)
    assert not found.found["predicates"]


def test_a_weekday_that_no_date_rule_understood_is_listed(reader: RuleExtractor) -> None:
    found = _observed(reader, "عقد الاجتماع في اليوم التالي.")
    assert [item for item in found.found["dates"] if "اليوم" in item]


def test_the_command_prints_counts_and_examples(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("زار الرئيس الفنلندي ألكسندر ستوب السويد.\nاستهزأت النرويج من الدنمارك.\n", encoding="utf-8")
    answer = CliRunner().invoke(cli, ["check", "coverage", str(path), "-f", "json", "--examples"])
    assert answer.exit_code == 0, answer.output
    found = json.loads(answer.stdout)
    assert found["articles"] == 1
    assert found["of them with an event"] >= 1
    assert {"predicates", "names", "dates"} <= found.keys()


def test_a_missing_file_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "coverage", str(tmp_path / "none.txt")], standalone_mode=False) == 1
    told = capsys.readouterr().err
    assert "none.txt" in told
    assert "Traceback" not in told
