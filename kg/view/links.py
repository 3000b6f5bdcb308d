"""Where one page of a site finds the others; a page that stands alone leads nowhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.ids import digest

# What stands above a page: words and addresses.
Navigation = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Relative addresses of the pages of a site, by what they are about; what has no page is missing.

    `index` and `graph` are "" where there is no such page. Dyads are keyed by the two paths in order.
    """

    index: str = ""
    graph: str = ""
    entities: Mapping[str, str] = field(default_factory=dict)
    articles: Mapping[str, str] = field(default_factory=dict)
    dyads: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def entity(self, path: str) -> str:
        """The page of an entity, "" if it has none."""
        return self.entities.get(path, "")

    def article(self, ident: str) -> str:
        """The page of an article, "" if it has none."""
        return self.articles.get(ident, "")

    def dyad(self, one: str, two: str) -> str:
        """The page of two actors, "" if they have none."""
        return self.dyads.get((min(one, two), max(one, two)), "")


ALONE = Links()


def file_name(path: str) -> str:
    """A file name for an entity that any system takes: `country/ru` as `country-ru`, long or foreign ones by a hash."""
    name = path.replace("/", "-")
    plain = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if plain and name == name.lower() and len(name) <= 80 else f"{path.partition('/')[0]}-{digest([path])}"
