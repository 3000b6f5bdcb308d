"""The folder of pages: every way leads somewhere, twice is the same, and nothing of others is touched."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from commands import Command, commands
from hostile import hostile_store
from pages import CORPUS

from kg.cli import main
from kg.cli.site import Plan, site_pages
from kg.queries.overview import overview
from kg.view.balance import chart

FEW = ("--actors", "12", "--dyads", "6")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The site of tests/corpus, written by the command."""
    folder = tmp_path_factory.mktemp("site")
    for command in (["build", str(CORPUS), "-q"], ["site", "-o", str(folder / "pages"), *FEW]):
        with pytest.raises(SystemExit) as ended:
            main([*command, "-s", str(folder / "store")])
        assert ended.value.code == 0
    yield folder


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command."""
    return commands(capsys)


def ways(page: Path) -> Iterator[tuple[Path, str]]:
    """The file and fragment of every link of a page that stays in the folder."""
    for href in map(unescape, re.findall(r'<a[^>]* href="([^"]+)"', page.read_text(encoding="utf-8"))):
        if not href.startswith(("http://", "https://")):
            file, _, fragment = href.partition("#")
            yield (page.parent / unquote(file)).resolve() if file else page, fragment


def test_every_way_leads_to_a_page_and_to_a_place_in_it(site: Path) -> None:
    pages = sorted((site / "pages").rglob("*.html"))
    assert len(pages) > 100
    ids = {page.resolve(): set(re.findall(r' id="([^"]+)"', page.read_text(encoding="utf-8"))) for page in pages}
    for page in pages:
        for target, fragment in ways(page):
            assert target.resolve() in ids, (page.name, target)
            if fragment and target.name != "graph.html":
                assert fragment in ids[target.resolve()], (page.name, target.name, fragment)


def test_from_the_index_every_page_is_reached(site: Path) -> None:
    pages = {page.resolve() for page in (site / "pages").rglob("*.html")}
    seen, waiting = set(), [(site / "pages" / "index.html").resolve()]
    while waiting:
        page = waiting.pop()
        if page not in seen:
            seen.add(page)
            waiting += [target.resolve() for target, _ in ways(page)]
    assert pages == seen


def test_each_language_leads_to_the_other(site: Path) -> None:
    for page in (site / "pages" / "actors").glob("*.html"):
        other = site / "pages" / "en" / "actors" / page.name
        assert other.resolve() in {target.resolve() for target, _ in ways(page)}
        assert page.resolve() in {target.resolve() for target, _ in ways(other)}
        assert 'lang="en" dir="ltr"' in other.read_text(encoding="utf-8")


def test_the_same_store_gives_the_same_bytes(site: Path, tmp_path: Path, kg: Command) -> None:
    again = tmp_path / "again"
    assert "wrote" in kg("site", "-s", site / "store", "-o", again, *FEW).err
    first = {page.relative_to(site / "pages"): page.read_bytes() for page in (site / "pages").rglob("*.html")}
    assert {page.relative_to(again): page.read_bytes() for page in again.rglob("*.html")} == first


def test_a_folder_of_others_is_refused_and_an_own_one_written_again(site: Path, tmp_path: Path, kg: Command) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    done = kg("site", "-s", site / "store", "-o", tmp_path)
    assert done.code == 1
    assert done.is_one_line() and "holds other files" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_the_index_says_what_has_no_page(site: Path) -> None:
    text = (site / "pages" / "en" / "index.html").read_text(encoding="utf-8")
    assert re.search(r"Without a page here: \d+ less told actors", text)


def test_hostile_names_make_harmless_files_and_text() -> None:
    with hostile_store() as store:
        found = overview(store)
        plan = Plan(
            actors=tuple(path for path, _ in found.actors),
            pairs=tuple((pair.one, pair.two) for pair in found.pairs),
            articles=tuple(one.id for one in found.articles),
        )
        for name, text in site_pages(store, found, plan):
            assert re.fullmatch(r"[a-z0-9/._-]+", name) and ".." not in name
            assert not re.search(r"<(img|svg/onload|iframe)|<script>window|href=\"javascript", text)


def test_the_balance_stacks_cooperation_above_and_conflict_below_the_line() -> None:
    months = [("one", (2, 1, 0, 0, 0, 1)), ("two", (0, 0, 3, 1, 5, 0))]
    made = chart(months, mirrored=False)
    for column, (_, cells) in zip(made.columns, months, strict=True):
        assert sorted(bar.count for bar in column.bars) == sorted(n for n in (*cells[:4], cells[5]) if n)
        for bar in column.bars:
            above = bar.y + bar.height <= made.zero + 0.2
            assert above == (not bar.kind.startswith("conflict"))
    mirrored = chart(months, mirrored=True)
    assert [made.width - column.middle for column in mirrored.columns] == [column.middle for column in made.columns]
