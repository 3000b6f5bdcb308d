"""The command line: `kg COMMAND`. A command is a signature, one call, one write."""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

import click

from kg.cli.group import LazyGroup
from kg.errors import KgError, QueryTimeoutError
from kg.resources import VERSION

# What the engine, the index and the system say when nothing more can be written
_FULL = ("No space left", "File too large", "disk is full", "disk I/O error", "Disk quota exceeded")


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(VERSION, message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> int:
    """Turn news about diplomacy into a knowledge graph, and ask it."""
    if ctx.invoked_subcommand is not None:
        return 0
    click.echo(ctx.get_help(), err=True)
    return 2


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit: 0 done, 1 failed, 2 wrong usage. Errors are one line on stderr."""
    # Rarely collecting garbage saves a short command a tenth of its time and costs a long one nothing.
    gc.set_threshold(50_000, 20, 20)
    _use_utf8()
    code = _run(arguments)
    if sys.argv[1:2] == ["lookup"] and arguments is None:
        _leave(code)
    sys.exit(code)


def _leave(code: int) -> NoReturn:
    """End without taking the interpreter apart, which takes as long as a look-up itself."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _use_utf8() -> None:
    """Arabic must survive a pipe whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = cli.main(args=arguments, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.ClickException as error:
        return _complain(error.format_message(), error.exit_code)
    except QueryTimeoutError as error:
        _end_now(error)
    except KgError as error:
        return _complain(str(error), error.exit_code)
    except BrokenPipeError:
        return _reader_left()
    except (KeyboardInterrupt, click.Abort):
        # A query may still be inside the engine, which nothing interrupts but the end of the process.
        _leave(130)
    except Exception as error:
        return _unexpected(error)


def _complain(message: str, code: int) -> int:
    from kg.cli.output import remark

    sys.stderr.write(remark(message))
    return code


def _end_now(error: QueryTimeoutError) -> NoReturn:
    """The engine cannot be stopped inside a row; leaving at once stops it with the process."""
    _leave(_complain(str(error), error.exit_code))


def _reader_left() -> int:
    """What reads our output has closed it: no error, but nothing may be flushed at exit either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _unexpected(error: Exception) -> int:
    if os.environ.get("KG_DEBUG") == "1":
        raise error
    if isinstance(error, (RuntimeError, OSError)) and str(error).startswith("Corruption"):
        return _complain(f"the store is damaged; delete its folder and build again ({error})", 1)
    if any(words in str(error) for words in _FULL):
        return _complain(f"the disk is full, or a limit is reached ({error}); make room and run the same again", 1)
    what = f"{type(error).__name__}: {error}".rstrip(": ")
    return _complain(f"unexpected failure ({what}); KG_DEBUG=1 shows where", 1)
