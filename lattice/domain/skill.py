"""Skills: anything a person can be more or less good at."""

from __future__ import annotations

from lattice.domain.column import Identifier, OptionalText, Text, Texts
from lattice.domain.record import Record


class Skill(Record):
    """A skill, knowledge, ability, behaviour, certification or tool."""

    id: Identifier
    name: Text
    kind: OptionalText = None
    category: OptionalText = None
    description: OptionalText = None
    aliases: Texts = ()
