"""The URLs of the arrangement, below /arrangementen/."""

from django.urls import include, path

from .views import arrangement, arrangement_inhoud, arrangement_lijst, arrangement_stap

_EEN = [
    path("", arrangement.arrangement_detail, name="arrangement-detail"),
    path("voorbeeld/", arrangement.arrangement_voorbeeld, name="arrangement-voorbeeld"),
    path("wijzigen/", arrangement.arrangement_wijzigen, name="arrangement-wijzigen"),
    path("opnames/nieuw/", arrangement_inhoud.opname_nieuw, name="opname-nieuw"),
    path("afspraken/opnemen/", arrangement_inhoud.afspraak_opnemen, name="afspraak-opnemen"),
    path("akkoord/", arrangement_stap.arrangement_akkoord, name="arrangement-akkoord"),
    path("stap/<slug:naam>/", arrangement_stap.arrangement_stap, name="arrangement-stap"),
    path("pdf/", arrangement_stap.arrangement_pdf, name="arrangement-pdf"),
]

urlpatterns = [
    path("arrangementen/", arrangement_lijst.arrangement_lijst, name="arrangement-lijst"),
    path("arrangementen/nieuw/", arrangement.arrangement_nieuw, name="arrangement-nieuw"),
    path("arrangementen/geen-editie/", arrangement.geen_editie, name="geen-editie"),
    path("arrangementen/<int:pk>/", include(_EEN)),
    path(
        "opnames/<int:pk>/intrekken/", arrangement_inhoud.opname_intrekken, name="opname-intrekken"
    ),
    path(
        "opgenomen-afspraken/<int:pk>/uithalen/",
        arrangement_inhoud.afspraak_uithalen,
        name="afspraak-uithalen",
    ),
    path(
        "opgenomen-afspraken/<int:pk>/verplaats/",
        arrangement_inhoud.afspraak_verplaats,
        name="afspraak-verplaats",
    ),
]
