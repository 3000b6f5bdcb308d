"""What a process answers to a task."""

from collections.abc import Mapping
from dataclasses import dataclass, field

HTML, JSON, PLAIN = "text/html; charset=utf-8", "application/json", "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A body with its media type, status and further headers."""

    body: bytes
    kind: str = HTML
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def refusal(status: int, reason: str, **headers: str) -> Reply:
    """One line that says what is wrong."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(body=f"{reason}\n".encode("utf-8", "replace"), kind=PLAIN, status=status, headers=named)
