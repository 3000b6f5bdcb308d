"""The dossier as one page for the browser: no script, nothing from the network."""

from kg.view.sheet import Sheet
from kg.view.template import document


def render_brief(sheet: Sheet) -> str:
    """The dossier as HTML text."""
    return document("brief.html", "document.css", sheet=sheet, text=sheet.text, lang=sheet.lang)
