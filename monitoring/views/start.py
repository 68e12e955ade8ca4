"""Mijn werk: the first page of everyone who is logged in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from novex.http import GebruikerRequest


@require_safe
def mijn_werk(request: GebruikerRequest) -> HttpResponse:
    return render(request, "monitoring/mijn_werk.html", {})
