"""`kg serve`: the store as a web service, for this machine unless told otherwise."""

import socket
from typing import TYPE_CHECKING

import click

from kg.address import Place, folder_of
from kg.cli.options import quiet_option, store_option
from kg.cli.output import note
from kg.errors import KgError

if TYPE_CHECKING:
    from starlette.applications import Starlette

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_HEAD = 32_768
_SECONDS_TO_END = 1


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65_535), default=8765, show_default=True, help="0 takes a free one.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="Another name under which it may be called.")
@click.option("--timeout", type=click.FloatRange(0.5, 600), default=10.0, show_default=True, help="Seconds a request.")
@click.option("--limit", type=click.IntRange(1), default=10_000, show_default=True, help="Most rows of an answer.")
@click.option("--open", "show", is_flag=True, help="Open it in the browser.")
@store_option
@quiet_option
def command(host: str, port: int, names: tuple[str, ...], timeout: float, limit: int, show: bool, store_path: Place,
            quiet: bool) -> None:  # fmt: skip
    """Serve the pages, look-ups, ready questions and a SPARQL 1.1 endpoint of a store, for reading only.

    It answers this machine alone unless --host says otherwise; there is no password, so whoever reaches it may read.
    """
    from kg.serve import Limits, make_app
    from kg.store import Store

    folder = folder_of(store_path, "kg serve")
    Store.open(folder).close()
    if host not in _LOOPBACK:
        note(f"everyone who reaches {host} can read this store", quiet=False)
    listening = _listening(host, port)
    address = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}"
    click.echo(f"serving {address}")
    if show:
        click.launch(address)
    app = make_app(folder, Limits(seconds=timeout, rows=limit), (host, *names))
    _run(app, listening, timeout)
    note("ended", quiet=quiet)


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=256)
    except OSError as error:
        raise KgError(f"cannot listen on {host} port {port} ({error.strerror or error}); try --port 0") from error


def _run(app: "Starlette", listening: socket.socket, seconds: float) -> None:
    """Until the process is told to end."""
    import uvicorn

    from kg.serve.heads import prompt_heads

    config = uvicorn.Config(app, log_level="critical", access_log=False, server_header=False,
                            http=prompt_heads(seconds), h11_max_incomplete_event_size=_HEAD, timeout_keep_alive=10,
                            timeout_graceful_shutdown=_SECONDS_TO_END)  # fmt: skip
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        # It has ended in order, and tells the signal again
        return
