"""Each side writes its own report; nobody else touches it or sees it too early (MON-1)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from monitoring.models import Lichtcorrectie, Voortgang, Voortgangsmelding
from monitoring.services import rondes, voortgang
from novex.forms import Verouderd
from novex.rechten import Rol
from tests.factories import GebruikerFactory
from tests.monitoring.factories import RONDE, vastgestelde_afspraak, zet_voortgang
from tests.weigeringen import geweigerd

GEHEIM = "Wij wachten op de ander <b>🌊"


@pytest.fixture
def afspraak(gelderland, vro):
    return vastgestelde_afspraak()


@pytest.fixture
def ronde(afspraak, staf):
    return rondes.open_ronde(door=staf, **RONDE)


@pytest.fixture
def regio(ronde):
    return ronde.voortgangen.get(kant="regio")


@pytest.fixture
def rijk(ronde):
    return ronde.voortgangen.get(kant="rijk")


def schrijf(rij, door, indienen=False, **anders):
    nu = Voortgang.objects.get(pk=rij.pk)
    velden = {"versie": nu.versie, "stadium": "bezig", "toelichting": GEHEIM} | anders
    velden["op"] = rij.ronde.open_van
    return voortgang.schrijf(pk=rij.pk, door=door, indienen=indienen, **velden)


def url(rij):
    return reverse("monitoring:voortgang-melden", args=[rij.pk])


# The state table


@pytest.mark.parametrize("status", ["concept", "ingediend", "teruggestuurd", "opgenomen"])
@pytest.mark.parametrize("handeling", ["bewaar", "dien_in", "stuur_terug"])
def test_every_state_and_every_act(regio, provinciaal, staf, status, handeling):
    """MON-1: writing and sending in from concept or after a question; asking once sent in."""
    zet_voortgang(regio, status, stadium="bezig")
    if handeling == "stuur_terug":
        mag = status == "ingediend"
        code = "overgang_onmogelijk"
        # What another organisation is still writing does not exist for VRO.
        if status in {"concept", "teruggestuurd"}:
            with pytest.raises(Voortgang.DoesNotExist):
                voortgang.stuur_terug(pk=regio.pk, door=staf, vraag="Waarom?")
            return

        def doe():
            voortgang.stuur_terug(pk=regio.pk, door=staf, vraag="Waarom?")
    else:
        mag = status in {"concept", "teruggestuurd"}
        code = "niet_bewerkbaar"

        def doe():
            schrijf(regio, provinciaal, indienen=handeling == "dien_in")

    if mag:
        doe()
        naar = {"bewaar": status, "dien_in": "ingediend", "stuur_terug": "teruggestuurd"}
        assert Voortgang.objects.get(pk=regio.pk).status == naar[handeling]
    else:
        with geweigerd(code):
            doe()
        assert Voortgang.objects.get(pk=regio.pk).status == status


# The criteria


def test_sending_in_asks_for_a_stage(regio, provinciaal):
    """MON-2: the stage is what is reported."""
    with geweigerd("stadium_ontbreekt"):
        schrijf(regio, provinciaal, indienen=True, stadium="")
    schrijf(regio, provinciaal, stadium="")
    assert Voortgang.objects.get(pk=regio.pk).status == "concept"


def test_stopping_asks_for_a_reason(regio, provinciaal):
    """ALG-2: who says that it stopped says why."""
    with geweigerd("toelichting_ontbreekt"):
        schrijf(regio, provinciaal, indienen=True, stadium="stilgelegd", toelichting=" ")


# Who


def test_vro_never_edits_a_report(regio, staf, accounthouder):
    """MON-1: VRO does not write for another organisation, whatever its roles."""
    alles = GebruikerFactory(organisatie=staf.organisatie, rollen=list(Rol))
    for door in (staf, accounthouder, alles):
        with pytest.raises(PermissionDenied):
            schrijf(regio, door, indienen=True)
    assert Voortgang.objects.get(pk=regio.pk).toelichting == ""


def test_another_provincie_cannot_even_find_it(client, regio, buitenstaander):
    """ZIC-3: not visible is 404."""
    with pytest.raises(Voortgang.DoesNotExist):
        schrijf(regio, buitenstaander)
    client.force_login(buitenstaander)
    assert client.get(url(regio)).status_code == 404


def test_a_reader_of_the_own_organisation_sees_no_concept(client, regio, bestuurder_provincie):
    """MON-1, access table: a bestuurder reads what was reported after the round is closed."""
    client.force_login(bestuurder_provincie)
    assert client.get(url(regio)).status_code == 404
    response = client.post(url(regio), {"stadium": "bezig", "versie": 1, "indienen": "ja"})
    assert response.status_code == 404


@pytest.mark.parametrize(
    "persona", ["provinciaal", "expert", "regietafellid", "accounthouder_elders"]
)
def test_only_vro_asks_a_question(request, regio, provinciaal, persona):
    """MON-1: the accounthouder of the provincie and VRO-staf."""
    schrijf(regio, provinciaal, indienen=True)
    with pytest.raises(PermissionDenied):
        voortgang.stuur_terug(pk=regio.pk, door=request.getfixturevalue(persona), vraag="Waarom?")


# Sight


def zicht(client, user, afspraak):
    client.force_login(user)
    return client.get(reverse("monitoring:afspraak", args=[afspraak.pk]))


@pytest.mark.parametrize("persona", ["staf", "accounthouder", "expert", "bestuurder_rijk"])
def test_a_concept_stays_with_its_organisation(
    client, request, regio, afspraak, provinciaal, persona
):
    """MON-1, ZIC-2: what a provincie is writing is not on any page of the Rijk."""
    schrijf(regio, provinciaal)
    lezer = request.getfixturevalue(persona)
    client.force_login(lezer)
    assert client.get(url(regio)).status_code == 404
    for pagina in (zicht(client, lezer, afspraak), client.get(regio.ronde.get_absolute_url())):
        assertNotContains(pagina, "Wij wachten op de ander")


def test_and_the_other_way_round(client, rijk, afspraak, accounthouder, provinciaal):
    """ZIC-2: this holds both ways."""
    schrijf(rijk, accounthouder)
    client.force_login(provinciaal)
    assert client.get(url(rijk)).status_code == 404
    assertNotContains(zicht(client, provinciaal, afspraak), "Wij wachten op de ander")


def test_once_sent_in_both_sides_read_it_and_a_bestuurder_after_closing(
    client, regio, afspraak, provinciaal, staf, accounthouder, bestuurder_rijk
):
    """MON-3, access table: z once ingediend; a bestuurder when the round is closed."""
    schrijf(regio, provinciaal, indienen=True)
    assertContains(zicht(client, accounthouder, afspraak), "Wij wachten op de ander &lt;b&gt;🌊")
    assertNotContains(zicht(client, bestuurder_rijk, afspraak), "Wij wachten op de ander")
    rondes.sluit_ronde(pk=regio.ronde_id, door=staf)
    assertContains(zicht(client, bestuurder_rijk, afspraak), "Wij wachten op de ander")


def test_what_is_rewritten_after_a_question_stays_inside(
    client, regio, afspraak, provinciaal, staf, accounthouder
):
    """MON-1: the others keep reading what was sent in."""
    schrijf(regio, provinciaal, indienen=True, toelichting="Eerste tekst")
    voortgang.stuur_terug(pk=regio.pk, door=staf, vraag="Wat bedoelt u?")
    schrijf(regio, provinciaal, toelichting="Tweede tekst")
    pagina = zicht(client, accounthouder, afspraak)
    assertContains(pagina, "Eerste tekst")
    assertNotContains(pagina, "Tweede tekst")
    assertContains(zicht(client, provinciaal, afspraak), "Wat bedoelt u?")


def test_a_question_is_between_vro_and_who_reports(
    client, regio, afspraak, provinciaal, staf, expert
):
    """ZIC-2: another department does not read the question."""
    schrijf(regio, provinciaal, indienen=True)
    voortgang.stuur_terug(pk=regio.pk, door=staf, vraag="Alleen voor u")
    assertContains(zicht(client, staf, afspraak), "Alleen voor u")
    assertNotContains(zicht(client, expert, afspraak), "Alleen voor u")
    schrijf(regio, provinciaal, indienen=True)
    for user, leest in ((provinciaal, 1), (staf, 1), (expert, 0)):
        client.force_login(user)
        assertContains(client.get(url(regio)), "Alleen voor u", count=leest)


# Screens


def test_the_provincie_reports_on_screen(client, regio, provinciaal):
    client.force_login(provinciaal)
    assertContains(client.get(url(regio)), "Voortgang indienen")
    invoer = {"stadium": "gereed", "toelichting": "Klaar.", "versie": 1, "indienen": "ja"}
    response = client.post(url(regio), invoer, follow=True)
    assertContains(response, "Uw melding is ingediend.")
    assert response.request["PATH_INFO"] == regio.ronde.get_absolute_url()
    assert Voortgang.objects.get(pk=regio.pk).status == "ingediend"


def test_a_refusal_stands_on_the_form_and_keeps_the_text(client, regio, provinciaal):
    client.force_login(provinciaal)
    invoer = {"stadium": "", "toelichting": "Blijft staan", "versie": 1, "indienen": "ja"}
    response = client.post(url(regio), invoer)
    assertContains(response, "Er is nog geen stadium gekozen. Kies hoe ver de afspraak is.")
    assertContains(response, "Blijft staan")


def test_a_stale_form_is_a_409_that_keeps_the_text(client, regio, provinciaal):
    """Two people of one provincie: the second reads who was first."""
    client.force_login(provinciaal)
    invoer = {"stadium": "bezig", "toelichting": "Van de eerste", "versie": 1}
    client.post(url(regio), invoer)
    response = client.post(url(regio), invoer | {"toelichting": "Van de tweede"})
    assertContains(response, "Van de tweede", status_code=409)
    assert Voortgang.objects.get(pk=regio.pk).toelichting == "Van de eerste"
    with pytest.raises(Verouderd):
        schrijf(regio, provinciaal, versie=1)


def test_a_double_click_sends_in_once(client, regio, provinciaal):
    client.force_login(provinciaal)
    invoer = {
        "stadium": "bezig",
        "toelichting": "Klaar.",
        "versie": 1,
        "indienen": "ja",
        "formuliersleutel": "3f0a3c62-4d4e-4f57-9c3a-0e6a8f8e2222",
    }
    for _ in range(2):
        assert client.post(url(regio), invoer).status_code == 302
    assert Voortgangsmelding.objects.count() == 1


def test_a_question_on_screen(client, regio, provinciaal, accounthouder):
    schrijf(regio, provinciaal, indienen=True)
    client.force_login(accounthouder)
    pad = reverse("monitoring:vraag-stellen", args=[regio.pk])
    response = client.post(pad, {"vraag": "  "})
    assertContains(response, "Dit is nog leeg: uw vraag.")
    client.post(pad, {"vraag": "Wanneer is het klaar?"})
    client.force_login(provinciaal)
    assertContains(client.get(url(regio)), "Wanneer is het klaar?")


def test_setting_the_light_asks_for_a_reason(client, regio, afspraak, accounthouder):
    """MON-2: an override is a record with a reason."""
    client.force_login(accounthouder)
    pad = reverse("monitoring:licht-bijstellen", args=[afspraak.pk])
    assertContains(client.post(pad, {"licht": "aandacht", "reden": ""}), "Dit is nog leeg: reden.")
    with geweigerd("reden_ontbreekt"):
        voortgang.stel_licht_bij(
            afspraak_pk=afspraak.pk, door=accounthouder, licht="aandacht", reden=" "
        )
    client.post(pad, {"licht": "aandacht", "reden": "De capaciteit is weg."})
    assert Lichtcorrectie.objects.get().door == accounthouder
    pagina = zicht(client, accounthouder, afspraak)
    assertContains(pagina, "Reden: De capaciteit is weg.")


@pytest.mark.parametrize("persona", ["provinciaal", "expert", "accounthouder_elders"])
def test_who_may_not_set_the_light(client, request, ronde, afspraak, persona):
    client.force_login(request.getfixturevalue(persona))
    pad = reverse("monitoring:licht-bijstellen", args=[afspraak.pk])
    assert client.post(pad, {"licht": "aandacht", "reden": "x"}).status_code == 403
    assert not Lichtcorrectie.objects.exists()
