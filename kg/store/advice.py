"""What is wrong with a query, told so that it can be mended: the place, the word there, and the word that was meant."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from kg.rdf import PREFIXES
from kg.store.guard import tokens

KEYWORDS = tuple(
    """SELECT ASK CONSTRUCT DESCRIBE WHERE FROM NAMED PREFIX BASE DISTINCT REDUCED OPTIONAL UNION FILTER GRAPH BIND
    VALUES MINUS EXISTS NOT IN AS GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET UNDEF COUNT SUM MIN MAX AVG SAMPLE
    GROUP_CONCAT SEPARATOR BOUND COALESCE CONCAT STR LANG DATATYPE REGEX CONTAINS STRSTARTS STRENDS
    YEAR MONTH DAY""".split()  # noqa: SIM905
)
_PLACE = re.compile(r"(?:error at )?(\d+):(\d+)")
_TELLING = 160


def told_better(text: str, complaint: str) -> str:
    """The engine's complaint with line and column, the words that stand there, and what was meant if that is clear."""
    flat = " ".join(complaint.split())
    place, _, expected = flat.partition(": expected ")
    where, beside = _where(text, flat)
    told = [where or place]
    if "Prefix not found" in flat:
        told.append("this prefix is not declared")
    elif beside:
        told.append(f"near {beside!r}")
    elif expected and len(expected) <= _TELLING:
        told.append(f"expected {expected}")
    return ", ".join(told) + "".join(f"; did you mean {hint}?" for hint in list(_hints(text))[:1])


def _where(text: str, complaint: str) -> tuple[str, str]:
    """Line and column in words, and what stands there."""
    found = _PLACE.search(complaint)
    if found is None:
        return "", ""
    line, column = map(int, found.groups())
    lines = text.splitlines() or [""]
    rest = lines[min(line, len(lines)) - 1][max(column - 1, 0) :].strip()
    return f"line {line}, column {column}", rest[:30]


def _hints(text: str) -> Iterator[str]:
    """Words that are nearly a keyword, and prefixes that are nearly a declared one."""
    declared = {*PREFIXES, *re.findall(r"(?i)\bPREFIX\s+(\w*):", text)}
    for kind, token in tokens(text):
        if kind == "word" and token.upper() not in KEYWORDS:
            yield from _near(token.upper(), KEYWORDS)
        elif kind == "name" and token.partition(":")[0] not in declared:
            prefix, _, local = token.partition(":")
            yield from (f"{near}:{local}" for near in _near(prefix, declared, 0.6))


def _near(word: str, known: Iterable[str], cutoff: float = 0.74) -> list[str]:
    return get_close_matches(word, sorted(known), n=1, cutoff=cutoff)


def unknown_terms(text: str) -> list[tuple[str, str | None]]:
    """The terms of a query that look like the ontology's and are not, each with the one that was probably meant."""
    from kg.ontology import load_ontology

    known = load_ontology().terms.keys()
    folded = {name.casefold(): name for name in known}
    used = dict.fromkeys(token for kind, token in tokens(text) if kind == "name" and token.startswith("dip:"))
    found = []
    for token in used:
        name = token.removeprefix("dip:")
        if name and name not in known:
            near = get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
            found.append((token, f"dip:{folded[near[0]]}" if near else None))
    return found
