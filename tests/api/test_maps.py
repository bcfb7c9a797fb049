"""The map pages over HTTP: what they are, who may frame them, and that they hold what the graph holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest

from api.app import create_app
from graph.errors import SettingsError
from graph.settings import Settings, read_settings
from graph.vocabulary import RelationKind
from tests.conftest import serving

MAPS = ("/map", "/world", "/actors")
EMBEDS = (
    "/embed/map?around=fr-lyon-metropole&depth=1",
    "/embed/world",
    "/embed/actors",
    "/embed/lenses?between=FR&and=US-PA",
    "/embed/table?between=FR&and=US",
)


@pytest.fixture(scope="module")
def client(corpus_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=corpus_url, timeout=60) as opened:
        yield opened


@pytest.mark.parametrize("path", [*MAPS, *EMBEDS])
def test_a_map_is_closed_and_links_only_its_own_site(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    nonce = re.search(r"script-src 'nonce-([^']+)'", policy)
    assert nonce
    assert set(re.findall(r'nonce="([^"]+)"', answer.text)) == {nonce[1]}
    assert "frame-ancestors 'self'" in policy
    for address in re.findall(r'<(?:script|link)[^>]+(?:src|href)="([^"]+)"', answer.text):
        assert address.startswith("/static/")
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("path", MAPS)
def test_the_band_leads_to_every_page_and_to_the_other_language(client: httpx.Client, path: str) -> None:
    page = client.get(path, params={"lang": "en"}).text
    assert '<html lang="en"' in page
    for address in ("/?lang=en", "/world?lang=en", "/actors?lang=en", f"{path}?lang=fr"):
        assert f'href="{address}"' in page
    assert page.count('aria-current="page"') == 1


@pytest.mark.parametrize("path", EMBEDS)
def test_an_embedded_map_has_no_band_and_says_where_it_is_from(client: httpx.Client, path: str) -> None:
    page = client.get(path).text
    assert 'class="band"' not in page
    assert 'class="from"' in page


def test_a_page_weighs_little_beside_its_data(client: httpx.Client) -> None:
    for path in MAPS:
        answer = client.get(path)
        data = sum(
            len(block) for block in re.findall(r'type="application/json"[^>]*>(.*?)</script>', answer.text, re.DOTALL)
        )
        assert len(answer.content) - data < 600_000, path


def test_a_map_is_saved_as_one_file(client: httpx.Client) -> None:
    for path in MAPS:
        answer = client.get(path, params={"file": "1"})
        assert "attachment" in answer.headers["content-disposition"]
        assert "/static/" not in answer.text
        assert 'href="/' not in answer.text


def test_the_table_is_cut_and_goes_on(client: httpx.Client) -> None:
    table = client.get("/embed/table", params={"between": "FR", "country": "US", "lang": "en"}).text
    rows = table.count('<th scope="row"')
    total = client.get("/v1/partnerships", params={"between": "FR", "and": "US", "limit": 1}).json()["total"]
    assert rows == total
    rest = client.get("/embed/table", params={"between": "FR", "country": "US", "first": rows - 1}).text
    assert rest.count('<th scope="row"') == 1
    assert 'rel="prev"' in rest


def test_around_a_network_stand_its_members_and_theirs(client: httpx.Client) -> None:
    page = client.get("/map", params={"around": "groupe-pays-etats-unis", "lang": "fr"}).text
    assert '<h1 id="title">Groupe-pays États-Unis</h1>' in page
    for key in ("groupe-pays-etats-unis", "fr-nancy", "fr-caen", "us-oh-cincinnati", "us-tn-nashville"):
        assert f'"{key}"' in page
    assert "Participation" in page
    near = client.get("/map", params={"around": "groupe-pays-etats-unis", "depth": 1}).text
    assert '"us-oh-cincinnati"' not in near


def test_what_cannot_be_drawn_is_said(client: httpx.Client) -> None:
    assert client.get("/embed/nothing").status_code == 422
    assert client.get("/embed/lenses").status_code == 422
    assert client.get("/embed/lenses", params={"between": "FR", "and": "ZZ"}).status_code in {404, 422}
    assert client.get("/world", params={"around": "nobody"}).status_code == 404
    assert client.get("/world", params={"and": "US"}).status_code == 422


def test_who_may_frame_is_a_setting(corpus_settings: Settings) -> None:
    allowed = "https://*.example.org https://intranet.example:8443"
    settings = corpus_settings.model_copy(update={"embed_allowed": allowed})
    with serving(create_app(settings)) as url, httpx.Client(base_url=url, timeout=60) as client:
        assert f"frame-ancestors {allowed}" in client.get("/embed/actors").headers["content-security-policy"]
        assert "frame-ancestors 'self'" in client.get("/actors").headers["content-security-policy"]
    for wrong in ("https://a.example; script-src *", "example.org", "'unsafe-inline'"):
        with pytest.raises(SettingsError, match="JUMELLES_EMBED_ALLOWED"):
            read_settings(embed_allowed=wrong)


@pytest.mark.parametrize("part", ["reach=national&theme=climate", "theme=culture", "reach=local"])
def test_a_part_of_the_actors_holds_what_its_address_in_the_api_holds(client: httpx.Client, part: str) -> None:
    page = client.get(f"/actors?lang=en&{part}").text
    table = page.partition('id="table"')[2].partition("<h2")[0]
    kinds = ",".join(RelationKind)
    assert table.count('<th scope="row"') == len(client.get(f"/v1/actors?kind={kinds}&{part}").json()["links"]) > 0
    whole = client.get("/actors?lang=en").text.partition('id="table"')[2]
    assert len(table) < len(whole)
    assert client.get("/actors?reach=nowhere").status_code == 422
