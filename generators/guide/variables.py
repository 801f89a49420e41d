"""The variables of the backend's container, wherever the plan gives them."""

from __future__ import annotations

from collections.abc import Iterator

from generators.plan import Plan


def variables(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the choice and the name of each variable that the plan lists."""
    for name in plan.operations.settings:
        yield "operations.settings", name
    for source in plan.operations.environment:
        if source.name:
            yield "operations.environment", source.name


# Interpreters and the loader run code that these name, or that lies where they point:
# https://man7.org/linux/man-pages/man8/ld.so.8.html
# https://docs.python.org/3/using/cmdline.html#environment-variables
# https://www.gnu.org/software/bash/manual/html_node/Bash-Startup-Files.html
# https://nodejs.org/api/cli.html#node_optionsoptions
LOADS_CODE = frozenset(
    {
        *("LD_PRELOAD", "LD_LIBRARY_PATH", "LD_AUDIT", "GCONV_PATH", "GLIBC_TUNABLES"),
        *("PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "PYTHONUSERBASE", "PYTHONBREAKPOINT"),
        *("PYTHONPLATLIBDIR", "PYTHONEXECUTABLE", "PYTHONINSPECT"),
        *("BASH_ENV", "ENV", "PROMPT_COMMAND", "SHELLOPTS", "BASHOPTS", "IFS", "PS4"),
        *("NODE_OPTIONS", "NODE_PATH", "PERL5LIB", "PERL5OPT", "PERLLIB", "RUBYLIB", "RUBYOPT"),
        *("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH"),
        *("GIT_SSH", "GIT_SSH_COMMAND", "GIT_EXTERNAL_DIFF", "GIT_ASKPASS", "PATH"),
    }
)

# A file or a folder that the backend, or a library in it, reads.
READ_FILES = frozenset(
    {
        *("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"),
        *("NODE_EXTRA_CA_CERTS", "AWS_CA_BUNDLE", "GIT_SSL_CAINFO", "HTTPLIB2_CA_CERTS"),
        *("GRPC_DEFAULT_SSL_ROOTS_FILE_PATH", "PIP_CERT", "HTTPX_SSL_CERT_FILE"),
        *("GOOGLE_APPLICATION_CREDENTIALS", "KUBECONFIG"),
        *("AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE", "AZURE_CLIENT_CERTIFICATE_PATH"),
        *("OTEL_EXPORTER_OTLP_CERTIFICATE", "PGSSLROOTCERT", "PGSSLCERT", "PGSSLKEY"),
        *("SKILLFLAW_LOAD_FLOWS_PATH", "SKILLFLAW_COMPONENTS_PATH"),
        *("SKILLFLAW_SSL_CERT_FILE", "SKILLFLAW_SSL_KEY_FILE", "SKILLFLAW_SSO_CONFIG_FILE"),
    }
)
# Files of the image, and those that an injector of a vendor writes.
IN_THE_IMAGE = (
    *("/etc/ssl/certs", "/etc/ssl/cert.pem", "/etc/pki", "/usr", "/app", "/opt", "/lib"),
    *("/vault", "/var/run/secrets", "/run/secrets/kubernetes.io"),
)
