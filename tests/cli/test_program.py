from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from pressgap.cli import main
from pressgap.cli.program import Invocation, Program, exit_code, pass_invocation
from pressgap.errors import EXIT_CODES, BadSettings, DocumentNotFound, ModelUnavailable


class _Unheard(ModelUnavailable):
    """An error of a kind that the table does not name."""


def failing(error: Exception) -> Program:
    """Return a program of one command, ``run``, that fails."""

    @click.group(cls=Program)
    @click.option("--debug", is_flag=True)
    @click.pass_context
    def program(context: click.Context, debug: bool) -> None:
        context.obj = Invocation(debug=debug)

    @program.command()
    @pass_invocation
    def run(invocation: Invocation) -> None:
        raise error

    assert isinstance(program, Program)
    return program


@pytest.mark.parametrize("kind", list(EXIT_CODES))
def test_every_error_has_its_exit_code_and_says_one_line(kind: type[Exception]) -> None:
    result = CliRunner().invoke(failing(kind("nothing there;\n look elsewhere")), ["run"])
    assert result.exit_code == EXIT_CODES[kind]  # type: ignore[index]  # the table's own keys
    assert result.stderr == "Error: nothing there; look elsewhere\n"
    assert result.stdout == ""


def test_an_error_of_a_new_kind_has_the_exit_code_of_the_kind_above() -> None:
    assert exit_code(_Unheard("x")) == EXIT_CODES[ModelUnavailable]


def test_an_unexpected_error_shows_no_traceback() -> None:
    result = CliRunner().invoke(failing(ZeroDivisionError("by nought")), ["run"])
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: unexpected ZeroDivisionError: by nought;")
    assert result.stderr.count("\n") == 1


def test_debug_shows_the_traceback() -> None:
    result = CliRunner().invoke(failing(DocumentNotFound("no d1234")), ["--debug", "run"])
    assert "Traceback" in result.stderr
    assert result.stderr.endswith("Error: no d1234\n")
    assert result.exit_code == 2


def test_the_log_level_debug_shows_the_traceback_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSGAP_LOG_LEVEL", "debug")
    invocation = Invocation()
    invocation.settings()
    assert invocation.shows_tracebacks()


def test_control_c_ends_it_without_a_traceback() -> None:
    result = CliRunner().invoke(failing(KeyboardInterrupt()), ["run"])  # type: ignore[arg-type]  # no Exception
    assert result.exit_code == 1
    assert "Traceback" not in result.stderr


def test_an_unknown_command_is_wrong_usage() -> None:
    result = CliRunner().invoke(main, ["compere"])
    assert result.exit_code == 2
    assert "No such command 'compere'" in result.stderr


def test_a_settings_file_with_an_unknown_key_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "pressgap.toml"
    file.write_text("prot = 80\n")
    result = CliRunner().invoke(main, ["--config", str(file), "list"])
    assert result.exit_code == EXIT_CODES[BadSettings] == 2
    assert "unknown setting 'prot'" in result.stderr


def test_the_data_dir_option_beats_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRESSGAP_DATA_DIR", "elsewhere")
    assert Invocation(data_dir=tmp_path).settings().data_dir == tmp_path


def test_the_version_is_told() -> None:
    assert CliRunner().invoke(main, ["--version"]).stdout.startswith("pressgap, version ")


def test_garbage_is_looked_for_seldom_while_a_command_works(tmp_path: Path) -> None:
    before = gc.get_threshold()
    with Invocation(data_dir=tmp_path).parts():
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_threshold() == before


@pytest.mark.process
def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, pressgap.cli\n"
        "heavy = {'numpy', 'rich', 'jinja2', 'flask', 'sqlalchemy', 'faiss', 'torch', 'tomllib'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_hostile_name_in_a_message_does_not_reach_the_terminal() -> None:
    result = CliRunner().invoke(failing(BadSettings("\x1b[2Jx.md cannot be read")), ["run"])
    assert result.stderr == "Error: \ufffd[2Jx.md cannot be read\n"


def test_idle_threads_sleep_unless_the_user_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_WAIT_POLICY", "active")
    for name in ("OPENBLAS_NUM_THREADS", "OPENBLAS_THREAD_TIMEOUT"):
        monkeypatch.setenv(name, "")  # so that it is put back
        monkeypatch.delenv(name)
    CliRunner().invoke(main, ["list", "--help"])
    assert os.environ["OMP_WAIT_POLICY"] == "active"
    assert int(os.environ["OPENBLAS_THREAD_TIMEOUT"]) < 26  # what OpenBLAS waits on its own
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
