"""What is filled in on the pages of a triage, and posting it."""

from django.utils import timezone

from dossiers.models import Triageadvies
from tests.dossiers.paginas import als


def adviesinvoer(criteria, **anders):
    data = {
        "knockout": "doorwerking",
        "knockout_besluit": "Nota Ruimte",
        "uitkomst": "naar_oordeelsvorming",
        "motivatie": "Het hoort hier.",
    }
    for criterium in criteria.values():
        data[f"antwoord_{criterium.pk}"] = "ja"
        data[f"motivatie_{criterium.pk}"] = "Dat blijkt uit het beeld."
    return data | anders


def besluitinvoer(criteria, advies, **anders):
    data = adviesinvoer(
        criteria,
        uitkomst="positief",
        advies_pk=advies.pk,
        accountteam_zienswijze="Het accountteam is het eens.",
        accountteam_op=f"{timezone.localdate():%d-%m-%Y}",
    )
    return data | anders


def adviseer(user, vraagstuk, criteria, **anders):
    url = f"/vraagstukken/{vraagstuk.pk}/triage/advies/"
    return als(user).post(url, adviesinvoer(criteria, **anders))


def besluit(user, vraagstuk, criteria, **anders):
    advies = Triageadvies.objects.filter(vraagstuk=vraagstuk).first()
    url = f"/vraagstukken/{vraagstuk.pk}/triage/besluit/"
    return als(user).post(url, besluitinvoer(criteria, advies, **anders))
