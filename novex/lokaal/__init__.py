"""Runs NOVEX on one machine, without installing a server: the launcher behind `make`.

It looks for PostgreSQL and Valkey (or Redis) in this order: the address you give
(``DATABASE_URL``, ``REDIS_URL``), the server programs of the system, the packages of the group
``lokaal``. Everything it writes stands in one data folder, except for a socket in a short
temporary folder.
"""
