"""How long `kichban --help` and `kichban render` take on this machine.

    python scripts/benchmark.py [RUNS]
    python scripts/benchmark.py all

Prints the median of whole processes. The aims on 2 cores: help within 0.3 s, render within 1 s.
With `all`, once: everything suitable for everybody, within 120 s.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time

COMMANDS = {
    "kichban --help": ["--help"],
    "kichban render --persona nong-dan": [
        "render",
        "--persona",
        "nong-dan",
        "--date",
        "2026-11-21",
    ],
}


def main(runs: int) -> None:
    """Time each command as a whole process, after one warm-up run."""
    with tempfile.TemporaryDirectory() as folder:
        for name, arguments in COMMANDS.items():
            times = []
            for turn in range(runs + 1):
                started = time.perf_counter()
                subprocess.run(
                    [sys.executable, "-m", "kichban", *arguments],
                    check=True,
                    cwd=folder,
                    stdout=subprocess.DEVNULL,
                )
                if turn:
                    times.append(time.perf_counter() - started)
            print(f"{name}: {statistics.median(times):.2f} s ({min(times):.2f}–{max(times):.2f})")


def everything() -> None:
    """Time the whole suitable matrix, Word, Markdown and sidecars, in two processes."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["pack", "--all", "--jobs", "2", "--date", "2026-11-21"]
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "kichban", *command],
            check=True,
            cwd=folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        print(done.stdout.splitlines()[-1])
        print(f"kichban {' '.join(command)}: {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    if sys.argv[1:] == ["all"]:
        everything()
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
