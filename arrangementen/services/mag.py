"""Who may change an afspraak, and until when (the access and editing tables)."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError

from dossiers.models import Fase, Vraagstuk
from novex.models import Gebruiker
from novex.rechten import Rol, eis_recht, telt_als

from .. import bol
from ..models import Afspraak

MAKEN, WIJZIGEN = "arrangementen.afspraak_maken", "arrangementen.afspraak_wijzigen"
LANDING = "arrangementen.landing_vastleggen"
FASEN = frozenset({Fase.OORDEELSVORMING, Fase.BESLUITVORMING, Fase.OPVOLGING})
_LEIDT = frozenset({Rol.ACCOUNTHOUDER})
_SCHRIJVERS = frozenset({Rol.ACCOUNTHOUDER, Rol.PROVINCIE, Rol.VRO_STAF})


def schrijft_tekst(user: Gebruiker, afspraak: Afspraak) -> bool:
    """A department writes the text of what it brought in, and elsewhere only its own actions."""
    if not user.has_perm(WIJZIGEN, afspraak):
        return False
    if telt_als(user, _SCHRIJVERS, afspraak):
        return True
    return user.treedt_op_voor(afspraak.organisatie_id)


def eis_schrijver(door: Gebruiker, afspraak: Afspraak) -> None:
    eis_recht(door, WIJZIGEN, afspraak)
    if not schrijft_tekst(door, afspraak):
        raise PermissionDenied(
            "U mag alleen de acties van uw eigen organisatie wijzigen. "
            "Vraag de accounthouder om de tekst aan te passen."
        )


def legt_landing_vast(user: Gebruiker, afspraak: Afspraak) -> bool:
    """Its trekkers; who writes the text until it is established, the accounthouder in opvolging.

    One from a source has no trekker: the provincie or the accounthouder says it (AFS-6).
    """
    if not user.has_perm(LANDING, afspraak):
        return False
    if any(user.treedt_op_voor(a.trekker_organisatie_id) for a in afspraak.acties.all()):
        return True
    if afspraak.status != Afspraak.Status.VASTGESTELD:
        eigen = user.treedt_op_voor(afspraak.organisatie_id)
        return eigen or telt_als(user, _SCHRIJVERS, afspraak)
    if afspraak.vraagstuk is None:
        return telt_als(user, _SCHRIJVERS, afspraak)
    return afspraak.vraagstuk.fase == Fase.OPVOLGING and telt_als(user, _LEIDT, afspraak)


def eis_landing(door: Gebruiker, afspraak: Afspraak) -> None:
    eis_recht(door, LANDING, afspraak)
    if not legt_landing_vast(door, afspraak):
        raise PermissionDenied(
            "Uw organisatie trekt deze afspraak niet. Vraag een trekker om de landing vast te "
            "leggen."
        )


def eis_landingsfase(afspraak: Afspraak) -> None:
    """Of an established afspraak from opvolging on, else while it is written (editing table)."""
    vraagstuk = afspraak.vraagstuk
    if vraagstuk is None:
        return
    if afspraak.status != Afspraak.Status.VASTGESTELD:
        eis_fase(vraagstuk)
    elif vraagstuk.is_open and vraagstuk.fase != Fase.OPVOLGING:
        raise ValidationError(
            "Het vraagstuk is teruggezet naar een eerdere fase. De landing verandert pas weer in "
            "opvolging.",
            code="fase_past_niet",
        )


def eis_fase(vraagstuk: Vraagstuk) -> None:
    """Afspraken are written from oordeelsvorming on, while the vraagstuk is open."""
    if vraagstuk.fase not in FASEN:
        raise ValidationError(
            "In deze fase van het vraagstuk kan dit niet. Afspraken maakt u in oordeelsvorming, "
            "besluitvorming of opvolging.",
            code="fase_past_niet",
        )


def eis_concept(afspraak: Afspraak) -> None:
    """Only a concept changes, until the papers of the BOL are sent (AFS-9)."""
    if afspraak.status == Afspraak.Status.VASTGESTELD:
        raise ValidationError(
            "Deze afspraak is vastgesteld en verandert niet meer. "
            "Maak een nieuwe versie voor het volgende jaar.",
            code="vastgesteld",
        )
    if afspraak.status == Afspraak.Status.VERVALLEN:
        raise ValidationError(
            "Deze afspraak is vervallen en verandert niet meer. Maak een nieuwe afspraak.",
            code="vervallen",
        )
    if afspraak.status != Afspraak.Status.CONCEPT:
        raise ValidationError(
            "Deze afspraak is geen concept meer. Zet de afspraak eerst terug naar concept.",
            code="geen_concept",
        )
    if afspraak.vraagstuk is not None:
        eis_te_schrijven(afspraak.vraagstuk, afspraak.jaar)


def eis_dag_bij_jaar(veld: str, dag: datetime.date | None, afspraak: Afspraak) -> None:
    """Nothing is agreed on for a year that was over when it was (AFS-3, AFS-4, AFS-6)."""
    if dag and afspraak.jaar and dag.year < afspraak.jaar:
        zin = (
            f"Deze dag ligt voor het jaar van de afspraak. Kies een dag in {afspraak.jaar} of "
            "later."
        )
        raise ValidationError({veld: ValidationError(zin, code="voor_het_jaar")})


def eis_te_schrijven(vraagstuk: Vraagstuk, jaar: int | None) -> None:
    """Phase and year, judged on the vraagstuk as it is now: who sends the papers locks it too.

    The afspraak is locked before its vraagstuk, here as where its facts are told.
    """
    nu = Vraagstuk.objects.vergrendeld(vraagstuk.pk)
    eis_fase(nu)
    eis_jaar(nu, jaar)


def eis_jaar(vraagstuk: Vraagstuk, jaar: int | None) -> None:
    """Until the papers of the BOL are sent; from then on for a later year (the editing table)."""
    gesloten = bol.gesloten_jaar(vraagstuk)
    if gesloten is not None and (jaar or 0) <= gesloten:
        raise ValidationError(
            f"Voor {gesloten} liggen de afspraken vast: de stukken zijn verzonden of het besluit "
            "is genomen. Maak een afspraak voor een later jaar.",
            code="papieren_verzonden",
        )
