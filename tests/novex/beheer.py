"""Going through beheer: the address of each page, and what a browser posts there."""

import re

from django.urls import reverse

from novex.admin import beheer
from novex.models import Gebruiker, Toewijzing
from tests.factories import ToewijzingFactory

REGISTER = sorted(beheer._registry, key=lambda model: model._meta.model_name)


def pagina(model, handeling, *args):
    return reverse(f"admin:novex_{model._meta.model_name}_{handeling}", args=args)


def invoer(formulier, **wijzigingen):
    """What the browser sends when someone changes only this."""
    waarden = {}
    for veld in formulier:
        if veld.field.disabled:
            continue
        waarde = veld.value()
        if hasattr(waarde, "strftime"):
            waarde = waarde.strftime("%d-%m-%Y")
        if waarde not in (None, False):
            waarden[veld.html_name] = waarde
    return {**waarden, **wijzigingen}


def formulier(client, obj):
    """The page of a row as a browser would post it, with the rows below it."""
    context = client.get(pagina(type(obj), "change", obj.pk)).context
    gegevens = invoer(context["adminform"].form)
    for onder in context["inline_admin_formsets"]:
        gegevens |= invoer(onder.formset.management_form)
        for form in onder.formset.initial_forms:
            gegevens |= invoer(form)
    return gegevens


def wijzig(client, obj, **wijzigingen):
    """Change these fields of a row on its page."""
    url = pagina(type(obj), "change", obj.pk)
    return client.post(url, formulier(client, obj) | wijzigingen)


def geschiedenis(client, rij):
    """The page with who changed a row, on one line."""
    html = client.get(pagina(type(rij), "history", rij.pk)).content.decode()
    return re.sub(r"\s+", " ", html)


def adressen_van_beheer(gebruiker):
    """Every page that a beheerder can come to, with the reference data loaded."""
    ToewijzingFactory(gebruiker=gebruiker, aan_regietafel=True)
    yield from (reverse(f"admin:{naam}") for naam in ("index", "password_change"))
    yield reverse("admin:app_list", args=["novex"])
    for model in REGISTER:
        rij = model._default_manager.first()
        yield from (pagina(model, naam) for naam in ("changelist", "add"))
        yield pagina(model, "changelist") + "?q=e"
        yield from (pagina(model, naam, rij.pk) for naam in ("change", "history"))
        if model not in (Gebruiker, Toewijzing):
            yield pagina(model, "delete", rij.pk)
    yield reverse("admin:auth_user_password_change", args=[gebruiker.pk])
