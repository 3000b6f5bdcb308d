"""The commands by name; a command's module is imported only when it is called."""

from importlib import import_module

import click

COMMANDS = {
    "build": ("kg.cli.build", "Read articles and build the graph."),
    "extract": ("kg.cli.extract", "Print what articles say, without a store."),
    "sparql": ("kg.cli.sparql", "Ask the graph in SPARQL (reading only)."),
    "ask": ("kg.cli.ask", "Ask in words, Arabic or English."),
    "query": ("kg.cli.query", "Ask a ready question."),
    "queries": ("kg.cli.queries", "List the ready questions."),
    "lookup": ("kg.cli.lookup", "Show what is known of a person, state, organisation..."),
    "path": ("kg.cli.path", "Show how two actors are connected."),
    "timeline": ("kg.cli.timeline", "Tell by date what an actor did, or two did together."),
    "site": ("kg.cli.site", "Write every page into a folder, linked with one another."),
    "brief": ("kg.cli.brief", "Write a dossier on an actor, or on two."),
    "graph": ("kg.cli.graph", "Draw the graph as one page for the browser."),
    "serve": ("kg.cli.serve", "Offer pages, look-ups and SPARQL to browsers and programs."),
    "explain": ("kg.cli.explain", "Show how an article was read, or why an event is one event."),
    "merge": ("kg.cli.merge", "Judge that two events or entities are one."),
    "split": ("kg.cli.split", "Judge that what was joined is not one."),
    "remove": ("kg.cli.remove", "Take articles back with what only they support."),
    "export": ("kg.cli.export", "Write the graph for other tools."),
    "ontology": ("kg.cli.ontology", "Write the reference of the ontology as one page."),
    "diff": ("kg.cli.diff", "Tell what changed between two builds."),
    "stats": ("kg.cli.stats", "Count what is in the store."),
    "validate": ("kg.cli.validate", "Check the store against the ontology's shapes."),
    "check": ("kg.cli.check", "Look for gaps in the data, or for damage of a store."),
    "evaluate": ("kg.cli.evaluate", "Score the extraction against annotated articles."),
}


class LazyGroup(click.Group):
    """A group whose commands are found in COMMANDS; each module has its command as `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names in the order in which a reader meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        found = import_module(COMMANDS[cmd_name][0]).command
        return found if isinstance(found, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As usual, but an unknown name is answered with near ones."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=2)
            hint = f"did you mean {' or '.join(near)}?" if near else "see: kg --help"
            raise click.UsageError(f"there is no command {args[0]!r}; {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list for --help, without importing anything."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])
