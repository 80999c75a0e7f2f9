"""Which passwords are refused."""

import pytest

from estates.accounts.weak import Weakness, weakness

PERSON = ("maryam.azmoon@example.org", "مریم آزمون‌نژاد")


@pytest.mark.parametrize(
    "password",
    ["", "short", "elevenchars", "۱۲۳۴۵۶۷۸۹۰۱"],
)  # fmt: skip
def test_short_ones_are_refused(password: str) -> None:
    assert weakness(password) is Weakness.SHORT


@pytest.mark.parametrize(
    "password",
    [
        "Password123456", "P@ssw0rd2026!", "password1234!!", "administrator1405", "Admin@123456",
        "qwertyuiop[]", "1qaz2wsx3edc", "asdfghjkl;'123", "aaaaaaaaaaaaaaaa", "abcabcabcabc", "abcd1234abcd1234",
        "12345678901234", "۱۲۳۴۵۶۷۸۹۰۱۲۳۴", "9876543210987", "Iloveyou2026!!", "letmein-letmein",
        "ضصثقفغعهخحجچ", "شسیبلاتنمکگ۱۲۳", "ظطزرذدپو./۱۲۳", "رمزعبور۱۲۳۴۵۶", "گذرواژه۱۴۰۵!!", "رمز عبور من است",
        "سلام سلام سلام", "علی محمد ۱۳۷۵۱۳۷۵", "khodayaZendegi1380", "perspolis1402!", "QomEstates2026",
        "شهرک صنعتی قم ۱۴۰۵", "Shahrak_Sanati_Qom", "maryam.azmoon1370", "مریم آزمون‌نژاد",
        "hdvhkhdvhkhdvhk", "lpln,sghl1234",
    ],
)  # fmt: skip
def test_what_is_guessed_first_is_refused(password: str) -> None:
    assert weakness(password, *PERSON) is Weakness.GUESSED


@pytest.mark.parametrize(
    "password",
    ["lantern gravel teapot", "فانوس سنگ قوری پنجره", "kT9#vQ2!mZ7x", "کبوتر نارنجی در باران", "xkjrbnvu-wpqhsl"],
)  # fmt: skip
def test_others_are_taken(password: str) -> None:
    assert weakness(password, *PERSON) is None


def test_endless_ones_are_refused() -> None:
    assert weakness("lantern gravel teapot " * 20) is Weakness.LONG
