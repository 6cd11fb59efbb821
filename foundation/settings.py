"""Every setting of the product, read from the environment and `.env`."""

from datetime import date
from pathlib import Path
from typing import Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flask import current_app
from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
DEMO_SECRET = "demo-and-development-only-never-serve-people-with-this"  # noqa: S105  refused outside demo


class Settings(BaseSettings):
    """Typed settings; each is an environment variable with the prefix ENSEMBLE_."""

    model_config = SettingsConfigDict(env_prefix="ENSEMBLE_", env_file=ROOT / ".env", extra="ignore")

    env: Literal["demo", "development", "production", "test"] = Field(
        "production", description="What this site is: demo, development, production or test."
    )
    secret_key: str = Field(
        "", description="Signs cookies and tokens; at least 32 characters, required in production."
    )
    database_url: str = Field("", description="SQLAlchemy address; empty means a SQLite file in data_dir.")
    data_dir: Path = Field(ROOT / "var", description="Folder of the SQLite file, uploads and search index.")
    base_url: str = Field(
        "http://127.0.0.1:8000", description="Public address of the site, used in mails and checks."
    )
    trusted_hosts: str = Field(
        "", description="Comma-separated host names answered; empty means the host of base_url and loopback."
    )
    site_name: str = Field(
        "",
        description="Name of the brand, shown in titles and mails; empty means Ensemble, and in the demo its roaster.",
    )
    default_language: Literal["en", "fr"] = Field(
        "en", description="Language when neither the visitor nor the browser says."
    )
    smtp_host: str = Field("", description="Mail server; empty keeps mails on the admin's mail page.")
    smtp_port: int = Field(587, description="Port of the mail server.")
    smtp_user: str = Field("", description="User on the mail server.")
    smtp_password: str = Field("", description="Password on the mail server.")
    smtp_tls: Literal["none", "starttls", "tls"] = Field(
        "starttls", description="How the mail line is secured."
    )
    mail_from: str = Field("ensemble@localhost", description="Sender of mails.")
    processes: int = Field(
        1, ge=1, le=64, description="Web processes; more than one needs PostgreSQL and Redis."
    )
    redis_url: str = Field("", description="Redis for several web processes; empty means one process.")
    worker: Literal["inside", "apart"] = Field(
        "inside", description="Whether the outbox worker lives in the web process or in its own."
    )
    realtime: Literal["on", "off"] = Field("on", description="Whether open pages are told of changes.")
    socket_cap: int = Field(96, description="Open sockets per process; further pages refresh slowly instead.")
    staff_second_factor: bool = Field(False, description="Whether staff must use a second factor.")
    undo_seconds: int = Field(
        30,
        ge=0,
        le=600,
        description="How long a moderator may undo a decision; its author is told after that.",
    )
    office_opens: int = Field(9, ge=0, le=23, description="Hour at which the team’s working day begins.")
    office_closes: int = Field(18, ge=1, le=23, description="Hour at which the team’s working day ends.")
    office_zone: str = Field("Europe/Paris", description="Time zone of the team’s working day.")
    office_closed: str = Field(
        "",
        description="Days on which the team does not work: 2026-05-14 once, 12-25 every year; with commas.",
    )
    audit_share: float = Field(
        0.03,
        ge=0.0,
        le=1.0,
        description="Share of the texts nothing held that people read anyway, so that what is missed is known.",
    )
    readings_days: int = Field(
        365, ge=1, le=3650, description="How many days the log of who read what in sealed circles is kept."
    )
    rule_hits_days: int = Field(
        365, ge=30, le=3650, description="How many days the list of what rules matched is kept."
    )
    log_keeper: str = Field(
        "", description="Address outside that gets the newest link of the audit by mail every day."
    )
    proxy_hops: int = Field(0, description="How many proxies in front may set X-Forwarded headers.")
    metrics_token: str = Field("", description="Bearer token of /metrics; empty allows loopback only.")
    synchronous: Literal["FULL", "NORMAL"] = Field("FULL", description="SQLite durability at each commit.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="Least level logged.")

    @model_validator(mode="after")
    def complete(self) -> Self:
        """Fill what follows from other settings and refuse a guessable secret."""
        if not self.secret_key and self.env != "production":
            self.secret_key = DEMO_SECRET
        if self.env == "production" and (len(self.secret_key) < 32 or self.secret_key == DEMO_SECRET):
            raise ValueError("ENSEMBLE_SECRET_KEY must be a secret of at least 32 characters in production")
        self.site_name = self.site_name.strip() or ("Maison Brume" if self.env == "demo" else "Ensemble")
        self.data_dir = self.data_dir.resolve()
        if not self.database_url:
            self.database_url = f"sqlite:///{self.data_dir / 'ensemble.db'}"
        self._refuse_impossible_office()
        if self.processes > 1 and (self.sqlite or not self.redis_url):
            raise ValueError("ENSEMBLE_PROCESSES above 1 needs PostgreSQL and ENSEMBLE_REDIS_URL")
        return self

    def _refuse_impossible_office(self) -> None:
        if self.office_opens >= self.office_closes:
            raise ValueError("ENSEMBLE_OFFICE_OPENS must come before ENSEMBLE_OFFICE_CLOSES")
        try:
            ZoneInfo(self.office_zone)
        except (ValueError, OSError, ZoneInfoNotFoundError) as wrong:
            raise ValueError(f"ENSEMBLE_OFFICE_ZONE is no time zone: {self.office_zone}") from wrong
        for day in self.office_closed.replace(",", " ").split():
            try:
                date.fromisoformat(day if len(day) > len("12-25") else f"2000-{day}")
            except ValueError as wrong:
                raise ValueError(f"ENSEMBLE_OFFICE_CLOSED has a day that is none: {day}") from wrong

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies carry Secure and the __Host- prefix: everywhere but on plain-HTTP trials."""
        return self.base_url.startswith("https://") or self.env == "production"

    @property
    def sqlite(self) -> bool:
        """Whether the database is the embedded one."""
        return self.database_url.startswith("sqlite")


def current() -> Settings:
    """The settings of the running application."""
    settings = current_app.extensions["settings"]
    assert isinstance(settings, Settings)
    return settings
