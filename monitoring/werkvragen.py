"""The questions behind Mijn werk, each a named read through the sight of one user.

"Kring" is what somebody works on: an accounthouder the assigned provincies, a department what
it is involved in; a provincie, the regietafel and VRO-staf all that they see.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from arrangementen.models import Actie, Afspraak, Akkoord, Landing
from dossiers.models import (
    Accountteamzienswijze,
    Belegging,
    Faseovergang,
    Feit,
    Tekstreactie,
    Tekstwijziging,
    Triageadvies,
    Vraagstuk,
)
from dossiers.models.signaal import Signaal
from dossiers.querysets import VraagstukQuerySet
from governance.gremia import AFSTEMMEN
from governance.models import (
    Agendapunt,
    Agendareactie,
    Agendastap,
    Agendastatus,
    Overleg,
    Uitkomst,
)
from novex.models import Gebruiker, Organisatie
from novex.rechten import Rol

from .models import Monitorronde, Voortgang

ZIET_ALLES = {Rol.REGIETAFELLID, Rol.VRO_STAF, Rol.BESTUURDER}


# An afspraak that a party may still have to agree with.
OPEN = (Afspraak.Status.CONCEPT, Afspraak.Status.AFGESTEMD)


def kring(user: Gebruiker) -> VraagstukQuerySet:
    """The vraagstukken that this user works on."""
    zicht = Vraagstuk.objects.for_user(user)
    if _werkt_aan_alles(user):
        return zicht
    if Rol.ACCOUNTHOUDER in user.rollen:
        koppeling = Vraagstuk.provincies.through.objects
        toegewezen = koppeling.filter(
            vraagstuk=OuterRef("pk"), provincie__in=user.toegewezen_provincie_ids
        )
        return zicht.filter(Q(Exists(toegewezen)) | Q(lead_accounthouder=user))
    return zicht.filter(_betrokken(user))


def _werkt_aan_alles(user: Gebruiker) -> bool:
    """All that is in sight is the own kring."""
    return not user.is_rijk or bool(ZIET_ALLES & set(user.rollen))


def _in_kring(rijen: QuerySet[Any], user: Gebruiker, veld: str = "vraagstuk") -> QuerySet[Any]:
    """Those of the own kring; the rows themselves are within sight already."""
    if _werkt_aan_alles(user):
        return rijen
    return rijen.filter(**{f"{veld}__in": kring(user)})


def _betrokken(user: Gebruiker) -> Exists:
    """The own organisation is involved, one that it succeeded, or an agency that belongs to it
    (BES-5, REF-2)."""
    koppeling = Vraagstuk.organisaties.through.objects.filter(vraagstuk=OuterRef("pk"))
    eigen = Q(organisatie__in=user.organisatie_ids)
    return Exists(koppeling.filter(eigen | Q(organisatie__valt_onder__in=user.organisatie_ids)))


# Ik moet


def aan_zet(user: Gebruiker) -> QuerySet[Vraagstuk]:
    """Where the own organisation must act; at VRO the lead accounthouder (VRA-1).

    At an end too, once the receiver refused; a handover that waits is asked apart (VRA-7).
    """
    gevraagd = Belegging.objects.for_user(user).wacht_op_antwoord()
    zicht = Vraagstuk.objects.for_user(user).aan_zet(user.organisatie_id)
    zicht = zicht.filter(~Exists(gevraagd.filter(vraagstuk=OuterRef("pk"))))
    return zicht.filter(Q(lead_accounthouder=None) | Q(lead_accounthouder=user)).order_by(
        "aan_zet_sinds", "pk"
    )


def signalen_te_beantwoorden(user: Gebruiker) -> QuerySet[Signaal]:
    """Of the assigned provincies, due in 15 working days (SIG-4)."""
    koppeling = Signaal.provincies.through.objects.filter(
        signaal=OuterRef("pk"), provincie__in=user.toegewezen_provincie_ids
    )
    zicht = Signaal.objects.for_user(user).wacht_op_antwoord()
    return zicht.filter(Exists(koppeling)).order_by("antwoord_voor", "pk")


def triages_te_besluiten(user: Gebruiker) -> QuerySet[Triageadvies]:
    """Advice and a view on it, both by somebody else, that wait for the regietafel (TRI-6,
    ROL-2)."""
    return _triages_van_anderen(user).filter(_zienswijze_van_ander(user))


def zienswijzen_te_geven(user: Gebruiker) -> QuerySet[Triageadvies]:
    """Advice in the own kring that has no view of the accountteam yet (TRI-6)."""
    return _in_kring(_triages(user).filter(zienswijzen=None), user)


def _triages(user: Gebruiker) -> QuerySet[Triageadvies]:
    wacht = Triageadvies.objects.for_user(user).wacht_op_besluit()
    return wacht.filter(vraagstuk__fase="beeldvorming").select_related("vraagstuk").order_by("pk")


def _triages_van_anderen(user: Gebruiker) -> QuerySet[Triageadvies]:
    """Who advised in this doorloop, also in words that were replaced, does not decide (ROL-2)."""
    eigen = Triageadvies.objects.for_user(user).filter(door=user)
    deze = eigen.filter(vraagstuk=OuterRef("vraagstuk"), doorloop=OuterRef("doorloop"))
    return _triages(user).filter(~Exists(deze))


def _zienswijze_van_ander(user: Gebruiker) -> Exists:
    """Who reads an advice may read the view on it."""
    zienswijzen = Accountteamzienswijze.objects.filter(advies=OuterRef("pk"))
    return Exists(zienswijzen.van_anderen(user))


def beleggingen_te_beantwoorden(user: Gebruiker) -> QuerySet[Belegging]:
    """Handed to the own organisation (VRA-7)."""
    zicht = Belegging.objects.for_user(user).wacht_op_antwoord()
    eigen = zicht.filter(ontvanger_organisatie=user.organisatie_id)
    return eigen.select_related("vraagstuk").order_by("antwoord_voor", "pk")


def bezwaren_te_beantwoorden(user: Gebruiker) -> QuerySet[Tekstreactie]:
    """Objections of the other side to what the own side wrote (VRA-16)."""
    open_ = Tekstreactie.objects.for_user(user).open_bezwaren().exclude(kant=user.kant)
    eigen = _in_kring(open_, user, "wijziging__vraagstuk")
    return eigen.select_related("wijziging__vraagstuk").order_by("pk")


def mandaten_te_geven(user: Gebruiker) -> QuerySet[Vraagstuk]:
    """In oordeelsvorming, involved, and no mandate of the own department yet (BES-5)."""
    gegeven = Feit.objects.for_user(user).van(Feit.Soort.MANDAAT)
    eigen = Organisatie.objects.filter(pk__in=user.organisatie_ids)
    van_ons = gegeven.filter(
        vraagstuk=OuterRef("pk"), kenmerk__in=eigen.values("code"), doorloop=OuterRef("doorloop")
    )
    zicht = Vraagstuk.objects.for_user(user).in_fase("oordeelsvorming").filter(_betrokken(user))
    return zicht.filter(~Exists(van_ons)).order_by("pk")


def agendas_zonder_reactie(user: Gebruiker) -> QuerySet[Overleg]:
    """Draft agendas with a punt of the own provincie, to which it did not react since they last
    changed for it; of every table that is agreed first (AGE-3, AGE-5)."""
    eigen = Q(provincies=user.eigen_provincie_id)
    punten = Agendapunt.objects.for_user(user).filter(eigen, overleg=OuterRef("overleg"))
    verplaatst = Agendastap.objects.for_user(user).filter(
        handeling=Agendastap.Handeling.VERPLAATST, overleg=OuterRef("overleg")
    )
    gereageerd = Agendareactie.objects.for_user(user).filter(
        ~Exists(punten.filter(gewijzigd_op__gt=OuterRef("op"))),
        ~Exists(verplaatst.filter(op__gt=OuterRef("op"))),
        overleg=OuterRef("pk"),
        provincie=user.eigen_provincie_id,
    )
    op_agenda = Agendapunt.objects.for_user(user).op_agenda().filter(eigen, overleg=OuterRef("pk"))
    zicht = Overleg.objects.for_user(user).filter(
        Exists(op_agenda), agenda_status=Agendastatus.CONCEPT, gremium__in=AFSTEMMEN
    )
    return zicht.filter(~Exists(gereageerd)).order_by("datum", "pk")


def overleggen_te_sluiten(user: Gebruiker, op: datetime.date) -> QuerySet[Overleg]:
    """Held, with outcomes still to record (BES-1)."""
    zicht = Overleg.objects.for_user(user).filter(datum__lte=op)
    return zicht.filter(agenda_status=Agendastatus.VERZONDEN).order_by("datum", "pk")


def overleggen_vast_te_stellen(user: Gebruiker) -> QuerySet[Overleg]:
    """Closed, and its outcomes not established yet (BES-8)."""
    zicht = Overleg.objects.for_user(user)
    return zicht.filter(agenda_status=Agendastatus.GEHOUDEN).order_by("datum", "pk")


def aangehouden_te_laat(user: Gebruiker, op: datetime.date) -> QuerySet[Uitkomst]:
    """Put off at a table, and the day that it should be back has passed (BES-1)."""
    zicht = Uitkomst.objects.for_user(user).aangehouden().filter(tot_wanneer__lt=op)
    open_ = Vraagstuk.objects.for_user(user).open()
    return zicht.filter(agendapunt__vraagstuk__in=open_).order_by("tot_wanneer", "pk")


def akkoorden_te_geven(user: Gebruiker) -> QuerySet[Afspraak]:
    """Concepts of which the own organisation is a party, and never agreed yet (AFS-2)."""
    concept = _wacht_op_partij(user).filter(status=Afspraak.Status.CONCEPT)
    return concept.exclude(pk__in=_eigen_akkoorden(user).values("afspraak"))


def akkoorden_opnieuw(user: Gebruiker) -> list[Afspraak]:
    """What is not established, on whose text of now its akkoord no longer stands (AFS-2).

    The database finds what changed since; only the text itself says whether it is another.
    """
    eigen = _eigen_akkoorden(user)
    ouder = eigen.filter(afspraak__status__in=OPEN, op__lt=F("afspraak__gewijzigd_op"))
    met = eigen.filter(afspraak=OuterRef("pk")).values("tekst_sha256")
    gewijzigd = (
        _wacht_op_partij(user)
        .filter(pk__in=ouder.values("afspraak"))
        .annotate(akkoord_met=ArraySubquery(met))
        .prefetch_related("acties")
    )
    return [rij for rij in gewijzigd if rij.tekst_sha256 not in rij.akkoord_met]


def _wacht_op_partij(user: Gebruiker) -> QuerySet[Afspraak]:
    """Not established, with the own organisation named as a party or drawing an action (AFS-2).

    Who sees the afspraak sees its actions and what it agreed to itself.
    """
    partij = Afspraak.partijen.through.objects.filter(organisatie=user.organisatie_id)
    trekker = Actie.objects.filter(trekker_organisatie=user.organisatie_id)
    van_ons = Q(pk__in=partij.values("afspraak")) | Q(pk__in=trekker.values("afspraak"))
    zicht = Afspraak.objects.for_user(user).filter(status__in=OPEN)
    return zicht.filter(van_ons).order_by("pk")


def _eigen_akkoorden(user: Gebruiker) -> QuerySet[Akkoord]:
    return Akkoord.objects.filter(organisatie=user.organisatie_id)


def landingen_te_aanvaarden(user: Gebruiker) -> QuerySet[Landing]:
    """Owned by the own organisation, not accepted yet; what ended lands no more (AFS-6)."""
    eigen = (
        Landing.objects.for_user(user)
        .filter(eigenaar_organisatie=user.organisatie_id, aanvaard_op=None)
        .exclude(afspraak__status=Afspraak.Status.VERVALLEN)
    )
    return eigen.select_related("afspraak").order_by("uiterlijk", "pk")


def voortgang_te_melden(user: Gebruiker, op: datetime.date) -> QuerySet[Voortgang]:
    """What the own organisation is asked in the open round (MON-1)."""
    eigen = Voortgang.objects.for_user(user).van_organisatie(user.organisatie_id)
    return eigen.te_melden(op).select_related("afspraak", "ronde").order_by("-status", "pk")


def rondes_te_sluiten(user: Gebruiker, op: datetime.date) -> QuerySet[Monitorronde]:
    """Open after their last day (MON-1)."""
    return Monitorronde.objects.for_user(user).open().filter(open_tot__lt=op)


def keren_terug(user: Gebruiker, op: datetime.date) -> QuerySet[Vraagstuk]:
    """At an end, and the day to look again has come (VRA-6, VRA-7)."""
    return kring(user).keert_terug_voor(op).order_by("terug_op", "pk")


# Ik wacht op


def triages_zonder_zienswijze(user: Gebruiker) -> QuerySet[Triageadvies]:
    """Advice that the regietafel cannot decide on before the accountteam gave its view (TRI-6)."""
    return _triages_van_anderen(user).filter(~_zienswijze_van_ander(user))


def triages_zonder_besluit(user: Gebruiker) -> QuerySet[Triageadvies]:
    """The own advice, with a view on it: the regietafel decides (TRI-6)."""
    return _triages(user).filter(door=user).exclude(zienswijzen=None)


def anderen_aan_zet(user: Gebruiker) -> QuerySet[Vraagstuk]:
    """In the own kring, where another organisation must act."""
    wacht = kring(user).open().filter(aan_zet_organisatie__isnull=False)
    ander = wacht.exclude(aan_zet_organisatie=user.organisatie_id)
    return ander.select_related("aan_zet_organisatie").order_by("aan_zet_sinds", "pk")


def signalen_zonder_antwoord(user: Gebruiker) -> QuerySet[Signaal]:
    """Reported by the own organisation; the answer belongs to the melder (SIG-6)."""
    zicht = Signaal.objects.for_user(user).wacht_op_antwoord()
    return zicht.filter(melder_organisatie=user.organisatie_id).order_by("antwoord_voor", "pk")


def beleggingen_zonder_antwoord(user: Gebruiker) -> QuerySet[Belegging]:
    """Handed to others from the own kring, not acknowledged yet (VRA-7)."""
    zicht = Belegging.objects.for_user(user).wacht_op_antwoord()
    eigen = _in_kring(zicht, user)
    ander = eigen.exclude(ontvanger_organisatie=user.organisatie_id)
    return ander.select_related("vraagstuk").order_by("antwoord_voor", "pk")


# Nieuw voor mij


def nieuwe_overgangen(user: Gebruiker, sinds: datetime.date) -> QuerySet[Faseovergang]:
    """The newest step of each vraagstuk in the own kring, if another made it (VRA-2)."""
    later = Faseovergang.objects.filter(vraagstuk=OuterRef("vraagstuk"), pk__gt=OuterRef("pk"))
    begin = timezone.make_aware(datetime.datetime.combine(sinds, datetime.time.min))
    zichtbaar = Faseovergang.objects.for_user(user).exclude(door=user)
    recent = _in_kring(zichtbaar.filter(~Exists(later), op__gte=begin), user)
    return recent.select_related("vraagstuk").order_by("-op", "-pk")


def nieuwe_teksten(user: Gebruiker) -> QuerySet[Tekstwijziging]:
    """Changes by the other side without a reaction of the own side: the newest of each
    vraagstuk, with ``aantal`` of them all (VRA-16)."""
    gereageerd = Tekstreactie.objects.filter(wijziging=OuterRef("pk"), kant=user.kant)
    onbeantwoord = ~Q(kant=user.kant) & ~Q(Exists(gereageerd))
    van_een = Tekstwijziging.objects.filter(onbeantwoord, vraagstuk=OuterRef("vraagstuk"))
    aantal = van_een.order_by().values("vraagstuk").annotate(n=Count("pk")).values("n")
    nieuwste = ~Exists(van_een.filter(pk__gt=OuterRef("pk")))
    zicht = Tekstwijziging.objects.for_user(user).filter(onbeantwoord, nieuwste)
    return (
        _in_kring(zicht, user)
        .annotate(aantal=Subquery(aantal))
        .select_related("vraagstuk")
        .order_by("-pk")
    )
