"""The reference of the ontology as one page: every term in both languages, with all that is said of it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.errors import OntologyError
from kg.resources import data_dir
from kg.view.captions import INTRODUCTIONS, TITLES
from kg.view.contents import sections
from kg.view.rulebook import rules, shapes, uses
from kg.view.template import filled, sources, template_text
from kg.view.vocabulary import Vocabulary, expand, labels_of, ontology_files


def render_reference(folder: Path | None = None) -> str:
    """The reference of an ontology's folder (default: the one that comes with the program) as HTML text."""
    home = folder or data_dir("ontology")
    if not ontology_files(home):
        raise OntologyError(f"there are no Turtle files in {home}; name the folder of an ontology")
    words = Vocabulary(home)
    found_rules, found_shapes = rules(words, home), shapes(words, home)
    script, style = template_text("reference.js"), template_text("reference.css")
    return filled(
        "reference.html",
        policy=_policy(script, style),
        script=script,
        style=style,
        about=_about(words),
        titles=TITLES,
        introductions=INTRODUCTIONS,
        sections=sections(words, uses(found_rules, found_shapes)),
        rules=found_rules,
        shapes=found_shapes,
        picture=_picture(home),
    )


def _policy(script: str, style: str) -> str:
    return (f"default-src 'none'; {sources('script-src', [script])}; {sources('style-src', [style])}; "
            "base-uri 'none'; form-action 'none'")  # fmt: skip


def _about(words: Vocabulary) -> dict[str, Any]:
    """Title, description, version and namespace of the ontology, and the vocabularies that it stands on."""
    node = words.ontology
    namespace = expand("dip:")
    return {
        "titles": {"ar": "أنطولوجيا", "en": "Ontology", **(labels_of(node) if node else {})},
        "descriptions": node.one_by_lang("skos:definition") if node else {},
        "version": (node.text("owl:versionInfo") if node else None) or "",
        "namespace": namespace,
        "references": words.mentions(node.links.get("http://purl.org/dc/terms/references", ())) if node else (),
        "outside": [
            (replace(words.mention(f"{prefix}:"), name=prefix), number) for prefix, number in words.outside.items()
        ],
        "count": len(words.nodes),
    }


def _picture(home: Path) -> str:
    """The model in one picture, if there is one."""
    path = home / "model.svg"
    return path.read_text(encoding="utf-8") if path.is_file() else ""
