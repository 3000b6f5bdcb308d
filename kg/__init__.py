"""Turns news about diplomacy, Arabic first, into a knowledge graph that can be queried and trusted.

>>> import kg, pathlib, datetime
>>> with kg.Store.create("kg-store") as store:                                     # doctest: +SKIP
...     report = kg.build([pathlib.Path("seeds")], store, kg.RuleExtractor(), datetime.date.today())
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.assemble import assemble
    from kg.errors import KgError
    from kg.extract import RuleExtractor
    from kg.interchange import exchange
    from kg.link import link
    from kg.model import Article, Claim, Extraction, Factuality
    from kg.notebook import Store
    from kg.ontology import load_ontology
    from kg.pipeline import build
    from kg.read import read_sources
    from kg.segment import segment
    from kg.view import render_graph

_HOMES = {
    "Article": "kg.model",
    "Claim": "kg.model",
    "Extraction": "kg.model",
    "Factuality": "kg.model",
    "KgError": "kg.errors",
    "RuleExtractor": "kg.extract",
    "Store": "kg.notebook",
    "assemble": "kg.assemble",
    "build": "kg.pipeline",
    "exchange": "kg.interchange",
    "link": "kg.link",
    "load_ontology": "kg.ontology",
    "read_sources": "kg.read",
    "render_graph": "kg.view",
    "segment": "kg.segment",
}

__all__ = [
    "Article",
    "Claim",
    "Extraction",
    "Factuality",
    "KgError",
    "RuleExtractor",
    "Store",
    "assemble",
    "build",
    "exchange",
    "link",
    "load_ontology",
    "read_sources",
    "render_graph",
    "segment",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that a small command stays small."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
