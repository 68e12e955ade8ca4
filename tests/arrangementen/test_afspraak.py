"""Making and changing an afspraak; who may do that, and until when."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from arrangementen import bol
from arrangementen.forms.afspraak import LandingForm, SmartForm
from arrangementen.models import Actie, Afspraak, Landing, Woordkeuze
from arrangementen.services import acties, afspraken
from dossiers.models import Fase, Feit, Vraagstuk
from dossiers.querysets import VraagstukQuerySet
from governance.gremia import Gremium, Uitkomstsoort
from governance.models import Agendapunt, Agendastatus, Overleg
from novex.forms import Verouderd
from tests.arrangementen.afspraken import OP, maak, smart, wijzig
from tests.arrangementen.factories import (
    ActieFactory,
    AfspraakFactory,
    besluit_voor,
    bol_ronde,
    zet_agenda,
    zet_fase,
    zet_status,
)
from tests.dossiers.factories import VraagstukFactory
from tests.governance.factories import AgendapuntFactory, OverlegFactory, in_stand
from tests.weigeringen import geweigerd


@pytest.mark.parametrize("wie", ["accounthouder", "provinciaal", "expert", "staf"])
def test_either_side_starts_a_concept(request, vraagstuk, wie):
    """AFS-1: AH, province, department and VRO-staf; the provincies follow the vraagstuk."""
    door = request.getfixturevalue(wie)
    afspraak = maak(vraagstuk, door)

    assert afspraak.status == Afspraak.Status.CONCEPT
    assert afspraak.organisatie == door.organisatie
    assert [p.code for p in afspraak.provincies.all()] == ["pv25"]
    assert Feit.objects.get(vraagstuk=vraagstuk).kenmerk == str(afspraak.pk)


@pytest.mark.parametrize("wie", ["regietafellid", "bestuurder_rijk", "bestuurder_provincie"])
def test_others_start_none(request, vraagstuk, wie):
    """The access table: a regietafellid and a reader only see."""
    with pytest.raises(PermissionDenied):
        maak(vraagstuk, request.getfixturevalue(wie))


def test_an_outsider_does_not_find_the_vraagstuk(vraagstuk, buitenstaander):
    """ZIC-3: another provincie finds nothing to put an afspraak under."""
    with pytest.raises(type(vraagstuk).DoesNotExist):
        maak(vraagstuk, buitenstaander)


@pytest.mark.parametrize(
    "fase", sorted(set(Fase) - {Fase.OORDEELSVORMING, Fase.BESLUITVORMING, Fase.OPVOLGING})
)
def test_not_before_oordeelsvorming_and_not_after_the_end(gelderland, staf, fase):
    """The editing table: no afspraken in beeldvorming or an end."""
    nummer = None if fase == Fase.CONCEPT else "2026-901"
    dossier = VraagstukFactory(
        lead_provincie=gelderland, fase=fase, nummer=nummer, organisatie=staf.organisatie
    )
    with geweigerd("fase_past_niet"):
        maak(dossier, staf)


def test_after_a_thousand_numbers_the_next_is_higher(vraagstuk, accounthouder):
    """AFS-1, AFS-8: a number is a number, not a text."""
    for nummer in ("AFS-2027-999", "AFS-2027-1000"):
        AfspraakFactory(nummer=nummer)
    assert maak(vraagstuk, accounthouder).nummer == "AFS-2027-1001"


def test_numbers_go_up_per_year_and_are_never_reused(vraagstuk, staf):
    """AFS-1, AFS-8: AFS-2027-001, 002 and so on, also after one lapsed."""
    eerste, tweede = maak(vraagstuk, staf), maak(vraagstuk, staf)
    zet_status(tweede, "vervallen", vervallen_reden="Dubbel.", vervallen_op=OP)
    derde, ander = maak(vraagstuk, staf), maak(vraagstuk, staf, jaar=2028)

    nummers = [a.nummer for a in (eerste, tweede, derde, ander)]
    assert nummers == ["AFS-2027-001", "AFS-2027-002", "AFS-2027-003", "AFS-2028-001"]


def test_only_an_earlier_afspraak_has_no_vraagstuk(db):
    """AFS-1: the database refuses a new afspraak without vraagstuk."""
    los = Afspraak(titel="Los", tekst="Los.", type="A", scope="landelijk", nummer="AFS-2027-900")
    with geweigerd("vraagstuk_ontbreekt"):
        los.validate_constraints()
    with pytest.raises(IntegrityError, match="afspraak_hoort_bij_vraagstuk"), transaction.atomic():
        los.save()
    los.herkomst_soort = Afspraak.Herkomst.RA_2025
    los.save()


@pytest.mark.parametrize(
    ("velden", "code"),
    [
        ({"type": ""}, "type_ontbreekt"),
        ({"scope": "landsdeel"}, "landsdeel_past_niet"),
        ({"scope": "gebied", "gebied": ""}, "gebied_ontbreekt"),
    ],
)
def test_a_concept_that_says_too_little_is_refused(vraagstuk, staf, velden, code):
    """AFS-1: type and scope have to fit."""
    with geweigerd(code):
        maak(vraagstuk, staf, **velden)


def test_both_sides_write_the_text(vraagstuk, accounthouder, provinciaal):
    """The access table: AH and province edit the same text, each after the other."""
    afspraak = maak(vraagstuk, accounthouder)
    wijzig(afspraak, provinciaal, tekst="Gelderland tekent de kaart.")
    nu = Afspraak.objects.get()
    assert (nu.tekst, nu.versie, nu.gewijzigd_door) == (
        "Gelderland tekent de kaart.",
        2,
        provinciaal,
    )
    assert nu.history.first().history_user == provinciaal


def test_a_department_writes_only_what_it_brought_in(vraagstuk, accounthouder, expert):
    """The access table: elsewhere a department has its own actions only."""
    with pytest.raises(PermissionDenied, match="alleen de acties"):
        wijzig(maak(vraagstuk, accounthouder), expert, tekst="Van LVVN.")
    assert wijzig(maak(vraagstuk, expert), expert, tekst="Van LVVN.").tekst == "Van LVVN."


def test_an_accounthouder_of_elsewhere_is_a_department(vraagstuk, expert, accounthouder_elders):
    """ROL-1: role and assignment."""
    with pytest.raises(PermissionDenied):
        wijzig(maak(vraagstuk, expert), accounthouder_elders, tekst="Van elders.")


def test_an_earlier_form_is_refused(vraagstuk, accounthouder, provinciaal):
    """409: the second editor gets the page that names the first."""
    afspraak = maak(vraagstuk, accounthouder)
    oud = Afspraak.objects.get()
    wijzig(afspraak, provinciaal, tekst="Eerst.")
    with pytest.raises(Verouderd) as weigering:
        wijzig(oud, accounthouder, tekst="Daarna.", versie=1)
    assert weigering.value.instance.gewijzigd_door == provinciaal
    assert Afspraak.objects.get().tekst == "Eerst."


def test_nobody_edits_itself_out_of_sight(vraagstuk, provinciaal, staf, drenthe):
    """The last provincie of one's own cannot be taken out where the vraagstuk is not seen."""
    dossier = VraagstukFactory(lead_provincie=drenthe, fase=Fase.OORDEELSVORMING)
    afspraak = maak(dossier, staf, provincies=[drenthe, provinciaal_provincie(provinciaal)])
    with geweigerd("buiten_eigen_zicht"):
        wijzig(afspraak, provinciaal, provincies=[drenthe.pk])


def provinciaal_provincie(user):
    return user.organisatie.provincie


@pytest.mark.parametrize("stand", ["verzonden", "gehouden", "vastgesteld"])
def test_the_text_stops_when_the_bol_papers_are_sent(client, vraagstuk, accounthouder, stand):
    """The editing table, AFS-9: until the papers are sent; then, also in opvolging, for later.

    The form for a new one begins with the first year that is open.
    """
    client.force_login(accounthouder)
    nieuw = reverse("arrangementen:afspraak-nieuw", args=[vraagstuk.pk])
    assert client.get(nieuw).context["form"]["jaar"].value() == bol.lopend_jaar(localdate())
    afspraak, later = maak(vraagstuk, accounthouder), maak(vraagstuk, accounthouder, jaar=2028)
    besluit_voor(vraagstuk)
    zet_agenda(Overleg.objects.get(), stand)
    for fase in (Fase.BESLUITVORMING, Fase.OPVOLGING):
        zet_fase(vraagstuk, fase)
        with geweigerd("papieren_verzonden"):
            wijzig(afspraak, accounthouder, tekst="Nog iets.")
        with geweigerd("papieren_verzonden"):
            maak(vraagstuk, accounthouder)
        assert maak(vraagstuk, accounthouder, jaar=2028).jaar == 2028
    assert client.get(nieuw).context["form"]["jaar"].value() >= 2028
    assert wijzig(later, accounthouder, tekst="Nog iets.").tekst == "Nog iets."


def test_papers_that_go_out_at_the_same_moment_are_seen(monkeypatch, vraagstuk, accounthouder):
    """The editing table, AFS-9: who sends them locks the vraagstuk, and so a change waits."""
    afspraak = maak(vraagstuk, accounthouder)
    besluit_voor(vraagstuk)
    overleg = Overleg.objects.get()
    zet_agenda(overleg, Agendastatus.AFGESTEMD)
    vergrendeld = VraagstukQuerySet.vergrendeld

    def na_de_verzending(rijen, pk):
        zet_agenda(overleg, Agendastatus.VERZONDEN)
        return vergrendeld(rijen, pk)

    monkeypatch.setattr(VraagstukQuerySet, "vergrendeld", na_de_verzending)
    with geweigerd("papieren_verzonden"):
        wijzig(afspraak, accounthouder, titel="Een ander gebied")


def test_before_the_papers_are_sent_nothing_is_closed(vraagstuk, accounthouder):
    """The editing table: an agenda in the making closes nothing, nor does the advice of a DO."""
    besluit_voor(vraagstuk, gremium=Gremium.DO, soort=Uitkomstsoort.ADVIES)
    besluit_voor(vraagstuk)
    zet_agenda(Overleg.objects.get(gremium=Gremium.BOL), Agendastatus.AFGESTEMD)
    assert maak(vraagstuk, accounthouder).jaar == 2027


def test_a_besluit_of_the_do_closes_its_year(vraagstuk, accounthouder):
    """The editing table, VRA-6: where the DO decided, afspraken are for a later year."""
    besluit_voor(vraagstuk, gremium=Gremium.DO)
    with geweigerd("papieren_verzonden"):
        maak(vraagstuk, accounthouder)


@pytest.mark.parametrize("soort", ["ter_bespreking", "ter_informatie"])
def test_a_bol_that_only_hears_of_it_leaves_the_year_open(vraagstuk, accounthouder, soort):
    """The editing table, AFS-1: the papers of a BOL that is not asked to decide close nothing."""
    tafel = OverlegFactory(
        gremium=Gremium.BOL, ronde=bol_ronde(), landsdeel=vraagstuk.lead_provincie.landsdeel
    )
    punt = AgendapuntFactory(overleg=tafel, vraagstuk=vraagstuk, soort=soort)
    in_stand(tafel, Agendastatus.VERZONDEN)
    assert maak(vraagstuk, accounthouder).jaar == 2027
    Agendapunt.objects.filter(pk=punt.pk).update(soort="ter_besluitvorming")
    with geweigerd("papieren_verzonden"):
        maak(vraagstuk, accounthouder)


def test_a_bol_that_put_it_off_leaves_the_year_open(vraagstuk, accounthouder):
    """BES-1, VRA-8: what comes back is worked on; so is what goes round once more."""
    besluit_voor(vraagstuk)
    Vraagstuk.objects.filter(pk=vraagstuk.pk).update(doorloop=2)
    vraagstuk = Vraagstuk.objects.get(pk=vraagstuk.pk)
    assert maak(vraagstuk, accounthouder).jaar == 2027
    besluit_voor(vraagstuk, soort=Uitkomstsoort.AANGEHOUDEN)
    assert maak(vraagstuk, accounthouder).jaar == 2027


def test_the_term_is_read_from_its_text(vraagstuk, accounthouder):
    """AFS-4: kind and days follow from what was typed, again at each change."""
    afspraak = maak(vraagstuk, accounthouder)
    smart(afspraak, accounthouder, termijn_tekst="t/m 2030")
    nu = Afspraak.objects.get()
    assert (nu.termijn_soort, nu.beoordeel_op) == ("tot_en_met_jaar", datetime.date(2030, 12, 31))

    smart(nu, accounthouder, termijn_tekst="jaarlijks")
    nu = Afspraak.objects.get()
    assert (nu.termijn_soort, nu.beoordeel_op) == ("ritme", None)
    assert nu.herzien_op == datetime.date(2028, 12, 31)


def test_a_chosen_term_is_kept(vraagstuk, accounthouder):
    """AFS-4: people may choose the kind and day themselves."""
    nu = smart(
        maak(vraagstuk, accounthouder),
        accounthouder,
        termijn_tekst="bij de volgende tafel",
        termijn_zelf="on",
        termijn_soort="overleg",
        termijn_tot="10-06-2028",
    )
    assert (nu.termijn_soort, nu.beoordeel_op) == ("overleg", datetime.date(2028, 6, 10))
    assert SmartForm(instance=nu)["termijn_zelf"].value() is True


def test_a_chosen_term_needs_a_day(vraagstuk, accounthouder):
    """AFS-4: a kind without a day says nothing."""
    afspraak = maak(vraagstuk, accounthouder)
    form = SmartForm(
        {"versie": 1, "termijn_zelf": "on", "termijn_soort": "overleg"}, instance=afspraak
    )
    assert form.errors.as_data()["termijn_tot"][0].code == "termijn_onvolledig"


def test_a_term_that_is_no_day_is_refused_on_the_form(vraagstuk, accounthouder):
    """AFS-4: the mistake is told at the field; who chooses the days may write what they like."""
    afspraak = maak(vraagstuk, accounthouder)
    data = {"versie": 1, "termijn_tekst": "31 februari 2028"}
    assert "Deze dag bestaat niet." in SmartForm(data, instance=afspraak).errors["termijn_tekst"][0]
    zelf = data | {"termijn_zelf": "on", "termijn_soort": "datum", "termijn_tot": "29-02-2028"}
    assert "termijn_tekst" not in SmartForm(zelf, instance=afspraak).errors


def test_nothing_is_agreed_on_for_before_its_year(vraagstuk, accounthouder, provinciaal):
    """AFS-3, AFS-4, AFS-6: neither the term, an action nor the landing of an afspraak of 2027."""
    afspraak = maak(vraagstuk, accounthouder)
    zelf = {"termijn_zelf": "on", "termijn_soort": "datum", "termijn_tot": "31-12-2026"}
    for termijn in ({"termijn_tekst": "31-12-2026"}, {"termijn_tekst": "voor BOL 2026"}, zelf):
        with geweigerd("voor_het_jaar"):
            smart(Afspraak.objects.get(), accounthouder, **termijn)
    actie = {
        "trekker_organisatie": provinciaal.organisatie, "trekker_functie": "directeur",
        "resultaat": "Een kaart",
    }  # fmt: skip
    dagen = datetime.date(2026, 12, 31), datetime.date(2027, 1, 1)
    with geweigerd("voor_het_jaar"):
        acties.maak_actie(afspraak_pk=afspraak.pk, door=accounthouder, termijn=dagen[0], **actie)
    acties.maak_actie(afspraak_pk=afspraak.pk, door=accounthouder, termijn=dagen[1], **actie)
    landing = {
        "versie": 1, "plek_soort": "povi", "plek_naam": "POVI", "eigenaar_functie": "hoofd",
        "eigenaar_organisatie": provinciaal.organisatie_id, "uiterlijk": "31-12-2026",
    }  # fmt: skip
    form = LandingForm(landing, instance=Landing(), op=OP)
    assert form.is_valid(), form.errors
    with geweigerd("voor_het_jaar"):
        acties.leg_landing_vast(afspraak_pk=afspraak.pk, door=accounthouder, form=form)


def test_a_vague_word_stays_with_a_reason(vraagstuk, accounthouder):
    """AFS-5: "toch zo laten" is kept; without a reason it is refused."""
    afspraak = maak(vraagstuk, accounthouder, tekst="Partijen tekenen de kaart.")
    with geweigerd("reden_ontbreekt"):
        afspraken.laat_woord_staan(pk=afspraak.pk, woord="partijen", reden=" ", door=accounthouder)
    with geweigerd("woord_staat_er_niet"):
        afspraken.laat_woord_staan(
            pk=afspraak.pk, woord="verkennen", reden="Zo.", door=accounthouder
        )

    afspraken.laat_woord_staan(
        pk=afspraak.pk, woord="partijen", reden="Zij staan in de bijlage.", door=accounthouder
    )
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Woordkeuze.objects.all()._raw_delete("default")


def test_the_side_of_an_action_follows_from_its_trekker(vraagstuk, provinciaal, lvvn):
    """AFS-3, ALG-1: organisation, function, result and day; the side is never asked."""
    afspraak = maak(vraagstuk, provinciaal)
    rijk = acties.maak_actie(
        afspraak_pk=afspraak.pk,
        door=provinciaal,
        trekker_organisatie=lvvn,
        trekker_functie="directeur natuur",
        resultaat="Een maatregelpakket",
        termijn=OP,
    )
    assert rijk.kant == "rijk"
    assert rijk.trekker == "LVVN, directeur natuur"


@pytest.mark.parametrize("leeg", ["trekker_functie", "resultaat"])
def test_an_action_has_a_function_and_a_result(vraagstuk, provinciaal, lvvn, leeg):
    """AFS-3: no trekker without a function, no action without a result."""
    velden = {"trekker_functie": "directeur", "resultaat": "Een plan", leeg: ""}
    with geweigerd("actie_onvolledig"):
        acties.maak_actie(
            afspraak_pk=maak(vraagstuk, provinciaal).pk,
            door=provinciaal,
            trekker_organisatie=lvvn,
            termijn=OP,
            **velden,
        )


def test_a_department_keeps_its_own_actions_only(vraagstuk, accounthouder, expert, ienw):
    """The access table: own actions."""
    afspraak = maak(vraagstuk, accounthouder)
    velden = {"trekker_functie": "directeur", "resultaat": "Een plan", "termijn": OP}
    eigen = acties.maak_actie(
        afspraak_pk=afspraak.pk, door=expert, trekker_organisatie=expert.organisatie, **velden
    )
    with pytest.raises(PermissionDenied):
        acties.maak_actie(afspraak_pk=afspraak.pk, door=expert, trekker_organisatie=ienw, **velden)
    vreemd = ActieFactory(afspraak=afspraak, trekker_organisatie=ienw)
    with pytest.raises(PermissionDenied):
        acties.verwijder_actie(pk=vreemd.pk, door=expert)
    acties.verwijder_actie(pk=eigen.pk, door=expert)
    assert list(Actie.objects.all()) == [vreemd]
    assert Actie.history.filter(id=eigen.pk).first().history_type == "-"
