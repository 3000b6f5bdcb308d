"""What the tests in a browser share: how it is started, how a page is shown in it, and what a person finds there."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.view.page import unpacked

OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1300,900",
)
Show = Callable[[str], Any]


def find(browser: Any, selector: str) -> Any:
    return browser.find_element("css selector", selector)


def every(browser: Any, selector: str) -> list[Any]:
    """All that fit a selector."""
    return list(browser.find_elements("css selector", selector))


def until(browser: Any, true: Callable[[], Any]) -> None:
    """Wait a few seconds for something to become true."""
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(browser, 5).until(lambda _: true())


def complaints(browser: Any) -> list[str]:
    """What the browser found wrong with the page."""
    return [entry["message"] for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]


def page_of(file: Path) -> dict[str, Any]:
    """The data in a graph page."""
    found = re.search(r'id="data">([^<]*)<', file.read_text(encoding="utf-8"))
    assert found
    return unpacked(found.group(1))
