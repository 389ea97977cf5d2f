"""Mutate the files of the built-in pack and see that nothing falls over.

Each round copies one file of the pack into an office's folder, spoils it, checks the folder,
composes a document that uses the file, and writes it. Allowed are success, findings and errors
with a code; not allowed are a traceback, more than five seconds of computing, a file half
written. Rounds are numbered by their seed, so that one can be run again:

    python scripts/fuzz.py 10000            rounds 0 … 9999
    python scripts/fuzz.py 1 --from 4711    round 4711 alone
"""

from __future__ import annotations

import argparse
import io
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kichban import yamlio
from kichban.checks import rulebook
from kichban.checks.packs import check_packs
from kichban.errors import KichbanError
from kichban.locking import LOCK
from kichban.packs import Packs, builtin_folder
from kichban.suitability import Suitability
from kichban.workshop import Request, Workshop

DAY = date(2026, 11, 22)
LIMIT_SECONDS = 5
_ROOMS = (
    *("personas", "topics", "places", "templates", "law", "rules", "looks"),
    "phu-hop.yaml",
)
_NASTY = (
    "{{", "}}", "{%", "%}", "{#", "#}", "{{ so.muc_dong }}", "{{ nguoi }}", "{% endif %}",
    "{% if nghe %}", "{% for x in so %}", "{% block a %}", "{{ super() }}", "{{ chu_de.ly_do }}",
    "{% extends 'to-roi/mau.md.j2' %}", "{{ ''.__class__.__mro__ }}", "{{ 9 ** 9 ** 9 }}",
    "{{ 'a' * 10**9 }}", "{% set x = 1 %}", "{{ nguoi.phan_bac[99].cau }}", ":::", "::: la",
    "::: phan phut=x", "::: nhac giay=²", "**", "*", "_", "`", "[", "](", "![x](y)", "|",
    "| a | b |", "---", "<b>", "&amp;", "\x00", "\x07", "\x0b", "\x85", "\u2028", "\u200b",
    "\ue000", "\ue001x\ue002", "\ufeff", "\ud7ff", "😀", "ﬁ", "İ", "١٥", "½", "²", "&a ", "*a",
    "!!python/object:x", "!x ", "<<: ", "? ", "- ", ": ", "\t", "\n", "\n\n\n", "\r", '"', "'",
    "\\", "#", "%", "@", "$", "~", "null", "yes", "0x10", "1e9", "-1", "99999999999999999999",
    "0001-01-01", "9999-12-31", "2025-02-30", "goc/", "../", "/",
)  # fmt: skip
_BULKY = (
    "a", "*", "_", "[", "(", "{", "{{", "}}", "{% if nghe %}", "{{ nghe }}", "1", "1.", "-", "- ",
    "> ", "#", "|", ":", "::: luu_y\n", '"', "\\", "ế", "a\u0301", " ", "\n", "* a ", "[a](", "<",
    "mười ", "1/", "Điều 1, ", "!",
)  # fmt: skip
_NESTS = (
    ("[", "]"), ("{a: ", "}"), ("- ", ""), ("{% if nghe %}", "{% endif %}"), ("(", ")"),
    ("{{ (", ") }}"), ("{% for x in chu_de.ket %}", "{% endfor %}"), ("::: luu_y\n", "\n:::\n"),
)  # fmt: skip


@cache
def files() -> tuple[Path, ...]:
    """Every file of the built-in pack that people edit, sorted."""
    base = builtin_folder()
    found = [p for room in _ROOMS for p in (base / room, *(base / room).rglob("*")) if p.is_file()]
    return tuple(sorted(p for p in found if not p.name.startswith(".")))


Change = Callable[[str, random.Random], str]


def _lines(change: Callable[[list[str], random.Random], None]) -> Change:
    def changed(text: str, chance: random.Random) -> str:
        lines = text.split("\n")
        change(lines, chance)
        return "\n".join(lines)

    return changed


def _delete(lines: list[str], chance: random.Random) -> None:
    start = chance.randrange(len(lines))
    del lines[start : start + chance.choice((1, 1, 2, 5))]


def _double(lines: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at:at] = [lines[at]] * chance.choice((1, 1, 1, 50))


def _swap(lines: list[str], chance: random.Random) -> None:
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def _indent(lines: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at] = chance.choice((" ", "   ", "\t", "")) + lines[at].lstrip()


def _stranger(lines: list[str], chance: random.Random) -> None:
    others = [path for path in files() if path.suffix != ".docx"]
    other = chance.choice(others).read_text("utf-8").split("\n")
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(other))


def _insert(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(_NASTY) + text[at:]


def _bulk(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(_BULKY) * chance.choice((50, 500, 5_000, 50_000)) + text[at:]


def _cut(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    return text[:start] + text[start + chance.choice((1, 1, 2, 10, 200)) :]


def _truncate(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(len(text) + 1)]


def _word(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    words[chance.randrange(len(words))] = words[chance.randrange(len(words))]
    return " ".join(words)


def _number(text: str, chance: random.Random) -> str:
    places = [i for i, c in enumerate(text) if c.isdigit()]
    if not places:
        return text
    at = chance.choice(places)
    new = chance.choice(("0", "9", "-1", "99999999", "1" * 400, "1.000.000.000", "0,5", "%", ""))
    return text[:at] + new + text[at + 1 :]


def _decomposed(text: str, chance: random.Random) -> str:
    return unicodedata.normalize(chance.choice(("NFD", "NFKD")), text)


def _endings(text: str, chance: random.Random) -> str:
    return text.replace("\n", chance.choice(("\r\n", "\r", "\u2028", "\x0c")))


def _nested(text: str, chance: random.Random) -> str:
    at = text.rfind("\n", 0, chance.randrange(len(text) + 1)) + 1
    depth = chance.choice((5, 50, 500, 20_000))
    opened, closed = chance.choice(_NESTS)
    return text[:at] + opened * depth + "x" + closed * depth + "\n" + text[at:]


_CHANGES: tuple[Change, ...] = (
    _lines(_delete), _lines(_double), _lines(_swap), _lines(_indent), _lines(_stranger), _insert,
    _insert, _insert, _bulk, _cut, _cut, _truncate, _word, _number, _decomposed, _endings, _nested,
)  # fmt: skip


@dataclass
class Round:
    """One mutation: its seed, the file, what came of it, what went wrong."""

    seed: int
    file: str
    outcome: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0


def spoiled(seed: int) -> tuple[Path, bytes]:
    """The file of a round, relative to the pack, and its spoiled content."""
    chance = random.Random(seed)
    # Law has most of the files; every room gets its share of rounds.
    room = chance.choice(_ROOMS)
    base = builtin_folder() / room
    path = chance.choice([p for p in files() if base in (p, *p.parents)])
    change = _word_file if path.suffix == ".docx" else _text_file
    return path.relative_to(builtin_folder()), change(path.read_bytes(), chance)


def _text_file(content: bytes, chance: random.Random) -> bytes:
    text = content.decode("utf-8")
    for _ in range(chance.choice((1, 1, 2, 3))):
        text = chance.choice(_CHANGES)(text, chance)
    content = text.encode("utf-8", "replace")
    return _noise(content, chance) if chance.random() < 0.03 else content


def _noise(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + bytes(chance.randrange(256) for _ in range(4)) + content[at:]


def _word_file(content: bytes, chance: random.Random) -> bytes:
    """A Word file with its bytes spoiled, or one of its parts spoiled, renamed or left out."""
    if chance.random() < 0.3:
        return chance.choice((_noise(content, chance), content[: chance.randrange(len(content))]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(parts))
    part = parts.pop(name)
    if chance.random() < 0.8:
        try:
            parts[name] = _text_file(part, chance)
        except UnicodeDecodeError:
            parts[name] = _noise(part, chance)
    elif chance.random() < 0.5:
        parts[f"{name}.x"] = part
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for each in sorted(parts):
            archive.writestr(zipfile.ZipInfo(each), parts[each])
    return out.getvalue()


@contextmanager
def _limited() -> Iterator[None]:
    """Stop work that computes longer than allowed, where the system can."""
    if not hasattr(signal, "SIGPROF"):
        yield
        return

    def stop(*_: Any) -> None:
        raise TimeoutError(f"more than {LIMIT_SECONDS} s of computing")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, LIMIT_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


class Fuzzer:
    """Runs rounds in one temporary folder; files that no round spoils are read once.

    Args:
        folder: An empty folder to work in.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[tuple[str, str], Any] = {}
        self._load = yamlio.load
        self._builtin_rules = rulebook.rule_book(Packs())
        self._rules: rulebook.RuleBook | None = None

    @contextmanager
    def quick(self) -> Iterator[None]:
        """Keep what has been read of the built-in pack: it does not change."""
        base = builtin_folder()

        def load(path: Path, shown: str = "") -> Any:
            if not path.is_relative_to(base) or path.is_relative_to(self._folder):
                return self._load(path, shown)
            key = (str(path), shown)
            if key not in self._read:
                self._read[key] = self._load(path, shown)
            return self._read[key]

        yamlio.load = load
        try:
            yield
        finally:
            yamlio.load = self._load

    def round(self, seed: int) -> Round:
        """Run one round."""
        relative, content = spoiled(seed)
        done = Round(seed, relative.as_posix())
        office, out = self._folder / "co-quan", self._folder / "ket-qua"
        for folder in (office, out):
            shutil.rmtree(folder, ignore_errors=True)
        target = office / relative
        target.parent.mkdir(parents=True)
        target.write_bytes(content)
        started = time.process_time()
        with self.quick():
            self._rules = None if relative.parts[0] == "rules" else self._builtin_rules
            self._guarded(done, "check", lambda: self._check(done, office))
            self._guarded(done, "compose", lambda: self._compose(done, office, out, relative))
        done.seconds = time.process_time() - started
        return done

    def _packs(self, office: Path) -> Packs:
        """The office's folder over the built-in pack; rules that no round spoils are read once."""
        packs = Packs((office,))
        if self._rules is not None:
            rulebook._books[packs] = self._rules
        return packs

    def _guarded(self, done: Round, what: str, work: Callable[[], None]) -> None:
        try:
            with _limited():
                work()
        except KichbanError as error:
            done.outcome[f"{what} {error.code}"] += 1
            error.report()
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            done.wrong.append(f"{what}: {''.join(traceback.format_exception(error)[-6:])}")

    def _check(self, done: Round, office: Path) -> None:
        findings = check_packs(self._packs(office), [office], day=DAY)
        for finding in findings:
            finding.report()
            finding.as_json()
        done.outcome["check findings" if findings else "check clean"] += 1

    def _compose(self, done: Round, office: Path, out: Path, relative: Path) -> None:
        workshop = Workshop(self._packs(office))
        if relative.parts[0] == "phu-hop.yaml":
            list(Suitability(workshop.packs).triples("nong-dan"))
        draft = workshop.compose(_request(relative))
        draft.write(out, formats=("docx", "md"), draft=True)
        done.outcome["compose written"] += 1
        # The lock of a folder stays where the system keeps locks as files; it is no document.
        written = [path for path in out.iterdir() if path.name != LOCK]
        if len(written) != 3 or any(path.name.startswith(".") for path in written):
            done.wrong.append(f"compose: files {sorted(path.name for path in written)}")
        if any(path.stat().st_size == 0 for path in written):
            done.wrong.append("compose: an empty file")


def _request(relative: Path) -> Request:
    """A document that uses the spoiled file."""
    room, stem = relative.parts[0], relative.name.partition(".")[0]
    if room == "personas":
        return Request(stem, law_date=DAY)
    if room == "topics":
        return Request("nong-dan", law_date=DAY, topic=stem)
    if room == "templates":
        return Request("nong-dan", law_date=DAY, channel=relative.parts[1])
    if relative.name == "hanh-chinh.docx":
        return Request("can-bo-dang-vien", law_date=DAY, channel="phieu-duyet")
    if room == "places":
        return Request("nong-dan", law_date=DAY, place=stem)
    return Request("nong-dan", law_date=DAY)


def main() -> int:
    """Run rounds, print what went wrong and a count of outcomes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rounds", type=int)
    parser.add_argument("--from", dest="first", type=int, default=0)
    arguments = parser.parse_args()
    outcomes: Counter[str] = Counter()
    wrong, slowest = 0, Round(0, "")
    with tempfile.TemporaryDirectory() as folder:
        fuzzer = Fuzzer(Path(folder))
        for seed in range(arguments.first, arguments.first + arguments.rounds):
            if seed % 500 == 0:
                print(f"round {seed} …", file=sys.stderr, flush=True)
            done = fuzzer.round(seed)
            outcomes.update(done.outcome)
            slowest = max(slowest, done, key=lambda r: r.seconds)
            for message in done.wrong:
                wrong += 1
                print(f"round {seed}  {done.file}\n{message}", flush=True)
    for name, count in sorted(outcomes.items()):
        print(f"{count:>7}  {name}")
    print(f"slowest: round {slowest.seed} {slowest.file} {slowest.seconds:.1f} s; wrong: {wrong}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
