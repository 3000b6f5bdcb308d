"""Reading documents: the built-in rules, and the door for other extractors."""

from importlib.metadata import entry_points

from kg.errors import UsageError
from kg.extract.rules import RuleExtractor
from kg.model import Extractor

__all__ = ["RuleExtractor", "load_extractor"]


def load_extractor(name: str = "rules") -> Extractor:
    """The extractor of that name from the entry point group `kg.extractors`; UsageError for an unknown one."""
    if name == RuleExtractor.name:
        return RuleExtractor()
    points = {point.name: point for point in entry_points(group="kg.extractors")}
    if name not in points:
        raise UsageError(f"there is no extractor {name!r}; installed: {', '.join(sorted({'rules', *points}))}")
    extractor: Extractor = points[name].load()()
    return extractor
