"""Pages on which a person asks: looking a name up, the ready questions, and the editor for SPARQL."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.queries.ready import Question
from kg.rdf import ARTICLE, ENTITY, PREFIXES, value_of
from kg.store import Found, Named, Store
from kg.view.links import Links, Navigation
from kg.view.template import filled, sources, template_text

if TYPE_CHECKING:
    from kg.store.run import Answer

_SHOWN = 500
_DECLARED = ("dip", "rdf", "rdfs", "schema")
TEXTS = {
    "ar": {
        "lookup": "بحث عن اسم", "name": "شخص أو دولة أو منظمة أو مكان", "find": "ابحث", "none": "لا شيء بهذا الاسم.",
        "near": "أسماء قريبة", "several": "قد يعني الاسم", "articles": "أخبار", "queries": "أسئلة جاهزة",
        "ask": "اسأل", "needed": "لا بد منه", "nothing": "لا جواب في المخزن.", "rows": "عدد الأسطر",
        "cut": "هذه أوائل النتائج فقط.", "query": "الاستعلام", "editor": "محرر الاستعلامات", "yes": "نعم", "no": "لا",
        "examples": "أسئلة جاهزة نماذج", "choose": "اختر سؤالا", "needs": "يحتاج هذا المحرر إلى جافاسكربت.",
    },
    "en": {
        "lookup": "Look up a name", "name": "A person, state, organisation or place", "find": "Find",
        "none": "Nothing has this name.", "near": "Names near it", "several": "The name may mean",
        "articles": "articles", "queries": "Ready questions", "ask": "Ask", "needed": "required",
        "nothing": "Nothing found.", "rows": "rows", "cut": "These are the first results only.", "query": "The query",
        "editor": "Query editor", "yes": "Yes", "no": "No", "examples": "Ready questions as examples",
        "choose": "Choose a question", "needs": "This editor needs JavaScript.",
    },
}  # fmt: skip
FIRST = """SELECT ?event ?label ?day
WHERE {
  ?event a dip:Event ; rdfs:label ?label ; dip:begin ?day .
  FILTER (LANG(?label) = "%s")
}
ORDER BY DESC(?day)
LIMIT 50
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """An answer for people: cells are texts with the address they lead to, or "" for none."""

    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[str, str], ...], ...]
    cut: bool

    @classmethod
    def of(cls, answer: "Answer", store: Store, lang: str) -> "Result":
        """The answer with entities and types by their labels."""
        from kg.ontology import load_ontology
        from kg.queries.labels import Labeller

        labeller = Labeller(store, load_ontology(), lang)
        rows = tuple(
            tuple((labeller.show(term), _node(value_of(term))) for term in row) for row in answer.rows[:_SHOWN]
        )
        return cls(columns=answer.variables, rows=rows, cut=answer.cut or len(answer.rows) > _SHOWN)


def _node(value: str) -> str:
    return value if value.startswith((ENTITY, ARTICLE)) else ""


def _page(template: str, lang: str, navigation: Navigation, title: str, **values: object) -> str:
    style = "\n".join(map(template_text, ("document.css", "asking.css")))
    policy = f"default-src 'none'; {sources('style-src', [style])}; base-uri 'none'; form-action 'self'"
    return filled(template, style=style, policy=policy, lang=lang, text=TEXTS[lang], navigation=navigation,
                  title=title, **values)  # fmt: skip


def render_lookup(name: str, found: Found, lang: str, links: Links, navigation: Navigation) -> str:
    """A field for a name, and what it may mean if that is not one alone."""
    text = TEXTS[lang]
    heading = text["several"] if found.matches else text["near"] if found.near else text["none"]
    return _page("lookup.html", lang, navigation, text["lookup"], name=name, heading=heading if name.strip() else "",
                 named=[_line(one, lang) for one in (found.matches or found.near)], links=links)  # fmt: skip


def _line(one: Named, lang: str) -> tuple[str, str, int]:
    return one.path, one.label(lang), one.mentions


def render_questions(questions: Mapping[str, Question], lang: str, navigation: Navigation) -> str:
    """The ready questions by theme."""
    from itertools import groupby

    from kg.queries.themes import by_theme, load_themes

    labels = load_themes()
    groups = groupby(by_theme(questions.values(), labels), key=lambda one: one.theme)
    themes = [(labels.get(theme, {}).get(lang, theme), list(found)) for theme, found in groups]
    return _page("questions.html", lang, navigation, TEXTS[lang]["queries"], themes=themes)


def render_question(question: Question, given: Mapping[str, str], result: Result | None, query: str, problem: str,
                    lang: str, links: Links, navigation: Navigation) -> str:  # fmt: skip
    """A ready question with the fields of its parameters, its answer and its SPARQL."""

    def address(node: str) -> str:
        if node.startswith(ARTICLE):
            return links.article(node.removeprefix(ARTICLE))
        return links.entity(node.removeprefix(ENTITY)) if node and not node.startswith(f"{ENTITY}office/") else ""

    return _page("question.html", lang, navigation, question.titles[lang], question=question, given=given,
                 result=result, query=query, problem=problem, address=address)  # fmt: skip


def render_editor(lang: str, navigation: Navigation) -> str:
    """The page around the editor; its scripts and styles are the service's own files."""
    from kg.queries.ready import load_questions

    head = "".join(f"PREFIX {name}: <{base}>\n" for name, base in PREFIXES.items() if name in _DECLARED)
    known = load_questions()
    examples = {name: one.text for name, one in known.items() if not any(param.required for param in one.params)}
    told = json.dumps({"first": head + FIRST % lang, "examples": examples}, ensure_ascii=False).replace("<", "\\u003c")
    choices = [(name, known[name].titles[lang]) for name in examples]
    style = "\n".join(map(template_text, ("document.css", "asking.css")))
    return filled("editor.html", lang=lang, text=TEXTS[lang], navigation=navigation, title=TEXTS[lang]["editor"],
                  told=told, choices=choices, style=style)  # fmt: skip
