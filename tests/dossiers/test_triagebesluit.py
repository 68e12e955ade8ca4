"""Deciding on a triage: by somebody else, with the accountteam heard (ROL-2, TRI-6)."""

import datetime

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from dossiers.models import Triageadvies, Triagebesluit
from dossiers.services import feiten, triage
from dossiers.services.triage import Oordeelinvoer
from novex.rechten import Rol
from tests.dossiers.factories import TriagebesluitFactory
from tests.dossiers.paginas import als, fouten, tekst
from tests.dossiers.triages import adviseer, besluit, besluitinvoer
from tests.factories import GebruikerFactory, ToewijzingFactory
from tests.weigeringen import geweigerd

pytestmark = pytest.mark.usefixtures("criteria")


# Two records by two people


def test_one_advises_and_another_decides(
    accounthouder, regietafellid, provinciaal, vraagstuk, criteria
):
    """TRI-6, ROL-2: separate records side by side; then the melder's side reads the result."""
    adviseer(accounthouder, vraagstuk, criteria, motivatie="Het speelt op de grens.")
    url = f"/vraagstukken/{vraagstuk.pk}/triage/"
    assert "Er is nog geen advies dat u kunt lezen." in tekst(als(provinciaal).get(url))
    assert "Het speelt op de grens." in tekst(als(regietafellid).get(url))
    besluit(regietafellid, vraagstuk, criteria, besproken_in_do="DO Gelderland")
    genomen = Triagebesluit.objects.get()
    assert genomen.is_positief
    assert (genomen.adviseur, genomen.door) == (accounthouder, regietafellid)
    pagina = tekst(als(provinciaal).get(url))
    for zin in ("Het speelt op de grens.", "Positief", "Besproken in: DO Gelderland"):
        assert zin in pagina


@pytest.fixture
def dubbelrol(vro, gelderland):
    """Both accounthouder and regietafellid: rights add up, the bar on the person stays."""
    user = GebruikerFactory(organisatie=vro, rollen=[Rol.ACCOUNTHOUDER, Rol.REGIETAFELLID])
    ToewijzingFactory(gebruiker=user, provincie=gelderland)
    ToewijzingFactory(gebruiker=user, aan_regietafel=True)
    return user


def test_whoever_advised_does_not_decide(dubbelrol, vraagstuk, criteria):
    """ROL-2: the page is closed and says why, and the service refuses it too."""
    adviseer(dubbelrol, vraagstuk, criteria)
    response = besluit(dubbelrol, vraagstuk, criteria)
    assert response.status_code == 403
    pagina = tekst(als(dubbelrol).get(f"/vraagstukken/{vraagstuk.pk}/triage/"))
    assert "U gaf zelf het advies. Een ander regietafellid neemt het besluit." in pagina
    assert "Besluit nemen" not in pagina
    with geweigerd("adviseur_besluit_niet"):
        triage.besluit(
            pk=vraagstuk.pk,
            advies_pk=Triageadvies.objects.get().pk,
            door=dubbelrol,
            op=timezone.localdate(),
            uitkomst="positief",
            motivatie="Ook mijn besluit.",
            oordelen=[Oordeelinvoer(c, "ja", "Zo.") for c in criteria.values()],
            accountteam_zienswijze="Eens.",
            accountteam_op=timezone.localdate(),
            knockout="doorwerking",
            knockout_besluit="Nota Ruimte",
        )


def test_whoever_advised_before_does_not_decide_either(
    dubbelrol, accounthouder, vraagstuk, criteria
):
    """ROL-2: a newer advice by another does not lift the bar."""
    adviseer(dubbelrol, vraagstuk, criteria)
    adviseer(accounthouder, vraagstuk, criteria)
    response = besluit(dubbelrol, vraagstuk, criteria)
    assert fouten(response) == [
        "U gaf eerder zelf een advies bij deze triage. Vraag een ander regietafellid om te "
        "besluiten."
    ]


def test_the_database_bars_the_adviser(advies):
    """ROL-2: whatever writes the row."""
    with pytest.raises(IntegrityError, match="triagebesluit_door_een_ander"), transaction.atomic():
        TriagebesluitFactory(advies=advies, door=advies.door)


def test_the_database_knows_who_the_adviser_is(advies, regietafellid):
    """ROL-2: another name as adviser does not open a way round."""
    with pytest.raises(IntegrityError, match="adviseur_gaf_advies"), transaction.atomic():
        TriagebesluitFactory(advies=advies, adviseur=regietafellid, door=advies.door)


@pytest.mark.parametrize(
    "tabel", ["dossiers_triageadvies", "dossiers_triagebesluit", "dossiers_oordeel"]
)
def test_judgements_are_append_only(regietafellid, advies, vraagstuk, criteria, tabel):
    """TRI-4, ALG-2: frozen by the database itself."""
    besluit(regietafellid, vraagstuk, criteria)
    with (
        pytest.raises(ProgrammingError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE {tabel} SET motivatie = 'anders'")


def test_the_accountteam_is_heard_first(regietafellid, advies, vraagstuk, criteria):
    """TRI-6: its view is required and dated, and not of tomorrow."""
    response = besluit(
        regietafellid, vraagstuk, criteria, accountteam_zienswijze="", accountteam_op=""
    )
    assert fouten(response) == [
        "De zienswijze van het accountteam ontbreekt. Vul in wat het accountteam vindt.",
        "De datum van de zienswijze ontbreekt. Vul de dag in waarop het accountteam dit vond.",
    ]
    morgen = timezone.localdate() + datetime.timedelta(days=1)
    response = besluit(regietafellid, vraagstuk, criteria, accountteam_op=f"{morgen:%d-%m-%Y}")
    assert fouten(response) == [
        "Deze datum ligt in de toekomst. Vul de dag in waarop het accountteam dit vond."
    ]


def test_departing_from_the_advice_has_a_motivation_of_its_own(
    regietafellid, advies, vraagstuk, criteria
):
    """TRI-6: negative against a positive advice; shown with the besluit."""
    response = besluit(regietafellid, vraagstuk, criteria, uitkomst="negatief")
    assert fouten(response) == ["U wijkt af van het advies. Schrijf apart waarom u afwijkt."]
    besluit(
        regietafellid,
        vraagstuk,
        criteria,
        uitkomst="negatief",
        afwijking_motivatie="De provincie pakt dit zelf op.",
    )
    pagina = tekst(als(regietafellid).get(f"/vraagstukken/{vraagstuk.pk}/triage/"))
    assert "Wijkt af van het advies: De provincie pakt dit zelf op." in pagina


@pytest.mark.parametrize("handeling", ["advies", "besluit"])
def test_insufficient_information_blocks(
    accounthouder, regietafellid, vraagstuk, criteria, handeling
):
    """TRI-10: for a positive advice and a positive besluit."""
    anders = {f"antwoord_{criteria['kader'].pk}": "onvoldoende_informatie"}
    if handeling == "advies":
        response = adviseer(accounthouder, vraagstuk, criteria, **anders)
    else:
        adviseer(accounthouder, vraagstuk, criteria)
        response = besluit(regietafellid, vraagstuk, criteria, **anders)
    assert fouten(response) == [
        "Bij 'Inhoudelijke prioriteit' is er onvoldoende informatie. Zoek de informatie op, of "
        "kies een andere uitkomst."
    ]


def test_going_on_with_a_no_is_motivated_and_shown(regietafellid, advies, vraagstuk, criteria):
    """TRI-10: by a motivation naming that criterium, shown for ever."""
    nee = {f"antwoord_{criteria['kader'].pk}": "nee"}
    response = besluit(regietafellid, vraagstuk, criteria, **nee)
    assert fouten(response) == [
        "U gaat door met een nee op 'Inhoudelijke prioriteit'. Schrijf apart waarom."
    ]
    nee[f"nee_motivatie_{criteria['kader'].pk}"] = "De POVI volgt volgend jaar."
    assert besluit(regietafellid, vraagstuk, criteria, **nee).status_code == 302
    pagina = tekst(als(regietafellid).get(f"/vraagstukken/{vraagstuk.pk}/triage/"))
    assert "Gaat door met een nee: De POVI volgt volgend jaar." in pagina


def test_a_negative_besluit_needs_no_exception(regietafellid, advies, vraagstuk, criteria):
    """TRI-10 asks it of a positive one only."""
    response = besluit(
        regietafellid,
        vraagstuk,
        criteria,
        uitkomst="negatief",
        afwijking_motivatie="Anders.",
        **{f"antwoord_{c.pk}": "nee" for c in criteria.values()},
    )
    assert response.status_code == 302


def test_a_newer_advice_is_not_decided_on_unread(accounthouder, regietafellid, vraagstuk, criteria):
    """TRI-6: who decides read this very advice."""
    adviseer(accounthouder, vraagstuk, criteria)
    gelezen = Triageadvies.objects.get()
    data = besluitinvoer(criteria, gelezen)
    adviseer(accounthouder, vraagstuk, criteria)
    response = als(regietafellid).post(f"/vraagstukken/{vraagstuk.pk}/triage/besluit/", data)
    assert fouten(response) == [
        "Er is een nieuwer advies dan u las. Ververs de pagina en lees het nieuwe advies."
    ]


def test_without_advice_there_is_nothing_to_decide(regietafellid, vraagstuk):
    """TRI-6."""
    url = f"/vraagstukken/{vraagstuk.pk}/triage/besluit/"
    response = als(regietafellid).get(url, follow=True)
    assert "Er wacht geen advies op een besluit. Vraag de accounthouder om advies." in tekst(
        response
    )


@pytest.mark.parametrize("wie", ["accounthouder", "expert", "provinciaal", "staf"])
def test_only_the_regietafel_decides(request, vraagstuk, criteria, advies, wie):
    """TRI-6, OVL-1."""
    assert besluit(request.getfixturevalue(wie), vraagstuk, criteria).status_code == 403
    assert not Triagebesluit.objects.exists()


def test_an_outsider_gets_404(buitenstaander, vraagstuk, criteria, advies):
    """ZIC-3: on the page, the advice and the besluit."""
    for pad in ("", "advies/", "besluit/"):
        url = f"/vraagstukken/{vraagstuk.pk}/triage/{pad}"
        assert als(buitenstaander).get(url).status_code == 404


def test_a_besluit_of_an_earlier_doorloop_is_confirmed_by_name(
    accounthouder, staf, vraagstuk, criteria
):
    """VRA-8: with a reason, by who did not advise; before that it does not count."""
    genomen = TriagebesluitFactory(advies__vraagstuk=vraagstuk, advies__door=accounthouder)
    type(vraagstuk).objects.filter(pk=vraagstuk.pk).update(doorloop=2)
    vraagstuk.refresh_from_db()
    assert vraagstuk.geldend_triagebesluit() is None
    url = f"/vraagstukken/{vraagstuk.pk}/triage/"
    assert "Dit besluit bevestigen" in tekst(als(staf).get(url))
    bevestig = f"{url}{genomen.pk}/herbevestigen/"
    assert fouten(als(staf).post(bevestig, {"reden": ""})) == [
        "De reden is leeg. Schrijf waarom dit nog geldt."
    ]
    assert fouten(als(accounthouder).post(bevestig, {"reden": "Geldt nog."})) == [
        "U gaf zelf het advies bij deze triage. Vraag een ander om het besluit te bevestigen."
    ]
    als(staf).post(bevestig, {"reden": "Er veranderde niets aan de claims."})
    assert vraagstuk.geldend_triagebesluit() == genomen
    assert feiten.Feit.objects.get().reden == "Er veranderde niets aan de claims."
