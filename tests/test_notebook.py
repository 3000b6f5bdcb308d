"""The store in a notebook: a page in a frame that may run its own script and nothing else."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from browsing import Show, find, until

import kg
from kg.errors import UsageError


@pytest.fixture
def store(store_folder: Path) -> Any:
    """The sample store, opened as one does in a notebook."""
    with kg.Store.open(store_folder) as made:
        yield made


def test_the_graph_of_a_name_is_a_frame_with_the_page_around_it(store: Any) -> None:
    shown = store.graph("سلمى إدريس", height=300)._repr_html_()
    frame = re.fullmatch(r'(?s)<iframe sandbox="([^"]*)" srcdoc="([^"]*)" .*height="300".*></iframe>', shown)
    assert frame
    assert frame.group(1).split() == ["allow-scripts", "allow-downloads"]
    assert unescape(frame.group(2)) == kg.render_graph(store, around="person/salma-idris")


def test_a_name_of_several_is_told_with_candidates(store: Any) -> None:
    with pytest.raises(UsageError, match="may mean"):
        store.graph("طارق")


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_the_frame_draws_in_a_page_of_another(show: Show, store: Any) -> None:
    browser = show(f"<!doctype html><html lang=en><title>x</title>{store.graph('salma')._repr_html_()}")
    browser.switch_to.frame(0)
    until(browser, lambda: find(browser, "html").get_attribute("data-ready") == "yes")
    assert find(browser, "#panel h3").text == "سلمى إدريس"
    find(browser, "#language").click()
    assert find(browser, "#panel h3").text == "Salma Idris"
    browser.switch_to.default_content()
