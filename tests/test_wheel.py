"""The built package works away from the checkout, with the data and questions it carries."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from browsing import page_of

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent
VISIT = "زار وزير الخارجية التركي هاكان فيدان العراق يوم الأحد 9 مارس 2025 لبحث ملف المياه."
Done = subprocess.CompletedProcess[str]


def run(*command: object, cwd: Path) -> Done:
    """Run a program without this checkout in its way."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "KG_"))}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as `pip` gets it; what builds it is fetched only where it is not installed."""
    folder = tmp_path_factory.mktemp("dist")
    isolation = ["--no-isolation"] if find_spec("hatchling") else []
    done = run(sys.executable, "-m", "build", "--wheel", *isolation, "--outdir", folder, ROOT, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("kg-*.whl"))


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`kg` in a new environment, which sees the libraries of this one but not the checkout."""
    folder = tmp_path_factory.mktemp("bare")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    install = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index")
    installed = run(*install, wheel, cwd=folder)
    assert installed.returncode == 0, installed.stderr
    found = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder)
    # A path that a path file adds brings no path files of its own, so an editable install stays out.
    (Path(found.stdout.strip()) / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / "bin" / "kg"


@pytest.fixture(scope="module")
def elsewhere(program: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory with an article and the store built of it."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "news").mkdir()
    (folder / "news" / "visit.txt").write_text(VISIT, encoding="utf-8")
    done = run(program, "build", "news", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_wheel_carries_data_and_questions_but_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert not [name for name in names if name.startswith(("tests", "seeds", "ontology/", "queries/"))]
    for name in ("kg/_data/ontology/core.ttl", "kg/_data/queries/disputed-claims.rq", "kg/view/templates/graph.js",
                 "kg/py.typed"):  # fmt: skip
        assert name in names


def test_the_installed_program_is_not_the_checkout(program: Path, elsewhere: Path) -> None:
    done = run(program.parent / "python", "-c", "import kg; print(kg.__file__)", cwd=elsewhere)
    assert str(program.parent.parent) in done.stdout


def test_a_packaged_question_is_answered(program: Path, elsewhere: Path) -> None:
    done = run(program, "query", "who-visited-whom", "-p", "actor=تركيا", cwd=elsewhere)
    rows = json.loads(done.stdout)["results"]["bindings"]
    assert rows
    assert any(cell["value"].endswith("/country/iq") for row in rows for cell in row.values())


def test_a_card_and_a_page_come_out_of_the_installed_program(program: Path, elsewhere: Path) -> None:
    card = json.loads(run(program, "lookup", "Hakan Fidan", cwd=elsewhere).stdout)
    assert card["path"] == "person/hakan-fidan"
    done = run(program, "graph", "-o", "page.html", cwd=elsewhere)
    assert done.returncode == 0, done.stderr
    assert VISIT.rstrip(".") in "".join(page_of(elsewhere / "page.html")["quotes"])
    assert run(program, "validate", cwd=elsewhere).returncode == 0
