from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from novex import audit, tasks
from novex.achtergrond import pad_van, vraag_opnieuw
from novex.http import GebruikerRequest
from novex.models import Achtergrondtaak


@require_safe
def taak_lijst(request: GebruikerRequest) -> HttpResponse:
    taken = Paginator(Achtergrondtaak.objects.for_user(request.user), 25)
    return render(
        request, "novex/taak_lijst.html", {"pagina": taken.get_page(request.GET.get("p"))}
    )


@require_safe
def taak_detail(request: GebruikerRequest, pk: int) -> HttpResponse:
    """How far a file is; the script of the page reads it again until it is there."""
    taak = get_object_or_404(Achtergrondtaak.objects.for_user(request.user), pk=pk)
    kruimels = [("Bestanden", reverse("taak-lijst")), (taak.opschrift, "")]
    return render(request, "novex/taak_detail.html", {"taak": taak, "kruimels": kruimels})


@require_POST
def taak_opnieuw(request: GebruikerRequest, pk: int) -> HttpResponse:
    """The button at a file that could not be made."""
    taak = get_object_or_404(Achtergrondtaak.objects.for_user(request.user), pk=pk)
    vraag_opnieuw(pk=pk, door=request.user, start=tasks.start)
    return redirect(taak)


@require_safe
def taak_bestand(request: GebruikerRequest, pk: int) -> FileResponse:
    taak = get_object_or_404(Achtergrondtaak.objects.for_user(request.user), pk=pk)
    pad = pad_van(taak)
    if taak.status != Achtergrondtaak.Status.KLAAR or not pad.is_file():
        raise Http404
    audit.leg_vast("bestand opgehaald", door=request.user, onderwerp=taak.opschrift)
    return FileResponse(
        pad.open("rb"),
        as_attachment=True,
        filename=taak.bestandsnaam,
        content_type=taak.mediatype,
    )
