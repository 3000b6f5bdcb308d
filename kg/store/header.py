"""The `#+ key: value` lines at the top of a `.rq` file."""


def read_header(text: str) -> dict[str, list[str]]:
    """The values of each key, in order; a key may stand on several lines."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("#+"):
            key, _, value = line[2:].partition(":")
            found.setdefault(key.strip(), []).append(value.strip())
    return found
