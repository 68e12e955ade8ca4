"""From concept to gepubliceerd: the whole way, the akkoord of both sides, and who sees it."""

import pytest
from django.core.exceptions import PermissionDenied
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
from governance.forms.lijst import LijstregelWijzigForm
from governance.models.lijst import Lijstregel
from governance.services import lijst
from novex.fsm import overgangen_nu
from tests.arrangementen.edities import OP, met_een_vervallen_afspraak
from tests.arrangementen.factories import zet_status
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


def wijzig_regel(proef, tekst):
    """VRO-staf changes the only line of the list."""
    regel = Lijstregel.objects.get()
    gegevens = {"soort": regel.soort, "tekst": tekst, "versie": regel.versie}
    form = LijstregelWijzigForm(gegevens, instance=regel)
    assert form.is_valid(), form.errors
    lijst.wijzig_regel(form=form, door=proef.staf)


def met_de_hand(proef, afspraak):
    """As the BOL adopted it; not frozen yet."""
    wijzig_regel(proef, "Zoals het BOL de tekst aannam.")


def bevroren(proef, afspraak):
    """Frozen as it was pushed; the parties agreed on another text since."""
    proef.bol_besluit()
    proef.bevries_lijst()
    Afspraak.objects.filter(pk=afspraak.pk).update(tekst="Later bedacht.")


@pytest.mark.parametrize("maak_anders", [met_de_hand, bevroren])
def test_a_line_that_reads_otherwise_since_keeps_its_text(proef, client, maak_anders):
    """BOL-1, AFS-5: another akkoord of both sides does not put a text back over what the list
    says, and whoever gave it reads so; when somebody asks for it the text goes to the list."""
    proef.afgestemd()
    (afspraak,) = proef.afspraken
    maak_anders(proef, afspraak)
    op_de_lijst = Lijstregel.objects.get().tekst
    proef.stap("heropen")
    proef.akkoord(proef.staf)
    client.force_login(proef.provinciaal)
    adres = f"{proef.nu().get_absolute_url()}akkoord/"
    pagina = client.post(adres, {"inhoud_sha256": proef.som()}, follow=True)
    assert f"heeft een andere tekst voor {afspraak.nummer}." in pagina.text
    assert proef.nu().status == S.AFGESTEMD
    assert Lijstregel.objects.get().tekst == op_de_lijst
    status.zet_op_lijst(pk=afspraak.pk, ronde=proef.ronde, door=proef.staf)
    assert Lijstregel.objects.get().tekst == Afspraak.objects.get().tekst != op_de_lijst


def test_a_text_that_was_only_pushed_follows_the_next_akkoord(proef):
    """BOL-1: also after somebody asked for it over a change by hand."""
    proef.afgestemd()
    (afspraak,) = proef.afspraken
    wijzig_regel(proef, "Van de staf.")
    status.zet_op_lijst(pk=afspraak.pk, ronde=proef.ronde, door=proef.staf)
    proef.stap("heropen")
    Afspraak.objects.filter(pk=afspraak.pk).update(tekst="Opnieuw afgesproken.")
    for door in (proef.staf, proef.provinciaal):
        proef.akkoord(door)
    assert Lijstregel.objects.get().tekst == "Opnieuw afgesproken."


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
