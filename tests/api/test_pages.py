"""The pages over the shipped corpus: what they say, in both languages, with their headers; and what they say of errors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import httpx
import pytest
from babel.messages.extract import extract_from_dir

import api.pages
from api.app import create_app
from api.pages.anniversaries import ROUND, anniversaries
from api.pages.assets import KEPT_LONG, KEPT_SHORT, assets
from api.pages.i18n import catalogue, words
from api.pages.present import undated_title
from api.pages.render import DESTINATIONS
from api.pages.ruler import Mark, ruler_svg, span
from graph.db import open_graph
from graph.errors import GraphUnavailableError
from graph.settings import Settings, read_settings
from graph.views import Answer, HistoryItem, Names, Partnership, Party, Segment, SourceRef, Understood, coverage
from tests.conftest import serving
from tests.support.pages import THINGS

HTML = {"accept": "text/html,application/xhtml+xml", "accept-language": "fr"}
QUESTION = "Quelles villes françaises ont un partenaire en Pennsylvanie ?"
PAGES = (
    "/",
    f"/?q={QUESTION}",
    "/sources",
    "/sources/groupe-pays-etats-unis-2025-11-20",
    "/c/fr-nancy",
    *THINGS,
    "/t/US-PA",
    "/browse/partnerships?between=FR&and=US&form=cooperation,contact",
    "/browse/collectivities",
    "/browse/networks",
    "/browse/organisations",
    "/browse/people",
    "/browse/events",
    "/compare?a=fr-nancy&b=fr-tours",
    "/review",
    "/about",
    "/docs",
)
HOSTILE = "<img src=x onerror=alert(1)>\"'&{{7*7}}</script>"


@pytest.fixture
def client(corpus_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=corpus_url, timeout=30, headers=HTML) as opened:
        yield opened


class Tags(HTMLParser):
    """Every start tag of a page with its attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, Mapping[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, name: str) -> list[Mapping[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag == name]


def read(client: httpx.Client, path: str, status: int = 200, /, **headers: str) -> Tags:
    response = client.get(path, headers=HTML | headers)
    assert response.status_code == status, response.text[:500]
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return Tags(response.text)


def said(page: Tags) -> str:
    return re.sub(r"\s+", " ", page.text)


# --- the pages --------------------------------------------------------------------------------------------------------


def test_home_asks_and_answers_in_full(client: httpx.Client) -> None:
    page = read(client, "/")
    assert "Qui coopère avec qui ?" in said(page)
    questions = [link["href"] for link in page.all("a") if (link.get("href") or "").startswith("/?q=")]
    assert len(questions) >= 4
    assert "Ce qui est chargé" in said(page)
    assert {"lenses lenses-wide"} <= {svg.get("class") for svg in page.all("svg")}
    assert (
        len([attrs for attrs in page.all("table") if attrs["class"] == "links single" or attrs["class"] == "links"])
        == 1
    )
    for question in questions:
        read(client, question or "")


def test_round_birthdays_are_kept_with_who_says_so(corpus_settings: Settings) -> None:
    assert ROUND[:4] == (100, 50, 75, 25)
    with open_graph(corpus_settings) as graph:
        found = anniversaries(graph, 2026)
        assert ("fr-nancy--us-oh-cincinnati", 35) in {(one.link.id, one.age) for one in found}
        assert all(one.source.id in {ref.id for ref in one.link.sources} for one in found)
        assert not [one for one in anniversaries(graph, 2027) if one.link.since == "1991"]


def test_an_answer_stands_with_its_sources(client: httpx.Client) -> None:
    page = read(client, f"/?q={QUESTION}")
    text = said(page)
    assert "Compris :" in text
    assert "En Pennsylvanie" in text
    assert "vers 2006" in text
    assert "« bientôt 20 ans »" in text
    assert "dit en nov. 2025" in text
    assert "20 novembre 2025" in text
    assert "sans date" in text
    ids = {attrs["id"] for _, attrs in page.tags if attrs.get("id")}
    boxes = [link for link in page.all("a") if "data-cite" in link]
    assert {box["href"] for box in boxes} == {"#source-1", "#source-2", "#source-3"}
    assert any("15 décembre 2020" in (box["aria-label"] or "") for box in boxes)
    backs = [link["href"] for link in page.all("a") if "data-back" in link]
    assert {(link or "")[1:] for link in [box["href"] for box in boxes] + backs} <= ids


@pytest.mark.parametrize("corpus_settings", ["local"], indirect=True)
def test_what_a_page_links_to_is_there(client: httpx.Client) -> None:
    seen: dict[str, list[str]] = {}
    for path in PAGES:
        page = read(client, path)
        for link in page.all("a") + page.all("iframe"):
            target = (link.get("href") or link.get("src") or "").partition("#")[0]
            if target.startswith("/") and "theme=" not in target:
                names = "&".join(sorted(pair.partition("=")[0] for pair in target.partition("?")[2].split("&")))
                seen.setdefault(f"{'/'.join(target.partition('?')[0].split('/')[:3])[:12]} {names}", []).append(target)
    assert len(seen) > 30
    for targets in seen.values():
        for target in sorted(set(targets))[:2]:
            answer = client.get(target, follow_redirects=True)
            assert answer.status_code == 200, f"{target}: {answer.text[:300]}"


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_well_made(client: httpx.Client, path: str) -> None:
    response = client.get(path)
    page = Tags(response.text)
    assert page.all("html")[0]["lang"] == "fr"
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1
    ids = [attrs["id"] for _, attrs in page.tags if attrs.get("id")]
    assert len(ids) == len(set(ids)), "an id stands twice"
    assert not [attrs for tag, attrs in page.tags if "style" in attrs or any(name.startswith("on") for name in attrs)]
    assert all(script.get("src") for script in page.all("script"))
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "same-origin"
    assert "Accept-Language" in response.headers["vary"]
    for link in page.all("link") + page.all("script"):
        address = link.get("href") or link.get("src") or ""
        assert client.get(address).headers["cache-control"] == KEPT_LONG, address


def test_the_day_is_kept_in_the_address(client: httpx.Client) -> None:
    page = read(client, f"/?q={QUESTION}&as_of=2016")
    assert "État au 2016" in said(page)
    assert "as_of=2016" in (page.all("iframe")[0]["src"] or "")
    assert "Le trait vertical est l’état au 2016" in said(page)
    assert "Un lien" not in said(read(client, f"/?q={QUESTION}&as_of=1999"))
    assert "Cette adresse ne peut pas être lue" in said(read(client, f"/?q={QUESTION}&as_of=hier", 422))


def test_a_source_says_what_it_states_and_leaves_open(client: httpx.Client) -> None:
    text = said(read(client, "/sources/groupe-pays-etats-unis-2025-11-20"))
    for part in ("Cités Unies France", "Auvergne-Rhône-Alpes", "Ce qu’elle laisse ouvert", "Anderson"):
        assert part in text
    listed = read(client, "/sources")
    assert len([row for row in listed.all("tr") if (row.get("id") or "").startswith("source-")]) == 5


def test_an_authority_has_its_page(client: httpx.Client) -> None:
    nancy = said(read(client, "/c/fr-nancy"))
    for part in ("Meurthe-et-Moselle", "Commune", "Un jumelage avec Cincinnati, depuis 1991", "Sister Cities"):
        assert part in nancy
    lyon = said(read(client, "/c/fr-lyon-metropole"))
    assert "Lyon : une autre collectivité" in lyon
    assert "Boston" in lyon


def test_the_map_is_a_document_of_its_own(client: httpx.Client) -> None:
    for path in ("/map", "/map?between=FR&and=US-PA", f"/map?q={QUESTION}", "/map?between=fr-nancy"):
        response = client.get(path)
        policy = response.headers["content-security-policy"]
        nonce = re.search(r"'nonce-([^']+)'", policy)
        assert nonce
        assert f'nonce="{nonce[1]}"' in response.text
        assert "frame-ancestors 'self'" in policy
        assert "vis-network" in response.text
    document = client.get("/map?between=FR&and=US-PA").text
    assert "/c/{}" in document
    assert "us-pa-pittsburgh" in document
    assert client.get("/map?between=XX").status_code == 404
    assert client.get("/map?and=US").status_code == 422


# --- language and theme -----------------------------------------------------------------------------------------------


def test_the_language_is_asked_for_then_remembered(client: httpx.Client) -> None:
    assert read(client, "/sources", 200, **{"accept-language": "en-GB"}).all("html")[0]["lang"] == "en"
    with httpx.Client(base_url=client.base_url, headers=HTML) as own:
        page = read(own, "/sources?lang=en")
        assert page.all("html")[0]["lang"] == "en"
        assert "/docs?lang=en" in [link.get("href") for link in page.all("a")]
        assert read(own, "/sources").all("html")[0]["lang"] == "en"
        assert read(own, "/sources?lang=fr").all("html")[0]["lang"] == "fr"
        assert read(own, "/sources?lang=xx").all("html")[0]["lang"] == "fr"


def test_english_pages_hold_english(client: httpx.Client) -> None:
    text = said(read(client, "/?q=Which French cities have a partner in Pennsylvania?&lang=en"))
    for part in ("Understood:", "In Pennsylvania", "about 2006", "said in Nov 2025", "Freshness"):
        assert part in text
    page = read(client, "/?q=Pennsylvania&lang=en")
    assert "fr" in {span_["lang"] for span_ in page.all("span") if span_.get("lang")}, (
        "French words are said to be French"
    )


def test_the_theme_is_a_link_that_needs_no_script(client: httpx.Client) -> None:
    with httpx.Client(base_url=client.base_url, headers=HTML) as own:
        answer = own.get("/sources?lang=fr&theme=dark")
        assert (answer.status_code, answer.headers["location"]) == (303, "/sources?lang=fr")
        assert read(own, "/sources").all("html")[0]["data-theme"] == "dark"
        assert 'data-theme="dark"' in own.get("/map").text[:400]
        assert own.get(f"{client.base_url}//evil.example/?theme=dark").status_code == 404


# --- errors -----------------------------------------------------------------------------------------------------------


def test_not_understood_quotes_and_offers(client: httpx.Client) -> None:
    page = read(client, "/?q=quelle ville est la plus amie", 422)
    assert "« quelle ville est la plus amie »" in said(page)
    assert "plus amie" in said(page)
    nearest = [link["href"] for link in page.all("a") if re.match(r"/\?q=[^&]+$", link.get("href") or "")]
    assert nearest
    read(client, nearest[0] or "")


def test_nothing_found_is_said_as_such(client: httpx.Client) -> None:
    page = read(client, "/?q=Quels liens entre Nancy et la Floride ?")
    text = said(page)
    assert "Aucune source ne mentionne de lien entre Nancy et la Floride" in text
    assert "Cela ne veut pas dire" in text
    wider = next(link for link in page.all("a") if link.get("class") == "button full")
    assert "Cincinnati" in said(read(client, wider["href"] or ""))


def test_errors_are_pages_for_people_and_problems_for_programs(client: httpx.Client) -> None:
    assert "Rien à cette adresse" in said(read(client, "/nowhere", 404))
    assert "Rien à cette adresse" in said(read(client, "/c/fr-nowhere", 404))
    assert "Cette adresse ne peut pas être lue" in said(read(client, f"/?q={'a' * 301}", 422))
    for path, accept in (
        ("/v1/nowhere", "text/html"),
        ("/nowhere", "application/json"),
        ("/static/x.css", "text/html"),
    ):
        response = client.get(path, headers={"accept": accept})
        assert response.status_code == 404
        assert response.headers["content-type"] == "application/problem+json"


# --- without a graph --------------------------------------------------------------------------------------------------


class Away:
    """A connection to a graph that does not answer."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def fail(*args: Any, **kwargs: Any) -> Any:
            raise GraphUnavailableError("bolt://secret:7687 is away")

        return fail

    def close(self) -> None: ...


class Empty:
    """A graph that holds nothing, and what it is asked through; `answer` is what every question gets."""

    def __init__(self, answer: Answer | None = None) -> None:
        self.answer = answer

    def use(self, work: Callable[[Any], Any]) -> Any:
        return work(self)

    def read(self, name: str, **params: Any) -> Sequence[Any]:
        return []

    def once(self, name: str, work: Callable[[Any], Any]) -> Any:
        return work(self)

    def ask(self, *args: Any) -> Answer:
        assert self.answer is not None
        return self.answer

    def examples(self, language: str) -> tuple[str, ...]:
        return ()

    def close(self) -> None: ...


@contextmanager
def on(connection: Any, tmp_path: Path) -> Iterator[httpx.Client]:
    """Serve the pages on a connection that is made up."""
    app = create_app(read_settings(home=tmp_path))
    app.state.connection = connection
    with serving(app) as url, httpx.Client(base_url=url, timeout=30, headers=HTML) as client:
        yield client


def test_an_engine_away_says_so_with_an_identifier(tmp_path: Path) -> None:
    with on(Away(), tmp_path) as client:
        for path in ("/", "/?q=Nancy", "/sources", "/c/fr-nancy", "/map"):
            response = client.get(path, headers=HTML)
            page = read(client, path, 503, **{"x-request-id": "req-test-1"})
            assert response.headers["retry-after"] == "2"
            assert "La base ne répond pas" in said(page)
            assert "req-test-1" in said(page)
            assert "secret" not in response.text
        again = [link["href"] for link in read(client, "/?q=Nancy&lang=en", 503).all("a")]
        assert "/?q=Nancy&lang=en" in again


def test_a_mistake_of_ours_is_said_as_ours(tmp_path: Path) -> None:
    with on(Empty(), tmp_path) as client:
        page = read(client, "/?q=Nancy", 500)
        assert "Une erreur s’est produite de notre côté" in said(page)
        assert "Traceback" not in said(page)


def test_an_empty_graph_says_what_to_do(tmp_path: Path) -> None:
    with on(Empty(), tmp_path) as client:
        assert "jumelles load corpus" in said(read(client, "/"))
        read(client, "/sources")


def test_what_comes_from_outside_is_never_markup(tmp_path: Path) -> None:
    names = Names(fr=HOSTILE, en=HOSTILE)
    source = SourceRef(id="x", title=HOSTILE, titles=names, date="2020-13", locator=HOSTILE)
    parties = [
        Party(id=id_, name=HOSTILE, names=names, kind=kind, country=country, territory=country, role=role)
        for id_, kind, country, role in (
            ("fr-a", "commune", "FR", "party"),
            ("us-b", HOSTILE, "US", "party"),
            ("c", "other", None, "support"),
        )
    ]
    item = HistoryItem(
        stated_on=HOSTILE, form=HOSTILE, status=HOSTILE, since=HOSTILE, since_words=HOSTILE, note=names, source=source
    )
    link = Partnership(
        id="p", parties=tuple(parties), form=HOSTILE, status=HOSTILE, since="2006", since_words=HOSTILE, until=HOSTILE,
        themes=(), stated_on=None, sources=(source,), history=(item, item),
    )  # fmt: skip
    answer = Answer(
        question=HOSTILE,
        language="fr",
        understood=Understood(intent="x", parameters={"a": "FR", "b": "US"}, text=HOSTILE),
        answer=HOSTILE,
        sentence=(Segment(text=HOSTILE, sources=("x",), strong=True),),
        notes=(HOSTILE,),
        value=(link,),
        coverage=coverage([source]),
    )
    with on(Empty(answer), tmp_path) as client:
        html = client.get("/", params={"q": HOSTILE}, headers=HTML).text
    page = Tags(html)
    assert not page.all("img")
    assert html.count("onerror") > 8, "it is all there, as text"
    assert "{{7*7}}" in html
    assert {script["src"].partition("?")[0] for script in page.all("script") if script["src"]} == {
        "/static/complete.js",
        "/static/page.js",
    }


# --- words, files, the ruler ------------------------------------------------------------------------------------------


def messages() -> Iterator[str | tuple[str, ...]]:
    folder = str(Path(api.pages.__file__).parent)
    methods = [("**.py", "python"), ("templates/**.html", "jinja2")]
    for _, _, message, _, _ in extract_from_dir(folder, methods, {}):
        yield message if isinstance(message, str) else tuple(message)


def test_all_is_said_in_french() -> None:
    french = catalogue("fr")
    found = set(messages())
    assert len(found) > 100
    assert {place.label for place in DESTINATIONS} <= found
    for message in found:
        known = french.get(message if isinstance(message, str) else message[0])
        assert known is not None, f"fr.po lacks {message!r}"
        assert known.string, f"not translated: {message!r}"
        assert all(known.string), f"not translated: {message!r}"
    assert {message.id for message in french if message.id} == found, "fr.po holds what no page says"


def test_french_keeps_its_spaces_and_english_its_own() -> None:
    for message in catalogue("fr"):
        for text in [message.string] if isinstance(message.string, str) else message.string or ():
            assert not re.search(r" [:;?!»]|« ", text), text
            assert "'" not in text, f"a straight apostrophe: {text}"
    french, english = words("fr"), words("en")
    assert french.ngettext("%(num)s link", "%(num)s links", 1174) == "1\u00a0174 liens"
    assert english.ngettext("%(num)s link", "%(num)s links", 1174) == "1,174 links"
    assert french.ngettext("%(num)s link", "%(num)s links", 0) == "0 lien"
    assert english.ngettext("%(num)s link", "%(num)s links", 0) == "0 links"
    assert french.elided("de avril à mai, de mars, de Angers") == "d’avril à mai, de mars, d’Angers"
    assert french.typo("L'eau : « un sujet » ?") == "L’eau\u00a0: «\u00a0un sujet\u00a0»\u00a0?"
    assert english.typo("it's so ?") == "it’s so ?"


def test_a_title_does_not_say_its_date_twice() -> None:
    assert undated_title("Compte-rendu, 20 novembre 2025", "2025-11-20", "fr") == "Compte-rendu"
    assert undated_title("Minutes, 20 November 2025", "2025-11-20", "en") == "Minutes"
    assert undated_title("Minutes, 20 November 2025", None, "en") == "Minutes, 20 November 2025"


def test_static_files_are_kept_and_closed(client: httpx.Client) -> None:
    tokens = assets()["tokens.css"]
    assert "--form-twinning:#3042C2" in tokens.body.decode()
    assert client.get(f"/static/tokens.css?v={tokens.version}").headers["cache-control"] == KEPT_LONG
    answer = client.get("/static/tokens.css?v=old")
    assert answer.headers["cache-control"] == KEPT_SHORT
    assert client.get("/static/tokens.css", headers={"if-none-match": answer.headers["etag"]}).status_code == 304
    plain = client.get("/static/style.css", headers={"accept-encoding": "identity"})
    assert plain.content == client.get("/static/style.css", headers={"accept-encoding": "gzip"}).content
    for name in ("../pages.py", "%2e%2e/pages.py", "nope.css", ""):
        assert client.get(f"/static/{name}").status_code == 404
    faces = assets()["fonts.css"].body.decode()
    assert all(client.get(f"/static/{url}").status_code == 200 for url in re.findall(r'url\("([^"]+)"\)', faces))
    licences = assets()["LICENSES.md"].body.decode()
    assert all(name in licences for name in assets() if name.startswith("swagger/"))


def test_the_ruler_marks_every_source_and_covers_none() -> None:
    marks = [Mark(1, "2025-11-20"), Mark(2, "2021"), Mark(3, "2020-12-15"), Mark(4, None), Mark(5, "1952-03")]
    svg = str(ruler_svg(marks, "2026-11-21", sentence='a "b" <c>', undated="sans date"))
    assert 'aria-label="a &#34;b&#34; &lt;c&gt;"' in svg
    assert sorted(re.findall(r'class="(?:on|off)"[^>]*>(\d)<', svg)) == ["1", "2", "3", "4", "5"]
    spots = [(float(x), float(y)) for x, y in re.findall(r'<rect class="dated" x="([\d.]+)" y="([\d.]+)"', svg)]
    assert all(abs(a[0] - b[0]) >= 18 or abs(a[1] - b[1]) >= 18 for a in spots for b in spots if a is not b)
    short = str(ruler_svg(marks[:4], "2026-11-21", sentence="", undated="sans date"))
    assert short.count('class="extent"') == 1, "only what gives no day reaches further than its mark"
    assert span("2021").middle == 2021.5
    assert span("2021-07").start == 2021.5


COUNTED = (
    "/",
    "/about",
    "/sources",
    "/sources/groupe-pays-etats-unis-2025-11-20",
    "/compare?a=fr-nancy&b=fr-tours",
    "/compare?a=FR&b=US-PA",
    "/compare?a=fr-ara&b=US",
    "/c/fr-nancy",
    *THINGS,
    "/e/2016-03-30-reunion-du-groupe-pays-etats-unis",
    "/n/france-urbaine",
    "/t/US-PA",
    "/t/US",
    "/t/FR",
    "/browse/collectivities",
    "/browse/networks",
    "/browse/events",
)
"""Pages on which counts stand."""
FIGURES = re.compile(r"\d[\d,]*(?: of \d[\d,]*)?(?: [a-z ]+)?")


class Counts(HTMLParser):
    """The numbers of a page where counts stand, each with the address that it leads to, None where it leads nowhere.

    A number stands aside with a reason: 0 has no rows; one with a box beside it is what a source states; one beside a box to
    tick counts what ticking shows; the head of a section whose own rows, as many, stand below it; medians and ranks are
    worked out of a group, whose rule stands above them.
    """

    PLACES = frozenset(("count", "num", "figure", "stats"))
    VOID = frozenset(("input", "br", "img", "meta", "link", "hr"))

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str | None]] = []
        self._open: list[tuple[str, frozenset[str], str | None]] = []
        self._plain: list[tuple[str, int]] = []
        self._section: list[tuple[list[str], list[int]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        classes = frozenset((given.get("class") or "").split())
        if tag == "section":
            self._section.append(([], [0]))
        # A row of the section's table or an entry of its list; what is open inside a row is no row of its own.
        if (
            self._section
            and ((tag == "tr" and self._in("tbody")) or (tag == "li" and not self._in("li")))
            and "history" not in classes
        ):
            self._section[-1][1][0] += 1
        if tag not in self.VOID:
            self._open.append((tag, classes, given.get("href")))

    def _in(self, tag: str) -> bool:
        return any(name == tag for name, _, _ in self._open)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag == "section" and self._section:
            heads, (rows,) = self._section.pop()
            self.found += [(text, None) for text in heads if int(re.sub(r"\D", "", text.partition(" ")[0])) != rows]

    def handle_data(self, data: str) -> None:
        text = data.replace("\u00a0", " ").strip()
        classes = frozenset(one for _, own, _ in self._open for one in own)
        if (
            not FIGURES.fullmatch(text)
            or text == "0"
            or not classes & self.PLACES
            or classes & {"src", "option", "boxes", "worked-out"}
        ):
            return
        address = next((href for tag, _, href in reversed(self._open) if tag == "a"), None)
        if address is None and any(tag == "h2" for tag, _, _ in self._open) and self._section:
            self._section[-1][0].append(text)
        else:
            self.found.append((text, address))


@pytest.mark.parametrize("address", COUNTED)
def test_a_number_leads_to_as_many_rows(client: httpx.Client, address: str) -> None:
    html = client.get(address, params={**httpx.URL(address).params, "lang": "en"}).text
    counts = Counts(re.sub(r'<td[^>]*class="figure(?: quiet)?"[^>]*>[\d,]+ <a class="src".*?</td>', "", html))
    loose = [text for text, leads in counts.found if leads is None]
    assert not loose, f"numbers that lead nowhere: {loose}"
    linked = {
        (name, unescape(query), text)
        for text, leads in counts.found
        for name, query in re.findall(r"^/browse/([a-z]+)\?([^#]+)$", leads or "")
    }
    for name, query, text in sorted(linked):
        given = {**httpx.QueryParams(query), "limit": "1"}
        given.pop("lang", None)
        found = client.get(f"/v1/{name}", params=given, headers={"accept": "application/json"}).json()
        assert found["total"] == int(re.sub(r"\D", "", text.partition(" ")[0])), (query, text)
