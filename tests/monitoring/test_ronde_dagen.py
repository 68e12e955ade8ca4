"""A round that cannot lock the monitor, and who is asked in it (MON-1)."""

import datetime
import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from monitoring.models import Voortgang
from monitoring.services import rondes, voortgang
from novex.models import Auditregel
from tests.arrangementen.factories import AfspraakFactory
from tests.decor import persoon
from tests.dossiers.paginas import als, fouten
from tests.weigeringen import geweigerd


@pytest.mark.parametrize("veld", ["open_van", "open_tot"])
def test_a_typing_error_in_a_day_is_refused(staf, veld):
    """MON-1: years away it would keep every other round from opening."""
    nu = timezone.localdate()
    dagen = {"peildatum": nu, "open_van": nu, "open_tot": nu + datetime.timedelta(days=30)}
    ver = {**dagen, "open_tot": nu + datetime.timedelta(days=4000)}
    if veld == "open_van":
        ver["open_van"] = nu + datetime.timedelta(days=3990)
    with geweigerd("te_ver_weg"):
        rondes.open_ronde(jaar=nu.year, naam="Najaar", door=staf, **ver)
    assert rondes.open_ronde(jaar=nu.year, naam="Najaar", door=staf, **dagen).is_open


def test_the_days_of_an_open_round_are_moved_with_a_reason(staf, accounthouder):
    """MON-1, ALG-2: a slip is mended; a closed round keeps its days, and VRO-staf moves them."""
    nu = timezone.localdate()
    over = nu + datetime.timedelta(days=400)
    dagen = {"peildatum": nu, "open_van": over, "open_tot": over}
    ronde = rondes.open_ronde(jaar=nu.year, naam="Najaar", door=staf, **dagen)
    with geweigerd("ronde_niet_begonnen"):
        rondes.sluit_ronde(pk=ronde.pk, door=staf)
    anders = {"pk": ronde.pk, "open_van": nu, "open_tot": over, "reden": "Een tikfout."}
    with pytest.raises(PermissionDenied):
        rondes.verzet_ronde(door=accounthouder, **anders)
    with geweigerd("periode_klopt_niet"):
        rondes.verzet_ronde(door=staf, **anders | {"open_tot": nu - datetime.timedelta(days=1)})
    with geweigerd("te_ver_weg"):
        rondes.verzet_ronde(door=staf, **anders | {"open_tot": nu.replace(year=nu.year + 9)})
    bezoeker, adres = als(staf), f"/monitor/rondes/{ronde.pk}/verzetten/"
    assert adres in bezoeker.get(ronde.get_absolute_url()).text
    velden = {"open_van": f"{nu:%d-%m-%Y}", "open_tot": f"{over:%d-%m-%Y}"}
    leeg = bezoeker.post(adres, velden | {"reden": " "})
    assert fouten(leeg) == ["De reden is leeg. Schrijf waarom de dagen veranderen."]
    assert bezoeker.post(adres, velden | {"reden": "Een tikfout."}).status_code == 302
    regel = Auditregel.objects.get(handeling="monitorronde verzet")
    assert (regel.reden, regel.gegevens["was"]) == (
        "Een tikfout.",
        f"{over:%d-%m-%Y} tot en met {over:%d-%m-%Y}",
    )
    rondes.sluit_ronde(pk=ronde.pk, door=staf)
    with geweigerd("ronde_gesloten"):
        rondes.verzet_ronde(door=staf, **anders)


@pytest.mark.django_db(transaction=True)
def test_a_report_that_comes_in_while_the_round_closes_is_taken_up():
    """MON-1: closing waits for who is sending in."""
    staf, provinciaal = persoon("staf"), persoon("provincie")
    persoon("accounthouder")
    AfspraakFactory(vastgesteld=True)
    nu = timezone.localdate()
    ronde = rondes.open_ronde(
        jaar=nu.year, naam="N", peildatum=nu, open_van=nu, open_tot=nu, door=staf
    )
    melding = Voortgang.objects.get(kant="regio")
    geschreven, mag_klaar = threading.Event(), threading.Event()

    def dien_in():
        try:
            with transaction.atomic():
                voortgang.schrijf(
                    pk=melding.pk, door=provinciaal, versie=melding.versie, stadium="bezig",
                    toelichting="Op tijd.", op=nu, indienen=True,
                )  # fmt: skip
                geschreven.set()
                mag_klaar.wait(timeout=1)
        finally:
            geschreven.set()
            connection.close()

    draad = threading.Thread(target=dien_in)
    draad.start()
    geschreven.wait(timeout=10)
    rondes.sluit_ronde(pk=ronde.pk, door=staf)
    mag_klaar.set()
    draad.join()
    assert Voortgang.objects.get(pk=melding.pk).status == "opgenomen"
