"""`kg site`: every page of a store in one folder, linked with one another."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.address import Place
from kg.cli.options import quiet_option, store_option
from kg.cli.output import note
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.model import Extractor
    from kg.queries.overview import Overview
    from kg.store import Store
    from kg.view.links import Links, Navigation

MARKER = ".kg-site"
_LANGS = ("ar", "en")
_NAMES = {
    "ar": {"index": "الفهرس", "graph": "الخريطة", "other": "English", "timeline": "الخط الزمني", "brief": "الملف"},
    "en": {"index": "Index", "graph": "Map", "other": "العربية", "timeline": "Timeline", "brief": "Brief"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which actors (paths), pairs and articles (ids) get a page."""

    actors: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    articles: tuple[str, ...]

    def links(self, up: str) -> "Links":
        """The addresses of all pages from a page that lies `up` ("" or "../") below the root of its language."""
        from kg.view.links import Links, file_name

        return Links(
            index=f"{up}index.html",
            entities={path: f"{up}actors/{file_name(path)}.html" for path in self.actors},
            articles={ident: f"{up}articles/{ident}.html" for ident in self.articles},
            dyads={pair: f"{up}dyads/{'--'.join(map(file_name, pair))}.html" for pair in self.pairs},
        )


@click.command("site")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("site"), show_default=True
)
@click.option("--actors", type=click.IntRange(0), default=60, show_default=True, help="Most actors with pages.")
@click.option("--dyads", type=click.IntRange(0), default=60, show_default=True, help="Most pairs with pages.")
@click.option("--articles", type=click.IntRange(0), default=1000, show_default=True, help="Most articles with pages.")
@store_option
@quiet_option
def command(output: Path, actors: int, dyads: int, articles: int, store_path: Place, quiet: bool) -> None:
    """Write a folder of pages: an index, the map, actors, pairs and articles, in Arabic and (below en/) in English.

    They work from the disk and need no network. The folder must be new, empty, or one that kg wrote.
    """
    from kg.queries.overview import overview
    from kg.store import Store

    _prepare(output)
    with Store.open(store_path) as store:
        found = overview(store)
        plan = Plan(
            actors=tuple(path for path, _ in found.actors[:actors]),
            pairs=tuple((pair.one, pair.two) for pair in found.pairs[:dyads]),
            articles=tuple(one.id for one in found.articles[:articles]),
        )
        size = count = 0
        for name, text in site_pages(store, found, plan):
            size += _write(output / name, text)
            count += 1
            if count % 100 == 0:
                note(f"{count} pages", quiet=quiet)
    note(f"wrote {count} pages ({size // 1024} KB); open {output / 'index.html'}", quiet=quiet)


def _prepare(folder: Path) -> None:
    """Make the folder. KgError if it holds what kg did not write."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()) and not (folder / MARKER).exists():
            raise KgError(f"{folder} holds other files; give a new or empty folder with -o")
        (folder / MARKER).write_text("Pages written by kg site.\n", encoding="utf-8")
    except OSError as error:
        raise KgError(f"cannot write into {folder}: {error.strerror or error}") from error


def _write(path: Path, text: str) -> int:
    """Write a page whole or not at all; how many bytes it has."""
    data = text.encode("utf-8", "replace")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(path.name + ".part")
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        raise KgError(f"cannot write {path}: {error.strerror or error}") from error
    return len(data)


def site_pages(store: "Store", found: "Overview", plan: Plan) -> Iterator[tuple[str, str]]:
    """Name and text of every page, the index last, so that what it leads to is there."""
    from kg.extract import RuleExtractor
    from kg.view import render_graph

    yield "graph.html", render_graph(store, links=plan.links(""))
    extractor = RuleExtractor()
    for ident in plan.articles:
        yield from _article_pages(store, plan, ident, extractor)
    for about in (*((path,) for path in plan.actors), *plan.pairs):
        yield from _actor_pages(store, plan, about)
    yield from _index_pages(store, found, plan)


def _placed(lang: str, name: str) -> str:
    return name if lang == "ar" else f"en/{name}"


def _navigation(lang: str, name: str, *more: tuple[str, str]) -> "Navigation":
    """The index, the map and the page in the other language, as seen from a page; `more` stands before the last."""
    words, up = _NAMES[lang], "../" * name.count("/")
    root = up if lang == "ar" else f"{up}../"
    other = f"{up}en/{name}" if lang == "ar" else f"{up}../{name}"
    home = [(words["index"], f"{up}index.html")] if name != "index.html" else []
    return [
        *home,
        (words["graph"], f"{root}graph.html" + ("" if lang == "ar" else "#lang=en")),
        *more,
        (words["other"], other),
    ]


def _article_pages(store: "Store", plan: Plan, ident: str, extractor: "Extractor") -> Iterator[tuple[str, str]]:
    from kg.articles import article_page
    from kg.queries.wording import wording
    from kg.view.article import render_article

    page, name = article_page(store, ident, extractor), f"articles/{ident}.html"
    for lang in _LANGS:
        words = wording(store, page.named(), lang)
        yield _placed(lang, name), render_article(page, words, plan.links("../"), _navigation(lang, name))


def _actor_pages(store: "Store", plan: Plan, about: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The dossier and the timeline of an actor or a pair."""
    from kg.queries.articles import cited
    from kg.queries.brief import brief
    from kg.queries.timeline import timeline
    from kg.queries.wording import wording
    from kg.view.brief import render_brief
    from kg.view.links import file_name
    from kg.view.sheet import sheet
    from kg.view.timeline import render_timeline

    file, links = "--".join(map(file_name, about)) + ".html", plan.links("../")
    folder, line_folder = ("actors", "timelines") if len(about) == 1 else ("dyads", "dyad-timelines")
    made, line = brief(store, about), timeline(store, about)
    told = {ident for one in line.happenings for ident in one.articles} | {claim.article for claim in made.notes}
    articles = cited(store, told)
    for lang in _LANGS:
        words, names = wording(store, made.named() | line.named(), lang), _NAMES[lang]
        name, other = f"{folder}/{file}", f"{line_folder}/{file}"
        to_line = _navigation(lang, name, (names["timeline"], f"../{other}"))
        yield _placed(lang, name), render_brief(sheet(made, words, articles), links, to_line)
        to_brief = _navigation(lang, other, (names["brief"], f"../{name}"))
        yield _placed(lang, other), render_timeline(line, words, articles, links, to_brief)


def _index_pages(store: "Store", found: "Overview", plan: Plan) -> Iterator[tuple[str, str]]:
    from dataclasses import replace

    from kg.queries.wording import wording
    from kg.view.index import render_index

    for lang in reversed(_LANGS):
        words = wording(store, found.named(), lang)
        links = replace(plan.links(""), graph="graph.html" if lang == "ar" else "../graph.html#lang=en")
        yield _placed(lang, "index.html"), render_index(found, words, links, _navigation(lang, "index.html")[-1:])
