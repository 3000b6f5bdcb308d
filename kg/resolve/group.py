"""Tellings that have been joined, with what tells at once whether others may join them."""

from dataclasses import dataclass
from typing import Self

from kg.resolve.days import Days
from kg.resolve.telling import Roles, Telling


@dataclass(slots=True)
class Group:
    """Tellings of one event, their articles, their types with who takes part, and their days."""

    members: list[Telling]
    articles: set[str]
    roles: set[tuple[str, Roles]]
    days: Days

    @classmethod
    def of(cls, one: Telling) -> Self:
        """A telling alone."""
        return cls([one], {one.article}, {(one.type, one.roles)}, Days.of(one))

    def take(self, other: Self) -> None:
        """Become both."""
        self.members += other.members
        self.articles |= other.articles
        self.roles |= other.roles
        self.days.take(other.days)
