"""Establishing an arrangement by the BOL, publishing it and withdrawing it (ARR-1, ARR-7)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from arrangementen.models import Afspraak, Arrangement, Opname
from arrangementen.regels_arrangement import beide_kanten_akkoord
from arrangementen.services import arrangement as verbs
from arrangementen.services import status
from governance.gremia import Gremium, Uitkomstsoort
from governance.models import Overleg, Ronde
from governance.models.lijst import Lijstonderwerp, Lijstregel
from governance.services import lijst, uitkomsten
from governance.services.uitkomsten import Uitkomstinvoer
from novex.criteria import tekorten
from novex.models import Achtergrondtaak
from tests.arrangementen.edities import OP, Proef, met_een_vervallen_afspraak
from tests.arrangementen.factories import besluit_voor, geef_akkoorden, zet_fase
from tests.factories import ProvincieFactory
from tests.governance.lijsten import regel
from tests.weigeringen import geweigerd

pytestmark = pytest.mark.django_db
S = Arrangement.Status


def test_without_a_besluit_of_the_bol_it_is_not_established(proef):
    """ARR-1, OVL-1, VRA-3: and each afspraak names what it misses, in the same refusal."""
    proef.afgestemd()
    with geweigerd("bol_besluit_ontbreekt", "besluit_ontbreekt"):
        proef.stap("stel_vast")


def test_a_besluit_on_a_vraagstuk_does_not_establish_the_arrangement(proef):
    """ARR-1: the BOL decides on the arrangement itself, in this ronde."""
    proef.afgestemd()
    besluit_voor(proef.vraagstuk)
    proef.bevries_lijst()
    with geweigerd("bol_besluit_ontbreekt"):
        proef.stap("stel_vast")


def van_een_andere_provincie(proef, uitkomst):
    uitkomst.agendapunt.provincies.set([ProvincieFactory(code="pv23", naam="Overijssel")])


def van_een_andere_ronde(proef, uitkomst):
    overleg = uitkomst.agendapunt.overleg
    overleg.ronde = Ronde.objects.create(
        cyclus=proef.ronde.cyclus, gremium=Gremium.BOL, label="BOL najaar"
    )
    overleg.save(update_fields=["ronde"])


@pytest.mark.parametrize("maak_anders", [van_een_andere_provincie, van_een_andere_ronde])
def test_a_besluit_on_another_arrangement_does_not_count(proef, maak_anders):
    """ARR-1: of this provincie and of the ronde that was chosen, and of no other."""
    proef.afgestemd()
    besluit_voor(proef.vraagstuk)
    proef.bevries_lijst()
    maak_anders(proef, proef.bol_besluit())
    with geweigerd("bol_besluit_ontbreekt"):
        proef.stap("stel_vast")


def test_an_afspraak_that_cannot_be_established_blocks_by_name(proef):
    """AFS-5, BOL-1: its text is not on a frozen list yet."""
    proef.afgestemd()
    besluit_voor(proef.vraagstuk)
    proef.bol_besluit()
    with pytest.raises(ValidationError, match=proef.afspraken[0].nummer):
        proef.stap("stel_vast")
    assert proef.nu().status == S.AFGESTEMD
    assert Afspraak.objects.get(pk=proef.afspraken[0].pk).status == "afgestemd"


def test_an_afspraak_that_lapsed_meanwhile_blocks(proef):
    """ARR-1: what is printed is established, and nothing else."""
    proef.besloten(aantal=2)
    met_een_vervallen_afspraak(proef)
    with geweigerd("afspraak_niet_vastgesteld"):
        proef.stap("stel_vast")


@pytest.mark.parametrize(
    ("fase", "code"),
    [("elders_belegd", "vraagstuk_niet_opneembaar"), ("geen_keuze", "zonder_keuze")],
)
def test_a_vraagstuk_that_left_meanwhile_is_not_established(proef, fase, code):
    """ARR-2, VRA-6: what is no longer in NOVEX comes out; without a keuze it is a knelpunt."""
    proef.besloten()
    zet_fase(proef.vraagstuk, fase)
    with geweigerd(code, "vraagstuk_niet_in_opvolging"):
        proef.stap("stel_vast")


def test_someone_says_which_besluit_is_about_the_arrangement(proef):
    """ARR-1: another besluit on this provincie is not taken for it, not even the only one."""
    proef.besloten()
    with geweigerd("besluit_niet_gekozen"):
        verbs.voer_stap_uit(
            pk=proef.arrangement.pk, naam="stel_vast", motivatie="Zo.", door=proef.staf, op=OP
        )
    tweede = proef.bol_besluit()
    assert proef.stap("stel_vast", uitkomst=tweede).uitkomst == tweede


def test_a_besluit_on_what_was_agreed_before_does_not_establish_another_text(proef):
    """ARR-1: it went back and was changed after the BOL; the same content needs no new besluit."""
    proef.besloten()
    proef.stap("heropen")
    Arrangement.objects.filter(pk=proef.arrangement.pk).update(gebieden_tekst="Niet besproken.")
    for door in (proef.staf, proef.provinciaal):
        proef.akkoord(door)
    with geweigerd("besluit_over_andere_inhoud"):
        proef.stap("stel_vast")
    proef.stap("heropen")
    Arrangement.objects.filter(pk=proef.arrangement.pk).update(gebieden_tekst="")
    for door in (proef.staf, proef.provinciaal):
        proef.akkoord(door)
    assert proef.stap("stel_vast").status == S.VASTGESTELD


def test_a_later_besluit_establishes_the_other_text(proef):
    """ARR-1, BES-8: the BOL says that it holds for this text too, and that one is chosen."""
    proef.besloten()
    eerste = proef.nu().bol_besluiten().get()
    proef.stap("heropen")
    Arrangement.objects.filter(pk=proef.arrangement.pk).update(gebieden_tekst="Alsnog besproken.")
    for door in (proef.staf, proef.provinciaal):
        proef.akkoord(door)
    tweede = proef.bol_besluit()
    with geweigerd("besluit_past_niet"):
        proef.stap("stel_vast", uitkomst=eerste)
    assert proef.stap("stel_vast", uitkomst=tweede).uitkomst == tweede


def test_a_besluit_on_something_else_is_refused(proef):
    """ARR-1: only a besluit of this BOL on an arrangement of this provincie."""
    proef.besloten()
    ander = besluit_voor(proef.vraagstuk)
    with geweigerd("besluit_past_niet"):
        proef.stap("stel_vast", uitkomst=ander)


def test_before_the_kamerbrief_nothing_is_published(proef):
    """ARR-7, BOL-2: the embargo holds, for its afspraken too."""
    proef.vastgesteld()
    with geweigerd("embargo"):
        proef.stap("publiceer")
    assert not Afspraak.objects.openbare().exists()


def test_a_besluit_that_was_revised_away_publishes_nothing(proef):
    """ARR-1, BES-8: until the outcome is a besluit again."""
    proef.vastgesteld()
    proef.kamerbrief()
    aangehouden = Uitkomstinvoer(
        soort=Uitkomstsoort.AANGEHOUDEN,
        motivatie="Toch niet.",
        tot_wanneer=OP,
        reden="Fout.",
    )
    herzie(proef, aangehouden)
    with geweigerd("besluit_herzien"):
        proef.stap("publiceer")
    herzie(
        proef, Uitkomstinvoer(soort=Uitkomstsoort.BESLUIT, tekst="Toch wel.", reden="Nagekeken.")
    )
    assert proef.stap("publiceer").status == S.GEPUBLICEERD


def herzie(proef, invoer):
    """Another outcome of the punt that established it."""
    punt = proef.nu().uitkomst.agendapunt
    nu = punt.uitkomsten.actueel().get()
    uitkomsten.leg_vast(punt_pk=punt.pk, invoer=invoer, gezien=nu.pk, door=proef.staf, op=OP)


def _regel_van(proef):
    return Lijstregel.objects.get(bron_sleutel=proef.afspraken[0].nummer)


def weg_van_de_lijst(proef):
    lijst.haal_regel_weg(pk=_regel_van(proef).pk, reden="Niet besloten.", door=proef.staf)


def anders_op_de_lijst(proef):
    Lijstregel.objects.filter(pk=_regel_van(proef).pk).update(tekst="Iets anders.")


@pytest.mark.parametrize("wijzig", [weg_van_de_lijst, anders_op_de_lijst])
def test_what_the_kamerbrief_does_not_carry_is_not_published(proef, wijzig):
    """BOL-1, BOL-2: its line stands in the last version of the list as it was established, which
    its page says before the brief is sent."""
    proef.vastgesteld(aantal=2)
    wijzig(proef)
    proef.bevries_lijst()
    with geweigerd("embargo", "niet_op_de_lijst"):
        proef.stap("publiceer")
    proef.kamerbrief()
    with pytest.raises(ValidationError, match=f"{proef.afspraken[0].nummer} staat niet of"):
        proef.stap("publiceer")


def test_an_afspraak_of_another_ronde_waits_for_its_own_kamerbrief(proef):
    """BOL-2: the edition of one ronde opens nothing of another that is still under embargo."""
    proef.besloten()
    ander = Ronde.objects.create(cyclus=proef.ronde.cyclus, gremium=Gremium.BOL, label="BOL najaar")
    van_editie = proef.nu().bol_besluiten().get()
    Overleg.objects.filter(agendapunten__vraagstuk=proef.vraagstuk, gremium=Gremium.BOL).update(
        ronde=ander
    )
    Lijstonderwerp.objects.update(ronde=ander)
    lijst.bevries(ronde_pk=ander.pk, door=proef.staf, doel="Kamerbrief", op=OP)
    proef.stap("stel_vast", uitkomst=van_editie)
    regel(proef.ronde, proef.staf)
    proef.bevries_lijst()
    proef.kamerbrief()
    with geweigerd("embargo_van_andere_ronde"):
        proef.stap("publiceer")
    assert not Afspraak.objects.openbare().exists()
    lijst.leg_kamerbrief_vast(
        ronde_pk=ander.pk, door=proef.staf, datum=OP, nummer="2027D00002", op=OP
    )
    assert proef.stap("publiceer").status == S.GEPUBLICEERD


def test_what_lapsed_since_needs_no_line(proef):
    """AFS-9, BOL-2: it is taken off the list with its reason, and the edition says what was."""
    proef.vastgesteld(aantal=2)
    status.voer_stap_uit(
        pk=proef.afspraken[0].pk, naam="beeindig", motivatie="Achterhaald.", door=proef.staf, op=OP
    )
    proef.bevries_lijst()
    proef.kamerbrief()
    assert proef.stap("publiceer").status == S.GEPUBLICEERD


def test_a_withdrawal_has_a_reason_and_ends_it(proef):
    """ARR-1, ALG-2: it stays to be read why; a new edition may follow."""
    proef.vastgesteld()
    with geweigerd("reden_ontbreekt"):
        proef.stap("trek_in", motivatie="  ")
    assert proef.stap("trek_in", motivatie="Het BOL kwam erop terug.").status == S.INGETROKKEN
    assert Proef().begin().nu().status == S.CONCEPT


def test_a_published_edition_that_is_withdrawn_stays_readable_with_its_reason(
    proef, client, buitenstaander
):
    """ARR-1, ALG-2: for everyone who could read it, in the list and on its page."""
    proef.gepubliceerd()
    titel = proef.afspraken[0].titel
    with pytest.raises(PermissionDenied):
        proef.stap("trek_in", door=proef.accounthouder)
    nu = proef.stap("trek_in", motivatie="De Raad van State vernietigde het besluit.")
    assert nu.status == S.INGETROKKEN
    for user in (buitenstaander, proef.provinciaal):
        client.force_login(user)
        lijst = client.get(f"/arrangementen/?jaar={nu.jaar}").text
        assert "Ingetrokken" in lijst
        for pagina in (lijst, client.get(nu.get_absolute_url()).text):
            assert "De Raad van State vernietigde het besluit." in pagina
        assert titel in client.get(f"{nu.get_absolute_url()}voorbeeld/").text
    Proef().begin()
    client.force_login(proef.provinciaal)
    assert "vernietigde" not in client.get(f"/arrangementen/?jaar={nu.jaar}").text
    assert not Opname.objects.for_user(buitenstaander).exists()


def test_a_withdrawn_edition_that_was_never_published_is_of_the_two_sides(proef, buitenstaander):
    """ZIC-3, ARR-7: the embargo does not end with the withdrawal."""
    proef.vastgesteld()
    proef.stap("trek_in", motivatie="Het BOL kwam erop terug.")
    assert not Arrangement.objects.for_user(buitenstaander).exists()


def test_what_both_sides_agreed_on_is_what_is_established(proef):
    """ARR-1, AFS-9: an afspraak that was reopened and changed since asks both akkoorden anew."""
    proef.besloten()
    afspraak = proef.afspraken[0]
    Afspraak.objects.filter(pk=afspraak.pk).update(resultaat="Een kaart met negen gebieden")
    geef_akkoorden(afspraak)
    with geweigerd("akkoord_ontbreekt"):
        proef.stap("stel_vast")
    [eerste, _] = tekorten(proef.nu(), [beide_kanten_akkoord])
    assert eerste.messages == [
        "Het Rijk was akkoord met een andere inhoud. Zet het arrangement terug naar concept en "
        "vraag opnieuw om akkoord."
    ]
    proef.stap("heropen", motivatie="Het resultaat is veranderd.")
    proef.akkoord(proef.staf)
    proef.akkoord(proef.provinciaal)
    with geweigerd("besluit_over_andere_inhoud"):
        proef.stap("stel_vast")
    besluit = proef.bol_besluit()
    assert proef.stap("stel_vast", uitkomst=besluit).status == S.VASTGESTELD


@pytest.mark.parametrize("naam", ["heropen", "stel_vast", "trek_in"])
def test_who_has_no_right_makes_no_step(proef, naam, expert):
    """ROL-1: a department reads, and moves nothing."""
    proef.besloten()
    with pytest.raises(PermissionDenied):
        proef.stap(naam, door=expert)


def test_the_provincie_does_not_record_the_besluit(proef):
    """ROL-1: recording and publishing is for VRO-staf."""
    proef.besloten()
    for naam in ("stel_vast", "trek_in"):
        with pytest.raises(PermissionDenied):
            proef.stap(naam, door=proef.provinciaal)


def test_establishing_asks_for_the_pdf(proef, django_capture_on_commit_callbacks, monkeypatch):
    """ARR-4: one task for the frozen edition, started after the commit."""
    gestart = []
    monkeypatch.setattr("arrangementen.services.arrangement.start", gestart.append)
    proef.besloten()
    with django_capture_on_commit_callbacks(execute=True):
        proef.stap("stel_vast")
    taak = Achtergrondtaak.objects.get()
    assert gestart == [taak.pk]
    assert taak.gegevens["vaststelling"] == proef.nu().vaststelling.pk
