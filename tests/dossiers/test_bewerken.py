"""Editing a dossier through its pages: shared text, matrix, notities, stale and double forms."""

import io
import uuid

import pytest
from pypdf import PdfReader

from dossiers.models import (
    Aanpak,
    Fase,
    Notitie,
    Tekstreactie,
    Tekstwijziging,
    Vraagstuk,
)
from novex.zichtbaarheid import Zichtbaarheid
from tests.dossiers.factories import (
    AanpakFactory,
    NotitieFactory,
    RichtingFactory,
    TekstreactieFactory,
    TekstwijzigingFactory,
    VraagstukFactory,
)
from tests.dossiers.paginas import als, berichten, fouten, tekst


@pytest.fixture
def vraagstuk(gelderland):
    return VraagstukFactory(lead_provincie=gelderland, dilemmas="Bouwen of bergen.")


def url(vraagstuk, pad):
    return f"/vraagstukken/{vraagstuk.pk}/{pad}/"


def basis(vraagstuk, **anders):
    return {
        "versie": vraagstuk.versie,
        "titel": vraagstuk.titel,
        "provincies": [p.pk for p in vraagstuk.provincies.all()],
        "lead_provincie": vraagstuk.lead_provincie_id,
        **anders,
    }


def beeld(vraagstuk, **anders):
    return {"versie": vraagstuk.versie, "dilemmas": vraagstuk.dilemmas, **anders}


# Shared text (VRA-16)


def test_a_change_by_one_side_waits_for_the_other(provinciaal, accounthouder, vraagstuk):
    """VRA-16: author, date and word diff; gezien by the other side."""
    als(provinciaal).post(url(vraagstuk, "beeld"), beeld(vraagstuk, dilemmas="Bouwen en bergen."))
    wijziging = Tekstwijziging.objects.get(veld="dilemmas")
    response = als(accounthouder).get(url(vraagstuk, "teksten"))
    inhoud = response.content.decode()
    assert "<del>" in inhoud
    assert "<ins>" in inhoud
    assert f"/teksten/{wijziging.pk}/reageren/" in inhoud
    assert f"/teksten/{wijziging.pk}/reageren/" not in (
        als(provinciaal).get(url(vraagstuk, "teksten")).content.decode()
    )
    als(accounthouder).post(f"/teksten/{wijziging.pk}/reageren/", {"soort": "gezien"})
    assert wijziging.reacties.get().soort == Tekstreactie.Soort.GEZIEN


def test_a_bezwaar_says_why_and_blocks_until_answered(provinciaal, accounthouder, vraagstuk):
    """VRA-16, VRA-4: shown on the dossier with the way to answer it."""
    wijziging = TekstwijzigingFactory(vraagstuk=vraagstuk, door=accounthouder)
    reageren = f"/teksten/{wijziging.pk}/reageren/"
    response = als(provinciaal).post(reageren, {"soort": "bezwaar"})
    assert fouten(response) == ["De toelichting is leeg. Schrijf waarom u bezwaar heeft."]
    als(provinciaal).post(reageren, {"soort": "bezwaar", "toelichting": "Zo spraken wij niet af."})
    assert "Er is bezwaar tegen een tekst" in tekst(
        als(accounthouder).get(vraagstuk.get_absolute_url())
    )
    antwoorden = f"/bezwaren/{Tekstreactie.objects.get().pk}/beantwoorden/"
    assert antwoorden in als(accounthouder).get(url(vraagstuk, "teksten")).content.decode()
    assert antwoorden not in als(provinciaal).get(url(vraagstuk, "teksten")).content.decode()
    assert fouten(als(accounthouder).post(antwoorden, {"antwoord": ""})) == [
        "Het antwoord is leeg. Schrijf wat u met het bezwaar doet."
    ]
    als(accounthouder).post(antwoorden, {"antwoord": "Wij zetten het terug."})
    inhoud = tekst(als(provinciaal).get(url(vraagstuk, "teksten")))
    assert "Wij zetten het terug." in inhoud
    assert not Tekstreactie.objects.open_bezwaren().exists()


def test_the_own_side_does_not_react_to_itself(accounthouder, vraagstuk):
    """VRA-16: 403 with who does."""
    wijziging = TekstwijzigingFactory(vraagstuk=vraagstuk, door=accounthouder)
    response = als(accounthouder).post(f"/teksten/{wijziging.pk}/reageren/", {"soort": "gezien"})
    assert response.status_code == 403


def test_changes_of_an_invisible_vraagstuk_are_404(buitenstaander, vraagstuk):
    """ZIC-3: change and bezwaar have addresses of their own."""
    reactie = TekstreactieFactory(wijziging__vraagstuk=vraagstuk)
    client = als(buitenstaander)
    assert client.get(f"/teksten/{reactie.wijziging_id}/reageren/").status_code == 404
    assert client.get(f"/bezwaren/{reactie.pk}/beantwoorden/").status_code == 404
    richting = RichtingFactory(vraagstuk=vraagstuk)
    for pad in ("", "weging/"):
        assert client.get(f"/richtingen/{richting.pk}/{pad}").status_code == 404


def test_two_editors_never_overwrite_each_other(provinciaal, accounthouder, vraagstuk, lvvn):
    """VRA-16: the second gets 409, reads who was first, and keeps the text and the choices."""
    als(provinciaal).post(url(vraagstuk, "beeld"), beeld(vraagstuk, dilemmas="Van de provincie."))
    response = als(accounthouder).post(
        url(vraagstuk, "beeld"),
        beeld(vraagstuk, dilemmas="Van het Rijk.", organisaties=[lvvn.pk]),
    )
    assert response.status_code == 409
    inhoud = response.content.decode()
    assert "Van het Rijk." in inhoud
    assert "LVVN" in tekst(response)
    assert str(provinciaal) in inhoud
    assert Vraagstuk.objects.get().dilemmas == "Van de provincie."


def test_a_double_click_makes_one(provinciaal, vraagstuk):
    """The second POST with the same key gets the answer of the first."""
    data = {
        "tekst": "Let op.",
        "zichtbaarheid": "eigen_organisatie",
        "formuliersleutel": str(uuid.uuid4()),
    }
    client = als(provinciaal)
    for _ in range(2):
        response = client.post(url(vraagstuk, "notities/nieuw"), data)
        assert response.status_code == 302
    assert Notitie.objects.count() == 1


def test_the_basis_holds_the_keuzes_for_the_triage(accounthouder, vraagstuk):
    """VRA-1, TRI-4: emptied keuzes are really emptied, and nobody leads that does not take part."""
    als(accounthouder).post(url(vraagstuk, "wijzigen"), basis(vraagstuk, titel="Nieuwe titel"))
    vraagstuk = Vraagstuk.objects.get()
    assert vraagstuk.titel == "Nieuwe titel"
    assert not vraagstuk.keuzes.exists()
    assert Tekstwijziging.objects.filter(veld="titel").exists()


def test_the_leading_provincie_takes_part(accounthouder, vraagstuk, drenthe):
    """VRA-1: refused at the field."""
    response = als(accounthouder).post(
        url(vraagstuk, "wijzigen"), basis(vraagstuk, lead_provincie=drenthe.pk)
    )
    assert response.context["form"].errors == {
        "lead_provincie": ["Deze provincie doet niet mee. Kies een van de betrokken provincies."]
    }


def test_nobody_edits_out_of_own_sight(provinciaal, vraagstuk, drenthe):
    """ZIC-3: a provincie cannot write itself out."""
    response = als(provinciaal).post(
        url(vraagstuk, "wijzigen"),
        basis(vraagstuk, provincies=[drenthe.pk], lead_provincie=drenthe.pk),
    )
    assert fouten(response) == [
        "Met deze wijziging ziet u dit zelf niet meer. Laat uw eigen provincie staan."
    ]
    assert vraagstuk.provincies.get() != drenthe


@pytest.mark.parametrize(
    ("wie", "status"),
    [("expert", 200), ("expert_ienw", 403), ("accounthouder", 200), ("accounthouder_elders", 200)],
)
def test_a_concept_is_written_by_its_own_organisatie_and_vro(
    request, gelderland, drenthe, lvvn, wie, status
):
    """VRA-0: another department reads it, and waits until it is open."""
    concept = VraagstukFactory(concept=True, organisatie=lvvn, lead_provincie=gelderland)
    client = als(request.getfixturevalue(wie))
    wijzigen = url(concept, "wijzigen")
    assert client.get(wijzigen).status_code == status
    data = basis(concept, titel="Anders", herkomst="signaal")
    assert client.post(wijzigen, data).status_code == (302 if status == 200 else 403)
    dossier = client.get(concept.get_absolute_url())
    assert dossier.status_code == 200
    assert (wijzigen in dossier.content.decode()) == (status == 200)


def test_a_concept_of_a_provincie_is_not_written_by_another(gelderland, drenthe, buitenstaander):
    """VRA-0: also not where both are concerned."""
    concept = VraagstukFactory(
        concept=True, organisatie=gelderland.organisatie, provincies=[gelderland, drenthe]
    )
    client = als(buitenstaander)
    assert client.get(concept.get_absolute_url()).status_code == 200
    assert client.get(url(concept, "wijzigen")).status_code == 403


def test_opening_fields_are_asked_in_concept_only(accounthouder, vraagstuk):
    """VRA-0, ALG-1: afterwards they are history."""
    concept = VraagstukFactory(concept=True)
    assert (
        'name="lichte_triage"' in als(accounthouder).get(url(concept, "wijzigen")).content.decode()
    )
    assert 'name="lichte_triage"' not in (
        als(accounthouder).get(url(vraagstuk, "wijzigen")).content.decode()
    )


def test_priority_and_planning_are_of_the_accounthouder(accounthouder, provinciaal, vraagstuk):
    """Table "Editing per phase": a provincie gets 403."""
    data = {"versie": 1, "prioriteit": "laag", "planning": "DO najaar"}
    assert als(provinciaal).post(url(vraagstuk, "planning"), data).status_code == 403
    als(accounthouder).post(url(vraagstuk, "planning"), data)
    vraagstuk = Vraagstuk.objects.get()
    assert (vraagstuk.prioriteit, vraagstuk.planning) == ("laag", "DO najaar")


def test_a_late_change_is_an_erratum_with_a_reason(accounthouder, gelderland):
    """Table "Editing per phase": in besluitvorming beeld changes by erratum only."""
    v = VraagstukFactory(fase=Fase.BESLUITVORMING, lead_provincie=gelderland)
    data = beeld(v, dilemmas="Toch anders.")
    response = als(accounthouder).post(url(v, "beeld"), data)
    assert fouten(response) == [
        "De stukken liggen al voor een besluit. Schrijf waarom u de tekst nu nog wijzigt."
    ]
    als(accounthouder).post(url(v, "beeld"), data | {"reden": "De kaart was fout."})
    wijziging = Tekstwijziging.objects.get(veld="dilemmas")
    assert (wijziging.soort, wijziging.reden) == ("erratum", "De kaart was fout.")


@pytest.mark.parametrize("pad", ["wijzigen", "beeld", "planning", "aanpak", "richtingen/nieuw"])
def test_what_is_frozen_says_so_on_the_dossier(accounthouder, gelderland, pad):
    """Table "Editing per phase": in opvolging no form, but a sentence that helps."""
    v = VraagstukFactory(fase=Fase.OPVOLGING, lead_provincie=gelderland)
    response = als(accounthouder).get(url(v, pad), follow=True)
    assert berichten(response) == [
        "In de opvolging ligt dit vast. Keer terug naar een eerdere fase om het te wijzigen."
    ]
    assert "Beeld wijzigen" not in tekst(response)


# Aanpak, richtingen, weging (VRA-11, VRA-12)


def test_the_aanpak_is_short_and_asks_for_the_bestuurlijke_keuze(accounthouder, vraagstuk):
    """VRA-11: the lengths are those of one A5; "nee" is not "not yet decided"."""
    client, adres = als(accounthouder), url(vraagstuk, "aanpak")
    response = client.post(adres, {"versie": 1, "aanpak": "x" * 601})
    assert fouten(response) == ["Deze tekst is te lang. Gebruik hooguit 600 tekens."]
    client.post(adres, {"versie": 1, "aanpak": "Samen ontwerpen."})
    assert Aanpak.objects.get().bestuurlijke_keuze_nodig is None
    versie = Aanpak.objects.get().versie
    client.post(adres, {"versie": versie, "bestuurlijke_keuze_nodig": "False"})
    assert Aanpak.objects.get().bestuurlijke_keuze_nodig is False
    assert client.post(adres, {"versie": versie, "aanpak": "Te laat."}).status_code == 409


@pytest.mark.parametrize("letters", ["W", "WW ", "a\n"])
def test_the_longest_aanpak_prints_on_one_a5(accounthouder, gelderland, letters):
    """VRA-11: at maximum length, whatever was typed."""

    def vol(model, veld):
        lengte = model._meta.get_field(veld).max_length
        return (letters * lengte)[: lengte - 1] + "X"

    vraagstuk = VraagstukFactory(lead_provincie=gelderland, titel=vol(Vraagstuk, "titel"))
    velden = (
        "aanpak",
        "tempo",
        "fasering",
        "rolverdeling",
        "benodigde_besluitvorming",
        "monitoring_wijze",
    )
    AanpakFactory(vraagstuk=vraagstuk, **{veld: vol(Aanpak, veld) for veld in velden})
    response = als(accounthouder).get(url(vraagstuk, "aanpak/afdruk"))
    pdf = PdfReader(io.BytesIO(response.content))
    assert len(pdf.pages) == 1
    assert round(float(pdf.pages[0].mediabox.width)) == 420  # points: 148 mm


def test_the_preference_is_one_of_its_own_richtingen(accounthouder, vraagstuk):
    """VRA-12: another vraagstuk's richting cannot be chosen."""
    eigen, ander = RichtingFactory(vraagstuk=vraagstuk), RichtingFactory()
    AanpakFactory(vraagstuk=vraagstuk)
    data = {"versie": 1, "voorkeursrichting": ander.pk, "voorkeur_reden": "Past het best."}
    response = als(accounthouder).post(url(vraagstuk, "voorkeur"), data)
    assert fouten(response) == ["Deze keuze kan niet bij voorkeursrichting. Kies uit de lijst."]
    als(accounthouder).post(url(vraagstuk, "voorkeur"), data | {"voorkeursrichting": eigen.pk})
    assert Aanpak.objects.get(vraagstuk=vraagstuk).voorkeursrichting == eigen
    assert "Voorkeur" in tekst(als(accounthouder).get(url(vraagstuk, "richtingen")))


def test_a_department_writes_where_it_is_involved(expert, expert_ienw, gelderland):
    """Table "Editing per phase": from oordeelsvorming on, for its own."""
    v = VraagstukFactory(
        fase=Fase.OORDEELSVORMING, lead_provincie=gelderland, organisaties=[expert.organisatie]
    )
    assert als(expert).get(url(v, "richtingen/nieuw")).status_code == 200
    assert als(expert_ienw).get(url(v, "richtingen/nieuw")).status_code == 403


# Notities (ZIC-1)


def test_a_notitie_asks_who_may_read_it(provinciaal, vraagstuk):
    """ZIC-1: no level is chosen beforehand; without a choice it is refused."""
    client, adres = als(provinciaal), url(vraagstuk, "notities/nieuw")
    assert "checked" not in client.get(adres).content.decode()
    response = client.post(adres, {"tekst": "Let op."})
    assert fouten(response) == ["Kies wie deze notitie mag lezen. U kunt dit later niet wijzigen."]


@pytest.mark.parametrize(
    ("wie", "niveaus"),
    [
        ("provinciaal", ["eigen_organisatie", "regio", "rijk_en_regio"]),
        ("expert", ["eigen_organisatie", "rijk", "rijk_en_regio"]),
    ],
)
def test_each_side_chooses_from_its_own_levels(request, vraagstuk, wie, niveaus):
    """ZIC-1: never the other side's level, never openbaar; a forged choice is refused."""
    client, adres = als(request.getfixturevalue(wie)), url(vraagstuk, "notities/nieuw")
    keuzes = client.get(adres).context["form"].fields["zichtbaarheid"].choices
    assert [waarde for waarde, _ in keuzes] == niveaus
    for niveau in set(Zichtbaarheid) - set(niveaus):
        client.post(adres, {"tekst": "Let op.", "zichtbaarheid": niveau})
    assert not Notitie.objects.exists()


def test_a_notitie_reaches_its_audience_only(
    provinciaal, bestuurder_provincie, accounthouder, expert, vraagstuk
):
    """ZIC-1, ZIC-2: both ways."""
    for niveau in (Zichtbaarheid.EIGEN_ORGANISATIE, Zichtbaarheid.REGIO, Zichtbaarheid.RIJK):
        eigenaar = expert if niveau == Zichtbaarheid.RIJK else provinciaal
        NotitieFactory(
            vraagstuk=vraagstuk,
            organisatie=eigenaar.organisatie,
            zichtbaarheid=niveau,
            tekst=f"Notitie {niveau}.",
        )

    def leest(user):
        inhoud = tekst(als(user).get(vraagstuk.get_absolute_url()))
        return {n for n in Zichtbaarheid if f"Notitie {n}." in inhoud}

    assert leest(provinciaal) == {"eigen_organisatie", "regio"}
    assert leest(bestuurder_provincie) == {"regio"}
    assert leest(accounthouder) == {"rijk"}


@pytest.mark.parametrize("wie", ["bestuurder_rijk", "bestuurder_provincie"])
def test_who_reads_only_writes_nothing(request, vraagstuk, wie):
    """Table "Access": z, no b, on every form of the dossier."""
    client = als(request.getfixturevalue(wie))
    assert client.get(vraagstuk.get_absolute_url()).status_code == 200
    for pad in ("wijzigen", "beeld", "planning", "aanpak", "voorkeur", "notities/nieuw"):
        assert client.get(url(vraagstuk, pad)).status_code == 403
