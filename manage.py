#!/usr/bin/env python
"""Django's commands; `python -m novex.lokaal met -- python manage.py ...` starts the services."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "novex.settings")
    execute_from_command_line(sys.argv)
