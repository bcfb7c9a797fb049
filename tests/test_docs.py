"""The documents are in step with the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph import errors
from graph.errors import JumellesError
from graph.settings import Settings
from tools.docs import ROOT, made

LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


def test_made_documents_are_in_step() -> None:
    for path, text in made().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: make docs"


def test_every_error_is_in_the_tree_that_its_module_draws() -> None:
    tree = errors.__doc__ or ""
    classes = [
        name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, JumellesError)
    ]
    assert len(classes) > 8
    assert [name for name in classes if name not in tree] == []


def test_every_setting_is_described() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_links_between_documents_lead_somewhere() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    links = [(page, target) for page in pages for target in LINK.findall(page.read_text(encoding="utf-8"))]
    inside = [(page, target) for page, target in links if not target.startswith(("http://", "https://"))]
    broken = [f"{page.relative_to(ROOT)}: {target}" for page, target in inside if not (page.parent / target).exists()]
    assert broken == []


@pytest.mark.parametrize("name", ["security.md", "privacy.md", "operations.md"])
def test_what_a_document_says_is_tested_is(name: str) -> None:
    """Each test that it names, as `tests/file.py` or `tests/file.py::test_name`, is there."""
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/.]+?)(?:::(\w+))?`", text)
    assert named
    for path, test in named:
        file = ROOT / path
        assert file.exists(), path
        assert not test or f"def {test}(" in file.read_text(encoding="utf-8"), f"{path}::{test}"


def test_the_makefile_has_a_line_of_help_for_each_target() -> None:
    text = Path(ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.+)$", text, flags=re.MULTILINE)
    described = set(re.findall(r"^([a-z0-9-]+):.*## ", text, flags=re.MULTILINE))
    assert set(phony.split()) == described
