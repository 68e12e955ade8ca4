"""A vraagstuk and a punt that wait for an outcome, what that made of them, and the verschillen."""

from dossiers.models import Feit, Vraagstuk
from governance.forms.voorbereiding import NieuweEscalatieForm, VerschilForm
from governance.gremia import Puntsoort, Uitkomstsoort
from governance.models import Agendastatus
from governance.services import verschillen
from tests.dossiers.factories import FeitFactory
from tests.governance.factories import (
    AgendapuntFactory,
    OverlegFactory,
    in_stand,
    met_uitkomst,
    rijp_vraagstuk,
)

STANDPUNT = {
    "standpunt": "Geen woningen in de polder.",
    "belang": "Waterveiligheid.",
    "reden": "De dijk houdt het niet.",
    "beslisruimte": "Over de rand valt te praten.",
    "bevoegdheid": "De minister.",
}


def punt_in(gremium, vraagstuk, soort=Puntsoort.TER_ADVISERING, provincies=None, **overleg):
    """On an agenda that was sent, with the feit that goes with it."""
    tafel = OverlegFactory(gremium=gremium, provincies=provincies, **overleg)
    punt = AgendapuntFactory(overleg=tafel, vraagstuk=vraagstuk, soort=soort, nummer=1)
    in_stand(tafel, Agendastatus.VERZONDEN)
    if vraagstuk:
        FeitFactory(
            vraagstuk=vraagstuk, soort=Feit.Soort.OP_VERZONDEN_AGENDA, kenmerk=str(tafel.pk)
        )
    return punt


def klaar_voor_do(**velden):
    """Everything of VRA-5 is there but the DO outcome; no department takes part."""
    vraagstuk = rijp_vraagstuk(**velden)
    FeitFactory(vraagstuk=vraagstuk, soort=Feit.Soort.RIJKSINZET, kenmerk="rijksinzet")
    return vraagstuk


def fase_van(vraagstuk):
    return Vraagstuk.objects.get(pk=vraagstuk.pk).fase


def do_feit(vraagstuk, code="pv25"):
    return vraagstuk.feiten.van("do_uitkomst").filter(kenmerk=code).first()


def punt_zonder_consensus(staf):
    """A DO that had it on its agenda and did not agree."""
    vraagstuk = rijp_vraagstuk()
    punt = AgendapuntFactory(vraagstuk=vraagstuk)
    in_stand(punt.overleg, Agendastatus.VERZONDEN)
    met_uitkomst(punt, staf, Uitkomstsoort.GEEN_CONSENSUS)
    return punt


def standpunt(punt, door, vrij=True, **velden):
    """Written by its party, and released unless the test says otherwise."""
    form = VerschilForm({**STANDPUNT, **velden})
    assert form.is_valid(), form.errors
    verschil = verschillen.leg_vast(punt_pk=punt.pk, form=form, door=door)
    return verschillen.geef_vrij(pk=verschil.pk, door=door) if vrij else verschil


def escalatie(punt, door, **velden):
    """Who leads, who decides and how it is fed back."""
    data = {
        "ladder": "interbestuurlijk",
        "decentraal": "kan",
        "trekker": "VRO, directeur",
        "beslisser": "GP-DG",
        "terugkoppeling": "In het DO.",
    }
    form = NieuweEscalatieForm(data | velden)
    assert form.is_valid(), form.errors
    return verschillen.leg_escalatie_vast(punt_pk=punt.pk, form=form, door=door)
