"""What a server's failure means for the person who waits: one line that says what to do."""

import re
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.exceptions import ConnectTimeout, ProxyError, ReadTimeout, SSLError
from urllib3.exceptions import ProtocolError, ReadTimeoutError

from kg.errors import StoreError
from kg.store.remote.signing import PASSWORD, TOKEN, USER

_TAGS = re.compile(r"<(style|script|title)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_LONGEST, _HEAD = 240, 4096


def plain(url: str) -> str:
    """An address without what may be secret: name, password and what follows the path."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, "", ""))


def unreachable(url: str, error: Exception) -> StoreError:
    """Why no answer came."""
    where, text = plain(url), str(error)
    if isinstance(error, SSLError):
        return StoreError(f"{where} cannot be trusted: its certificate is not valid here; see REQUESTS_CA_BUNDLE")
    if isinstance(error, ProxyError):
        return StoreError(f"{where} cannot be reached through the proxy of the environment; see HTTPS_PROXY")
    if isinstance(error, (ConnectTimeout, ReadTimeout, ReadTimeoutError, TimeoutError)) or "timed out" in text:
        return StoreError(f"{where} did not answer in time; is the server well? try again later")
    if "NameResolution" in text or "Name or service not known" in text:
        return StoreError(f"there is no host of the name in {where}; correct --store")
    if "refused" in text:
        return StoreError(f"nothing listens at {where} (connection refused); start the server or correct --store")
    if isinstance(error, requests.exceptions.RetryError) or "too many" in text:
        return StoreError(f"{where} was busy each time it was asked; try again later")
    if isinstance(error, (ProtocolError, requests.exceptions.ChunkedEncodingError, requests.ConnectionError)):
        return StoreError(f"{where} ended the connection before its answer was whole; try again")
    return StoreError(f"{where} cannot be asked ({type(error).__name__}); is it the address of a SPARQL server?")


def refused(url: str, answer: requests.Response, *, signed: bool) -> StoreError:
    """Why the server does not do it."""
    where, code = plain(url), answer.status_code
    if code in (401, 403):
        return _unwelcome(where, code, signed=signed)
    if 300 <= code < 400:
        there = plain(requests.compat.urljoin(url, answer.headers.get("Location", "")))
        return StoreError(f"{where} sends on to {there}; kg follows nobody: name that address if it is right")
    if code in (404, 405):
        return StoreError(f"there is no SPARQL service at {where} (answer {code}); correct --store")
    if code == 429 or code >= 502:
        return StoreError(f"{where} was busy each time it was asked (answer {code}); try again later")
    return StoreError(f"{where} refused (answer {code}): {_said(answer)}")


def _unwelcome(where: str, code: int, *, signed: bool) -> StoreError:
    if code == 401 and signed:
        return StoreError(f"{where} does not accept the credentials; correct {USER} and {PASSWORD}, or {TOKEN}")
    if code == 401:
        return StoreError(f"{where} asks for a password; set {USER} and {PASSWORD}, or {TOKEN}")
    return StoreError(f"{where} does not allow this (answer 403); ask for the right to it, or see {USER} and {TOKEN}")


def _said(answer: requests.Response) -> str:
    """The first words of the server's own explanation."""
    try:
        head = answer.raw.read(_HEAD, decode_content=True) if answer.raw and not answer._content_consumed else b""  # type: ignore[attr-defined]
    except (OSError, ProtocolError):
        head = b""
    text = (head or answer.content[:_HEAD]).decode("utf-8", "replace")
    told = " ".join(_TAGS.sub(" ", text).split("SPARQL query:")[0].split())
    return told[:_LONGEST] or "it does not say why"
