"""Addresses of pages that tests of several kinds go through."""

from __future__ import annotations

THINGS = (
    "/c/fr-nancy/report",
    "/p/fr-ara--us-pa",
    "/n/groupe-pays-etats-unis",
    "/o/agence-francaise-de-developpement",
    "/person/antoine-le-solleuz",
    "/e/2025-11-20-reunion-du-groupe-pays-etats-unis",
    "/theme/economy-business",
)
"""A page of each kind of thing, of the shipped corpus."""
