"""Dates written in words, and the bodies of diplomats."""

from __future__ import annotations

import pytest

from loaders.minutes.dates import dates
from loaders.minutes.posts import posted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'an deux mille vingt-trois, le vingt-huit septembre à dix-huit heures", "2023-09-28"),
        ("l'an deux mille vingt-quatre et le cinq du mois de février", "2024-02-05"),
        ("Assemblée générale du vendredi quatorze mars deux mille vingt-cinq", "2025-03-14"),
        ("trente et un mai deux mille vingt et un", "2021-05-31"),
        ("le premier juin mil neuf cent cinquante-sept", "1957-06-01"),
        ("the fourteenth of March two thousand and twenty-five", "2025-03-14"),
        ("on the third day of June, nineteen ninety-five", "1995-06-03"),
        ("October 3 to 6, 2023", "2023-10-03"),
    ],
)
def test_a_date_is_read(text: str, expected: str) -> None:
    assert [date.value for date in dates(text)] == [expected]


@pytest.mark.parametrize("text", ["deux mille élèves en mai", "twenty people came in June", "vingt-deux mai"])
def test_what_is_no_date_in_words(text: str) -> None:
    assert not [date for date in dates(text) if len(date.value) > 7]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ambassadrice de France", "Ambassade de France en Arménie"),
        ("ambassadeur de France au Japon", "Ambassade de France au Japon"),
        ("Ambassador of France to the United Kingdom", "Embassy of France in the United Kingdom"),
        ("consul général de France à Boston", "Consulat général de France à Boston"),
        ("Consul des États-Unis", "Consulat des États-Unis"),
        # France has several consulates in a country.
        ("consul général de France", None),
        ("maire de Lyon", None),
    ],
)
def test_a_post_has_its_body(title: str, expected: str | None) -> None:
    body = posted(title, "AM")
    assert (body.name if body else None) == expected
