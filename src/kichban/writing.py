"""Files written whole or not at all, and what stops one told in words.

Several files that belong together are moved into place as one: another process that writes the same
folder waits, and when one file cannot be put in its place the others are put back as they were.
Everything unfinished is in hidden files of a name of its own, which the next writer clears away.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from kichban.errors import CannotWrite, Where
from kichban.locking import alone

__all__ = ["PREFIX", "SUFFIX", "open_elsewhere", "write_files"]

PREFIX, SUFFIX = ".kichban-", ".tam"
"""How every unfinished file is called."""

_LONGEST_PATH = 259  # characters that Windows takes unless it was told otherwise
_STALE = 600  # seconds: no document takes so long to be put in its place
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_HELD = (32, 33)  # Windows: another program has the file open, or a part of it locked


def write_files(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write all files whole: each beside its place first, then moved into it.

    Returns:
        The files written, in the order given.

    Raises:
        CannotWrite: the folder or a file cannot be written; then every file is as it was before.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot(error, folder, of_folder=True) from error
    waiting: list[tuple[Path, Path]] = []
    current = folder
    try:
        _swept(folder.resolve())
        for name, content in files.items():
            current = folder / name
            waiting.append((_unfinished(folder, content), current))
        with _together(folder, len(files)):
            _put_in_place(waiting)
    except _NotPlaced as fault:
        raise _cannot(fault.error, fault.target) from fault.error
    except OSError as error:
        raise _cannot(error, current) from error
    finally:
        for source, _ in waiting:
            _gone(source)
    return tuple(target for _, target in waiting)


def open_elsewhere(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files that Word or LibreOffice says it has open, by the marks they leave beside them."""
    return tuple(path for path in paths if _marked_open(path))


class _NotPlaced(Exception):
    def __init__(self, error: OSError, target: Path) -> None:
        super().__init__(str(target))
        self.error, self.target = error, target


def _unfinished(folder: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=PREFIX, suffix=SUFFIX, dir=folder)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).chmod(0o644)
    except BaseException:
        _gone(Path(name))
        raise
    return Path(name)


@contextmanager
def _together(folder: Path, count: int) -> Iterator[None]:
    """Files that belong together are put in place by one process at a time."""
    if count < 2:
        yield
        return
    try:
        lock = contextlib.ExitStack()
        lock.enter_context(alone(folder))
    except TimeoutError as error:
        raise OSError(errno.EBUSY, "busy") from error
    except NotImplementedError:
        pass  # a file system without locks: each file is still whole
    with lock:
        yield


def _put_in_place(waiting: Sequence[tuple[Path, Path]]) -> None:
    """Raises `_NotPlaced` with everything as it was before."""
    kept: list[tuple[Path | None, Path]] = []
    last = len(waiting) - 1
    try:
        for index, (source, target) in enumerate(waiting):
            try:
                # What comes last needs no way back: nothing can fail after it.
                kept.append((_copy(target) if index < last else None, target))
                source.replace(target)
            except OSError as error:
                if kept and kept[-1][1] == target:
                    _gone(kept.pop()[0])
                raise _NotPlaced(error, target) from error
    except BaseException:
        for before, target in reversed(kept):
            with contextlib.suppress(OSError):
                if before is None:
                    target.unlink()
                else:
                    before.replace(target)
        raise
    finally:
        for before, _ in kept:
            _gone(before)


def _copy(target: Path) -> Path | None:
    """The file as it is now, under an unfinished name; None when there is none."""
    if not target.is_file():
        return None
    handle, name = tempfile.mkstemp(prefix=PREFIX, suffix=SUFFIX, dir=target.parent)
    os.close(handle)
    try:
        return Path(shutil.copyfile(target, name))
    except BaseException:
        _gone(Path(name))
        raise


def _gone(path: Path | None) -> None:
    if path is not None:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


@cache
def _swept(folder: Path) -> None:
    """Clear away what a writer that was killed left behind, once for each folder.

    The file system's own hours are compared, so that no clock is read and shared disks agree.
    """
    left = list(folder.glob(f"{PREFIX}*{SUFFIX}"))
    if not left:
        return
    with tempfile.NamedTemporaryFile(prefix=PREFIX, suffix=SUFFIX, dir=folder) as fresh:
        now = os.fstat(fresh.fileno()).st_mtime
    for path in left:
        with contextlib.suppress(OSError):
            if now - path.stat().st_mtime > _STALE:
                path.unlink()


def _marked_open(path: Path) -> bool:
    """Word hides the first letters of a long name behind its `~$`."""
    marks = (f".~lock.{path.name}#", *(f"~${path.name[cut:]}" for cut in (0, 1, 2)))
    for mark in marks:
        with contextlib.suppress(OSError):  # a name too long for the disk is not there
            if (path.parent / mark).exists():
                return True
    return False


def _cannot(error: OSError, path: Path, *, of_folder: bool = False) -> CannotWrite:
    """The error in words: what stands in the way, and what to do."""
    fact, hint = _told(error, path)
    if of_folder:
        message = f"Không tạo được thư mục «{path}»{fact}."
    else:
        message = f"Không ghi được tệp «{path}»{fact}."
    return CannotWrite(message, where=Where(str(path)), hint=hint)


def _told(error: OSError, path: Path) -> tuple[str, str]:
    number, windows = error.errno, getattr(error, "winerror", None)
    length = len(str(path.absolute()))
    if number in _FULL or windows == 112:
        return ": ổ đĩa đã hết chỗ", "xóa bớt tệp, hoặc chọn ổ đĩa khác bằng --out."
    if number == errno.ENAMETOOLONG or windows == 206 or (
        isinstance(error, FileNotFoundError) and length > _LONGEST_PATH
    ):  # fmt: skip
        return (
            f": đường dẫn quá dài ({length} ký tự, riêng tên cuối {len(path.name)})",
            "chọn thư mục gần gốc ổ đĩa bằng --out, ví dụ D:\\ket-qua; đặt tên tệp nơi ngắn lại.",
        )
    if number == errno.EBUSY:
        return ": một chương trình khác đang ghi vào thư mục này", "chờ xong rồi chạy lại."
    if _marked_open(path) or windows in _HELD:
        return ": tệp đang mở trong Word", "đóng tệp trong Word rồi chạy lại."
    if isinstance(error, NotADirectoryError | FileExistsError):
        return ": trên đường dẫn có một tệp trùng tên thư mục", "chọn thư mục khác bằng --out."
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return ": chỗ ấy đang là một thư mục", "đổi tên thư mục ấy, hoặc chọn --out khác."
    if number == errno.EROFS:
        return ": ổ đĩa chỉ cho đọc", "chọn ổ đĩa khác bằng --out."
    if isinstance(error, PermissionError):
        return (
            ": không có quyền ghi, hoặc tệp đang mở ở chương trình khác",
            "đóng tệp trong Word, hoặc chọn thư mục của mình bằng --out.",
        )
    return "", "đóng tệp nếu đang mở trong Word, xem quyền ghi và chỗ trống của ổ đĩa."
