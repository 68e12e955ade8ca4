"""A browser in which a persona is logged in."""

import pytest


@pytest.fixture
def als(client, request):
    def log_in(persona):
        client.force_login(request.getfixturevalue(persona))
        return client

    return log_in
