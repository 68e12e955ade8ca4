"""The queue for work that a page does not wait for."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "novex.settings")

app = Celery("novex")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
