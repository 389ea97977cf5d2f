"""Vietnamese as it is written, sorted, matched, read aloud and counted."""

from kichban.vietnamese.counting import printed_words, seconds, sms_parts, syllables
from kichban.vietnamese.numbers import (
    Region,
    parse_number,
    read_decimal,
    read_digits,
    read_integer,
    read_ordinal,
)
from kichban.vietnamese.sentences import Sentence, sentences
from kichban.vietnamese.speech import spoken, with_spoken
from kichban.vietnamese.text import (
    fold,
    is_syllable,
    nfc,
    slug,
    sort_key,
    strip_accents,
    strip_tones,
)
from kichban.vietnamese.unread import leftovers
from kichban.vietnamese.verify import RowResult, same_reading, verify_table
from kichban.vietnamese.words import PhraseMatch, PhraseMatcher

__all__ = [
    "PhraseMatch",
    "PhraseMatcher",
    "Region",
    "RowResult",
    "Sentence",
    "fold",
    "is_syllable",
    "leftovers",
    "nfc",
    "parse_number",
    "printed_words",
    "read_decimal",
    "read_digits",
    "read_integer",
    "read_ordinal",
    "same_reading",
    "seconds",
    "sentences",
    "slug",
    "sms_parts",
    "sort_key",
    "spoken",
    "strip_accents",
    "strip_tones",
    "syllables",
    "verify_table",
    "with_spoken",
]
