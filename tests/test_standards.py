"""Every page passes axe-core (accessibility) and the Nu HTML checker, where these are installed.

Both come from npm: `npm install --no-save axe-core vnu-jar` in the folder `.node` beside `kg`; the checker needs Java.
"""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import Show, find, until
from pages import corpus_store, pages

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]

MODULES = Path(__file__).parent.parent / ".node" / "node_modules"
AXE, NU = MODULES / "axe-core" / "axe.min.js", MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
NAMES = (
    "graph",
    "reference",
    *(f"{page}-{lang}" for page in ("index", "article", "timeline", "brief") for lang in ("ar", "en")),
)
WRONG = "<!doctype html><html><head><title></title></head><body><img src=x><p id=a><p id=a><table><div></table></body>"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with every page."""
    folder = tmp_path_factory.mktemp("pages")
    with corpus_store() as store:
        for name, text in pages(store):
            (folder / f"{name}.html").write_text(text, encoding="utf-8")
    yield folder


def violations(browser: Any) -> list[str]:
    """What axe-core finds in the page as it is now."""
    browser.execute_cdp_cmd("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    script = (
        "const done = arguments[0]; axe.run(document).then((found) => done(found.violations), (e) => done([String(e)]))"
    )
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]}" if isinstance(one, dict) else one
        for one in browser.execute_async_script(script)
    ]


def complaints_of_nu(files: list[Path]) -> list[str]:
    """The errors of the Nu HTML checker."""
    command = ["java", "-jar", str(NU), "--format", "json", "--errors-only", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return [f"{Path(one.get('url', '')).name}: {one['message']}" for one in json.loads(done.stderr)["messages"]]


needs_axe = pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed in .node")
needs_nu = pytest.mark.skipif(not NU.exists() or not shutil.which("java"), reason="vnu-jar or Java is not installed")


@needs_axe
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_no_page_puts_anybody_out(browser: Any, written: Path, name: str, theme: str) -> None:
    feature = {"name": "prefers-color-scheme", "value": theme}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    found = {}
    for fragment in ("", "lang=en", "at=country/pe", "view=table", "focus=country/pe") if name == "graph" else ("",):
        browser.get("about:blank")
        browser.get(f"{(written / name).as_uri()}.html#{fragment}")
        if name == "graph":
            until(browser, lambda: find(browser, "html").get_attribute("data-ready") == "yes")
        found[fragment] = violations(browser)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert not any(found.values()), found


@needs_axe
def test_axe_does_find_what_is_wrong(show: Show) -> None:
    assert {line.partition(":")[0] for line in violations(show(WRONG))} >= {
        "document-title",
        "html-has-lang",
        "image-alt",
    }


@needs_nu
def test_no_page_has_an_error_of_markup(written: Path) -> None:
    assert complaints_of_nu(sorted(written.glob("*.html"))) == []


@needs_nu
def test_the_checker_does_find_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text(WRONG, encoding="utf-8")
    assert len(complaints_of_nu([tmp_path / "wrong.html"])) > 2
