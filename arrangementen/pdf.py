"""The arrangement laid out as PDF (ARR-4)."""

import datetime

from django.template.loader import render_to_string

from novex.pdf import maak_pdf

from .rapport import Editie


def editie_pdf(editie: Editie, *, op: datetime.datetime) -> bytes:
    """The edition as PDF/UA-1 bytes; the same edition and moment give the same bytes."""
    context = {"editie": editie, "delen": list(editie.delen())}
    html = render_to_string("arrangementen/pdf/editie.html", context)
    return maak_pdf(html, kenmerk=editie.sha256, op=op)
