"""The reference of the ontology as a page: whole, linked, offline, and free of markup from outside."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from commands import Command, commands
from test_publication import ours

from kg.resources import data_dir
from kg.view.reference import anchor, render_reference

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
    missing = {str(node) for node in ours() if anchor(str(node)) not in PARTS.ids}
    assert missing == {"https://w3id.org/kg-diplomacy/ontology"}


def test_every_link_within_the_page_has_its_target_and_no_id_stands_twice() -> None:
    assert PARTS.inner - set(PARTS.ids) == set()
    assert len(PARTS.ids) == len(set(PARTS.ids))


def test_every_rule_is_shown() -> None:
    names = {f"rule-{path.stem}" for path in (data_dir("ontology") / "rules").glob("*.rq")}
    assert names
    assert names <= set(PARTS.ids)


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
    parts = Parts(render_reference(tmp_path))
    assert "Odd" in parts.ids
    assert parts.loads == []
    assert [text for text in parts.texts["script"] if "alert" in text] == []
    assert not any("javascript" in (link.get("href") or "") for link in parts.outer)


def test_the_command_writes_the_page(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    kg: Command = commands(capsys)
    done = kg("ontology", "-o", tmp_path / "ontology.html")
    assert done.code == 0
    assert (tmp_path / "ontology.html").read_text(encoding="utf-8") == PAGE
