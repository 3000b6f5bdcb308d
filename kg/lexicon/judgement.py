"""Words of blame and demand: what turns something said into an accusation or a request."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.lang import fold
from kg.lexicon.forms import FormTable
from kg.lexicon.lexeme import Form

BLAME, POSITIVE, DEMAND = "blame", "positive", "demand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The particles that turn a word of blame round; the words themselves are forms of the lexicon."""

    without: frozenset[str]
    negating: frozenset[str]


def load_judgement(table: Mapping[str, Any], forms: FormTable) -> Judgement:
    """Register the words of judgement.toml as forms (kinds `blame`, `positive`, `demand`) and return its particles."""
    blame = table["blame"]
    for word in blame["adjectives"]:
        _add_adjective(forms, word, BLAME)
    for word in blame["positive"]:
        _add_adjective(forms, word, POSITIVE)
    for pair in blame["nouns"]:
        forms.add_noun(pair, Form("plainnoun", pair))
        forms.add_noun(pair, Form(BLAME, pair))
    for kind, pairs in ((BLAME, blame["verbs"]), (DEMAND, table["demand"]["verbs"])):
        for pair in pairs:
            forms.add_verb(pair, Form("plainverb", pair))
            forms.add_verb(pair, Form(kind, pair))
    return Judgement(without=_keys(blame["without"]), negating=_keys(blame["negating"]))


def _add_adjective(forms: FormTable, word: str, kind: str) -> None:
    forms.add_adjective(word, Form("adjective", word))
    forms.add_adjective(word, Form(kind, word))


def _keys(words: list[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)
