"""The URLs of the BOL-afsprakenlijst, below /rondes/<pk>/lijst/."""

from django.urls import path

from .views import lijst

urlpatterns = [
    path("rondes/<int:pk>/lijst/", lijst.lijst, name="lijst"),
    path("rondes/<int:pk>/lijst/regels/", lijst.lijst_regels, name="lijst-regels"),
    path("rondes/<int:pk>/lijst/regels/nieuw/", lijst.lijstregel_nieuw, name="lijstregel-nieuw"),
    path("rondes/<int:pk>/lijst/bevriezen/", lijst.lijst_bevriezen, name="lijst-bevriezen"),
    path(
        "rondes/<int:pk>/lijst/export/<slug:formaat>/",
        lijst.lijst_exporteren,
        name="lijst-exporteren",
    ),
    path("rondes/<int:pk>/kamerbrief/", lijst.kamerbrief, name="kamerbrief"),
    path("lijstregels/<int:pk>/", lijst.lijstregel_wijzigen, name="lijstregel-wijzigen"),
]
