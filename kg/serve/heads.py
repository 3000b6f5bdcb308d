"""Connections whose client does not come to the point are closed: a request has to tell its head in time."""

import asyncio
from typing import Any, ClassVar

from uvicorn.protocols.http.h11_impl import H11Protocol


class PromptHeads(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with so many `seconds` for the head of each request."""

    seconds: ClassVar[float] = 10.0
    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """A client has come, and has yet to say what it wants."""
        super().connection_made(transport)
        self._wait()

    def handle_events(self) -> None:
        """More has come of a request."""
        super().handle_events()
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop_waiting()

    def on_response_complete(self) -> None:
        """It has its answer, and may ask again."""
        super().on_response_complete()
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """It has gone."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._stop_waiting()
        self._waiting = self.loop.call_later(self.seconds, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None


def prompt_heads(seconds: float) -> type[PromptHeads]:
    """The protocol with another limit of time."""
    return type("PromptHeads", (PromptHeads,), {"seconds": seconds})
