"""Every rule draws what its own examples say, and nothing else."""

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.ontology import load_ontology
from kg.rdf import PREFIXES, iri, value_of
from kg.resources import data_dir
from kg.store.header import read_header
from kg.store.rules import Rule, constructed, load_rules

LINES = ox.RdfFormat.N_TRIPLES
FOLDER = data_dir("ontology") / "rules"
RULES = {rule.name: rule for stage in load_rules() for rule in stage}
_EXAMPLE = {**PREFIXES, "ex": "https://example.org/"}


def triples(text: str) -> set[ox.Triple]:
    """The triples of a line of Turtle; `nothing` has none."""
    if text == "nothing":
        return set()
    used = {name for name in re.findall(r"(\w+):", text) if name in _EXAMPLE}
    head = "".join(f"@prefix {name}: <{_EXAMPLE[name]}> .\n" for name in sorted(used))
    return {quad.triple for quad in ox.parse(head + text, format=ox.RdfFormat.TURTLE)}


def cases(path: Path) -> Iterator[tuple[str, str]]:
    """What is given and what follows, in the order of the file."""
    header = read_header(path.read_text(encoding="utf-8"))
    yield from zip(header.get("given", []), header.get("then", []), strict=True)


ALL = [(path.stem, given, then) for path in sorted(FOLDER.glob("*.rq")) for given, then in cases(path)]


@pytest.mark.parametrize(("name", "given", "then"), ALL, ids=[f"{name}-{i}" for i, (name, _, _) in enumerate(ALL)])
def test_a_rule_draws_from_its_example_what_it_says_and_no_more(name: str, given: str, then: str) -> None:
    graph = ox.Store()
    graph.extend(ox.Quad(*triple) for triple in triples(given))
    rule = RULES[name]
    assert set(rule.triples(graph)) == triples(then)
    lines = b"".join(constructed(graph, part) for part in rule.parts)
    assert {quad.triple for quad in ox.parse(lines, format=LINES)} == triples(then)


NESTED = "{ ?event dip:target ?from . { ?from a dip:Person } UNION { ?from a dip:Place } }"
UNION = f"{{ ?event dip:actor ?from }} UNION {NESTED}"


def rule_of(pattern: str, after: str = "") -> Rule:
    text = f"# {{ a union }} UNION\nCONSTRUCT {{ ?event dip:of ?from }} WHERE {{ {pattern} }}{after}"
    return Rule(name="of", text=text, stage=1, draws=iri("dip:of"), summary="")


def test_a_rule_that_asks_a_union_alone_is_asked_side_by_side() -> None:
    assert [part.partition("WHERE ")[2] for part in rule_of(UNION).parts] == [
        "{ ?event dip:actor ?from }",
        NESTED,
    ]
    assert len(RULES["actor-party"].parts) == 3


@pytest.mark.parametrize(
    ("pattern", "after"),
    [
        ("?event dip:actor ?from", ""),
        (f"{UNION} FILTER (?from != ?event)", ""),
        (f"?event a dip:Visit . {UNION}", ""),
        ("{ ?event dip:actor ?from } { ?event dip:target ?from }", ""),
        ("{ ?event dip:actor ?from } UNION { ?event dip:target ?from } { ?event a dip:Visit }", ""),
        ("{ ?event dip:actor ?from } MINUS { ?event dip:target ?from }", ""),
        (UNION, " LIMIT 1"),
    ],
)
def test_a_rule_that_asks_more_than_a_union_is_asked_whole(pattern: str, after: str) -> None:
    rule = rule_of(pattern, after)
    assert rule.parts == (rule.text,)


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_is_documented_in_both_languages_and_has_examples_for_and_against(name: str) -> None:
    header = read_header((FOLDER / f"{name}.rq").read_text(encoding="utf-8"))
    assert all(header.get(key, [""])[0] for key in ("summary_ar", "summary_en", "doc_ar", "doc_en"))
    expected = header.get("then", [])
    assert "nothing" in expected
    assert any(line != "nothing" for line in expected)


def test_every_relation_of_the_ontology_has_one_rule_that_draws_it_as_the_ontology_says() -> None:
    for event in load_ontology().events.values():
        if event.relation is None:
            continue
        (rule,) = (rule for rule in RULES.values() if value_of(rule.draws).endswith(f"#{event.relation}"))
        assert any(name.endswith(f"#{'AgreementEvent' if event.name == 'Agreement' else event.name}")
                   for name in rule.types)  # fmt: skip
        assert all(f"dip:{role}" in rule.text for role in (*event.drawn_from, *event.drawn_to)), rule.name


def _written(rule: Rule) -> str:
    """The pattern of a rule, without its header."""
    return rule.text.partition("WHERE")[2]


def test_a_rule_reads_only_what_earlier_stages_have_drawn() -> None:
    for rule in RULES.values():
        later = [other for other in RULES.values() if other.stage >= rule.stage]
        read = {f"dip:{value_of(other.draws).rpartition('#')[2]}" for other in later}
        assert not {name for name in read if re.search(rf"{name}\b", _written(rule))}, rule.name
