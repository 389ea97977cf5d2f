"""Approval: the papers belong to one document, a signature to its very bytes."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime

import docx
import pytest

from kichban.approval import Signature, add_signature, read_record
from kichban.document_files import DocumentFiles
from tests.reading_once import builtin_read_once

DAY = ["--date", "21/11/2026"]
SIGN = ["--by", "Phó giám đốc trực", "--role", "người duyệt", *DAY]
NAME = "nong-dan--tham-gia-va-muc-dong--to-roi"


@pytest.fixture(autouse=True)
def quick():
    with builtin_read_once():
        yield


@pytest.fixture
def leaflet(kichban, tmp_path):
    assert kichban("render", "--persona", "nong-dan", "--channel", "to-roi", *DAY)[0] == 0
    return tmp_path / "ket-qua" / f"{NAME}.docx"


def words_of(path):
    """All words of a Word file, tables included, in one text."""
    document = docx.Document(str(path))
    parts = [p.text for p in document.element.body.iter() if p.tag.endswith("}t") and p.text]
    return " ".join(parts)


def record_of(leaflet):
    path = leaflet.with_name(f"{NAME}.phe-duyet.json")
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_set_for_approval_stands_beside_the_document_and_belongs_to_it(kichban, leaflet):
    code, out, err = kichban("review", leaflet, "--date", "25/11/2026")
    assert code == 0, err
    for ending in (".duyet.docx", ".phieu-duyet.docx", ".phieu-cham.docx"):
        assert f"{NAME}{ending}" in out
        assert leaflet.with_name(f"{NAME}{ending}").is_file()
    sheet = words_of(leaflet.with_name(f"{NAME}.phieu-duyet.docx"))
    sidecar = json.loads(leaflet.with_name(f"{NAME}.nguon.json").read_text(encoding="utf-8"))
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "ngày 25 tháng 11 năm 2026",
        sidecar["tai_lieu"],
        "Tờ rơi A5 hai mặt",
        "M-05",
        "330.000 đồng",
        "Điều 36",
        "31/12/2026",
        "đạt cả",
        f"{sidecar['do_dai']['am_tiet']} âm tiết",
        "NGƯỜI DUYỆT",
    ):
        assert words in sheet, words
    for name in ("bo_mau", "luat", "loi"):
        assert sidecar["dau_van_tay"][name] in sheet
    form = words_of(leaflet.with_name(f"{NAME}.phieu-cham.docx"))
    assert sidecar["tai_lieu"] in form
    assert "H4" in form


def test_the_sheet_tells_of_a_waived_gate_with_reason_and_name(kichban, tmp_path, office):
    folder = office("templates/bang-ron/kenh.yaml", "mo_rong: goc/bang-ron\n"
                    "gioi_han: [{don_vi: am_tiet, it_nhat: 3, nhieu_nhat: 4}]\n")  # fmt: skip
    render = ["render", "--persona", "nong-dan", "--channel", "bang-ron", "--pack", folder, *DAY]
    code, _, err = kichban(*render, "--waive", "G6=treo ở cổng rộng", "--by", "tổ trưởng")
    assert code == 0, err
    document = next((tmp_path / "ket-qua").glob("*bang-ron.docx"))
    assert kichban("review", document, "--pack", folder)[0] == 0
    sheet = words_of(document.with_name(f"{document.stem}.phieu-duyet.docx"))
    assert "treo ở cổng rộng" in sheet
    assert "tổ trưởng" in sheet
    code, out, err = kichban("approve", document, "--pack", folder, *SIGN)
    assert code == 0, err
    assert "bỏ qua" in out


def test_a_signature_keeps_who_when_and_which_bytes(kichban, leaflet):
    code, out, err = kichban(
        "approve", leaflet, *SIGN, "--score", "84", "--score", "91", "--h4", "12", "--h7", "14"
    )
    assert code == 0, err
    assert "Lưu ý" not in out
    (signature,) = record_of(leaflet)["chu_ky"]
    assert (signature["nguoi"], signature["chuc_danh"]) == ("Phó giám đốc trực", "người duyệt")
    assert signature["ngay_dung"] == "2026-11-21"
    assert signature["luc"]
    assert set(signature["tep"]) == {f"{NAME}.docx", f"{NAME}.md", f"{NAME}.nguon.json"}
    assert signature["nguoi_cham"] == {"tong": 87, "h4": 12, "h7": 14}
    assert signature["het_han_ngay"] == "2027-01-01"
    code, out, _ = kichban("approve", leaflet, "--check", *DAY)
    assert code == 0
    assert "1 chữ ký, tệp còn nguyên" in out
    assert "Phó giám đốc trực, người duyệt; người chấm 87/100" in out


@pytest.mark.parametrize("ending", [".docx", ".md", ".nguon.json"])
def test_a_single_changed_byte_is_noticed_and_its_file_named(kichban, leaflet, ending):
    kichban("approve", leaflet, *SIGN)
    path = leaflet.with_name(f"{NAME}{ending}")
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    code, out, _ = kichban("approve", leaflet.parent, "--check", *DAY)
    assert code == 1
    assert f"{NAME}{ending}  D102" in out
    assert out.count("D102") == 1
    content[-1] ^= 1
    path.write_bytes(content)
    assert kichban("approve", leaflet.parent, "--check", *DAY)[0] == 0


def test_a_file_that_is_gone_or_added_after_signing_is_told(kichban, leaflet):
    kichban("approve", leaflet, *SIGN)
    text = leaflet.with_suffix(".md")
    content = text.read_bytes()
    text.unlink()
    code, out, _ = kichban("approve", leaflet, "--check", *DAY)
    assert code == 1
    assert "Tệp không còn sau khi ký" in out
    text.write_bytes(content)
    kichban("review", leaflet)  # papers about the document are not part of it
    code, out, _ = kichban("approve", leaflet, "--check", *DAY)
    assert code == 0
    assert "D102" not in out
    leaflet.with_suffix(".pdf").write_bytes(b"%PDF")  # printed by somebody
    code, out, _ = kichban("approve", leaflet, "--check", *DAY)
    assert code == 0
    assert f"{NAME}.pdf  D102  gợi ý" in out


def test_several_people_sign_and_nobody_twice(kichban, leaflet):
    for who in ("người soạn", "người soát luật"):
        assert kichban("approve", leaflet, "--by", who, *DAY)[0] == 0
    code, out, _ = kichban("approve", leaflet, "--by", "người soạn", *DAY)
    assert code == 0
    assert "đã ký đúng bản này" in out
    assert [s["nguoi"] for s in record_of(leaflet)["chu_ky"]] == ["người soạn", "người soát luật"]
    assert "2 chữ ký" in kichban("approve", leaflet, "--check", *DAY)[1]


def test_who_signs_anew_after_a_change_signs_the_new_bytes(kichban, leaflet):
    kichban("approve", leaflet, "--by", "người soạn", *DAY)
    text = leaflet.with_suffix(".md")
    text.write_bytes(text.read_bytes() + "\nHỏi gì cũng có người trả lời.\n".encode())
    code, out, _ = kichban("approve", leaflet, "--by", "người duyệt", *DAY)
    assert code == 0
    assert "đã sửa tay" in out
    code, out, _ = kichban("approve", leaflet, "--check", *DAY)
    assert code == 0
    assert "1 chữ ký, 1 chữ ký của bản trước" in out


def test_from_the_day_of_expiry_a_signature_is_not_enough(kichban, leaflet):
    kichban("approve", leaflet, *SIGN)
    assert kichban("approve", leaflet, "--check", "--date", "31/12/2026")[0] == 0
    code, out, _ = kichban("approve", leaflet, "--check", "--date", "01/01/2027")
    assert code == 1
    assert "D104" in out


def test_programs_read_the_same(kichban, leaflet):
    kichban("approve", leaflet, *SIGN)
    code, out, _ = kichban("approve", leaflet, "--check", "--json", *DAY)
    assert code == 0
    (document,) = json.loads(out)
    assert document["con_dung"] is True
    assert document["chu_ky"][0]["nguoi"] == "Phó giám đốc trực"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--score", "79"], "điểm người chấm 79, cần từ 80"),
        (["--h4", "11"], "câu H4 11, cần từ 12"),
        (["--h7", "11"], "câu H7 11, cần từ 12"),
        (["--score", "70", "--score", "95"], "chênh nhau 25 điểm"),
        (["--date", "01/01/2027"], "từ ngày 01/01/2027 có số không còn đúng"),
    ],
)
def test_what_the_checklist_forbids_is_not_signed(kichban, leaflet, options, words):
    code, _, err = kichban("approve", leaflet, *SIGN, *options)
    assert code == 2
    assert "D101" in err
    assert words in err
    assert not leaflet.with_name(f"{NAME}.phe-duyet.json").exists()


@pytest.mark.parametrize(
    "options", [["--score", "101"], ["--h4", "13"], ["--h7", "-1"], ["--by", "  "]]
)
def test_a_score_that_the_form_lacks_and_a_nameless_signature_are_refused(
    kichban, leaflet, options
):
    code, _, err = kichban("approve", leaflet, *SIGN, *options)
    assert code == 2
    assert "K100" in err


def test_without_scores_of_the_judges_it_is_signed_and_said(kichban, leaflet):
    code, out, _ = kichban("approve", leaflet, *SIGN, "--score", "90")
    assert code == 0
    assert "Chưa có điểm người chấm: H4, H7" in out
    assert record_of(leaflet)["chu_ky"][0]["luu_y"]


def test_a_draft_is_neither_reviewed_nor_signed(kichban, tmp_path):
    kichban("render", "--persona", "nong-dan", "--channel", "to-roi", "--draft", *DAY)
    draft = tmp_path / "ket-qua" / f"{NAME}.docx"
    for command in (("review", draft), ("approve", draft, *SIGN)):
        code, _, err = kichban(*command)
        assert code == 2
        assert "D101" in err
        assert "bản nháp" in err
    draft.with_name(f"{NAME}.nguon.json").unlink()  # the Word file says so too
    assert "bản nháp" in kichban("approve", draft, *SIGN)[2]


def test_a_hand_edit_that_breaks_a_gate_is_not_signed(kichban, leaflet):
    document = docx.Document(str(leaflet))
    document.paragraphs[2].text = "Đóng vào đây chắc chắn có lãi."
    document.save(str(leaflet))
    code, _, err = kichban("approve", leaflet, *SIGN)
    assert code == 2
    assert "G7" in err
    code, _, err = kichban("review", leaflet)
    assert code == 1
    assert "đã sửa tay" in err
    assert "đã sửa tay" in words_of(leaflet.with_name(f"{NAME}.phieu-duyet.docx"))


def test_a_pile_is_signed_whole_or_not_at_all(kichban, leaflet):
    kichban("render", "--persona", "nong-dan", "--channel", "tong-dai", "--draft", *DAY)
    code, _, err = kichban("approve", leaflet.parent, *SIGN)
    assert code == 2
    assert "tong-dai" in err
    assert not list(leaflet.parent.glob("*.phe-duyet.json"))
    for path in leaflet.parent.glob("*tong-dai*"):
        path.unlink()
    assert kichban("approve", leaflet.parent, *SIGN)[0] == 0


def test_words_changed_since_are_not_reviewed_as_if_they_were_the_document(
    kichban, leaflet, office
):
    folder = office("personas/nong-dan.yaml", "mo_rong: goc/nong-dan\ngiong: vui\n")
    code, _, err = kichban("review", leaflet, "--pack", folder)
    assert code == 2
    assert "D106" in err
    assert not leaflet.with_name(f"{NAME}.duyet.docx").exists()


def test_checking_a_document_and_the_journal_tell_whether_it_is_signed_without_names(
    kichban, leaflet
):
    assert "DUYỆT: chưa ký" in kichban("check", leaflet)[1]
    kichban("approve", leaflet, *SIGN)
    for command in (("check", leaflet, *DAY), ("log", *DAY)):
        out = kichban(*command)[1]
        assert "1 chữ ký, tệp còn nguyên" in out
        assert "Phó giám đốc" not in out
    leaflet.write_bytes(leaflet.read_bytes() + b" ")
    for command in (("check", leaflet, *DAY), ("log", *DAY)):
        assert f"đã đổi sau khi ký: {NAME}.docx" in kichban(*command)[1]
    loose = leaflet.with_name("rieng.txt")
    loose.write_text("Một câu.", encoding="utf-8")
    assert "DUYỆT" not in kichban("check", loose)[1]


def test_papers_about_a_document_are_not_judged_as_documents(kichban, leaflet):
    kichban("review", leaflet)
    out = kichban("check", leaflet.parent)[1]
    for name in (".phieu-duyet.", ".phieu-cham.", ".duyet."):
        assert name not in out
    assert kichban("stale", leaflet.parent, "--date", "01/01/2027")[1].count("«") == 1


def test_what_kichban_did_not_write_is_refused_in_words(kichban, tmp_path):
    (tmp_path / "rieng.docx").write_bytes(b"x")
    (tmp_path / "trong").mkdir()
    for command, code in (
        (("approve", "rieng.docx", *SIGN), "K104"),
        (("review", "rieng.docx"), "K104"),
        (("approve", "khong-co.docx", "--check"), "K103"),
        (("approve", "trong", "--check"), "K100"),
    ):
        exit_code, _, err = kichban(*command)
        assert exit_code == 2
        assert code in err
        assert "Traceback" not in err


def sign_many(folder, who):
    """Sign one document of a folder again and again, as another person each time."""
    for number in range(15):
        signature = Signature(
            nguoi=f"{who} {number}",
            luc=datetime(2026, 11, 21, 9, tzinfo=UTC),
            ngay_dung=date(2026, 11, 21),
            tep={"to-roi.md": "0"},
            **dict.fromkeys(("chuong_trinh", "bo_mau", "luat", "loi"), "0"),
        )
        add_signature(DocumentFiles(folder, "to-roi"), "Tờ rơi", signature)


def test_two_people_who_sign_at_once_both_stand_in_the_record(tmp_path):
    code = (
        "import sys; from pathlib import Path; from tests.test_approval import sign_many\n"
        "sign_many(Path(sys.argv[1]), sys.argv[2])"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), who]) for who in ("a", "b")
    ]
    assert [process.wait(120) for process in running] == [0, 0]
    record = read_record(DocumentFiles(tmp_path, "to-roi"))
    assert len({signature.nguoi for signature in record.chu_ky}) == 30


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.pop("bo_qua"),
        lambda data: data.pop("dau_van_tay"),
        lambda data: data.update(so_lieu=[{}]),
        lambda data: data.update(het_han_ngay="hôm qua"),
        lambda data: data["yeu_cau"].update(ngay_luat=7),
        lambda data: data["yeu_cau"].update(nhom=None),
        lambda data: data["do_dai"].update(giay="lâu"),
        lambda data: data.update(yeu_cau=[]),
    ],
)
def test_a_spoiled_sidecar_is_refused_in_words_by_every_command(kichban, leaflet, spoil):
    path = leaflet.with_name(f"{NAME}.nguon.json")
    data = json.loads(path.read_text(encoding="utf-8"))
    spoil(data)
    path.write_text(json.dumps(data), encoding="utf-8")
    (leaflet.parent / "so-tai-lieu.jsonl").unlink()
    for command in (("approve", leaflet, *SIGN), ("review", leaflet)):
        code, _, err = kichban(*command)
        assert code == 2
        assert "K104" in err
    code, _, err = kichban("log", leaflet.parent, "--add")
    assert code in (0, 1)
    assert "K999" not in err
