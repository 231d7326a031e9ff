# The site in a container: `docker compose up` (compose.yaml). Two stages, so that what builds it
# is not in it; it runs as nobody in particular and writes to /data alone.

FROM python:3.13-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /site
RUN python -m venv .venv
COPY requirements/production.txt requirements/
RUN .venv/bin/pip install --require-hashes --only-binary :all: -r requirements/production.txt
COPY . .
# Hashed and compressed files are part of the image; the key of this step is used for nothing else.
RUN SECRET_KEY=only-to-collect STATIC_ROOT=/site/staticfiles \
    .venv/bin/python manage.py collectstatic --no-input --verbosity 0

FROM python:3.13-slim-bookworm
RUN groupadd --system --gid 10001 shortsci \
    && useradd --system --uid 10001 --gid shortsci --home-dir /data --create-home shortsci
COPY --from=build /site /site
WORKDIR /site
ENV PATH=/site/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    STATIC_ROOT=/site/staticfiles MEDIA_ROOT=/data/media LOG_FORMAT=json
USER 10001:10001
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
# Whether it is fit for people: database, migrations, cache. Behind a proxy the name is localhost.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py", "--bind", "0.0.0.0:8000", "shortsci.wsgi"]
