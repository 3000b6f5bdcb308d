"""Errors whose message is the one line a user reads."""


class KgError(Exception):
    """Something the user can act on; the message says what is wrong and what to do next."""

    exit_code = 1


class UsageError(KgError):
    """A wrong call: unknown name, bad parameter, bad syntax."""

    exit_code = 2


class ReadError(KgError):
    """One source could not be read; the rest of a batch goes on."""


class ReadWarning(ReadError):  # noqa: N818
    """Something of a source may be lost or be of little use; what could be read is read."""


class StoreError(KgError):
    """The store is missing, foreign, locked or damaged."""


class OntologyError(KgError):
    """The data in the ontology folder contradicts itself."""


class QueryError(UsageError):
    """A SPARQL text that is malformed or not allowed."""


class QueryTimeoutError(KgError):
    """A query that was ended at its time limit."""
