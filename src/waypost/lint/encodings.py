"""Which encoding bytes that are not UTF-8 are probably in, so that their owner need not guess."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Mapping
from dataclasses import replace

from waypost.framework.faults import ReadError

_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_EAST_ASIAN = (("euc_jp", "EUC-JP"), ("shift_jis", "Shift JIS"), ("euc_kr", "EUC-KR"), ("gb18030", "GB 18030"))
_SAMPLE = 64_000


def say_encoding(errors: Iterable[ReadError], files: Mapping[str, bytes]) -> tuple[ReadError, ...]:
    """The errors, those about bytes that are no UTF-8 with the encoding they are probably in."""
    wrong = {name for name, data in files.items() if not is_utf8(data)}
    return tuple(
        replace(error, message=f"{error.message}; it looks like {likely_encoding(files[error.file])}")
        if error.file in wrong and "UTF-8" in error.message
        else error
        for error in errors
    )


def is_utf8(data: bytes) -> bool:
    """Whether the bytes are text in UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def likely_encoding(data: bytes) -> str:
    """The name of the encoding that fits bytes which are not UTF-8 best."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    sample = data[:_SAMPLE]
    if sample.count(0) > len(sample) // 5:
        return "UTF-16"
    high = sum(byte > 0x7F for byte in sample)
    if high * 4 > len(sample):
        return next((name for codec, name in _EAST_ASIAN if _decodes(data, codec)), "Windows-1251")
    return "Windows-1252" if any(0x80 <= byte <= 0x9F for byte in sample) else "ISO 8859-1 (Latin-1)"


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True
