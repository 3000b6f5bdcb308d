"""Mutants of files of every format never make the program fail."""

from pathlib import Path

import pytest
from fuzz import SEEDS, fuzz, mutant

from kg.extract import RuleExtractor

COUNT = 200


@pytest.fixture(scope="module")
def extractor() -> RuleExtractor:
    """The extractor, loaded once."""
    return RuleExtractor()


@pytest.mark.parametrize("form", SEEDS)
def test_a_mutant_is_read_or_refused_in_a_line(form: str, tmp_path: Path, extractor: RuleExtractor) -> None:
    counts, failures = fuzz(form, COUNT, 1, tmp_path, extractor)
    assert failures == []
    assert counts["articles"] and counts["lines"]


def test_a_seed_makes_the_same_mutant_again() -> None:
    assert mutant("warc", "x") == mutant("warc", "x") != mutant("warc", "y")
