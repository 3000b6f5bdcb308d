"""Running whole commands inside the test's process."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from kg.cli import main


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended: exit code, data and remarks."""

    code: int
    out: str
    err: str

    def is_one_line(self) -> bool:
        """Whether it failed with one line for the user and no traceback."""
        return self.out == "" and self.err.startswith("kg: ") and self.err.count("\n") == 1


Command = Callable[..., Done]


def commands(capsys: pytest.CaptureFixture[str]) -> Command:
    """A function that runs `kg` with arguments."""

    def kg(*arguments: object) -> Done:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Done(ended.value.code, captured.out, captured.err)

    return kg
