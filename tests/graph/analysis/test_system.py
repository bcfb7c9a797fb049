"""The map of actors: arrows only where stated, layers by stated reach, a stable order."""

from __future__ import annotations

from graph.analysis.claims import Claim, ClaimKind
from graph.analysis.system import Wanted, placed, system
from tests.support.snapshots import body, claim, snapshot_of

BODIES = [
    body("world", None, "Network", reach="world"),
    body("section", None, "Network", reach="national", themes=("water",)),
    body("pair", None, "Network", reach="bilateral"),
    body("mute", None, "Network"),
    body("ministry", "FR", "Organisation"),
    body("agency", "FR-GES", "Organisation"),
    body("nowhere", None, "Organisation"),
    body("nancy"),
]


def acts(one: str, kind: str, other: str) -> Claim:
    return claim(ClaimKind.RELATION, one, other, id=f"{one}--{kind}--{other}", word=kind)


CLAIMS = [
    acts("section", "national_section_of", "world"),
    acts("ministry", "finances", "section"),
    acts("agency", "advises", "nancy"),
    acts("pair", "listed_under", "mute"),
    acts("mute", "covers", "FR-GES"),
]


def test_each_actor_stands_where_its_reach_or_place_says() -> None:
    held = snapshot_of(BODIES, CLAIMS)
    found = {one.id: tuple(placed(held, one.id)) for one in BODIES}
    assert found == {
        "world": ("world", "reach"),
        "section": ("national", "reach"),
        "pair": ("national", "reach"),
        "mute": ("unknown", None),
        "ministry": ("national", "territory"),
        "agency": ("regional", "territory"),
        "nowhere": ("unknown", None),
        "nancy": ("local", "authority"),
    }


def test_layers_and_arrows() -> None:
    found = system(snapshot_of(BODIES, CLAIMS), Wanted())
    assert [(layer.layer, set(layer.actors)) for layer in found.layers] == [
        ("world", {"world"}),
        ("national", {"ministry", "section"}),
        ("regional", {"agency", "FR-GES"}),
        ("local", {"nancy"}),
        ("unknown", {"mute"}),
    ]
    assert [item.kind for item in found.links] == ["advises", "finances", "covers", "national_section_of"]
    assert all(item.sources for item in found.links)
    section = next(item for item in found.nodes if item.id == "section")
    assert (section.acts, section.acted_on) == (1, 1)


def test_arrows_by_kind_layer_theme_and_actor() -> None:
    held = snapshot_of(BODIES, CLAIMS)

    def kinds(wanted: Wanted) -> set[str]:
        return {item.kind for item in system(held, wanted).links}

    assert kinds(Wanted(kinds=("listed_under",))) == {"listed_under"}
    assert kinds(Wanted(layer="local")) == {"advises"}
    assert kinds(Wanted(theme="water")) == {"national_section_of", "finances"}
    assert kinds(Wanted(actor="ministry")) == {"finances"}
    cut = system(held, Wanted(), limit=1)
    assert (cut.total, cut.left_out, len(cut.links)) == (4, 3, 1)


def test_the_order_within_a_layer_follows_the_ties() -> None:
    claims = [
        acts("a1", "advises", "b2"),
        acts("a2", "advises", "b1"),
        acts("a2", "finances", "b1"),
        acts("a3", "advises", "b1"),
    ]
    bodies = [body(id_, None, "Network", reach="world") for id_ in ("a1", "a2", "a3")]
    bodies += [body(id_, None, "Network", reach="european") for id_ in ("b1", "b2")]
    found = system(snapshot_of(bodies, claims), Wanted())
    above, below = (layer.actors for layer in found.layers)
    assert below == ("b1", "b2")
    assert above[-1] == "a1"
    assert found == system(snapshot_of(reversed(bodies), claims[::-1]), Wanted())
