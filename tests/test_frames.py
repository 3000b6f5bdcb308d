"""Each frame's examples are its documentation and its test."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from texts import extractor, read, surfaces

from kg.lexicon import Frame, load_lexicon

# The examples tell of years up to this day.
WRITTEN = date(2025, 9, 15)
ROLES = ("actor", "target", "destination", "place", "gathering", "agreement", "host")
EVENT_TYPES = {
    "Visit", "Meeting", "Call", "Participation", "Reception", "Mediation", "Agreement", "Support", "Cooperation", "Aid",
    "Concession", "Appointment", "Statement", "Request", "Accusation", "Denial", "Rejection", "Threat", "Protest",
    "Sanction", "Mobilization", "Coercion", "Assault",
}  # fmt: skip


def examples() -> Iterator[Any]:
    for frame in load_lexicon("ar").frames:
        for number, example in enumerate(frame.examples):
            yield pytest.param(frame, example, id=f"{frame.type}-{example['trigger']}-{number}")


@pytest.mark.parametrize(("frame", "example"), list(examples()))
def test_a_frame_reads_its_examples(frame: Frame, example: Mapping[str, Any]) -> None:
    reading = read(example["text"], WRITTEN)
    names = surfaces(reading)
    fitting = [e for e in reading["events"] if e["type"] == frame.type and e["trigger"]["text"] in example["trigger"]]
    assert fitting, reading["events"]
    event = fitting[0]
    for role in ROLES:
        for wanted in example.get(role, ()):
            assert any(
                _names(wanted, names[row["entity"]]) for row in event["roles"] if _fits(frame, role, row["role"])
            )
    assert event["factuality"] == example.get("factuality", event["factuality"])


def _fits(frame: Frame, wanted: str, role: str) -> bool:
    sides = ("actor", "target")
    return role == wanted or (frame.symmetric and role in sides and wanted in sides)


def _names(wanted: str, mentions: list[str]) -> bool:
    return any(wanted in mention or mention in wanted for mention in mentions)


def test_every_event_type_has_frames_with_examples() -> None:
    frames = load_lexicon("ar").frames
    assert {frame.type for frame in frames} == EVENT_TYPES
    assert {frame.type for frame in frames if frame.examples} == EVENT_TYPES


def test_no_trigger_belongs_to_two_types_without_a_rule_to_choose() -> None:
    owners: dict[str, set[str]] = {}
    for frame in load_lexicon("ar").frames:
        for trigger in (*frame.verbs, *frame.nouns, *frame.participles):
            if not frame.needs and not frame.strong_target:
                owners.setdefault(trigger, set()).add(frame.type)
    assert {trigger: types for trigger, types in owners.items() if len(types) > 1} == {}


def test_all_states_have_names_adjectives_and_capitals() -> None:
    states = [actor for actor in extractor().lexicon.actors.values() if actor.type == "Country" and actor.iso2]
    assert len(states) >= 195
    assert all(actor.labels.get("ar") and actor.labels.get("en") for actor in states)
    without = {actor.iso2 for actor in states if not actor.nisbas}
    assert len(without) <= 10, without
    assert {actor.iso2 for actor in states if not actor.capital} <= {"HK", "MO"}
