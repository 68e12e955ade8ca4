"""Which besluit counts, what an akkoord is about, and days and owners that fit (ARR-1, AFS-5)."""

import pytest
from django.urls import reverse

from arrangementen.models import Afspraak, Landing
from arrangementen.regels import AFSTEMMEN, dagen_passen_bij_het_jaar
from arrangementen.services import acties, status
from arrangementen.services.afspraken import maak_volgende_versie
from dossiers.models import Fase, Vraagstuk
from governance.gremia import Gremium
from monitoring.querysets import te_bevragen
from monitoring.werkvragen_tafels import landingen_te_aanvaarden
from novex.criteria import tekorten
from tests.arrangementen.edities import OP, Proef
from tests.arrangementen.factories import (
    DATUM,
    AfspraakFactory,
    GeldregelFactory,
    LandingFactory,
    besluit_voor,
    bol_ronde,
    zet_fase,
    zet_status,
)
from tests.arrangementen.test_editie_eerder import van_toen
from tests.arrangementen.test_landing import aanvaard, leg_vast, meld
from tests.dossiers.factories import FeitFactory
from tests.dossiers.paginas import als, pagina, post
from tests.weigeringen import geweigerd


@pytest.fixture
def proef(db):
    return Proef()


def test_what_went_on_to_the_bol_is_decided_there(staf, accounthouder, gelderland):
    """OVL-1, AFS-5, BOL-1: the besluit of a DO before it does not pass the line of the BOL."""
    afspraak = AfspraakFactory(afgestemd=True)
    LandingFactory(afspraak=afspraak)
    in_do = besluit_voor(afspraak.vraagstuk, gremium=Gremium.DO)
    assert [b.uitkomst for b in Afspraak.objects.get().besluiten] == [in_do]
    van_bol = besluit_voor(afspraak.vraagstuk)
    assert [b.uitkomst for b in Afspraak.objects.get().besluiten] == [van_bol]
    adres = reverse("arrangementen:afspraak-vaststellen", args=[afspraak.pk])
    als(staf).post(adres, {"uitkomst": in_do.pk, "motivatie": "Zo besloten."})
    assert Afspraak.objects.get().status == "afgestemd"
    with geweigerd("bol_regel_ontbreekt"):
        status.voer_stap_uit(
            pk=afspraak.pk, naam="vaststellen", door=staf, motivatie="x", op=OP, uitkomst=van_bol
        )


# What both sides agreed on


def test_an_amount_and_a_landing_have_a_consent_of_their_own(proef):
    """ARR-1, AFS-6, AFS-7: what vaststellen asks of others does not undo both akkoorden."""
    proef.begin()
    proef.neem_op()
    afspraak = AfspraakFactory(vraagstuk=proef.vraagstuk, afgestemd=True)
    geld = GeldregelFactory(afspraak=afspraak, verantwoordelijke=proef.staf.organisatie)
    proef.neem_afspraak_op(afspraak)
    proef.akkoord(proef.staf)
    proef.akkoord(proef.provinciaal)
    eerst = proef.som()
    besluit_voor(proef.vraagstuk)
    proef.bol_besluit()
    proef.bevries_lijst()
    with geweigerd("geld_niet_bevestigd", "landing_ontbreekt"):
        proef.stap("stel_vast")
    acties.bevestig_geld(pk=geld.pk, door=proef.staf, versie=geld.versie)
    leg_vast(Afspraak.objects.get(pk=afspraak.pk), proef.provinciaal, proef.provincie.organisatie)
    assert proef.som() == eerst
    assert proef.stap("stel_vast").status == "vastgesteld"


def test_what_became_of_an_earlier_afspraak_is_not_agreed_on(proef):
    """ARR-1, ARR-3: told in the edition, and no reason to ask both sides and the BOL anew."""
    van_toen(proef, "Loopt nog")
    oud = Afspraak.objects.get(titel="Loopt nog")
    LandingFactory(
        afspraak=oud,
        eigenaar_organisatie=proef.provincie.organisatie,
        aanvaard_op=OP,
        aanvaard_door=proef.staf,
    )
    proef.besloten()
    acties.meld_geland(
        afspraak_pk=oud.pk, door=proef.provinciaal, geland_op=OP, bewijs="PS 12", op=OP
    )
    assert proef.stap("stel_vast").status == "vastgesteld"


def test_the_text_of_an_afspraak_still_is(proef):
    """ARR-1, AFS-9: the rest of what stands there is what they agreed on."""
    proef.afgestemd()
    eerst = proef.som()
    Afspraak.objects.filter(pk=proef.afspraken[0].pk).update(resultaat="Iets anders")
    assert proef.som() != eerst


# Landing


def test_a_landing_that_was_proved_can_fail_as_well(accounthouder, provinciaal, staf, gelderland):
    """VRA-8, VRA-9, AFS-6: reopened, its owner accepts anew and it has to land anew."""
    afspraak = AfspraakFactory(vastgesteld=True)
    landing = LandingFactory(afspraak=afspraak, eigenaar_organisatie=gelderland.organisatie)
    aanvaard(landing, provinciaal)
    FeitFactory(
        vraagstuk=afspraak.vraagstuk, soort="afspraak", kenmerk=str(afspraak.pk), label="Afspraak"
    )
    zet_fase(afspraak.vraagstuk, Fase.TERUGGELEGD)
    meld(landing, provinciaal)
    vraagstuk = Vraagstuk.objects.get()
    form = pagina(accounthouder, vraagstuk, "overgang/heropen_landing/").context["form"]
    keuze = form.fields["betreft"].queryset.get()
    motivatie = "De rechter vernietigde het."
    post(
        accounthouder, vraagstuk, "overgang/heropen_landing/", betreft=keuze.pk, motivatie=motivatie
    )
    nu = Landing.objects.get()
    assert nu.stand_nu == "Mislukt: het vraagstuk is daarom heropend"
    assert list(landingen_te_aanvaarden(provinciaal)) == [nu]
    aanvaard(landing, provinciaal)
    nu = Landing.objects.get()
    assert (nu.stand_nu, nu.geland_op, nu.bewijs) == ("Aanvaard, nog niet geland", None, "")
    assert Vraagstuk.objects.get().feiten.van("landing").count() == 1
    assert te_bevragen().filter(pk=afspraak.pk).exists()
    assert Landing.history.filter(bewijs="Besluit PS 2027/118").exists()


def test_who_must_accept_a_landing_sees_the_afspraak(
    accounthouder, provinciaal, gelderland, drenthe, lvvn
):
    """AFS-6, ZIC-3: not a provincie that it does not concern."""
    afspraak = AfspraakFactory(vraagstuk__lead_provincie=gelderland)
    with geweigerd("eigenaar_ziet_niet"):
        leg_vast(afspraak, accounthouder, drenthe.organisatie)
    for eigenaar in (gelderland.organisatie, lvvn):
        Landing.objects.all().delete()
        assert leg_vast(afspraak, accounthouder, eigenaar).eigenaar_organisatie == eigenaar


# Stale forms, days and lists


def test_a_withdrawal_that_was_read_earlier_does_not_end_what_was_established(staf, gelderland):
    """AFS-9, ALG-2: it was about another status."""
    afspraak = AfspraakFactory(afgestemd=True)
    client = als(staf)
    adres = reverse("arrangementen:afspraak-vervallen", args=[afspraak.pk])
    stand = client.get(adres).context["form"]["stand"].value()
    zet_status(
        afspraak, "vastgesteld", uitkomst=besluit_voor(afspraak.vraagstuk), vastgesteld_op=DATUM
    )
    antwoord = client.post(adres, {"motivatie": "Dit wordt geen afspraak.", "stand": stand})
    assert antwoord.status_code == 200
    assert Afspraak.objects.get().status == "vastgesteld"
    nu = client.get(adres).context["form"]["stand"].value()
    client.post(adres, {"motivatie": "Gedaan.", "stand": nu})
    assert Afspraak.objects.get().status == "vervallen"


def test_an_end_is_about_the_text_that_was_read(staf, gelderland):
    """AFS-9: who ends it reads what a colleague wrote meanwhile, and then goes on."""
    afspraak = AfspraakFactory()
    client = als(staf)
    adres = reverse("arrangementen:afspraak-vervallen", args=[afspraak.pk])
    form = client.get(adres).context["form"]
    velden = {"motivatie": "Te vaag.", **{n: form[n].value() for n in ("stand", "versie")}}
    Afspraak.objects.filter(pk=afspraak.pk).update(tekst="Heel anders.", versie=9)
    antwoord = client.post(adres, velden)
    assert "De afspraak is gewijzigd terwijl u dit schreef." in antwoord.text
    assert Afspraak.objects.get().status == "concept"
    velden["versie"] = antwoord.context["form"]["versie"].value()
    client.post(adres, velden)
    assert Afspraak.objects.get().status == "vervallen"


def test_a_new_version_does_not_take_days_of_before_its_year(accounthouder, staf, gelderland):
    """AFS-3, AFS-4, AFS-9: asked before it is agreed on."""
    oud = AfspraakFactory(vastgesteld=True)
    nieuw = maak_volgende_versie(pk=oud.pk, door=accounthouder, reden="Vervolg.", jaar=2029)
    codes = {tekort.code for tekort in tekorten(nieuw, [dagen_passen_bij_het_jaar])}
    assert codes == {"actie_voor_het_jaar", "termijn_voor_het_jaar"}
    assert dagen_passen_bij_het_jaar in AFSTEMMEN
    assert tekorten(oud, [dagen_passen_bij_het_jaar]) == []


def test_a_list_whose_kamerbrief_was_sent_takes_no_line(proef, staf):
    """BOL-1, BOL-2: it could never be frozen again."""
    proef.besloten()
    afspraak = AfspraakFactory(vraagstuk=proef.vraagstuk, afgestemd=True)
    adres = reverse("arrangementen:afspraak-op-lijst", args=[afspraak.pk])

    def rondes():
        return list(als(staf).get(adres).context["form"].fields["ronde"].queryset)

    assert rondes() == [bol_ronde(2027)]
    proef.kamerbrief()
    assert rondes() == []
