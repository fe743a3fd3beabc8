"""Files are replaced whole or not at all, whoever fails while they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from youthstats.errors import WriteError
from youthstats.outputs import replace_file, replacing


def test_a_file_is_replaced_at_the_end(tmp_path: Path) -> None:
    """Until all is written the old file stands there; then the new one, and nothing beside it."""
    target = tmp_path / "table"
    target.write_bytes(b"old")
    with replacing(target) as file:
        file.write(b"new")
        assert b"old" == target.read_bytes()
    assert b"new" == target.read_bytes()
    assert [target] == list(tmp_path.iterdir())


def half_written(target: Path, error: Exception) -> None:
    with replacing(target) as file:
        file.write(b"half")
        raise error


@pytest.mark.parametrize("error", [OSError(5, "of its own"), KeyboardInterrupt(), ValueError("x")])
def test_what_is_raised_while_writing_stays_what_it_is(tmp_path: Path, error: Exception) -> None:
    """The old file stays, nothing is left over, and the error is not blamed on the file."""
    target = tmp_path / "table"
    target.write_bytes(b"old")
    with pytest.raises(type(error)) as caught:
        half_written(target, error)
    assert error is caught.value
    assert b"old" == target.read_bytes()
    assert [target] == list(tmp_path.iterdir())


def test_what_the_system_refuses_names_the_file(tmp_path: Path) -> None:
    """A target that is a folder is refused with its path."""
    with pytest.raises(WriteError) as caught:
        replace_file(tmp_path, b"data")
    assert str(tmp_path) == caught.value.path
    assert [] == list(tmp_path.iterdir())
