"""Ready questions: one SPARQL file each, with a header that says what it asks and what it can be given.

A parameter is a line `VALUES ?actor { UNDEF }`, which may stand more than once; a given value is written in the place
of UNDEF as a serialised term, never as text, and the line of a parameter that is not given is left out. A line that
ends in `# if actor` stays only when that parameter is given, one that ends in `# if not actor` only when it is not.
Optional parts stand last and outside of GRAPH blocks, for the engine evaluates a group with one in it alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.resources import data_dir
from kg.store.header import read_header

if TYPE_CHECKING:
    from kg.store import Store
    from kg.store.run import Answer

_LANGS = ("ar", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Param:
    """What a question can be given. `kind`: entity, date, type or event."""

    name: str
    kind: str
    required: bool
    summaries: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One ready question; titles, summaries and the phrases that ask it are by language."""

    name: str
    text: str
    theme: str
    titles: Mapping[str, str]
    summaries: Mapping[str, str]
    params: tuple[Param, ...]
    example: str
    phrases: Mapping[str, tuple[str, ...]]


def load_questions(folder: Path | None = None) -> dict[str, Question]:
    """All ready questions by name."""
    paths = sorted((folder or data_dir("queries")).glob("*.rq"))
    return {path.stem: _read(path) for path in paths}


def question(name: str, folder: Path | None = None) -> Question:
    """One ready question. Raises UsageError with near names if there is none of this name."""
    known = load_questions(folder)
    if name in known:
        return known[name]
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else "see them all with: kg queries"
    raise UsageError(f"there is no query {name!r}; {hint}")


def _read(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    header = read_header(text)

    def one(key: str) -> str:
        return header.get(key, [""])[0]

    return Question(
        name=path.stem,
        text=text,
        theme=one("theme"),
        titles={lang: one(f"title_{lang}") for lang in _LANGS},
        summaries={lang: one(f"summary_{lang}") for lang in _LANGS},
        params=tuple(_param(line) for line in header.get("param", ())),
        example=one("example"),
        phrases={lang: tuple(header.get(f"ask_{lang}", ())) for lang in _LANGS},
    )


def _param(line: str) -> Param:
    name, kind, needed, arabic, english = (part.strip() for part in line.split("|"))
    return Param(name=name, kind=kind, required=needed == "required", summaries={"ar": arabic, "en": english})


def bind(asked: Question, values: Mapping[str, str], store: "Store") -> str:
    """The SPARQL of a question with its values. Raises UsageError on a bad, unknown or missing value."""
    from kg.queries.values import terms_for

    known = {param.name: param for param in asked.params}
    for name in values:
        if name not in known:
            raise UsageError(f"{asked.name} has no parameter {name!r}; it has: {', '.join(known)}")
    text = asked.text
    for param in asked.params:
        if param.name in values:
            terms = terms_for(param, values[param.name], store)
            text = _filled(text, param.name, " ".join(map(str, terms)))
        elif param.required:
            raise UsageError(f"{asked.name} needs {param.name}, for example: kg query {_example(asked)}")
        else:
            text = _filled(text, param.name, None)
    return text


def _example(asked: Question) -> str:
    pairs = re.findall(r"(\w+=.*?)(?= \w+=|$)", asked.example)
    quoted = (f"'{pair}'" if " " in pair else pair for pair in pairs)
    return " ".join([asked.name, *(f"-p {pair}" for pair in quoted)])


def _filled(text: str, name: str, term: str | None) -> str:
    line = re.compile(rf"^([ \t]*)VALUES \?{name} \{{ UNDEF \}}[ \t]*\n", re.MULTILINE)
    needless = re.compile(rf"^.*# if {'not ' if term else ''}{name}[ \t]*\n", re.MULTILINE)

    def written(found: re.Match[str]) -> str:
        return "" if term is None else f"{found[1]}VALUES ?{name} {{ {term} }}\n"

    return needless.sub("", line.sub(written, text))


def ask(
    store: "Store",
    name: str,
    values: Mapping[str, str] | None = None,
    *,
    timeout: float | None = None,
    limit: int | None = None,
) -> "Answer":
    """The answer to a ready question, by its name."""
    return store.query(bind(question(name), values or {}, store), timeout=timeout, limit=limit)
