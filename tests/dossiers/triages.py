"""What is filled in on the pages of a triage, and posting it."""

from dossiers.models import Triageadvies
from tests.dossiers.factories import ZienswijzeFactory
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
    )
    if zienswijze := advies.zienswijzen.first():
        data["zienswijze_pk"] = zienswijze.pk
    return data | anders


def adviseer(user, vraagstuk, criteria, **anders):
    """Advise, knowing the newest advice that is there."""
    url = f"/vraagstukken/{vraagstuk.pk}/triage/advies/"
    gelezen = Triageadvies.objects.filter(vraagstuk=vraagstuk, doorloop=vraagstuk.doorloop).first()
    data = {"gelezen_pk": gelezen.pk if gelezen else ""} | anders
    return als(user).post(url, adviesinvoer(criteria, **data))


def besluit(user, vraagstuk, criteria, **anders):
    """Decide, with a view of the accountteam on the newest advice."""
    advies = Triageadvies.objects.filter(vraagstuk=vraagstuk).first()
    if not advies.zienswijzen.exists():
        ZienswijzeFactory(advies=advies)
    url = f"/vraagstukken/{vraagstuk.pk}/triage/besluit/"
    return als(user).post(url, besluitinvoer(criteria, advies, **anders))
