"""Writes the TypeScript types of a scene from the models: ``python -m tests.unit.maps.contract``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from lattice.maps.scene import Scene
from lattice.maps.words import catalogue

TYPES: Final = Path(__file__).parents[3] / "web" / "src" / "scene.ts"
_HEAD: Final = "// Made by `python -m tests.unit.maps.contract` from lattice/maps/scene.py: don't change it by hand.\n"
_SIMPLE: Final = {"string": "string", "number": "number", "integer": "number", "boolean": "boolean", "null": "null"}


def types() -> str:
    """The types of the scene and of the keys of its texts, as a TypeScript module."""
    schema = Scene.model_json_schema(mode="serialization", by_alias=True)
    definitions = {**schema.pop("$defs"), "Scene": schema}
    parts = [_interface(name, definitions[name]) for name in sorted(definitions) if name != "JsonValue"]
    keys = "\n".join(f"  | {json.dumps(key)}" for key in sorted(catalogue("en")))
    return f"{_HEAD}\n{''.join(parts)}/** The keys of the catalogue. */\nexport type TextKey =\n{keys};\n"


def _interface(name: str, schema: dict[str, Any]) -> str:
    lines = []
    for key, value in schema["properties"].items():
        # Fields that are null are left out of the page's JSON.
        maybe = "?" if _nullable(value) else ""
        lines.append(f"  {key}{maybe}: {_type(value)};\n")
    return f"export interface {name} {{\n{''.join(lines)}}}\n\n"


def _nullable(schema: dict[str, Any]) -> bool:
    return any(option.get("type") == "null" for option in schema.get("anyOf", ()))


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        return "unknown" if name == "JsonValue" else name
    if "anyOf" in schema:
        return " | ".join(_type(option) for option in schema["anyOf"] if option.get("type") != "null")
    if "const" in schema or "enum" in schema:
        return " | ".join(json.dumps(value) for value in schema.get("enum", [schema.get("const")]))
    if schema.get("type") in {"array", "object"}:
        return _container(schema)
    return _SIMPLE[schema["type"]] if "type" in schema else "unknown"


def _container(schema: dict[str, Any]) -> str:
    if schema["type"] == "object":
        values = schema.get("additionalProperties")
        return f"Record<string, {_type(values) if isinstance(values, dict) else 'unknown'}>"
    if "prefixItems" in schema:
        return f"[{', '.join(_type(item) for item in schema['prefixItems'])}]"
    item = _type(schema["items"])
    return f"({item})[]" if " | " in item else f"{item}[]"


def main() -> None:
    """Write the module."""
    TYPES.write_text(types(), encoding="utf-8")


if __name__ == "__main__":
    main()
