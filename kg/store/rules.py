"""The rules that draw relations: CONSTRUCT queries in `ontology/rules`, in stages."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from kg.errors import OntologyError
from kg.resources import data_dir
from kg.store.header import read_header


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One CONSTRUCT query; a stage sees what the stages before it have drawn."""

    name: str
    text: str
    stage: int
    summary: str


def load_rules(folder: Path | None = None) -> list[list[Rule]]:
    """The rules by stage. Raises OntologyError on a rule without a whole number as its stage."""
    stages: dict[int, list[Rule]] = defaultdict(list)
    for path in sorted((folder or data_dir("ontology") / "rules").glob("*.rq")):
        rule = _read_rule(path)
        stages[rule.stage].append(rule)
    return [stages[stage] for stage in sorted(stages)]


def _read_rule(path: Path) -> Rule:
    text = path.read_text(encoding="utf-8")
    header = read_header(text)
    stage = header.get("stage", [""])[0]
    if not stage.isdecimal():
        raise OntologyError(f"{path}: a rule needs a line such as '#+ stage: 1'")
    return Rule(name=path.stem, text=text, stage=int(stage), summary=header.get("summary_en", [""])[0])
