"""Where a store is: a folder of this machine, or the address of a server."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import UsageError

_SCHEMES = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Address:
    """The address (http or https) under which a SPARQL 1.1 server answers queries, as text without credentials."""

    url: str

    def __post_init__(self) -> None:
        _check(self.url)

    def __str__(self) -> str:
        return self.url


Place = Path | Address


def place(name: str | Path | Address) -> Place:
    """The folder or address that a name means. Raises UsageError for an address that no store can have."""
    if isinstance(name, str):
        return Address(name) if name.casefold().startswith(_SCHEMES) else Path(name)
    return name


def _check(url: str) -> None:
    """Messages never repeat the address, which may hold a password."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise UsageError("the address of the store is malformed; it looks like http://HOST:PORT/query") from error
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            "the address of a store may hold no name or password; give them by the environment (KG_STORE_USER and "
            "KG_STORE_PASSWORD, or KG_STORE_TOKEN)"
        )
    if not host or port == 0 or any(char <= " " or char in '<>"{}|\\^`\x7f' for char in url):
        raise UsageError("the address of the store is malformed; it looks like http://HOST:PORT/query")
    if parts.fragment or parts.query:
        raise UsageError("the address of a store ends before '?' and '#'; leave the rest out")


def folder_of(where: Place, what: str) -> Path:
    """The folder, for what can do without a server. Raises UsageError for an address."""
    if isinstance(where, Address):
        raise UsageError(f"{what} needs the folder of a store; {where} is a server")
    return where
