"""Mandaat and standpunt: each by who it is of, and changed with a reason (BES-3, BES-5)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, models, transaction
from django.urls import reverse

from dossiers.models import Feit
from governance.forms.voorbereiding import MandaatForm, VerschilForm, WijzigVerschilForm
from governance.models import Inzichtverschil, Mandaat, Mandaatwijziging
from governance.services import mandaten, verschillen
from novex.models import Auditregel
from novex.rechten import Rol
from tests.factories import GebruikerFactory
from tests.governance.factories import rijp_vraagstuk
from tests.governance.uitkomsten import STANDPUNT, escalatie, punt_zonder_consensus, standpunt
from tests.weigeringen import geweigerd


@pytest.fixture
def vraagstuk(gelderland, lvvn, ienw, vro):
    return rijp_vraagstuk(organisaties=[lvvn, ienw, vro])


def mandaat(vraagstuk, door, ruimte="Variant B mag."):
    return mandaten.geef(vraagstuk_pk=vraagstuk.pk, ruimte=ruimte, door=door)


# Mandaat


def test_a_mandaat_is_told_inside_the_rijk(vraagstuk, expert):
    """The act makes the feit, with audience rijk and the code of the department (BES-5, VRA-19)."""
    mandaat(vraagstuk, expert)
    feit = Feit.objects.get(soort="mandaat")
    assert (feit.kenmerk, feit.publiek) == ("lvvn", "rijk")
    assert "Variant B" not in feit.label


def test_a_department_gives_only_its_own(vraagstuk, expert, staf, provinciaal):
    """The organisation is that of the giver; who is not concerned gives none (BES-5)."""
    assert mandaat(vraagstuk, expert).organisatie == expert.organisatie
    for persona in (staf, provinciaal):
        with pytest.raises(PermissionDenied):
            mandaat(vraagstuk, persona)
    vreemd = GebruikerFactory(rollen=[Rol.VAKDEPARTEMENT])
    with geweigerd("departement_niet_betrokken"):
        mandaat(vraagstuk, vreemd)


def test_a_second_mandaat_in_the_same_doorloop_is_refused(vraagstuk, expert):
    """One per department and doorloop; the first is changed instead (BES-5)."""
    mandaat(vraagstuk, expert)
    with geweigerd("mandaat_bestaat"):
        mandaat(vraagstuk, expert, "Nog een.")


def test_changing_a_mandaat_is_up_to_the_department(vraagstuk, expert, expert_ienw):
    """Another department cannot; the reason stays readable (BES-5, ALG-2)."""
    rij = mandaat(vraagstuk, expert)
    data = {"ruimte": "Alleen A.", "reden": "Nieuw besluit.", "versie": rij.versie}
    form = MandaatForm(data, instance=Mandaat.objects.get())
    assert form.is_valid()
    with pytest.raises(PermissionDenied):
        mandaten.wijzig(form=form, reden="Nieuw besluit.", door=expert_ienw)
    mandaten.wijzig(form=form, reden="Nieuw besluit.", door=expert)
    assert Mandaat.objects.get().ruimte == "Alleen A."
    assert Mandaat.history.first().history_change_reason == "Nieuw besluit."
    wijziging = Mandaatwijziging.objects.get()
    assert (wijziging.reden, wijziging.oud) == ("Nieuw besluit.", "Variant B mag.")
    assert wijziging.door == expert
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        models.QuerySet(Mandaatwijziging).update(reden="Een andere.")


def test_changing_a_mandaat_needs_a_reason(vraagstuk, expert):
    """Not even spaces; nothing is changed then (ALG-2, BES-5)."""
    rij = mandaat(vraagstuk, expert)
    data = {"ruimte": "Alleen A.", "reden": "x", "versie": rij.versie}
    form = MandaatForm(data, instance=Mandaat.objects.get())
    assert form.is_valid()
    with geweigerd("reden_ontbreekt"):
        mandaten.wijzig(form=form, reden=" ", door=expert)
    assert Mandaat.objects.get().ruimte == "Variant B mag."


# Standpunt


@pytest.fixture
def punt(gelderland, staf):
    return punt_zonder_consensus(staf)


def test_a_standpunt_counts_once_its_party_released_it(punt, staf, provinciaal):
    """BES-3: a concept stays on its own side and makes nothing complete; released, it does."""
    standpunt(punt, staf)
    escalatie(punt, staf)
    concept = standpunt(punt, provinciaal, vrij=False)
    assert not Feit.objects.van("verschillen").exists()
    assert not Inzichtverschil.objects.for_user(staf).filter(pk=concept.pk).exists()
    with pytest.raises(Inzichtverschil.DoesNotExist):
        verschillen.geef_vrij(pk=concept.pk, door=staf)
    verschillen.geef_vrij(pk=concept.pk, door=provinciaal)
    assert Feit.objects.van("verschillen").exists()
    assert Inzichtverschil.objects.for_user(staf).filter(pk=concept.pk).exists()
    assert Auditregel.objects.filter(handeling="standpunt vrijgegeven").count() == 2
    with geweigerd("al_vrijgegeven"):
        verschillen.geef_vrij(pk=concept.pk, door=provinciaal)


def test_a_standpunt_keeps_what_it_was(punt, staf, provinciaal, client):
    """From what to what, by whom and why; the other side reads the reason (BES-3, ZIC-5)."""
    rij = standpunt(punt, staf)
    data = {**STANDPUNT, "standpunt": "Toch aan de rand.", "versie": rij.versie}
    zonder = WijzigVerschilForm(data, instance=Inzichtverschil.objects.get())
    assert set(zonder.errors) == {"wijzigreden"}
    data["wijzigreden"] = "De minister koos een andere plek."
    form = WijzigVerschilForm(data, instance=Inzichtverschil.objects.get())
    assert form.is_valid(), form.errors
    verschillen.leg_vast(punt_pk=punt.pk, form=form, door=staf)
    nu, *_, toen = Inzichtverschil.history.filter(id=rij.pk)
    assert (nu.standpunt, nu.history_user) == ("Toch aan de rand.", staf)
    assert nu.wijzigreden == "De minister koos een andere plek."
    assert toen.standpunt == STANDPUNT["standpunt"]
    client.force_login(provinciaal)
    pagina = client.get(reverse("governance:verschillen", args=[punt.vraagstuk_id]))
    assert "De minister koos een andere plek." in pagina.content.decode()


def test_a_standpunt_that_nobody_else_read_needs_no_reason(punt, staf):
    """BES-3: until it is released it is the own side's."""
    rij = standpunt(punt, staf, vrij=False)
    assert "wijzigreden" not in WijzigVerschilForm(instance=rij).fields


@pytest.mark.parametrize("leeg", STANDPUNT)
def test_a_standpunt_is_complete(punt, staf, leeg):
    """Position, interest, reason, beslisruimte and competence: each is required (BES-3)."""
    assert not VerschilForm({**STANDPUNT, leeg: " "}).is_valid()


def test_a_party_writes_only_its_own(punt, provinciaal, lvvn, expert, staf):
    """Nobody writes or releases for another, VRO-staf neither; nor who is no party (BES-3)."""
    with pytest.raises(PermissionDenied):  # LVVN is not involved
        standpunt(punt, expert)
    punt.vraagstuk.organisaties.add(lvvn)
    van_lvvn = standpunt(punt, expert, vrij=False)
    assert van_lvvn.organisatie == lvvn
    with pytest.raises(PermissionDenied):
        verschillen.geef_vrij(pk=van_lvvn.pk, door=staf)
    data = {**STANDPUNT, "standpunt": "Anders.", "versie": van_lvvn.versie}
    form = WijzigVerschilForm(data, instance=van_lvvn)
    assert form.is_valid(), form.errors
    for ander in (staf, provinciaal):
        with pytest.raises(PermissionDenied):
            verschillen.leg_vast(punt_pk=punt.pk, form=form, door=ander)


def test_a_party_stands_there_once(punt, staf):
    """A second standpunt of the same party is refused (BES-3)."""
    standpunt(punt, staf)
    with geweigerd("partij_bestaat"):
        standpunt(punt, staf)
    assert Inzichtverschil.objects.count() == 1
