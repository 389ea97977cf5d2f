"""The small parts around the body: content types, properties, settings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from kichban.render.word_xml import DECLARATION, attribute, text

__all__ = [
    "MAIN_TYPES",
    "WORD",
    "content_types",
    "core_properties",
    "custom_properties",
    "day_of",
    "settings",
]

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

MAIN_TYPES: Mapping[str, str] = {
    "/word/document.xml": f"{WORD}.document.main+xml",
    "/word/styles.xml": f"{WORD}.styles+xml",
    "/word/numbering.xml": f"{WORD}.numbering+xml",
    "/word/settings.xml": f"{WORD}.settings+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/docProps/custom.xml": ("application/vnd.openxmlformats-officedocument.custom-properties+xml"),
}

_DAYS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2}) tháng (?P<month>\d{1,2}) năm (?P<year>\d{4})"),
)


def day_of(words: str) -> str:
    """The day that some words name, as «2026-11-22»; "" when they name none."""
    for pattern in _DAYS:
        if found := pattern.search(words):
            try:
                return date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat()
            except ValueError:
                return ""
    return ""


def content_types(overrides: Mapping[str, str]) -> str:
    """The content types part, from part names to types."""
    lines = "".join(
        f'<Override PartName="{attribute(name)}" ContentType="{kind}"/>'
        for name, kind in sorted(overrides.items())
    )
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="jpg" ContentType="image/jpeg"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{lines}</Types>"
    )


def core_properties(
    *, title: str, author: str, subject: str, keywords: str, language: str, day: str
) -> str:
    """The properties that Word shows under «Thông tin»; no date when `day` is empty."""
    fields = {
        "dc:title": title,
        "dc:subject": subject,
        "dc:creator": author,
        "cp:keywords": keywords,
        "cp:lastModifiedBy": author,
        "dc:language": language,
    }
    lines = "".join(f"<{name}>{text(value)}</{name}>" for name, value in fields.items() if value)
    if day:
        lines += "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:{name}>'
            for name in ("created", "modified")
        )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{lines}</cp:coreProperties>'
    )


def custom_properties(properties: Iterable[tuple[str, str]]) -> str:
    """Properties of our own, which travel inside the file even when its sidecar is lost."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    lines = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" '
        f'name="{attribute(name)}"><vt:lpwstr>{text(value)}</vt:lpwstr></property>'
        for number, (name, value) in enumerate(properties, 2)
    )
    return (
        f'{DECLARATION}<Properties xmlns="{office}/custom-properties" '
        f'xmlns:vt="{office}/docPropsVTypes">{lines}</Properties>'
    )


def settings(language: str, *, even_and_odd: bool) -> str:
    """Settings of a present-day Word; nothing of the look's own settings is taken over."""
    word = "http://schemas.microsoft.com/office/word"
    modern = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{word}" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
        )
    )
    return (
        f'{DECLARATION}<w:settings xmlns:w="http://schemas.openxmlformats.org/'
        f'wordprocessingml/2006/main"><w:zoom w:percent="100"/>'
        f"{'<w:evenAndOddHeaders/>' if even_and_odd else ''}"
        '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat>{modern}</w:compat><w:themeFontLang w:val="{language}" '
        f'w:eastAsia="{language}" w:bidi="{language}"/><w:decimalSymbol w:val=","/>'
        '<w:listSeparator w:val=";"/></w:settings>'
    )
