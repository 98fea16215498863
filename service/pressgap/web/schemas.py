"""What requests look like. Unknown fields are refused by name (marshmallow's default)."""

from __future__ import annotations

import datetime
from typing import Any, get_args

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from pressgap.core.correction import KINDS as CORRECTION_KINDS
from pressgap.core.correction import MAX_NAME, ROLE_WORDS, Correction
from pressgap.core.matching.ranked_turns import Scope
from pressgap.core.model import Kind, Role, TranscriptOptions

MAX_TITLE = 1_000
MAX_NOTE = 10_000
MAX_URL = 8_000
MAX_LIMIT = 200
MAX_MATCHES = 100
MAX_TURNS = 1_000
MAX_CORRECTIONS = 1_000
KINDS: tuple[str, ...] = get_args(Kind)
ROLES: tuple[str, ...] = get_args(Role)
UNDO = "undo"
SCOPES: tuple[str, ...] = get_args(Scope)


class IsoDate(fields.Date):
    """A day as YYYY-MM-DD, kept as text as the core has it."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        day: datetime.date = super()._deserialize(value, *args, **kwargs)
        return day.isoformat()


class StrictBoolean(fields.Boolean):
    """true or false, not 1, "yes" or "on"."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Any:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


def _named(longest: int, **more: Any) -> fields.String:
    """Return a field for a text that is not blank."""
    spoken = validate.Regexp(r"(?s).*\S", error="Must not be blank.")
    return fields.String(validate=[validate.Length(1, longest), spoken], **more)


def _note(**more: Any) -> fields.String:
    return fields.String(validate=validate.Length(max=MAX_NOTE), **more)


def _many(values: tuple[str, ...]) -> fields.List[str]:
    return fields.List(
        fields.String(validate=validate.OneOf(values)), validate=validate.Length(max=len(values))
    )


# --- documents -----------------------------------------------------------------------------


class AnchoredCorrection(Schema):
    """A correction as a document's options hold it: anchored in this very text."""

    kind = fields.String(required=True, validate=validate.OneOf(CORRECTION_KINDS))
    label = fields.String(allow_none=True, validate=validate.Length(max=MAX_TITLE))
    at = fields.Integer(allow_none=True, strict=True, validate=validate.Range(min=0))
    value = fields.String(allow_none=True, validate=validate.Length(max=MAX_NAME))
    into = fields.String(allow_none=True, validate=validate.Length(max=MAX_TITLE))
    into_at = fields.Integer(allow_none=True, strict=True, validate=validate.Range(min=0))

    @post_load
    def _as_correction(self, data: dict[str, Any], **_: Any) -> Correction:
        return Correction(**data)


class Options(Schema):
    """What the caller knows better than the parser of transcripts."""

    principal = _named(MAX_TITLE, metadata={"description": "Name or label of who answers"})
    speakers = fields.Dict(
        keys=fields.String(validate=validate.Length(1, MAX_TITLE)),
        values=fields.String(validate=validate.OneOf(list(ROLE_WORDS))),
        metadata={"description": "Roles by label as printed"},
    )
    first_line = fields.Integer(strict=True, validate=validate.Range(min=1))
    last_line = fields.Integer(strict=True, validate=validate.Range(min=1))
    corrections = fields.List(
        fields.Nested(AnchoredCorrection),
        validate=validate.Length(max=MAX_CORRECTIONS),
        metadata={"description": "As another library held them; those that fit nothing are named"},
    )

    @validates_schema
    def _lines_in_order(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("first_line", 1) > data.get("last_line", data.get("first_line", 1)):
            raise ValidationError({"last_line": ["Must not be before first_line."]})

    @post_load
    def _as_options(self, data: dict[str, Any], **_: Any) -> TranscriptOptions:
        roles = data.get("speakers", {}).items()
        speakers = tuple((label, ROLE_WORDS[word]) for label, word in roles)
        corrections = tuple(data.get("corrections", ()))
        return TranscriptOptions(**{**data, "speakers": speakers, "corrections": corrections})


class _About(Schema):
    """What is known of a document besides its text."""

    date = IsoDate(metadata={"description": "Day it was given, YYYY-MM-DD"})
    source = fields.String(
        validate=validate.Length(max=MAX_NOTE),
        metadata={"description": "Where it comes from; kept, never fetched"},
    )
    language = fields.String(
        validate=validate.Regexp(r"[a-z]{2,3}\Z"),
        metadata={
            "description": "ISO 639-1; detected when left out, believed when given. A new document "
            "in a language that the model does not know is refused"
        },
    )
    verbatim = StrictBoolean(
        load_default=True, metadata={"description": "False for a paraphrase or digest"}
    )
    note = _note(metadata={"description": "Shown wherever the document is quoted"})
    options = fields.Nested(Options)


class NewDocument(_About):
    """A document to add, its text in the request."""

    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    title = _named(MAX_TITLE, required=True)
    text = fields.String(required=True, validate=validate.Length(min=1))


def _url() -> fields.String:
    about = "http or https; fetched once, if the setting fetch_urls is true"
    return _named(MAX_URL, required=True, metadata={"description": about})


class DocumentAt(_About):
    """A document to add, its text at an address; where that led to is kept as the source."""

    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    title = _named(MAX_TITLE, metadata={"description": "Found in the document when left out"})
    url = _url()


class Upload(_About):
    """A document to add, in a file of any format that is read; its content decides which."""

    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    title = _named(MAX_TITLE, metadata={"description": "Found in the file when left out"})
    file = fields.Raw(
        required=True,
        metadata={
            "type": "string",
            "format": "binary",
            "description": "Plain text, Markdown, HTML, DOCX, PDF, WebVTT, SubRip, or our own JSON",
        },
    )


class InlineDocument(_About):
    """A document given where an id could stand; it is added to the library."""

    kind = fields.String(validate=validate.OneOf(KINDS))
    title = _named(MAX_TITLE, required=True)
    text = fields.String(required=True, validate=validate.Length(min=1))


class InlineDocumentAt(_About):
    """A document at an address given where an id could stand; it is added to the library."""

    kind = fields.String(validate=validate.OneOf(KINDS))
    title = _named(MAX_TITLE, metadata={"description": "Found in the document when left out"})
    url = _url()


class DocumentQuery(Schema):
    """What a document is shown or deleted with."""

    with_ = fields.String(
        data_key="with",
        validate=validate.OneOf(["comparisons"]),
        metadata={"description": "`comparisons`: delete the comparisons that quote it too"},
    )


# --- pages ---------------------------------------------------------------------------------


class Cursor(Schema):
    """Which page."""

    after = fields.String(
        validate=validate.Length(1, 1_000), metadata={"description": "`next` of the page before"}
    )
    limit = fields.Integer(load_default=50, validate=validate.Range(1, MAX_LIMIT))


class Dates(Schema):
    """From and to which day, both inclusive."""

    date_from = IsoDate()
    date_to = IsoDate()

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_: Any) -> None:
        first, last = data.get("date_from"), data.get("date_to")
        if first and last and first > last:
            raise ValidationError({"date_to": ["Must not be before date_from."]})


class DocumentList(Cursor, Dates):
    """Which documents."""

    kind = fields.String(validate=validate.OneOf(KINDS))
    text = _named(MAX_TITLE, metadata={"description": "Words in the title"})


class ComparisonList(Cursor, Dates):
    """Which comparisons."""

    document = _named(64, metadata={"description": "Id of a document it compares"})


# --- statements ----------------------------------------------------------------------------


class Statement(Dates):
    """A text to find related passages for."""

    text = _named(1_000_000_000, required=True)
    documents = fields.List(_named(64), validate=validate.Length(max=1_000))
    kinds = _many(KINDS)
    roles = _many(ROLES)
    limit = fields.Integer(load_default=10, strict=True, validate=validate.Range(1, MAX_MATCHES))


class RankingQuery(Schema):
    """A text to rank a transcript's turns for."""

    text = _named(1_000_000_000, required=True)
    scope = fields.String(
        load_default="discussion",
        validate=validate.OneOf(SCOPES),
        metadata={
            "description": "`discussion`: where this topic or question is discussed, turn after "
            "turn; `statement`: who said this"
        },
    )
    limit = fields.Integer(load_default=10, strict=True, validate=validate.Range(1, MAX_TURNS))


# --- comparisons ---------------------------------------------------------------------------


class IdOrDocument(fields.Field[Any]):
    """A document's id, or a document: its text, or its address."""

    def __init__(self, **more: Any) -> None:
        kinds = [{"type": "string"}] + [
            {"$ref": f"#/components/schemas/{name}"}
            for name in ("InlineDocument", "InlineDocumentAt")
        ]
        super().__init__(metadata={"oneOf": kinds}, **more)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Any:
        if isinstance(value, dict):
            schema = InlineDocumentAt() if "url" in value else InlineDocument()
            return schema.load(value)
        if not isinstance(value, str) or not value:
            raise ValidationError(
                "Must be a document's id or a document {title, text, …} or {url, …}."
            )
        return value


class Settings(Schema):
    """How much a Report shows."""

    evidence = fields.Integer(
        strict=True,
        validate=validate.Range(0, 50),
        metadata={"description": "Passages a clause shows at most; default 5"},
    )
    closest = fields.Integer(
        strict=True,
        validate=validate.Range(0, 50),
        metadata={"description": "Closest misses a clause shows at most; default 3"},
    )


class NewComparison(Schema):
    """What to compare."""

    declaration = IdOrDocument(required=True)
    transcripts = fields.List(IdOrDocument(), required=True, validate=validate.Length(min=1))
    settings = fields.Nested(Settings)


class ReportQuery(Schema):
    """Which rows, where the answer is CSV."""

    rows = fields.String(
        load_default="clauses", validate=validate.OneOf(["clauses", "questions", "evidence"])
    )


# --- reviews -------------------------------------------------------------------------------


class NewReview(Schema):
    """A person's finding."""

    target = _named(
        200, required=True, metadata={"description": "A clause `c15` or question `t1.e11.q1`"}
    )
    verdict = fields.String(
        required=True,
        allow_none=True,
        metadata={
            "description": "For a clause asked, volunteered, not_raised or unsure; for a question "
            "on_declaration, off_declaration or unsure; null withdraws the reviewer's earlier one"
        },
    )
    reviewer = _named(200, required=True)
    note = _note()


# --- corrections ---------------------------------------------------------------------------


class NewCorrection(Schema):
    """What a person corrects of a reading, or takes back."""

    kind = fields.String(required=True, validate=validate.OneOf([*CORRECTION_KINDS, UNDO]))
    speaker = _named(
        MAX_TITLE, metadata={"description": "A label, a name as shown, or an id of the structure"}
    )
    line = fields.Integer(
        strict=True,
        validate=validate.Range(min=1),
        metadata={"description": "The line on which the turn that is meant begins"},
    )
    at = fields.Integer(
        strict=True,
        validate=validate.Range(min=0),
        metadata={"description": "In place of a line, an offset into the text"},
    )
    value = _named(
        MAX_NAME, metadata={"description": "A role, name or outlet, or the label of a turn"}
    )
    into = _named(
        MAX_TITLE, metadata={"description": "The speaker to merge into, or whose a split turn is"}
    )
    into_line = fields.Integer(strict=True, validate=validate.Range(min=1))
    undoes = fields.Integer(
        strict=True,
        validate=validate.Range(min=1),
        metadata={"description": "With `undo`: the id of the correction to take back"},
    )
    by = _named(MAX_NAME, required=True, metadata={"description": "Who says so"})
    note = _note(metadata={"description": "Why"})

    @validates_schema
    def _undo_names_what(self, data: dict[str, Any], **_: Any) -> None:
        undoes = data.get("kind") == UNDO
        if undoes and data.get("undoes") is None:
            raise ValidationError({"undoes": ["Missing: the id of the correction to take back."]})
        more = set(data) - {"kind", "by", "note", "undoes"} if undoes else set(data) & {"undoes"}
        if more:
            told = "Does not go with undo." if undoes else "Goes with undo only."
            raise ValidationError({name: [told] for name in sorted(more)})
