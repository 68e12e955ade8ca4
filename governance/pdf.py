"""The afsprakenlijst laid out as PDF (BOL-1)."""

import datetime

from django.template.loader import render_to_string

from novex.pdf import maak_pdf

from .rapport import Lijst


def lijst_pdf(lijst: Lijst, *, op: datetime.datetime) -> bytes:
    """The list as PDF/UA-1 bytes; the same list gives the same bytes."""
    context = {"lijst": lijst, "blokken": list(lijst.blokken())}
    html = render_to_string("governance/pdf/afsprakenlijst.html", context)
    return maak_pdf(html, kenmerk=lijst.sha256, op=op)
