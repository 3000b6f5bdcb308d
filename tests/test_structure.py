"""The measures of the code hold: small functions, small modules, nothing that runs on import."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kg"
MODULES = sorted(PACKAGE.rglob("*.py"))


def code_lines(node: ast.AST) -> set[int]:
    """Line numbers of a function's statements, docstring and nested definitions left out."""
    lines: set[int] = set()
    body = list(getattr(node, "body", []))
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    for statement in body:
        for part in ast.walk(statement):
            if hasattr(part, "lineno"):
                lines.add(part.lineno)
    return lines


def functions() -> Iterator[tuple[str, int]]:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield f"{path.relative_to(PACKAGE)}:{node.name}", len(code_lines(node))


def test_functions_are_small() -> None:
    sizes = dict(functions())
    longest = max(sizes, key=lambda name: sizes[name])
    assert statistics.median(sizes.values()) <= 7
    assert sum(size < 20 for size in sizes.values()) >= 0.9 * len(sizes)
    assert sizes[longest] <= 40, longest


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_is_over_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_public_functions_and_modules_say_what_they_are_for(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "module docstring"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name
