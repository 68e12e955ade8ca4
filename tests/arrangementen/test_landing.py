"""Where an afspraak lands: said, accepted by its owner, and later proved (AFS-6)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from arrangementen.forms.afspraak import LandingForm
from arrangementen.models import Afspraak, Landing
from arrangementen.services import acties
from dossiers.models import Fase, Feit, Vraagstuk
from dossiers.services import feiten
from monitoring.werkvragen_tafels import landingen_te_aanvaarden
from novex.forms import Verouderd
from tests.arrangementen.factories import AfspraakFactory, LandingFactory, zet_fase
from tests.weigeringen import geweigerd

OP = datetime.date(2027, 9, 1)


@pytest.fixture
def afspraak(accounthouder):
    return AfspraakFactory(vastgesteld=True)


@pytest.fixture
def landing(afspraak, gelderland):
    return LandingFactory(afspraak=afspraak, eigenaar_organisatie=gelderland.organisatie)


def leg_vast(afspraak, door, eigenaar, instance=None, **anders):
    instance = instance or Landing()
    invoer = {
        "plek_soort": "povi",
        "plek_naam": "POVI Gelderland",
        "eigenaar_organisatie": eigenaar.pk,
        "eigenaar_functie": "afdelingshoofd ruimte",
        "uiterlijk": "31-12-2028",
        "versie": instance.versie,
    }
    form = LandingForm(invoer | anders, instance=instance, op=OP)
    assert form.is_valid(), form.errors
    return acties.leg_landing_vast(afspraak_pk=afspraak.pk, door=door, form=form)


def aanvaard(landing, door, **anders):
    velden = {"versie": Landing.objects.get(pk=landing.pk).versie, "op": OP} | anders
    return acties.aanvaard_landing(afspraak_pk=landing.afspraak_id, door=door, **velden)


def meld(landing, door, **anders):
    velden = {"geland_op": OP, "bewijs": "Besluit PS 2027/118", "op": OP} | anders
    return acties.meld_geland(afspraak_pk=landing.afspraak_id, door=door, **velden)


def geldend(afspraak):
    return Feit.objects.filter(vraagstuk=afspraak.vraagstuk, soort="landing", ingetrokken_op=None)


def test_it_says_where_by_whom_and_by_when(afspraak, provinciaal):
    """AFS-6: an instrument, an owner with a function, and a day."""
    landing = leg_vast(afspraak, provinciaal, provinciaal.organisatie)
    assert str(landing) == "Provinciale omgevingsvisie (POVI): POVI Gelderland"
    assert landing.stand == "Nog niet aanvaard"
    assert not geldend(afspraak).exists()


@pytest.mark.parametrize("wie", ["staf", "regietafellid", "bestuurder_provincie"])
def test_who_does_not_record_a_landing(request, afspraak, provinciaal, wie):
    """The access table: progress and landing are of trekker and AH."""
    with pytest.raises(PermissionDenied):
        leg_vast(afspraak, request.getfixturevalue(wie), provinciaal.organisatie)


@pytest.mark.parametrize(
    ("fase", "mogen"),
    [(Fase.OPVOLGING, ["accounthouder", "expert"]), (Fase.TERUGGELEGD, ["expert"])],
)
def test_after_establishment_the_trekker_lands_it(
    request, accounthouder, lvvn, drenthe, provinciaal, fase, mogen
):
    """The editing table, AFS-6: in opvolging with the accounthouder, then the trekker alone."""
    vast = AfspraakFactory(vastgesteld=True, acties=[lvvn, drenthe.organisatie])
    zet_fase(vast.vraagstuk, fase)
    for wie in ("accounthouder", "expert", "provinciaal"):
        door = request.getfixturevalue(wie)
        instance = Landing.objects.filter(afspraak=vast).first()
        if wie in mogen:
            leg_vast(vast, door, lvvn, instance)
        else:
            with pytest.raises(PermissionDenied):
                leg_vast(vast, door, lvvn, instance)


def test_while_the_vraagstuk_goes_back_nothing_lands(landing, afspraak, provinciaal):
    """The editing table, VRA-8: progress and landing are of opvolging and after."""
    aanvaard(landing, provinciaal)
    zet_fase(afspraak.vraagstuk, Fase.OORDEELSVORMING)
    with geweigerd("fase_past_niet"):
        leg_vast(afspraak, provinciaal, provinciaal.organisatie, Landing.objects.get())
    with geweigerd("fase_past_niet"):
        meld(landing, provinciaal)


def test_a_concept_says_where_it_will_land_while_it_is_written(accounthouder, provinciaal):
    """AFS-5: the landing is part of what the tables read; not in beeldvorming."""
    concept = AfspraakFactory()
    leg_vast(concept, provinciaal, provinciaal.organisatie)
    zet_fase(concept.vraagstuk, Fase.BEELDVORMING)
    with geweigerd("fase_past_niet"):
        leg_vast(concept, provinciaal, provinciaal.organisatie, Landing.objects.get())


def test_its_owner_accepts_it(landing, afspraak, provinciaal):
    """AFS-6, VRA-9: the vraagstuk hears of the acceptance, and of nothing before that."""
    nu = aanvaard(landing, provinciaal)
    assert (nu.aanvaard_op, nu.aanvaard_door) == (OP, provinciaal)
    assert geldend(afspraak).get().kenmerk == str(afspraak.pk)
    aanvaard(landing, provinciaal)
    assert geldend(afspraak).count() == 1


def test_nobody_accepts_for_the_owner(landing, expert, staf, accounthouder, buitenstaander):
    """AFS-6: accepted by its owner only."""
    for wie in (expert, staf, accounthouder):
        with pytest.raises(PermissionDenied):
            aanvaard(landing, wie)
    with pytest.raises(Afspraak.DoesNotExist):
        aanvaard(landing, buitenstaander)


def test_the_owner_accepts_what_was_on_the_screen(landing, provinciaal, accounthouder):
    """AFS-6: a landing that changed meanwhile is read again first."""
    gezien = landing.versie
    leg_vast(landing.afspraak, accounthouder, provinciaal.organisatie, landing, plek_naam="Anders")
    with geweigerd("landing_gewijzigd"):
        aanvaard(landing, provinciaal, versie=gezien)


def test_a_change_asks_for_a_new_acceptance(landing, afspraak, provinciaal, accounthouder):
    """AFS-6, VRA-19: the feit is withdrawn and the vraagstuk is aan zet."""
    aanvaard(landing, provinciaal)
    vers = Landing.objects.get()
    nu = leg_vast(afspraak, accounthouder, provinciaal.organisatie, vers, plek_naam="Anders")
    assert (nu.aanvaard_op, nu.stand) == (None, "Nog niet aanvaard")
    assert not geldend(afspraak).exists()
    assert Feit.objects.get(soort="landing").ingetrokken_reden == "De landing is gewijzigd."
    aan_zet = Vraagstuk.objects.get(pk=afspraak.vraagstuk_id)
    assert aan_zet.aan_zet_organisatie is not None
    assert "geldt niet meer" in aan_zet.aan_zet_reden


def test_a_stale_form_is_refused(landing, afspraak, provinciaal, accounthouder):
    """409: the second editor loses nothing."""
    oud, ander = Landing.objects.get(), Landing.objects.get()
    leg_vast(afspraak, provinciaal, provinciaal.organisatie, oud, plek_naam="Eerst")
    with pytest.raises(Verouderd):
        leg_vast(
            afspraak, accounthouder, provinciaal.organisatie, ander, plek_naam="Later", versie=1
        )


def test_two_people_do_not_record_two_landings(landing, afspraak, provinciaal):
    """AFS-6: one landing per afspraak; the second gets the page of the first."""
    with pytest.raises(Verouderd):
        leg_vast(afspraak, provinciaal, provinciaal.organisatie)


def test_landed_with_proof_and_day(landing, provinciaal):
    """AFS-6: a reference and a date."""
    aanvaard(landing, provinciaal)
    nu = meld(landing, provinciaal)
    assert (nu.geland_op, nu.bewijs, nu.stand) == (OP, "Besluit PS 2027/118", "Geland")


def test_without_acceptance_nothing_lands(landing, provinciaal):
    """AFS-6: first accepted, later landed."""
    with geweigerd("landing_niet_aanvaard"):
        meld(landing, provinciaal)


def test_without_proof_nothing_lands(landing, provinciaal):
    """AFS-6: landed with proof, in the database too."""
    aanvaard(landing, provinciaal)
    with geweigerd("bewijs_ontbreekt"):
        meld(landing, provinciaal, bewijs="")
    with pytest.raises(IntegrityError, match="landing_geland"), transaction.atomic():
        Landing.objects.update(geland_op=OP)


def test_landing_is_not_in_the_future(landing, provinciaal):
    """AFS-6: what landed has landed."""
    aanvaard(landing, provinciaal)
    with geweigerd("geland_later"):
        meld(landing, provinciaal, geland_op=OP + datetime.timedelta(days=1))


def test_only_an_established_afspraak_lands(accounthouder, provinciaal, gelderland):
    """AFS-6: no landing of a concept."""
    landing = LandingFactory(
        afspraak=AfspraakFactory(), eigenaar_organisatie=gelderland.organisatie
    )
    aanvaard(landing, provinciaal)
    with geweigerd("niet_vastgesteld"):
        meld(landing, provinciaal)


def test_what_landed_stays(landing, afspraak, provinciaal):
    """AFS-6, ALG-2: no second proof and no other place."""
    aanvaard(landing, provinciaal)
    meld(landing, provinciaal)
    with geweigerd("al_geland"):
        meld(landing, provinciaal)
    with geweigerd("al_geland"):
        leg_vast(afspraak, provinciaal, provinciaal.organisatie, Landing.objects.get())


def test_saving_it_unchanged_asks_nothing_anew(landing, afspraak, provinciaal):
    """AFS-6, ALG-2: an acceptance is not lost by a button."""
    aanvaard(landing, provinciaal)
    nu = Landing.objects.get(pk=landing.pk)
    gelijk = {
        veld: getattr(nu, veld) for veld in ("plek_soort", "plek_naam", "eigenaar_functie")
    } | {"uiterlijk": f"{nu.uiterlijk:%d-%m-%Y}"}
    leg_vast(afspraak, provinciaal, nu.eigenaar_organisatie, instance=nu, **gelijk)
    assert Landing.objects.get(pk=landing.pk).aanvaard_op == OP
    assert geldend(afspraak).exists()


def test_a_landing_that_failed_is_accepted_anew(client, landing, afspraak, provinciaal, staf):
    """VRA-8, VRA-9, AFS-6: the reopening took back what the acceptance told; its owner finds it in
    Mijn werk and on the page, and accepts it as it is."""
    aanvaard(landing, provinciaal)
    client.force_login(provinciaal)
    assert b"Landing aanvaarden" not in client.get(afspraak.get_absolute_url()).content
    Vraagstuk.objects.update(doorloop=2)
    feiten.trek_landing_in(
        Vraagstuk.objects.get(), geldend(afspraak).get(), reden="Mislukt.", door=staf
    )
    assert list(landingen_te_aanvaarden(provinciaal)) == [landing]
    pagina = client.get(afspraak.get_absolute_url()).content
    assert b"Landing aanvaarden" in pagina
    assert b"Mislukt: het vraagstuk is daarom heropend" in pagina
    aanvaard(landing, provinciaal)
    assert geldend(afspraak).get().doorloop == 2
    assert not landingen_te_aanvaarden(provinciaal)


def test_what_was_teruggelegd_reads_so_until_it_landed(landing, afspraak, provinciaal):
    """VRA-9: with proof it is geland."""
    aanvaard(landing, provinciaal)
    zet_fase(afspraak.vraagstuk, Fase.TERUGGELEGD)
    assert Landing.objects.get().stand_nu == "Teruggelegd, nog niet geland"
    meld(landing, provinciaal)
    assert Landing.objects.get().stand_nu == "Geland"
