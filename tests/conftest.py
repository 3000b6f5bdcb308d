"""A small graph for all tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from graph_samples import filled

from kg.store import Store


@pytest.fixture(scope="session")
def store() -> Iterator[Store]:
    """Both sample articles, in memory; for reading only."""
    with Store.memory() as made:
        yield filled(made)


@pytest.fixture(scope="session")
def store_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same on disk; for reading only."""
    folder = tmp_path_factory.mktemp("made") / "store"
    with Store.create(folder) as made:
        filled(made)
    return folder
