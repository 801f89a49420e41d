# Any image with Python 3.11 or newer and its venv module will do as a base.
ARG BASE=python:3.13-slim-trixie

FROM ${BASE} AS build
WORKDIR /app
RUN python3 -m venv /opt/venv
COPY requirements/runtime.txt requirements/
RUN /opt/venv/bin/python -m pip install --no-cache-dir --require-hashes \
        --requirement requirements/runtime.txt
COPY manage.py ./
COPY generators generators
COPY cli cli
COPY templates templates
COPY static static
COPY configurator configurator
# The key is asked for by the settings and kept nowhere. Compiled here, since nothing is written later.
RUN SECRET_KEY=unused /opt/venv/bin/python manage.py collectstatic --no-input --verbosity 0 \
    && /opt/venv/bin/python -m compileall -q cli configurator generators

FROM ${BASE}
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DATABASE_PATH=/var/lib/configurator/configurator.sqlite3
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
COPY scripts/start scripts/start
COPY scripts/skillflaw-configurator scripts/skillflaw-configurator
RUN install --directory --owner=10001 --group=10001 --mode=0700 /var/lib/configurator \
    && ln -s /app/scripts/skillflaw-configurator /usr/local/bin/skillflaw-configurator
# A number, so that Kubernetes can see that it is not root.
USER 10001:10001
# The only place that is written to, beside memory: the root file system can be read-only.
VOLUME /var/lib/configurator
EXPOSE 8000
# A server refuses names that it does not serve, so ask by the first name it does.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(u.Request('http://127.0.0.1:' + os.environ.get('PORT', '8000') + '/healthz', headers={'Host': os.environ.get('ALLOWED_HOSTS', 'localhost').split(',')[0].strip().lstrip('.')}), timeout=4)"]
CMD ["scripts/start"]
