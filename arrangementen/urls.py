from django.urls import include, path

from novex.views.inlezen import inlees_urls

from .inlezen import AfspraakInlezer
from .views import afspraak, afspraak_delen, afspraak_lijst, afspraak_status

app_name = "arrangementen"

_EEN = [
    path("", afspraak.afspraak_detail, name="afspraak-detail"),
    path("wijzigen/", afspraak.afspraak_wijzigen, name="afspraak-wijzigen"),
    path("smart/", afspraak.afspraak_smart, name="afspraak-smart"),
    path("woordkeuze/", afspraak.woordkeuze, name="woordkeuze"),
    path("nieuwe-versie/", afspraak.afspraak_versie, name="afspraak-versie"),
    path("acties/nieuw/", afspraak_delen.actie_nieuw, name="actie-nieuw"),
    path("akkoord/", afspraak_delen.akkoord_geven, name="akkoord-geven"),
    path("geld/", afspraak_delen.geld_nieuw, name="geld"),
    path("landing/", afspraak_delen.landing, name="landing"),
    path("landing/aanvaarden/", afspraak_delen.landing_aanvaarden, name="landing-aanvaarden"),
    path("landing/geland/", afspraak_delen.landing_geland, name="landing-geland"),
    path("afstemmen/", afspraak_status.afstemmen, name="afspraak-afstemmen"),
    path("heropenen/", afspraak_status.heropenen, name="afspraak-heropenen"),
    path("vaststellen/", afspraak_status.vaststellen, name="afspraak-vaststellen"),
    path("vervallen/", afspraak_status.vervallen, name="afspraak-vervallen"),
    path("op-lijst/", afspraak_status.op_lijst, name="afspraak-op-lijst"),
    path("overnemen/", afspraak_status.overnemen, name="afspraak-overnemen"),
]

urlpatterns = [
    path("", include("arrangementen.urls_arrangement")),
    path("afspraken/", afspraak_lijst.afspraak_lijst, name="afspraak-lijst"),
    path("afspraken/inlezen/", include(inlees_urls(AfspraakInlezer))),
    path("afspraken/<int:pk>/", include(_EEN)),
    path("acties/<int:pk>/wijzigen/", afspraak_delen.actie_wijzigen, name="actie-wijzigen"),
    path(
        "acties/<int:pk>/verwijderen/", afspraak_delen.actie_verwijderen, name="actie-verwijderen"
    ),
    path("geldregels/<int:pk>/wijzigen/", afspraak_delen.geld_wijzigen, name="geld-wijzigen"),
    path("geldregels/<int:pk>/weghalen/", afspraak_delen.geld_weghalen, name="geld-weghalen"),
    path("geldregels/<int:pk>/bevestigen/", afspraak_delen.geld_bevestigen, name="geld-bevestigen"),
    path(
        "vraagstukken/<int:pk>/afspraken/",
        afspraak_lijst.afspraken_van_vraagstuk,
        name="afspraken-van-vraagstuk",
    ),
    path("vraagstukken/<int:pk>/afspraken/nieuw/", afspraak.afspraak_nieuw, name="afspraak-nieuw"),
]
