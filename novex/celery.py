"""The queue for work that a page does not wait for."""

import os
from logging.config import dictConfig

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "novex.settings")

app = Celery("novex")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def log_als_de_paginas(**_: object) -> None:
    """As the settings say; Celery's own lines lose the traceback of a failure."""
    dictConfig(settings.LOGGING)
