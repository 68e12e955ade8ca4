"""What the data of a vraagstuk say of a criterium, beside the human judgement (TRI-1, TRI-4)."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from dossiers.models import Oordeel, Triageadvies
from dossiers.triagecheck import bevinding, eis_geen_tegenspraak
from novex.models import Beleidskader, Criterium
from tests.dossiers.factories import TriagebesluitFactory, VraagstukFactory
from tests.dossiers.paginas import als, tekst
from tests.dossiers.triages import adviseer
from tests.factories import BeleidskaderFactory, DomeinFactory, KeuzeFactory

pytestmark = pytest.mark.usefixtures("criteria")


def _een_domein(vraagstuk):
    vraagstuk.domeinen.set([DomeinFactory(code="wonen")])


def _geen_domein(vraagstuk):
    vraagstuk.domeinen.clear()


def _geen_gebied(vraagstuk):
    type(vraagstuk).objects.filter(pk=vraagstuk.pk).update(gebied="")


def _ander_kader(vraagstuk):
    kader = BeleidskaderFactory(
        code="us", naam="Strategie", soort=Beleidskader.Soort.UITVOERINGSSTRATEGIE
    )
    vraagstuk.keuzes.set([KeuzeFactory(code="us-1", kader=kader)])


def _geen_kader(vraagstuk):
    vraagstuk.keuzes.clear()


TEGEN = [
    (
        "domeinen",
        _een_domein,
        "voldoet_niet",
        "U kunt hier nog geen ja kiezen. Er is maar één domein gekozen: Wonen. Kies een tweede "
        "domein bij het vraagstuk.",
    ),
    (
        "domeinen",
        _geen_domein,
        "geen_gegevens",
        "U kunt hier nog geen ja kiezen. Er zijn nog geen domeinen gekozen. Kies minstens twee "
        "domeinen bij het vraagstuk.",
    ),
    (
        "gebied",
        _geen_gebied,
        "voldoet_niet",
        "U kunt hier nog geen ja kiezen. Er is geen gebied ingevuld en er is maar één provincie: "
        "Gelderland. Vul een gebied in, of kies een tweede provincie bij het vraagstuk.",
    ),
    (
        "kader",
        _ander_kader,
        "voldoet_niet",
        "U kunt hier nog geen ja kiezen. De gekozen kaders horen niet bij de Nota Ruimte of de "
        "POVI van een provincie hier. Kies bij het vraagstuk een keuze van de Nota Ruimte of van "
        "de POVI.",
    ),
    (
        "kader",
        _geen_kader,
        "geen_gegevens",
        "U kunt hier nog geen ja kiezen. Er is nog geen beleidskader gekozen. Kies bij het "
        "vraagstuk een keuze van de Nota Ruimte of van de POVI.",
    ),
]


def test_a_yes_that_the_data_confirm_is_frozen_with_it(accounthouder, vraagstuk, criteria):
    """TRI-1, TRI-4: for each criterium the machine result of that moment stays as it was."""
    response = adviseer(accounthouder, vraagstuk, criteria)
    assert response.status_code == 302
    vraagstuk.domeinen.clear()
    assert [o.machine for o in Oordeel.objects.all()] == ["voldoet"] * 3
    assert Oordeel.objects.first().machine_zin == "Gekozen domeinen: Water en bodem, Wonen."


@pytest.mark.parametrize(("code", "haal_weg", "uitkomst", "zin"), TEGEN)
def test_a_yes_against_the_data_is_refused(
    accounthouder, vraagstuk, criteria, code, haal_weg, uitkomst, zin
):
    """TRI-4: it names the missing datum at that criterium, and nothing is stored."""
    haal_weg(vraagstuk)
    response = adviseer(accounthouder, vraagstuk, criteria)
    assert response.context["form"].errors == {f"antwoord_{criteria[code].pk}": [zin]}
    assert not Triageadvies.objects.exists()


KLOPT = {
    "domeinen": "Gekozen domeinen: Water en bodem, Wonen.",
    "gebied": "Ingevuld gebied: ",
    "kader": "Genoemde keuzes: ",
}


def _geen_plek(vraagstuk):
    _geen_gebied(vraagstuk)
    vraagstuk.provincies.clear()


# Per criterium: what the data contradict, what they lack, and the datum that is then named.
DRIE_GEVALLEN = [
    ("domeinen", _een_domein, _geen_domein, "Kies een tweede domein",
     "Kies minstens twee domeinen"),
    ("gebied", _geen_gebied, _geen_plek, "Vul een gebied in, of kies een tweede provincie",
     "Vul een gebied in, of kies minstens twee provincies"),
    ("kader", _ander_kader, _geen_kader, "Kies bij het vraagstuk een keuze van de Nota Ruimte",
     "Kies bij het vraagstuk een keuze van de Nota Ruimte"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "spreek_tegen", "haal_weg", "anders", "aanvullen"), DRIE_GEVALLEN)
def test_each_criterium_of_the_triage_in_three_cases(
    vraagstuk, criteria, code, spreek_tegen, haal_weg, anders, aanvullen
):
    """TRI-1, TRI-4: the machine agrees; it contradicts a ja and names the datum; it lacks data."""
    gevonden = bevinding(criteria[code], vraagstuk)
    assert gevonden.uitkomst == "voldoet"
    assert gevonden.zin.startswith(KLOPT[code])
    eis_geen_tegenspraak(gevonden, "ja")
    for verander, uitkomst, zin in (
        (spreek_tegen, "voldoet_niet", anders),
        (haal_weg, "geen_gegevens", aanvullen),
    ):
        verander(vraagstuk)
        gevonden = bevinding(criteria[code], type(vraagstuk).objects.get(pk=vraagstuk.pk))
        assert gevonden.uitkomst == uitkomst
        with pytest.raises(ValidationError, match=zin):
            eis_geen_tegenspraak(gevonden, "ja")
        for antwoord in ("nee", "onvoldoende_informatie"):
            eis_geen_tegenspraak(gevonden, antwoord)


def test_only_a_povi_of_its_own_provincies_counts(vraagstuk, criteria, gelderland, drenthe):
    """TRI-1: that of Drenthe is no frame of a vraagstuk of Gelderland."""
    for provincie, uitkomst in ((drenthe, "voldoet_niet"), (gelderland, "voldoet")):
        povi = BeleidskaderFactory(
            code=f"povi-{provincie.code}", naam="POVI", soort="povi", provincie=provincie
        )
        keuze = KeuzeFactory(code=f"keuze-{provincie.code}", naam="Een keuze", kader=povi)
        vraagstuk.keuzes.set([keuze])
        assert bevinding(criteria["kader"], vraagstuk).uitkomst == uitkomst


@pytest.mark.parametrize(("code", "haal_weg", "uitkomst", "zin"), TEGEN)
def test_a_no_needs_no_data(accounthouder, vraagstuk, criteria, code, haal_weg, uitkomst, zin):
    """TRI-4: without the datum a "nee" passes, with the machine result beside it."""
    haal_weg(vraagstuk)
    criterium = criteria[code]
    adviseer(
        accounthouder, vraagstuk, criteria, uitkomst="niet", **{f"antwoord_{criterium.pk}": "nee"}
    )
    assert Oordeel.objects.get(criterium=criterium).machine == uitkomst


def test_two_provincies_stand_in_for_a_gebied(
    accounthouder, vraagstuk, criteria, gelderland, overijssel
):
    """TRI-1: province-transcending is the other half of criterium 2."""
    _geen_gebied(vraagstuk)
    vraagstuk.provincies.set([gelderland, overijssel])
    assert adviseer(accounthouder, vraagstuk, criteria).status_code == 302


def test_the_database_refuses_a_yes_against_the_machine(advies, criteria):
    """TRI-4: whatever writes the row."""
    with pytest.raises(IntegrityError, match="oordeel_ja_past_bij_machine"), transaction.atomic():
        Oordeel.objects.bulk_create(
            [
                Oordeel(
                    besluit=TriagebesluitFactory(advies=advies),
                    criterium=criteria["kader"],
                    machine="voldoet_niet",
                    antwoord="ja",
                    motivatie="Toch.",
                )
            ]
        )


def test_a_criterium_without_machine_check_leaves_it_to_people(accounthouder, vraagstuk, criteria):
    """TRI-4: "where the data allows one"."""
    Criterium.objects.filter(code="kader").update(machinecheck="")
    vraagstuk.keuzes.clear()
    adviseer(accounthouder, vraagstuk, criteria)
    assert Oordeel.objects.get(criterium=criteria["kader"]).machine == ""


@pytest.mark.parametrize("pad", ["triage/", "triage/advies/"])
def test_what_the_data_lack_leads_to_the_field(accounthouder, criteria, gelderland, pad):
    """TRI-4, VRA-3: each with the field of the form where it is filled in."""
    vraagstuk = VraagstukFactory(lead_provincie=gelderland, gebied="", domeinen=[], keuzes=[])
    client = als(accounthouder)
    wijzigen = f"/vraagstukken/{vraagstuk.pk}/wijzigen/"
    pagina = client.get(f"/vraagstukken/{vraagstuk.pk}/{pad}").content.decode()
    ankers = re.findall(rf'href="{wijzigen}#([^"]+)"', pagina)
    assert ankers == ["id_domeinen-groep", "id_gebied", "id_keuzes-groep"]
    formulier = client.get(wijzigen).content.decode()
    assert [anker for anker in ankers if f'id="{anker}"' not in formulier] == []


def test_who_may_not_fill_in_the_data_reads_what_is_missing(regietafellid, gelderland, criteria):
    """TRI-4: a sentence, and no link to a page that refuses."""
    vraagstuk = VraagstukFactory(lead_provincie=gelderland, domeinen=[])
    response = als(regietafellid).get(f"/vraagstukken/{vraagstuk.pk}/triage/")
    assert "Kies minstens twee domeinen bij het vraagstuk." in tekst(response)
    assert f"/vraagstukken/{vraagstuk.pk}/wijzigen/" not in response.content.decode()
