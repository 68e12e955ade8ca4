from django.urls import include, path

from novex.views.inlezen import inlees_urls

from .inlezen import VraagstukInlezer
from .views import bewerken, lijst, overgang, richtingen, signaal, teksten, triage, vraagstuk

app_name = "dossiers"

signalen = [
    path("signalen/", signaal.signaal_lijst, name="signaal-lijst"),
    path("signalen/nieuw/", signaal.signaal_nieuw, name="signaal-nieuw"),
    path("signalen/<int:pk>/", signaal.signaal_detail, name="signaal-detail"),
    path("signalen/<int:pk>/wijzigen/", signaal.signaal_wijzigen, name="signaal-wijzigen"),
    path("signalen/<int:pk>/indienen/", signaal.signaal_indienen, name="signaal-indienen"),
    path("signalen/<int:pk>/check/", signaal.signaal_check, name="signaal-check"),
    path(
        "signalen/<int:pk>/beantwoorden/",
        signaal.signaal_beantwoorden,
        name="signaal-beantwoorden",
    ),
    path("signalen/<int:pk>/afdruk/", signaal.signaal_print, name="signaal-print"),
]

VRAAGSTUK = "vraagstukken/<int:pk>"
vraagstukken = [
    path("vraagstukken/", lijst.vraagstuk_lijst, name="vraagstuk-lijst"),
    path("vraagstukken/inlezen/", include(inlees_urls(VraagstukInlezer))),
    path("vraagstukken/nieuw/", bewerken.vraagstuk_nieuw, name="vraagstuk-nieuw"),
    path(f"{VRAAGSTUK}/", vraagstuk.vraagstuk_detail, name="vraagstuk-detail"),
    path(f"{VRAAGSTUK}/wijzigen/", bewerken.vraagstuk_wijzigen, name="vraagstuk-wijzigen"),
    path(f"{VRAAGSTUK}/beeld/", bewerken.vraagstuk_beeld, name="vraagstuk-beeld"),
    path(f"{VRAAGSTUK}/planning/", bewerken.vraagstuk_planning, name="vraagstuk-planning"),
    path(f"{VRAAGSTUK}/aanpak/", bewerken.vraagstuk_aanpak, name="vraagstuk-aanpak"),
    path(f"{VRAAGSTUK}/notities/nieuw/", bewerken.notitie_nieuw, name="notitie-nieuw"),
]

richtingenlijst = [
    path(f"{VRAAGSTUK}/richtingen/", richtingen.vraagstuk_richtingen, name="vraagstuk-richtingen"),
    path(f"{VRAAGSTUK}/richtingen/nieuw/", richtingen.richting_nieuw, name="richting-nieuw"),
    path(f"{VRAAGSTUK}/voorkeur/", richtingen.voorkeur, name="voorkeur"),
    path(f"{VRAAGSTUK}/aanpak/afdruk/", richtingen.aanpak_print, name="aanpak-print"),
    path("richtingen/<int:pk>/", richtingen.richting_wijzigen, name="richting-wijzigen"),
    path("richtingen/<int:pk>/weging/", richtingen.weging, name="weging"),
]

tekst = [
    path(f"{VRAAGSTUK}/teksten/", teksten.vraagstuk_teksten, name="vraagstuk-teksten"),
    path(f"{VRAAGSTUK}/teksten/gezien/", teksten.teksten_gezien, name="teksten-gezien"),
    path("teksten/<int:pk>/reageren/", teksten.tekst_reageren, name="tekst-reageren"),
    path(
        "bezwaren/<int:pk>/beantwoorden/", teksten.bezwaar_beantwoorden, name="bezwaar-beantwoorden"
    ),
]

stappen = [
    path(f"{VRAAGSTUK}/openen/", overgang.vraagstuk_openen, name="vraagstuk-openen"),
    path(f"{VRAAGSTUK}/aanbieden/", overgang.vraagstuk_aanbieden, name="vraagstuk-aanbieden"),
    path(
        f"{VRAAGSTUK}/overgang/<slug:naam>/", overgang.vraagstuk_overgang, name="vraagstuk-overgang"
    ),
    path(
        f"{VRAAGSTUK}/doorbreek/<slug:naam>/",
        overgang.vraagstuk_doorbreek,
        name="vraagstuk-doorbreek",
    ),
    path(
        f"{VRAAGSTUK}/instemmen/<slug:handeling>/",
        overgang.vraagstuk_instemmen,
        name="vraagstuk-instemmen",
    ),
    path(
        f"{VRAAGSTUK}/instemming-vragen/<slug:handeling>/",
        overgang.instemming_vragen,
        name="instemming-vragen",
    ),
    path(f"{VRAAGSTUK}/gesloten-laten/", overgang.gesloten_laten, name="gesloten-laten"),
    path(
        f"{VRAAGSTUK}/feiten/<int:feit_pk>/herbevestigen/",
        overgang.feit_herbevestigen,
        name="feit-herbevestigen",
    ),
    path(
        "beleggingen/<int:pk>/beantwoorden/",
        overgang.belegging_beantwoorden,
        name="belegging-beantwoorden",
    ),
]

triages = [
    path(f"{VRAAGSTUK}/triage/", triage.triage_detail, name="triage"),
    path(f"{VRAAGSTUK}/triage/advies/", triage.triage_advies, name="triage-advies"),
    path(f"{VRAAGSTUK}/triage/zienswijze/", triage.triage_zienswijze, name="triage-zienswijze"),
    path(f"{VRAAGSTUK}/triage/besluit/", triage.triage_besluit, name="triage-besluit"),
    path(
        f"{VRAAGSTUK}/triage/<int:besluit_pk>/herbevestigen/",
        overgang.triage_herbevestigen,
        name="triage-herbevestigen",
    ),
]

urlpatterns = [
    *signalen,
    *vraagstukken,
    *richtingenlijst,
    *tekst,
    *stappen,
    *triages,
]
