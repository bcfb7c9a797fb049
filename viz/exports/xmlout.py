"""Writing XML as a stream: escaped, and free of the characters that XML 1.0 cannot hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Value = str | int | float | None


def clean(value: Value) -> str:
    """Return a value as text that XML can hold."""
    return _FORBIDDEN.sub("\ufffd", str(value))


class Xml:
    """A document that is written element by element."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.raw('<?xml version="1.0" encoding="UTF-8"?>\n')

    def raw(self, text: str) -> None:
        """Write markup as it is."""
        self._file.write(text.encode())

    def open(self, tag: str, attributes: Mapping[str, Value] | None = None) -> None:
        """Write the start of an element; attributes without a value are left out."""
        self.raw(f"<{tag}{self._attributes(attributes or {})}>")

    def close(self, tag: str) -> None:
        """Write the end of an element."""
        self.raw(f"</{tag}>\n")

    def empty(self, tag: str, attributes: Mapping[str, Value]) -> None:
        """Write an element without content."""
        self.raw(f"<{tag}{self._attributes(attributes)}/>")

    def text(self, tag: str, content: Value, attributes: Mapping[str, Value] | None = None) -> None:
        """Write an element with a text."""
        self.raw(f"<{tag}{self._attributes(attributes or {})}>{escape(clean(content))}</{tag}>")

    @staticmethod
    def _attributes(attributes: Mapping[str, Value]) -> str:
        return "".join(f" {name}={quoteattr(clean(value))}" for name, value in attributes.items() if value is not None)
