"""Scores on annotated articles with the floors below which a change does not land: `python tests/floors.py GOLD`."""

import sys
from pathlib import Path

from kg.cli.evaluate import _pairs
from kg.evaluate import ACCURACIES, Score, score

FLOORS = {
    "seed": {"entity": 0.95, "event": 0.88, "core": 0.85},
    "ar-dev": {
        "mention": 0.89, "entity": 0.87, "relation": 0.74, "event": 0.68, "core": 0.52, "role": 0.62,
        "factuality": 0.90, "date": 0.78,
    },
}  # fmt: skip


def measured(gold: Path, articles: Path | None) -> Score:
    """The figures on one folder of annotations."""
    found = Score()
    for name, annotation, reading in _pairs(gold, articles):
        score(name, annotation, reading, found)
    return found


def main(root: Path) -> int:
    """Print every floored figure; 1 if one is below its floor."""
    folders = {"seed": (root / "seed", Path("seeds")), "ar-dev": (root / "ar-dev" / "json", None)}
    failed = 0
    for name, (gold, articles) in folders.items():
        found = measured(gold, articles)
        for figure, floor in FLOORS[name].items():
            value = (found.accuracy(figure) or 0.0) if figure in ACCURACIES else found.figures(figure)[2]
            failed += value < floor
            sys.stdout.write(f"{name} {figure} {value:.3f} (floor {floor}){' TOO LOW' if value < floor else ''}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
