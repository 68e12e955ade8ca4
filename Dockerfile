# --- front-end packages: only files that pages and PDFs read ---
FROM node:22-bookworm-slim AS schermen
WORKDIR /bouw
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --omit=dev --no-audit --no-fund

# --- Python packages, from the lock file, without the groups for development ---
FROM python:3.12-slim-bookworm AS pakketten
RUN pip install --no-cache-dir 'uv>=0.9,<1'
WORKDIR /app
COPY pyproject.toml uv.lock ./
ENV UV_PYTHON_DOWNLOADS=never UV_COMPILE_BYTECODE=1
RUN uv sync --frozen --no-default-groups

# --- what runs ---
FROM python:3.12-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 novex \
    && useradd --uid 10001 --gid novex --no-create-home --home-dir /app \
        --shell /usr/sbin/nologin novex \
    && install -d -o novex -g novex /gegevens/bestanden
WORKDIR /app
COPY --from=pakketten /app/.venv .venv
COPY --from=schermen /bouw/node_modules node_modules
COPY manage.py LICENSE ./
COPY novex novex
COPY dossiers dossiers
COPY governance governance
COPY arrangementen arrangementen
COPY monitoring monitoring
COPY templates templates
COPY static static
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=novex.settings \
    NOVEX_OMGEVING=productie \
    NOVEX_BESTANDEN=/gegevens/bestanden \
    XDG_CACHE_HOME=/tmp
# The values below only let the settings load in this one step; none of them stays in the image.
RUN SECRET_KEY=alleen-voor-collectstatic DATABASE_URL=postgresql://x@x/x REDIS_URL=redis://x/0 \
    NOVEX_HOSTS=x.example NOVEX_BEVEILIGINGSCONTACT=mailto:x@x.example \
    NOVEX_MAIL_HOST=x.example NOVEX_MAIL_AFZENDER=x@x.example \
    python manage.py collectstatic --noinput --verbosity=0
USER novex
EXPOSE 8000
CMD ["gunicorn", "novex.wsgi", "--bind=0.0.0.0:8000", "--workers=4", "--threads=2", \
     "--worker-tmp-dir=/dev/shm", "--no-control-socket", "--access-logfile=-"]
