"""What lies in a folder: judged cases, meetings, explained summaries, or arguments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pressgap.errors import BadSettings
from pressgap.evaluate.judgements import CASE_FILE
from pressgap.evaluate.meetings import is_explained, is_meeting, read_json
from pressgap.evaluate.points import splits

Kind = Literal["case", "qmsum", "explainmeetsum", "argkp"]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A folder and what kind of labelled data it holds."""

    kind: Kind
    path: Path


def recognise(path: Path) -> list[Labelled]:
    """Return the labelled folders at ``path``: itself, or those it holds, in order of name.

    Raises ``BadSettings`` when there is none.
    """
    found = _kind(path)
    if found is not None:
        return [Labelled(found, path)]
    inside = [(entry, _kind(entry)) for entry in sorted(path.iterdir()) if entry.is_dir()]
    folders = [Labelled(kind, entry) for entry, kind in inside if kind is not None]
    if not folders:
        raise BadSettings(
            f"{path} holds no {CASE_FILE} nor other labelled data, nor does any folder in it: name "
            f"the folder of a judged case ({CASE_FILE}, clauses.tsv), of QMSum or ExplainMeetSum "
            "meetings (*.json), or of ArgKP (arguments_*.csv, key_points_*.csv, labels_*.csv)"
        )
    return folders


def _kind(path: Path) -> Kind | None:
    if (path / CASE_FILE).is_file():
        return "case"
    if splits(path):
        return "argkp"
    first = next(iter(meeting_files(path)), None)
    if first is None:
        return None
    values = read_json(first)
    if is_meeting(values):
        return "qmsum"
    return "explainmeetsum" if is_explained(values) else None


def meeting_files(folder: Path) -> list[Path]:
    """Return the JSON files of a folder in order of name."""
    return sorted(folder.glob("*.json"))


def meetings_of(explained: Path) -> list[Path]:
    """Return the QMSum files of the meetings that a folder of ExplainMeetSum is about.

    They have the same names and lie in a folder nearby: one beside it, or one in a folder beside
    the one it lies in, first one of the same name (``…/qmsum/val`` for ``…/explained/val``).
    Raises ``BadSettings`` when no folder there holds them all.
    """
    names = [path.name for path in meeting_files(explained)]
    fewest = names
    for folder in _nearby(explained.resolve()):
        missing = [name for name in names if not _holds(folder / name)]
        if not missing:
            return [folder / name for name in names]
        fewest = min(fewest, missing, key=len)
    raise BadSettings(
        f"{explained} explains meetings that lie in no folder nearby: put the QMSum folder with "
        f"the same file names beside it or beside {explained.resolve().parent.name!r} "
        f"(missing: {', '.join(fewest[:3])}{' …' if len(fewest) > 3 else ''})"
    )


def _nearby(folder: Path) -> Iterator[Path]:
    cousins = sorted(folder.parent.parent.glob("*/*/"))
    yield from (each for each in cousins if each.name == folder.name and each != folder)
    yield from sorted(each for each in folder.parent.glob("*/") if each != folder)
    yield from sorted(each for each in folder.parent.parent.glob("*/") if each != folder.parent)
    yield from (each for each in cousins if each.name != folder.name)


def _holds(path: Path) -> bool:
    return path.is_file() and is_meeting(read_json(path))
