"""Which language of a text lags behind the other."""

from estates.history.lag import Mark, lagging, rewritten

SEEDED = {"fa": Mark(), "en": Mark()}


def test_texts_of_the_seed_agree() -> None:
    assert not lagging(SEEDED)


def test_who_is_not_rewritten_lags() -> None:
    assert lagging(rewritten(SEEDED, {"fa"}, (), 2)) == {"en"}


def test_rewritten_together_they_agree() -> None:
    assert not lagging(rewritten(SEEDED, {"fa", "en"}, (), 2))


def test_a_text_that_catches_up_puts_nobody_behind() -> None:
    behind = rewritten(SEEDED, {"fa"}, (), 2)
    assert not lagging(rewritten(behind, {"en"}, (), 3))


def test_somebody_may_say_that_a_text_still_fits() -> None:
    assert not lagging(rewritten(SEEDED, {"fa"}, {"en"}, 2))
    behind = rewritten(SEEDED, {"fa"}, (), 2)
    assert not lagging(rewritten(behind, (), {"en"}, 3))


def test_a_lagging_text_lags_until_it_catches_up() -> None:
    behind = rewritten(rewritten(SEEDED, {"fa"}, (), 2), {"fa"}, (), 3)
    assert lagging(behind) == {"en"}


def test_the_first_text_of_a_language_catches_up_with_what_is_there() -> None:
    assert not lagging(rewritten({"fa": Mark()}, {"en"}, (), 2))
