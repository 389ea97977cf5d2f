"""The journal: every document written is in it, whatever happens to the machine meanwhile."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from kichban.errors import CannotRecord
from kichban.journal import JOURNAL, Used, append, read, record
from kichban.workshop import Request
from tests.reading_once import builtin_read_once

DAY = ["--date", "21/11/2026"]
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
LEAFLET = ["render", "--persona", "nong-dan", "--channel", "to-roi", *DAY]


@pytest.fixture(autouse=True)
def quick():
    with builtin_read_once():
        yield


def counted(out):
    """How many products, and what an officer entered, by metric."""
    data = json.loads(out)
    return {row["ma"]: (row["da_viet"], row["da_dung"]) for row in data["chi_so"]}


def used(number):
    return Used(luc=NOON, ten=f"tài liệu {number}", so_luong=1, ngay=date(2026, 11, 21))


def test_a_document_is_entered_with_all_that_is_asked_for_and_the_bytes_written(kichban, tmp_path):
    assert kichban(*LEAFLET, "--variant", "2")[0] == 0
    folder = tmp_path / "ket-qua"
    (line,) = read(folder).lines
    assert (line.nhom, line.chu_de, line.kenh) == ("nong-dan", "tham-gia-va-muc-dong", "to-roi")
    assert (line.chi_so, line.bien_the, line.noi) == ("M-05", 2, "mac-dinh")
    assert (line.ngay_luat, line.het_han_ngay) == (date(2026, 11, 21), date(2027, 1, 1))
    assert line.luc.tzinfo is not None
    sidecar = json.loads(next(folder.glob("*.nguon.json")).read_text(encoding="utf-8"))
    for name in ("bo_mau", "luat", "loi"):
        assert getattr(line, name) == sidecar["dau_van_tay"][name]
    assert (line.am_tiet, line.diem_ro_rang) == (
        sidecar["do_dai"]["am_tiet"],
        sidecar["diem_ro_rang"],
    )
    assert {mark.ten: mark.sha256 for mark in line.tep} == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.name.startswith("nong-dan")
    }


def test_the_library_records_only_when_asked(workshop, tmp_path):
    draft = workshop.compose(Request("nong-dan", date(2026, 11, 21)))
    paths = draft.write(tmp_path)
    assert not (tmp_path / JOURNAL).exists()
    assert record(draft, paths, NOON) == tmp_path / JOURNAL
    assert read(tmp_path).lines[0].luc == NOON


def test_a_pack_and_what_stale_writes_anew_are_entered(kichban, tmp_path):
    assert kichban("pack", "--persona", "dong-bao-dtts", *DAY, "--format", "md")[0] == 0
    folder = tmp_path / "ket-qua"
    before = {line.ten for line in read(folder).lines}
    assert before == {p.name.removesuffix(".nguon.json") for p in folder.glob("*.nguon.json")}
    kichban("stale", folder, "--date", "01/01/2027", "--rerender")
    anew = {line.ten for line in read(folder).lines} - before
    assert anew
    assert all(name.endswith("--2027-01-01") for name in anew)


def test_a_file_written_twice_is_one_product_drafts_and_reviewer_editions_none(kichban):
    kichban(*LEAFLET)
    kichban(*LEAFLET)
    kichban(*LEAFLET, "--edition", "reviewer")
    kichban("render", "--persona", "nong-dan", "--channel", "ban-tin-loa-xa", "--draft", *DAY)
    kichban("render", "--persona", "nong-dan", "--channel", "tong-dai", *DAY)
    code, out, _ = kichban("log", "--json")
    assert code == 0
    sums = counted(out)
    assert sums["M-05"] == (1, None)
    assert sums["M-03"] == (0, None)
    assert sums[""] == (1, None)
    # Documents of the same second stand in no order of their own.
    leaflet = next(row for row in json.loads(out)["tai_lieu"] if row["kenh"] == "to-roi")
    assert leaflet["so_lan_viet"] == 2


def test_the_list_says_plainly_that_it_counts_what_was_written(kichban):
    kichban(*LEAFLET)
    code, out, _ = kichban("log")
    assert code == 0
    assert "M-05" in out
    assert "chưa ghi" in out
    assert "không đếm" in out
    assert "tệp còn nguyên" in out
    assert "chưa ký" in out


def test_what_was_printed_or_aired_is_what_the_officer_enters(kichban, tmp_path):
    kichban(*LEAFLET)
    leaflet = next((tmp_path / "ket-qua").glob("*.docx"))
    code, out, _ = kichban("log", "--used", leaflet, "--count", "500", "--date", "22/11/2026")
    assert code == 0
    assert "đã in 500 tờ, tấm, ngày 22/11/2026" in out
    kichban("log", "--used", leaflet, "--count", "-20", "--date", "23/11/2026")
    assert counted(kichban("log", "--json")[1])["M-05"] == (1, 480)
    early = kichban("log", "--json", "--to", "22/11/2026")[1]
    assert counted(early)["M-05"][1] == 500


@pytest.mark.parametrize(
    "arguments",
    [("--used", "ket-qua/x.docx"), ("--count", "4"), ("--used", "ket-qua/x.docx", "--count", "0"),
     ("--from", "02/01/2027", "--to", "01/01/2027"), ("khong-co",)],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(kichban, tmp_path, arguments):
    (tmp_path / "ket-qua").mkdir()
    code, _, err = kichban("log", *arguments)
    assert code == 2
    assert "K10" in err


def test_a_use_of_a_document_that_no_journal_knows_is_refused(kichban, tmp_path):
    (tmp_path / "to-roi.docx").write_bytes(b"x")
    code, _, err = kichban("log", "--used", "to-roi.docx", "--count", "4")
    assert code == 2
    assert "--add" in err


def test_a_period_takes_in_both_its_days(kichban):
    kichban(*LEAFLET)
    today = datetime.now(tz=UTC).astimezone().strftime("%d/%m/%Y")
    for since, until, found in ((today, today, 1), ("01/01/2020", "02/01/2020", 0)):
        out = kichban("log", "--json", "--from", since, "--to", until)[1]
        assert counted(out)["M-05"][0] == found


def test_the_table_opens_in_excel_with_its_letters_whole(kichban, tmp_path):
    kichban(*LEAFLET)
    code, _, _ = kichban("log", "--csv", "so.csv", "--counts-csv", "dem.csv")
    assert code == 0
    content = (tmp_path / "so.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    sidecar = json.loads(
        next((tmp_path / "ket-qua").glob("*.nguon.json")).read_text(encoding="utf-8")
    )
    assert row["Tiêu đề"] == sidecar["tai_lieu"]
    assert (row["Chỉ số"], row["Có đếm"], row["Hết hạn"]) == ("M-05", "có", "01/01/2027")
    sums = (tmp_path / "dem.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(sums) == 9
    assert sums[5].startswith("M-05;")
    kichban("log", "--csv", "so.csv", "--separator", "phay")
    assert (tmp_path / "so.csv").read_text(encoding="utf-8-sig").startswith("Ngày viết,Giờ,")


def test_no_cell_is_taken_for_a_formula():
    from kichban.log_table import csv_bytes

    rows = [("=1+1", "-5", "+84", "@a", "", "lời")]
    assert csv_bytes(rows, ";").decode("utf-8-sig") == "'=1+1;-5;'+84;'@a;;lời\r\n"


@pytest.mark.parametrize("cut", [1, 20, 300])
def test_a_line_torn_by_a_crash_is_told_and_the_next_one_is_whole(kichban, tmp_path, cut):
    kichban(*LEAFLET)
    journal = tmp_path / "ket-qua" / JOURNAL
    journal.write_bytes(journal.read_bytes()[:-cut])
    kichban("render", "--persona", "nong-dan", "--channel", "ban-tin-loa-xa", *DAY)
    code, out, err = kichban("log", "--json")
    assert "Traceback" not in err
    if cut == 1:  # only the line end was lost
        assert code == 0
        assert len(json.loads(out)["tai_lieu"]) == 2
        return
    assert code == 1
    assert [f["ma"] for f in json.loads(out)["phat_hien"]] == ["D201", "D203"]
    assert [row["kenh"] for row in json.loads(out)["tai_lieu"]] == ["ban-tin-loa-xa"]
    kichban("log", "--add")
    assert counted(kichban("log", "--json")[1])["M-05"] == (1, None)


def test_rubbish_in_the_journal_is_told_by_line(kichban, tmp_path):
    kichban(*LEAFLET)
    journal = tmp_path / "ket-qua" / JOURNAL
    rubbish = [b"\x00\x00\x00", b"\xff\xfe", b"[]", b"{}", b'{"viec":"viet"}', b"", b"null"]
    journal.write_bytes(b"\n".join([*rubbish, journal.read_bytes()]))
    code, out, _ = kichban("log", "--json")
    data = json.loads(out)
    assert code == 1
    assert [f["dong"] for f in data["phat_hien"]] == [1, 2, 3, 4, 5, 7]
    assert len(data["tai_lieu"]) == 1


def test_a_journal_that_cannot_be_written_never_costs_the_document(kichban, tmp_path):
    folder = tmp_path / "ket-qua"
    (folder / JOURNAL).mkdir(parents=True)
    code, out, err = kichban(*LEAFLET)
    assert code == 1
    assert "Đã viết" in out
    assert "D202" in err
    assert len(list(folder.glob("nong-dan*"))) == 3
    (folder / JOURNAL).rmdir()
    code, _, err = kichban("log")
    assert code == 1
    assert "D203" in err
    assert kichban("log", "--add")[0] == 0
    assert read(folder).lines[0].ghi_sau
    assert kichban("log")[0] == 0


def test_a_pack_tells_once_that_its_journal_cannot_be_written(kichban, tmp_path):
    (tmp_path / "ket-qua" / JOURNAL).mkdir(parents=True)
    code, out, err = kichban("pack", "--persona", "dong-bao-dtts", *DAY, "--format", "md")
    assert code == 1
    assert "mục lục" in out
    assert err.count("D202  Tài liệu đã viết xong") == 1


def test_a_full_disk_leaves_the_journal_as_it_was(tmp_path):
    append(tmp_path, [used(1)])
    before = (tmp_path / JOURNAL).read_bytes()
    code = (
        "import resource, sys; from pathlib import Path;"
        "from tests.test_journal import append, used;"
        "from kichban.errors import CannotRecord; import signal;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({len(before) + 20},) * 2)\n"
        "try:\n    append(Path(sys.argv[1]), [used(2)])\n"
        "except CannotRecord as error:\n    sys.exit(7)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert done.returncode == 7
    assert (tmp_path / JOURNAL).read_bytes() == before


def test_two_processes_that_write_at_once_lose_no_line(tmp_path):
    code = (
        "import sys; from pathlib import Path; from tests.test_journal import append, used\n"
        "for number in range(60): append(Path(sys.argv[1]), [used(f'{sys.argv[2]}-{number}')])"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name]) for name in "abc"
    ]
    assert [process.wait(120) for process in running] == [0, 0, 0]
    journal = read(tmp_path)
    assert not journal.faults
    assert {line.ten for line in journal.lines} == {
        f"tài liệu {name}-{number}" for name in "abc" for number in range(60)
    }


def test_a_folder_that_is_no_folder_is_said_in_words(tmp_path):
    (tmp_path / "tệp").write_text("x", encoding="utf-8")
    with pytest.raises(CannotRecord) as caught:
        append(tmp_path / "tệp", [used(1)])
    assert "--add" in caught.value.hint
