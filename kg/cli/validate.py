"""`kg validate`: does the store keep the ontology's shapes."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from kg.address import Place
from kg.cli.options import format_option, output_option, quiet_option, store_option
from kg.cli.output import note, on_terminal, write


@click.command("validate")
@store_option
@format_option(("table", "json"))
@output_option
@quiet_option
@click.pass_context
def command(ctx: click.Context, store_path: Place, form: str | None, output: Path | None, quiet: bool) -> None:
    """Check every article's graph against the shapes, and every quote against its article.

    Exits with 1 if there is a finding.
    """
    from kg.store import Store

    with Store.open(store_path) as store:
        findings = store.validate()
    if (form or ("table" if on_terminal(output) else "json")) == "table":
        write("".join(f"{finding}\n" for finding in findings), output)
    else:
        write(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1) + "\n", output)
    note(f"{len(findings)} findings" if findings else "all is well", quiet=quiet)
    ctx.exit(1 if findings else 0)
