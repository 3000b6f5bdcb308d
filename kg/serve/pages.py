"""The pages, each made when it is asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from kg.serve.addresses import addresses, article_address, entity_address, navigation
from kg.serve.limits import Limits
from kg.serve.replies import JSON, Reply

if TYPE_CHECKING:
    from kg.store import Store

_ACTORS, _PAIRS, _ARTICLES = 200, 60, 400
_OTHER = {"ar": "en", "en": "ar"}
_WORDS = {
    "ar": {"timeline": "الخط الزمني", "brief": "الملف"},
    "en": {"timeline": "Timeline", "brief": "Brief"},
}


def _page(text: str) -> Reply:
    return Reply(body=text.encode("utf-8", "replace"))


def _known(store: "Store", paths: Iterable[str]) -> tuple[str, ...]:
    """The entities. LookupError names one that there is not."""
    found = tuple(paths)
    for path in found:
        if not store.names.entity(path)[0]:
            raise LookupError(f"nothing in the store has the path {path!r}; look a name up at /lookup")
    return found


def index(store: "Store", _: Limits, lang: str) -> Reply:
    """What the store holds, at a glance."""
    from kg.queries.overview import overview
    from kg.queries.wording import wording
    from kg.view.index import render_index

    found = overview(store)
    shown = replace(
        found, actors=found.actors[:_ACTORS], pairs=found.pairs[:_PAIRS], articles=found.articles[:_ARTICLES]
    )
    above = navigation(lang, f"/?lang={_OTHER[lang]}")[2:]
    return _page(render_index(shown, wording(store, shown.named(), lang), addresses(lang), above))


def graph(store: "Store", _: Limits, around: str | None) -> Reply:
    """The map, of all or around one."""
    from kg.view import render_graph

    if around is not None:
        _known(store, [around])
    return _page(render_graph(store, around=around, links=addresses("ar")))


def _dossier(store: "Store", about: tuple[str, ...], lang: str, here: str, line: str) -> Reply:
    from kg.queries.articles import cited
    from kg.queries.brief import brief
    from kg.queries.wording import wording
    from kg.view.brief import render_brief
    from kg.view.sheet import sheet

    made = brief(store, about)
    articles = cited(store, {claim.article for claim in made.notes})
    words = wording(store, made.named(), lang)
    above = navigation(lang, f"{here}lang={_OTHER[lang]}", (_WORDS[lang]["timeline"], line))
    return _page(render_brief(sheet(made, words, articles), addresses(lang), above))


def entity(store: "Store", _: Limits, path: str, lang: str) -> Reply:
    """The dossier of one."""
    about = _known(store, [path])
    here = entity_address(path, lang).removesuffix(f"lang={lang}")
    return _dossier(store, about, lang, here, f"/timeline?{urlencode({'one': path, 'lang': lang})}")


def pair(store: "Store", _: Limits, one: str, two: str, lang: str) -> Reply:
    """The dossier of two."""
    asked = {"one": one, "two": two}
    line = f"/timeline?{urlencode({**asked, 'lang': lang})}"
    return _dossier(store, _known(store, sorted({one, two})), lang, f"/pair?{urlencode(asked)}&", line)


def timeline_page(store: "Store", _: Limits, one: str, two: str | None, lang: str) -> Reply:
    """What one did, or two together, by date."""
    from kg.queries.articles import cited
    from kg.queries.timeline import timeline
    from kg.queries.wording import wording
    from kg.view.timeline import render_timeline

    about = _known(store, [one, two] if two and two != one else [one])
    line = timeline(store, about)
    articles = cited(store, {ident for happening in line.happenings for ident in happening.articles})
    asked = urlencode(dict(zip(("one", "two"), about, strict=False)))
    back = entity_address(one, lang) if len(about) == 1 else f"/pair?{asked}&lang={lang}"
    above = navigation(lang, f"/timeline?{asked}&lang={_OTHER[lang]}", (_WORDS[lang]["brief"], back))
    return _page(render_timeline(line, wording(store, line.named(), lang), articles, addresses(lang), above))


def article(store: "Store", _: Limits, ident: str, lang: str) -> Reply:
    """An article with its marks and claims."""
    from kg.articles import article_page
    from kg.extract import RuleExtractor
    from kg.queries.wording import wording
    from kg.view.article import render_article

    if ident not in store.articles():
        raise LookupError(f"there is no article {ident!r} in the store")
    page = article_page(store, ident, RuleExtractor())
    above = navigation(lang, article_address(ident, _OTHER[lang]))
    return _page(render_article(page, wording(store, page.named(), lang), addresses(lang), above))


def lookup(store: "Store", _: Limits, name: str, lang: str, as_json: bool) -> Reply:
    """What a name may mean: one leads to its dossier, several are listed."""
    from kg.queries.card import card, card_json, found_json
    from kg.store import Found
    from kg.view.asking import render_lookup

    found = store.find(name) if name.strip() else Found()
    single = found.matches[0].path if len(found.matches) == 1 else None
    if as_json:
        text = card_json(card(store, single)) if single else found_json(found)
        return Reply(body=text.encode("utf-8", "replace"), kind=JSON)
    if single:
        return Reply(body=b"", status=303, headers={"Location": entity_address(single, lang)})
    above = navigation(lang, f"/lookup?{urlencode({'name': name, 'lang': _OTHER[lang]})}")
    return _page(render_lookup(name, found, lang, addresses(lang), above))


def questions(_store: "Store", _: Limits, lang: str) -> Reply:
    """The ready questions."""
    from kg.queries.ready import load_questions
    from kg.view.asking import render_questions

    return _page(render_questions(load_questions(), lang, navigation(lang, f"/queries?lang={_OTHER[lang]}")))


def answered(
    store: "Store", limits: Limits, name: str, values: Mapping[str, str], lang: str, form: str | None
) -> Reply:
    """A ready question with its form, its answer and its query."""
    from kg.errors import QueryError, UsageError
    from kg.queries.ready import bind, load_questions
    from kg.serve.protocol import asked, rows_reply
    from kg.view.asking import Result, render_question

    known = load_questions()
    if name not in known:
        raise LookupError(f"there is no question {name!r}; see /queries")
    question, given = known[name], {key: value for key, value in values.items() if value.strip()}
    if form is not None:
        return rows_reply(asked(store, limits, bind(question, given, store)), form)
    result, text, problem = None, question.text, ""
    if given or not any(param.required for param in question.params):
        try:
            text = bind(question, given, store)
            result = Result.of(asked(store, limits, text), store, lang)
        except (QueryError, UsageError) as error:
            problem = str(error)
    other = f"/queries/{name}?{urlencode({**given, 'lang': _OTHER[lang]})}"
    page = render_question(question, given, result, text, problem, lang, addresses(lang), navigation(lang, other))
    return replace(_page(page), status=400 if problem else 200)


def editor(_store: "Store", _: Limits, lang: str) -> Reply:
    """The page in which queries are written."""
    from kg.view.asking import render_editor

    return _page(render_editor(lang, navigation(lang, f"/sparql?lang={_OTHER[lang]}")))
