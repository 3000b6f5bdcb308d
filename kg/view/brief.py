"""The dossier as one page for the browser: no script, nothing from the network."""

from kg.view.balance import chart
from kg.view.links import ALONE, Links, Navigation
from kg.view.sheet import Sheet
from kg.view.template import document


def render_brief(sheet: Sheet, links: Links = ALONE, navigation: Navigation = ()) -> str:
    """The dossier as HTML text."""
    balance = chart(sheet.months, mirrored=sheet.lang == "ar")
    return document("brief.html", "document.css", sheet=sheet, text=sheet.text, lang=sheet.lang, balance=balance,
                    links=links, navigation=navigation)  # fmt: skip
