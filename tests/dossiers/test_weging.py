"""Weighing a richting: score and motivation per principle, and two who weigh at once."""

import pytest

from dossiers.models import Fase, Oplossingsrichting, Tekstwijziging, Weging
from tests.dossiers.factories import FeitFactory, RichtingFactory, VraagstukFactory, WegingFactory
from tests.dossiers.paginas import als, fouten, tekst


def weeg(user, richting, **cellen):
    return als(user).post(f"/richtingen/{richting.pk}/weging/", cellen)


@pytest.fixture
def gewogen(vraagstuk):
    """A richting with two cells filled in."""
    richting = RichtingFactory(vraagstuk=vraagstuk)
    for principe in ("meervoudig", "afwentelen"):
        WegingFactory(richting=richting, principe=principe, motivatie=f"Eerst {principe}.")
    return richting


def als_gelezen(richting):
    """What a form that is open now holds."""
    cellen = {f"score_{w.principe}": w.score for w in richting.wegingen.all()}
    cellen |= {f"motivatie_{w.principe}": w.motivatie for w in richting.wegingen.all()}
    return {"versie": richting.versie, **cellen}


def test_a_stale_weging_never_puts_a_cell_back(provinciaal, accounthouder, gewogen):
    """VRA-16: both open the matrix; the second hears of the first and keeps the text (409)."""
    open_formulier = als_gelezen(gewogen)
    eerste = {**open_formulier, "score_meervoudig": 2, "motivatie_meervoudig": "Van de provincie."}
    assert weeg(provinciaal, gewogen, **eerste).status_code == 302
    tweede = {**open_formulier, "score_afwentelen": -1, "motivatie_afwentelen": "Van het Rijk."}
    response = weeg(accounthouder, gewogen, **tweede)
    assert response.status_code == 409
    inhoud = response.content.decode()
    assert str(provinciaal) in inhoud
    assert "Van het Rijk." in inhoud
    motivaties = set(Weging.objects.values_list("motivatie", flat=True))
    assert motivaties == {"Van de provincie.", "Eerst afwentelen."}


def test_a_weging_also_ends_the_form_of_the_richting(accounthouder, provinciaal, gewogen):
    """VRA-16: text and matrix of one richting have one versie."""
    cellen = als_gelezen(gewogen) | {"score_meervoudig": 0}
    assert weeg(accounthouder, gewogen, **cellen).status_code == 302
    data = {"versie": 1, "titel": "Anders"}
    assert als(provinciaal).post(f"/richtingen/{gewogen.pk}/", data).status_code == 409


def test_a_richting_is_added_changed_and_weighed(provinciaal, vraagstuk):
    """VRA-12: three principles, score and motivation per cell, in a matrix."""
    client = als(provinciaal)
    assert fouten(
        client.post(f"/vraagstukken/{vraagstuk.pk}/richtingen/nieuw/", {"versie": 1})
    ) == ["Dit is nog leeg: titel. Vul het in of maak een keuze."]
    client.post(
        f"/vraagstukken/{vraagstuk.pk}/richtingen/nieuw/", {"versie": 1, "titel": "Hoger bouwen"}
    )
    richting = Oplossingsrichting.objects.get()
    client.post(f"/richtingen/{richting.pk}/", {"versie": richting.versie, "titel": "Hoog bouwen"})
    client.post(
        f"/richtingen/{richting.pk}/weging/",
        {"versie": richting.versie + 1}
        | {
            f"{deel}_{principe}": waarde
            for principe in Weging.Principe.values
            for deel, waarde in (("score", "2"), ("motivatie", f"Sterk op {principe}."))
        },
    )
    assert Weging.objects.filter(richting=richting, score=2).count() == 3
    inhoud = tekst(client.get(f"/vraagstukken/{vraagstuk.pk}/richtingen/"))
    for deel in ("1. Hoog bouwen", "Sterk op afwentelen.", "+ + (veel beter)"):
        assert deel in inhoud


def test_a_score_needs_a_motivation_and_the_reverse(provinciaal, vraagstuk):
    """VRA-12: each refused at its own cell; nothing is half saved."""
    richting = RichtingFactory(vraagstuk=vraagstuk)
    response = als(provinciaal).post(
        f"/richtingen/{richting.pk}/weging/",
        {"versie": 1, "score_meervoudig": "1", "motivatie_afwentelen": "Niets wordt afgewenteld."},
    )
    assert response.context["form"].errors == {
        "motivatie_meervoudig": ["De motivatie is leeg. Schrijf waarom u deze score geeft."],
        "score_afwentelen": ["Er is geen score bij deze motivatie. Kies een score."],
    }
    assert not Weging.objects.exists()


def test_after_sending_a_richting_is_nagezonden(accounthouder, gelderland):
    """Table "Editing per phase": frozen at sending; else with a reason."""
    v = VraagstukFactory(fase=Fase.BESLUITVORMING, lead_provincie=gelderland)
    richting = RichtingFactory(vraagstuk=v)
    FeitFactory(vraagstuk=v, soort="op_verzonden_agenda", label="BOL Oost")
    data = {"versie": 1, "score_meervoudig": "1", "motivatie_meervoudig": "Nieuw inzicht."}
    response = als(accounthouder).post(f"/richtingen/{richting.pk}/weging/", data)
    assert fouten(response) == [
        "De stukken liggen al voor een besluit. Schrijf waarom u de tekst nu nog wijzigt."
    ]
    data["reden"] = "Het onderzoek kwam later."
    als(accounthouder).post(f"/richtingen/{richting.pk}/weging/", data)
    assert {w.soort for w in Tekstwijziging.objects.all()} == {"nagezonden"}
