"""`kg queries`: what can be asked."""

import json
from collections.abc import Mapping, Sequence
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
    from kg.queries.themes import by_theme, load_themes

    themes = load_themes()
    questions = by_theme(load_questions().values(), themes)
    if (form or ("table" if on_terminal(output) else "json")) == "table":
        labels = _theme_labels(questions, themes, lang)
        rows = (
            [label, asked.name, asked.titles[lang], _params(asked), asked.example]
            for label, asked in zip(labels, questions, strict=True)
        )
        write(table(("theme", "name", "title", "parameters", "example"), rows), output)
    else:
        write(json.dumps([_record(asked) for asked in questions], ensure_ascii=False, indent=1) + "\n", output)


def _theme_labels(questions: Sequence["Question"], themes: Mapping[str, Mapping[str, str]], lang: str) -> list[str]:
    """The label of each question's theme, where a new theme begins."""
    names = [asked.theme for asked in questions]
    return [
        "" if at and names[at - 1] == name else themes.get(name, {}).get(lang, name) for at, name in enumerate(names)
    ]


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
        "phrases": {lang: list(phrases) for lang, phrases in asked.phrases.items()},
    }
