"""The served pages on which a person asks, in a browser that reaches nothing but the service."""

from collections.abc import Iterator
from typing import Any

import pytest
from browsing import complaints, every, find, until
from services import served
from test_standards import needs_axe, violations

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    from test_serve import built

    with served(built(tmp_path_factory.mktemp("serve") / "store")) as found:
        yield found


@pytest.fixture
def page(browser: Any) -> Any:
    """The browser, with what it found wrong before forgotten."""
    browser.get_log("browser")
    return browser


def test_the_editor_asks_and_shows_rows_without_the_network(page: Any, address: str) -> None:
    page.get(f"{address}/sparql?lang=en")
    until(page, lambda: find(page, "html").get_attribute("data-ready"))
    find(page, ".yasqe_queryButton").click()
    until(page, lambda: every(page, ".yasr table tbody tr"))
    loaded = page.execute_script("return performance.getEntriesByType('resource').map((one) => one.name)")
    assert loaded
    assert all(name.startswith((address, "data:")) for name in loaded)
    assert complaints(page) == []


def test_a_ready_question_is_put_into_the_editor(page: Any, address: str) -> None:
    page.get(f"{address}/sparql?lang=ar")
    until(page, lambda: find(page, "html").get_attribute("data-ready"))
    find(page, "#examples option[value='planned-events']").click()
    written = "return document.querySelector('.CodeMirror').CodeMirror.getValue()"
    until(page, lambda: "dip:planned" in page.execute_script(written))
    assert complaints(page) == []


def test_a_person_finds_the_dossier_of_a_name(page: Any, address: str) -> None:
    page.get(f"{address}/lookup?lang=en")
    find(page, "#name").send_keys("تشيلي\n")
    until(page, lambda: "/entity/country/cl" in page.current_url)
    assert find(page, "h1").text == "Chile"
    assert complaints(page) == []


def test_a_question_is_answered_below_its_fields(page: Any, address: str) -> None:
    page.get(f"{address}/queries?lang=en")
    find(page, "a[href*='timeline-of']").click()
    find(page, "#p-about").send_keys("Chile\n")
    until(page, lambda: every(page, "table.answer tbody tr"))
    find(page, "table.answer a").click()
    until(page, lambda: "/article/" in page.current_url or "/entity/" in page.current_url)
    assert complaints(page) == []


@needs_axe
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "place",
    ["/lookup?name=qqq", "/queries", "/queries/timeline-of?about=Chile", "/queries/timeline-of?about=qq"],
)
def test_no_asking_page_puts_anybody_out(page: Any, address: str, place: str, theme: str) -> None:
    feature = {"name": "prefers-color-scheme", "value": theme}
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    page.get(address + place)
    found = violations(page)
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert found == []
    assert page.execute_script("return document.documentElement.scrollWidth <= innerWidth")
