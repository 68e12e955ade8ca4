"""What was said where a provincie does not sit, and who keeps its seat (OVL-2, ZIC-3)."""

import datetime

import pytest
from django.urls import reverse

from dossiers.models import Fase, Feit, Vraagstuk
from dossiers.services import tekst as teksten
from governance.gremia import Gremium
from governance.gremia import Uitkomstsoort as U
from governance.models import Agendapunt, Rijksinzet, Uitkomst
from governance.services import afwijking, agenda, rijksinzet
from novex.rechten import Rol
from tests.dossiers.factories import FeitFactory, VraagstukFactory
from tests.dossiers.paginas import als, fouten, pagina, tekst
from tests.factories import GebruikerFactory
from tests.governance.factories import AgendapuntFactory, OverlegFactory, met_uitkomst
from tests.governance.uitkomsten import klaar_voor_do, punt_in
from tests.weigeringen import geweigerd

GEHEIM = "Alleen voor wie aan deze tafel zit."


def van(provincie):
    return GebruikerFactory(organisatie=provincie.organisatie, rollen=[Rol.PROVINCIE])


@pytest.fixture
def samen(gelderland, overijssel):
    return klaar_voor_do(provincies=[gelderland, overijssel])


@pytest.fixture
def punt(samen, gelderland):
    return punt_in(Gremium.DO, samen, provincies=[gelderland])


def test_why_it_was_put_off_stays_at_its_table(samen, punt, staf, overijssel):
    """OVL-2, VRA-1: the other provincie reads at which table, and not the words."""
    dag = datetime.date(2027, 9, 1)
    met_uitkomst(punt, staf, U.AANGEHOUDEN, motivatie=GEHEIM, tot_wanneer=dag)
    gelezen = tekst(pagina(van(overijssel), samen))
    assert GEHEIM not in gelezen
    assert "Lees de uitkomst daar." in gelezen


def test_why_an_outcome_was_revised_stays_at_its_table(samen, punt, staf, overijssel):
    """OVL-2, BES-8, VRA-19: the route of the vraagstuk says that it was."""
    met_uitkomst(punt, staf)
    anders = {"gezien": Uitkomst.objects.get().pk, "tekst": "Nee", "reden": GEHEIM}
    met_uitkomst(punt, staf, U.GEEN_CONSENSUS, **anders)
    gelezen = tekst(pagina(van(overijssel), samen))
    assert GEHEIM not in gelezen
    assert "De uitkomst is herzien." in gelezen


def test_what_the_bol_of_one_landsdeel_chose_stays_there(staf, gelderland, drenthe):
    """OVL-2, BOL-2, VRA-2: the faseovergang names the table."""
    v = VraagstukFactory(fase=Fase.BESLUITVORMING, provincies=[gelderland, drenthe])
    for code in ("pv25", "pv22"):
        FeitFactory(vraagstuk=v, soort=Feit.Soort.GPDG_ADVIES, kenmerk=code)
    FeitFactory(vraagstuk=v, soort=Feit.Soort.AFSPRAAK)
    oost, noord = (
        punt_in(Gremium.BOL, v, "ter_besluitvorming", provincies=[p], landsdeel=p.landsdeel)
        for p in (gelderland, drenthe)
    )
    met_uitkomst(noord, staf, U.BESLUIT)
    met_uitkomst(oost, staf, U.BESLUIT, tekst=GEHEIM)
    assert Vraagstuk.objects.get().fase == Fase.OPVOLGING
    assert GEHEIM not in tekst(pagina(van(drenthe), v))


def test_why_the_gpdg_was_skipped_stays_at_its_table(staf, gelderland, drenthe):
    """OVL-2, BES-10: that it was skipped is for all, why for who sits there."""
    v = VraagstukFactory(fase=Fase.BESLUITVORMING, provincies=[gelderland, drenthe])
    tafel = OverlegFactory(gremium=Gremium.BOL, provincies=[gelderland])
    bij = AgendapuntFactory(
        overleg=tafel, vraagstuk=v, soort="ter_besluitvorming", provincies=[gelderland]
    )
    afwijking.motiveer(pk=bij.pk, regel="zonder_gpdg_advies", reden=GEHEIM, door=staf)
    gelezen = tekst(pagina(van(drenthe), v))
    assert "GP-DG met Gelderland overgeslagen" in gelezen
    assert GEHEIM not in gelezen


def test_a_skip_counts_for_a_provincie_that_was_added_since(staf, gelderland, overijssel):
    """BES-10: after sending there is no way left to motivate it."""
    v = VraagstukFactory(fase=Fase.BESLUITVORMING, provincies=[gelderland, overijssel])
    tafel = OverlegFactory(gremium=Gremium.BOL, provincies=[gelderland, overijssel])
    bij = AgendapuntFactory(
        overleg=tafel, vraagstuk=v, soort="ter_besluitvorming", provincies=[gelderland]
    )
    afwijking.motiveer(pk=bij.pk, regel="zonder_gpdg_advies", reden="Geen tijd.", door=staf)
    client, adres = als(staf), reverse("governance:agendapunt-wijzigen", args=[bij.pk])
    form = client.get(adres).context["form"]
    velden = {naam: form[naam].value() or "" for naam in form.fields}
    beide = [gelderland.pk, overijssel.pk]
    assert client.post(adres, velden | {"provincies": beide}).status_code == 302
    feiten = Feit.objects.van(Feit.Soort.GPDG_ADVIES)
    assert set(feiten.values_list("kenmerk", flat=True)) == {"pv25", "pv23"}


def haal_weg(vraagstuk, blijft, door):
    nu = Vraagstuk.objects.get(pk=vraagstuk.pk)
    velden = {"provincies": blijft, "lead_provincie": blijft[0]}
    return teksten.wijzig(
        pk=nu.pk, groep="basis", versie=nu.versie, velden=velden, door=door, reden="Elders."
    )


def test_one_provincie_does_not_take_another_off(
    staf, accounthouder, provinciaal, gelderland, overijssel
):
    """ZIC-3, VRA-16: only who is accounthouder of that provincie, not of another."""
    v = VraagstukFactory(fase=Fase.BEELDVORMING, provincies=[gelderland, overijssel])
    for wie in (provinciaal, accounthouder):
        with geweigerd("provincie_van_ander"):
            haal_weg(v, [gelderland], wie)
    haal_weg(v, [overijssel], accounthouder)
    assert list(v.provincies.all()) == [overijssel]


def test_a_provincie_on_a_sent_agenda_stays(accounthouder, gelderland, overijssel):
    """AGE-3, ZIC-3: it would lose sight of what it was sent."""
    v = VraagstukFactory(fase=Fase.BEELDVORMING, provincies=[gelderland, overijssel])
    bij = punt_in(Gremium.DO, v, "ter_bespreking", provincies=[gelderland])
    with geweigerd("op_verzonden_agenda"):
        haal_weg(v, [overijssel], accounthouder)
    assert Agendapunt.objects.for_user(van(gelderland)).filter(pk=bij.pk).exists()


# Stale forms


def test_who_comes_second_goes_on_with_the_rijksinzet_of_now(staf, accounthouder, gelderland):
    """BES-7: refused once, with what was typed; then it is about the newest version."""
    v = VraagstukFactory(fase=Fase.OORDEELSVORMING)
    client, adres = als(staf), reverse("governance:rijksinzet-nieuw", args=[v.pk])
    rijksinzet.stel_op(
        vraagstuk_pk=v.pk, tekst="Van een ander", reden="", op_versie=0, door=accounthouder
    )
    antwoord = client.post(adres, {"op_versie": 0, "tekst": "Mijn tekst", "reden": "Beter."})
    assert "VRO schreef intussen versie 1." in fouten(antwoord)[0]
    form = antwoord.context["form"]
    velden = {naam: form[naam].value() for naam in ("op_versie", "tekst", "reden")}
    assert velden == {"op_versie": 1, "tekst": "Mijn tekst", "reden": "Beter."}
    assert client.post(adres, velden).status_code == 302
    assert Rijksinzet.objects.count() == 2


def test_a_punt_that_was_taken_off_changes_no_more(staf, gelderland):
    """AGE-1: the form of who read it earlier is refused."""
    bij = AgendapuntFactory()
    client, adres = als(staf), reverse("governance:agendapunt-wijzigen", args=[bij.pk])
    form = client.get(adres).context["form"]
    velden = {naam: form[naam].value() or "" for naam in form.fields}
    agenda.voer_af(pk=bij.pk, reden="Weg", door=staf)
    client.post(adres, velden | {"onderwerp": "Nieuw onderwerp"})
    assert Agendapunt.objects.get().onderwerp != "Nieuw onderwerp"
