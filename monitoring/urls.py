from django.urls import URLPattern, URLResolver, include, path

from novex.views.inlezen import inlees_urls

from .inlezen import BuitenvoortgangInlezer
from .views import monitor, ronde, start

monitor_urls: list[URLPattern | URLResolver] = [
    path("", monitor.overzicht, name="overzicht"),
    path("arrangementen/<int:pk>/", monitor.arrangement, name="arrangement"),
    path("afspraken/<int:pk>/", monitor.afspraak, name="afspraak"),
    path("afspraken/<int:pk>/licht/", ronde.licht_bijstellen, name="licht-bijstellen"),
    path("rondes/nieuw/", ronde.ronde_nieuw, name="ronde-nieuw"),
    path("rondes/<int:pk>/", ronde.ronde, name="ronde"),
    path("rondes/<int:pk>/verzetten/", ronde.ronde_verzetten, name="ronde-verzetten"),
    path("rondes/<int:pk>/sluiten/", ronde.ronde_sluiten, name="ronde-sluiten"),
    path("voortgang/<int:pk>/", ronde.voortgang_melden, name="voortgang-melden"),
    path("voortgang/<int:pk>/vraag/", ronde.vraag_stellen, name="vraag-stellen"),
    path("andere-programmas/", monitor.buiten, name="buiten"),
    path("andere-programmas/inlezen/", include(inlees_urls(BuitenvoortgangInlezer))),
]

# Mijn werk is the first page of all, so its name has no app in front.
urlpatterns = [
    path("", start.mijn_werk, name="start"),
    path("monitor/", include((monitor_urls, "monitoring"))),
]
