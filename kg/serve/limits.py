"""What one request may cost, and all together."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Of a request: `seconds`, `rows` of an answer, `body` and `memory` bytes. Of all: `processes`, and `waiting`
    requests, each for at most `patience` seconds.
    """

    seconds: float = 10.0
    rows: int = 10_000
    body: int = 1_000_000
    memory: int = 200 << 20
    processes: int = 16
    waiting: int = 64
    patience: float = 10.0
