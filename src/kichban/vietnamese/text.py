"""Letters: Unicode form, tone placement, Vietnamese order, what a syllable may look like."""

from __future__ import annotations

import re
import unicodedata

__all__ = [
    "CAPITALS",
    "SMALL_LETTERS",
    "fold",
    "is_syllable",
    "nfc",
    "slug",
    "sort_key",
    "strip_accents",
    "strip_tones",
]

# Letters of the language, for classes of regular expressions. A range such as à-ỹ would not do:
# small letters and capitals alternate in it.
SMALL_LETTERS = (
    "abcdefghijklmnopqrstuvwxyzàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
)
CAPITALS = SMALL_LETTERS.upper()

# Old and new placement of the tone over two vowels that end a syllable: hoà = hòa, khoẻ = khỏe.
# Not after q, where u belongs to the consonant: «quý» has one form only.
_PLACEMENT = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_NEW_PLACEMENT = re.compile(r"[ou][àáảãạèéẻẽẹỳýỷỹỵ](?![^\W\d_])")

# Word processors and old fonts write the Icelandic letter for đ; both look the same on paper.
_ICELANDIC = str.maketrans("Ðð", "Đđ")

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of the dictionary
_TONE_RANK = {mark: rank for rank, mark in enumerate(_TONES, start=1)}
_ALPHABET = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_STROKED = str.maketrans("đĐƀɃ", "dDbB")

_ONSETS = (
    "(?:ngh|gh)(?=[eêi])|(?:ng|c)(?![eêi])|g(?![eê])|"
    "nh|th|tr|ch|kh|ph|gi|qu|b|d|đ|h|k|l|m|n|p|r|s|t|v|x"
)
_RIMES = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|ăc|ăm|ăn|ăng|ăp|ăt|âc|âm|ân|âng|âp|ât|âu|ây|e|"
    "ec|em|en|eng|eo|ep|et|ê|êch|êm|ên|êng|ênh|êp|êt|êu|i|ia|ich|iêc|iêm|iên|iêng|iêp|iêt|"
    "iêu|im|in|inh|ip|it|iu|o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oăc|oăm|oăn|"
    "oăng|oăt|oc|oe|oen|oeo|oet|oi|om|on|ong|ooc|oong|op|ot|ô|ôc|ôi|ôm|ôn|ông|ôp|ôt|ơ|ơi|ơm|"
    "ơn|ơp|ơt|u|ua|uân|uâng|uât|uây|uc|uê|uêch|uênh|ui|um|un|ung|uơ|uôc|uôi|uôm|uôn|uông|uôt|"
    "up|ut|uy|uya|uych|uyên|uyêt|uyn|uynh|uyp|uyt|uyu|ư|ưa|ưc|ưi|ưm|ưn|ưng|ươc|ươi|ươm|ươn|"
    "ương|ươp|ươt|ươu|ưt|ưu|y|yêm|yên|yêng|yêt|yêu"
)
_SYLLABLE = re.compile(rf"(?:{_ONSETS})?(?:{_RIMES})")


def nfc(text: str) -> str:
    """The text in composed form, as every other function here expects and returns it."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The form under which two spellings of one word are equal; for comparing, never for printing.

    Composed form, lower case, tone mark at its older place («hoà» and «hòa» both give «hòa»),
    the look-alike letters Ð and ð read as Đ and đ.
    """
    lowered = nfc(text).replace("Ð", "Đ").replace("ð", "đ").lower()
    return _NEW_PLACEMENT.sub(_older_placement, lowered)


def _older_placement(found: re.Match[str]) -> str:
    start = found.start()
    if start and found.string[start - 1] == "q":
        return found[0]
    return _PLACEMENT.get(found[0], found[0])


def strip_tones(text: str) -> str:
    """Letters without their tone: «huyền» gives «huyên», and ă â đ ê ô ơ ư stay."""
    split = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(mark for mark in split if mark not in _TONE_RANK))


def strip_accents(text: str) -> str:
    """Letters without any mark: «Đắk Lắk» gives «Dak Lak»."""
    split = unicodedata.normalize("NFD", text.translate(_ICELANDIC).translate(_STROKED))
    return unicodedata.normalize(
        "NFC", "".join(mark for mark in split if unicodedata.category(mark) != "Mn")
    )


def slug(text: str) -> str:
    """A kebab-case id of the text: «Nông dân» gives «nong-dan»."""
    return re.sub(r"[^a-z0-9]+", "-", strip_accents(text).lower()).strip("-")


def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """The key that puts words in dictionary order: letters, then tones, then small before capital.

    Returns:
        Three levels compared one after the other; a later one counts only when all earlier
        are equal over the whole text, so «da» stands before «dì» and «Đắk Lắk» before «đi».
    """
    letters: list[int] = []
    tones: list[int] = []
    capitals: list[int] = []
    for char in nfc(text).translate(_ICELANDIC):
        tone = 0
        plain = char
        for mark in unicodedata.normalize("NFD", char):
            tone = _TONE_RANK.get(mark, tone)
        if tone:
            plain = strip_tones(char)
        low = plain.lower()
        if low in _ALPHABET:
            letters.append(10_000_000 + _ALPHABET[low])
        elif char.isdigit():
            letters.append(5_000_000 + ord(char))
        else:
            letters.append(ord(char) + (0 if char.isspace() else 1_000_000))
        tones.append(tone)
        capitals.append(int(low != plain))
    return tuple(letters), tuple(tones), tuple(capitals)


def is_syllable(word: str) -> bool:
    """Whether the letters form a possible Vietnamese syllable, whatever its tone."""
    return _SYLLABLE.fullmatch(strip_tones(word.lower())) is not None
