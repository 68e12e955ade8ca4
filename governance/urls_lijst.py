"""The URLs of the BOL-afsprakenlijst, below /rondes/<pk>/lijst/."""

from django.urls import path

from .views import lijst, lijst_regels, regelbezwaar

urlpatterns = [
    path("rondes/<int:pk>/lijst/", lijst.lijst, name="lijst"),
    path("rondes/<int:pk>/lijst/regels/", lijst_regels.lijst_regels, name="lijst-regels"),
    path(
        "rondes/<int:pk>/lijst/regels/nieuw/",
        lijst_regels.lijstregel_nieuw,
        name="lijstregel-nieuw",
    ),
    path("rondes/<int:pk>/lijst/bevriezen/", lijst.lijst_bevriezen, name="lijst-bevriezen"),
    path(
        "rondes/<int:pk>/lijst/export/<slug:formaat>/",
        lijst.lijst_exporteren,
        name="lijst-exporteren",
    ),
    path("rondes/<int:pk>/kamerbrief/", lijst.kamerbrief, name="kamerbrief"),
    path("lijstregels/<int:pk>/", lijst_regels.lijstregel_wijzigen, name="lijstregel-wijzigen"),
    path(
        "lijstregels/<int:pk>/verplaats/",
        lijst_regels.lijstregel_verplaats,
        name="lijstregel-verplaats",
    ),
    path(
        "lijstregels/<int:pk>/weghalen/",
        lijst_regels.lijstregel_weghalen,
        name="lijstregel-weghalen",
    ),
    path("lijstregels/<int:pk>/bezwaar/", regelbezwaar.bezwaar_nieuw, name="lijstregel-bezwaar"),
    path(
        "lijstregels/bezwaren/<int:pk>/oplossen/",
        regelbezwaar.bezwaar_oplossen,
        name="regelbezwaar-oplossen",
    ),
    path(
        "lijstonderwerpen/<int:pk>/verplaats/",
        lijst_regels.lijstonderwerp_verplaats,
        name="lijstonderwerp-verplaats",
    ),
]
