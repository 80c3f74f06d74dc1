"""Archives: no path leads out, nothing grows beyond the limits, nothing lands on disk."""

from __future__ import annotations

import io
import stat
import struct
import warnings
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lattice.domain.bundle import Bundle
from lattice.errors import DataError, InvalidBundle, Problem
from lattice.exchange.archive import Archive
from lattice.exchange.folder import read_bundle
from lattice.exchange.limits import Limits
from tests.unit.exchange.small_bundle import FILES, save


def packed(
    path: Path, members: Mapping[str, str | bytes] | Sequence[tuple[str, str | bytes]], *, prefix: str = ""
) -> Path:
    """A zip of members by name."""
    pairs = members.items() if isinstance(members, Mapping) else members
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        for name, content in pairs:
            archive.writestr(prefix + name, content)
    return path


def problems(path: Path, limits: Limits | None = None) -> list[Problem]:
    """Everything wrong with a zip."""
    with pytest.raises(InvalidBundle) as caught:
        read_bundle(path, limits=limits or Limits())
    return list(caught.value.problems)


def messages(path: Path, limits: Limits | None = None) -> str:
    """Everything wrong with a zip, as one text."""
    return "\n".join(map(str, problems(path, limits)))


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    """The small bundle as it is read from a folder."""
    return read_bundle(save(tmp_path / "folder"))


@pytest.mark.parametrize("prefix", ["", "my-bundle/", "a/b/c/"])
def test_the_folder_or_its_files(tmp_path: Path, bundle: Bundle, prefix: str) -> None:
    """A zip may hold the files, or a folder that holds them."""
    assert read_bundle(packed(tmp_path / "b.zip", FILES, prefix=prefix)) == bundle


def test_what_systems_add(tmp_path: Path, bundle: Bundle) -> None:
    """What a system packs along, and files that are no tables, do no harm."""
    extra = {".DS_Store": "x", "__MACOSX/my/._roles.csv": "x", "my/": "", "my/.git/config": "x", "README.md": "x"}
    files = {f"my/{name}": text for name, text in FILES.items()}
    assert read_bundle(packed(tmp_path / "b.zip", {**extra, **files})) == bundle


def test_a_suffix_doesnt_matter(tmp_path: Path, bundle: Bundle) -> None:
    """A zip is known by what it holds."""
    assert read_bundle(packed(tmp_path / "bundle", FILES)) == bundle


@pytest.mark.parametrize(
    "name",
    ["../roles.csv", "/etc/roles.csv", "C:/roles.csv", "a\\roles.csv", "a/../../roles.csv", "..", "x/..", "a\nb"],
)
def test_paths_that_lead_out(tmp_path: Path, name: str) -> None:
    """A path that could leave the zip is refused, even where everything else is right."""
    path = packed(tmp_path / "b.zip", [*FILES.items(), (name, "x")])
    assert "could lead out of it" in messages(path)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["b.zip"]


def test_a_link(tmp_path: Path) -> None:
    """A link in a zip is refused and not followed."""
    member = zipfile.ZipInfo("people.csv")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in FILES:
            archive.writestr(member if name == "people.csv" else name, FILES[name])
    assert "people.csv in the zip is a link" in messages(path)


def test_a_folder_named_as_a_table(tmp_path: Path) -> None:
    """A folder with a table's name is reported as one."""
    files = [(name + "/" if name == "moves.csv" else name, text) for name, text in FILES.items()]
    assert "moves.csv is a folder" in messages(packed(tmp_path / "b.zip", files))


def test_twice_the_same_name(tmp_path: Path) -> None:
    """Two members of one name can't both be meant."""
    path = packed(tmp_path / "b.zip", [*FILES.items(), ("roles.csv", "id\n")])
    assert "'roles.csv' is in the zip 2 times" in messages(path)


def test_several_bundles(tmp_path: Path) -> None:
    """Two folders with bundles in one zip leave open which is meant."""
    files = [(f"{folder}/{name}", text) for folder in "ab" for name, text in FILES.items()]
    assert "several bundles, a/ and b/" in messages(packed(tmp_path / "b.zip", files))


def test_encrypted(tmp_path: Path) -> None:
    """A member with a password is reported, not asked for."""
    data = bytearray(packed(tmp_path / "b.zip", FILES).read_bytes())
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    (tmp_path / "b.zip").write_bytes(data)
    assert "needs a password" in messages(tmp_path / "b.zip")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_methods(tmp_path: Path, method: int) -> None:
    """Only the ordinary way of packing is read: others may ask for any amount of memory."""
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, text in FILES.items():
            archive.writestr(name, text)
    found = problems(path)
    assert {problem.expected for problem in found} == {"deflate, or none"}
    assert {problem.file for problem in found} == set(FILES)


def test_ratio(tmp_path: Path) -> None:
    """A member that unpacks to far more than its size is given up on the way."""
    path = packed(tmp_path / "b.zip", {**FILES, "levels.csv": "person,skill,level\n" + "\n" * 50_000_000})
    found = [problem for problem in problems(path) if problem.file == "levels.csv"]
    assert ["unpacks to more than 200 times" in problem.message for problem in found] == [True]


def test_sizes_are_counted_and_not_believed(tmp_path: Path) -> None:
    """What a zip says of its members' sizes doesn't let more through."""
    text = "person,skill,level\n" + "\n" * 5000
    data = packed(tmp_path / "b.zip", {**FILES, "levels.csv": text}).read_bytes()
    lying = data.replace(struct.pack("<L", len(text)), struct.pack("<L", 10))
    (tmp_path / "b.zip").write_bytes(lying)
    assert problems(tmp_path / "b.zip", Limits(file_bytes=1000))


def test_all_members_together(tmp_path: Path) -> None:
    """The limit on the whole counts every member that is read."""
    path = packed(tmp_path / "b.zip", FILES)
    assert "all files together 600 bytes" in messages(path, Limits(total_bytes=600))


def test_too_many_members(tmp_path: Path) -> None:
    """A zip with many members is refused before they are listed."""
    path = packed(tmp_path / "b.zip", {f"{number}.txt": "" for number in range(1001)})
    assert "too many files" in messages(path)


def test_a_lie_about_the_number_of_members(tmp_path: Path) -> None:
    """The number of members that the zip claims isn't believed either."""
    path = packed(tmp_path / "b.zip", {f"{number}.txt": "" for number in range(1001)})
    data = bytearray(path.read_bytes())
    data[-14:-10] = struct.pack("<2H", 1, 1)
    path.write_bytes(data)
    assert "at most 1000" in messages(path)


def test_a_large_directory(tmp_path: Path) -> None:
    """A table of contents beyond the limit isn't read."""
    path = packed(tmp_path / "b.zip", FILES)
    assert "too many files" in messages(path, Limits(zip_directory_bytes=100))


def test_the_wide_format(tmp_path: Path) -> None:
    """The format for giant zips is refused: its real figures stand elsewhere."""
    path = packed(tmp_path / "b.zip", FILES)
    data = path.read_bytes()
    path.write_bytes(data[:-22] + b"PK\x06\x07" + bytes(16) + data[-22:])
    assert "too many files" in messages(path)


def test_a_large_zip(tmp_path: Path) -> None:
    """A zip beyond the limit isn't opened."""
    path = packed(tmp_path / "b.zip", FILES)
    assert "too large" in messages(path, Limits(zip_bytes=100))


def test_a_damaged_member(tmp_path: Path) -> None:
    """A member whose checksum is wrong is reported by name, the others are read."""
    data = packed(tmp_path / "b.zip", FILES).read_bytes()
    checksum = struct.pack("<L", zlib.crc32(FILES["moves.csv"].encode()))
    (tmp_path / "b.zip").write_bytes(data.replace(checksum, b"\0\0\0\0"))
    assert [(problem.file, problem.expected) for problem in problems(tmp_path / "b.zip")] == [
        ("moves.csv", "a whole file")
    ]


@pytest.mark.parametrize("data", [b"", b"PK", b"id,name\n", b"PK\x05\x06", b"PK\x05\x06" + bytes(17)])
def test_no_zip(tmp_path: Path, data: bytes) -> None:
    """A file that is no zip is reported as one."""
    (tmp_path / "b.zip").write_bytes(data)
    assert "is no zip" in messages(tmp_path / "b.zip")


def test_an_empty_zip(tmp_path: Path) -> None:
    """A zip without members lacks the required files."""
    assert len(problems(packed(tmp_path / "b.zip", {}))) == 4


def test_a_workbook_under_another_name(tmp_path: Path) -> None:
    """A workbook is a zip too, and is told apart."""
    path = packed(tmp_path / "b.zip", {"[Content_Types].xml": "x", "xl/workbook.xml": "x"})
    with pytest.raises(DataError, match="is a workbook"):
        read_bundle(path)


def test_the_file_is_closed(tmp_path: Path) -> None:
    """Nothing stays open, whether or not the zip can be read."""
    with Archive(packed(tmp_path / "b.zip", FILES)) as archive:
        assert isinstance(archive.read("roles.csv"), bytes)
    (tmp_path / "b.zip").unlink()


def _small_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in FILES.items():
            archive.writestr(f"b/{name}", text)
    return buffer.getvalue()


_ZIP = _small_zip()


@given(st.lists(st.tuples(st.integers(0, len(_ZIP) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_any_bytes_changed(tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]]) -> None:
    """A zip with any bytes changed is read or reported."""
    data = bytearray(_ZIP)
    for at, byte in changes:
        data[at] = byte
    path = tmp_path_factory.getbasetemp() / "changed.zip"
    path.write_bytes(data)
    try:
        read_bundle(path)
    except DataError as error:
        assert str(error)  # noqa: PT017 - either outcome is right, an empty report is not


@given(st.integers(0, len(_ZIP) - 1))
def test_cut_off(tmp_path_factory: pytest.TempPathFactory, length: int) -> None:
    """A zip that ends too early is reported."""
    path = tmp_path_factory.getbasetemp() / "cut.zip"
    path.write_bytes(_ZIP[:length])
    with pytest.raises(DataError):
        read_bundle(path)
