"""The graph on disk: named graphs of articles, the derived default graph, and the index of names."""

from kg.store.base import Store
from kg.store.names import Found, Named

__all__ = ["Found", "Named", "Store"]
