"""From concept to gepubliceerd: who, when, and every reason why not yet."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet

from arrangementen.models import (
    Afspraak,
    Arrangement,
    Arrangementstap,
    GeenEditie,
    Opname,
    Vaststelling,
)
from arrangementen.services import arrangement as verbs
from arrangementen.services import inhoud, status
from dossiers.models import Fase, Vraagstuk
from governance.gremia import Gremium
from governance.models import Ronde
from governance.models.lijst import Lijstregel
from governance.services import lijst
from novex.fsm import overgangen_nu
from novex.models import Achtergrondtaak
from tests.arrangementen.edities import OP, Proef
from tests.arrangementen.factories import besluit_voor, geef_akkoorden, zet_status
from tests.factories import ProvincieFactory
from tests.weigeringen import geweigerd

pytestmark = pytest.mark.django_db
S = Arrangement.Status


# ---- The whole way ---------------------------------------------------------------


def test_the_whole_way_to_gepubliceerd(proef):
    """ARR-1, ARR-4, ARR-7, BOL-2: each state by its own act, and each act in the log."""
    proef.gepubliceerd(aantal=2)
    nu = proef.nu()
    assert nu.status == S.GEPUBLICEERD
    assert nu.uitkomst.tekst == "Het BOL stelt het arrangement vast."
    assert nu.vastgesteld_op == OP
    stappen = [(stap.van, stap.naar) for stap in nu.stappen.all()]
    assert stappen == [
        ("", "concept"),
        ("concept", "afgestemd"),
        ("afgestemd", "vastgesteld"),
        ("vastgesteld", "gepubliceerd"),
    ]
    assert all(regel["voldoet"] for stap in nu.stappen.all() for regel in stap.toets)
    afspraken = Afspraak.objects.filter(opnames__arrangement=nu)
    assert {a.status for a in afspraken} == {"vastgesteld"}
    assert all(a.openbaar_op for a in afspraken)
    assert nu.vaststelling.gegevens["stand"] == "vastgesteld"


def test_the_table_of_states_is_the_declaration():
    """ARR-1: these overgangen and no others, from every state."""
    tabel = {
        S.CONCEPT: {"stem_af": S.AFGESTEMD, "trek_in": S.INGETROKKEN},
        S.AFGESTEMD: {
            "heropen": S.CONCEPT,
            "stel_vast": S.VASTGESTELD,
            "trek_in": S.INGETROKKEN,
        },
        S.VASTGESTELD: {"publiceer": S.GEPUBLICEERD, "trek_in": S.INGETROKKEN},
        S.GEPUBLICEERD: {"trek_in": S.INGETROKKEN},
        S.INGETROKKEN: {},
    }
    for stand, verwacht in tabel.items():
        arrangement = Arrangement(status=stand)
        assert {o.name: o.target for o in overgangen_nu(arrangement, "status")} == verwacht


@pytest.mark.parametrize("naam", ["stem_af", "heropen", "stel_vast", "publiceer", "bestaat_niet"])
def test_a_step_that_does_not_fit_the_state_is_refused(proef, naam):
    """ARR-1: a concept does not skip the graph, and the akkoorden alone make it afgestemd."""
    proef.gevuld()
    with geweigerd("stap_onmogelijk"):
        proef.stap(naam)


def test_akkoord_of_both_sides_pushes_the_texts_to_the_bol_list(proef):
    """ARR-1, BOL-1: afgestemd, and the concept list has the text of each afspraak."""
    proef.gevuld(aantal=2)
    assert proef.akkoord(proef.staf).status == S.CONCEPT
    assert not Lijstregel.objects.exists()
    assert proef.akkoord(proef.provinciaal).status == S.AFGESTEMD
    sleutels = set(Lijstregel.objects.values_list("bron_sleutel", flat=True))
    assert sleutels == {a.nummer for a in proef.afspraken}


def test_a_line_that_was_taken_off_comes_back_only_when_somebody_asks(proef):
    """BOL-1, ALG-2: another akkoord of both sides leaves it off, with its reason."""
    proef.afgestemd()
    regel = Lijstregel.objects.get()
    lijst.haal_regel_weg(pk=regel.pk, reden="Eerst naar het DO.", door=proef.staf)
    proef.stap("heropen")
    proef.akkoord(proef.staf)
    assert proef.akkoord(proef.provinciaal).status == S.AFGESTEMD
    regel.refresh_from_db()
    assert (bool(regel.afgevoerd_op), regel.afgevoerd_reden) == (True, "Eerst naar het DO.")
    (afspraak,) = proef.afspraken
    status.zet_op_lijst(pk=afspraak.pk, ronde=proef.ronde, door=proef.staf)
    regel.refresh_from_db()
    assert regel.afgevoerd_op is None


# ---- Akkoord ---------------------------------------------------------------------


def zonder_ronde(proef):
    proef.arrangement.ronde = None
    proef.arrangement.save()


def zonder_inhoud(proef):
    inhoud.trek_opname_in(pk=Opname.objects.get().pk, reden="Toch niet.", door=proef.accounthouder)


def zonder_afspraak(proef):
    opgenomen = proef.nu().opgenomen_afspraken.get()
    inhoud.haal_afspraak_uit(pk=opgenomen.pk, door=proef.accounthouder)


def met_een_concept(proef):
    zet_status(proef.afspraken[0], "concept")


def met_een_vervallen_afspraak(proef):
    zet_status(proef.afspraken[0], "vervallen", vervallen_op=OP, vervallen_reden="Dubbel.")


def met_een_beeindigd_vraagstuk(proef):
    QuerySet.update(Vraagstuk.objects.filter(pk=proef.vraagstuk.pk), fase=Fase.BEEINDIGD)


@pytest.mark.parametrize(
    ("breek", "code"),
    [
        (zonder_ronde, "ronde_ontbreekt"),
        (zonder_inhoud, "opname_ontbreekt"),
        (zonder_afspraak, "afspraak_ontbreekt"),
        (met_een_concept, "afspraak_niet_afgestemd"),
        (met_een_vervallen_afspraak, "afspraak_vervallen"),
        (met_een_beeindigd_vraagstuk, "vraagstuk_niet_opneembaar"),
    ],
)
def test_what_stands_in_the_way_of_an_akkoord(proef, breek, code):
    """ARR-1, ARR-2, ARR-3, AFS-5: each guard by its own code."""
    proef.gevuld()
    breek(proef)
    with geweigerd(code):
        proef.akkoord(proef.staf)


def test_all_that_is_missing_is_named_at_once(proef):
    """VRA-3: two different guards in one refusal."""
    proef.gevuld()
    zonder_ronde(proef)
    met_een_concept(proef)
    with geweigerd("ronde_ontbreekt", "afspraak_niet_afgestemd"):
        proef.akkoord(proef.staf)


def test_an_akkoord_is_on_what_was_read(proef):
    """ARR-1: the content changed after the page was opened, so it is read again."""
    proef.gevuld()
    gelezen = proef.som()
    proef.neem_afspraak_op()
    with geweigerd("inhoud_veranderd"):
        verbs.geef_akkoord(
            pk=proef.arrangement.pk, kant="rijk", inhoud_sha256=gelezen, door=proef.staf, op=OP
        )


def test_a_change_ends_the_akkoord_of_the_other_side(proef):
    """ARR-1: both sides agree on one and the same content."""
    proef.gevuld()
    proef.akkoord(proef.staf)
    proef.neem_afspraak_op()
    assert proef.akkoord(proef.provinciaal).status == S.CONCEPT
    assert proef.akkoord(proef.staf).status == S.AFGESTEMD


def test_one_side_cannot_agree_twice(proef):
    """ARR-1: twice the Rijk is not both sides."""
    proef.gevuld()
    proef.akkoord(proef.staf)
    with geweigerd("al_akkoord"):
        proef.akkoord(proef.staf)


def test_back_to_concept_both_agree_anew(proef):
    """ARR-1, ALG-2: the return has a reason, and the earlier akkoorden no longer count."""
    proef.afgestemd()
    with geweigerd("motivatie_ontbreekt"):
        proef.stap("heropen", motivatie=" ")
    proef.stap("heropen", motivatie="De provincie wil een afspraak toevoegen.")
    assert proef.akkoord(proef.staf).status == S.CONCEPT
    assert proef.akkoord(proef.provinciaal).status == S.AFGESTEMD


def test_nobody_agrees_for_the_other_side(proef):
    """ARR-1, ROL-1: the side is that of the user's own organisatie."""
    proef.gevuld()
    with pytest.raises(PermissionDenied):
        verbs.geef_akkoord(
            pk=proef.arrangement.pk, kant="regio", inhoud_sha256=proef.som(), door=proef.staf, op=OP
        )
    with pytest.raises(PermissionDenied):
        proef.akkoord(proef.accounthouder)


# ---- Establish and publish -------------------------------------------------------


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


def test_someone_says_which_besluit_is_about_the_arrangement(proef):
    """ARR-1: another besluit on this provincie is not taken for it, not even the only one."""
    proef.besloten()
    with geweigerd("besluit_niet_gekozen"):
        verbs.voer_stap_uit(
            pk=proef.arrangement.pk, naam="stel_vast", motivatie="Zo.", door=proef.staf, op=OP
        )
    tweede = proef.bol_besluit()
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
    proef.stap("heropen", motivatie="Het resultaat is veranderd.")
    proef.akkoord(proef.staf)
    proef.akkoord(proef.provinciaal)
    assert proef.stap("stel_vast").status == S.VASTGESTELD


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


# ---- Visibility and doors that stay closed ---------------------------------------


def test_a_concept_is_never_seen_by_another_provincie(proef, buitenstaander):
    """ZIC-3, ARR-7: not the row, nor what hangs under it, before it is published."""
    proef.vastgesteld()
    assert not Arrangement.objects.for_user(buitenstaander).exists()
    assert not Vaststelling.objects.for_user(buitenstaander).exists()
    assert not Opname.objects.for_user(buitenstaander).exists()
    proef.kamerbrief()
    proef.stap("publiceer")
    assert Arrangement.objects.for_user(buitenstaander).exists()
    assert Vaststelling.objects.for_user(buitenstaander).exists()
    # How it came about stays with the two sides.
    assert not Opname.objects.for_user(buitenstaander).exists()
    assert not Arrangementstap.objects.for_user(buitenstaander).exists()


def test_a_beheerder_sees_no_arrangement(proef, beheerder):
    """ROL-1: that role reads no content, not even a published one."""
    proef.gepubliceerd()
    assert not Arrangement.objects.for_user(beheerder).exists()
    assert not GeenEditie.objects.for_user(beheerder).exists()


def test_the_status_has_no_back_door(proef):
    """ARR-1, ALG-2: not by update(), assignment or delete()."""
    proef.begin()
    with pytest.raises(TypeError):
        Arrangement.objects.update(status=S.GEPUBLICEERD)
    with pytest.raises(AttributeError):
        proef.arrangement.status = S.GEPUBLICEERD
    with pytest.raises(TypeError):
        Arrangement.objects.all().delete()


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
