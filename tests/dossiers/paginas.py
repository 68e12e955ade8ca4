"""Reading pages as a user does."""

import html
import re

from django.test import Client


def als(user):
    """A browser in which this user is logged in."""
    client = Client()
    client.force_login(user)
    return client


def tekst(response) -> str:
    """What stands on the page, without tags, on one line."""
    inhoud = response.content.decode()
    main = inhoud[inhoud.find("<main") : inhoud.find("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def fouten(response) -> list[str]:
    """The sentences of the error summary, in the order of the page."""
    form = response.context["form"]
    return [str(fout) for lijst in form.errors.values() for fout in lijst]


def berichten(response) -> list[str]:
    """What the page says about the last act."""
    return [str(bericht) for bericht in response.context["messages"]]


def pagina(user, vraagstuk, pad=""):
    return als(user).get(f"/vraagstukken/{vraagstuk.pk}/{pad}")


def post(user, vraagstuk, pad, **data):
    return als(user).post(f"/vraagstukken/{vraagstuk.pk}/{pad}", data)
