"""A landelijke line holds when the last landsdeel closed without objection (BOL-1)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from arrangementen.regels import regel_is_zonder_bezwaar, tekst_is_bol_regel
from arrangementen.services import status
from dossiers.models import Fase
from governance.models import Regelbezwaar
from governance.regels_lijst import geen_open_bezwaar
from governance.services import lijst, regelbezwaar
from novex.criteria import tekorten
from tests.arrangementen.factories import AfspraakFactory, besluit_voor
from tests.arrangementen.factories import bol_ronde as ronde_2027
from tests.dossiers.factories import VraagstukFactory
from tests.governance.factories import in_stand
from tests.governance.lijsten import OP, bevries, bol_ronde, duw, kamerbrief, regel, zitting
from tests.weigeringen import geweigerd

REDEN = "Voor ons landsdeel klopt dit niet."


@pytest.fixture
def ronde(db):
    return bol_ronde()


@pytest.fixture
def oost(ronde):
    return zitting(ronde)


@pytest.fixture
def landelijk(ronde, oost, staf):
    return regel(ronde, staf, "Alle provincies tekenen de kaart.")


def maak_bezwaar(landelijk, overleg, door, reden=REDEN, op=OP):
    return regelbezwaar.leg_vast(
        regel_pk=landelijk.pk, overleg=overleg, reden=reden, door=door, op=op
    )


def test_an_open_bezwaar_keeps_the_list_from_freezing(ronde, oost, landelijk, staf):
    """BOL-1: with its BOL and the line named; solved, or off the list, it is frozen."""
    bezwaar = maak_bezwaar(landelijk, oost, staf)
    with geweigerd("open_bezwaar"):
        bevries(ronde, staf)
    [tekort] = tekorten(ronde, [geen_open_bezwaar])
    assert tekort.messages[0].startswith(
        "BOL Oost heeft bezwaar gemaakt bij de landelijke regel 'Alle provincies tekenen de "
        "kaart.'."
    )
    regelbezwaar.los_op(pk=bezwaar.pk, oplossing="Het is per landsdeel.", door=staf)
    bevries(ronde, staf)


def test_a_line_that_was_taken_off_holds_nothing_up(ronde, oost, landelijk, staf):
    """BOL-1, ALG-2: what is not on the list needs no solution."""
    regel(ronde, staf, "Een andere regel.")
    maak_bezwaar(landelijk, oost, staf)
    lijst.haal_regel_weg(pk=landelijk.pk, reden="Wij zijn het niet eens.", door=staf)
    bevries(ronde, staf)


def test_the_kamerbrief_waits_for_it(ronde, oost, landelijk, staf):
    """BOL-1, BOL-2: also where it came after freezing."""
    bevries(ronde, staf)
    bezwaar = maak_bezwaar(landelijk, oost, staf)
    with geweigerd("open_bezwaar"):
        kamerbrief(ronde, staf)
    regelbezwaar.los_op(pk=bezwaar.pk, oplossing="Alsnog akkoord.", door=staf)
    kamerbrief(ronde, staf)
    with geweigerd("kamerbrief_verstuurd"):
        maak_bezwaar(landelijk, oost, staf)


def test_an_afspraak_is_not_established_before_it_is_solved(
    gelderland, overijssel, staf, provinciaal
):
    """BOL-1, AFS-5: its frozen line holds only without objection."""
    vraagstuk = VraagstukFactory(lead_provincie=gelderland, fase=Fase.BESLUITVORMING)
    afspraak = AfspraakFactory(
        vraagstuk=vraagstuk, acties=[staf.organisatie, gelderland.organisatie], afgestemd=True
    )
    besluit = besluit_voor(vraagstuk)
    status.zet_op_lijst(pk=afspraak.pk, ronde=ronde_2027(), door=staf)
    [rij] = ronde_2027().lijstonderwerpen.get().regels.all()
    rij.onderwerp.niveau, rij.onderwerp.provincie = "landelijk", None
    rij.onderwerp.landsdeel = None
    rij.onderwerp.save()
    overleg = in_stand(besluit.agendapunt.overleg, "gehouden")
    bevries(ronde_2027(), staf)

    def gevonden():
        nu = type(afspraak).objects.get(pk=afspraak.pk)
        return tekorten(nu, [tekst_is_bol_regel, regel_is_zonder_bezwaar])

    assert gevonden() == []
    bezwaar = maak_bezwaar(rij, overleg, staf, op=overleg.datum)
    [tekort] = gevonden()
    assert tekort.code == "bol_regel_bezwaar"
    assert tekort.messages[0].startswith(f"{overleg.naam} heeft bezwaar")
    regelbezwaar.los_op(pk=bezwaar.pk, oplossing="Alsnog akkoord.", door=staf)
    assert gevonden() == []


def test_only_a_landelijke_line_on_the_list(ronde, oost, landelijk, staf, gelderland):
    """BOL-1: a line of a landsdeel or provincie is of that BOL itself."""
    eigen = regel(ronde, staf, "Van de provincie.", provincie=gelderland)
    with geweigerd("regel_niet_landelijk"):
        maak_bezwaar(eigen, oost, staf)
    lijst.haal_regel_weg(pk=landelijk.pk, reden="Vervallen.", door=staf)
    with geweigerd("regel_niet_landelijk"):
        maak_bezwaar(landelijk, oost, staf)


def test_only_a_bol_of_this_ronde_that_took_place(ronde, oost, landelijk, staf):
    """BOL-1, OVL-3: not before its meeting, and not of another ronde."""
    elders = zitting(bol_ronde(cyclus__jaar=2031), "noord")
    eerder = oost.datum - datetime.timedelta(days=1)
    for overleg, op in ((elders, OP), (oost, eerder)):
        with geweigerd("bol_kan_niet"):
            maak_bezwaar(landelijk, overleg, staf, op=op)
    assert not Regelbezwaar.objects.exists()


def test_each_landsdeel_objects_once_and_may_do_so_anew(ronde, oost, landelijk, staf):
    """BOL-1, ALG-2: two landsdelen may; the solved one stays readable."""
    noord = zitting(ronde, "noord")
    eerste = maak_bezwaar(landelijk, oost, staf)
    with geweigerd("bezwaar_bestaat"):
        maak_bezwaar(landelijk, oost, staf)
    maak_bezwaar(landelijk, noord, staf)
    regelbezwaar.los_op(pk=eerste.pk, oplossing="Aangepast.", door=staf)
    with geweigerd("bezwaar_is_opgelost"):
        regelbezwaar.los_op(pk=eerste.pk, oplossing="Nog eens.", door=staf)
    maak_bezwaar(landelijk, oost, staf, "Nog steeds niet.")
    assert Regelbezwaar.objects.count() == 3


@pytest.mark.parametrize("leeg", ["", "  "])
def test_both_need_words(ronde, oost, landelijk, staf, leeg):
    """BOL-1."""
    with geweigerd("reden_ontbreekt"):
        maak_bezwaar(landelijk, oost, staf, leeg)
    bezwaar = maak_bezwaar(landelijk, oost, staf)
    with geweigerd("oplossing_ontbreekt"):
        regelbezwaar.los_op(pk=bezwaar.pk, oplossing=leeg, door=staf)


def test_staf_records_it(oost, landelijk, accounthouder):
    """BOL-1, ROL-1: as it records what a BOL says."""
    with pytest.raises(PermissionDenied):
        maak_bezwaar(landelijk, oost, accounthouder)


def test_the_page_records_shows_and_solves_it(client, ronde, oost, landelijk, staf, monkeypatch):
    """BOL-1: at its line, with the way to solve it, and afterwards how."""
    client.force_login(staf)
    regels = f"/rondes/{ronde.pk}/lijst/regels/"
    nieuw = f"/lijstregels/{landelijk.pk}/bezwaar/"
    assert nieuw in client.get(regels).text
    monkeypatch.setattr("governance.views.regelbezwaar.timezone.localdate", lambda: OP)
    assert client.post(nieuw, {"overleg": oost.pk, "reden": REDEN}).status_code == 302
    pagina = client.get(regels).text
    bezwaar = Regelbezwaar.objects.get()
    oplossen = f"/lijstregels/bezwaren/{bezwaar.pk}/oplossen/"
    assert "Open bezwaar" in pagina
    assert REDEN in pagina
    assert oplossen in pagina
    assert f"/lijst/regels/#regel-{landelijk.pk}" in client.get(f"/rondes/{ronde.pk}/lijst/").text
    client.post(oplossen, {"oplossing": "De kaart is per landsdeel."})
    pagina = client.get(regels).text
    assert "Bezwaar opgelost" in pagina
    assert "De kaart is per landsdeel." in pagina
    assert oplossen not in pagina


def test_who_reads_the_line_reads_the_bezwaar(
    client, ronde, oost, staf, provinciaal, buitenstaander, gelderland
):
    """ZIC-1, ZIC-3: of a pushed line the provincies that it names."""
    geduwd = duw(ronde, voor=[gelderland], door=staf)
    bezwaar = maak_bezwaar(geduwd, oost, staf)
    for wie, ziet in ((provinciaal, True), (buitenstaander, False)):
        client.force_login(wie)
        assert (REDEN in client.get(f"/rondes/{ronde.pk}/lijst/regels/").text) is ziet
        assert list(Regelbezwaar.objects.for_user(wie)) == ([bezwaar] if ziet else [])


def test_a_bezwaar_stays_readable_beside_a_line_that_was_taken_off(
    client, ronde, oost, landelijk, staf
):
    """BOL-1, ALG-2: with the way to say how it was solved."""
    bezwaar = maak_bezwaar(landelijk, oost, staf)
    lijst.haal_regel_weg(pk=landelijk.pk, reden="Wij zijn het niet eens.", door=staf)
    client.force_login(staf)
    pagina = client.get(f"/rondes/{ronde.pk}/lijst/regels/").text
    assert REDEN in pagina
    assert f"/lijstregels/bezwaren/{bezwaar.pk}/oplossen/" in pagina


def test_what_it_was_against_stays_when_the_line_changes(client, ronde, oost, landelijk, staf):
    """BOL-1, ALG-2: the text of then stands beside it."""
    bezwaar = maak_bezwaar(landelijk, oost, staf)
    type(landelijk).objects.filter(pk=landelijk.pk).update(tekst="Elk landsdeel tekent zelf.")
    client.force_login(staf)
    pagina = client.get(f"/rondes/{ronde.pk}/lijst/regels/").text
    assert bezwaar.tegen == "Alle provincies tekenen de kaart."
    assert f"De tekst was toen: {bezwaar.tegen}" in pagina


def test_a_bol_that_was_called_off_has_none(client, ronde, oost, landelijk, staf):
    """BOL-1, OVL-3: it did not take place, as stands beside it."""
    zuid = zitting(ronde, "zuid")
    maak_bezwaar(landelijk, zuid, staf)
    in_stand(zuid, "afgelast")
    client.force_login(staf)
    pagina = client.get(f"/rondes/{ronde.pk}/lijst/regels/").text
    assert "Vervallen: dit BOL is afgelast" in pagina
    assert "/oplossen/" not in pagina
    bevries(ronde, staf)
