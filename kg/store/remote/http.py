"""Requests to a server: kept alive, repeated with growing pauses, and failures told in one line.

Every request may be sent twice: what is written is written with the same outcome again.
"""

import ipaddress
import os
from collections.abc import Mapping
from contextlib import suppress
from email.utils import parsedate_to_datetime
from time import sleep, time
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse
from urllib3.util.retry import Retry

from kg.errors import StoreError
from kg.store.remote.complaints import plain, refused, unreachable
from kg.store.remote.signing import Credentials

_PASSING = (429, 502, 503, 504)
_TRIES, _PAUSE, _LONGEST_PAUSE = 5, 0.2, 30.0
_CONNECT, _ANSWER = 10.0, 120.0
_FAILURES = (requests.RequestException, HTTPError, OSError)


class _Patient(Retry):
    """Growing pauses, and those that the server asks for up to a limit."""

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        """Seconds."""
        asked = super().get_retry_after(response)
        return None if asked is None else min(asked, _LONGEST_PAUSE)


class Client:
    """A session with the server of one store; for one thread at a time."""

    def __init__(self, url: str, credentials: Credentials) -> None:
        self.url = url
        self.has_credentials = bool(credentials)
        self._session = requests.Session()
        # What the environment says of passwords of other programs is none of this server's business.
        self._session.trust_env = False
        self._session.auth = credentials.signing()
        self._session.verify = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or True
        if not _is_here(url):
            self._session.proxies.update(getproxies())
        self._session.headers["User-Agent"] = "kg"
        retry = _Patient(total=_TRIES, connect=3, read=2, backoff_factor=_PAUSE, backoff_max=_LONGEST_PAUSE, redirect=0,
                         status_forcelist=_PASSING, allowed_methods=None, raise_on_status=False)  # fmt: skip
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=retry))
        self.lead = 0.0

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()

    def send(self, method: str, url: str, *, stream: bool = False, missing: bool = False, **settings: Any
             ) -> requests.Response:  # fmt: skip
        """The answer of the server to a request. Raises StoreError if there is none, or it refuses.

        With `missing` the answer "not found" is one like any other.
        """
        answer = self._sent(method, url, stream=stream, **settings)
        if answer.status_code < 300 or (missing and answer.status_code == 404):
            return answer
        with answer:
            raise refused(url, answer, signed=self.has_credentials)

    def tried(self, method: str, url: str, **settings: Any) -> requests.Response:
        """The answer, whatever it is. Raises StoreError if there is none."""
        return self._sent(method, url, stream=False, **settings)

    def _sent(self, method: str, url: str, *, stream: bool, **settings: Any) -> requests.Response:
        settings.setdefault("timeout", (_CONNECT, _ANSWER))
        for left in reversed(range(_TRIES)):
            try:
                answer = self._session.request(method, url, stream=stream, allow_redirects=False, **settings)
            except (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError) as error:
                # The connection ended in the middle of an answer
                if not left:
                    raise unreachable(url, error) from error
                sleep(_PAUSE * 2 ** (_TRIES - left))
                continue
            except _FAILURES as error:
                raise unreachable(url, error) from error
            self._note_clock(answer)
            return answer
        raise StoreError(f"{plain(url)} does not answer")

    def _note_clock(self, answer: requests.Response) -> None:
        """By how many seconds the server's clock is ahead, as far as it tells."""
        with suppress(KeyError, ValueError, TypeError):
            self.lead = parsedate_to_datetime(answer.headers["Date"]).timestamp() - time()


class Body:
    """What comes of an answer, as a stream of bytes. Raises StoreError where it ends too early."""

    def __init__(self, answer: requests.Response) -> None:
        self._answer = answer
        self._raw = answer.raw
        self._raw.decode_content = True

    def read(self, size: int = -1, /) -> bytes:
        """Up to so many bytes, none at the end."""
        try:
            found: bytes = self._raw.read(None if size < 0 else size)
        except _FAILURES as error:
            raise unreachable(self._answer.url, error) from error
        return found


def _is_here(url: str) -> bool:
    """Whether it is this machine, to which no proxy leads."""
    host = urlsplit(url).hostname or ""
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost" or host.endswith(".localhost")


def typed(accept: str, content: str = "") -> Mapping[str, str]:
    """The headers that name what is sent and what is wanted."""
    return {"Accept": accept, **({"Content-Type": content} if content else {})}
