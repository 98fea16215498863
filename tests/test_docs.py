"""The documents are held to the code: commands, options, settings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import click
import pytest

from pressgap.cli import main
from pressgap.settings import PREFIX, Settings
from tests.conftest import ROOT

README = ROOT / "README.md"
DEFAULT_TOML = ROOT / "config" / "default.toml"


def options() -> Iterator[tuple[str, click.Option]]:
    for name, command in (("pressgap", main), *main.commands.items()):
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                yield f"{name} {parameter.opts[-1]}", parameter


@pytest.mark.parametrize("name", list(main.commands))
def test_every_command_says_what_it_does(name: str) -> None:
    first = (main.commands[name].help or "").strip().splitlines()[0]
    assert first.endswith(".")


@pytest.mark.parametrize(("name", "option"), [pytest.param(n, o, id=n) for n, o in options()])
def test_every_option_says_what_it_does(name: str, option: click.Option) -> None:
    assert option.help


@pytest.mark.parametrize("name", list(main.commands))
def test_the_readme_names_every_command(name: str) -> None:
    assert f"`{name}`" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_every_setting_stands_in_the_default_file(name: str) -> None:
    lines = DEFAULT_TOML.read_text(encoding="utf-8").splitlines()
    assert any(line.removeprefix("# ").startswith(f"{name} = ") for line in lines)


def test_the_readme_says_how_a_setting_is_named_in_the_environment() -> None:
    assert f"{PREFIX}<KEY>" in README.read_text(encoding="utf-8")
