"""The routes of the service, and what is checked before a process is asked."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.serve.cache import Cache
from kg.serve.described import description
from kg.serve.guarding import Guard
from kg.serve.limits import Limits
from kg.serve.pool import Pool
from kg.serve.protocol import DESCRIPTION, GRAPHS, ROWS, accepted
from kg.serve.replies import PLAIN, Reply, refusal
from kg.store.shown import newest

_LANGS = ("ar", "en")
_FIELDS = 40
_FORM, _QUERY, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_DATASET = ("default-graph-uri", "named-graph-uri")
_ASSETS = {"yasgui.min.js": "text/javascript", "yasgui.min.css": "text/css", "editor.js": "text/javascript"}
Pairs = list[tuple[str, str]]


class _Refused(Exception):  # noqa: N818
    """A request that no process needs to see."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.reply = refusal(status, reason)


def make_app(folder: Path, limits: Limits, hosts: tuple[str, ...] = ()) -> Starlette:
    """The service of the store in a folder; `hosts` are names beside those of loopback under which it may be called."""
    service = _Service(folder, limits)
    routes = [
        Route("/", service.page("index", "lang")),
        Route("/graph", service.page("graph", "around?")),
        Route("/entity/{path:path}", service.page("entity", "path", "lang")),
        Route("/pair", service.page("pair", "one", "two", "lang")),
        Route("/timeline", service.page("timeline", "one", "two?", "lang")),
        Route("/article/{ident}", service.page("article", "ident", "lang")),
        Route("/lookup", service.answering(service.lookup)),
        Route("/queries", service.page("questions", "lang")),
        Route("/queries/{name}", service.answering(service.question)),
        Route("/sparql", service.answering(service.sparql), methods=["GET", "POST"]),
        Route("/openapi.json", _openapi),
        Route("/assets/{name}", _asset),
        Route("/favicon.ico", _no_picture),
    ]
    app = Starlette(routes=routes, lifespan=service.life)
    app.add_middleware(Guard, hosts=hosts)
    return app


class _Service:
    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self._limits = limits
        self._pool = Pool(folder, limits)
        self._cache = Cache()

    @asynccontextmanager
    async def life(self, _: Starlette) -> AsyncIterator[None]:
        """The processes live as long as the service."""
        self._pool.start()
        try:
            yield
        finally:
            self._pool.close()

    def answering(self, handler: Callable[[Request], Awaitable[Reply]]) -> Callable[[Request], Awaitable[Response]]:
        """A route out of what gives a reply."""

        async def route(request: Request) -> Response:
            try:
                reply = await handler(request)
            except _Refused as error:
                reply = error.reply
            except ClientDisconnect:
                reply = refusal(400, "the request ended before its body")
            return Response(reply.body, reply.status, dict(reply.headers), reply.kind)

        return route

    def page(self, task: str, *names: str) -> Callable[[Request], Awaitable[Response]]:
        """A route to a page that depends on these values alone; those with `?` may be missing."""

        async def handler(request: Request) -> Reply:
            given = dict(_pairs(request.url.query)) | request.path_params
            return await self._kept(task, {name.rstrip("?"): _value(given, name) for name in names})

        return self.answering(handler)

    async def _kept(self, task: str, values: Mapping[str, Any]) -> Reply:
        """A page, from the cache while the store is unchanged."""
        key = (task, *values.items())
        state = newest(self._folder)
        reply = self._cache.get(state, key)
        if reply is None:
            reply = await self._pool.ask(task, values)
            if reply.status == 200:
                self._cache.put(state, key, reply)
        return reply

    async def lookup(self, request: Request) -> Reply:
        """A name, as a page or as JSON."""
        given = dict(_pairs(request.url.query))
        wanted = accepted(request.headers.get("accept", ""), ["text/html", "application/json"])
        as_json = given.get("format") == "json" or (wanted == "application/json" and "format" not in given)
        values = {"name": given.get("name", ""), "lang": _value(given, "lang"), "as_json": as_json}
        return await self._pool.ask("lookup", values)

    async def question(self, request: Request) -> Reply:
        """A ready question: `lang` and `format` are ours, the rest are its parameters."""
        given = dict(_pairs(request.url.query))
        lang, form = _value(given, "lang"), given.pop("format", None)
        given.pop("lang", None)
        if form not in (None, "json", "csv", "tsv", "xml"):
            raise _Refused(400, "format is one of json, csv, tsv, xml")
        values = {"name": request.path_params["name"], "values": given, "lang": lang, "form": form}
        return await self._pool.ask("question", values)

    async def sparql(self, request: Request) -> Reply:
        """The protocol; without a query a person gets the editor, a program the description of the service."""
        pairs = await self._asked(request)
        queries = [value for name, value in pairs if name == "query"]
        if any(name == "update" for name, _ in pairs):
            raise _Refused(403, "this service only reads; kg build writes")
        accept = request.headers.get("accept", "")
        if not queries and request.method in ("GET", "HEAD"):
            return await self._unasked(dict(pairs), accept)
        if len(queries) != 1:
            raise _Refused(400, "a request holds exactly one query")
        if accepted(accept, [*ROWS, *GRAPHS]) is None:
            raise _Refused(406, f"answers come as one of: {', '.join(dict.fromkeys([*ROWS, *GRAPHS]))}")
        graphs = {key: [value for name, value in pairs if name == key] for key in _DATASET}
        given = graphs if any(graphs.values()) else {}
        return await self._pool.ask("sparql", {"text": queries[0], "graphs": given, "accept": accept})

    async def _unasked(self, given: Mapping[str, str], accept: str) -> Reply:
        if accepted(accept, ["text/turtle", "text/html"]) == "text/html" or "lang" in given:
            return await self._kept("editor", {"lang": _value(given, "lang")})
        return Reply(body=DESCRIPTION.encode(), kind="text/turtle; charset=utf-8")

    async def _asked(self, request: Request) -> Pairs:
        """The parameters of a protocol request, in whichever of its three forms it comes."""
        pairs = _pairs(request.url.query)
        if request.method != "POST":
            return pairs
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == _UPDATE:
            raise _Refused(403, "this service only reads; kg build writes")
        if kind not in (_FORM, _QUERY):
            raise _Refused(415, f"a query comes as {_FORM} or as {_QUERY}")
        text = _text(await self._body(request))
        return _pairs(text) + pairs if kind == _FORM else [("query", text), *pairs]

    async def _body(self, request: Request) -> bytes:
        too_long = _Refused(413, f"a request has at most {self._limits.body:,} bytes")
        if int(request.headers.get("content-length") or 0) > self._limits.body:
            raise too_long
        body = bytearray()
        try:
            async with asyncio.timeout(self._limits.patience):
                async for part in request.stream():
                    body += part
                    if len(body) > self._limits.body:
                        raise too_long
        except TimeoutError:
            raise _Refused(408, "the body of the request did not come in time") from None
        return bytes(body)


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _Refused(400, "a request is text in UTF-8") from error


def _pairs(text: str) -> Pairs:
    """The fields of a form or an address."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except ValueError as error:
        raise _Refused(400, f"fields must be text in UTF-8, and {_FIELDS} at most") from error


def _value(given: Mapping[str, str], name: str) -> str | None:
    """A value by name; the language is Arabic unless told."""
    if name == "lang":
        if given.get("lang", "ar") not in _LANGS:
            raise _Refused(400, "lang is ar or en")
        return given.get("lang", "ar")
    found = given.get(name.rstrip("?"))
    if not found and not name.endswith("?"):
        raise _Refused(400, f"{name} is missing")
    return found or None


async def _openapi(_: Request) -> Response:
    return JSONResponse(description())


async def _no_picture(_: Request) -> Response:
    """Browsers ask for one."""
    return Response(status_code=204)


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _ASSETS:
        return Response("there is no such file\n", 404, media_type=PLAIN)
    data = (files("kg.serve") / "assets" / name).read_bytes()
    return Response(data, media_type=_ASSETS[name], headers={"Cache-Control": "max-age=86400"})
