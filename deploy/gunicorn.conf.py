"""How gunicorn runs the site: `gunicorn --config deploy/gunicorn.conf.py shortsci.wsgi`.

Under systemd the socket is shortsci-web.socket's: it holds what comes while the service restarts.
"""

import os
import shutil
from pathlib import Path

from shortsci.logs import logging_to_console

worker_class = "gthread"
# Two processes a core keep it busy while others wait for the database.
workers = int(os.environ.get("WEB_CONCURRENCY", 2 * (os.cpu_count() or 1)))
threads = int(os.environ.get("WEB_THREADS", 4))

# Loaded once and then forked: a new worker is there at once, while one that had to load the site
# would leave people waiting, for a minute on a busy machine. New code wants a restart.
preload_app = True
timeout = 60  # seconds until a process that does nothing any more is replaced
graceful_timeout = 45  # for what is in flight when it is to stop; every page takes far less
max_requests, max_requests_jitter = 20_000, 2_000  # whatever leaks leaves with its process
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - gunicorn's own
control_socket_disable = True

# What a request may be before the site sees it.
limit_request_line = 8190
limit_request_fields = 100
limit_request_field_size = 8190

# The site's own form: no address of a person, no text. nginx has the access log.
logconfig_dict = logging_to_console(
    os.environ.get("LOG_LEVEL", "INFO"), os.environ.get("LOG_FORMAT", "line")
)
logconfig_dict["loggers"] |= {
    "gunicorn.error": {"level": "INFO", "propagate": True},
    "gunicorn.access": {"level": "CRITICAL", "propagate": False},
}


def on_starting(server):
    """Numbers of a former run would be counted again."""
    if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        shutil.rmtree(folder, ignore_errors=True)
        Path(folder).mkdir(parents=True, mode=0o700)


def child_exit(server, worker):
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)
