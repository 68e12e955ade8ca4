"""What the pages of this app share: finding the vraagstuk, asking, showing a refusal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse

from novex.criteria import Blokkade
from novex.models import Gebruiker
from novex.models.bewerkbaar import Bewerkbaar
from novex.pdf import maak_pdf

from ..bewerken import Groep, mag_bewerken
from ..gelijksoortig import Gelijksoortig, gelijksoortig
from ..models import Fase, Instemming, Vraagstuk
from ..models.signaal import Signaal
from ..services.instemmen import recht_van_stap

SIGNALEN = ("Signalen", "/signalen/")
VRAAGSTUKKEN = ("Vraagstukken", "/vraagstukken/")
BEWERKINGEN = (
    (Groep.BASIS, "dossiers:vraagstuk-wijzigen", "Titel, plaats en kaders wijzigen"),
    (Groep.BEELD, "dossiers:vraagstuk-beeld", "Beeld wijzigen"),
    (Groep.PLANNING, "dossiers:vraagstuk-planning", "Prioriteit en planning"),
    (Groep.AANPAK, "dossiers:vraagstuk-aanpak", "Aanpak wijzigen"),
)


def vraagstuk_voor(user: Gebruiker, pk: int, *delen: str) -> Vraagstuk:
    """The vraagstuk, with what rights on it are judged by and these parts of it; else 404."""
    zichtbaar = Vraagstuk.objects.for_user(user).select_related("organisatie")
    return get_object_or_404(zichtbaar.prefetch_related("provincies", *delen), pk=pk)


def met_bruikbare_links(
    vraagstuk: Vraagstuk, user: Gebruiker, blokkades: Iterable[Blokkade]
) -> list[Blokkade]:
    """The same blockers, without a link to a page that this reader may not open (VRA-3)."""
    dicht = {
        reverse(naam, args=[vraagstuk.pk])
        for groep, naam, _ in BEWERKINGEN
        if not mag_bewerken(user, vraagstuk, groep)
    }
    dicht |= {
        reverse("dossiers:instemming-vragen", args=[vraagstuk.pk, handeling])
        for handeling in Instemming.Handeling
        if not user.has_perm(recht_van_stap(handeling), vraagstuk)
    }
    if not user.has_perm("arrangementen.afspraak_maken", vraagstuk):
        dicht.add(reverse("arrangementen:afspraak-nieuw", args=[vraagstuk.pk]))
    return [replace(b, url="") if b.url.partition("#")[0] in dicht else b for b in blokkades]


def dossier_voor(user: Gebruiker, pk: int) -> Vraagstuk:
    """The vraagstuk with all that its criteria and route read; to show, not to change."""
    zichtbaar = Vraagstuk.objects.for_user(user)
    vraagstuk = get_object_or_404(zichtbaar.voor_dossier(), pk=pk)
    prefetch_related_objects([vraagstuk], *zichtbaar.dossier_delen(vraagstuk.fase))
    return vraagstuk


def lijkt_op(vraagstuk: Vraagstuk, user: Gebruiker) -> list[Gelijksoortig] | None:
    """What looks like this concept, to see before it is opened; later there is no list (VRA-0)."""
    if vraagstuk.fase != Fase.CONCEPT:
        return None
    return gelijksoortig(
        user,
        tekst=vraagstuk.titel,
        provincie_ids=vraagstuk.betrokken_provincie_ids(),
        domein_ids=[domein.pk for domein in vraagstuk.domeinen.all()],
        behalve=vraagstuk,
    )


def gepost(request: HttpRequest) -> QueryDict | None:
    """What was posted, also when all of it is empty; on GET nothing."""
    return request.POST if request.method == "POST" else None


def kruimels_bij(onderwerp: Vraagstuk | Signaal, opschrift: str) -> list[tuple[str, str]]:
    lijst = SIGNALEN if isinstance(onderwerp, Signaal) else VRAAGSTUKKEN
    return [lijst, (str(onderwerp), onderwerp.get_absolute_url()), (opschrift, "")]


def vraag(
    request: HttpRequest,
    onderwerp: Vraagstuk | Signaal,
    form: BaseForm,
    opschrift: str,
    knop: str,
    **extra: Any,
) -> HttpResponse:
    """Ask what a handeling needs, or ask it again with the reason of the refusal."""
    context = {
        "onderwerp": onderwerp,
        "form": form,
        "opschrift": opschrift,
        "knop": knop,
        "uitleg": "",
        "blokkades": (),
        "wat_wacht": opschrift,
        "gepasseerd": (),
        "lijkt_op": None,
        "wijziging": None,
        "belegging": None,
        "gevaar": False,
        "kruimels": kruimels_bij(onderwerp, opschrift),
        **extra,
    }
    return render(request, "dossiers/handeling.html", context)


def vraag_nieuw(
    request: HttpRequest, form: BaseForm, opschrift: str, knop: str, lijst: tuple[str, str]
) -> HttpResponse:
    """Ask for something that is not there yet; cancelling goes back to the list."""
    context = {
        "form": form,
        "opschrift": opschrift,
        "knop": knop,
        "lijst": lijst[1],
        "kruimels": [lijst, (opschrift, "")],
    }
    return render(request, "dossiers/nieuw.html", context)


def als_pdf(sjabloon: str, context: dict[str, Any], naam: str, rij: Bewerkbaar) -> HttpResponse:
    """One page to print, made at once; the same row gives the same bytes."""
    html = render_to_string(sjabloon, context)
    pdf = maak_pdf(html, kenmerk=f"{naam}-{rij.versie}", op=rij.gewijzigd_op)
    kop = {"Content-Disposition": f'inline; filename="{naam}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=kop)


@contextmanager
def weigering_als_bericht(request: HttpRequest) -> Iterator[None]:
    """For a button without a form: the refusal shows on the page it came from."""
    try:
        yield
    except ValidationError as weigering:
        for zin in weigering.messages:
            messages.error(request, zin)
