"""Minutes in layouts of their own, for the tests: what they state is in the tests."""

from __future__ import annotations

from loaders.minutes.document import Document
from loaders.minutes.formats import read_document
from loaders.minutes.known import of_records
from loaders.minutes.proposal import Proposal
from loaders.minutes.read import propose

BULLETS = """\
Compte rendu de la réunion du groupe-pays Allemagne
Metz, le 12 mars 2024

Présents :
- Mme Hélène Roussel, adjointe au maire de Metz, présidente du groupe-pays Allemagne
- M. Karim Benali – chargé de mission, Ville de Strasbourg
- Paul Werner (Région Grand Est)
- Lucie Marchand et Tom Keller (Département de la Moselle)
- Ville de Nancy, représentée par Mme Inès Caron, directrice des relations internationales

Excusés : M. Jean Petit (ville de Colmar), Mme Ana Duarte (Cités Unies France)

1. Tour de table

Ville de Metz : la ville est jumelée avec Trèves depuis 1957. Un accord de coopération avec Leipzig est en cours
de négociation.
Strasbourg : le partenariat avec Stuttgart est suspendu. La ville souhaiterait un jumelage avec Leipzig.
Colmar envisage un partenariat avec Fribourg. Colmar n'a pas de jumelage avec Munich.
"""

ENGLISH = """\
Minutes of the meeting of the United States country group
Held in Lyon on 4 June 2024

In attendance: Anna Bell (City of Lyon), Tom Carr (Métropole de Lyon)
Apologies: Eva Stone (City of Nantes)

1. Partnerships

City of Lyon: twinned with Boston since 1991. Lyon hopes to sign an agreement with Chicago.
"""


def document(text: str, name: str = "minutes.txt") -> Document:
    """Return a text as it is read."""
    return read_document(name, text.encode())


def proposed(text: str) -> Proposal:
    """Return what a text proposes to someone who knows the shipped tables only."""
    return propose(document(text), of_records([]))


def pdf_with_text() -> bytes:
    stream = b"BT /F1 12 Tf 72 720 Td (Nancy jumelee avec Kanazawa) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return body + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        count,
        table,
        count,
        len(body),
    )
