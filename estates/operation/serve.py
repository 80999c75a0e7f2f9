"""The production server in the foreground: granian, with one line that says when it is ready."""

import errno
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing import resource_tracker
from typing import NoReturn, Protocol
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

THREADS_PER_WORKER = 4
BACKLOG = 1024
STOPPING = frozenset({signal.SIGINT, signal.SIGTERM})
SECONDS_TO_FINISH_REQUESTS = 10
SECONDS_TO_BE_READY = 30
READY = "Qom Industrial Estates is running on {address} (stop with Ctrl-C)"


class Address(Protocol):
    """What of the settings matters here."""

    @property
    def host(self) -> str: ...
    @property
    def port(self) -> int: ...
    @property
    def workers(self) -> int: ...
    @property
    def allowed_hosts(self) -> tuple[str, ...]: ...


def follow_parent() -> None:
    """End this process as soon as the one that started it is gone; nothing elsewhere.

    Without it the workers of a killed server would go on to hold the port and to answer.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> NoReturn:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, name="follow-parent", daemon=True).start()


def serve(settings: Address, target: str = "app:app") -> NoReturn:
    """Serve until SIGINT or SIGTERM, then finish the requests at hand and exit with 0.

    Exits with 1, after a sentence, when the address cannot be had or the workers keep dying.
    """
    refuse_unusable(settings.host, settings.port)
    # Workers start afresh: a fork would share this process's database connections.
    multiprocessing.set_start_method("spawn", force=True)
    server = Server(
        target,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=THREADS_PER_WORKER,
        backlog=BACKLOG,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_FINISH_REQUESTS,
        log_level=LogLevels.warning,
    )
    _stop_on_signals(server.signal_handler_interrupt)
    server.on_startup(_leave_signals_to_the_bell)  # granian has just put its own handlers there
    stopped = threading.Event()
    threading.Thread(target=_announce, args=(settings, stopped), daemon=True).start()
    try:
        server.serve()
    finally:
        stopped.set()
    sys.exit(0)


def _stop_on_signals(stop: Callable[[], object]) -> None:
    """Call `stop` from a thread of its own at SIGINT or SIGTERM.

    Called from a handler, in the main thread, it may wait for a lock that this thread holds
    itself (granian 2.8). And the workers must not get SIGINT, which a terminal sends to all: one
    that gets it just before it is told to stop waits for itself until it is killed. So SIGINT is
    blocked for the workers to inherit, and in this process only the thread at the bell takes it.
    """
    # It unblocks SIGINT when it starts (Python 3.11), so it has to run before.
    resource_tracker.ensure_running()
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    # Whichever thread the signal reaches (numpy has some of its own), it rings here.
    bell, clapper = socket.socketpair()
    clapper.setblocking(False)
    signal.set_wakeup_fd(clapper.fileno(), warn_on_full_buffer=False)
    _leave_signals_to_the_bell()
    arguments = (bell, clapper, stop)
    threading.Thread(target=_listen, args=arguments, name="signals", daemon=True).start()


def _leave_signals_to_the_bell() -> None:
    """Let SIGINT and SIGTERM do nothing but ring."""
    for number in STOPPING:
        signal.signal(number, lambda _number, _frame: None)


def _listen(bell: socket.socket, clapper: socket.socket, stop: Callable[[], object]) -> None:
    """Stop at each ring; holds the other end because a closed one cannot ring."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    while clapper.fileno() >= 0:
        if STOPPING & set(bell.recv(64)):
            stop()


def refuse_unusable(host: str, port: int) -> None:
    """Exit with 1 and a sentence when nobody can listen at an address.

    Asked first because granian shares its port: beside a server of the same kind it would start,
    and the two would answer in turns.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        family, kind, protocol, _, address = found[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen()
    except OSError as error:
        print(_refusal(host, port, error), file=sys.stderr)
        sys.exit(1)


def _refusal(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken: stop the program that uses it, or set PORT to another one."
    if error.errno == errno.EACCES:
        return f"Port {port} is not allowed to this user: set PORT to a number above 1023."
    return f"HOST={host} cannot be used ({error.strerror or error}): set HOST to another one."


def _announce(settings: Address, stopped: threading.Event) -> None:
    """Print the one line when the site answers, or a sentence when it does not in time."""
    address = f"http://{_shown(settings.host)}:{settings.port}"
    opener = build_opener(ProxyHandler({}))
    if settings.allowed_hosts:
        # The site answers to its own name alone; ".example.org" stands for all below it too.
        opener.addheaders = [("Host", settings.allowed_hosts[0].lstrip("."))]
    deadline = time.monotonic() + SECONDS_TO_BE_READY
    while not stopped.is_set() and time.monotonic() < deadline:
        try:
            with opener.open(f"{address}/healthz", timeout=5):
                print(READY.format(address=address), flush=True)
                return
        except (URLError, OSError):
            stopped.wait(0.05)
    if not stopped.is_set():
        print(f"{address}/healthz did not answer within {SECONDS_TO_BE_READY} s.", file=sys.stderr)


def _shown(host: str) -> str:
    """Return a host as a browser on this machine can open it."""
    local = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}
    return local.get(host, f"[{host}]" if ":" in host else host)
