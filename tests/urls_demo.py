"""The URLs as they are with NOVEX_DEMO on; a test names this module as ROOT_URLCONF."""

from django.urls import path

from novex.urls import urlpatterns as gewoon
from novex.views import algemeen, stijlgids

handler403 = "novex.views.algemeen.fout_403"
handler404 = "novex.views.algemeen.fout_404"
handler500 = "novex.views.algemeen.fout_500"

urlpatterns = [
    *gewoon,
    path("demo/<slug:naam>/", algemeen.demo_inloggen, name="demo-inloggen"),
    path("stijlgids/", stijlgids.stijlgids, name="stijlgids"),
]
