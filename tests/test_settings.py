"""Settings: environment in, frozen dataclass out."""

import pytest

from afterword import settings
from afterword.errors import BadInput


def test_defaults_hold_without_an_environment() -> None:
    assert settings.read({}) == settings.Settings(
        language="en",
        region=None,
        data="",
        database="",
        port=8000,
        hosts=(),
        model_hosts=(),
        ntfy_hosts=(),
        model_key="",
        sentence_model="",
        traceback=False,
    )


def test_the_environment_is_read() -> None:
    chosen = settings.read(
        {
            "AFTERWORD_LANGUAGE": "de",
            "AFTERWORD_REGION": "de",
            "AFTERWORD_DATA": "/data",
            "AFTERWORD_DATABASE": "postgresql://host/name",
            "AFTERWORD_PORT": "8123",
            "AFTERWORD_HOSTS": "afterword.example.org, laptop.local",
            "AFTERWORD_MODEL_HOSTS": "NAS.example.org",
            "AFTERWORD_NTFY_HOSTS": "Ntfy.Lan",
            "AFTERWORD_MODEL_KEY": "sk-1",
            "AFTERWORD_SENTENCE_MODEL": "/models/minilm",
            "AFTERWORD_TRACEBACK": "yes",
        }
    )
    assert chosen == settings.Settings(
        language="de",
        region="DE",
        data="/data",
        database="postgresql://host/name",
        port=8123,
        hosts=("afterword.example.org", "laptop.local"),
        model_hosts=("nas.example.org",),
        ntfy_hosts=("ntfy.lan",),
        model_key="sk-1",
        sentence_model="/models/minilm",
        traceback=True,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LANGUAGE", "tlh"),
        ("REGION", "Germany"),
        ("REGION", "4X"),
        ("TRACEBACK", "maybe"),
        ("PORT", "0"),
        ("PORT", "http"),
    ],
)
def test_a_bad_value_stops_the_start_and_names_the_variable(name: str, value: str) -> None:
    with pytest.raises(BadInput) as caught:
        settings.read({f"AFTERWORD_{name}": value})
    assert caught.value.where == f"AFTERWORD_{name}"
