"""The French words of answers. Pure functions; `ask.sentence` puts them together, `ask.sentence_en` is its twin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from ask.gazetteer import TERRITORY, Entity
from ask.prose import NBSP, Tense, date, de, digits, extent, listed, number, of, on, sort, the, vowel
from graph.places import label
from graph.views import Partnership

COLON: Final = f"{NBSP}: "
HOWEVER: Final = f"{NBSP}; en revanche, "
ABROAD: Final = " à l'étranger"
AND: Final = " et "
EVERY_SOURCE: Final = "Toutes les sources sont prises en compte, pas seulement celles que la question nomme."


class Noun(NamedTuple):
    """A noun: singular, plural, gender."""

    one: str
    many: str
    feminine: bool = False


LEVELS: Final[Mapping[str, Noun]] = {
    "city": Noun("ville", "villes", feminine=True),
    "intercommunality": Noun("intercommunalité", "intercommunalités", feminine=True),
    "departement": Noun("département", "départements"),
    "region": Noun("région", "régions", feminine=True),
    "state": Noun("État", "États"),
    "county": Noun("comté", "comtés"),
    "special_district": Noun("district spécial", "districts spéciaux"),
    "organisation": Noun("organisme", "organismes"),
    "other": Noun("autre acteur", "autres acteurs"),
}
FORMS: Final[Mapping[str | None, Noun]] = {
    "twinning": Noun("jumelage", "jumelages"),
    "friendship": Noun("lien d'amitié", "liens d'amitié"),
    "cooperation": Noun("coopération", "coopérations", feminine=True),
    "project": Noun("projet", "projets"),
    "contact": Noun("contacts", "contacts"),
    None: Noun("lien de forme non précisée", "liens de forme non précisée"),
}
_STATUSES: Final = {
    "active": "en cours",
    "negotiating": "en négociation",
    "exploratory": "exploratoire",
    "dormant": "en sommeil",
    "suspended": "suspendu",
    "ended": "terminé",
}
_TERRITORIES: Final = {
    "country": ("pays", False),
    "departement": ("département", False),
    "region": ("région", True),
    "state": ("État", False),
    "land": ("Land", False),
    "province": ("province", True),
    "territory": ("territoire", False),
}
_INVARIABLE: Final = ("active", "negotiating", "dormant")


def levels(counts: Sequence[tuple[str, int]]) -> str:
    """Return how many of which level: quatre villes et une région."""
    return listed([_counted(LEVELS[level], count) for level, count in counts], "fr")


def links(count: int) -> str:
    """Return how many links: un lien, deux liens."""
    return _counted(Noun("lien", "liens"), count)


def form(name: str | None, statuses: Mapping[str, int]) -> str:
    """Return links of one form: trois jumelages, une coopération en cours, quatre jumelages (dont un en cours)."""
    noun, count = FORMS[name], sum(statuses.values())
    known = {status: held for status, held in statuses.items() if status != "unknown"}
    # "Un contact" would be a person: one link of this form is "des contacts".
    counted = "des contacts" if name == "contact" and count == 1 else _counted(noun, count)
    if known and len(statuses) == 1:
        many = count > 1 or name == "contact"
        return f"{counted} {_status(next(iter(known)), noun, many=many)}"
    parts = [
        f"{number(held, 'fr', feminine=noun.feminine)} {_status(s, noun, many=held > 1)}" for s, held in known.items()
    ]
    return f"{counted} (dont {listed(parts, 'fr')})" if parts else counted


def detail(p: Partnership) -> str:
    """Return one link in the words of a bracket: jumelage en cours, depuis 1991."""
    noun = FORMS[p.form]
    status = "" if p.status == "unknown" else f" {_status(p.status, noun, many=p.form == 'contact')}"
    since = _since(p)
    return f"{noun.one}{status}, {since}" if since else f"{noun.one}{status}"


def link(p: Partnership) -> str:
    """Return one link with its article: un jumelage en cours, depuis 1991."""
    since = _since(p)
    return form(p.form, {p.status: 1}) + (f", {since}" if since else "")


def have_link(*, many: bool, tense: Tense) -> str:
    """Return the verb of several or one: ont un lien avec."""
    return f"{_have(many=many, tense=tense)} un lien avec"


def has_partners(count: int, *, tense: Tense) -> tuple[str, str]:
    """Return the verb and what is counted: a, trois partenaires."""
    return _have(many=False, tense=tense), _counted(Noun("partenaire", "partenaires"), count)


def have_together(count: int, *, tense: Tense) -> tuple[str, str]:
    """Return the verb of two and what is counted: ont, un lien."""
    return _have(many=True, tense=tense), links(count)


def in_countries(count: int) -> str:
    """Return in how many countries: dans six pays."""
    return f" dans {number(count, 'fr')} pays"


def paired(one: str, other: str) -> str:
    """Return one party with another: Caen avec Nashville; without the one where it was just named."""
    return f"{one} avec {other}" if one else f"avec {other}"


def within(scope: Entity) -> str:
    """Return links inside one territory, after their number: entre collectivités de la Corse."""
    return f"entre collectivités {of(scope, 'fr')}"


def none(scopes: Sequence[Entity], *, away: bool, form_: str | None, then: bool) -> str:
    """Return that no source says anything; never that there is nothing."""
    mentions = f"aucune source ne {'mentionnait' if then else 'mentionne'}"
    if len(scopes) > 1:
        what = FORMS[form_].one if form_ else "lien"
        return f"{mentions} {de(what)} entre {the(scopes[0], 'fr')} et {the(scopes[1], 'fr')}."
    if form_:
        return f"{mentions} {de(FORMS[form_].one)} {'''à l'étranger ''' if away else ''}avec {the(scopes[0], 'fr')}."
    return f"{mentions} de partenaire {'étranger ' if away else ''}{of(scopes[0], 'fr')}."


def among(filtered: str) -> str:
    """Return the beginning of a sentence about narrowed links: parmi les liens en sommeil."""
    return f"parmi les liens {filtered}, "


def all_links(form_: str | None, filtered: str, *, away: bool, as_of: str | None) -> str:
    """Return all links of a kind: jumelages, liens en sommeil."""
    noun = FORMS[form_].many if form_ else "liens"
    text = " ".join(part for part in (noun, "à l'étranger" if away else "", filtered) if part)
    return text + (
        f", {day(as_of).rstrip(', ').replace('Au ', 'état au ').replace('Fin ', 'état à fin ')}" if as_of else ""
    )


def none_of_all(form_: str | None, filtered: str, *, away: bool, then: bool) -> str:
    """Return that no source mentions such a link."""
    said = FORMS[form_].one if form_ else "lien"
    what = " ".join(part for part in (said, "à l'étranger" if away else "", _one(filtered)) if part)
    return f"aucune source ne {'mentionnait' if then else 'mentionne'} de {what}."


def _one(filtered: str) -> str:
    for many, single in (("suspendus", "suspendu"), ("terminés", "terminé"), ("commencés", "commencé")):
        filtered = filtered.replace(many, single)
    return filtered


def all_counted(count: int, form_: str | None, filtered: str, *, away: bool) -> tuple[str, str]:
    """Return the lead and the number: les sources mentionnent, deux liens en sommeil."""
    noun = FORMS[form_] if form_ else Noun("lien", "liens")
    counted = "des contacts" if form_ == "contact" and count == 1 else _counted(noun, count)
    parts = (counted, "à l'étranger" if away else "", filtered if count > 1 else _one(filtered))
    return "les sources mentionnent ", " ".join(part for part in parts if part)


def of_form(name: str) -> str:
    """Return one form as a narrowing: de forme « projet »."""
    return f"de forme «{NBSP}{FORMS[name].one}{NBSP}»"


def no_cities(names: Sequence[str]) -> str:
    """Return who is shown though the question says cities."""
    verb = (
        "est montrée bien qu'elle ne soit pas une ville"
        if len(names) == 1
        else "sont montrées bien qu'elles ne soient pas des villes"
    )
    noun = "La collectivité" if len(names) == 1 else "Les collectivités"
    return f"{noun} {listed(names, 'fr')} {verb}."


def no_beginning(count: int) -> str:
    """Return how many links have no known beginning."""
    if count == 1:
        return "Un lien dont aucune source ne dit le début n'est pas compté."
    return f"{digits(count, 'fr')} liens dont aucune source ne dit le début ne sont pas comptés."


def extreme(order: str, form_: str | None, count: int) -> str:
    """Return the oldest or newest: le plus ancien jumelage, les deux coopérations les plus récentes."""
    noun = FORMS[form_] if form_ else Noun("lien", "liens")
    word = {"oldest": "plus ancien", "newest": "plus récent"}[order]
    feminine = {"plus ancien": "plus ancienne", "plus récent": "plus récente"}[word] if noun.feminine else word
    if count > 1 or noun.one == noun.many:
        many = "" if count == 1 else f"{number(count, 'fr')} "
        return f"les {many}{noun.many} les {feminine}s"
    return f"{'la' if noun.feminine else 'le'} {noun.one} {'la' if noun.feminine else 'le'} {feminine}"


def instead(asked: str, told: str) -> str:
    """Return that the answer is about another authority of the name."""
    return f"Aucune source ne le dit {de(asked)}{NBSP}; cette réponse concerne {told}, une autre collectivité."


def twice(names: Sequence[str]) -> str:
    """Return which names are counted twice and may stand for one place each."""
    noun = "est compté deux fois" if len(names) == 1 else "sont comptés deux fois"
    return f"{listed(names, 'fr')} {noun}{NBSP}: les sources ne disent pas s'il s'agit d'un seul lieu."


def dated() -> str:
    """Return that sources tell what held on their day."""
    return "Les sources disent ce qui valait à leur date ; ce qui vaut aujourd'hui, elles ne le disent pas."


def over(count: int) -> str:
    """Return how many links are left out because they have ended."""
    return (
        "Un lien terminé n'est pas montré."
        if count == 1
        else f"{digits(count, 'fr')} liens terminés ne sont pas montrés."
    )


def day(as_of: str | None) -> str:
    """Return the beginning of a sentence about a day: Fin 2019, Au 30 juin 2016."""
    if as_of is None:
        return ""
    return f"Au {date(as_of, 'fr')}, " if len(as_of) == 10 else f"Fin {date(as_of, 'fr')}, "


def understood(intent: str, scopes: Sequence[Entity], *, away: bool, twinned: bool, as_of: str | None) -> str:
    """Return how the question was understood."""
    said = [f"{name}{_contained(scope)}" for name, scope in zip(_named(intent, scopes), scopes, strict=True)]
    if intent == "partners-between":
        text = f"{'Jumelages' if twinned else 'Liens'} entre {' et '.join(said)}"
    else:
        text = f"{'Jumelages' if twinned else 'Partenaires'} {said[0]}"
    return f"{text}{ABROAD if away else ''}" + (
        f", {day(as_of).rstrip(', ').replace('Au ', 'état au ').replace('Fin ', 'état à fin ')}" if as_of else ""
    )


def searched(count: int, newest: str | None) -> str:
    """Return where was looked in vain."""
    if not count:
        return "Aucune source n'est encore chargée."
    where = f"{number(count, 'fr', feminine=True)} source{'s' if count > 1 else ''}"
    recent = f", la plus récente {on(newest, 'fr')}" if newest else ""
    return f"Cela ne veut pas dire qu'il n'y en a pas. Cherché dans {where}{recent}."


def nearest(sentence: str) -> str:
    """Return the nearest fact."""
    return f"Le plus proche{COLON}{sentence}"


def taken(typed: str, one: str, others: Sequence[str], *, corrected: bool) -> str:
    """Return what a name was taken for, and what else bears it."""
    quoted = f"«{NBSP}{typed}{NBSP}»"
    if not others:
        return f"{quoted} a été lu comme {one}."
    read = "a été lu comme" if corrected else "a été compris comme"
    return f"{quoted} {read} {one}{NBSP}; ce nom désigne aussi {listed(others, 'fr')}."


def namesake(one: str) -> str:
    """Return that another authority bears the name."""
    return f"{one} est une autre collectivité, elle n'est pas comptée ici."


def undated(count: int) -> str:
    """Return how many links are left out because nobody dated them."""
    if count == 1:
        return "Un lien dont la source ne donne pas de date n'est pas montré."
    return f"{digits(count, 'fr')} liens dont les sources ne donnent pas de date ne sont pas montrés."


def later(count: int) -> str:
    """Return how many links only later sources mention."""
    if count == 1:
        return "Un lien n'est mentionné que par une source plus récente."
    return f"{digits(count, 'fr')} liens ne sont mentionnés que par des sources plus récentes."


def and_other_forms(count: int) -> str:
    """Return the end of a sentence that does not count links of another form."""
    verb = "n'est pas compté" if count == 1 else "ne sont pas comptés"
    return f"{NBSP}; {links(count)} d'une autre forme {verb}."


def unplaced(count: int, country: Entity) -> str:
    """Return the end of a sentence about a part of a country of which too little is known."""
    many = "collectivités" if count > 1 else "collectivité"
    whose = f"{number(count, 'fr', feminine=True)} {many} {of(country, 'fr')}"
    return f"{NBSP}; mais pour {whose}, aucune source ne dit dans quelle partie du pays."


def maybe_more(count: int, country: Entity) -> str:
    """Return that there may be more than is shown in a part of a country of which too little is known."""
    many = "collectivités" if count > 1 else "collectivité"
    whose = f"{number(count, 'fr', feminine=True)} {many} {of(country, 'fr')}"
    return f"Il peut y en avoir d'autres{NBSP}: pour {whose}, aucune source ne dit dans quelle partie du pays."


def internal(count: int, scope: Entity) -> str:
    """Return how many of the links stay inside the territory."""
    return f"Dont {links(count)} entre collectivités {of(scope, 'fr')}."


def described(entity: Entity) -> str:
    """Return an entity so that it cannot be taken for its namesakes: York (ville, Royaume-Uni)."""
    if entity.area:
        return f"{the(entity, 'fr')}{extent(entity, 'fr')}"
    if entity.label == TERRITORY:
        return f"{the(entity, 'fr')} ({_TERRITORIES[sort(entity.id)][0]})"
    noun = (
        LEVELS["city" if entity.kind == "commune" else entity.kind or "other"].one if _is_level(entity) else "organisme"
    )
    if entity.label == "Person":
        return entity.fr
    if entity.governs:
        return f"{entity.fr} (la collectivité seule)"
    return f"{entity.fr} ({noun}, {label(entity.territory, 'fr')})" if entity.territory else f"{entity.fr} ({noun})"


def leaving_out(words: Sequence[str]) -> str:
    """Return what of a question is left out of one that is offered for it."""
    return f"sans tenir compte de {listed([f'«{NBSP}{word}{NBSP}»' for word in words], 'fr')}"


def refused(reason: str, unknown: Sequence[str]) -> str:
    """Return why a question is not understood."""
    quoted = listed([f"«{NBSP}{word}{NBSP}»" for word in unknown], "fr")
    return {
        "place": f"Je ne connais pas {quoted}.",
        "words": f"Je ne comprends pas {quoted}.",
        "level": f"Je ne connais pas de collectivité de ce niveau du nom de {quoted}.",
        "network": f"Je connais {quoted}, mais je ne comprends pas ce qui est demandé à son sujet.",
        "places": f"Je ne comprends pas la question{COLON}elle ne nomme ni lieu, ni collectivité, ni réseau connu.",
        "shape": "Je connais chaque mot, mais leur ensemble ne fait aucune des questions que je sais traiter.",
    }[reason]


def _named(intent: str, scopes: Sequence[Entity]) -> list[str]:
    return [the(scope, "fr") for scope in scopes] if intent == "partners-between" else [of(scopes[0], "fr")]


def _contained(scope: Entity) -> str:
    if scope.label != TERRITORY:
        return " (la collectivité seule)" if scope.governs else ""
    if scope.area:
        return extent(scope, "fr")
    if "-" not in scope.id:
        return ""
    noun, feminine = _TERRITORIES[sort(scope.id)]
    if noun == "territoire":
        return " (et toutes les collectivités qui s'y trouvent)"
    article = "l'" if vowel(noun) else "la " if feminine else "le "
    return f" ({article}{noun} et toutes les collectivités qu'{'elle' if feminine else 'il'} contient)"


def _is_level(entity: Entity) -> bool:
    return entity.label == "Collectivity" and (entity.kind == "commune" or entity.kind in LEVELS)


def _counted(noun: Noun, count: int) -> str:
    return f"{number(count, 'fr', feminine=noun.feminine)} {noun.many if count > 1 else noun.one}"


def _status(status: str, noun: Noun, *, many: bool) -> str:
    word = _STATUSES[status]
    if status in _INVARIABLE:
        return word
    feminine = "e" if noun.feminine and not word.endswith("e") else ""
    return f"{word}{feminine}{'s' if many else ''}"


def _have(*, many: bool, tense: Tense) -> str:
    several, one = {"now": ("ont", "a"), "ended": ("ont eu", "a eu"), "then": ("avaient", "avait")}[tense]
    return several if many else one


def _since(p: Partnership) -> str:
    if p.until:
        if p.until_mode == "before":
            return f"avant {'le ' if len(p.until) == 10 else ''}{date(p.until, 'fr')}"
        return f"{_from(p.since)} {_to(p.until)}" if p.since else _until(p.until)
    if not p.since:
        return ""
    if p.since_mode == "before":
        return f"avant {date(p.since, 'fr')}"
    about = " environ" if p.since_mode == "about" else ""
    return f"depuis {'le ' if len(p.since) == 10 else ''}{date(p.since, 'fr')}{about}"


def _from(since: str) -> str:
    return f"du {date(since, 'fr')}" if len(since) == 10 else de(date(since, "fr"))


def _to(until: str) -> str:
    return f"{'au' if len(until) == 10 else 'à'} {date(until, 'fr')}"


def _until(until: str) -> str:
    written = date(until, "fr")
    return f"jusqu'au {written}" if len(until) == 10 else f"jusqu'en {written}"
