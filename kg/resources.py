"""Where the data folders are: inside an installed package, or beside it in a checkout."""

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

VERSION = "0.1.0"


@cache
def program_mark() -> str:
    """A hash of the program and its data: what is read with others may be read differently."""
    found = hashlib.sha256()
    for folder, kind in ((Path(str(files("kg"))), "*.py"), (data_dir("ontology"), "*.*")):
        for path in sorted(folder.rglob(kind)):
            found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]


def data_dir(name: str) -> Path:
    """The folder `ontology` or `queries`."""
    package = Path(str(files("kg")))
    installed = package / "_data" / name
    return installed if installed.is_dir() else package.parent / name
