"""Who can fill which role of an event."""

from collections.abc import Sequence

from kg.extract.units import Draft, Unit

PARTY = frozenset({"Person", "Country", "Organization", "Group"})
_TYPES = {
    "actor": PARTY,
    "target": PARTY,
    "host": PARTY,
    "destination": frozenset({"Country", "Place", "Organization"}),
    "place": frozenset({"Place", "Country"}),
    "gathering": frozenset({"Gathering"}),
    "agreement": frozenset({"Agreement"}),
}
# Names of those who live there, to whom nobody travels
_PEOPLE = frozenset({"nisba", "people"})
_WHERE = frozenset({"destination", "place"})
_KINDS = {
    "agent": frozenset({"Person", "Organization", "Group"}),
    "person": frozenset({"Person"}),
    "place": frozenset({"Place"}),
}
Roles = list[tuple[str, Draft]]


def fits(role: str, draft: Draft | None) -> bool:
    """Whether a mention can fill a role."""
    if draft is None or not draft.referent:
        return False
    people = role == "destination" and draft.how in _PEOPLE
    return draft.type in _TYPES.get(role, PARTY) and not people


def acting(draft: Draft | None, role: str) -> Draft | None:
    """The mention; for an official whom the article does not name his state acts, though it is no place to go to."""
    stands_in = draft is not None and not draft.referent and draft.within and role not in _WHERE
    return draft.within[0] if draft is not None and stands_in else draft


def drafts_at(units: Sequence[Unit], indices: Sequence[int], role: str) -> list[Draft]:
    """The mentions at these units that can fill a role."""
    found: list[Draft] = []
    for index in indices:
        draft = acting(units[index].draft, role)
        if draft is not None and fits(role, draft):
            found.append(draft)
    return found


def of_kind(units: Sequence[Unit], drafts: list[Draft], kind: str) -> list[Draft]:
    """The mentions that a marker with `@kind` takes, in person or for an official."""
    officials = [unit.draft for unit in units if unit.draft is not None and unit.draft.type in _KINDS[kind]]
    states = {id(official.within[0]) for official in officials if official.within and not official.referent}
    return [draft for draft in drafts if draft.type in _KINDS[kind] or id(draft) in states]


def can_mean(pronoun: str, draft: Draft, masculine: frozenset[str]) -> bool:
    """Whether an attached pronoun of the third person can stand for a mention."""
    if pronoun not in ("ه", "ها"):
        return pronoun in ("هم", "هما") and ("+" in draft.referent or draft.type == "Group")
    if draft.type == "Country" and draft.forms:
        return (pronoun == "ها") != (draft.forms[0].path in masculine)
    if draft.type == "Organization":
        return gender_of_body(draft, masculine) != ("m" if pronoun == "ها" else "f")
    return draft.type != "Person" or (pronoun == "ها") == draft.feminine


def gender_of_body(draft: Draft, masculine: frozenset[str]) -> str:
    """The gender of the word that heads a body's name (`السفارة`, `مجلس الأمن`); empty where nothing shows it."""
    head = draft.keys[0].removeprefix("ال") if draft.keys else ""
    return "f" if head.endswith("ه") else "m" if head in masculine else ""
