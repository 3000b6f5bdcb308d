"""Whether a store on a server is what was written there."""

from collections.abc import Iterator

from kg.address import Address
from kg.store.remote.server import met


def server_faults(address: Address) -> Iterator[str]:
    """What is wrong, a line each: a build that has not ended, quads that have come or gone since. StoreError as `met`.

    Files are the server's own affair; what can be told from here is whether there are as many quads as the last build
    left.
    """
    server = met(address)
    try:
        if server.state.unfinished or not server.state.mark:
            yield "a build is at work or was left in the middle; run kg build again if none is at work"
            return
        count = len(server.remote)
        if count != server.state.quads:
            yield f"the server has {count:,} quads, the last build left {server.state.quads or 0:,}"
    finally:
        server.close()
