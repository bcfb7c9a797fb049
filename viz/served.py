"""What a site serves beside its maps: scripts and outlines by the name under which a map asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from viz import network, world
from viz.assets_io import asset


def map_files() -> Mapping[str, str]:
    """Return every script and outline that a map on a site links, by its name."""
    ours = (file.name for file in (files("viz") / "assets").iterdir() if file.name.endswith(".js"))
    carried = {script.name: script.text() for script in network.LATER}
    return {**{name: asset(name) for name in (*sorted(ours), *world.ATLAS)}, **carried}
