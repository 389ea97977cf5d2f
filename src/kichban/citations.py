"""Places in legal texts, printed the way lawyers cite them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """One place in one legal text.

    `clauses` holds several when one statement rests on several clauses of an article.
    `note` says what is not known of the place, or under what name it was read.
    """

    document: str  # "41/2024/QH15"
    article: str = ""  # "36", or "36a"; empty when the article has not been read
    clauses: tuple[str, ...] = ()
    point: str = ""
    note: str = ""

    def __str__(self) -> str:
        return f"{self.place} {self.document}" if self.place else self.document

    @property
    def place(self) -> str:
        """The place inside the document: «điểm a khoản 1 Điều 5»; "" when unknown."""
        parts = []
        if self.point:
            parts.append(f"điểm {self.point}")
        if self.clauses:
            parts.append(f"khoản {_listed(self.clauses)}")
        if self.article:
            parts.append(f"Điều {self.article}")
        return " ".join(parts)


def _listed(items: tuple[str, ...]) -> str:
    if len(items) == 1:
        return items[0]
    return f"{', '.join(items[:-1])} và {items[-1]}"


def cite(citations: tuple[Citation, ...]) -> str:
    """Several citations in one line, each place once, grouped by document."""
    places: dict[str, list[str]] = {}
    for citation in citations:
        found = places.setdefault(citation.document, [])
        if citation.place and citation.place not in found:
            found.append(citation.place)
    return "; ".join(f"{', '.join(found)} {doc}".strip() for doc, found in places.items())
