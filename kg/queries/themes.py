"""Themes: what ready questions are about, in the order in which they are listed."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.resources import data_dir

if TYPE_CHECKING:
    from kg.queries.ready import Question


def load_themes(folder: Path | None = None) -> dict[str, Mapping[str, str]]:
    """The labels of each theme by language, in order."""
    path = (folder or data_dir("queries")) / "themes.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def by_theme(questions: Iterable["Question"], themes: Mapping[str, Mapping[str, str]]) -> list["Question"]:
    """The questions in the order of their themes, then by name; those of an unknown theme come last."""
    rank = {theme: place for place, theme in enumerate(themes)}
    return sorted(questions, key=lambda asked: (rank.get(asked.theme, len(rank)), asked.theme, asked.name))
