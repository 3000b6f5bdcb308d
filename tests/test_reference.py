"""The reference of the ontology as a page: whole, linked, offline, and free of markup from outside."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from commands import Command, commands
from test_publication import ours

from kg.errors import OntologyError
from kg.ontology.turtle import curie, read_turtle
from kg.resources import data_dir
from kg.view.reference import render_reference
from kg.view.vocabulary import anchor

PAGE = render_reference()


class Parts(HTMLParser):
    """Ids, internal and outside links, scripts and styles of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.inner: set[str] = set()
        self.outer: list[dict[str, str | None]] = []
        self.loads: list[str] = []
        self._inside: str | None = None
        self.texts: dict[str, list[str]] = {"script": [], "style": []}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(values["id"] or "")
        link = values.get("href") or ""
        if link.startswith("#"):
            self.inner.add(link[1:])
        elif link:
            self.outer.append(values)
        self.loads += [value for key, value in attrs if value and (key == "src" or (tag == "link" and key == "href"))]
        if tag in self.texts:
            self._inside = tag
            self.texts[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = None

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts[self._inside][-1] += data


PARTS = Parts(PAGE)


def test_every_term_of_the_ontology_has_its_place_in_the_page() -> None:
    missing = {str(node) for node in ours() if anchor(curie(str(node))) not in PARTS.ids}
    assert missing == {"https://w3id.org/kg-diplomacy/ontology"}


def test_every_link_within_the_page_has_its_target_and_no_id_stands_twice() -> None:
    assert PARTS.inner - set(PARTS.ids) == set()
    assert len(PARTS.ids) == len(set(PARTS.ids))


def test_a_term_of_the_ontology_stands_at_its_local_name() -> None:
    assert {"Visit", "actor", "planned", "visited"} <= set(PARTS.ids)
    assert {"plover-CONSULT", "cameo-04", "office-president"} <= set(PARTS.ids)


def test_every_rule_and_every_shape_is_shown_with_its_messages() -> None:
    names = {f"rule-{path.stem}" for path in (data_dir("ontology") / "rules").glob("*.rq")}
    shapes = read_turtle([data_dir("ontology") / "shapes.ttl"]).values()
    names |= {f"shape-{node.name[4:]}" for node in shapes if "sh:NodeShape" in node.links.get("rdf:type", ())}
    assert len(names) > 30
    assert names <= set(PARTS.ids)
    messages = {text for node in shapes for text in node.all_texts("sh:message")}
    assert messages
    assert not [text for text in messages if text not in PAGE]


def test_a_shape_speaks_both_languages() -> None:
    for node in read_turtle([data_dir("ontology") / "shapes.ttl"]).values():
        if node.all_texts("sh:message"):
            assert set(node.by_lang("sh:message")) == {"ar", "en"}


def card(anchor: str, page: str = PAGE) -> str:
    """The part of the page about one term."""
    return page.partition(f'<article id="{anchor}"')[2].partition("</article>")[0]


def links(anchor: str, page: str = PAGE) -> set[str]:
    """Where the card of a term leads."""
    return {link for link in re.findall(r'href="([^"]+)"', card(anchor, page)) if link != f"#{anchor}"}


def test_an_event_type_shows_its_roles_families_matches_relation_rule_and_shape() -> None:
    about = {"#actor", "#destination", "#host", "#cooperation", "#plover-CONSULT-visit", "#cameo-04", "#visited"}
    assert about | {"#EventType", "#Event", "#rule-visited", "#shape-ClaimShape", "#coding-visit"} <= links("Visit")


def test_a_class_shows_what_is_narrower_its_properties_and_its_alignments() -> None:
    assert {"#Entity", "#holdsOffice"} <= links("Person")
    assert {"https://schema.org/Person", "https://www.w3.org/ns/prov#Agent"} <= links("Person")
    assert {"#Person", "#Country", "#Place"} <= links("Entity")


def test_a_property_shows_its_domain_and_range_and_a_value_its_class() -> None:
    assert {"#Claim", "#Told"} <= links("claimOf")
    assert {"#Factuality", "#probable", "#positive", "#byArticle"} <= links("planned")


def test_the_code_of_a_rule_leads_to_the_terms_that_it_names() -> None:
    assert {"#Visit", "#actor", "#destination", "#host", "#placeParty"} <= links("rule-visited")


def test_a_link_out_of_the_page_is_https() -> None:
    assert PARTS.outer
    assert {(link.get("href") or "").partition("://")[0] for link in PARTS.outer} == {"https"}


def test_headings_go_down_by_one_step_at_most() -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", PAGE)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_page_holds_the_picture_of_the_model_and_its_parts_lead_to_terms() -> None:
    picture = PAGE.partition("<svg")[2].partition("</svg>")[0]
    assert {"Claim", "Event", "Person", "visited"} <= set(re.findall(r'href="#([^"]+)"', picture))


def test_the_page_loads_nothing_and_runs_only_what_its_policy_names() -> None:
    assert PARTS.loads == []
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', PAGE)
    assert policy
    allowed = policy.group(1).replace("&#39;", "'")
    assert allowed.startswith("default-src 'none'")
    assert "unsafe" not in allowed
    for text in (*PARTS.texts["script"], *PARTS.texts["style"]):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in allowed
    assert " style=" not in PAGE
    assert all(link.get("rel") == "noreferrer" for link in PARTS.outer)


def test_markup_in_a_definition_is_shown_not_run(tmp_path: Path) -> None:
    (tmp_path / "core.ttl").write_text(
        """@prefix dip: <https://w3id.org/kg-diplomacy/ontology#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        dip:Odd a owl:Class ; rdfs:label "<b>غريب</b>"@ar, "\\"><script>alert(1)</script>"@en ;
            skos:definition "<img src=x onerror=alert(1)>"@en, "تعريف"@ar ;
            rdfs:seeAlso <javascript:alert(1)> .""",
        encoding="utf-8",
    )
    page = render_reference(tmp_path)
    parts = Parts(page)
    assert "Odd" in parts.ids
    assert "&lt;b&gt;غريب" in card("Odd", page)
    assert "&lt;img src=x" in card("Odd", page)
    assert parts.loads == []
    assert [text for text in parts.texts["script"] if "alert" in text] == []
    assert not any("javascript" in (link.get("href") or "") for link in parts.outer)


def test_a_term_with_a_label_in_one_language_and_no_definition_is_shown(tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(
        """@prefix dip: <https://w3id.org/kg-diplomacy/ontology#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        dip:Ferry a owl:Class ; rdfs:label "Ferry"@en ; rdfs:subClassOf dip:Ferry, dip:Boat .
        dip:Boat a owl:Class ; rdfs:subClassOf dip:Ferry .
        dip:sailsTo a owl:ObjectProperty ; rdfs:domain dip:Ferry ; rdfs:range dip:Ferry .
        dip:fleet a dip:Unheard .""",
        encoding="utf-8",
    )
    page = render_reference(tmp_path)
    assert {"Ferry", "Boat", "sailsTo", "fleet"} <= set(Parts(page).ids)
    assert {"#Boat", "#sailsTo"} <= links("Ferry", page)


def test_a_folder_without_an_ontology_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="no Turtle files"):
        render_reference(tmp_path)


def test_two_runs_make_the_same_page() -> None:
    assert render_reference() == PAGE


def test_the_command_writes_the_page(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    kg: Command = commands(capsys)
    done = kg("ontology", "-o", tmp_path / "ontology.html")
    assert done.code == 0
    assert (tmp_path / "ontology.html").read_text(encoding="utf-8") == PAGE
