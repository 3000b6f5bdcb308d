"""What a SPARQL text may hold: reading queries only, of bounded length and depth, nothing from outside.

The text is cut into tokens before the engine sees it, so that a word inside a string, a comment or an
IRI neither hides nor feigns a keyword.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from kg.errors import QueryError

MAX_LENGTH = 50_000
MAX_DEPTH = 100
MAX_UNARY = 50
_TOKEN = re.compile(
    r"""
      (?P<space>\s+|\#[^\n\r]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<text>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
              |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    | (?P<var>[?$]\w+)
    | (?P<name>[\w.-]*:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*)
    | (?P<tag>@[A-Za-z-]+)
    | (?P<word>[^\W\d]\w*)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_READING = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"})
Token = tuple[str, str]


def tokens(text: str) -> Iterator[Token]:
    """Kind and text of each token but spaces and comments."""
    for match in _TOKEN.finditer(text):
        if match.lastgroup and match.lastgroup != "space":
            yield match.lastgroup, match.group()


def placed(text: str) -> Iterator[tuple[str, str, int]]:
    """Kind, text and beginning of each token but spaces and comments."""
    for match in _TOKEN.finditer(text):
        if match.lastgroup and match.lastgroup != "space":
            yield match.lastgroup, match.group(), match.start()


def check_query(text: str) -> None:
    """Raise QueryError, with what to do instead, on a text that must not reach the engine."""
    if len(text) > MAX_LENGTH:
        raise QueryError(f"the query is longer than {MAX_LENGTH:,} characters; ask for less at a time")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise QueryError("the query holds bytes that are no text; write it in UTF-8")
    found = list(tokens(text))
    if not found:
        raise QueryError("the query is empty")
    _check_depth(found)
    _check_words(found)
    _check_form(found)


def _check_depth(found: list[Token]) -> None:
    depth = run = 0
    for kind, token in found:
        if kind != "other":
            run = 0
            continue
        depth += (token in "{([") - (token in "})]")
        run = run + 1 if token in "!^+-*?" else 0
        if depth > MAX_DEPTH or run > MAX_UNARY:
            raise QueryError(f"the query is nested deeper than {MAX_DEPTH} levels; simplify it")


def _check_words(found: list[Token]) -> None:
    words = [(token.upper() if kind == "word" else "", index) for index, (kind, token) in enumerate(found)]
    for word, index in words:
        if word == "SERVICE":
            raise QueryError("SERVICE is not allowed: kg asks nothing of the network; leave it out")
        if word == "FROM" and _leaves_store(found[index + 1 : index + 3]):
            raise QueryError("FROM may only name graphs of the store, not files; leave it out")


def _leaves_store(following: list[Token]) -> bool:
    iris = [token for kind, token in following if kind == "iri"]
    return any(token[1:].casefold().startswith("file:") or ":" not in token for token in iris)


def _check_form(found: list[Token]) -> None:
    """The first word after the prologue must be that of a reading query."""
    position = 0
    while position < len(found):
        kind, token = found[position]
        word = token.upper() if kind == "word" else ""
        if word == "PREFIX":
            position += 3
        elif word == "BASE":
            position += 2
        else:
            break
    _check_first(found[position][1] if position < len(found) else "")


def _check_first(token: str) -> None:
    word = token.upper()
    if word in _UPDATES:
        raise QueryError(f"{word} changes the store; kg sparql only reads (SELECT, ASK, CONSTRUCT, DESCRIBE)")
    if word not in _READING:
        near = get_close_matches(word, sorted(_READING), n=1, cutoff=0.6)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise QueryError(f"a query starts with SELECT, ASK, CONSTRUCT or DESCRIBE (after any PREFIX){hint}")
