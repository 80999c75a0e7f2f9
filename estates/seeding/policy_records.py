"""Rows of the licensing guide as incentives, and as questions of the self-check."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from estates.database import Base
from estates.lib.bilingual import Words
from estates.lib.quantity import Qualifier
from estates.licensing.models import (
    Incentive,
    IncentiveSource,
    IncentiveValue,
    Question,
    QuestionOption,
    QuestionRelation,
    QuestionSource,
)
from estates.seeding.guide import Guide


def self_check_tables(guide: Guide) -> Iterator[tuple[Iterable[Base], tuple[str, ...]]]:
    """The rows of each table, in the order of their references, with what identifies a row."""
    yield incentives(guide), ("key",)
    yield incentive_values(guide), ("incentive_key", "key")
    yield incentive_sources(guide), ("incentive_key", "source_id")
    yield questions(guide), ("key",)
    yield question_options(guide), ("question_key", "key")
    yield question_relations(guide), ("question_key", "target")
    yield question_sources(guide), ("question_key", "source_id")


def incentives(guide: Guide) -> list[Incentive]:
    """The incentives of national law."""
    return [
        Incentive(
            key=part.key,
            position=position,
            title=Words({"fa": part.title_fa, "en": part.title_en}),
            text=Words({"fa": part.text_fa, "en": part.text_en}),
            lawyer_note=Words({"fa": part.lawyer_note_fa, "en": part.lawyer_note_en}),
            note=Words({"fa": part.note_fa, "en": part.note_en}),
        )
        for position, part in enumerate(guide.incentives, 1)
    ]


def incentive_values(guide: Guide) -> Iterator[IncentiveValue]:
    """The numbers of the incentives."""
    for part in guide.incentives:
        for position, item in enumerate(part.values, 1):
            yield IncentiveValue(
                incentive_key=part.key,
                key=item.key,
                position=position,
                value=Decimal(item.value),
                qualifier=Qualifier.EXACT.value,
                unit=item.unit,
            )


def incentive_sources(guide: Guide) -> Iterator[IncentiveSource]:
    """What tells of each incentive."""
    for part in guide.incentives:
        for position, source in enumerate(part.sources, 1):
            yield IncentiveSource(incentive_key=part.key, source_id=source, position=position)


def questions(guide: Guide) -> list[Question]:
    """The questions of the self-check, in their order."""
    return [
        Question(
            key=part.key,
            position=part.order,
            text=Words({"fa": part.question_fa, "en": part.question_en}),
            answer_type=part.answer_type,
            note=Words({"fa": part.note_fa, "en": part.note_en}),
        )
        for part in guide.self_check.questions
    ]


def question_options(guide: Guide) -> Iterator[QuestionOption]:
    """The answers that questions offer."""
    for part in guide.self_check.questions:
        for position, option in enumerate(part.options, 1):
            yield QuestionOption(
                question_key=part.key,
                key=option.value,
                position=position,
                label=Words({"fa": option.label_fa, "en": option.label_en}),
            )


def question_relations(guide: Guide) -> Iterator[QuestionRelation]:
    """What the answers bear on."""
    for part in guide.self_check.questions:
        for position, target in enumerate(part.relates_to, 1):
            yield QuestionRelation(question_key=part.key, target=target, position=position)


def question_sources(guide: Guide) -> Iterator[QuestionSource]:
    """What the questions were made from."""
    for part in guide.self_check.questions:
        for position, source in enumerate(part.sources, 1):
            yield QuestionSource(question_key=part.key, source_id=source, position=position)
