"""Which tellings of different articles tell one event, and which names name one entity: decided with reasons."""

from kg.resolve.cluster import Join, Judgements, Resolution, resolve
from kg.resolve.same import RULES, Comparison, Reason
from kg.resolve.spelling import spelling_key
from kg.resolve.telling import Kind, Roles, Telling, block_keys

__all__ = [
    "RULES",
    "Comparison",
    "Join",
    "Judgements",
    "Kind",
    "Reason",
    "Resolution",
    "Roles",
    "Telling",
    "block_keys",
    "resolve",
    "spelling_key",
]
