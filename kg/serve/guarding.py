"""Who may ask: nobody from a foreign page, and nobody who reached this machine under another's name."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
# The pages name the scripts and styles they run; the editor's library writes styles of its own.
_POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"  # noqa: E501
_FRAMES = "frame-ancestors 'none'"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """Refuses foreign hosts (421) and origins (403), and adds what tells browsers to be careful."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...]) -> None:
        self._app = app
        self._hosts = _LOOPBACK | {host.lower() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        policy = _POLICY if scope["path"] == "/sparql" else _FRAMES

        async def careful(message: Message) -> None:
            if message["type"] == "http.response.start":
                added = MutableHeaders(scope=message)
                added.update({**_HEADERS, "Content-Security-Policy": policy})
            await send(message)

        if not self._is_ours(f"//{headers.get('host', '')}"):
            refused = PlainTextResponse("this service does not answer under that name\n", 421)
            await refused(scope, receive, careful)
        elif "origin" in headers and not self._is_ours(headers["origin"]):
            refused = PlainTextResponse("this service does not answer to other sites\n", 403)
            await refused(scope, receive, careful)
        else:
            await self._app(scope, receive, careful)

    def _is_ours(self, address: str) -> bool:
        try:
            return (urlsplit(address).hostname or "") in self._hosts
        except ValueError:
            return False
