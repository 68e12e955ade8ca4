"""Receive a file, and confirm what the preview showed: at once, or in the background (TRI-7)."""

from __future__ import annotations

import datetime
import hashlib
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from novex import audit
from novex.achtergrond import Voortgang, vraag_aan
from novex.forms import schoon
from novex.models import Achtergrondtaak, Gebruiker, Inleesbestand
from novex.rechten import eis_recht

from .inlezer import Inlezer
from .tabel import lees_tabel
from .voorbeeld import Stand, Voorbeeldrij, maak_voorbeeld

_SLOTEN = 7_250_003  # first key of the advisory locks; the second comes from the kind
BEWAARTIJD = datetime.timedelta(days=1)
IMPORT = "import"  # the kind of its task


@transaction.atomic
def ontvang(*, inlezer: Inlezer, naam: str, inhoud: bytes) -> Inleesbestand:
    """Keep an uploaded table for its preview; refuse what cannot be read as one.

    Also drops uploads of the same person and kind that were left unconfirmed for a day.
    """
    eis_recht(inlezer.door, inlezer.recht)
    tabel = lees_tabel(naam, inhoud)
    meldingen = inlezer.eis_kolommen(tabel.koppen)
    eigen = Inleesbestand.objects.for_user(inlezer.door).filter(soort=inlezer.soort)
    eigen.verlopen(timezone.now() - BEWAARTIJD).delete()
    return Inleesbestand.objects.create(
        soort=inlezer.soort,
        naam=schoon(PurePath(naam).name)[:200],
        sha256=hashlib.sha256(inhoud).hexdigest(),
        koppen=tabel.koppen,
        rijen=tabel.rijen,
        meldingen=[*tabel.meldingen, *meldingen],
        door=inlezer.door,
    )


@transaction.atomic
def bevestig_later(
    *, pk: int, inlezer: Inlezer, zegel: str, start: Callable[[int], object]
) -> Achtergrondtaak:
    """Confirm a long file: a worker saves it, and its page says how far that is.

    Once asked for it is one task, however often somebody presses.
    """
    eis_recht(inlezer.door, inlezer.recht)
    bestand = Inleesbestand.objects.for_user(inlezer.door).met_taak().get(pk=pk)
    _eis_onbevestigd(bestand)
    if bestand.loopt and bestand.taak:
        return bestand.taak
    bestand.taak = vraag_aan(
        soort=IMPORT,
        opschrift=f"Import van {bestand.naam}",
        sleutel=f"{IMPORT}:{pk}:{zegel}",
        gegevens={
            "inleesbestand": pk,
            "soort": inlezer.soort,
            "door": inlezer.door.pk,
            "op": inlezer.op.isoformat(),
            "zegel": zegel,
        },
        door=inlezer.door,
        start=start,
        pagina=inlezer.voorbeeld_url(pk),
    )
    bestand.save(update_fields=["taak"])
    return bestand.taak


def importeer(gegevens: dict[str, Any], voortgang: Voortgang) -> None:
    """What the worker does of ``bevestig_later``; a second time it finds it done."""
    door = Gebruiker.objects.get(pk=gegevens["door"])
    op = datetime.date.fromisoformat(gegevens["op"])
    inlezer = Inlezer.soorten[gegevens["soort"]](door, op)
    pk = gegevens["inleesbestand"]
    if Inleesbestand.objects.for_user(door).get(pk=pk).bevestigd_op is None:
        bevestig(pk=pk, inlezer=inlezer, zegel=gegevens["zegel"], voortgang=voortgang)


def _eis_onbevestigd(bestand: Inleesbestand) -> None:
    if bestand.bevestigd_op:
        raise ValidationError(
            "Dit bestand is al geïmporteerd. Upload het opnieuw om te vergelijken.",
            code="al_bevestigd",
        )


@transaction.atomic
def bevestig(
    *, pk: int, inlezer: Inlezer, zegel: str, voortgang: Voortgang = lambda _: None
) -> Inleesbestand:
    """Save every new and changed row, or none; exactly what the preview showed.

    Two people who confirm at once wait for each other, and the second is judged again.
    """
    eis_recht(inlezer.door, inlezer.recht)
    bestand = Inleesbestand.objects.for_user(inlezer.door).vergrendeld(pk)
    _eis_onbevestigd(bestand)
    with connection.cursor() as cursor:
        nummer = zlib.crc32(inlezer.soort.encode()) & 0x7FFF_FFFF
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_SLOTEN, nummer])
    voorbeeld = maak_voorbeeld(inlezer, bestand)
    if fouten := voorbeeld.aantal(Stand.FOUT):
        raise ValidationError(
            f"Er is niets bewaard: {fouten} {'rij heeft' if fouten == 1 else 'rijen hebben'} een "
            "fout. Verbeter het bestand en upload het opnieuw.",
            code="rijen_met_fout",
        )
    if voorbeeld.zegel != zegel:
        raise ValidationError(
            "Intussen is er iets veranderd. Bekijk het voorbeeld opnieuw en bevestig het dan.",
            code="voorbeeld_verouderd",
        )
    inlezer.bewaar_alles(_geteld(voorbeeld.te_bewaren, voortgang))
    bestand.nieuw = voorbeeld.aantal(Stand.NIEUW)
    bestand.gewijzigd = voorbeeld.aantal(Stand.GEWIJZIGD)
    bestand.gelijk = voorbeeld.aantal(Stand.GELIJK)
    if dubbel := voorbeeld.aantal(Stand.DUBBEL):
        zin = f"{dubbel} rijen staan dubbel in het bestand en tellen niet mee."
        if dubbel == 1:
            zin = "1 rij staat dubbel in het bestand en telt niet mee."
        bestand.meldingen = [*bestand.meldingen, zin]
    if over := voorbeeld.aantal(Stand.OVERGESLAGEN):
        wat = "1 rij is" if over == 1 else f"{over} rijen zijn"
        zin = f"{wat} overgeslagen. Wijzig wat er al staat op de eigen pagina."
        bestand.meldingen = [*bestand.meldingen, zin]
    bestand.rijen, bestand.bevestigd_op = [], timezone.now()
    bestand.save()
    audit.leg_vast(
        "bestand geïmporteerd",
        door=inlezer.door,
        onderwerp=f"{inlezer.soort}: {bestand.naam}",
        gegevens={
            "sha256": bestand.sha256,
            "nieuw": bestand.nieuw,
            "gewijzigd": bestand.gewijzigd,
            "gelijk": bestand.gelijk,
        },
    )
    return bestand


def _geteld(rijen: list[Voorbeeldrij], voortgang: Voortgang) -> Iterator[tuple[Any, Any]]:
    """The rows to save, saying on the way how far it is: ten percent was the preview."""
    for nummer, rij in enumerate(rijen):
        if nummer % 25 == 0:
            voortgang(10 + 85 * nummer // len(rijen))
        yield rij.waarden, rij.bestaand
