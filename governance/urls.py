from django.urls import path

from .urls_lijst import urlpatterns as lijst
from .views import agenda, agendapunt, cyclus, overleg, stukken, verschillen, voorbereiding

app_name = "governance"

urlpatterns = [
    path("cyclus/", cyclus.cyclus, name="cyclus"),
    path("cyclus/nieuw/", cyclus.cyclus_nieuw, name="cyclus-nieuw"),
    path("cyclus/<int:jaar>/", cyclus.cyclus, name="cyclus-jaar"),
    path("cycli/<int:pk>/ronde/", cyclus.ronde_nieuw, name="ronde-nieuw"),
    path("rondes/<int:pk>/overleg/", cyclus.overleg_nieuw, name="overleg-nieuw"),
    path("overleggen/nieuw/", cyclus.ander_overleg_nieuw, name="ander-overleg-nieuw"),
    path("overleggen/<int:pk>/", overleg.overleg_detail, name="overleg-detail"),
    path(
        "overleggen/<int:pk>/verplaatsen/", cyclus.overleg_verplaatsen, name="overleg-verplaatsen"
    ),
    path("overleggen/<int:pk>/afgelasten/", cyclus.overleg_afgelasten, name="overleg-afgelasten"),
    path("overleggen/<int:pk>/uitkomsten/", overleg.uitkomsten, name="uitkomsten"),
    path("overleggen/<int:pk>/sluiten/", overleg.overleg_sluiten, name="overleg-sluiten"),
    path(
        "overleggen/<int:pk>/vaststellen/", overleg.overleg_vaststellen, name="overleg-vaststellen"
    ),
    path("overleggen/<int:pk>/agenda/", agenda.agenda, name="agenda"),
    path(
        "overleggen/<int:pk>/agenda/reageren/", agendapunt.agenda_reageren, name="agenda-reageren"
    ),
    path("overleggen/<int:pk>/agenda/termijn/", agendapunt.agenda_termijn, name="agenda-termijn"),
    path("overleggen/<int:pk>/agenda/afstemmen/", agenda.agenda_afstemmen, name="agenda-afstemmen"),
    path("overleggen/<int:pk>/agenda/openen/", agendapunt.agenda_openen, name="agenda-openen"),
    path("overleggen/<int:pk>/agenda/verzenden/", agenda.agenda_verzenden, name="agenda-verzenden"),
    path("overleggen/<int:pk>/verzonden/", agenda.agenda_verzonden, name="agenda-verzonden"),
    path(
        "overleggen/<int:pk>/verzonden/<int:versie>/",
        agenda.agenda_verzonden,
        name="agenda-versie",
    ),
    path("overleggen/<int:pk>/punt/", agendapunt.agendapunt_nieuw, name="agendapunt-nieuw"),
    path("agendapunten/<int:pk>/", agendapunt.agendapunt_wijzigen, name="agendapunt-wijzigen"),
    path(
        "agendapunten/<int:pk>/verplaats/", agenda.agendapunt_verplaats, name="agendapunt-verplaats"
    ),
    path(
        "agendapunten/<int:pk>/afvoeren/",
        agendapunt.agendapunt_afvoeren,
        name="agendapunt-afvoeren",
    ),
    path("agendapunten/<int:pk>/erratum/", agendapunt.erratum, name="erratum"),
    path("agendapunten/<int:pk>/annotatie/", agendapunt.annotatie_nieuw, name="annotatie-nieuw"),
    path("agendapunten/<int:pk>/afwijken/", agendapunt.afwijking_nieuw, name="afwijking-nieuw"),
    path(
        "agendapunten/<int:pk>/uitkomst/", overleg.uitkomst_vastleggen, name="uitkomst-vastleggen"
    ),
    path("agendapunten/<int:pk>/opnieuw/", overleg.uitkomst_opnieuw, name="uitkomst-opnieuw"),
    path("agendapunten/<int:pk>/stuk/", stukken.stuk_nieuw, name="stuk-nieuw"),
    path("stukken/<int:pk>/", stukken.stuk, name="stuk"),
    path("stukken/<int:pk>/weghalen/", stukken.stuk_weghalen, name="stuk-weghalen"),
    path("verschillen/<int:pk>/standpunt/", verschillen.verschil_nieuw, name="verschil-nieuw"),
    path("verschillen/<int:pk>/escalatie/", verschillen.escalatie, name="escalatie"),
    path(
        "standpunten/<int:pk>/vrijgeven/",
        verschillen.verschil_vrijgeven,
        name="verschil-vrijgeven",
    ),
    path("vraagstukken/<int:pk>/agendering/", voorbereiding.agendering, name="agendering"),
    path("vraagstukken/<int:pk>/mandaten/", voorbereiding.mandaten, name="mandaten"),
    path("vraagstukken/<int:pk>/mandaat/", voorbereiding.mandaat_geven, name="mandaat-geven"),
    path("vraagstukken/<int:pk>/rijksinzet/", voorbereiding.rijksinzet, name="rijksinzet"),
    path(
        "vraagstukken/<int:pk>/rijksinzet/nieuw/",
        voorbereiding.rijksinzet_nieuw,
        name="rijksinzet-nieuw",
    ),
    path(
        "rijksinzet/<int:pk>/akkoord/", voorbereiding.rijksinzet_akkoord, name="rijksinzet-akkoord"
    ),
    path(
        "rijksinzet/<int:pk>/vrijgeven/",
        voorbereiding.rijksinzet_vrijgeven,
        name="rijksinzet-vrijgeven",
    ),
    path("vraagstukken/<int:pk>/verschillen/", verschillen.verschillen, name="verschillen"),
    *lijst,
]
