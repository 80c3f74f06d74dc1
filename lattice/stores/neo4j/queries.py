"""The Cypher that a store runs, made from the shape of its tables: what people typed is only ever a parameter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lattice.domain.column import Form
from lattice.domain.table import GROUP_PREFIX
from lattice.stores.neo4j.shape import HOLDS, NODES, PEOPLE, ROLES, Nodes, Relationships, Shape, form
from lattice.stores.neo4j.texts import fields, is_bare

STORE: Final = "LatticeStore"
"""The label of the one node that says that this is a store, and in which state."""

PART: Final = "LatticePart"
"""The label of a part of a load that is written down before it is carried out."""

DOCUMENT: Final = "LatticeDocument"
"""The label of a document that was put aside."""


def constraints() -> Iterator[tuple[str, str]]:
    """The name of each constraint and index, and the statement that makes it where it isn't there."""
    for label in (*(nodes.label for nodes in NODES), STORE):
        yield _constraint(label, "id")
    yield _constraint(DOCUMENT, "name")
    name = "lattice_part"
    yield name, (f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{PART}) REQUIRE (n.load, n.number) IS UNIQUE")
    name = "lattice_person_name"
    yield name, (f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{PEOPLE.label}) ON (n.name_key)")


def _constraint(label: str, key: str) -> tuple[str, str]:
    name = f"lattice_{label.lower()}_{key}"
    return name, (f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{key} IS UNIQUE")


# --- Reading ----------------------------------------------------------------


def read_nodes(shape: Nodes, where: str = "") -> str:
    """All stored rows of nodes as one list of lists; ``where`` is a condition on ``n`` of our own making."""
    return f"MATCH (n:{shape.label}) {where} RETURN collect({_node_fields(shape)})"


def read_relationships(shape: Relationships, where: str = "") -> str:
    """All stored rows of relationships as one list of lists; ``where`` is a condition on ``a``, ``h``, ``b``."""
    fields = ", ".join(_value(shape, name) for name in shape.names[2:])
    listed = f"[a.id, b.id, {fields}]" if fields else "[a.id, b.id]"
    return f"MATCH {_pattern(shape)} {where} RETURN collect({listed})"


def read_page(shape: Shape, *, bounded: bool) -> str:
    """The rows of the first ``$size`` nodes after the id ``$after``, as one text a node; up to ``$last`` if bounded.

    A list of texts as ``texts`` has them, with the signs ``$field``, ``$row``,
    ``$item`` and ``$given``, and the last node's id. A text takes the driver a
    tenth of the time that the same values in lists would; and the server has
    all properties at once in less time than three of them one by one.
    """
    if isinstance(shape, Nodes):
        label, node, of = shape.label, "n, properties(n) AS p", "p"
        head = "".join(f" + {_text(shape, name, of=of)}" for name in fields(shape))
        groups = any(form(shape, name) is Form.GROUPS for name in shape.names)
        found, row = _groups(of) if groups else "[]", "$row + one[0] + $field + one[1]"
    else:
        label, node, of, head = shape.start.label, "n", "n", ""
        type_ = ", type(h)" if len(shape.types) > 1 else ""
        found = f"[{_pattern(shape, start='n')} | [b.id, properties(h){type_}]]"
        row = "$row + one[0]" + "".join(f" + {_text(shape, name, of='one[1]')}" for name in fields(shape)[1:])
    return (
        f"MATCH (n:{label}) WHERE n.id > $after{' AND n.id <= $last' if bounded else ''} "
        f"WITH n ORDER BY n.id LIMIT $size WITH {node} WITH *, {found} AS found "
        f"WITH n.id AS id, toString(size(found)) + $field + {of}.id{head} AS head, found "
        f"RETURN collect(reduce(t = head, one IN found | t + ({row}))), collect(id)[-1]"
    )


def ids_of_page(shape: Shape) -> str:
    """The ids of the first ``$size`` nodes after the id ``$after``."""
    start = shape if isinstance(shape, Nodes) else shape.start
    return f"MATCH (n:{start.label}) WHERE n.id > $after WITH n ORDER BY n.id LIMIT $size RETURN collect(n.id)"


def count(shape: Shape) -> str:
    """How many rows a table has at most, from the counts that the server keeps."""
    if isinstance(shape, Nodes):
        return f"MATCH (n:{shape.label}) RETURN count(n)"
    return f"MATCH (:{shape.start.label})-[h:{shape.pattern}]->() RETURN count(h)"


def long_ids() -> str:
    """Ids that are stored by their beginning, as pairs of that and the whole id."""
    return (
        f"MATCH (n:{'|'.join(nodes.label for nodes in NODES)}) WHERE n.long_id IS NOT NULL "
        "RETURN collect([n.id, n.long_id])"
    )


def ids(shape: Nodes) -> str:
    """The first ``$limit`` ids that begin with ``$start``."""
    return (
        f"MATCH (n:{shape.label}) WHERE n.id STARTS WITH $start "
        "RETURN coalesce(n.long_id, n.id) AS id ORDER BY n.id LIMIT $limit"
    )


def called() -> str:
    """The ids of the people with an id or a name."""
    return (
        f"CALL () {{ MATCH (p:{PEOPLE.label}) WHERE p.id IN $ids RETURN p.id AS id "
        f"UNION MATCH (p:{PEOPLE.label}) WHERE p.name_key = $key RETURN p.id AS id }} "
        "RETURN collect(DISTINCT id)"
    )


# --- Writing ----------------------------------------------------------------


def put_nodes(shape: Nodes, *, known: bool) -> str:
    """Make nodes, or set what is on them when they are ``known``; other properties stay."""
    values = [
        f"n.{_property(name)} = {_given(shape, name, f'r[{at}]')}"
        for at, name in enumerate(shape.names)
        if name != "id" and form(shape, name) is not Form.GROUPS and not _is_holding(shape, name)
    ]
    words = [f"UNWIND $rows AS r MERGE (n:{shape.label} {{id: r[0]}})"]
    groups = next((at for at, name in enumerate(shape.names) if form(shape, name) is Form.GROUPS), None)
    if groups is not None and known:
        words.append(f"FOREACH (k IN [k IN keys(n) WHERE k STARTS WITH '{GROUP_PREFIX}'] | REMOVE n[k])")
    words.append(f"SET {', '.join(values)}")
    if groups is not None:
        words.append(f"SET n += coalesce(r[{groups}], {{}})")
    if shape is PEOPLE:
        role = f"r[{shape.names.index('role')}]"
        if known:
            words.append(
                f"WITH n, r OPTIONAL MATCH (n)-[h:{HOLDS}]->(other:{ROLES.label}) WHERE other.id <> {role} DELETE h"
            )
        words.append(f"WITH DISTINCT n, r MATCH (o:{ROLES.label} {{id: {role}}}) MERGE (n)-[:{HOLDS}]->(o)")
    return " ".join(words)


def drop_nodes(shape: Nodes) -> str:
    """Take nodes away, and whatever hangs on them."""
    return f"UNWIND $rows AS r MATCH (n:{shape.label} {{id: r[0]}}) DETACH DELETE n"


def make_relationships(shape: Relationships, type_: str) -> str:
    """Make relationships of one type; rows are grouped by the node where they start."""
    values = ", ".join(
        f"{_property(name)}: {_given(shape, name, f'r[{at}]')}"
        for at, name in enumerate(shape.table.names[2:], start=1)
    )
    return (
        f"UNWIND $rows AS g MATCH (a:{shape.start.label} {{id: g[0]}}) UNWIND g[1] AS r "
        f"MATCH (b:{shape.end.label} {{id: r[0]}}) CREATE (a)-[:{type_} {{{values}}}]->(b)"
    )


def change_relationships(shape: Relationships) -> str:
    """Set what is on relationships; not for moves, whose type may change."""
    values = ", ".join(
        f"h.{_property(name)} = {_given(shape, name, f'r[{at}]')}"
        for at, name in enumerate(shape.table.names[2:], start=1)
    )
    return f"{_find(shape)} WITH h, r SET {values}"


def drop_relationships(shape: Relationships) -> str:
    """Take relationships away, their nodes not."""
    same = "WHERE coalesce(h.kind, '') = r[1]" if len(shape.types) > 1 else ""
    return f"{_find(shape)} {same} DELETE h"


def _find(shape: Relationships) -> str:
    return (
        f"UNWIND $rows AS g MATCH (a:{shape.start.label} {{id: g[0]}}) UNWIND g[1] AS r "
        f"MATCH (a)-[h:{shape.pattern}]->(b:{shape.end.label} {{id: r[0]}})"
    )


def _node_fields(shape: Nodes) -> str:
    return "[" + ", ".join(_node_value(shape, name) for name in shape.names) + "]"


def _node_value(shape: Nodes, name: str, *, of: str = "n") -> str:
    if _is_holding(shape, name):
        return f"[(n)-[:{HOLDS}]->(o:{ROLES.label}) | o.id][0]"
    if form(shape, name) is Form.GROUPS:
        return _groups(of)
    if form(shape, name) is Form.DATE:
        return f"toString({of}.{_property(name)})"
    return f"{of}.{_property(name)}"


def _groups(of: str) -> str:
    return f"[k IN keys({of}) WHERE k STARTS WITH '{GROUP_PREFIX}' | [k, {of}[k]]]"


def _value(shape: Relationships, name: str, *, of: str = "h") -> str:
    if name == "type":
        return "type(h)" if of == "h" else "one[2]"
    value = f"{of}.{_property(name)}"
    if shape.table.name == "moves" and name == "kind":
        return f"coalesce({value}, '')"
    return f"toString({value})" if form(shape, name) is Form.DATE else value


def _text(shape: Shape, name: str, *, of: str) -> str:
    """A value behind ``$field``, with nothing where it is blank; ``$given`` tells an empty text from none."""
    value = _node_value(shape, name, of=of) if isinstance(shape, Nodes) else _value(shape, name, of=of)
    column = form(shape, name)
    if is_bare(shape, name):
        return f"$field + {value}"
    if column in {Form.TEXT, Form.IDENTIFIER}:
        return f"coalesce($given + {value}, $field)"
    if column is Form.LIST:
        value = f"toString(size({value})) + reduce(t = '', i IN {value} | t + $item + i)"
    elif column is not Form.DATE:
        value = f"toString({value})"
    return f"coalesce($field + {value}, $field)"


def _given(shape: Shape, name: str, value: str) -> str:
    if shape.table.name == "moves" and name == "kind":
        # Left out, it is derived: the relationship's type says which it is.
        return f"nullIf({value}, '')"
    return f"date({value})" if form(shape, name) is Form.DATE else value


def _is_holding(shape: Nodes, name: str) -> bool:
    return shape is PEOPLE and name == "role"


def _pattern(shape: Relationships, *, start: str = "") -> str:
    first = f"({start})" if start else f"(a:{shape.start.label})"
    return f"{first}-[h:{shape.pattern}]->(b:{shape.end.label})"


def _property(name: str) -> str:
    return f"`{name}`"
