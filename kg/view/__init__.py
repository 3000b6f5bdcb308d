"""Pages: the graph as one HTML file that needs nothing but itself."""

from kg.view.page import render_graph

__all__ = ["render_graph"]
