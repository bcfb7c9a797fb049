"""Names of people as minutes print them, brought to one shape."""

from __future__ import annotations

import re

from graph.ids import fold
from loaders.minutes.lexicon import phrases, tokens, words

MAX_WORDS = 6
LONG_WORD = 3
"""A longer last word has no full stop of its own, as an initial has."""

_HONORIFIC = re.compile(
    r"^(?:(?:M|MM|Mr|Mrs|Ms|Dr|Me|Pr|Mme|Mmes|Mlle|Prof|Sig|Sra?|Herr|Frau|Sir|Dame|Lady|Lord|Rev|Revd|Canon|Fr|Hon|Ing|Dott|Avv|Abbé|Père|Sœur|Maj|Col|Capt|Don)\.?|Madame|Monsieur|Mesdames|Messieurs|Docteur|Professor"
    r"|Professeur|Maître|H\.\s?E\.|S\.\s?E\.|HE|SE|Son Excellence|His Excellency|Her Excellency)(?=\s+\S)\s+"
)
_OFFICE = re.compile(
    r"^(?:the\s+)?(?:(?:Cllrs?|Crs?)\.?|Councillors?|Councilors?|Commissioner|Council ?[Mm]ember|(?:Deputy |Vice "
    r"|Lord )?Mayor"
    r"|Lord Provost"
    r"|Ald(?:erman|erwoman)|Baill?ie|Ambassador|(?:Honorary )?Consul(?: General)?|Senator|Director|Chair(?:man|woman)?"
    r"|(?:le |la )?(?:Maire|Présidente?|Sénateur|Sénatrice|Députée?|Préfet|Préfète"
    r"|Ambassadeur|Ambassadrice|Consule?))\s+(?=[A-ZÀ-Ý])"
)
"""A word that is set before a name in English, and tells the office."""

_IN_ENGLISH = re.compile(
    r"^(?:the\s+)?(?:Cllrs?|Crs?|Councillors?|Councilors?|Commissioner|Council|Ald|Deputy|Mayor|Mr|Mrs|Ms)\b"
)
"""After such a word `M.` is an initial: `Councillor M. Francis`."""

_SURNAME = re.compile(
    r"^(?:M|MM|Mr|Mrs|Ms|Mme|Mmes|Mlle|Dr|Me|Pr|Madame|Monsieur|Cllr|Councillor)\.?\s+"
    r"(?P<name>(?:(?:LE|LA|DE|DU|DES|Le|La|De|Du|Des|de|du|des)\s+|[DLdl]['’])*[A-ZÀ-Ý][\w'’-]+)$"
)
_INITIAL = re.compile(r"[A-ZÀ-Ý]|(?:[A-ZÀ-Ý]\.-?){1,3}")
_INITIALS = re.compile(r"\s*\((?P<letters>[A-Z][A-Za-z]?[A-Z]{0,3})\)")
_PART = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿĀ-ſ'’.-]+")


def without_honorific(text: str) -> tuple[str, bool]:
    """Return a name without `M.`, `Mme`…, and whether there was one."""
    rest = _HONORIFIC.sub("", text.strip())
    behind = _OFFICE.sub("", rest)
    initial = behind.startswith(("M. ", "M ")) and _IN_ENGLISH.match(text.strip())
    rest = behind if initial else _HONORIFIC.sub("", behind)
    return rest, rest != text.strip()


def surname_alone(text: str) -> str | None:
    """Return the surname where a text is nothing but a form of address and one: `Mme LE MEUR`; None elsewhere."""
    found = _SURNAME.match(" ".join(text.split()).strip(" ,;:-–—•"))
    if found is None or any(token.folded in words("attendance", "titles") for token in tokens(found["name"])):
        return None
    return " ".join(_cased(part, first=index == 0) for index, part in enumerate(found["name"].split()))


def office_before(text: str) -> str | None:
    """Return the office that is set before a name (`Commissioner Dana Whitfield`), None where there is none."""
    found = _OFFICE.match(_HONORIFIC.sub("", text.strip()))
    return found[0].strip() if found else None


def without_initials(text: str) -> str:
    """Return a text without initials in brackets behind a name: `Fraser Campbell (FC)`."""

    def dropped(match: re.Match[str]) -> str:
        lead = [word[0].upper() for word in re.split(r"[\s-]+", text[: match.start()])[-4:] if word]
        letters = match["letters"].upper()
        return "" if all(letter in lead for letter in letters) and letters[0] in lead else match[0]

    return _INITIALS.sub(dropped, text)


def person_name(text: str) -> str | None:
    """Return the name of a person in the usual shape (`Aurore Mallet`), or None where the text is not one.

    Two to six words that begin with capitals (particles aside), none of them a level, title or body.
    """
    plain, _ = without_honorific(" ".join(text.split()).strip(" ,;:-–—•"))
    if plain.endswith(".") and len(plain.rsplit(" ", 1)[-1]) > LONG_WORD:
        plain = plain[:-1]
    parts = plain.split()
    if not 2 <= len(parts) <= MAX_WORDS or not all(_PART.fullmatch(part) for part in parts):
        return None
    small = words("attendance", "particles")
    firm = [part for part in parts if fold(part) not in small]
    if len(firm) == 1 and fold(parts[0]) not in small:
        # `Gwenaëlle LE DU`: a surname made of such words begins with a capital.
        firm = [part for part in parts if part[0].isupper()]
    if len(firm) < 2 or parts[0] == "Les" or not all(part[0].isupper() for part in firm):
        return None
    # A part of a double name may be any word: `Hervé Bailly-Comte`.
    here = tokens(" ".join(part for part in parts if "-" not in part))
    if any(token.folded in words("attendance", name) for token in here for name in ("titles", "nobody")):
        return None
    levelled = any(level != "links" for level, _, _ in phrases("levels").all(here))
    if levelled or next(phrases("organisations").all(here), None):
        return None
    return _ordered(parts)


def listed_name(text: str) -> str | None:
    """Return the name of a person in a list, where a form of address with a surname is one too."""
    return person_name(text) or surname_alone(text)


def joined_name(first: str, last: str) -> str | None:
    """Return the name of a person from two cells."""
    made = " ".join(f"{first} {last}".split())
    plain, _ = without_honorific(made)
    if not first.strip() or not last.strip() or not re.search(r"[^\W\d_]", plain):
        return None
    return " ".join(_cased(part, first=index == 0) for index, part in enumerate(plain.split()))


def _ordered(parts: list[str]) -> str:
    """Put a surname in capitals behind the first name: `MALLET Aurore` → `Aurore Mallet`."""
    capitals = [part.isupper() and len(part) > 1 and _INITIAL.fullmatch(part) is None for part in parts]
    if capitals[0] and not all(capitals) and not capitals[-1]:
        count = next(index for index, upper in enumerate(capitals) if not upper)
        parts = parts[count:] + parts[:count]
    return " ".join(_cased(part, first=index == 0) for index, part in enumerate(parts))


def _cased(part: str, *, first: bool) -> str:
    if part in ("LE", "LA", "LES"):
        # `Yves LE GOFF`: of a surname, where `DE` and `VAN` are particles.
        return part.capitalize()
    if not first and fold(part) in words("attendance", "particles") and (part.isupper() or part.islower()):
        return part.lower()
    if len(part) > 1 and part.isupper() and not part.endswith("."):
        return re.sub(r"[^\W_]+", lambda word: word[0].capitalize(), part)
    return part
