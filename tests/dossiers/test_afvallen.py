"""A richting that drops out stays readable, and counts no more (VRA-12, ALG-2)."""

import pytest

from dossiers.models import Aanpak, Fase, Oplossingsrichting, Tekstwijziging
from dossiers.regels import heeft_gewogen_richtingen
from dossiers.services import aanpak
from governance.models import Overleg
from governance.querysets import kandidaten
from novex.criteria import tekorten
from tests.dossiers.factories import AanpakFactory, RichtingFactory, in_fase
from tests.dossiers.paginas import als, fouten, tekst
from tests.governance.factories import OverlegFactory
from tests.weigeringen import geweigerd

REDEN = "De grond is al verkocht."


@pytest.fixture
def vraagstuk(gelderland):
    vraagstuk = in_fase(Fase.OORDEELSVORMING)
    RichtingFactory.create_batch(2, vraagstuk=vraagstuk, gewogen=True)
    RichtingFactory(vraagstuk=vraagstuk, titel="Uitplaatsen")
    return vraagstuk


@pytest.fixture
def richting(vraagstuk):
    return Oplossingsrichting.objects.get(titel="Uitplaatsen")


def laat_afvallen(richting, door, reden=REDEN, terug_omdat=""):
    return aanpak.wijzig_richting(
        pk=richting.pk,
        versie=richting.versie,
        velden={"afgevallen_reden": reden},
        door=door,
        reden=terug_omdat,
    )


def test_what_dropped_out_needs_no_weighing_and_counts_no_more(
    vraagstuk, richting, accounthouder, provinciaal
):
    """VRA-5, VRA-12: the other two go on; below two it is asked again; it can come back."""

    def codes():
        nu = type(vraagstuk).objects.get(pk=vraagstuk.pk)
        return [tekort.code for tekort in tekorten(nu, [heeft_gewogen_richtingen])]

    assert codes() == ["weging_ontbreekt"]
    laat_afvallen(richting, accounthouder)
    assert codes() == []
    laat_afvallen(vraagstuk.richtingen.first(), provinciaal)
    assert codes() == ["te_weinig_richtingen"]
    richting.refresh_from_db()
    laat_afvallen(richting, provinciaal, "", terug_omdat="De koop ging niet door.")
    assert codes() == ["weging_ontbreekt"]


def test_the_table_asks_the_same(vraagstuk, richting, staf, accounthouder):
    """VRA-5: what a candidate for an agenda lacks says the same as its own criteria."""
    overleg = Overleg.objects.get(pk=OverlegFactory().pk)

    def mist():
        [rij] = kandidaten(staf, overleg)
        return rij.aantal_richtingen, rij.ongewogen

    assert mist() == (3, ["Uitplaatsen"])
    laat_afvallen(richting, accounthouder)
    assert mist() == (2, [])


def test_the_preferred_one_does_not_drop_out(vraagstuk, richting, accounthouder):
    """VRA-12: first another preference; and what dropped out is no preference."""
    rij = AanpakFactory(vraagstuk=vraagstuk, voorkeursrichting=richting, voorkeur_reden="Past.")
    with geweigerd("voorkeur_valt_niet_af"):
        laat_afvallen(richting, accounthouder)
    ander = vraagstuk.richtingen.first()
    kies = {"pk": vraagstuk.pk, "door": accounthouder}
    aanpak.wijzig_aanpak(**kies, versie=rij.versie, velden={"voorkeursrichting": ander})
    afgevallen = laat_afvallen(richting, accounthouder)
    with geweigerd("richting_is_afgevallen"):
        aanpak.wijzig_aanpak(
            **kies,
            versie=Aanpak.objects.get().versie,
            velden={"voorkeursrichting": afgevallen},
        )


def test_both_sides_read_why_and_it_is_not_one_sided(
    vraagstuk, richting, accounthouder, provinciaal
):
    """ALG-2, VRA-16: a change like any other, which the other side answers."""
    client = als(accounthouder)
    adres = f"/richtingen/{richting.pk}/"
    assert "Valt deze richting af? Schrijf waarom." in tekst(client.get(adres))
    velden = {"titel": richting.titel, "versie": richting.versie, "afgevallen_reden": REDEN}
    assert client.post(adres, velden).status_code == 302
    wijziging = Tekstwijziging.objects.get()
    assert (wijziging.nieuw, wijziging.kant) == (REDEN, "rijk")
    pagina = tekst(als(provinciaal).get(f"/vraagstukken/{vraagstuk.pk}/richtingen/"))
    assert f"Afgevallen {REDEN}" in pagina
    assert pagina.count("Wegen van") == 2
    keuze = als(provinciaal).get(f"/vraagstukken/{vraagstuk.pk}/voorkeur/").context["form"]
    assert richting not in keuze.fields["voorkeursrichting"].queryset
    assert (
        "Uitplaatsen"
        not in tekst(als(provinciaal).get(vraagstuk.get_absolute_url())).split("Route")[0]
    )


def test_the_refusal_stands_at_its_field(vraagstuk, richting, provinciaal):
    """ALG-1: what was typed is not lost."""
    AanpakFactory(vraagstuk=vraagstuk, voorkeursrichting=richting, voorkeur_reden="Past.")
    velden = {"titel": "Anders", "versie": richting.versie, "afgevallen_reden": REDEN}
    antwoord = als(provinciaal).post(f"/richtingen/{richting.pk}/", velden)
    assert fouten(antwoord) == [
        "Dit is de voorkeursrichting. Kies eerst een andere voorkeur, of geen."
    ]
    assert REDEN in antwoord.text


def test_its_weighing_stays_and_is_not_changed(vraagstuk, accounthouder):
    """VRA-12, ALG-2: readable in the matrix; weighed again when it is back."""
    richting = vraagstuk.richtingen.first()
    laat_afvallen(richting, accounthouder)
    pagina = tekst(als(accounthouder).get(f"/vraagstukken/{vraagstuk.pk}/richtingen/"))
    assert pagina.count("Combineert wonen en bergen.") == 6
    nu = Oplossingsrichting.objects.get(pk=richting.pk)
    with geweigerd("richting_is_afgevallen"):
        aanpak.weeg(
            pk=nu.pk, versie=nu.versie, cellen={"meervoudig": (1, "Anders.")}, door=accounthouder
        )


def test_what_comes_back_says_why(vraagstuk, richting, accounthouder, provinciaal):
    """ALG-2, VRA-12: a return has a reason that both sides read; another change asks for none."""
    form = als(provinciaal).get(f"/richtingen/{richting.pk}/").context["form"]
    assert "reden" not in form.fields
    afgevallen = laat_afvallen(richting, accounthouder)
    url, velden = f"/richtingen/{richting.pk}/", {"titel": "Uitplaatsen"}
    terug = velden | {"versie": afgevallen.versie, "afgevallen_reden": " "}
    response = als(provinciaal).post(url, terug)
    assert fouten(response) == ["Deze richting viel af. Schrijf waarom zij weer meedoet."]
    assert Oplossingsrichting.objects.get(pk=richting.pk).is_afgevallen
    weg = terug | {"afgevallen_reden": REDEN, "titel": "Verplaatsen"}
    assert als(provinciaal).post(url, weg).status_code == 302
    terug |= {"versie": afgevallen.versie + 1, "reden": "De koop ging niet door."}
    assert als(provinciaal).post(url, terug).status_code == 302
    assert not Oplossingsrichting.objects.get(pk=richting.pk).is_afgevallen
    teksten = tekst(als(accounthouder).get(f"/vraagstukken/{vraagstuk.pk}/teksten/"))
    assert "De koop ging niet door." in teksten
