"""Every error that Jumelles raises on purpose, as one tree.

    JumellesError                 one clear line for a person; never a stack trace
    ├── InputError                what was given cannot be used (a file, a row, a parameter)
    │   ├── NotUnderstoodError    a question that no named query answers
    │   ├── NotFoundError         an id that the graph does not hold
    │   └── ParameterError        a parameter that cannot be used: its name, its value, what is allowed
    ├── SettingsError             a setting or a folder is wrong
    ├── EngineError               the local engine could not start, or died
    ├── GraphUnavailableError     the database does not answer; may pass by itself
    ├── GraphBusyError            writers came between again and again, so that no one state could be read; passes by itself
    ├── GraphRefusedError         the database answered no: wrong password, wrong kind of server
    └── SchemaError               the graph was written by a newer program

A query file that breaks a rule is a mistake of ours and not in this tree: `queries.catalogue.QueryFileError`.
No HTTP in here: `api.errors` maps these classes to status codes, `cli` to exit codes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

LONGEST = 1500
"""Characters of a line, at most: a file may hold a name of a megabyte."""

_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
"""What would break a line, steer a terminal, turn the direction of writing, or cannot be written at all."""


class JumellesError(Exception):
    """Base of every deliberate error; `str(error)` is one line fit to be shown, whatever it quotes.

    `todo` is the part of it that says what a person can do, where an error that takes its place should say so too.
    """

    todo = ""

    def __init__(self, message: str) -> None:
        line = _UNFIT.sub(" ", message)
        super().__init__(line if len(line) <= LONGEST else f"{line[:LONGEST]}…")


class InputError(JumellesError):
    """What was given cannot be used; the line names file, row or field and what was expected."""


class NotUnderstoodError(InputError):
    """A question that no named query answers.

    `unknown` holds the words that were not understood, `nearest` questions that would be; `left_out` says of some of these
    which words of the question they leave out.
    """

    def __init__(
        self,
        message: str,
        *,
        unknown: tuple[str, ...] = (),
        nearest: tuple[str, ...] = (),
        left_out: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.unknown = unknown
        self.nearest = nearest
        self.left_out = dict(left_out or {})

    @property
    def offered(self) -> tuple[str, ...]:
        """The nearest questions in one line each, with what they leave out."""
        told = ((question, self.left_out.get(question)) for question in self.nearest)
        return tuple(f"{question} ({said})" if said else question for question, said in told)


class NotFoundError(InputError):
    """An id that the graph does not hold."""


class ParameterError(InputError):
    """A parameter that cannot be used; `expected` says what is allowed, `allowed` lists it where it is a short list."""

    def __init__(
        self, name: str, value: str, expected: str, allowed: tuple[str, ...] = (), *, message: str | None = None
    ) -> None:
        shown = value if len(value) <= 100 else f"{value[:100]}…"
        super().__init__(message or f"{name}: expected {expected}, got {shown!r}")
        self.name = name
        self.value = shown
        self.allowed = allowed


class SettingsError(JumellesError):
    """A setting or a folder is wrong."""


class EngineError(JumellesError):
    """The local engine could not start, or died; the line quotes the end of its log."""


class GraphUnavailableError(JumellesError):
    """The database does not answer; trying again later may help."""


class GraphBusyError(JumellesError):
    """Writers came between again and again: there was no one state to read. Trying again when they are done helps."""

    def __init__(self) -> None:
        super().__init__("the graph is being changed all the time: try again when its loads are done")


class GraphRefusedError(JumellesError):
    """The database answered no, or too much: wrong password, no Neo4j 5 or newer, more rows than one read may hold."""


class SchemaError(JumellesError):
    """The graph was written by a newer program than this one."""
