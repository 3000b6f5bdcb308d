"""The web service of a store: its pages, look-ups, ready questions and a SPARQL endpoint, for reading only."""

from kg.serve.app import make_app
from kg.serve.limits import Limits

__all__ = ["Limits", "make_app"]
