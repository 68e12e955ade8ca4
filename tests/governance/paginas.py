"""Where a page of governance stands."""

from django.urls import reverse


def url(naam, *args):
    return reverse(f"governance:{naam}", args=args)
