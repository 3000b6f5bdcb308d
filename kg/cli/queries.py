"""`kg queries`: what can be asked."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import format_option, lang_option, output_option
from kg.cli.output import on_terminal, table, write

if TYPE_CHECKING:
    from kg.queries.ready import Question


@click.command("queries")
@format_option(("table", "json"))
@output_option
@lang_option
def command(form: str | None, output: Path | None, lang: str) -> None:
    """List the ready questions with their parameters."""
    from kg.queries.ready import load_questions

    questions = sorted(load_questions().values(), key=lambda asked: (asked.theme, asked.name))
    if (form or ("table" if on_terminal(output) else "json")) == "table":
        rows = ([asked.name, asked.titles[lang], _params(asked), asked.example] for asked in questions)
        write(table(("name", "title", "parameters", "example"), rows), output)
    else:
        write(json.dumps([_record(asked) for asked in questions], ensure_ascii=False, indent=1) + "\n", output)


def _params(asked: "Question") -> str:
    return " ".join(param.name if param.required else f"[{param.name}]" for param in asked.params)


def _record(asked: "Question") -> dict[str, object]:
    return {
        "name": asked.name,
        "theme": asked.theme,
        "title": dict(asked.titles),
        "summary": dict(asked.summaries),
        "params": [
            {"name": p.name, "kind": p.kind, "required": p.required, "summary": dict(p.summaries)} for p in asked.params
        ],
        "example": asked.example,
    }
