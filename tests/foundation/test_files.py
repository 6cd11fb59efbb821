"""Files are stored whole, under our names, or not at all."""

from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask

from foundation import files
from foundation.files import TooLarge


class Breaking(BytesIO):
    """A stream whose sender goes away."""

    def read(self, size: int | None = -1) -> bytes:
        if self.tell():
            raise ConnectionResetError
        return super().read(3)


def everything(app: Flask) -> list[Path]:
    return [path for path in (app.extensions["settings"].data_dir / "files").rglob("*") if path.is_file()]


def test_what_was_stored_is_read_back(app: Flask) -> None:
    ref = files.put(BytesIO(b"x" * 100_000), "Bag.PNG", "picture")
    assert ref.size == 100_000
    assert ref.name.startswith("picture/")
    assert ref.name.endswith(".png")
    with files.open_file(ref.name) as file:
        assert file.read() == b"x" * 100_000


def test_two_files_of_one_name_do_not_meet(app: Flask) -> None:
    assert (
        files.put(BytesIO(b"a"), "a.txt", "export").name != files.put(BytesIO(b"b"), "a.txt", "export").name
    )


def test_too_much_is_refused_and_nothing_is_kept(app: Flask) -> None:
    before = everything(app)
    with pytest.raises(TooLarge):
        files.put(BytesIO(b"x" * 1001), "a.png", "picture", largest=1000)
    assert everything(app) == before


def test_a_broken_upload_leaves_nothing(app: Flask) -> None:
    before = everything(app)
    with pytest.raises(ConnectionResetError):
        files.put(Breaking(b"abcdef"), "a.png", "picture")
    assert everything(app) == before


@pytest.mark.parametrize(
    "name", ["a.svg", "a.html", "a.png.php", "../../a.sh", "a", "", "a.png/", "a.\x00png", "..\\..\\a.exe"]
)
def test_a_dangerous_name_leaves_no_trace(app: Flask, name: str) -> None:
    ref = files.put(BytesIO(b"a"), name, "picture")
    assert ref.name.endswith((".bin", ".png"))
    assert ".." not in ref.name


@pytest.mark.parametrize(
    "name",
    ["../ensemble.db", "/etc/passwd", "picture/../../ensemble.db", "", "picture", "picture/ab/x\n.png"],
)
def test_only_names_we_gave_are_looked_for(app: Flask, name: str) -> None:
    with pytest.raises(FileNotFoundError):
        files.open_file(name)
    with pytest.raises(FileNotFoundError):
        files.remove(name)


def test_removing_twice_is_no_fault(app: Flask) -> None:
    ref = files.put(BytesIO(b"a"), "a.txt", "export")
    files.remove(ref.name)
    files.remove(ref.name)
    with pytest.raises(FileNotFoundError):
        files.open_file(ref.name)


def test_a_kind_is_a_plain_word(app: Flask) -> None:
    with pytest.raises(ValueError, match="kind"):
        files.put(BytesIO(b"a"), "a.txt", "../x")
