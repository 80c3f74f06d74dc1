"""What the page about Neo4j says is what the program and the server say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]  # stubs for one file of settings would be too much
from neo4j.exceptions import ClientError

from tests.neo4j.server import Server

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "neo4j.md").read_text(encoding="utf-8")
COMPOSE = ROOT / "compose.yaml"
STATEMENTS = [
    statement
    for block in re.findall(r"^```cypher\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    for statement in block.strip().split(";\n")
]


@pytest.mark.xdist_group("neo4j")
@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_server_understands_each_statement(statement: str, neo4j_server: Server) -> None:
    """Users are made and all is emptied as the page says; Community refuses what only Enterprise does."""
    if statement.startswith("CREATE USER"):
        neo4j_server.run(statement, on="system")
        neo4j_server.run("DROP USER lattice", on="system")
        return
    if statement.startswith("MATCH"):
        neo4j_server.run("CREATE (:Person)-[:HAS]->(:Skill)<-[:REQUIRES]-(:Role)")
        with neo4j_server.driver() as driver, driver.session(database=neo4j_server.database) as session:
            session.run(statement).consume()
        meant = "(n:Person)" if "(n:Person)" in statement else "(n)"
        assert neo4j_server.run(f"MATCH {meant} RETURN count(n) AS many") == [{"many": 0}]
        neo4j_server.wipe()
        return
    with pytest.raises(ClientError) as caught:
        neo4j_server.run(statement, on="system")
    assert caught.value.code == "Neo.ClientError.Statement.UnsupportedAdministrationCommand"


def test_each_message_of_the_table_is_one_of_the_program() -> None:
    """The first column quotes the program's own words."""
    table = PAGE.partition("| it says |")[2]
    said = re.findall(r"^\| `([^`]+)`", table, re.MULTILINE)
    sources = [
        ROOT / "lattice" / "stores" / f"{name}.py" for name in ("open", "neo4j/probe", "neo4j/faults", "neo4j/store")
    ]
    source = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    # A message may be broken into lines anywhere; a name in it stands for any.
    source = re.sub(r'"\s*\n\s*f?"', "", source).replace("{user}", "user …").replace("{place}", "…")
    assert len(said) > 15
    assert [text for text in said if text not in source and text.replace("user …", "…") not in source] == []


def test_each_variable_is_explained() -> None:
    """Every variable that the connection reads has a line on the page."""
    folder = ROOT / "lattice" / "stores" / "neo4j"
    read = {
        name
        for path in folder.glob("*.py")
        for name in re.findall(r'"(LATTICE_[A-Z0-9_]+)"', path.read_text(encoding="utf-8"))
    }
    assert read
    assert [name for name in sorted(read) if f"| `{name}` |" not in PAGE] == []


def test_compose_is_as_the_page_says() -> None:
    """The official image of the supported version, a volume, a health check, a required password, this machine only."""
    (service,) = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"].values()
    assert service["image"] == "neo4j:5.26-community"
    assert ":?" in service["environment"]["NEO4J_AUTH"]
    assert service["healthcheck"]["test"][0] == "CMD"
    assert "PASSWORD" not in str(service["healthcheck"])
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert service["volumes"] == ["lattice-data:/data"]


def test_compose_is_understood_by_docker() -> None:
    """Where there is a docker with compose, it takes the file with a password and refuses it without."""
    docker = shutil.which("docker")
    command = [docker or "docker", "compose", "--file", str(COMPOSE), "config", "--quiet"]
    if docker is None or subprocess.run([docker, "compose", "version"], check=False, capture_output=True).returncode:
        pytest.skip("there is no docker with compose here; the file's content is tested without")
    env = {name: value for name, value in os.environ.items() if not name.startswith("LATTICE_")}
    assert subprocess.run(command, check=False, capture_output=True, env=env).returncode != 0
    env["LATTICE_NEO4J_PASSWORD"] = "x" * 12
    assert subprocess.run(command, check=False, capture_output=True, env=env).returncode == 0
