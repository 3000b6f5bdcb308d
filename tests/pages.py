"""Every page of the program over the articles in tests/corpus, and `python tests/pages.py FOLDER`: pictures of each.

Each is taken in both languages, by day and by night, on a wide screen and on a phone.
"""

import argparse
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from browsing import OPTIONS

from kg import RuleExtractor, Store, build
from kg.articles import article_named, article_page
from kg.cli.site import Plan
from kg.queries.articles import cited
from kg.queries.brief import brief
from kg.queries.overview import overview
from kg.queries.timeline import timeline
from kg.queries.wording import wording
from kg.view import render_graph
from kg.view.article import render_article
from kg.view.brief import render_brief
from kg.view.index import render_index
from kg.view.reference import render_reference
from kg.view.sheet import sheet
from kg.view.timeline import render_timeline

CORPUS = Path(__file__).parent / "corpus"
ABOUT = ("country/pe", "country/ec")
SCREENS = {"wide": (1400, 900), "phone": (390, 844)}


def corpus_store() -> Store:
    """The articles of tests/corpus, read into memory."""
    store = Store.memory()
    build([CORPUS], store, RuleExtractor(), date(2025, 12, 31))
    return store


def pages(store: Store) -> Iterator[tuple[str, str]]:
    """Name and HTML of every page; a page of one language once for each."""
    yield "graph", render_graph(store)
    yield "reference", render_reference()
    found = overview(store)
    plan = Plan(actors=ABOUT, pairs=((ABOUT[1], ABOUT[0]),), articles=tuple(one.id for one in found.articles))
    shown = article_page(store, article_named(store, "01-accusation"), RuleExtractor())
    for lang in ("ar", "en"):
        yield f"index-{lang}", render_index(found, wording(store, found.named(), lang), plan.links(""))
        yield f"article-{lang}", render_article(shown, wording(store, shown.named(), lang))
        line, made = timeline(store, ABOUT), brief(store, ABOUT)
        words = wording(store, line.named() | made.named(), lang)
        told = {ident for one in line.happenings for ident in one.articles} | {claim.article for claim in made.notes}
        articles = cited(store, told)
        yield f"timeline-{lang}", render_timeline(line, words, articles)
        yield f"brief-{lang}", render_brief(sheet(made, words, articles))


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    browser = _browser()
    with corpus_store() as store:
        for name, text in pages(store):
            (folder / f"{name}.html").write_text(text, encoding="utf-8")
            for view, fragment in _views(name):
                _pictures(browser, folder / f"{name}.html", f"{name}{view}", fragment)
    browser.quit()


def _views(name: str) -> list[tuple[str, str]]:
    """Suffix and fragment for the views of a page that is worth more than one."""
    if name != "graph":
        return [("", "")]
    langs = {"ar": "", "en": "lang=en&"}
    shown = {"": "", "-card": "at=country/pe", "-focus": "focus=country/ec&at=country/ec", "-table": "view=table"}
    return [(f"-{lang}{view}", f"{start}{rest}") for lang, start in langs.items() for view, rest in shown.items()]


def _browser() -> Any:
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    for option in (*OPTIONS, "--hide-scrollbars", f"--user-data-dir={tempfile.mkdtemp()}"):
        options.add_argument(option)
    return webdriver.Chrome(options=options)


def _pictures(browser: Any, page: Path, name: str, fragment: str) -> None:
    for theme in ("light", "dark"):
        for screen, (width, height) in SCREENS.items():
            metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": screen == "phone"}
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
            feature = {"name": "prefers-color-scheme", "value": theme}
            browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
            browser.get("about:blank")
            browser.get(f"{page.as_uri()}#{fragment}")
            browser.implicitly_wait(1)
            browser.save_screenshot(str(page.parent / f"{name}-{screen}-{theme}.png"))


if __name__ == "__main__":
    main()
