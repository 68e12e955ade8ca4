"""Shared text: never changed one-sidedly, and frozen per fase (VRA-16, editing per phase)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from dossiers.bewerken import ALLEEN_IN_CONCEPT, VELDEN, Groep, bewerking, mag_bewerken
from dossiers.models import Fase, Tekstreactie, Tekstwijziging, Vraagstuk
from dossiers.services import tekst
from novex.criteria import tekorten
from novex.forms import Verouderd
from tests.dossiers.factories import (
    TekstreactieFactory,
    TekstwijzigingFactory,
    VraagstukFactory,
    in_fase,
)
from tests.dossiers.paginas import als
from tests.weigeringen import geweigerd

F = Fase
EINDEN = (F.TERUGGELEGD, F.ELDERS_BELEGD, F.BEEINDIGD, F.GEEN_KEUZE)
VOORBEELD = {
    Groep.BASIS: {"titel": "Wonen of water"},
    Groep.BEELD: {"dilemmas": "Bouwen en bergen."},
    Groep.PLANNING: {"planning": "BOL 2028"},
}


def wijzig(vraagstuk, door, groep=Groep.BEELD, velden=None, **anders):
    nu = Vraagstuk.objects.get(pk=vraagstuk.pk)
    return tekst.wijzig(
        pk=vraagstuk.pk,
        groep=groep,
        versie=anders.pop("versie", nu.versie),
        velden=VOORBEELD[groep] if velden is None else velden,
        door=door,
        **anders,
    )


# Who may edit which group in which fase: y may, e only as erratum, - frozen or no right.
# The concept is of another organisatie; the own one stands in test_bewerken.
TABEL = {
    # groep, persona: concept beeld oordeel besluit opvolging ends
    (Groep.BASIS, "accounthouder"): "yyye--",
    (Groep.BASIS, "provinciaal"): "-yye--",
    (Groep.BASIS, "expert"): "------",
    (Groep.BASIS, "staf"): "------",
    (Groep.BEELD, "accounthouder"): "yyye--",
    (Groep.BEELD, "provinciaal"): "-yye--",
    (Groep.BEELD, "expert"): "------",
    (Groep.BEELD, "regietafellid"): "------",
    (Groep.PLANNING, "accounthouder"): "-yyy--",
    (Groep.PLANNING, "provinciaal"): "------",
    (Groep.AANPAK, "accounthouder"): "-yyy--",
    (Groep.AANPAK, "provinciaal"): "-yyy--",
    (Groep.AANPAK, "expert"): "--yy--",
    (Groep.AANPAK, "expert_ienw"): "------",
    (Groep.RICHTINGEN, "accounthouder"): "-yyy--",
    (Groep.RICHTINGEN, "expert"): "--yy--",
    (Groep.RICHTINGEN, "expert_ienw"): "------",
    (Groep.RICHTINGEN, "staf"): "------",
}
KOLOMMEN = (F.CONCEPT, F.BEELDVORMING, F.OORDEELSVORMING, F.BESLUITVORMING, F.OPVOLGING)


@pytest.mark.parametrize(("groep", "persona"), TABEL)
def test_the_editing_table_holds(request, gelderland, lvvn, groep, persona):
    """VRA-16: every group x fase x persona of the editing table."""
    user = request.getfixturevalue(persona)
    gevonden = ""
    for fase in (*KOLOMMEN, F.TERUGGELEGD):
        vraagstuk = in_fase(fase, organisaties=[lvvn])
        mag = mag_bewerken(user, vraagstuk, groep)
        soort = bewerking(vraagstuk, groep).soort
        gevonden += ("e" if soort == "erratum" else "y") if mag else "-"
    assert gevonden == TABEL[groep, persona]


@pytest.mark.parametrize("fase", [*EINDEN, F.OPVOLGING])
@pytest.mark.parametrize("groep", VOORBEELD)
def test_frozen_fields_are_refused_with_a_sentence(gelderland, accounthouder, fase, groep):
    """VRA-16: after the besluit nothing of the text changes; the sentence says what to do."""
    vraagstuk = in_fase(fase)
    with pytest.raises(ValidationError) as weigering:
        wijzig(vraagstuk, accounthouder, groep)
    zin = weigering.value.messages[0]
    if fase == F.OPVOLGING:
        assert zin == (
            "In de opvolging ligt dit vast. Keer terug naar een eerdere fase om het te wijzigen."
        )
    else:
        label = vraagstuk.get_fase_display().lower()
        assert zin == (f"Dit vraagstuk is afgesloten ({label}). Heropen het om iets te wijzigen.")
    assert Vraagstuk.objects.get().versie == vraagstuk.versie


def test_every_field_belongs_to_one_group():
    """VRA-16: a new text field on a vraagstuk is editable somewhere, or said not to be."""
    in_groepen = [v for g in (Groep.BASIS, Groep.BEELD, Groep.PLANNING) for v in VELDEN[g]]
    assert len(in_groepen) == len(set(in_groepen))
    bewerkbaar = {
        veld.name
        for veld in (*Vraagstuk._meta.fields, *Vraagstuk._meta.many_to_many)
        if veld.editable and not veld.auto_created
    }
    geen_formulier = {
        "bron_url",
        "aan_zet_organisatie",
        "aan_zet_reden",
        "aan_zet_sinds",
    }
    assert bewerkbaar - geen_formulier == {*in_groepen, *ALLEEN_IN_CONCEPT}


def test_a_change_is_logged_for_the_other_side(gelderland, accounthouder):
    """VRA-16: author, side, old and new; only what really changed."""
    vraagstuk = VraagstukFactory(dilemmas="Bouwen of bergen.", kansen="")
    wijzig(vraagstuk, accounthouder, velden={"dilemmas": "Bouwen en bergen.", "kansen": ""})
    regel = Tekstwijziging.objects.get()
    assert (regel.veld, regel.label) == ("dilemmas", "Dilemma's")
    assert (regel.oud, regel.nieuw) == ("Bouwen of bergen.", "Bouwen en bergen.")
    assert (regel.door, regel.kant, regel.soort) == (accounthouder, "rijk", "gewoon")
    assert Vraagstuk.objects.get().dilemmas == "Bouwen en bergen."


def test_chosen_rows_are_logged_by_name(gelderland, accounthouder, lvvn, ienw):
    """VRA-16: who takes part is shared as well."""
    vraagstuk = VraagstukFactory(organisaties=[lvvn])
    wijzig(vraagstuk, accounthouder, velden={"organisaties": [lvvn, ienw]})
    assert set(vraagstuk.organisaties.all()) == {lvvn, ienw}
    regel = Tekstwijziging.objects.get()
    assert (regel.oud, regel.nieuw) == ("LVVN", "IenW, LVVN")


@pytest.mark.parametrize(
    ("fase", "groep"), [(F.CONCEPT, Groep.BASIS), (F.BEELDVORMING, Groep.PLANNING)]
)
def test_what_is_not_shared_is_not_logged(gelderland, accounthouder, fase, groep):
    """VRA-16: a concept is on one side; priority and planning are of the accounthouder."""
    wijzig(in_fase(fase), accounthouder, groep)
    assert not Tekstwijziging.objects.exists()


def test_late_changes_have_a_reason_that_stays(gelderland, accounthouder):
    """VRA-16, ALG-2: in besluitvorming only an erratum, with its reason."""
    vraagstuk = in_fase(F.BESLUITVORMING)
    with geweigerd("reden_ontbreekt"):
        wijzig(vraagstuk, accounthouder)
    wijzig(vraagstuk, accounthouder, reden="Een woord viel weg.")
    regel = Tekstwijziging.objects.get()
    assert (regel.soort, regel.reden) == ("erratum", "Een woord viel weg.")


def test_a_stale_form_is_refused_and_keeps_what_was_typed(gelderland, accounthouder, provinciaal):
    """VRA-16: two editors; the second hears of the first (409)."""
    vraagstuk = VraagstukFactory()
    wijzig(vraagstuk, provinciaal)
    with pytest.raises(Verouderd) as weigering:
        wijzig(
            vraagstuk,
            accounthouder,
            versie=vraagstuk.versie,
            velden={"dilemmas": "Anders."},
            ingevuld=[("Dilemma's", "Anders.")],
        )
    assert weigering.value.instance.gewijzigd_door == provinciaal
    assert weigering.value.ingevuld == [("Dilemma's", "Anders.")]
    assert Vraagstuk.objects.get().dilemmas == "Bouwen en bergen."


def test_an_edit_stays_within_ones_own_sight(gelderland, drenthe, provinciaal):
    """ZIC-3: a provincie does not hand its vraagstuk to another and lose it."""
    vraagstuk = VraagstukFactory()
    with geweigerd("buiten_eigen_zicht"):
        wijzig(
            vraagstuk,
            provinciaal,
            Groep.BASIS,
            velden={"provincies": [drenthe], "lead_provincie": drenthe},
        )
    assert list(Vraagstuk.objects.get().provincies.all()) == [gelderland]


@pytest.mark.parametrize(
    ("velden", "code"),
    [
        (lambda g, d: {"lead_provincie": d}, "lead_niet_betrokken"),
        (lambda g, d: {"provincies": [g, d], "lead_provincie": None}, "provincie_ontbreekt"),
    ],
)
def test_one_of_the_provincies_leads(gelderland, drenthe, accounthouder, velden, code):
    """VRA-1."""
    with geweigerd(code):
        wijzig(VraagstukFactory(), accounthouder, Groep.BASIS, velden=velden(gelderland, drenthe))


def test_an_empty_title_is_refused(gelderland, accounthouder):
    """VRA-1."""
    with geweigerd("titel_ontbreekt"):
        wijzig(VraagstukFactory(), accounthouder, Groep.BASIS, velden={"titel": " "})


def test_only_fields_of_the_group_are_taken(gelderland, accounthouder):
    """VRA-19: no form writes the fase, the doorloop or who is aan zet."""
    for veld in ("fase", "doorloop", "nummer", "aan_zet_organisatie", "lichte_triage"):
        with pytest.raises((TypeError, AttributeError)):
            wijzig(VraagstukFactory(), accounthouder, Groep.BASIS, velden={veld: "x"})


# Reactions


def test_the_other_side_answers_gezien_or_bezwaar(gelderland, accounthouder, provinciaal):
    """VRA-16: once per organisatie, and never the own side."""
    vraagstuk = VraagstukFactory()
    wijzig(vraagstuk, accounthouder)
    wijziging = Tekstwijziging.objects.get()
    with pytest.raises(PermissionDenied):
        tekst.reageer(pk=wijziging.pk, door=accounthouder, soort="gezien")
    reactie = tekst.reageer(pk=wijziging.pk, door=provinciaal, soort="gezien")
    assert (reactie.kant, reactie.is_open) == ("regio", False)
    with geweigerd("reactie_bestaat"):
        tekst.reageer(pk=wijziging.pk, door=provinciaal, soort="bezwaar", toelichting="Toch.")


def test_all_that_the_page_showed_is_seen_at_once(
    gelderland, accounthouder, provinciaal, buitenstaander
):
    """VRA-16: not what came after it, nor of another vraagstuk, nor what was answered already."""
    vraagstuk = in_fase(F.BEELDVORMING, lead_provincie=gelderland)
    for kansen in ("Een", "Twee", "Drie"):
        wijzig(vraagstuk, accounthouder, velden={"kansen": kansen})
    bezwaar = Tekstwijziging.objects.latest("pk")
    tekst.reageer(pk=bezwaar.pk, door=provinciaal, soort="bezwaar", toelichting="Nee.")
    client = als(provinciaal)
    pagina = client.get(f"/vraagstukken/{vraagstuk.pk}/teksten/")
    assert "Alle 2 hieronder gezien" in pagina.content.decode()
    getoond = pagina.context["te_zien"]
    wijzig(vraagstuk, accounthouder, velden={"kansen": "Vier"})
    elders = in_fase(F.BEELDVORMING, lead_provincie=gelderland)
    wijzig(elders, accounthouder, velden={"kansen": "Elders"})
    alle = [str(pk) for pk in Tekstwijziging.objects.values_list("pk", flat=True)]

    url = f"/vraagstukken/{vraagstuk.pk}/teksten/gezien/"
    for _ in range(2):  # a second time changes nothing
        assert client.post(url, {"wijzigingen": " ".join(getoond)}).status_code == 302
    gezien = Tekstreactie.objects.filter(soort="gezien")
    assert {str(reactie.wijziging_id) for reactie in gezien} == set(getoond)
    assert client.post(url, {"wijzigingen": " ".join(alle)}).status_code == 302
    assert set(gezien.values_list("wijziging__vraagstuk", flat=True)) == {vraagstuk.pk}
    assert als(buitenstaander).post(url, {"wijzigingen": " ".join(alle)}).status_code == 404
    # Who wrote it does not see it for the other side.
    als(accounthouder).post(url, {"wijzigingen": " ".join(alle)})
    assert not gezien.filter(organisatie=accounthouder.organisatie).exists()


def test_a_bezwaar_needs_a_reason(gelderland, accounthouder, provinciaal):
    """ALG-2."""
    wijzig(VraagstukFactory(), accounthouder)
    with geweigerd("toelichting_ontbreekt"):
        tekst.reageer(pk=Tekstwijziging.objects.get().pk, door=provinciaal, soort="bezwaar")


def test_a_bezwaar_blocks_until_the_other_side_answers(gelderland, accounthouder, provinciaal):
    """VRA-16, VRA-4."""
    vraagstuk = VraagstukFactory()
    wijzig(vraagstuk, provinciaal)
    bezwaar = tekst.reageer(
        pk=Tekstwijziging.objects.get().pk,
        door=accounthouder,
        soort="bezwaar",
        toelichting="Dit is te smal.",
    )

    def codes():
        criteria = vraagstuk.mogelijke_overgang("zet_door").custom["criteria"]
        return {t.code for t in tekorten(vraagstuk, criteria)}

    assert "open_bezwaar" in codes()
    with pytest.raises(PermissionDenied):
        tekst.beantwoord(pk=bezwaar.pk, door=accounthouder, antwoord="Wij trekken het in.")
    with geweigerd("antwoord_ontbreekt"):
        tekst.beantwoord(pk=bezwaar.pk, door=provinciaal, antwoord=" ")
    tekst.beantwoord(pk=bezwaar.pk, door=provinciaal, antwoord="Wij nemen uw zin over.")
    assert "open_bezwaar" not in codes()
    with geweigerd("al_beantwoord"):
        tekst.beantwoord(pk=bezwaar.pk, door=provinciaal, antwoord="Nog eens.")


def test_who_may_react(gelderland, accounthouder, expert, staf, buitenstaander):
    """VRA-16, ZIC-3: the accounthouder and the provincie, within their own sight."""
    regio = TekstwijzigingFactory(vraagstuk=VraagstukFactory(), kant="regio")
    for wie in (expert, staf):
        with pytest.raises(PermissionDenied):
            tekst.reageer(pk=regio.pk, door=wie, soort="gezien")
    with pytest.raises(Tekstwijziging.DoesNotExist):
        tekst.reageer(pk=regio.pk, door=buitenstaander, soort="gezien")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE dossiers_tekstwijziging SET nieuw = 'x'",
        "DELETE FROM dossiers_tekstwijziging",
        "UPDATE dossiers_tekstreactie SET toelichting = 'x'",
        "UPDATE dossiers_tekstreactie SET antwoord = 'x'",
        "DELETE FROM dossiers_tekstreactie",
    ],
)
def test_what_was_written_stays(gelderland, accounthouder, sql):
    """VRA-16, ALG-2: an answer is given once, the rest never changes."""
    reactie = TekstreactieFactory(wijziging__vraagstuk=VraagstukFactory(), kant="regio")
    tekst.beantwoord(pk=reactie.pk, door=accounthouder, antwoord="Goed.")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Tekstreactie.objects.get().antwoord == "Goed."
