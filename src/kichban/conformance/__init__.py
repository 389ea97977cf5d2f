"""Whether a format of another package does what every format must do.

    from kichban.conformance import check_format

    violations = check_format(my_format, text_of=lambda content: content.decode())
    assert not violations, "\\n".join(map(str, violations))

`text_of` takes the bytes of a file and gives its words in reading order, as a reader of the format
sees them: what is only markup must not be in it, and escaped characters must be plain again.
"""

from __future__ import annotations

from kichban.conformance.building import bullets, heading, line, p
from kichban.conformance.rules import RULES, Violation, check_format
from kichban.conformance.samples import LAYOUTS, nodes, samples

__all__ = [
    "LAYOUTS",
    "RULES",
    "Violation",
    "bullets",
    "check_format",
    "heading",
    "line",
    "nodes",
    "p",
    "samples",
]
