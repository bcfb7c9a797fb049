"""The mapping of a list of office holders, and the columns that have no place in one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Self

from pydantic import model_validator

from graph.errors import InputError
from graph.ids import fold
from loaders.mapping import Place, TableMapping
from loaders.values import Cell, Strict

# Words of a folded header that name something private. Whole words: "âge" is one, "Village" is none.
_PRIVATE: Final = re.compile(
    r"\b(?:naissance|ne le|nee le|ne e le|ne a|birth|birthdate|birthday|birthplace|dob|born|date nais|age"
    r"|e ?mails?|mel|courriels?|courrier electronique"
    r"|tel|telephones?|phones?|mobiles?|portables?|gsm|fax|telecopie"
    r"|adresses?|address(?:es)?|domicile|residence|rue|street"
    r"|csp|pcs|socio professionnelle|professions?|metiers?|occupations?|job"
    r"|sexe|sex|genre|gender|nationalite|nationality|religion"
    r"|situation familiale|etat civil|marital|conjoint|spouse|iban|salaire|salary"
    r"|nir|numero de securite sociale|nuance|etiquette politique)\b"
)


class Person(Strict):
    """The columns of a person's name; `id` tells two people of one name apart, and is not kept."""

    name: Cell | None = None
    first: Cell | None = None
    last: Cell | None = None
    id: Cell | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.name is None) == (self.last is None) or (self.first is not None and self.last is None):
            raise ValueError("expected name, or first and last")
        return self


class PeopleMapping(TableMapping):
    """Which columns name the person, the office and the body it is held in."""

    person: Person
    title: Cell | None = None
    body: Place
    since: Cell | None = None
    until: Cell | None = None
    stated_on: Cell | None = None

    def check(self, path: Path, columns: Sequence[str]) -> None:
        """Check the columns as every mapping does, and refuse those that are private and not ignored.

        Raises:
            InputError: a column is missing, neither mapped nor ignored, or private; names it.
        """
        mapped = self.columns()
        ignored = self.ignored()
        for name in columns:
            if is_private(name) and (name in mapped or name not in ignored):
                raise InputError(
                    f"{path}: the column {name!r} looks private, and only public office is kept: "
                    "take it out of the file, or list it under ignore"
                )
        super().check(path, columns)


def is_private(column: str) -> bool:
    """Whether the name of a column says that it holds something private."""
    return _PRIVATE.search(fold(column)) is not None
