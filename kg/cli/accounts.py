"""The account of an event as text."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.resolve import Join
    from kg.store.account import Account
    from kg.store.names import Names
    from kg.store.told import ToldEvent

_RULES = {
    "same-words": "the same words in the news of the same week",
    "same-day": "the same parties on the same stated day",
    "day-told": "the same parties; one states the day on which the other was published",
    "same-news": "the same parties in the news of the same day",
}
_DISPUTES = {
    "dates": "they state different days",
    "roles": "they name different parties",
    "article": "one article tells them apart",
}


def account_text(account: "Account", names: "Names", lang: str) -> str:
    """Tellings with their claims and quotes, the reasons why they are one, and the disputes."""
    first = account.claims[0][1]
    paths = {path for _, claim in account.claims for path in claim.parties}
    labels = {path: _label(known, lang) or path for path, known in _known(names, paths).items()}
    kind = _label(names.terms().get("AgreementEvent" if first.type == "Agreement" else first.type, {}), lang)
    lines = [f"{account.event}  {kind or first.type}", *_tellings(account, labels)]
    lines += ["", *(_because(join) for join in account.joins)]
    lines += [f"{_bare(one)} = {_bare(two)}: so judged" for one, two in account.judged]
    lines += [f"disputed: {_DISPUTES.get(what, what)}" for what in account.disputes]
    return "\n".join(lines).rstrip() + "\n\n"


def _known(names: "Names", paths: set[str]) -> dict[str, Mapping[str, str]]:
    found = names.labels(paths)
    return {path: found.get(path, {}) for path in paths}


def _label(labels: Mapping[str, str], lang: str) -> str:
    return labels.get(lang) or next(iter(labels.values()), "")


def _bare(node: str) -> str:
    return node.rpartition("/")[2]


def _tellings(account: "Account", labels: Mapping[str, str]) -> Iterator[str]:
    for name in account.tellings:
        yield ""
        yield f"  telling {name}"
        for telling, claim in account.claims:
            if telling == name:
                yield from _claim(claim, labels)


def _claim(claim: "ToldEvent", labels: Mapping[str, str]) -> Iterator[str]:
    when = claim.begin or "no day stated"
    until = f"/{claim.until}" if claim.until and claim.until != claim.begin else ""
    said = f", says {labels.get(claim.source, claim.source)}" if claim.source else ""
    who = ", ".join(f"{role} {labels.get(path, path)}" for role, path in claim.roles)
    yield f"    {claim.factuality}{said}; {when}{until}; {who}"
    yield f"    «{' '.join(claim.quote.split())}»"
    yield f"    {claim.publisher or 'unnamed publisher'}, article {claim.article}, characters {claim.start}-{claim.end}"


def _because(join: "Join") -> str:
    alike = f"words {100 - join.reason.unlike:.0f} % alike"
    return f"{_bare(join.one)} = {_bare(join.two)}: {_RULES[join.reason.rule]} ({join.reason.rule}, {alike})"
