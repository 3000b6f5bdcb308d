"""What has changed in what is derived."""

from dataclasses import dataclass, field

import pyoxigraph as ox


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Triples that the default graph has lost or got, and articles (IRIs) whose claims may be shown otherwise."""

    triples: frozenset[ox.Triple] = field(default_factory=frozenset)
    articles: frozenset[str] = field(default_factory=frozenset)
