"""Beheer: who gets in, what a beheerder may edit, and what leaves a trace (chapter 1, ZIC-5)."""

import datetime
import io

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.shortcuts import resolve_url
from django.urls import reverse

from dossiers.models import Vraagstuk
from novex import audit
from novex.models import (
    Auditregel,
    Domein,
    Gebruiker,
    Landsdeel,
    Toewijzing,
)
from novex.rechten import RECHTEN, Rol
from tests.dossiers.factories import VraagstukFactory
from tests.factories import (
    DomeinFactory,
    LandsdeelFactory,
    OrganisatieFactory,
    ToewijzingFactory,
)
from tests.novex.beheer import REGISTER, invoer, pagina, wijzig


def test_beheer_holds_reference_data_accounts_and_assignments_only():
    """Chapter 1: a beheerder sees no dossier content by that role."""
    assert {model._meta.model_name for model in REGISTER} == {
        "beleidskader",
        "criteriaset",
        "domein",
        "gebruiker",
        "juridischinstrument",
        "keuze",
        "landsdeel",
        "novexgebied",
        "organisatie",
        "programma",
        "provincie",
        "toewijzing",
        "vastetekst",
    }
    assert {model._meta.app_label for model in REGISTER} == {"novex"}


@pytest.mark.parametrize("naam", ["index", "login", "jsi18n", "password_change"])
def test_the_pages_around_the_tables_are_closed_too(client, staf, naam):
    """ROL-1: the flag ``is_staff`` opens nothing."""
    staf.is_staff = True
    staf.save()
    client.force_login(staf)
    assert client.get(reverse(f"admin:{naam}"), follow=True).status_code == 403


def test_a_visitor_is_sent_to_the_one_login_page(client, db):
    """ROL-1: beheer has no log-in of its own, also not for a POST with a password."""
    inloggen = resolve_url(settings.LOGIN_URL)
    for url in (reverse("admin:login"), reverse("admin:index")):
        response = client.get(url, follow=True)
        assert response.redirect_chain[-1][0].startswith(inloggen)
    response = client.post(reverse("admin:login"), {"username": "a", "password": "b"})
    assert response.status_code == 403
    assert f'href="{inloggen}?next=' in response.content.decode()
    assert "password" not in response.content.decode().lower()


def test_an_empty_field_is_answered_in_our_words(als_beheerder):
    """The sentence says what is empty and what to do."""
    tekst = als_beheerder.post(pagina(Domein, "add"), {"code": "x"}).content.decode()
    assert "Dit is nog leeg: naam." in tekst
    assert "Dit veld is verplicht" not in tekst


def test_an_end_before_the_start_is_refused(als_beheerder):
    """REF-2: validity from/to."""
    rij = DomeinFactory(code="energie", geldig_van=datetime.date(2026, 1, 2))
    response = wijzig(als_beheerder, rij, geldig_tot="01-01-2026")
    assert "De einddatum ligt voor de begindatum." in response.content.decode()


def test_another_role_needs_a_reason(als_beheerder, collega):
    """ZIC-5: who changed what somebody may do, and why."""
    rollen = [Rol.VAKDEPARTEMENT, Rol.REGIETAFELLID]
    response = wijzig(als_beheerder, collega, rollen=rollen)
    assert "U verandert wat iemand mag. Schrijf op waarom." in response.content.decode()
    collega.refresh_from_db()
    assert collega.rollen == [Rol.VAKDEPARTEMENT]
    assert not Auditregel.objects.exists()


def test_another_role_is_in_the_audit_trail(als_beheerder, beheerder, collega):
    """ZIC-5, ROL-1: from what to what, by whom, with the reason; and in the history."""
    rollen = [Rol.VAKDEPARTEMENT, Rol.REGIETAFELLID]
    wijzig(als_beheerder, collega, rollen=rollen, reden="Nieuw lid van de regietafel")
    regel = Auditregel.objects.get(handeling="rechten_gewijzigd")
    assert (regel.door, regel.onderwerp) == (beheerder, "collega")
    assert regel.reden == "Nieuw lid van de regietafel"
    assert regel.gegevens["van"]["rollen"] == ["vakdepartement"]
    assert regel.gegevens["naar"]["rollen"] == ["regietafellid", "vakdepartement"]
    assert audit.controleer() == []
    vorige = collega.history.first()
    assert (vorige.history_user, vorige.history_change_reason) == (beheerder, regel.reden)


def test_switching_an_account_off_is_in_the_audit_trail(als_beheerder, collega):
    """ZIC-5, ROL-5."""
    url = pagina(Gebruiker, "change", collega.pk)
    gegevens = invoer(als_beheerder.get(url).context["adminform"].form, reden="Uit dienst")
    del gegevens["is_active"]
    als_beheerder.post(url, gegevens)
    collega.refresh_from_db()
    assert not collega.is_active
    regel = Auditregel.objects.get(handeling="rechten_gewijzigd")
    assert regel.gegevens["naar"]["is_active"] is False


def test_another_name_asks_no_reason(als_beheerder, collega):
    """ALG-1: a reason only where a rule needs it."""
    wijzig(als_beheerder, collega, functie="Beleidsmedewerker natuur")
    collega.refresh_from_db()
    assert collega.functie == "Beleidsmedewerker natuur"
    assert not Auditregel.objects.exists()


def test_a_beheerder_cannot_widen_the_own_rights(als_beheerder, beheerder):
    """ROL-1: another beheerder does that."""
    wijzig(als_beheerder, beheerder, rollen=list(Rol), reden="Handig", functie="Beheer")
    beheerder.refresh_from_db()
    assert beheerder.rollen == [Rol.BEHEERDER]
    assert beheerder.functie == "Beheer"


def test_an_old_version_is_not_put_back(als_beheerder, beheerder):
    """ROL-1, ZIC-5: a role of before does not come back without a reason and a colleague."""
    beheerder.rollen = [Rol.VRO_STAF]
    beheerder.save()
    beheerder.rollen = [Rol.BEHEERDER]
    beheerder.save()
    versie = beheerder.history.all()[1]
    assert versie.rollen == [Rol.VRO_STAF]
    url = pagina(Gebruiker, "simple_history", beheerder.pk, versie.pk)
    gegevens = {"username": beheerder.username, "organisatie": beheerder.organisatie_id}
    for response in (als_beheerder.get(url), als_beheerder.post(url, gegevens)):
        assert response.status_code == 404
    beheerder.refresh_from_db()
    assert beheerder.rollen == [Rol.BEHEERDER]


def test_nobody_is_made_superuser_here(als_beheerder, collega):
    """ROL-1: rights come from roles only."""
    wijzig(als_beheerder, collega, is_superuser="on", is_staff="on", reden="Proef")
    collega.refresh_from_db()
    assert (collega.is_superuser, collega.is_staff) == (False, False)


def test_a_new_account_has_an_organisatie_and_a_role(als_beheerder, lvvn):
    """ROL-1: one organisatie, one or more roles."""
    gegevens = {
        "username": "nieuw",
        "password1": "een lange zin met 5 vissen",
        "password2": "een lange zin met 5 vissen",
        "organisatie": lvvn.pk,
    }
    response = als_beheerder.post(pagina(Gebruiker, "add"), gegevens)
    assert "rollen" in response.context["adminform"].form.errors
    als_beheerder.post(pagina(Gebruiker, "add"), {**gegevens, "rollen": ["vakdepartement"]})
    nieuw = Gebruiker.objects.get(username="nieuw")
    assert (nieuw.organisatie, nieuw.rollen) == (lvvn, ["vakdepartement"])
    assert nieuw.check_password("een lange zin met 5 vissen")
    assert Auditregel.objects.get(handeling="account_gemaakt").onderwerp == "nieuw"


def test_a_password_is_never_shown_and_leaves_a_trace_when_set(als_beheerder, beheerder, collega):
    """ZIC-5: a beheerder could get in as someone else; that shows."""
    collega.set_password("een lange zin met 5 vissen")
    collega.save()
    assert (
        collega.password
        not in als_beheerder.get(pagina(Gebruiker, "change", collega.pk)).content.decode()
    )
    wijzig(als_beheerder, collega, password="x", functie="Adviseur")
    collega.refresh_from_db()
    assert collega.functie == "Adviseur"
    assert collega.check_password("een lange zin met 5 vissen")
    nieuw = "een andere zin met 7 eenden"
    url = reverse("admin:auth_user_password_change", args=[collega.pk])
    assert als_beheerder.get(url).status_code == 200
    als_beheerder.post(url, {"password1": nieuw, "password2": nieuw, "set-password": "ja"})
    collega.refresh_from_db()
    assert collega.check_password(nieuw)
    regel = Auditregel.objects.get(handeling="wachtwoord_gezet")
    assert (regel.door, regel.onderwerp) == (beheerder, "collega")


@pytest.mark.parametrize("model", [Gebruiker, Toewijzing])
def test_accounts_and_assignments_are_never_removed(als_beheerder, model):
    """ALG-2: switched off or ended, never gone."""
    rij = ToewijzingFactory()
    pk = rij.pk if model is Toewijzing else rij.gebruiker_id
    response = als_beheerder.post(pagina(model, "delete", pk), {"post": "yes"})
    assert response.status_code == 403
    assert model.objects.filter(pk=pk).exists()


def test_an_assignment_is_in_the_audit_trail(als_beheerder, beheerder, collega, gelderland):
    """ROL-5, ZIC-5: who keeps which provincie, from when; its end needs a reason."""
    als_beheerder.post(
        pagina(Toewijzing, "add"),
        {
            "gebruiker": collega.pk,
            "soort": "accounthouder",
            "provincie": gelderland.pk,
            "geldig_van": "01-09-2026",
        },
    )
    toewijzing = Toewijzing.objects.get(gebruiker=collega)
    assert Auditregel.objects.get(handeling="toewijzing_gemaakt").gegevens["provincie"] == "pv25"
    response = wijzig(als_beheerder, toewijzing, geldig_tot="31-12-2026")
    assert "Schrijf op waarom." in response.content.decode()
    wijzig(als_beheerder, toewijzing, geldig_tot="31-12-2026", reden="Andere functie")
    regel = Auditregel.objects.get(handeling="toewijzing_gewijzigd")
    assert (regel.door, regel.reden) == (beheerder, "Andere functie")
    assert regel.gegevens["geldig_tot"] == "2026-12-31"


def test_a_row_in_use_is_not_removed(als_beheerder, gelderland):
    """ALG-2: the page offers an end date instead."""
    url = pagina(Landsdeel, "delete", gelderland.landsdeel_id)
    tekst = als_beheerder.post(url, {"post": "yes"}).content.decode()
    assert "Vul in plaats daarvan een einddatum in." in tekst
    assert "Gelderland" not in tekst
    assert Landsdeel.objects.filter(pk=gelderland.landsdeel_id).exists()


def test_a_row_that_a_dossier_uses_is_not_removed(als_beheerder, vro):
    """ALG-2, chapter 1: also where it is one of several; the page names no dossier."""
    domein = DomeinFactory()
    vraagstuk = Vraagstuk.objects.create(
        titel="Netcongestie", organisatie=vro, herkomst=Vraagstuk.Herkomst.SIGNAAL
    )
    vraagstuk.domeinen.add(domein)
    url = pagina(Domein, "delete", domein.pk)
    tekst = als_beheerder.post(url, {"post": "yes"}).content.decode()
    assert "Vul in plaats daarvan een einddatum in." in tekst
    assert "Netcongestie" not in tekst
    assert "vraagstuk" not in tekst.lower()
    assert list(vraagstuk.domeinen.all()) == [domein]


def test_removing_several_rows_at_once_follows_the_same_rule(als_beheerder, gelderland):
    """ALG-2: the action of the list has no way round."""
    vrij = LandsdeelFactory(code="los")
    als_beheerder.post(
        pagina(Landsdeel, "changelist"),
        {
            "action": "delete_selected",
            "_selected_action": [vrij.pk, gelderland.landsdeel_id],
            "post": "yes",
        },
    )
    assert Landsdeel.objects.filter(pk__in=[vrij.pk, gelderland.landsdeel_id]).count() == 2


def test_a_new_account_has_a_role_that_fits(als_beheerder, lvvn):
    """ROL-1: also when it is made."""
    gegevens = {
        "username": "nieuw",
        "password1": "een lange zin met 5 vissen",
        "password2": "een lange zin met 5 vissen",
        "organisatie": lvvn.pk,
        "rollen": [Rol.VRO_STAF, Rol.VAKDEPARTEMENT],
    }
    response = als_beheerder.post(pagina(Gebruiker, "add"), gegevens)
    assert response.context["adminform"].form.non_field_errors() == [
        "De rol VRO-staf hoort bij VRO, en niet bij LVVN. Kies een andere rol of een andere "
        "organisatie."
    ]
    assert not Gebruiker.objects.filter(username="nieuw").exists()


@pytest.fixture
def superuser(vro, monkeypatch):
    """As the command makes one."""
    return maak_superuser(monkeypatch)


def maak_superuser(monkeypatch, **opties):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "een lange zin met 5 vissen")
    call_command(
        "createsuperuser", interactive=False, username="eerste", stdout=io.StringIO(), **opties
    )
    return Gebruiker.objects.get(username="eerste")


def test_the_first_account_is_of_vro_of_today(vro, monkeypatch):
    """ROL-1: nobody knows the key of an organisatie before the first log-in."""
    OrganisatieFactory(code="vro-oud", naam="A", is_vro=True, geldig_tot=datetime.date(2020, 1, 1))
    assert maak_superuser(monkeypatch).organisatie == vro


def test_the_first_account_can_be_of_another_organisatie(vro, lvvn, monkeypatch):
    assert maak_superuser(monkeypatch, organisatie=lvvn.pk).organisatie == lvvn


def test_without_reference_data_there_is_no_first_account(leeg, monkeypatch):
    with pytest.raises(CommandError, match=r"Laad eerst de referentiegegevens"):
        maak_superuser(monkeypatch)
    assert not Gebruiker.objects.exists()


def test_a_superuser_without_a_role_sees_no_dossier(client, superuser, gelderland):
    """ROL-1, ZIC-4: rights come from roles; the flag gives none of a dossier."""
    vraagstuk = VraagstukFactory(lead_provincie=gelderland)
    van_dossiers = {recht for recht in RECHTEN if recht != "novex.beheren"}
    assert not any(superuser.has_perm(recht) for recht in van_dossiers)
    assert not superuser.has_perm("dossiers.view_vraagstuk")
    client.force_login(superuser)
    assert client.get(vraagstuk.get_absolute_url()).status_code == 404
    assert client.get("/vraagstukken/nieuw/").status_code == 403


def test_a_superuser_opens_beheer_to_make_the_first_accounts(client, superuser):
    """ROL-1: who installs NOVEX gives out the roles."""
    client.force_login(superuser)
    assert client.get(reverse("admin:index")).status_code == 200
    assert client.get(pagina(Gebruiker, "add")).status_code == 200
    assert reverse("admin:index") in client.get("/").content.decode()
