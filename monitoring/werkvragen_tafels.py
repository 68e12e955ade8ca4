"""The questions about meetings, afspraken, arrangementen and the monitor behind Mijn werk, each a
named read through the sight of one user.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from arrangementen.models import (
    Actie,
    Afspraak,
    Akkoord,
    Arrangement,
    Arrangementakkoord,
    Arrangementstap,
    Geldregel,
    Landing,
)
from dossiers.models import Feit, Vraagstuk
from governance.gremia import AFSTEMMEN, Gremium
from governance.models import (
    Agendapunt,
    Agendareactie,
    Agendastap,
    Agendastatus,
    Inzichtverschil,
    Overleg,
    Rijksinzet,
    Rijksinzetakkoord,
    Uitkomst,
)
from novex.models import Gebruiker

from .kring import betrokken, gaf_de_eigen, kring
from .models import Monitorronde, Voortgang

# An afspraak that a party may still have to agree with.
OPEN = (Afspraak.Status.CONCEPT, Afspraak.Status.AFGESTEMD)


def mandaten_te_geven(user: Gebruiker) -> QuerySet[Vraagstuk]:
    """In oordeelsvorming, involved, and no mandate of the own department yet (BES-5)."""
    zicht = Vraagstuk.objects.for_user(user).in_fase("oordeelsvorming").filter(betrokken(user))
    zonder = zicht.filter(~_eigen_mandaat(user, "pk"))
    return zonder.select_related("aan_zet_organisatie").order_by("pk")


def rijksinzet_akkoord_te_geven(user: Gebruiker) -> QuerySet[Rijksinzet]:
    """The newest version of this doorloop, on which the own department may agree now that it gave
    its mandaat, and did not yet; also of a text that is out, while not all agree (BES-7)."""
    zicht = Rijksinzet.objects.for_user(user)
    afgestemd = Feit.objects.for_user(user).van(Feit.Soort.RIJKSINZET)
    nieuwer = zicht.filter(vraagstuk=OuterRef("vraagstuk"), versie__gt=OuterRef("versie"))
    eigen_akkoord = Rijksinzetakkoord.objects.filter(
        gaf_de_eigen(user, "rijksinzet__vraagstuk", "organisatie__code"), rijksinzet=OuterRef("pk")
    )
    wacht = zicht.filter(
        _eigen_mandaat(user, "vraagstuk"),
        ~Exists(nieuwer),
        ~Exists(eigen_akkoord),
        ~Exists(afgestemd.filter(vraagstuk=OuterRef("vraagstuk"), doorloop=OuterRef("doorloop"))),
        doorloop=F("vraagstuk__doorloop"),
        vraagstuk__fase="oordeelsvorming",
    )
    return wacht.select_related("vraagstuk").order_by("pk")


def _eigen_mandaat(user: Gebruiker, vraagstuk: str) -> Exists:
    """Of the own department or one that it succeeded, in the doorloop of the row (BES-5, REF-2)."""
    gegeven = Feit.objects.for_user(user).van(Feit.Soort.MANDAAT)
    return Exists(
        gegeven.filter(
            gaf_de_eigen(user, "vraagstuk", "kenmerk"),
            vraagstuk=OuterRef(vraagstuk),
            doorloop=OuterRef("doorloop"),
        )
    )


def verschillen_te_schrijven(user: Gebruiker) -> QuerySet[Vraagstuk]:
    """No consensus in a DO of this doorloop, and no standpunt released by the own party (BES-3)."""
    wacht = (
        kring(user)
        .in_fase("oordeelsvorming")
        .filter(
            _verteld(user, Feit.Soort.DO_UITKOMST, waarde="geen_consensus"),
            ~_verteld(user, Feit.Soort.VERSCHILLEN),
        )
    )
    if not user.is_vro and user.is_rijk:
        wacht = wacht.filter(betrokken(user))
    eigen = Inzichtverschil.objects.for_user(user).filter(
        agendapunt__vraagstuk=OuterRef("pk"),
        organisatie__in=user.organisatie_ids,
        vrijgegeven_op__isnull=False,
    )
    return wacht.filter(~Exists(eigen)).select_related("aan_zet_organisatie").order_by("pk")


def uitkomsten_zonder_stap(user: Gebruiker) -> QuerySet[Vraagstuk]:
    """A table said what asks for the next fase, and it did not follow: what blocked it has to be
    mended, and then the outcome is applied again (VRA-5, VRA-6)."""
    na_do = Q(_verteld(user, Feit.Soort.DO_UITKOMST), fase="oordeelsvorming")
    bol = _verteld(user, Feit.Soort.BOL_BESLUIT) | _verteld(user, Feit.Soort.GEEN_KEUZE)
    na_bol = Q(bol, fase="besluitvorming")
    wacht = Vraagstuk.objects.for_user(user).filter(na_do | na_bol)
    return wacht.select_related("aan_zet_organisatie").order_by("pk")


def _verteld(user: Gebruiker, soort: str, **velden: str) -> Exists:
    """Told in the doorloop of now (VRA-8, VRA-19)."""
    feiten = Feit.objects.for_user(user).van(soort).filter(**velden)
    return Exists(feiten.filter(vraagstuk=OuterRef("pk"), doorloop=OuterRef("doorloop")))


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


def agendas_af_te_stemmen(user: Gebruiker, op: datetime.date) -> QuerySet[Overleg]:
    """Draft agendas to agree: each provincie with a punt reacted, or its term passed and nothing
    changed for it since (AGE-3, AGE-5)."""
    return _agendas_in_overleg(user).exclude(_wacht_op_provincie(user, op))


def agendas_die_wachten(user: Gebruiker, op: datetime.date) -> QuerySet[Overleg]:
    """Draft agendas to which a provincie may still react (AGE-5)."""
    return _agendas_in_overleg(user).filter(_wacht_op_provincie(user, op))


def _agendas_in_overleg(user: Gebruiker) -> QuerySet[Overleg]:
    """With a punt, of the tables whose agenda this user agrees: the regietafel the DO, VRO-staf
    the others (AGE-3)."""
    tafels = [
        gremium
        for gremium in AFSTEMMEN
        if user.has_perm(
            "governance.agenda_afstemmen_regietafel"
            if gremium == Gremium.DO
            else "governance.agenda_afstemmen_staf"
        )
    ]
    op_agenda = Agendapunt.objects.for_user(user).op_agenda().filter(overleg=OuterRef("pk"))
    concept = Overleg.objects.for_user(user).filter(
        Exists(op_agenda), agenda_status=Agendastatus.CONCEPT, gremium__in=tafels
    )
    return concept.order_by("datum", "pk")


def _wacht_op_provincie(user: Gebruiker, op: datetime.date) -> Q:
    gereageerd = Agendareactie.objects.for_user(user).filter(
        overleg=OuterRef("agendapunt__overleg"), provincie=OuterRef("provincie")
    )
    zonder_reactie = Agendapunt.provincies.through.objects.filter(
        ~Exists(gereageerd), agendapunt__overleg=OuterRef("pk"), agendapunt__afgevoerd_op=None
    )
    loopt = Q(reageren_tot=None) | Q(reageren_tot__gte=op)
    return (loopt & Exists(zonder_reactie)) | (~loopt & Exists(_veranderd_sinds_termijn(user)))


def _veranderd_sinds_termijn(user: Gebruiker) -> QuerySet[Any]:
    """The provincies at the table for which something changed on the last day of the term or
    after it, without a reaction or a term since (AGE-5; ``Overleg.veranderd_sinds``)."""

    def onbeantwoord(rijen: QuerySet[Any], moment: str, overleg: str = "overleg") -> Exists:
        na = {"overleg": OuterRef(overleg), "op__gte": OuterRef(moment)}
        reactie = Agendareactie.objects.for_user(user).filter(
            provincie=OuterRef(OuterRef("provincie")), **na
        )
        gesteld = Agendastap.objects.for_user(user).filter(handeling="termijn", **na)
        op_of_na = {f"{moment}__date__gte": OuterRef("overleg__reageren_tot")}
        van_dit = {overleg: OuterRef("overleg")}
        return Exists(rijen.filter(~Exists(reactie), ~Exists(gesteld), **op_of_na, **van_dit))

    eigen = {"provincie": OuterRef("provincie")}
    nu = Agendapunt.provincies.through.objects.filter(**eigen)
    toen = Agendapunt.history.filter(
        historicalagendapunt_provincies__provincie=OuterRef("provincie")
    )
    verplaatst = Agendastap.objects.for_user(user).filter(handeling="verplaatst")
    return Overleg.provincies.through.objects.filter(
        onbeantwoord(nu, "agendapunt__gewijzigd_op", "agendapunt__overleg")
        | onbeantwoord(toen, "history_date")
        | onbeantwoord(verplaatst, "op"),
        overleg=OuterRef("pk"),
    )


def agendas_te_verzenden(user: Gebruiker) -> QuerySet[Overleg]:
    """Agreed, or of a table that needs no agreement, and not sent yet (AGE-3)."""
    op_agenda = Agendapunt.objects.for_user(user).op_agenda().filter(overleg=OuterRef("pk"))
    klaar = Q(agenda_status=Agendastatus.AFGESTEMD) | Q(
        ~Q(gremium__in=AFSTEMMEN), agenda_status=Agendastatus.CONCEPT
    )
    return Overleg.objects.for_user(user).filter(klaar, Exists(op_agenda)).order_by("datum", "pk")


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
    partij = Afspraak.partijen.through.objects.filter(organisatie__in=user.organisatie_ids)
    trekker = Actie.objects.filter(trekker_organisatie__in=user.organisatie_ids)
    van_ons = Q(pk__in=partij.values("afspraak")) | Q(pk__in=trekker.values("afspraak"))
    zicht = Afspraak.objects.for_user(user).filter(status__in=OPEN)
    return zicht.filter(van_ons).order_by("pk")


def _eigen_akkoorden(user: Gebruiker) -> QuerySet[Akkoord]:
    return Akkoord.objects.filter(organisatie__in=user.organisatie_ids)


def bedragen_te_bevestigen(user: Gebruiker) -> QuerySet[Geldregel]:
    """Amounts that the own organisation answers for, of what is not established yet (AFS-7)."""
    eigen = Geldregel.objects.for_user(user).filter(
        verantwoordelijke__in=user.organisatie_ids, bevestigd_op=None, afspraak__status__in=OPEN
    )
    return eigen.select_related("afspraak").order_by("pk")


def arrangementen_voor_akkoord(user: Gebruiker) -> QuerySet[Arrangement]:
    """The other side agrees with its content, and the own side does not yet (ARR-1)."""
    teruggezet = Arrangementstap.objects.for_user(user).filter(
        arrangement=OuterRef("arrangement"), van="afgestemd", op__gt=OuterRef("op")
    )
    telt = Arrangementakkoord.objects.for_user(user).filter(~Exists(teruggezet))
    van_ons = telt.filter(
        kant=user.kant,
        arrangement=OuterRef("arrangement"),
        inhoud_sha256=OuterRef("inhoud_sha256"),
    )
    van_hen = telt.filter(~Exists(van_ons), arrangement=OuterRef("pk")).exclude(kant=user.kant)
    eigen = Arrangement.objects.in_eigen_kring(user).filter(Exists(van_hen), status="concept")
    return eigen.select_related("provincie").order_by("jaar", "pk")


def arrangementen_te_publiceren(user: Gebruiker) -> QuerySet[Arrangement]:
    """Established, and the Kamerbrief of its round is sent (BOL-2)."""
    klaar = Arrangement.objects.in_eigen_kring(user).filter(
        status="vastgesteld", ronde__kamerbrief__isnull=False
    )
    return klaar.select_related("provincie").order_by("jaar", "pk")


def landingen_te_aanvaarden(user: Gebruiker) -> QuerySet[Landing]:
    """Owned by the own organisation, and not accepted yet, or anew after it failed; what ended
    lands no more (AFS-6, VRA-9)."""
    feiten = Feit.objects.for_user(user).filter(
        soort=Feit.Soort.LANDING,
        vraagstuk=OuterRef("afspraak__vraagstuk"),
        kenmerk=Cast(OuterRef("afspraak"), TextField()),
    )
    mislukt = Q(
        Exists(feiten),
        ~Exists(feiten.filter(ingetrokken_op=None)),
        afspraak__vraagstuk__fase="opvolging",
        afspraak__vraagstuk__doorloop__gt=1,
    )
    eigen = Landing.objects.for_user(user).filter(
        Q(aanvaard_op=None) | mislukt, eigenaar_organisatie__in=user.organisatie_ids
    )
    loopt = eigen.exclude(afspraak__status=Afspraak.Status.VERVALLEN)
    return loopt.select_related("afspraak").order_by("uiterlijk", "pk")


def voortgang_te_melden(user: Gebruiker, op: datetime.date) -> QuerySet[Voortgang]:
    """What the own organisation is asked in the open round (MON-1)."""
    eigen = Voortgang.objects.for_user(user).gevraagd_aan(user)
    return eigen.te_melden(op).select_related("afspraak", "ronde").order_by("-status", "pk")


def rondes_te_sluiten(user: Gebruiker, op: datetime.date) -> QuerySet[Monitorronde]:
    """Open after their last day (MON-1)."""
    return Monitorronde.objects.for_user(user).open().filter(open_tot__lt=op)
