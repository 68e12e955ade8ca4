"""OVL-1 as one table: what it says is written out here, apart from the code."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from dossiers.models import Fase
from dossiers.services import fasen
from governance.forms.agenda import NieuwAgendapuntForm
from governance.forms.uitkomst import UitkomstForm
from governance.gremia import (
    MAG,
    Gremium,
    Puntsoort,
    Uitkomstsoort,
    fasen_van,
    soorten_van,
    uitkomsten_van,
)
from governance.models import Agendapunt, Overleg, Uitkomst
from governance.services import agenda, stappen, uitkomsten
from tests.dossiers.factories import AanpakFactory, TriagebesluitFactory, VraagstukFactory
from tests.governance.factories import (
    AgendapuntFactory,
    OverlegFactory,
    in_stand,
    met_uitkomst,
    rijp_vraagstuk,
    verzonden,
)
from tests.weigeringen import geweigerd

ALTIJD = "aangehouden teruggegeven"
INFO = f"kennisgenomen {ALTIJD}"
BESPREKING = f"besproken doorgeleid {INFO}"
ADVIES = f"advies geen_consensus doorgeleid {ALTIJD}"
VOORBEREIDEND = {
    "ter_informatie": INFO,
    "ter_bespreking": BESPREKING,
    "ter_advisering": ADVIES,
}
# The specification's table: gremium, soort, outcomes. What is not here is refused.
TABEL = {
    "accountteam": VOORBEREIDEND,
    "werkgroep": VOORBEREIDEND,
    "snelle_tafel": VOORBEREIDEND,
    "regietafel": {**VOORBEREIDEND, "ter_besluitvorming": f"besluit doorgeleid {ALTIJD}"},
    "do": {
        **VOORBEREIDEND,
        "ter_besluitvorming": f"besluit {ADVIES}",
        "hamerstuk": f"besluit {ALTIJD}",
    },
    "gp_dg": VOORBEREIDEND,
    "bol": {
        "ter_informatie": INFO,
        "ter_bespreking": f"besproken {INFO}",
        "ter_besluitvorming": f"besluit geen_keuze {ALTIJD}",
        "hamerstuk": f"besluit geen_keuze {ALTIJD}",
    },
}
ALLE = [
    (gremium, soort, uitkomst)
    for gremium in Gremium.values
    for soort in Puntsoort.values
    for uitkomst in Uitkomstsoort.values
]
NOOIT_BESLUIT = ["accountteam", "werkgroep", "snelle_tafel", "gp_dg"]


def mag(gremium, soort, uitkomst):
    return uitkomst in TABEL[gremium].get(soort, "").split()


def punt_van(gremium, soort, **velden):
    """A punt in the database, past the model: so that the database itself is asked."""
    return AgendapuntFactory(
        overleg=OverlegFactory(gremium=gremium), soort=soort, vraagstuk=None, **velden
    )


def test_the_table_is_the_specification():
    """Every gremium x soort x uitkomst, against the table written out above (OVL-1)."""
    assert {
        (gremium.value, soort.value, uitkomst.value)
        for gremium, soorten in MAG.items()
        for soort, uitkomsten in soorten.items()
        for uitkomst in uitkomsten
    } == {combinatie for combinatie in ALLE if mag(*combinatie)}


@pytest.mark.parametrize("gremium", NOOIT_BESLUIT)
def test_these_never_decide(gremium):
    """GP-DG, accountteam, werkgroep and snelle tafel have no besluit at all (OVL-1, H 4.3)."""
    for soort in soorten_van(gremium):
        assert Uitkomstsoort.BESLUIT not in uitkomsten_van(gremium, soort)
        assert Uitkomstsoort.GEEN_KEUZE not in uitkomsten_van(gremium, soort)
    assert Puntsoort.TER_BESLUITVORMING not in soorten_van(gremium)
    assert Puntsoort.HAMERSTUK not in soorten_van(gremium)


@pytest.mark.parametrize("gremium", Gremium.values)
def test_the_model_and_the_database_refuse_a_soort(db, gremium):
    """A punt of a kind that the table may not have is refused in model and database (OVL-1)."""
    overleg = OverlegFactory(gremium=gremium)
    for soort in Puntsoort.values:
        punt = Agendapunt(
            overleg=overleg,
            gremium=gremium,
            onderwerp="X",
            soort=soort,
            gevraagd_besluit="Instemmen met X.",
            indiener_id=AgendapuntFactory(vraagstuk=None).indiener_id,
        )
        if soort in TABEL[gremium]:
            punt.validate_constraints()
            continue
        with geweigerd("soort_mag_niet"):
            punt.validate_constraints()
        with pytest.raises(IntegrityError), transaction.atomic():
            punt.save()


@pytest.mark.parametrize("gremium", Gremium.values)
def test_the_model_and_the_database_refuse_an_uitkomst(db, staf, gremium):
    """An outcome outside the table is refused in model and database (OVL-1, BES-1)."""
    for soort in TABEL[gremium]:
        punt = punt_van(gremium, soort)
        for uitkomst in Uitkomstsoort.values:
            rij = Uitkomst(
                agendapunt=punt,
                provincie=punt.provincies.first(),
                gremium=gremium,
                puntsoort=soort,
                soort=uitkomst,
                tekst="T",
                motivatie="M",
                knelpunt="K",
                tot_wanneer="2027-06-01",
                vervolg="uitwerken" if (gremium, uitkomst) == ("snelle_tafel", "advies") else "",
                bestemming="do" if (gremium, uitkomst) == ("regietafel", "doorgeleid") else "",
                door=staf,
            )
            if mag(gremium, soort, uitkomst):
                rij.validate_constraints()
                continue
            with geweigerd("uitkomst_mag_niet"):
                rij.validate_constraints()
            with pytest.raises(IntegrityError), transaction.atomic():
                rij.save()


def test_an_outcome_cannot_name_another_table_than_its_punt(db, staf):
    """The database keeps gremium and soort of punt and outcome equal (OVL-1)."""
    punt = punt_van("gp_dg", "ter_advisering")
    with pytest.raises(IntegrityError), transaction.atomic():
        Uitkomst.objects.create(
            agendapunt=punt, gremium="bol", puntsoort="ter_besluitvorming", soort="besluit",
            tekst="T", door=staf,
        )  # fmt: skip


def test_a_punt_cannot_name_another_table_than_its_overleg(db):
    """The database keeps the gremium of overleg and punt equal (OVL-1)."""
    punt = punt_van("gp_dg", "ter_advisering")
    bol = OverlegFactory(gremium="bol")
    with pytest.raises(IntegrityError), transaction.atomic():
        Agendapunt.objects.filter(pk=punt.pk).update(gremium="bol")
    punt.overleg = bol
    with geweigerd("gremium_past_niet"):
        punt.clean()


@pytest.mark.parametrize("gremium", Gremium.values)
def test_the_forms_offer_only_what_may(db, staf, gremium):
    """Choices in the forms are those of the table, no more and no fewer (OVL-1)."""
    overleg = OverlegFactory(gremium=gremium)
    form = NieuwAgendapuntForm(overleg=overleg, user=staf)
    assert {waarde for waarde, _ in form.fields["soort"].choices} == set(TABEL[gremium])
    for soort in TABEL[gremium]:
        uitkomstform = UitkomstForm(punt=punt_van(gremium, soort))
        geboden = {waarde for waarde, _ in uitkomstform.fields["soort"].choices}
        assert geboden == {u for u in Uitkomstsoort.values if mag(gremium, soort, u)}


def test_the_service_refuses_a_gpdg_punt_for_a_decision(staf, gelderland):
    """A GP-DG punt ter besluitvorming is refused with a sentence (OVL-1)."""
    overleg = OverlegFactory(gremium="gp_dg")
    with pytest.raises(ValidationError) as weigering:
        agenda.zet_op_agenda(
            overleg_pk=overleg.pk,
            door=staf,
            soort="ter_besluitvorming",
            onderwerp="Polder",
            gevraagd_besluit="Instemmen met X.",
        )
    assert "Dit overleg mag een punt van deze soort niet behandelen." in str(weigering.value)


def test_the_service_refuses_a_gpdg_besluit(staf, gelderland):
    """The service has no way to a besluit in the GP-DG (OVL-1)."""
    punt = punt_van("gp_dg", "ter_advisering")
    in_stand(punt.overleg, "verzonden")
    with geweigerd("uitkomst_mag_niet"):
        met_uitkomst(punt, staf, Uitkomstsoort.BESLUIT)


@pytest.mark.parametrize("nodig", [True, None])
def test_a_do_decides_only_without_a_bestuurlijke_keuze(staf, gelderland, nodig):
    """No besluit in the DO where a bestuurlijke keuze is needed or unknown (OVL-1, BES-4)."""
    vraagstuk = rijp_vraagstuk(bestuurlijke_keuze_nodig=nodig)
    punt = AgendapuntFactory(vraagstuk=vraagstuk, soort="ter_besluitvorming")
    in_stand(punt.overleg, "verzonden")
    with geweigerd("bestuurlijke_keuze_nodig"):
        met_uitkomst(punt, staf, Uitkomstsoort.BESLUIT)


def test_a_do_may_decide_what_needs_no_bestuurlijke_keuze(staf, gelderland):
    """The other side of the same guard: then the besluit is stored (OVL-1, BES-4)."""
    punt = AgendapuntFactory(
        vraagstuk=rijp_vraagstuk(bestuurlijke_keuze_nodig=False), soort="ter_besluitvorming"
    )
    in_stand(punt.overleg, "verzonden")
    met_uitkomst(punt, staf, Uitkomstsoort.BESLUIT)
    assert Uitkomst.objects.get().soort == Uitkomstsoort.BESLUIT


@pytest.mark.parametrize(
    ("fase", "mag_het"), [(Fase.BEELDVORMING, True), (Fase.OORDEELSVORMING, False)]
)
def test_the_regietafel_decides_in_beeldvorming_only(staf, gelderland, fase, mag_het):
    """Triage and exits in beeldvorming, nothing after that (OVL-1)."""
    vraagstuk = VraagstukFactory(fase=fase)
    AanpakFactory(vraagstuk=vraagstuk)
    punt = AgendapuntFactory(
        overleg=OverlegFactory(gremium="regietafel"),
        vraagstuk=vraagstuk,
        soort="ter_besluitvorming",
    )
    in_stand(punt.overleg, "verzonden")
    if mag_het:
        met_uitkomst(punt, staf, Uitkomstsoort.BESLUIT)
        assert Uitkomst.objects.exists()
        return
    with geweigerd("regietafel_alleen_beeldvorming"):
        met_uitkomst(punt, staf, Uitkomstsoort.BESLUIT)


@pytest.fixture
def aan_de_regietafel(gelderland):
    vraagstuk = VraagstukFactory()
    TriagebesluitFactory(advies__vraagstuk=vraagstuk)
    overleg = OverlegFactory(gremium="regietafel", provincies=[])
    return AgendapuntFactory(
        overleg=overleg, vraagstuk=vraagstuk, soort="ter_besluitvorming", provincies=[]
    )


def zet_door(punt, regietafellid):
    fasen.voer_overgang_uit(
        pk=punt.vraagstuk_id, naam="zet_door", door=regietafellid, motivatie="Zo besloten."
    )


def test_what_the_regietafel_decided_is_recorded_after_it_was_done(
    aan_de_regietafel, staf, regietafellid
):
    """OVL-1, BES-1: its besluit is carried out first and recorded then; the meeting closes."""
    verzonden(aan_de_regietafel.overleg, staf)
    zet_door(aan_de_regietafel, regietafellid)
    punt = Agendapunt.objects.get()
    met_uitkomst(punt, staf, Uitkomstsoort.BESLUIT)
    assert uitkomsten.sluit(overleg_pk=punt.overleg_id, door=staf).is_gesloten


def test_what_left_before_the_agenda_went_out_is_not_decided_on(
    aan_de_regietafel, staf, regietafellid
):
    """OVL-1: what went on for another reason is no besluit of this table."""
    zet_door(aan_de_regietafel, regietafellid)
    in_stand(aan_de_regietafel.overleg, "verzonden")
    stappen.bevries(aan_de_regietafel.overleg, staf, reden="")
    with geweigerd("regietafel_alleen_beeldvorming"):
        met_uitkomst(Agendapunt.objects.get(), staf, Uitkomstsoort.BESLUIT)


@pytest.mark.parametrize("soort", ["ter_besluitvorming", "hamerstuk"])
def test_a_do_decides_on_a_vraagstuk_only(staf, gelderland, soort):
    """Whether a bestuurlijke keuze is needed cannot be judged without one (OVL-1, BES-4)."""
    punt = AgendapuntFactory(vraagstuk=None, soort=soort)
    in_stand(punt.overleg, "verzonden")
    with geweigerd("bestuurlijke_keuze_nodig"):
        met_uitkomst(punt, staf, Uitkomstsoort.BESLUIT)


@pytest.mark.parametrize("soort", ["ter_informatie", "ter_bespreking"])
def test_a_bol_does_no_beeldvorming(soort):
    """The BOL reads and discusses progress, from oordeelsvorming on (OVL-1)."""
    assert fasen_van("bol", soort) == {"oordeelsvorming", "besluitvorming", "opvolging"}
    assert "beeldvorming" in fasen_van("do", soort)


def test_the_state_of_an_agenda_is_not_set_by_update(db):
    """The state changes by an overgang only (AGE-3)."""
    with pytest.raises(TypeError):
        Overleg.objects.all().update(agenda_status="verzonden")
