"""Who must act on a vraagstuk, and why (VRA-1, ROL-5)."""

from __future__ import annotations

import datetime

from django.utils import timezone

from novex.models import Gebruiker, Organisatie

from ..models import EINDFASEN, Belegging, Fase, Vraagstuk

VELDEN = ("aan_zet_organisatie", "aan_zet_reden", "aan_zet_sinds")

# Asked at an end, where it can be left at that (SIG-3, VRA-8).
SIGNAAL_ERBIJ = "Er is een signaal toegevoegd. Kijk of dit vraagstuk weer open moet."
TAAK = {
    Fase.BEELDVORMING: "Maak het beeld compleet en vraag de regietafel om een triagebesluit.",
    Fase.OORDEELSVORMING: "Werk de aanpak en de oplossingsrichtingen uit voor het DO.",
    Fase.BESLUITVORMING: "Bereid het besluit in het BOL voor.",
    Fase.OPVOLGING: "Werk de afspraken uit en regel waar ze landen.",
}


def zet_aan_zet(
    vraagstuk: Vraagstuk, organisatie: Organisatie | None, reden: str, op: datetime.date
) -> None:
    """Set who must act; saving is up to the caller."""
    vraagstuk.aan_zet_organisatie = organisatie
    vraagstuk.aan_zet_reden = reden[:300] if organisatie else ""
    vraagstuk.aan_zet_sinds = op if organisatie else None


def vraag_trekker(pk: int, reden: str, door: Gebruiker, op: datetime.date) -> None:
    """A later app says what is asked now of who leads an open vraagstuk (VRA-19)."""
    vraagstuk = Vraagstuk.objects.vergrendeld(pk)
    if vraagstuk.is_open:
        zet_aan_zet(vraagstuk, trekker(vraagstuk), reden, op)
        vraagstuk._history_user = door
        vraagstuk.save(update_fields=VELDEN)


def overname(belegging: Belegging) -> str:
    """What a receiver is asked (VRA-7)."""
    return f"Laat weten of u dit overneemt, uiterlijk {belegging.antwoord_voor:%d-%m-%Y}."


def trekker(vraagstuk: Vraagstuk) -> Organisatie | None:
    """The organisatie of the lead accounthouder; without one, VRO."""
    if vraagstuk.lead_accounthouder:
        return vraagstuk.lead_accounthouder.organisatie
    vro = Organisatie.objects.geldig(timezone.localdate()).filter(is_vro=True)
    return vro.order_by("pk").first()


def zet_aan_zet_in_fase(vraagstuk: Vraagstuk, op: datetime.date) -> None:
    """In an open fase the trekker acts; at an end nobody does."""
    if vraagstuk.fase in EINDFASEN:
        zet_aan_zet(vraagstuk, None, "", op)
    else:
        zet_aan_zet(vraagstuk, trekker(vraagstuk), TAAK[Fase(vraagstuk.fase)], op)
