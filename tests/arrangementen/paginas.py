"""Reading the pages of an afspraak and sending their forms."""

import re

from django.urls import reverse


def url(naam, pk):
    return reverse(f"arrangementen:{naam}", args=[pk])


def tekst(response):
    return response.content.decode()


def verstuur(client, naam, pk, invoer, code=302):
    response = client.post(url(naam, pk), invoer)
    fouten = re.findall(r'class="[^"]*fout[^"]*"[^>]*>[^<]*', tekst(response))
    assert response.status_code == code, fouten or tekst(response)[:2000]
    return response
