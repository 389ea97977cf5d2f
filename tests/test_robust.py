"""Disks, names, other programs: a clear message or success, never half a document."""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import signal
import subprocess
import sys
import time
import unicodedata
import zipfile
from datetime import date
from pathlib import Path

import pytest

from kichban import writing
from kichban.errors import CannotWrite
from kichban.packs import builtin_folder
from kichban.workshop import Request
from kichban.writing import write_files

DAY = ["--date", "22/11/2026"]
RENDER = ["render", "--persona", "nong-dan", "--channel", "to-roi", *DAY]
LETTERS = "aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
PLACE = (builtin_folder() / "places" / "mac-dinh.yaml").read_text("utf-8")


@pytest.fixture(scope="module")
def drafts(workshop):
    """One document as of two days: the same names, not the same bytes."""
    days = (date(2026, 11, 22), date(2026, 12, 1))
    return [workshop.compose(Request("nong-dan", law_date=d, channel="to-roi")) for d in days]


@pytest.fixture
def out(drafts, tmp_path, monkeypatch):
    """A folder that holds the document of the first day."""
    monkeypatch.chdir(tmp_path)
    drafts[0].write(Path("ket-qua"))
    return tmp_path / "ket-qua"


def refusal(drafts):
    """What is said when the document of the second day cannot be written over the first."""
    with pytest.raises(CannotWrite) as caught:
        drafts[1].write(Path("ket-qua"))
    return caught.value.report()


def nfd(text):
    return unicodedata.normalize("NFD", text)


def shown(folder):
    return sorted(p.name for p in folder.iterdir() if not p.name.startswith("."))


def assert_whole(folder):
    """Every file that has its own name is whole; a Word file tells the same as its sidecar."""
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        content = path.read_bytes()
        if path.suffix == ".docx":
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                assert archive.testzip() is None
        elif path.suffix == ".json":
            assert json.loads(content)["loai"]
        elif path.suffix == ".md":
            assert content.decode().endswith("\n")


def assert_together(folder):
    for sidecar in folder.glob("*.nguon.json"):
        kept = json.loads(sidecar.read_text("utf-8"))
        word = sidecar.with_name(sidecar.name.replace(".nguon.json", ".docx"))
        with zipfile.ZipFile(word) as archive:
            inside = "".join(archive.read(n).decode() for n in archive.namelist() if "custom" in n)
        assert f'"ngay_luat":"{kept["yeu_cau"]["ngay_luat"]}"' in inside.replace("&quot;", '"')


@pytest.mark.parametrize("spelled", [str, nfd])
def test_every_vietnamese_letter_and_spaces_may_stand_in_names(spelled, kichban, tmp_path):
    place = tmp_path / spelled(f"xã {LETTERS[:30]}.yaml")
    place.write_text(PLACE, encoding="utf-8")
    out = tmp_path / spelled(f"Kết quả {LETTERS.upper()[30:]}")
    code, _, err = kichban(*RENDER, "--place", place, "--out", out, "--draft")
    assert code in (0, 1), err
    names = shown(out)
    assert len([n for n in names if n.endswith((".docx", ".md", ".nguon.json"))]) == 3
    assert all(n == unicodedata.normalize("NFC", n) for n in names)
    assert kichban("trace", next(out.glob("*.docx")))[0] == 0


@pytest.mark.parametrize(("on_disk", "typed"), [(nfd, str), (str, nfd)])
def test_a_name_is_found_however_its_letters_are_spelled(on_disk, typed, kichban, tmp_path):
    office = tmp_path / on_disk("bộ mẫu của xã")
    for room, text in (("places", PLACE), ("personas", "mo_rong: goc/nong-dan\n")):
        (office / room).mkdir(parents=True)
        (office / room / on_disk("đất-đỏ.yaml")).write_text(text, encoding="utf-8")
    (office / "kichban.yaml").write_text("ten: cơ quan\n", encoding="utf-8")
    (office / "looks").mkdir()
    out = tmp_path / on_disk("kết quả")
    out.mkdir()
    arguments = ["--pack", typed("bộ mẫu của xã"), "--channel", "to-roi", *DAY, "--draft",
                 "--out", typed("kết quả")]  # fmt: skip
    path = typed("bộ mẫu của xã/places/đất-đỏ.yaml")
    for persona, place in ((typed("đất-đỏ"), path), ("nong-dan", typed("đất-đỏ"))):
        code, _, err = kichban("render", "--persona", persona, "--place", place, *arguments)
        assert code in (0, 1), err
        assert "K10" not in err, err
    assert len([p for p in tmp_path.iterdir() if p.is_dir()]) == 2
    assert len(list(out.glob("*.docx"))) == 2


@pytest.mark.parametrize(("on_disk", "typed"), [(nfd, str), (str, nfd)])
def test_a_look_is_found_however_its_letters_are_spelled(on_disk, typed, kichban, tmp_path):
    look = builtin_folder() / "looks" / "truyen-thong.docx"
    (tmp_path / on_disk("kiểu xã.docx")).write_bytes(look.read_bytes())
    code, _, err = kichban(*RENDER, "--look", typed("kiểu xã.docx"))
    assert code == 0, err


def test_a_name_as_long_as_the_disk_takes_is_written_and_a_longer_one_is_told(kichban, tmp_path):
    stem = "nong-dan--tham-gia-va-muc-dong--to-roi--"
    room = 255 - len(stem) - len(".nguon.json")
    for length, good in ((room, True), (room + 1, False)):
        place = tmp_path / f"{'x' * length}.yaml"
        place.write_text(PLACE, encoding="utf-8")
        out = tmp_path / f"ra-{length}"
        code, _, err = kichban(*RENDER, "--place", place, "--out", out, "--draft")
        if good:
            assert code in (0, 1), err
            assert len([n for n in shown(out) if n.startswith(stem)]) == 3
        else:
            assert code == 2
            assert "K102" in err
            assert "đường dẫn quá dài" in err
            assert "--out" in err
            assert not shown(out)


def test_a_path_longer_than_windows_takes_is_written_where_it_can_be(kichban, tmp_path):
    out = tmp_path.joinpath(*["thư mục dài " * 8] * 6)
    assert len(str(out)) > 400
    code, _, err = kichban(*RENDER, "--out", out)
    assert code == 0, err
    assert_whole(out)


def test_where_windows_finds_a_path_too_long_the_hint_says_so(tmp_path, monkeypatch):
    def refused(*_, **__):
        raise FileNotFoundError(errno.ENOENT, "no such file")

    monkeypatch.setattr(Path, "replace", refused)
    folder = tmp_path.joinpath(*["d" * 60] * 5)
    with pytest.raises(CannotWrite, match="đường dẫn quá dài") as caught:
        write_files(folder, {"a.docx": b"x"})
    assert "gần gốc ổ đĩa" in caught.value.hint


def test_a_file_where_a_folder_should_be_is_told(kichban, tmp_path):
    (tmp_path / "ket-qua").write_text("x")
    for out in ("ket-qua", "ket-qua/con"):
        code, _, err = kichban(*RENDER, "--out", out)
        assert code == 2
        assert "tệp trùng tên thư mục" in err
        assert "--out" in err


def test_a_folder_where_a_file_should_be_is_told_and_nothing_else_is_written(drafts, out):
    target = next(out.glob("*.md"))
    before = {p: p.read_bytes() for p in out.iterdir() if p != target}
    target.unlink()
    (target / "x").mkdir(parents=True)
    assert "đang là một thư mục" in refusal(drafts)
    assert before == {p: p.read_bytes() for p in before}


@pytest.mark.parametrize(
    ("number", "fact"),
    [(errno.EACCES, "không có quyền ghi"), (errno.EROFS, "ổ đĩa chỉ cho đọc"),
     (errno.ENOSPC, "ổ đĩa đã hết chỗ")],
)  # fmt: skip
def test_a_folder_that_cannot_be_written_is_told(number, fact, kichban, tmp_path, monkeypatch):
    def refused(*_, **__):
        raise OSError(number, "refused")

    monkeypatch.setattr(writing.tempfile, "mkstemp", refused)
    code, _, err = kichban(*RENDER)
    assert code == 2
    assert "K102" in err
    assert fact in err
    assert "Traceback" not in err
    assert not list((tmp_path / "ket-qua").iterdir())


class _Full(io.FileIO):
    """A disk that takes a few bytes and no more."""

    left = 0

    def write(self, content):
        if len(content) > _Full.left:
            super().write(bytes(content)[: _Full.left])
            raise OSError(errno.ENOSPC, "no space left")
        _Full.left -= len(content)
        return super().write(content)


@pytest.mark.parametrize("room", [0, 1_000, 50_000])
def test_a_disk_that_fills_up_on_the_way_leaves_every_file_as_it_was(
    room, drafts, out, monkeypatch
):
    before = {p.name: p.read_bytes() for p in out.iterdir()}
    _Full.left = room
    monkeypatch.setattr(writing.os, "fdopen", _Full)
    assert "ổ đĩa đã hết chỗ" in refusal(drafts)
    monkeypatch.undo()
    assert {p.name: p.read_bytes() for p in out.iterdir()} == before


@pytest.mark.parametrize("held", [".docx", ".md", ".nguon.json"])
@pytest.mark.parametrize("mark", ["", "~$", "~$ng", "lock"])
def test_a_file_open_in_word_is_told_and_the_others_are_put_back(
    held, mark, drafts, out, monkeypatch
):
    target = next(out.glob(f"*{held}"))
    if mark == "lock":
        (out / f".~lock.{target.name}#").touch()
    elif mark:
        (out / f"~${target.name[len(mark) - 2 :]}").touch()
    before = {p.name: p.read_bytes() for p in out.iterdir()}
    replace = Path.replace

    def locked(self, goal):
        if Path(goal) == Path("ket-qua") / target.name:
            raise PermissionError(errno.EACCES, "held")
        return replace(self, goal)

    monkeypatch.setattr(Path, "replace", locked)
    err = refusal(drafts)
    assert target.name in err
    assert ("tệp đang mở trong Word" if mark else "không có quyền ghi, hoặc tệp đang mở") in err
    assert {p.name: p.read_bytes() for p in out.iterdir()} == before


def test_files_that_were_not_there_are_taken_back_when_the_last_cannot_be_placed(
    tmp_path, monkeypatch
):
    replace = Path.replace

    def locked(self, goal):
        if goal.name == "c":
            raise PermissionError(errno.EACCES, "held")
        return replace(self, goal)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(CannotWrite):
        write_files(tmp_path, {"a": b"1", "b": b"2", "c": b"3"})
    assert not shown(tmp_path)


def test_a_mark_of_word_alone_stops_nothing_but_is_told(kichban, tmp_path):
    kichban(*RENDER)
    word = next((tmp_path / "ket-qua").glob("*.docx"))
    (word.parent / f"~${word.name[2:]}").touch()
    code, _, err = kichban(*RENDER)
    assert code == 0
    assert f"Bản cũ của «{word.name}» đang mở trong Word" in err


def start(*arguments, cwd):
    return subprocess.Popen(
        [sys.executable, "-m", "kichban", *arguments],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


WRITER = """
import sys
from pathlib import Path
from kichban.writing import write_files
mark, times = sys.argv[1], int(sys.argv[2])
print("bắt đầu", flush=True)
for _ in range(times):
    write_files(Path("ra"), {n: (mark * 200_000).encode() for n in ("a.docx", "a.md", "a.json")})
"""


def writer(mark, times, cwd):
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, mark, str(times)],
        cwd=cwd,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"},
    )


def test_two_processes_that_write_the_same_names_never_mix_their_files(tmp_path):
    both = [writer(mark, 40, tmp_path) for mark in "xyz"]
    assert [p.wait(120) for p in both] == [0, 0, 0]
    for p in both:
        p.stdout.close()
    contents = {(tmp_path / "ra" / name).read_bytes() for name in ("a.docx", "a.md", "a.json")}
    assert len(contents) == 1
    assert len(contents.pop()) == 200_000
    assert shown(tmp_path / "ra") == ["a.docx", "a.json", "a.md"]
    assert not list((tmp_path / "ra").glob(f"{writing.PREFIX}*"))


def test_commands_at_once_in_one_folder_leave_whole_documents_that_belong_together(tmp_path):
    days = ["22/11/2026", "01/12/2026", "22/11/2026"]
    running = [start(*RENDER[:-1], day, cwd=tmp_path) for day in days]
    other = start("render", "--persona", "tieu-thuong", "--channel", "to-roi", *DAY, cwd=tmp_path)
    for process in (*running, other):
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err.decode()
    out = tmp_path / "ket-qua"
    assert len(list(out.glob("*.docx"))) == 2
    assert_whole(out)
    assert_together(out)
    assert not list(out.glob(f"{writing.PREFIX}*"))


def test_a_process_killed_on_the_way_leaves_whole_files_and_the_next_clears_up(tmp_path):
    out = tmp_path / "ra"
    for turn in range(8):
        process = writer(str(turn), 100_000, tmp_path)
        process.stdout.readline()
        time.sleep(0.03 + turn / 50)
        process.send_signal(signal.SIGKILL)
        process.wait(30)
        process.stdout.close()
        for name in shown(out):
            content = (out / name).read_bytes()
            assert len(content) == 200_000
            assert len(set(content)) == 1
    (out / f"{writing.PREFIX}cu{writing.SUFFIX}").write_bytes(b"half")
    (out / f"{writing.PREFIX}moi{writing.SUFFIX}").write_bytes(b"half")
    left = [p for p in out.iterdir() if p.name.startswith(writing.PREFIX)]
    old = [p for p in left if not p.name.endswith(f"moi{writing.SUFFIX}")]
    for path in old:
        os.utime(path, (1_000_000_000, 1_000_000_000))
    process = writer("w", 1, tmp_path)
    assert process.wait(60) == 0
    process.stdout.close()
    left = [p.name for p in out.iterdir() if p.name.startswith(writing.PREFIX)]
    assert left == [f"{writing.PREFIX}moi{writing.SUFFIX}"]  # perhaps another's, still at work


def test_a_pack_broken_off_leaves_whole_documents_and_can_be_run_again(tmp_path):
    out = tmp_path / "ket-qua"
    process = start("pack", "--persona", "nong-dan", *DAY, cwd=tmp_path)
    for _ in range(600):
        if out.is_dir() and len(list(out.glob("*.docx"))) >= 3:
            break
        time.sleep(0.1)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)
    assert len(list(out.glob("*.docx"))) >= 3
    assert_whole(out)
    process = start(*RENDER, cwd=tmp_path)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err.decode()
    assert_whole(out)


def test_a_command_stopped_from_the_keyboard_leaves_nothing_unfinished(tmp_path, monkeypatch):
    def stopped(self, goal):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stopped)
    with contextlib.suppress(KeyboardInterrupt):
        write_files(tmp_path, {"a": b"1", "b": b"2"})
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(writing.PREFIX)]
    assert not shown(tmp_path)
