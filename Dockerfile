# Any image with Python 3.11 or newer and its venv module will do as a base. The digest makes it the
# same one tomorrow; a newer one of the same tag has newer security fixes.
ARG BASE=python:3.13-slim-trixie@sha256:9d2e5553305c7c7b0097999bb17187c69b921ccd6bc9d40e4bb5ebe652c00285

FROM ${BASE} AS build
# The same files give the same bytes: no seed, no times, no files that only this stage wrote.
ENV PYTHONHASHSEED=0 \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
# Any text installs OpenTelemetry too.
ARG TRACING=
COPY requirements/sbom.txt requirements/
COPY requirements/opentelemetry.txt requirements/
COPY requirements/runtime.txt requirements/
# What installs and what lists stays here; the environment that is shipped has no pip.
RUN python3 -m venv /opt/tools \
    && python3 -m venv --without-pip /opt/venv \
    && /opt/tools/bin/python -m pip install --require-hashes --requirement requirements/sbom.txt \
    && /opt/tools/bin/python -m pip --python /opt/venv/bin/python install --no-compile \
        --require-hashes --requirement requirements/runtime.txt \
        ${TRACING:+--requirement requirements/opentelemetry.txt} \
    && /opt/tools/bin/cyclonedx-py environment --output-reproducible \
        --output-file /app/sbom.cdx.json /opt/venv/bin/python
COPY manage.py ./
COPY generators generators
COPY cli cli
COPY templates templates
COPY static static
COPY configurator configurator
# The key is asked for by the settings and kept nowhere. Compiled here, since nothing is written
# later, and without looking at the files' times. A first start copies the empty database.
RUN SECRET_KEY=unused /opt/venv/bin/python manage.py collectstatic --no-input --verbosity 0 \
    && SECRET_KEY=unused DATABASE_PATH=/tmp/empty.sqlite3 /opt/venv/bin/python manage.py \
        empty_database /app/empty.sqlite3 \
    && chmod 0444 /app/empty.sqlite3 \
    && rm -rf /tmp/empty.sqlite3* \
    && /opt/venv/bin/python -m compileall -q -j 0 --invalidation-mode unchecked-hash \
        /opt/venv/lib cli configurator generators

FROM ${BASE}
LABEL org.opencontainers.image.title="SkillFlaw deployment configurator"
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DATABASE_PATH=/var/lib/configurator/configurator.sqlite3
WORKDIR /app
# Nothing that installs or builds: what comes in later, nobody has looked at.
RUN rm -rf /usr/local/lib/python3*/site-packages/pip* /usr/local/bin/pip* \
        /usr/local/lib/python3*/ensurepip /usr/lib/python3*/ensurepip /usr/share/python-wheels
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
