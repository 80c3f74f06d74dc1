"""A small valid bundle as texts, to be changed by tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

FILES: Final[Mapping[str, str]] = {
    "lattice.toml": (
        'name = "Small"\ncurrency = "GBP"\n\n[levels]\nmaximum = 3\nnames = ["Basic", "Good", "Expert"]\n\n'
        "[policy]\nhours_per_week = 3\n"
    ),
    "roles.csv": (
        "id,title,family,grade,critical,seats,salary,aliases,description\n"
        'dev,Developer,software,1,,3,40000,coder|programmer,"Writes\nsoftware"\n'
        "lead,Lead developer,software,2,true,1,60000.5,,\n"
        "analyst,Analyst,data,1,no,,,,\n"
    ),
    "skills.csv": "id,name,kind\nc#,C#,tool\nwriting,Writing,\n",
    "requirements.csv": (
        "role,skill,level,entry_level,importance,essential\n"
        "dev,c#,1,,,\nlead,c#,3,2,0.8,true\nlead,writing,2,,0.5,false\nanalyst,writing,2,,,\n"
    ),
    "resources.csv": (
        "id,title,type,hours,cost,formats,available_from\n"
        'course-1,"Better, faster C#",course,40,120.5,online|evening,2026-01-05\n'
        "book,A book,reading,12,,,\n"
    ),
    "teaches.csv": "resource,skill,to_level,from_level\ncourse-1,c#,3,1\nbook,writing,2,\n",
    "prerequisites.csv": "resource,skill,level\ncourse-1,writing,1\n",
    "moves.csv": "from,to,kind,months,success,observed\ndev,lead,,1,0.9,4\nanalyst,dev,lattice,,,\n",
    "people.csv": (
        "id,role,name,in_role_since,budget,manager,group:site,group:team\n"
        "maya,dev,Maya Ömer,2024-02-01,500,ben,Leeds,blue\nben,lead,Ben,,,,,blue\n"
    ),
    "levels.csv": "person,skill,level,evidence,assessed_on\nmaya,c#,2,manager,2026-02-01\nben,c#,3,,\n",
    "completions.csv": "person,resource,completed_on\nmaya,book,2025-05-05\n",
    "aspirations.csv": "person,role,by\nmaya,lead,2028-01-01\n",
    "nominations.csv": "person,role,by\nmaya,lead,Ben\n",
}


def changed(**tables: str | None) -> dict[str, str]:
    """The files with some of them replaced, by table name; None takes a file away."""
    files = dict(FILES)
    for name, text in tables.items():
        file = "lattice.toml" if name == "manifest" else f"{name}.csv"
        if text is None:
            files.pop(file, None)
        else:
            files[file] = text
    return files


def save(folder: Path, files: Mapping[str, str | bytes] = FILES) -> Path:
    """Write files into a folder, which is made; bytes as they are, texts as UTF-8."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder
