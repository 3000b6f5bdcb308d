"""Where the data folders are: inside an installed package, or beside it in a checkout."""

from importlib.resources import files
from pathlib import Path


def data_dir(name: str) -> Path:
    """The folder `ontology` or `queries`."""
    package = Path(str(files("kg")))
    installed = package / "_data" / name
    return installed if installed.is_dir() else package.parent / name
