"""The screens to upload a table and to confirm its preview, the same for every kind (TRI-7)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from novex import tasks
from novex.forms import Formulier, weigering_op
from novex.http import GebruikerRequest
from novex.inlezen import Inlezer
from novex.inlezen.services import bevestig, bevestig_later, ontvang
from novex.inlezen.tabel import EXTENSIES, MAX_BYTES, te_groot
from novex.inlezen.voorbeeld import Stand, Voorbeeld, maak_voorbeeld
from novex.models import Inleesbestand
from novex.rechten import eis_recht

PER_PAGINA = 50


class Uploadformulier(Formulier):
    bestand = forms.FileField(
        label="Bestand",
        help_text=(
            "Een CSV- of XLSX-bestand met op de eerste regel de namen van de kolommen. Van een "
            "XLSX-bestand telt alleen het eerste blad. "
            "Hooguit 20.000 rijen."
        ),
        widget=forms.ClearableFileInput(
            attrs={"accept": ",".join(EXTENSIES), "data-max-mb": MAX_BYTES // 1024 // 1024}
        ),
        error_messages={
            "required": "Er is geen bestand gekozen. Kies een CSV- of XLSX-bestand.",
            "missing": "Er is geen bestand gekozen. Kies een CSV- of XLSX-bestand.",
            "empty": (
                "Dit bestand is leeg. Kies een bestand met een regel kolomnamen en daaronder "
                "de rijen."
            ),
            "invalid": "Het bestand is niet aangekomen. Kies het opnieuw.",
        },
    )

    def clean_bestand(self) -> UploadedFile:
        bestand = self.cleaned_data["bestand"]
        if bestand.size > MAX_BYTES:
            raise te_groot(bestand.size)
        return bestand


class Bevestigformulier(Formulier):
    zegel = forms.CharField(widget=forms.HiddenInput)


def inlees_urls(klasse: type[Inlezer]) -> list[URLPattern]:
    """The two URLs of a kind of table; ``include`` them where its ``urlnaam`` says."""
    naam = klasse.urlnaam.rpartition(":")[2]
    keuze = {"klasse": klasse}
    return [
        path("", inlezen_uploaden, keuze, name=naam),
        path("<int:pk>/", inlezen_voorbeeld, keuze, name=f"{naam}-voorbeeld"),
    ]


@require_http_methods(["GET", "POST"])
def inlezen_uploaden(request: GebruikerRequest, klasse: type[Inlezer]) -> HttpResponse:
    inlezer = klasse(request.user, timezone.localdate())
    eis_recht(request.user, inlezer.recht)
    invoer = (request.POST, request.FILES) if request.method == "POST" else ()
    form = Uploadformulier(*invoer)
    if form.is_valid():
        upload = form.cleaned_data["bestand"]
        try:
            bestand = ontvang(inlezer=inlezer, naam=upload.name, inhoud=upload.read())
            return redirect(inlezer.voorbeeld_url(bestand.pk))
        except ValidationError as weigering:
            form.add_error("bestand", weigering)
    terug = inlezer.terug_url()
    kruimels = [*inlezer.kruimels(), (inlezer.opschrift, "")]
    context = {"inlezer": inlezer, "form": form, "terug": terug, "kruimels": kruimels}
    return render(request, "inlezen/uploaden.html", context)


@require_http_methods(["GET", "POST"])
def inlezen_voorbeeld(request: GebruikerRequest, pk: int, klasse: type[Inlezer]) -> HttpResponse:
    inlezer = klasse(request.user, timezone.localdate())
    eis_recht(request.user, inlezer.recht)
    bestand = get_object_or_404(
        Inleesbestand.objects.for_user(request.user).met_taak(), pk=pk, soort=inlezer.soort
    )
    form = Bevestigformulier(request.POST or None)
    if form.is_valid():
        klaar, zegel = None, form.cleaned_data["zegel"]
        with weigering_op(form):
            if bestand.is_lang:
                later = bevestig_later(pk=pk, inlezer=inlezer, zegel=zegel, start=tasks.start)
                return redirect(later)
            klaar = bevestig(pk=pk, inlezer=inlezer, zegel=zegel)
        if klaar:
            zin = f"Nieuw: {klaar.nieuw}. Gewijzigd: {klaar.gewijzigd}. Gelijk: {klaar.gelijk}."
            messages.success(request, f"Het bestand is geïmporteerd. {zin}")
            return redirect(inlezer.voorbeeld_url(pk))
    context: dict[str, Any] = {
        "inlezer": inlezer,
        "bestand": bestand,
        "form": form,
        "kruimels": [
            *inlezer.kruimels(),
            (inlezer.opschrift, inlezer.url()),
            (bestand.naam, ""),
        ],
    }
    if not bestand.bevestigd_op and not bestand.loopt:
        context |= _voorbeeldcontext(request, form, maak_voorbeeld(inlezer, bestand))
    return render(request, "inlezen/voorbeeld.html", context)


def _voorbeeldcontext(
    request: GebruikerRequest, form: forms.Form, voorbeeld: Voorbeeld
) -> dict[str, Any]:
    """The counts, one page of the rows, and the seal of what is shown now."""
    gekozen = request.GET.get("stand", "")
    rijen = [rij for rij in voorbeeld.rijen if gekozen not in Stand or rij.stand == gekozen]
    # After a refusal the form must confirm the preview of now, not the one of before.
    form.data = {**form.data, "zegel": voorbeeld.zegel} if form.is_bound else form.data
    form.initial["zegel"] = voorbeeld.zegel
    return {
        "pagina": Paginator(rijen, PER_PAGINA).get_page(request.GET.get("p")),
        "standen": [(s.value, s.label, voorbeeld.aantal(s)) for s in Stand],
        "gekozen": gekozen,
        "aantal_fout": voorbeeld.aantal(Stand.FOUT),
        "aantal_over": voorbeeld.aantal(Stand.OVERGESLAGEN),
        "aantal_te_bewaren": len(voorbeeld.te_bewaren),
    }
