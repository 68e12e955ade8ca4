"""Deciding on a triage: by somebody else, with the accountteam heard (ROL-2, TRI-6)."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from dossiers.models import Accountteamzienswijze, Triageadvies, Triagebesluit, Vraagstuk
from dossiers.services import feiten, triage
from dossiers.services.triage import Oordeelinvoer
from novex.rechten import Rol
from tests.dossiers.factories import FeitFactory, TriagebesluitFactory, ZienswijzeFactory
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
    besluit(regietafellid, vraagstuk, criteria)
    genomen = Triagebesluit.objects.get()
    assert genomen.is_positief
    assert (genomen.adviseur, genomen.door) == (accounthouder, regietafellid)
    pagina = tekst(als(provinciaal).get(url))
    for zin in ("Het speelt op de grens.", "Positief", "Het accountteam is het eens."):
        assert zin in pagina


@pytest.fixture
def dubbelrol(vro, gelderland):
    """Both accounthouder and regietafellid: rights add up, the bar on the person stays."""
    user = GebruikerFactory(organisatie=vro, rollen=[Rol.ACCOUNTHOUDER, Rol.REGIETAFELLID])
    ToewijzingFactory(gebruiker=user, provincie=gelderland)
    ToewijzingFactory(gebruiker=user, aan_regietafel=True)
    return user


@pytest.mark.parametrize(
    ("uitkomst", "taak"), [("positief", "De triage is positief."), ("negatief", "negatief")]
)
def test_the_task_follows_the_besluit(
    accounthouder, regietafellid, vraagstuk, criteria, uitkomst, taak
):
    """VRA-1, TRI-6: nobody is asked any more to ask for a besluit that is there."""
    adviseer(accounthouder, vraagstuk, criteria)
    anders = {"uitkomst": uitkomst, "afwijking_motivatie": "Wij zien het anders."}
    assert besluit(regietafellid, vraagstuk, criteria, **anders).status_code == 302
    nu = Vraagstuk.objects.get(pk=vraagstuk.pk)
    assert taak in nu.aan_zet_reden
    assert nu.versie == vraagstuk.versie


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
            zienswijze_pk=ZienswijzeFactory(advies=Triageadvies.objects.get()).pk,
            door=dubbelrol,
            op=timezone.localdate(),
            uitkomst="positief",
            motivatie="Ook mijn besluit.",
            oordelen=[Oordeelinvoer(c, "ja", "Zo.") for c in criteria.values()],
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
    ("tabel", "veld"),
    [
        ("dossiers_triageadvies", "motivatie"),
        ("dossiers_triagebesluit", "motivatie"),
        ("dossiers_oordeel", "motivatie"),
        ("dossiers_accountteamzienswijze", "tekst"),
    ],
)
def test_judgements_are_append_only(regietafellid, advies, vraagstuk, criteria, tabel, veld):
    """TRI-4, ALG-2: frozen by the database itself."""
    besluit(regietafellid, vraagstuk, criteria)
    with (
        pytest.raises(ProgrammingError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE {tabel} SET {veld} = 'anders'")


# The view of the accountteam


def zienswijze(user, vraagstuk, **anders):
    advies = Triageadvies.objects.filter(vraagstuk=vraagstuk).first()
    data = {"advies_pk": advies.pk if advies else "", "tekst": "Wij zien een nationaal belang."}
    url = f"/vraagstukken/{vraagstuk.pk}/triage/zienswijze/"
    return als(user).post(url, data | anders, follow=True)


def test_the_accountteam_is_heard_first(regietafellid, expert, advies, vraagstuk, criteria):
    """TRI-6: a record by somebody else, dated, read with the advice and shown with the besluit."""
    url = f"/vraagstukken/{vraagstuk.pk}/triage/"
    pagina = als(regietafellid).get(f"{url}besluit/", follow=True)
    assert "De zienswijze van het accountteam ontbreekt." in tekst(pagina)
    assert "Besluit nemen" not in tekst(pagina)
    assert fouten(zienswijze(expert, vraagstuk, tekst=" ")) == [
        "De zienswijze is leeg. Schrijf wat het accountteam van het advies vindt."
    ]
    assert "De zienswijze is vastgelegd." in tekst(zienswijze(expert, vraagstuk))
    assert "Wij zien een nationaal belang." in tekst(als(regietafellid).get(f"{url}besluit/"))
    assert besluit(regietafellid, vraagstuk, criteria).status_code == 302
    assert Triagebesluit.objects.get().zienswijze.door == expert
    pagina = tekst(als(regietafellid).get(url))
    for zin in (
        f"{expert.organisatie}, {timezone.localdate():%d-%m-%Y}",
        "gelezen bij het besluit",
    ):
        assert zin in pagina


def test_who_decides_is_not_the_only_one_heard(dubbelrol, accounthouder, vraagstuk, criteria):
    """TRI-6: a view of the person who decides does not count for the own besluit."""
    adviseer(accounthouder, vraagstuk, criteria)
    zienswijze(dubbelrol, vraagstuk)
    eigen = Accountteamzienswijze.objects.get()
    invoer = {"pk": vraagstuk.pk, "advies_pk": eigen.advies_id, "zienswijze_pk": eigen.pk}
    gegevens = {"uitkomst": "positief", "motivatie": "Zo.", "knockout": "doorwerking"}
    with geweigerd("zienswijze_ontbreekt"):
        triage.besluit(**invoer, **gegevens, door=dubbelrol, op=timezone.localdate(), oordelen=[])


def test_a_newer_view_is_not_decided_on_unread(regietafellid, advies, vraagstuk, criteria):
    """TRI-6: and a view of an advice that was replaced is gone with it."""
    gelezen = ZienswijzeFactory(advies=advies)
    ZienswijzeFactory(advies=advies)
    response = besluit(regietafellid, vraagstuk, criteria, zienswijze_pk=gelezen.pk)
    assert fouten(response) == [
        "Er is een nieuwere zienswijze dan u las. Lees die eerst en stuur dit dan opnieuw in."
    ]
    # The page shows the new one, and the same form then decides on that.
    nu = response.context["form"]["zienswijze_pk"].value()
    assert besluit(regietafellid, vraagstuk, criteria, zienswijze_pk=nu).status_code == 302


@pytest.mark.parametrize(
    ("wie", "status"),
    [
        ("accounthouder", 200), ("accounthouder_elders", 200), ("expert_ienw", 200),
        ("regietafellid", 403), ("provinciaal", 403), ("staf", 403),
    ],
)  # fmt: skip
def test_accounthouders_and_departments_are_the_accountteam(
    request, advies, vraagstuk, wie, status
):
    """TRI-6, access table: the provincie and the regietafel do not write it."""
    assert zienswijze(request.getfixturevalue(wie), vraagstuk).status_code == status
    assert Accountteamzienswijze.objects.exists() == (status == 200)


def test_without_advice_there_is_nothing_to_view(expert, vraagstuk):
    """TRI-6: it is about an advice."""
    assert "Er wacht geen advies op een besluit." in tekst(zienswijze(expert, vraagstuk))


# What a DO said


def test_a_besluit_names_the_do_that_discussed_it(
    regietafellid, provinciaal, advies, vraagstuk, criteria
):
    """TRI-6, VRA-19: chosen from what governance told, of this vraagstuk and this doorloop."""
    bespreking = {"soort": "do_bespreking", "label": "Besproken in DO Gelderland"}
    feit = FeitFactory(vraagstuk=vraagstuk, **bespreking)
    anders = [
        FeitFactory(vraagstuk=vraagstuk, soort="do_bespreking", doorloop=vraagstuk.doorloop + 1),
        FeitFactory(vraagstuk=vraagstuk, soort="do_uitkomst"),
        FeitFactory(**bespreking),
    ]
    ZienswijzeFactory(advies=advies)
    url = f"/vraagstukken/{vraagstuk.pk}/triage/"
    veld = als(regietafellid).get(f"{url}besluit/").context["form"].fields["besproken_in"]
    assert list(veld.queryset) == [feit]
    invoer = besluitinvoer(criteria, advies)
    gegevens = {n: invoer[n] for n in ("zienswijze_pk", "uitkomst", "motivatie", "knockout")}
    oordelen = [Oordeelinvoer(c, "ja", "Zo.") for c in criteria.values()]
    for ander in anders:
        with geweigerd("bespreking_geldt_niet"):
            triage.besluit(
                pk=vraagstuk.pk, advies_pk=advies.pk, door=regietafellid,
                op=timezone.localdate(), oordelen=oordelen, besproken_in=ander,
                knockout_besluit="Nota Ruimte", **gegevens,
            )  # fmt: skip
    assert besluit(regietafellid, vraagstuk, criteria, besproken_in=feit.pk).status_code == 302
    assert Triagebesluit.objects.get().besproken_in == feit
    assert "Besproken in een DO: Besproken in DO Gelderland" in tekst(als(provinciaal).get(url))
    feiten.trek_feit_in(
        vraagstuk, soort=feit.soort, kenmerk=feit.kenmerk, reden="Herzien.", door=regietafellid
    )
    assert "Dit geldt niet meer. Herzien." in tekst(als(provinciaal).get(url))


# Departing from the advice


@pytest.mark.parametrize(
    ("advies", "besluit_"),
    [
        ({}, {"uitkomst": "negatief"}),
        ({"uitkomst": "elders"}, {"uitkomst": "negatief"}),
        ({"uitkomst": "niet"}, {"uitkomst": "elders"}),
        ({"uitkomst": "niet"}, {}),
        ({}, {"knockout": "voorafgaand", "knockout_datum": "31-12-2149"}),
        ({"uitkomst": "elders"}, {"uitkomst": "elders", "antwoord": "nee"}),
    ],
)
def test_departing_from_the_advice_has_a_motivation_of_its_own(
    accounthouder, regietafellid, vraagstuk, criteria, advies, besluit_
):
    """TRI-6: another outcome, or another answer on a criterium or the knock-out; it shows."""
    adviseer(accounthouder, vraagstuk, criteria, **advies)
    anders = dict(besluit_)
    if antwoord := anders.pop("antwoord", None):
        anders[f"antwoord_{criteria['kader'].pk}"] = antwoord
    response = besluit(regietafellid, vraagstuk, criteria, **anders)
    assert fouten(response) == ["U wijkt af van het advies. Schrijf apart waarom u afwijkt."]
    anders["afwijking_motivatie"] = "De provincie pakt dit zelf op."
    besluit(regietafellid, vraagstuk, criteria, **anders)
    pagina = tekst(als(regietafellid).get(f"/vraagstukken/{vraagstuk.pk}/triage/"))
    assert "Wijkt af van het advies: De provincie pakt dit zelf op." in pagina


@pytest.mark.parametrize(("advies", "volgt"), [("elders", "elders"), ("niet", "negatief")])
def test_following_a_no_needs_no_motivation_of_its_own(
    accounthouder, regietafellid, vraagstuk, criteria, advies, volgt
):
    """TRI-6: what was advised is what is decided."""
    adviseer(accounthouder, vraagstuk, criteria, uitkomst=advies)
    assert besluit(regietafellid, vraagstuk, criteria, uitkomst=volgt).status_code == 302
    assert not Triagebesluit.objects.get().wijkt_af


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
        anders["afwijking_motivatie"] = "Dat weten wij niet."
        response = besluit(regietafellid, vraagstuk, criteria, **anders)
    assert fouten(response) == [
        "Bij 'Inhoudelijke prioriteit' is er onvoldoende informatie. Zoek de informatie op, of "
        "kies een andere uitkomst."
    ]


def test_going_on_with_a_no_is_motivated_and_shown(regietafellid, advies, vraagstuk, criteria):
    """TRI-10: by a motivation naming that criterium, shown for ever."""
    nee = {f"antwoord_{criteria['kader'].pk}": "nee", "afwijking_motivatie": "Dat weten wij."}
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
        "Er is een nieuwer advies dan u las. Lees dat eerst en stuur dit dan opnieuw in."
    ]
    assert response.context["form"]["advies_pk"].value() == Triageadvies.objects.first().pk


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
