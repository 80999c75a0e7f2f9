"""Settings from the environment: read once, checked, frozen. Nothing else reads it."""

import os
import re
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from email_validator import EmailNotValidError, validate_email
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

ROOT = Path(__file__).resolve().parent.parent
RETENTION_DAYS = 365  # where the operator says nothing: long enough to come back to an answer


class BadSetting(ValueError):
    """A variable has a value that cannot be used; the message names it and what it may be."""

    def __init__(self, name: str, value: str, allowed: str) -> None:
        super().__init__(f"{name}={value!r} cannot be used: it must be {allowed}.")


@dataclass(frozen=True)
class Mail:
    """How mail leaves: by SMTP where ``server`` is set, else into the outbox folder."""

    server: str | None
    port: int
    username: str | None
    password: str | None = field(repr=False)
    use_tls: bool
    use_ssl: bool
    default_sender: str | None


@dataclass(frozen=True)
class Settings:
    """Everything that an operator may set, typed."""

    database_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    instance_dir: Path
    site_url: str | None
    allowed_hosts: tuple[str, ...]
    host: str
    port: int
    workers: int
    trusted_proxies: int
    operator_name: dict[str, str]
    operator_contact: str | None
    data_licence: str | None
    tile_url: str | None
    tile_attribution: str | None
    mail: Mail
    enquiry_promise_days: int | None
    enquiry_retention_days: int
    upload_dir: Path
    ratelimit_storage_uri: str
    log_format: str
    metrics_port: int | None
    translations_dir: Path = ROOT / "translations"
    static_dir: Path = ROOT / "static"
    built_static_dir: Path = ROOT / "build" / "static"
    seed_dir: Path = ROOT / "seed"

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """The settings of ``environ`` (default: of this process).

        Raises BadSetting for a value that cannot be used. Makes the instance folder, and in it
        a secret key where none is set.
        """
        read = _Reader(os.environ if environ is None else environ)
        instance_dir = _instance_dir(read)
        tile_url, tile_attribution = _tiles(read)
        return cls(
            database_url=_database_url(read, instance_dir),
            secret_key=_secret_key(read, instance_dir),
            instance_dir=instance_dir,
            site_url=_site_url(read),
            allowed_hosts=_allowed_hosts(read),
            host=read.text("HOST") or "127.0.0.1",
            port=read.integer("PORT", 1, 65_535, 8000),
            workers=read.integer("WORKERS", 1, 64, 2),
            trusted_proxies=read.integer("TRUSTED_PROXIES", 0, 10, 0),
            operator_name=_operator_name(read),
            operator_contact=read.text("OPERATOR_CONTACT"),
            data_licence=read.text("DATA_LICENCE"),
            tile_url=tile_url,
            tile_attribution=tile_attribution,
            mail=_mail(read),
            enquiry_promise_days=read.optional_integer("ENQUIRY_PROMISE_DAYS", 1, 365),
            enquiry_retention_days=read.integer("ENQUIRY_RETENTION_DAYS", 1, 3650, RETENTION_DAYS),
            upload_dir=Path(read.text("UPLOAD_DIR") or instance_dir / "uploads"),
            ratelimit_storage_uri=_ratelimit_storage(read),
            log_format=read.choice("LOG_FORMAT", ("text", "json")),
            metrics_port=read.optional_integer("METRICS_PORT", 1, 65_535),
        )


class _Reader:
    """Typed reads of an environment; an empty value counts as absent."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ

    def text(self, name: str) -> str | None:
        return self._environ.get(name, "").strip() or None

    def names(self, name: str) -> tuple[str, ...]:
        return tuple(part for part in (self.text(name) or "").replace(",", " ").split() if part)

    def choice(self, name: str, allowed: tuple[str, ...]) -> str:
        value = self.text(name) or allowed[0]
        if value not in allowed:
            raise BadSetting(name, value, " or ".join(allowed))
        return value

    def integer(self, name: str, low: int, high: int, default: int) -> int:
        value = self.optional_integer(name, low, high)
        return default if value is None else value

    def optional_integer(self, name: str, low: int, high: int) -> int | None:
        value = self.text(name)
        if value is None:
            return None
        plain = value.isascii() and value.isdigit() and len(value) < 10
        if not (plain and low <= int(value) <= high):
            raise BadSetting(name, value, f"a whole number from {low} to {high}")
        return int(value)


def _database_url(read: _Reader, instance_dir: Path) -> str:
    value = read.text("DATABASE_URL")
    if value is None:
        return f"sqlite:///{instance_dir / 'estates.sqlite3'}"
    allowed = "sqlite:////absolute/path or postgresql+psycopg://user@host/name"
    scheme = f"{value.partition(':')[0]}:…"  # the rest may hold a password
    try:
        url = make_url(value)
    except (ArgumentError, ValueError):
        raise BadSetting("DATABASE_URL", scheme, allowed) from None
    # Processes would not share a database in memory, and a relative path means another folder
    # to each program.
    of_file = url.drivername == "sqlite" and (url.database or "").startswith("/")
    if not of_file and url.drivername != "postgresql+psycopg":
        raise BadSetting("DATABASE_URL", scheme, allowed)
    return value


def _instance_dir(read: _Reader) -> Path:
    folder = Path(read.text("INSTANCE_DIR") or ROOT / "instance").resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        allowed = f"a folder that can be made and written ({error.strerror})"
        raise BadSetting("INSTANCE_DIR", str(folder), allowed) from None
    return folder


def _secret_key(read: _Reader, instance_dir: Path) -> str:
    value = read.text("SECRET_KEY")
    path = instance_dir / "secret_key"
    if value is None:
        try:
            value = _kept_secret(path)
        except (OSError, UnicodeDecodeError) as error:
            allowed = f"set, because {path} cannot be used ({error})"
            raise BadSetting("SECRET_KEY", "", allowed) from None
    if len(value) < 32:
        raise BadSetting("SECRET_KEY", "…", f"at least 32 characters long, here or in {path}")
    return value


def _kept_secret(path: Path) -> str:
    """The secret in ``path``, made at the first call; of two processes one makes it."""
    if not path.exists():
        handle, name = tempfile.mkstemp(dir=path.parent)  # readable by its owner alone
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(name, path)  # appears whole, or not at all where another was first
        Path(name).unlink()
    return path.read_text("utf-8").strip()


# A host name of letters that need no encoding: also safe inside a Content-Security-Policy.
_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?"
_SITE_URL = re.compile(rf"(https?://{_HOST}(?::[0-9]{{1,5}})?)/?")
_TILE_URL = re.compile(rf"https://(?:\{{s\}}\.)?{_HOST}(?::[0-9]{{1,5}})?/[!-~]+")


def _site_url(read: _Reader) -> str | None:
    value = read.text("SITE_URL")
    if value is None:
        return None
    found = _SITE_URL.fullmatch(value)
    if found is None:
        raise BadSetting("SITE_URL", value, "an address such as https://estates.example.ir")
    return found[1].lower()


def _allowed_hosts(read: _Reader) -> tuple[str, ...]:
    hosts = tuple(host.lower() for host in read.names("ALLOWED_HOSTS"))
    for host in hosts:
        if re.fullmatch(rf"\.?{_HOST}", host) is None:
            raise BadSetting("ALLOWED_HOSTS", host, "host names such as estates.example.ir")
    return hosts


def _operator_name(read: _Reader) -> dict[str, str]:
    names = {code: read.text(f"OPERATOR_NAME_{code.upper()}") for code in ("fa", "en")}
    given = {code: name for code, name in names.items() if name}
    if len(given) == 1:
        missing = f"OPERATOR_NAME_{'EN' if 'fa' in given else 'FA'}"
        raise BadSetting(missing, "", "set, because the name is set in the other language")
    return given


def _tiles(read: _Reader) -> tuple[str | None, str | None]:
    url, attribution = read.text("TILE_URL"), read.text("TILE_ATTRIBUTION")
    whole = url and _TILE_URL.fullmatch(url) and all(p in url for p in ("{x}", "{y}", "{z}"))
    if url and not whole:
        raise BadSetting("TILE_URL", url, "an https address with {x}, {y} and {z}")
    if url and not attribution:
        raise BadSetting("TILE_ATTRIBUTION", "", "set, because TILE_URL is set")
    if attribution and not url:
        raise BadSetting("TILE_URL", "", "set, because TILE_ATTRIBUTION is set")
    return url, attribution


def _mail(read: _Reader) -> Mail:
    server = read.text("MAIL_SERVER")
    if server and re.fullmatch(rf"{_HOST}|[0-9A-Fa-f:]+", server) is None:
        raise BadSetting("MAIL_SERVER", server, "a host name or address, without a port")
    if server and not read.text("SITE_URL"):
        # Else whoever sends a form would choose the host of the link in our letters.
        raise BadSetting("SITE_URL", "", "set, because MAIL_SERVER is set: letters have links")
    use_ssl = read.choice("MAIL_USE_SSL", ("no", "yes")) == "yes"
    use_tls = read.choice("MAIL_USE_TLS", ("no", "yes") if use_ssl else ("yes", "no")) == "yes"
    if use_ssl and use_tls:
        raise BadSetting("MAIL_USE_TLS", "yes", "no, because MAIL_USE_SSL is yes")
    username, password = read.text("MAIL_USERNAME"), read.text("MAIL_PASSWORD")
    if username and not password:
        raise BadSetting("MAIL_PASSWORD", "", "set, because MAIL_USERNAME is set")
    return Mail(
        server=server,
        port=read.integer("MAIL_PORT", 1, 65_535, 465 if use_ssl else 587),
        username=username,
        password=password,
        use_tls=use_tls,
        use_ssl=use_ssl,
        default_sender=_sender(read, needed=server is not None),
    )


def _sender(read: _Reader, needed: bool) -> str | None:
    """The address that mail comes from; a server refuses mail from nobody."""
    value = read.text("MAIL_DEFAULT_SENDER")
    if value is None:
        if needed:
            raise BadSetting("MAIL_DEFAULT_SENDER", "", "set, because MAIL_SERVER is set")
        return None
    try:
        found = validate_email(
            value, check_deliverability=False, globally_deliverable=False, allow_smtputf8=False
        )
    except EmailNotValidError:
        allowed = "an address such as estates@example.org"
        raise BadSetting("MAIL_DEFAULT_SENDER", value, allowed) from None
    return found.ascii_email or value


def _ratelimit_storage(read: _Reader) -> str:
    value = read.text("RATELIMIT_STORAGE_URI") or "memory://"
    if not value.startswith(("memory://", "redis://", "rediss://")):
        raise BadSetting("RATELIMIT_STORAGE_URI", value.split(":", 1)[0], "memory:// or redis://…")
    return value
