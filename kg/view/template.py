"""Filling the templates: everything in them is escaped, and a page runs and loads only what its policy names."""

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any


def template_text(name: str) -> str:
    """A style or script that lies beside the templates."""
    return (folder() / name).read_text(encoding="utf-8")


def filled(template: str, **values: Any) -> str:
    """The template with the values, escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=FileSystemLoader(folder()),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(template).render(**values)


def sources(kind: str, texts: Sequence[str]) -> str:
    """The part of a policy that lets just these scripts or styles be used."""
    return f"{kind} " + " ".join(f"'sha256-{_digest(text)}'" for text in texts)


def scripted(template: str, styles: Sequence[str], script: str, **values: Any) -> str:
    """A page with styles and one script of its own, and nothing loaded."""
    css, code = "\n".join(map(template_text, styles)), template_text(script)
    policy = (
        f"default-src 'none'; {sources('script-src', [code])}; {sources('style-src', [css])}; "
        "base-uri 'none'; form-action 'none'"
    )
    return filled(template, style=css, script=code, policy=policy, **values)


def document(template: str, style: str, **values: Any) -> str:
    """A page that only reads: one style, no script, nothing loaded."""
    css = template_text(style)
    policy = f"default-src 'none'; {sources('style-src', [css])}; base-uri 'none'; form-action 'none'"
    return filled(template, style=css, policy=policy, **values)


def folder() -> Path:
    """Where the templates are."""
    return Path(str(files("kg.view"))) / "templates"


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
