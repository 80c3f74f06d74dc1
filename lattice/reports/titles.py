"""Titles for ids, names for levels, words for money: what a reader wants instead of figures and keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from lattice.domain.policy import Header
from lattice.graph.names import all_named
from lattice.graph.snapshot import Snapshot

_SYMBOLS: Final = {"GBP": "£", "EUR": "€", "USD": "$", "JPY": "¥", "INR": "₹"}


@dataclass(frozen=True)
class Titles:
    """The words of one lattice. An id without a title stands for itself.

    ``others`` has the names of people whom the snapshot mentions and doesn't hold.
    """

    snapshot: Snapshot
    others: Mapping[str, str] = field(default_factory=dict)

    @property
    def header(self) -> Header:
        """The lattice's name and scale."""
        return self.snapshot.header

    def role(self, name: str) -> str:
        """A role's title."""
        return self._roles.get(name) or name

    def skill(self, name: str) -> str:
        """A skill's name."""
        return self._skills.get(name) or name

    def resource(self, name: str) -> str:
        """A learning resource's title."""
        return self._resources.get(name) or name

    def person(self, name: str) -> str:
        """A person's name."""
        return self._people.get(name) or self.others.get(name) or name

    def level(self, level: int) -> str:
        """A level's name."""
        return self.header.levels.name(level)

    def money(self, amount: float) -> str:
        """An amount in the lattice's currency, ``free`` for nothing."""
        if amount == 0:
            return "free"
        text = f"{amount:,.0f}" if amount == round(amount) else f"{amount:,.2f}"
        currency = self.header.currency
        if currency in _SYMBOLS:
            return f"{_SYMBOLS[currency]}{text}"
        return f"{text} {currency}" if currency else text

    @cached_property
    def _roles(self) -> Mapping[str, str]:
        return self._of("role")

    @cached_property
    def _skills(self) -> Mapping[str, str]:
        return self._of("skill")

    @cached_property
    def _resources(self) -> Mapping[str, str]:
        return self._of("resource")

    @cached_property
    def _people(self) -> Mapping[str, str]:
        return self._of("person")

    def _of(self, kind: str) -> Mapping[str, str]:
        return {named.id: named.title for named in all_named(self.snapshot, kind)}
