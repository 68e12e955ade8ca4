"""The questions about signalen and vraagstukken behind Mijn werk, each a named read through the
sight of one user; ``werkvragen_tafels`` has those about meetings and afspraken.
"""

from __future__ import annotations

import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from dossiers.models import (
    Accountteamzienswijze,
    Belegging,
    Faseovergang,
    Instemming,
    Tekstreactie,
    Tekstwijziging,
    Triageadvies,
    Vertrek,
    Vraagstuk,
)
from dossiers.models.signaal import Signaal, Signaaluitkomst
from novex.models import Gebruiker

from .kring import in_kring, kring

# Ik moet


def aan_zet(user: Gebruiker) -> QuerySet[Vraagstuk]:
    """Where the own organisation must act; at VRO the lead accounthouder (VRA-1).

    At an end too, once the receiver refused; a handover that waits is asked apart (VRA-7).
    """
    gevraagd = Belegging.objects.for_user(user).wacht_op_antwoord()
    eigen = Q(aan_zet_organisatie__in=user.organisatie_ids)
    zicht = Vraagstuk.objects.for_user(user).filter(eigen)
    aan_hen = gevraagd.filter(ontvanger_organisatie=OuterRef("aan_zet_organisatie"))
    zicht = zicht.filter(~Exists(aan_hen.filter(vraagstuk=OuterRef("pk"))))
    van_mij = zicht.filter(Q(lead_accounthouder=None) | Q(lead_accounthouder=user))
    return van_mij.select_related("aan_zet_organisatie").order_by("aan_zet_sinds", "pk")


def signalen_te_beantwoorden(user: Gebruiker) -> QuerySet[Signaal]:
    """Of the assigned provincies, due in 15 working days (SIG-4)."""
    koppeling = Signaal.provincies.through.objects.filter(
        signaal=OuterRef("pk"), provincie__in=user.toegewezen_provincie_ids
    )
    zicht = Signaal.objects.for_user(user).wacht_op_antwoord()
    return zicht.filter(Exists(koppeling)).order_by("antwoord_voor", "pk")


def signalen_in_te_dienen(user: Gebruiker) -> QuerySet[Signaal]:
    """What this person began to write down, and did not hand in (SIG-1)."""
    concept = Signaal.objects.for_user(user).filter(status=Signaal.Status.CONCEPT)
    return concept.filter(ingevoerd_door=user).order_by("pk")


def concepten_te_openen(user: Gebruiker) -> QuerySet[Vraagstuk]:
    """Of the assigned provincies, by the own side or offered by the other (VRA-0)."""
    return kring(user).in_fase("concept").select_related("aan_zet_organisatie").order_by("pk")


def concepten_aan_te_bieden(user: Gebruiker) -> QuerySet[Vraagstuk]:
    """Of the own organisation, and not offered to the Rijk yet (VRA-0)."""
    concept = Vraagstuk.objects.for_user(user).in_fase("concept")
    eigen = concept.filter(organisatie__in=user.organisatie_ids, aangeboden_op=None)
    return eigen.select_related("aan_zet_organisatie").order_by("pk")


def triages_te_besluiten(user: Gebruiker) -> QuerySet[Triageadvies]:
    """Advice and a view on it, both by somebody else, that wait for the regietafel (TRI-6,
    ROL-2)."""
    return _van_anderen(user, _triages(user)).filter(_zienswijze_van_ander(user))


def triages_uit_te_voeren(user: Gebruiker) -> QuerySet[Triageadvies]:
    """Decided on, and still in beeldvorming: the regietafel puts it through, hands it over or
    ends it, whoever advised excepted (VRA-4, VRA-7, ROL-2)."""
    besloten = Triageadvies.objects.for_user(user).nieuwste().filter(besluit__isnull=False)
    return _van_anderen(user, _in_beeldvorming(besloten))


def zienswijzen_te_geven(user: Gebruiker) -> QuerySet[Triageadvies]:
    """Advice in the own kring that has no view of the accountteam yet (TRI-6)."""
    return in_kring(_triages(user).filter(zienswijzen=None), user)


def _triages(user: Gebruiker) -> QuerySet[Triageadvies]:
    return _in_beeldvorming(Triageadvies.objects.for_user(user).wacht_op_besluit())


def _in_beeldvorming(adviezen: QuerySet[Triageadvies]) -> QuerySet[Triageadvies]:
    hier = adviezen.filter(vraagstuk__fase="beeldvorming")
    return hier.select_related("vraagstuk", "besluit").order_by("pk")


def _van_anderen(user: Gebruiker, adviezen: QuerySet[Triageadvies]) -> QuerySet[Triageadvies]:
    """Who advised in this doorloop, also in words that were replaced, does not decide (ROL-2)."""
    eigen = Triageadvies.objects.for_user(user).filter(door=user)
    deze = eigen.filter(vraagstuk=OuterRef("vraagstuk"), doorloop=OuterRef("doorloop"))
    return adviezen.filter(~Exists(deze))


def _zienswijze_van_ander(user: Gebruiker) -> Exists:
    """Who reads an advice may read the view on it."""
    zienswijzen = Accountteamzienswijze.objects.filter(advies=OuterRef("pk"))
    return Exists(zienswijzen.van_anderen(user))


def beleggingen_te_beantwoorden(user: Gebruiker) -> QuerySet[Belegging]:
    """Handed to the own organisation (VRA-7)."""
    zicht = Belegging.objects.for_user(user).wacht_op_antwoord()
    eigen = zicht.filter(ontvanger_organisatie__in=user.organisatie_ids)
    return eigen.select_related("vraagstuk").order_by("antwoord_voor", "pk")


def bezwaren_te_beantwoorden(user: Gebruiker) -> QuerySet[Tekstreactie]:
    """Objections of the other side to what the own side wrote (VRA-16)."""
    open_ = Tekstreactie.objects.for_user(user).open_bezwaren().exclude(kant=user.kant)
    eigen = in_kring(open_, user, "wijziging__vraagstuk")
    return eigen.select_related("wijziging__vraagstuk").order_by("pk")


def instemmingen_te_geven(user: Gebruiker) -> QuerySet[Vraagstuk]:
    """Where another asked for a step that needs the consent of the regietafel, or of the own
    provincie, which did not answer since (VRA-8, VRA-9)."""
    antwoord = _antwoord_op_vraag(user)
    terugleggen = Q(handeling=Instemming.Handeling.LEG_TERUG)
    if user.is_rijk:
        van_mij = Q(~Exists(antwoord), ~terugleggen)
    else:
        eigen = antwoord.filter(organisatie__in=user.organisatie_ids)
        van_mij = Q(~Exists(eigen), terugleggen)
    gevraagd = Instemming.objects.for_user(user).wacht_op_antwoord().filter(van_mij)
    return _met(user, gevraagd.exclude(door=user))


def _antwoord_op_vraag(user: Gebruiker) -> QuerySet[Instemming]:
    return (
        Instemming.objects.for_user(user)
        .antwoorden()
        .filter(
            vraagstuk=OuterRef("vraagstuk"), handeling=OuterRef("handeling"), pk__gt=OuterRef("pk")
        )
    )


def _met(user: Gebruiker, vragen: QuerySet[Instemming]) -> QuerySet[Vraagstuk]:
    zicht = Vraagstuk.objects.for_user(user).filter(pk__in=vragen.values("vraagstuk"))
    return zicht.select_related("aan_zet_organisatie").order_by("pk")


def keren_terug(user: Gebruiker, op: datetime.date) -> QuerySet[Vraagstuk]:
    """At an end, and the day to look again has come (VRA-6, VRA-7)."""
    terug = kring(user).keert_terug_voor(op).select_related("aan_zet_organisatie")
    return terug.order_by("terug_op", "pk")


# Ik wacht op


def triages_zonder_zienswijze(user: Gebruiker) -> QuerySet[Triageadvies]:
    """Advice that the regietafel cannot decide on before the accountteam gave its view (TRI-6)."""
    return _van_anderen(user, _triages(user)).filter(~_zienswijze_van_ander(user))


def triages_zonder_besluit(user: Gebruiker) -> QuerySet[Triageadvies]:
    """The own advice, with a view on it: the regietafel decides (TRI-6)."""
    return _triages(user).filter(door=user).exclude(zienswijzen=None)


def instemmingen_zonder_antwoord(user: Gebruiker) -> QuerySet[Vraagstuk]:
    """Where this person asked for consent, and nobody answered yet (VRA-8, VRA-9)."""
    gevraagd = Instemming.objects.for_user(user).wacht_op_antwoord().filter(door=user)
    return _met(user, gevraagd.filter(~Exists(_antwoord_op_vraag(user))))


def anderen_aan_zet(user: Gebruiker) -> QuerySet[Vraagstuk]:
    """In the own kring, where another organisation must act."""
    wacht = kring(user).open().filter(aan_zet_organisatie__isnull=False)
    ander = wacht.exclude(aan_zet_organisatie__in=user.organisatie_ids)
    return ander.select_related("aan_zet_organisatie").order_by("aan_zet_sinds", "pk")


def signalen_zonder_antwoord(user: Gebruiker) -> QuerySet[Signaal]:
    """Reported by the own organisation; the answer belongs to the melder (SIG-6)."""
    zicht = Signaal.objects.for_user(user).wacht_op_antwoord()
    return zicht.filter(melder_organisatie__in=user.organisatie_ids).order_by("antwoord_voor", "pk")


def beleggingen_zonder_antwoord(user: Gebruiker) -> QuerySet[Belegging]:
    """Handed to others from the own kring, not acknowledged yet (VRA-7)."""
    zicht = Belegging.objects.for_user(user).wacht_op_antwoord()
    eigen = in_kring(zicht, user)
    ander = eigen.exclude(ontvanger_organisatie__in=user.organisatie_ids)
    return ander.select_related("vraagstuk").order_by("antwoord_voor", "pk")


# Nieuw voor mij


def nieuwe_overgangen(user: Gebruiker, sinds: datetime.date) -> QuerySet[Faseovergang]:
    """The newest step of each vraagstuk in the own kring, if another made it (VRA-2)."""
    later = Faseovergang.objects.filter(vraagstuk=OuterRef("vraagstuk"), pk__gt=OuterRef("pk"))
    zichtbaar = Faseovergang.objects.for_user(user).exclude(door=user)
    recent = in_kring(zichtbaar.filter(~Exists(later), op__gte=_begin_van(sinds)), user)
    return recent.select_related("vraagstuk").order_by("-op", "-pk")


def nieuwe_teksten(user: Gebruiker) -> QuerySet[Tekstwijziging]:
    """Changes by the other side without a reaction of one's own: the newest of each
    vraagstuk, with ``aantal`` of them all (VRA-16)."""
    # The Rijk answers with one voice, each provincie for itself.
    eigen = Q(kant=user.kant) if user.is_rijk else Q(organisatie__in=user.organisatie_ids)
    gereageerd = Tekstreactie.objects.filter(eigen, wijziging=OuterRef("pk"))
    onbeantwoord = ~Q(kant=user.kant) & ~Q(Exists(gereageerd))
    van_een = Tekstwijziging.objects.filter(onbeantwoord, vraagstuk=OuterRef("vraagstuk"))
    aantal = van_een.order_by().values("vraagstuk").annotate(n=Count("pk")).values("n")
    nieuwste = ~Exists(van_een.filter(pk__gt=OuterRef("pk")))
    zicht = Tekstwijziging.objects.for_user(user).filter(onbeantwoord, nieuwste)
    return (
        in_kring(zicht, user)
        .annotate(aantal=Subquery(aantal))
        .select_related("vraagstuk")
        .order_by("-pk")
    )


def vertrekken(user: Gebruiker, sinds: datetime.date) -> QuerySet[Vertrek]:
    """Vraagstukken that the own provincie was taken off, and does not see any more (ALG-2)."""
    weer_mee = Vraagstuk.provincies.through.objects.filter(
        vraagstuk=OuterRef("vraagstuk"), provincie=OuterRef("provincie")
    )
    recent = Vertrek.objects.for_user(user).filter(op__gte=_begin_van(sinds))
    return recent.exclude(door=user).filter(~Exists(weer_mee)).order_by("-pk")


def nieuwe_antwoorden(user: Gebruiker, sinds: datetime.date) -> QuerySet[Signaal]:
    """Reported by the own organisation, and answered by another person (SIG-3, SIG-6)."""
    recent = Signaaluitkomst.objects.for_user(user).filter(op__gte=_begin_van(sinds))
    van_ander = recent.filter(signaal=OuterRef("pk")).exclude(door=user)
    eigen = Signaal.objects.for_user(user).filter(melder_organisatie__in=user.organisatie_ids)
    return eigen.filter(Exists(van_ander)).order_by("-pk")


def nieuwe_besluiten(user: Gebruiker, sinds: datetime.date) -> QuerySet[Triageadvies]:
    """The own advice on which the regietafel decided, until the fase follows (TRI-6)."""
    eigen = Triageadvies.objects.for_user(user).filter(
        door=user, besluit__op__gte=_begin_van(sinds)
    )
    return _in_beeldvorming(eigen).order_by("-besluit__pk")


def _begin_van(dag: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(dag, datetime.time.min))
