"""The store as one works with it in a notebook: its pages are shown where one asks for them."""

from dataclasses import dataclass
from html import escape

from kg.queries.values import entity_named
from kg.store import Store as BaseStore
from kg.view import render_graph


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A page that a notebook shows in a frame of its own, which may run its script and reach nothing else."""

    html: str
    height: int = 640

    def _repr_html_(self) -> str:
        """The frame; the name is the one that notebooks ask for."""
        return (
            f'<iframe sandbox="allow-scripts allow-downloads" srcdoc="{escape(self.html)}" '
            f'width="100%" height="{self.height}" style="border:0" title="kg"></iframe>'
        )


class Store(BaseStore):
    """The only door to the graph; made by `memory`, `open` or `create`."""

    def graph(self, name: str | None = None, *, limit: int = 400, height: int = 640) -> Drawing:
        """The graph page, of all or of what has to do with one entity, for a notebook; `height` in pixels.

        Raises UsageError, with the candidates, if the name means nothing or several things.
        """
        around = entity_named(self, name) if name is not None else None
        return Drawing(html=render_graph(self, around=around, limit=limit), height=height)
