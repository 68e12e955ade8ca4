from allauth.account.views import LoginView, LogoutView
from django.conf import settings
from django.urls import include, path

from novex.admin import beheer
from novex.views import algemeen, stijlgids, taken

handler403 = "novex.views.algemeen.fout_403"
handler404 = "novex.views.algemeen.fout_404"
handler500 = "novex.views.algemeen.fout_500"

urlpatterns = [
    path("beheer/", beheer.urls),
    path("inloggen/", LoginView.as_view(), name="account_login"),
    path("uitloggen/", LogoutView.as_view(), name="account_logout"),
    path("taken/", taken.taak_lijst, name="taak-lijst"),
    path("taken/<int:pk>/", taken.taak_detail, name="taak-detail"),
    path("taken/<int:pk>/bestand/", taken.taak_bestand, name="taak-bestand"),
    path("taken/<int:pk>/opnieuw/", taken.taak_opnieuw, name="taak-opnieuw"),
    path("toegankelijkheid/", algemeen.toegankelijkheid, name="toegankelijkheid"),
    path("privacy/", algemeen.privacy, name="privacy"),
    path("gezond/", algemeen.gezond, name="gezond"),
    path(".well-known/security.txt", algemeen.security_txt, name="security-txt"),
    path("", include("dossiers.urls")),
    path("", include("governance.urls")),
    path("", include("arrangementen.urls")),
    path("", include("monitoring.urls")),
]

if settings.NOVEX_DEMO:
    urlpatterns += [
        path("demo/<slug:naam>/", algemeen.demo_inloggen, name="demo-inloggen"),
        path("stijlgids/", stijlgids.stijlgids, name="stijlgids"),
    ]
