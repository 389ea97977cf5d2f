"""A finished document before it is a file: its words, its figures, its findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from kichban.checks.findings import Finding
from kichban.errors import BadRequest, NotPublishable, did_you_mean
from kichban.provenance import PROPERTY, SCHEMA, SUFFIX, figure_record, sidecar_text
from kichban.quantities import Figure
from kichban.render import FORMATS, Formats, to_format
from kichban.script import Block, Script
from kichban.writing import write_files

if TYPE_CHECKING:
    from kichban.channels import Channel
    from kichban.measure import Length
    from kichban.personas import Persona
    from kichban.places import Place
    from kichban.topics import Topic
    from kichban.workshop import Request


@dataclass(frozen=True, slots=True)
class Subject:
    """Everything a document is about, read from the packs; `template` is its logical name.

    `kin` are the ids of the audiences that the persona is a kind of, itself first. `ends` is the
    first day on which the topic is no longer news.
    """

    persona: Persona
    topic: Topic
    channel: Channel
    place: Place
    template: str
    kin: tuple[str, ...] = ()
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Waiver:
    """A gate set aside on purpose: which (`G6`, or a code), why, and who takes it on."""

    gate: str
    reason: str
    by: str


@dataclass(frozen=True)
class Draft:
    """A document with everything known about it.

    `figures` are the printed figures by name; `printed` how each is printed; `dated` the names of
    those that speak of another day. `applies_from` and `expires_on` bound the days on which every
    figure holds: `expires_on` is the first day on which one no longer does. `body` is the script
    before it is laid out in tables, for measuring and checking. `elements` are the rendered
    sentences of topic and persona by what they are (`thong_diep`, `gioi_han`, `phan_bac` …), so
    that a check can tell whether the document says them. `score` is the program's clarity score,
    0 to 100, None when nothing could be judged. `look` is the Word file that the channel asks for.
    `available` are the formats that the office has not switched off.
    """

    request: Request
    subject: Subject
    script: Script
    body: tuple[Block, ...]
    figures: Mapping[str, Figure]
    printed: Mapping[str, tuple[str, ...]]
    dated: frozenset[str]
    provisions: tuple[str, ...]
    length: Length
    applies_from: date | None
    expires_on: date | None
    origin: Mapping[str, Any]
    elements: Mapping[str, tuple[str, ...]]
    findings: tuple[Finding, ...] = ()
    score: int | None = None
    waivers: tuple[Waiver, ...] = ()
    look: Path | None = None
    available: Formats = field(default_factory=lambda: FORMATS, compare=False)

    def waived(self, waivers: Sequence[Waiver]) -> Draft:
        """The same document with some gates set aside; they stay as warnings.

        Raises:
            BadRequest: a waiver has no reason or no name, or names a gate that does not fail.
        """
        findings = list(self.findings)
        for waiver in waivers:
            if not waiver.reason.strip() or not waiver.by.strip():
                raise BadRequest(
                    f"Bỏ qua cổng «{waiver.gate}» mà thiếu lý do hoặc tên người chịu trách nhiệm.",
                    hint='viết --waive "G6=lý do" --by "ai".',
                )
            hit = [f for f in findings if waiver.gate in (f.gate, f.code) and f.level == "loi"]
            if not hit:
                names = {f.gate or f.code for f in self.blocking}
                raise BadRequest(
                    f"Tài liệu không vướng cổng «{waiver.gate}».",
                    hint=did_you_mean(waiver.gate, names) or "bỏ --waive.",
                )
            findings = [
                replace(f, level="canh_bao", message=f"{f.message} (bỏ qua: {waiver.reason})")
                if f in hit
                else f
                for f in findings
            ]
        return replace(self, findings=tuple(findings), waivers=tuple(waivers))

    @property
    def name(self) -> str:
        """The file name without its ending: who, about what, through what, where."""
        parts = [self.origin["nhom"], self.origin["chu_de"], self.origin["kenh"]]
        if self.origin["noi"] != "mac-dinh":
            parts.append(self.origin["noi"])
        if self.request.variant is not None:
            parts.append(f"ban-{self.request.variant}")
        return "--".join(parts)

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """The findings that forbid publishing."""
        return tuple(f for f in self.findings if f.level == "loi")

    def sidecar(self) -> dict[str, Any]:
        """Where everything comes from, as kept beside the document."""
        request = self.request
        return {
            "loai": SCHEMA,
            "tai_lieu": self.script.title,
            "yeu_cau": {
                "nhom": self.origin["nhom"],
                "chu_de": self.origin["chu_de"],
                "kenh": self.origin["kenh"],
                "noi": request.place,
                "ngay_luat": request.law_date.isoformat(),
                "ngay_ra": (request.issued_on or request.law_date).isoformat(),
                "bien_the": request.variant,
                "dat": dict(request.settings),
            },
            "dau_van_tay": {
                k: self.origin[k] for k in ("chuong_trinh", "bo_mau", "luat", "mau", "loi")
            },
            "ap_dung_tu": self.applies_from.isoformat() if self.applies_from else None,
            "het_han_ngay": self.expires_on.isoformat() if self.expires_on else None,
            "do_dai": {
                "am_tiet": self.length.syllables,
                "giay": str(self.length.seconds.quantize(self.length.seconds.__class__(1))),
                "ky_tu": self.length.characters,
            },
            "diem_ro_rang": self.score,
            "bo_qua": [{"cong": w.gate, "ly_do": w.reason, "nguoi": w.by} for w in self.waivers],
            "diem_luat": list(self.provisions),
            "so_lieu": [
                figure_record(name, self.printed.get(name, ()), figure, name in self.dated)
                for name, figure in self.figures.items()
            ],
        }

    def write(
        self,
        folder: Path,
        *,
        formats: Sequence[str] = ("docx", "md"),
        edition: Literal["public", "reviewer"] = "public",
        look: Path | None = None,
        draft: bool = False,
        name: str = "",
    ) -> tuple[Path, ...]:
        """Write the document in each format, and its sidecar.

        Args:
            folder: Where to; made when it is not there.
            formats: Names of formats (`kichban list formats`).
            edition: For the public, or with a comment on every figure for the reviewer.
            look: A Word file that supplies styles, header and footer; by default the one that
                the channel names, the office's own before the built-in.
            draft: Whether to write although findings forbid publishing; every page is marked.
            name: File name without ending; by default `self.name`.

        Returns:
            The files written, the sidecar last.

        Raises:
            UnknownName: no format of that name, or its package is switched off.
            BrokenPackage: the format comes with a package that does not work.
            NotPublishable: a finding forbids it and `draft` was not asked for.
            CannotWrite: the folder or a file cannot be written; nothing is half-written.
        """
        from kichban.as_written import KEY, record

        if self.blocking and not draft:
            raise NotPublishable(
                f"Tài liệu «{self.name}» còn {len(self.blocking)} lỗi nên chưa ghi ra.",
                hint="sửa các lỗi trên, hoặc thêm --draft để xem bản nháp.",
            )
        # A draft says so where programs look: it may be read and shown, never signed.
        data = self.sidecar() | ({"ban_nhap": True} if draft else {})
        meta = replace(self.script.meta, draft=draft)
        script = replace(self.script, meta=meta)
        data[KEY] = record(self, script, edition, look or self.look)
        origin = sidecar_text(data, compact=True)
        script = replace(script, meta=replace(meta, properties=((PROPERTY, origin),)))
        name = name or self.name
        suffix = ".duyet" if edition == "reviewer" else ""
        files = {
            f"{name}{suffix}{self.available.wanted(item).suffix}": to_format(
                script, item, look=look or self.look, edition=edition, formats=self.available
            )
            for item in formats
        }
        files[f"{name}{suffix}{SUFFIX}"] = sidecar_text(data).encode("utf-8")
        return write_files(folder, files)
