"""The components of every page, as template tags: ``{% load componenten %}``.

Tags rather than includes, because a tag knows its parameters: a missing one has a
default and a misspelt one fails. See docs/componenten.md and the page /stijlgids.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms, template
from django.conf import settings
from django.core.paginator import Page
from django.db.models import Manager
from django.http import QueryDict
from django.template import Context
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from novex.models import Achtergrondtaak
from novex.templatetags import formulieren
from novex.templatetags.formulieren import blok, csrf, eis_soort, verzoek
from novex.weergave import fouten, onderdelen
from novex.weergave.verschil import Deel, woordverschil

register = template.Library()
# One ``{% load componenten %}`` brings buttons and forms too.
register.tags.update(formulieren.register.tags)

TEKENS = {
    "neutraal": "•",
    "concept": "○",
    "info": "i",
    "goed": "✓",
    "waarschuwing": "!",
    "fout": "✕",
}
AANHEF = {
    "info": "Ter informatie",
    "goed": "Gelukt",
    "waarschuwing": "Let op",
    "fout": "Dit gaat niet goed",
}
BERICHTSOORT = {"success": "goed", "warning": "waarschuwing", "error": "fout"}
NIET_INGEVULD = "Nog niet ingevuld"


def _query(context: Context) -> QueryDict:
    """What stands in the URL, to keep it in the links of a list."""
    request = verzoek(context)
    return request.GET.copy() if request else QueryDict(mutable=True)


# ---- Page frame ------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def foutprefix(context: Context) -> str:
    """The "2 foutmeldingen - " in front of the title of a page with a refused form."""
    return fouten.foutprefix(len(fouten.fouten_op_pagina(context.flatten())))


@register.simple_tag
def sitenaam() -> str:
    return getattr(settings, "NOVEX_NAAM", "NOVEX")


@register.inclusion_tag("componenten/foutoverzicht.html", takes_context=True)
def foutoverzicht(context: Context, *formulieren: forms.BaseForm) -> dict[str, Any]:
    """The error summary of the named forms, or of the ``form`` of the page."""
    if formulieren:
        return {"regels": fouten.fouten_op_pagina({"forms": list(formulieren)})}
    return {"regels": fouten.fouten_op_pagina(context.flatten())}


@register.inclusion_tag("componenten/paginakop.html", takes_context=True)
def paginakop(context: Context) -> dict[str, Any]:
    """Header and navigation; works without a request, for the error pages."""
    return {
        "naam": sitenaam(),
        "eigenaar": getattr(settings, "NOVEX_EIGENAAR", ""),
        "logo": getattr(settings, "NOVEX_LOGO", ""),
        "navigatie": context.get("navigatie") or [],
        "gebruiker": context.get("gebruiker"),
        "csrf_token": csrf(context),
    }


@register.inclusion_tag("componenten/kruimelpad.html", takes_context=True)
def kruimelpad(context: Context) -> dict[str, Any]:
    """The breadcrumbs: the list ``kruimels`` of the context, the page itself last."""
    return {"kruimels": onderdelen.rijen(onderdelen.Kruimel, context.get("kruimels"))}


@register.inclusion_tag("componenten/berichten.html", takes_context=True)
def berichten(context: Context) -> dict[str, Any]:
    """What the last action did, announced to everyone."""
    gevonden = [
        {"tekst": bericht, "soort": BERICHTSOORT.get(bericht.level_tag, "info")}
        for bericht in context.get("messages") or []
    ]
    return {"berichten": gevonden, "aanhef": AANHEF}


@register.simple_block_tag
def paginaacties(content: str, label: str = "Acties op deze pagina") -> SafeString:
    """The buttons beside the heading of a page."""
    return blok("paginaacties", inhoud=content, label=label)


# ---- Tables and lists ------------------------------------------------------------


@register.simple_block_tag
def tabel(
    content: str, bijschrift: str, bijschrift_verborgen: bool = False, klasse: str = ""
) -> SafeString:
    """A table with a caption in a region that scrolls by itself; content: thead, tbody."""
    return blok(
        "tabel",
        inhoud=content,
        bijschrift=bijschrift,
        verborgen=bijschrift_verborgen,
        klasse=klasse,
    )


@register.inclusion_tag("componenten/kolomkop.html", takes_context=True)
def kolomkop(
    context: Context, titel: str, sorteer: str = "", getal: bool = False, verborgen: bool = False
) -> dict[str, Any]:
    """The head of a column; with ``sorteer`` a link that sorts on ``?sorteer=<key>``."""
    stand, url = "", ""
    if sorteer:
        query = _query(context)
        nu = query.get("sorteer", "")
        stand = {sorteer: "ascending", f"-{sorteer}": "descending"}.get(nu, "none")
        query["sorteer"] = f"-{sorteer}" if stand == "ascending" else sorteer
        query.pop("p", None)
        url = f"?{query.urlencode()}"
    return {"titel": titel, "stand": stand, "url": url, "getal": getal, "verborgen": verborgen}


@register.inclusion_tag("componenten/paginering.html", takes_context=True)
def paginering(
    context: Context, pagina: Page, naam: str = "p", label: str = "Pagina's"
) -> dict[str, Any]:
    """Links to the other pages of a list; keeps filters and sorting in the URL."""
    query = _query(context)

    def url(nummer: int) -> str:
        query[naam] = str(nummer)
        return f"?{query.urlencode()}"

    nummers = pagina.paginator.get_elided_page_range(pagina.number, on_each_side=2, on_ends=1)
    regels = [
        {"nummer": nummer, "url": url(nummer) if isinstance(nummer, int) else ""}
        for nummer in nummers
    ]
    vorige = url(pagina.previous_page_number()) if pagina.has_previous() else ""
    volgende = url(pagina.next_page_number()) if pagina.has_next() else ""
    links = {"regels": regels, "vorige": vorige, "volgende": volgende}
    return {"pagina": pagina, "label": label, **links}


@register.simple_block_tag
def definitielijst(content: str, klasse: str = "") -> SafeString:
    return format_html('<dl class="nx-definities {}">{}</dl>', klasse, content)


@register.simple_tag
def begrip(label: str, inhoud: Any = None) -> SafeString:
    """One row of a definitielijst; an empty value says so."""
    rij = '<div><dt>{}</dt><dd class="nx-regels">{}</dd></div>'
    return format_html(rij, label, waarde(inhoud))


@register.simple_tag
def begrip_link(label: str, adres: str) -> SafeString:
    """One row with a link to a source elsewhere; what is no web address stays text."""
    if not adres.lower().startswith(("https://", "http://")):
        return begrip(label, adres)
    rij = '<div><dt>{}</dt><dd class="nx-breekbaar"><a href="{}" rel="noreferrer">{}</a></dd></div>'
    return format_html(rij, label, adres, adres)


@register.inclusion_tag("componenten/samenvatting.html")
def samenvatting(regels: Iterable[Any], titel: str = "") -> dict[str, Any]:
    """Labels with values and, per row, a link to change it."""
    return {"regels": onderdelen.rijen(onderdelen.Regel, regels), "titel": titel}


@register.filter(is_safe=True)
def waarde(inhoud: Any, leeg: str = NIET_INGEVULD) -> SafeString | str:
    """A value for reading: dates as 28-11-2026, lists with commas, nothing in words."""
    if isinstance(inhoud, Manager):
        inhoud = inhoud.all()
    if inhoud is None or (hasattr(inhoud, "__len__") and not inhoud):
        return format_html('<span class="nx-leegwaarde">{}</span>', leeg)
    if isinstance(inhoud, bool):
        return "ja" if inhoud else "nee"
    if isinstance(inhoud, datetime):
        lokaal = timezone.localtime(inhoud) if timezone.is_aware(inhoud) else inhoud
        return date_format(lokaal, "d-m-Y H:i")
    if isinstance(inhoud, date):
        return date_format(inhoud, "d-m-Y")
    if hasattr(inhoud, "__iter__") and not isinstance(inhoud, str):
        return format_html_join(", ", "{}", ((deel,) for deel in inhoud))
    return conditional_escape(inhoud)


# ---- State and messages ----------------------------------------------------------


@register.simple_tag
def badge(tekst: Any, soort: str = "neutraal") -> SafeString:
    """A state in a word with a sign and a colour, never by colour alone."""
    teken = TEKENS[eis_soort(soort, TEKENS)]
    return format_html(
        '<span class="nx-badge nx-badge--{}"><span class="nx-badge__teken" '
        'aria-hidden="true">{}</span>{}</span>',
        soort,
        teken,
        tekst,
    )


@register.simple_block_tag
def melding(content: str, soort: str = "info", titel: str = "", rol: str = "") -> SafeString:
    """A framed message; ``rol="status"`` only for what appears after an action."""
    kop = titel or AANHEF[eis_soort(soort, AANHEF)]
    return blok("melding", inhoud=content, soort=soort, titel=kop, rol=rol)


@register.inclusion_tag("componenten/leeg.html")
def leeg(waarom: str, daarna: str = "", url: str = "", knop: str = "") -> dict[str, str]:
    """An empty list: why it is empty and what the user can do next."""
    return {"waarom": waarom, "daarna": daarna, "url": url, "knop": knop}


@register.simple_block_tag
def kop(content: str, niveau: int, klasse: str = "") -> SafeString:
    """A heading whose level depends on where the component stands."""
    return format_html('<h{0} class="{1}">{2}</h{0}>', niveau, klasse, content)


@register.inclusion_tag("componenten/blokkades.html")
def blokkades(lijst: Iterable[Any], stap: str = "", kop: int = 3) -> dict[str, Any]:
    """Why a step is not possible yet: all reasons at once, each with a link (VRA-3)."""
    return {"blokkades": onderdelen.als_blokkades(lijst), "stap": stap, "kop": kop}


@register.inclusion_tag("componenten/tijdlijn.html")
def tijdlijn(gebeurtenissen: Iterable[Any], label: str = "Route") -> dict[str, Any]:
    """The route of a dossier, in the order given (VRA-14)."""
    return {
        "gebeurtenissen": onderdelen.rijen(onderdelen.Gebeurtenis, gebeurtenissen),
        "label": label,
    }


@register.inclusion_tag("componenten/stapper.html")
def stapper(stappen: Iterable[Any], label: str = "Fases") -> dict[str, Any]:
    """The phases of a process and where it is now."""
    return {"stappen": onderdelen.rijen(onderdelen.Fasestap, stappen), "label": label}


@register.inclusion_tag("componenten/voortgang.html", takes_context=True)
def voortgang(
    context: Context,
    taak: Achtergrondtaak,
    resultaat: str = "",
    knop: str = "Download het bestand",
    opnieuw: str = "",
) -> dict[str, Any]:
    """How far a file in the background is.

    ``resultaat`` is the url of the file, ``opnieuw`` where it is asked for again after a failure.
    """
    return {
        "taak": taak,
        "bezig": not taak.is_af,
        "mislukt": taak.status == taak.Status.MISLUKT,
        "resultaat": resultaat,
        "knop": knop,
        "opnieuw": opnieuw,
        "request": verzoek(context),
    }


# ---- Cards and texts -------------------------------------------------------------


@register.simple_block_tag
def bord(content: str, label: str = "Bord") -> SafeString:
    """Columns beside each other, e.g. one per phase; content: bordkolom."""
    return blok("bord", inhoud=content, label=label)


@register.simple_block_tag
def bordkolom(content: str, titel: str, aantal: int | None = None, kop: int = 2) -> SafeString:
    """One column; ``kop`` is the level of its heading, its cards one lower."""
    return blok("bordkolom", inhoud=content, titel=titel, aantal=aantal, kop=kop)


@register.simple_block_tag
def kaart(
    content: str, titel: str = "", url: str = "", kop: int = 3, soort: str = "neutraal"
) -> SafeString:
    """A framed block with a heading of level ``kop``; ``url`` makes the heading a link."""
    eis_soort(soort, TEKENS)
    return blok("kaart", inhoud=content, titel=titel, url=url, kop=kop, soort=soort)


@register.inclusion_tag("componenten/verschil.html")
def verschil(oud: str, nieuw: str) -> dict[str, list[Deel]]:
    """Two versions of a text in one, per word; readable without colour (ARR-5)."""
    return {"delen": woordverschil(oud or "", nieuw or "")}


@register.inclusion_tag("componenten/inhoudsopgave.html")
def inhoudsopgave(onderwerpen: Iterable[Any], titel: str = "Op deze pagina") -> dict[str, Any]:
    """Links to the sections of a long page: a list of (title, "#anchor")."""
    return {"onderwerpen": onderdelen.rijen(onderdelen.Kruimel, onderwerpen), "titel": titel}


@register.simple_block_tag
def uitklap(content: str, titel: str, open: bool = False) -> SafeString:
    """Details that most readers may skip."""
    stand = mark_safe(" open") if open else ""
    return format_html(
        '<details class="nx-uitklap"{}><summary>{}</summary><div>{}</div></details>',
        stand,
        titel,
        content,
    )
