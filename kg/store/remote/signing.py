"""Credentials from the environment, sent only when the server of the store asks for them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from requests import PreparedRequest
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

from kg.errors import UsageError

USER, PASSWORD, TOKEN = "KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN"


@dataclass(frozen=True, slots=True)
class Credentials:
    """A name with its password, or a token; printed, neither shows."""

    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @classmethod
    def found(cls, environment: Mapping[str, str] | None = None) -> "Credentials":
        """What the environment holds. Raises UsageError on half of a pair, or on what no header can carry."""
        known = os.environ if environment is None else environment
        user, password, token = (known.get(name, "") for name in (USER, PASSWORD, TOKEN))
        if password and not user:
            raise UsageError(f"{PASSWORD} is set and {USER} is not; set both")
        if token and not (token.isascii() and token.isprintable() and " " not in token):
            raise UsageError(f"{TOKEN} holds what no token has, such as a space or the end of a line")
        return cls(user, password, token)

    def __bool__(self) -> bool:
        """Whether there is something to send."""
        return bool(self.user or self.token)

    def signing(self) -> AuthBase | None:
        """What signs the requests of one session."""
        if self.token:
            return _Bearer(self.token)
        return _AsAsked(self.user, self.password) if self.user else None


class _Bearer(AuthBase):
    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class _AsAsked(HTTPDigestAuth):
    """Digest where the server asks for that, else Basic; nothing before it asks."""

    def __init__(self, user: str, password: str) -> None:
        super().__init__(user, password)
        self._pair = user.encode("utf-8"), password.encode("utf-8")
        self._basic: Any = None

    def __call__(self, r: Any) -> Any:
        signed: Any = super().__call__
        return self._basic(r) if self._basic else signed(r)

    def handle_401(self, r: Any, **kwargs: Any) -> Any:
        """The answer to the request, signed as this answer to it demands."""
        demand = r.headers.get("www-authenticate", "").casefold()
        digest: Any = super().handle_401
        if "basic" not in demand or "digest" in demand:
            return digest(r, **kwargs)
        if r.status_code != 401 or "Authorization" in r.request.headers:
            return r
        self._basic = HTTPBasicAuth(*self._pair)
        # The connection is free for the next request once the answer has been read.
        _ = r.content
        r.close()
        answer = r.connection.send(self._basic(r.request.copy()), **kwargs)
        answer.history.append(r)
        return answer
