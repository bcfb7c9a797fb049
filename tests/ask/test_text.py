"""Text: what is accepted, tokens, language, days."""

from __future__ import annotations

import pytest

from ask.dates import as_of, checked_day
from ask.kinds import words
from ask.text import MAX_CHARACTERS, checked, language_of, tokens
from graph.errors import InputError


@pytest.mark.parametrize(
    "text", ["", "   ", "x" * (MAX_CHARACTERS + 1), "Tours\x00", "Tours\nNancy", "a\x1b[31m", "\ud800", "\ue000"]
)
def test_what_is_no_question_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        checked(text)


def test_blanks_are_made_single() -> None:
    assert checked("  partenaires   de Tours ?  ") == "partenaires de Tours ?"


def test_words_are_folded_and_keep_their_place() -> None:
    found = tokens("L’Île-de-France")
    assert [token.folded for token in found] == ["l", "ile", "de", "france"]
    assert [token.capital for token in found] == [True, True, False, True]
    assert "L’Île-de-France"[found[3].start : found[3].end] == "France"


def test_a_word_that_cannot_be_folded_is_not_lost() -> None:
    assert len(tokens("\u0e4e0")) >= 1
    assert [token.folded for token in tokens("北京")] == ["beijing"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("villes jumelées avec la Louisiane", "fr"),
        ("qui est jumele avec Marrakech", "fr"),
        ("Which French authorities work with Texas?", "en"),
        ("List all partners of Chinon", "en"),
        ("Nancy Cincinnati", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert language_of(tokens(text), words()) == language


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("as of June 2016, partners of Tours", "2016-06"),
        ("As of 2019, which", "2019"),
        ("as of 30 June 2016", "2016-06-30"),
        ("as of June 30th, 2016", "2016-06-30"),
        ("as of the 20th of November 2025", "2025-11-20"),
        ("as at 2016-06-30", "2016-06-30"),
        ("au 20 novembre 2025", "2025-11-20"),
        ("en date du 1er juin 2016", "2016-06-01"),
        ("état au 31/12/2019", "2019-12-31"),
        ("à la fin de 2019", "2019"),
        ("fin juin 2016", "2016-06"),
        ("à la date du 20 nov. 2025", "2025-11-20"),
        ("partenaires au Texas", None),
        ("au 45 juin 2016", None),
        ("au 31 février 2016", None),
        ("en 2019", None),
        ("au 123456", None),
    ],
)
def test_a_day_in_the_question(text: str, day: str | None) -> None:
    found = as_of(tokens(text), words())
    assert (found.value if found else None) == day


@pytest.mark.parametrize("text", ["2016~", "../2016", "soon", "2016-13", "20 nov. 2025", "2016-06-31"])
def test_a_day_given_beside_the_question_is_checked(text: str) -> None:
    with pytest.raises(InputError, match="as_of"):
        checked_day(text)


def test_a_good_day_is_kept() -> None:
    assert [checked_day(day) for day in ("2016", "2016-06", "2016-06-30")] == ["2016", "2016-06", "2016-06-30"]
