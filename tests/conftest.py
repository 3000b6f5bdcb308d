"""A small graph for all tests, and one browser for those that need it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from backends import BACKENDS, Backend
from browsing import OPTIONS, Show
from graph_samples import filled

from kg.store import Store


@pytest.fixture(scope="session", autouse=True)
def _copies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Copies of what is on servers are kept in a folder of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session", params=BACKENDS)
def backend(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    """Each place where a store can live, one after the other."""
    made = Backend(request.param, tmp_path_factory.mktemp(request.param))
    yield made
    made.close()


@pytest.fixture(scope="session")
def any_store(backend: Backend, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Both sample articles in each place; for reading only."""
    apart = Backend(backend.kind, tmp_path_factory.mktemp("filled"))
    if backend.kind == "memory":
        with Store.memory() as made:
            yield filled(made)
        return
    where = apart.place()
    with apart.environment():
        with Store.create(where) as written:
            filled(written)
        with Store.open(where) as read:
            yield read
    apart.close()


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


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One Chromium with a profile of its own."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or driver is None:
        pytest.skip("there is no chromium with chromedriver here")
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for option in (*OPTIONS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(option)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    made = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield made
    made.quit()


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Show:
    """Open HTML text from a file."""

    def opened(text: str) -> Any:
        file = tmp_path / "page.html"
        file.write_text(text, encoding="utf-8")
        browser.get_log("browser")
        browser.get(file.as_uri())
        return browser

    return opened
