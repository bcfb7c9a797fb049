"""The settings of one run, frozen, read once from the environment and passed on."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path
from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.errors import SettingsError

_FRAME = r"('self'|'none'|\*|https?://[A-Za-z0-9*.-]+(:[0-9*]+)?)"
"""One source of `frame-ancestors`, as a content security policy writes it."""


class Settings(BaseSettings):
    """Where the graph lives and how long to wait for it.

    Each field is the environment variable `JUMELLES_<FIELD>`; the four of Neo4j keep their usual names.
    Durations are seconds, sizes are MiB.
    """

    model_config = SettingsConfigDict(env_prefix="JUMELLES_", frozen=True, extra="ignore", populate_by_name=True)

    home: Path = Field(
        default_factory=lambda: user_data_path("jumelles", appauthor=False),
        description="Folder of the local engine and its data.",
    )
    neo4j_uri: str | None = Field(
        default=None,
        validation_alias=AliasChoices("NEO4J_URI", "neo4j_uri"),
        description="Address of a Neo4j 5 or newer; without it the local engine is used.",
    )
    neo4j_username: str = Field(
        default="neo4j",
        validation_alias=AliasChoices("NEO4J_USERNAME", "neo4j_username"),
        description="User name for that Neo4j.",
    )
    neo4j_password: SecretStr = Field(
        default=SecretStr(""),
        validation_alias=AliasChoices("NEO4J_PASSWORD", "neo4j_password"),
        description="Password for that Neo4j; never logged.",
    )
    neo4j_database: str | None = Field(
        default=None,
        validation_alias=AliasChoices("NEO4J_DATABASE", "neo4j_database"),
        description="Database name; the server's default where it is not set.",
    )
    engine_heap_mb: int = Field(default=512, ge=128, description="Upper bound of the local engine's heap, MiB.")
    engine_java_options: str = Field(
        default="",
        description="More options for the Java of the local engine, separated by spaces, such as -XX:TieredStopAtLevel=1 "
        "where engines live for seconds only.",
    )
    engine_start_timeout: float = Field(default=30.0, gt=0, description="How long to wait for the local engine, s.")
    address: str | None = Field(
        default=None,
        pattern=r"^https?://[^/?#\s]+/?$",
        description="Public address of the service, such as https://jumelles.example.org: assistants are given links to it, "
        "and `/mcp` answers under its name.",
    )
    query_timeout: float = Field(default=10.0, gt=0, description="Upper bound of one read query, s.")
    query_rows: int = Field(default=2_000_000, gt=0, description="Most rows of one read query; beyond, it is refused.")
    require_key: bool = Field(default=False, description="Whether reading needs a key on loopback too.")
    people_scope: bool = Field(default=False, description="Whether what is about people needs a key with that scope.")
    rate_limit: str = Field(default="6000/minute", description="Requests of one key or address, such as `1200/minute`.")
    rate_store: str = Field(
        default="memory://",
        description="Where requests are counted: `redis://…` (Redis or Valkey) for several processes together.",
    )
    access_log: bool = Field(default=False, description="Whether each request is logged, without names or addresses.")
    hosts: str = Field(default="", description="Host names that are served, with commas between; empty for any.")
    trust_proxy: bool = Field(default=False, description="Whether a proxy before the service says who asks.")
    proxies: str = Field(
        default="127.0.0.1,::1",
        description="Addresses or networks of that proxy, such as 10.0.0.0/8, with commas between; nobody else is believed.",
    )
    connect_timeout: float = Field(default=5.0, gt=0, description="How long to wait for a connection, s.")
    embed_allowed: str = Field(
        default="'self'",
        pattern=rf"^{_FRAME}( {_FRAME})*$",
        description="Sites that may frame `/embed/…`: 'self', 'none', *, or addresses such as https://*.example.org, "
        "with a space between them.",
    )


def read_settings(**overrides: object) -> Settings:
    """Read the settings from the environment; `overrides` win.

    Raises:
        SettingsError: a variable has a value that cannot be used; the line names it.
    """
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        variable = name if name.isupper() else f"JUMELLES_{name.upper()}"
        raise SettingsError(f"{variable}: {first['msg']}, got {first.get('input')!r}") from error
