"""One table of settings: environment in, frozen dataclass out; a bad value stops the start."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from afterword.candidacy.reason import LANGUAGES
from afterword.errors import BadInput


class Setting(NamedTuple):
    """A row of the table: the environment variable is AFTERWORD_<NAME in capitals>."""

    name: str
    default: str
    help: str
    choices: tuple[str, ...] = ()


TABLE = (
    Setting("language", "en", "language of what the program says, never of a letter", LANGUAGES),
    Setting("region", "", "ISO 3166 country used for reading phone numbers, empty: guessed from the card"),
    Setting("data", "", "folder of the data; empty: the system's own place for it"),
    Setting("database", "", "a PostgreSQL URL, postgresql://user:password@host/name; empty: SQLite in the data folder"),
    Setting("port", "8000", "where the app listens on 127.0.0.1"),
    Setting("hosts", "", "further names, with commas, under which a browser may reach the app"),
    Setting("model_hosts", "", "hosts of your own network, with commas, where a model may be asked by http://"),
    Setting("ntfy_hosts", "", "hosts of your own network, with commas, where ntfy may be reached by http://"),
    Setting("model_key", "", "key of the model that `letter --model` asks; the app keeps its own in the keyring"),
    Setting("sentence_model", "", "folder of a sentence model (ONNX), by which the shelf is searched by meaning too"),
    Setting("traceback", "no", "show where an unexpected failure happened", ("no", "yes")),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment asks for."""

    language: str
    region: str | None
    data: str
    database: str
    port: int
    hosts: tuple[str, ...]
    model_hosts: tuple[str, ...]
    ntfy_hosts: tuple[str, ...]
    model_key: str
    sentence_model: str
    traceback: bool


def read(environ: Mapping[str, str]) -> Settings:
    """The settings of an environment such as os.environ.

    Raises BadInput that names the variable where a value is not one of its choices.
    """
    values = {row.name: _value(row, environ) for row in TABLE}
    return Settings(
        language=values["language"],
        region=values["region"].upper() or None,
        data=values["data"],
        database=values["database"],
        port=int(values["port"]),
        hosts=_names(values["hosts"]),
        model_hosts=_names(values["model_hosts"].lower()),
        ntfy_hosts=_names(values["ntfy_hosts"].lower()),
        model_key=values["model_key"],
        sentence_model=values["sentence_model"],
        traceback=values["traceback"] == "yes",
    )


def _names(value: str) -> tuple[str, ...]:
    return tuple(name for part in value.split(",") if (name := part.strip()))


def _value(row: Setting, environ: Mapping[str, str]) -> str:
    variable = f"AFTERWORD_{row.name.upper()}"
    value = environ.get(variable, "").strip() or row.default
    if row.choices and value not in row.choices:
        raise BadInput("settings.not_a_choice", where=variable, value=value, choices=row.choices)
    if row.name == "region" and value and not (len(value) == 2 and value.isascii() and value.isalpha()):
        raise BadInput("settings.not_a_region", where=variable, value=value)
    if row.name == "port" and not (value.isascii() and value.isdigit() and 0 < int(value) < 65536):
        raise BadInput("settings.not_a_port", where=variable, value=value)
    return value
