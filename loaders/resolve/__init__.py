"""Finding the place: from what a row says of an authority to the authority (docs/adr/0006-finding-the-place.md)."""

from loaders.resolve.answer import Resolved, Rule
from loaders.resolve.resolver import Resolver

__all__ = ["Resolved", "Resolver", "Rule"]
