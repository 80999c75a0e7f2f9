"""A bad setting stops the start and says which and what it may be."""

import stat
from pathlib import Path

import pytest

from estates.settings import BadSetting, Settings

BAD = [
    ("PORT", "eighty"),
    ("PORT", "70000"),
    ("WORKERS", "0"),
    ("DATABASE_URL", "mysql://root@localhost/x"),
    ("SITE_URL", "estates.example"),
    ("SITE_URL", "https://estates.example/path"),
    ("SECRET_KEY", "short"),
    ("LOG_FORMAT", "xml"),
    ("TRUSTED_PROXIES", "-1"),
    ("TILE_URL", "https://tiles.example/x.png"),
    ("ENQUIRY_PROMISE_DAYS", "soon"),
    ("METRICS_PORT", "۹۰۰۰x"),
    ("MAIL_PORT", "smtp"),
    ("MAIL_USE_TLS", "maybe"),
    ("MAIL_USE_SSL", "1"),
    ("MAIL_SERVER", "smtp.example.org:25"),
    ("MAIL_SERVER", "smtp://example.org"),
    ("MAIL_DEFAULT_SENDER", "nobody"),
    ("MAIL_DEFAULT_SENDER", "a@example.org\nBcc: b@example.org"),
    ("ENQUIRY_PROMISE_DAYS", "0"),
    ("ENQUIRY_RETENTION_DAYS", "for ever"),
    ("ENQUIRY_RETENTION_DAYS", "0"),
    ("RATELIMIT_STORAGE_URI", "file:///x"),
    ("PORT", "1" * 5000),
    ("DATABASE_URL", "sqlite:///"),
    ("DATABASE_URL", "sqlite:///:memory:"),
    ("DATABASE_URL", "sqlite:///relative.db"),
    ("DATABASE_URL", "postgresql+psycopg://user@host:port/name"),
    ("SITE_URL", "https://user:password@estates.example"),
    ("SITE_URL", "https://["),
    ("SITE_URL", "https://estates.example?x=1"),
    ("ALLOWED_HOSTS", "*"),
    ("ALLOWED_HOSTS", "https://estates.example/"),
    ("TILE_URL", "https://a; script-src *; x/{x}/{y}/{z}"),
    ("TILE_URL", "https://a\n/{x}/{y}/{z}"),
]


def settings(tmp_path: Path, **environ: str) -> Settings:
    return Settings.from_env({"INSTANCE_DIR": str(tmp_path), **environ})


@pytest.mark.parametrize(("name", "value"), BAD)
def test_a_bad_value_is_refused_by_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=rf"^{name}=.*must be .+\.$"):
        settings(tmp_path, **{name: value})


def test_attribution_without_tiles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="TILE_URL"):
        settings(tmp_path, TILE_ATTRIBUTION="© Test")


def test_tiles_without_attribution_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="TILE_ATTRIBUTION"):
        settings(tmp_path, TILE_URL="https://tiles.example/{z}/{x}/{y}.png")


@pytest.mark.parametrize(
    ("name", "environ"),
    [
        ("SITE_URL", {"MAIL_SERVER": "smtp.example.org"}),
        (
            "MAIL_DEFAULT_SENDER",
            {"MAIL_SERVER": "smtp.example.org", "SITE_URL": "https://estates.example"},
        ),
        ("MAIL_PASSWORD", {"MAIL_USERNAME": "estates"}),
        ("MAIL_USE_TLS", {"MAIL_USE_TLS": "yes", "MAIL_USE_SSL": "yes"}),
    ],
)
def test_settings_of_mail_that_need_one_another_are_named(tmp_path: Path, name, environ) -> None:
    with pytest.raises(BadSetting, match=rf"^{name}="):
        settings(tmp_path, **environ)


def test_mail_over_ssl_has_its_own_port_and_no_starttls(tmp_path: Path) -> None:
    found = settings(tmp_path, MAIL_USE_SSL="yes").mail
    assert (found.port, found.use_ssl, found.use_tls) == (465, True, False)
    found = settings(tmp_path).mail
    assert (found.port, found.use_ssl, found.use_tls) == (587, False, True)


def test_enquiries_are_kept_for_a_year_unless_the_operator_says_otherwise(tmp_path: Path) -> None:
    assert settings(tmp_path).enquiry_retention_days == 365
    assert settings(tmp_path, ENQUIRY_RETENTION_DAYS="30").enquiry_retention_days == 30


def test_an_operator_needs_a_name_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="OPERATOR_NAME_EN"):
        settings(tmp_path, OPERATOR_NAME_FA="آزمون")


def test_without_any_variable_the_site_is_local_and_embedded(tmp_path: Path) -> None:
    found = settings(tmp_path)
    assert (found.host, found.port) == ("127.0.0.1", 8000)
    assert found.database_url == f"sqlite:///{tmp_path / 'estates.sqlite3'}"
    assert found.site_url is None and found.enquiry_promise_days is None


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first, second = settings(tmp_path), settings(tmp_path)
    assert first.secret_key == second.secret_key and len(first.secret_key) >= 32
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_secrets_do_not_show_in_print(tmp_path: Path) -> None:
    url = "postgresql+psycopg://user:hunter2hunter2@localhost/x"
    found = settings(tmp_path, DATABASE_URL=url, MAIL_PASSWORD="hunter3hunter3")
    assert "hunter" not in repr(found)
    assert found.secret_key not in repr(found)


def test_a_bad_database_url_does_not_print_its_password(tmp_path: Path) -> None:
    with pytest.raises(BadSetting) as caught:
        settings(tmp_path, DATABASE_URL="mysql://user:hunter2@localhost/x")
    assert "hunter2" not in str(caught.value)


def test_an_instance_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(BadSetting, match="INSTANCE_DIR"):
        Settings.from_env({"INSTANCE_DIR": str(tmp_path / "file")})


@pytest.mark.parametrize("content", [b"", b"short", b"\xff" * 40])
def test_a_kept_secret_that_cannot_be_used_is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret_key").write_bytes(content)
    with pytest.raises(BadSetting, match="SECRET_KEY"):
        settings(tmp_path)


def test_nothing_but_the_settings_reads_the_environment() -> None:
    root = Path(__file__).parent.parent
    readers = [
        path.relative_to(root).as_posix()
        for path in (root / "estates").rglob("*.py")
        if any(word in path.read_text() for word in ("os.environ", "os.getenv"))
    ]
    assert readers == ["estates/settings.py"]
