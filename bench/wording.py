"""Invented words in both scripts, put together from syllables; no real place is meant.

Every number has a word of its own. Words share beginnings, as names do, so that searching by a
beginning finds many and a slip lies near several.
"""

from collections.abc import Sequence
from typing import NamedTuple

from estates.lib.bilingual import Words
from estates.lib.persian import PERSIAN_DIGITS


class Pair(NamedTuple):
    """The same in Persian and in Latin letters."""

    fa: str
    en: str

    @property
    def words(self) -> Words:
        """As a text in two languages."""
        return Words(self._asdict())

    def __add__(self, other: "Pair") -> "Pair":  # pyright: ignore[reportIncompatibleMethodOverride]
        return Pair(self.fa + other.fa, self.en + other.en)


def _pairs(text: str) -> Sequence[Pair]:
    parts = text.split()
    return [Pair(fa, en) for en, fa in zip(parts[::2], parts[1::2], strict=True)]


BEGINNINGS = _pairs(
    "var ور zal زال mir میر tar تر kav کاو dor در shan شان bel بل gol گل far فر nim نیم pash پاش"
    " roz رز sim سیم hur هور jam جم lal لال mah ماه oz اوز sar سر tek تک van ون zir زیر kem کم"
    " dash دش gar گر bor بر rav راو fin فین nur نور"
)
MIDDLES = _pairs(
    "na نا ri ری mo مو da دا ki کی lu لو sha شا ba با ti تی go گو vi وی zo زو pa پا ro رو ma ما"
    " ni نی du دو sa سا bi بی ko کو la لا fu فو ja جا shi شی to تو za زا mi می va وا hi هی gi گی"
)
ENDINGS = _pairs(
    "kut کوت ban بان rud رود dasht دشت lash لاش zar زار gard گرد nak ناک vand وند lan لان"
    " mand مند sun سون tash تاش rin رین bad باد kand کند dar دار pol پل gin گین stan ستان par پر"
    " mar مار ram رام dis دیس kish کیش lor لر sar سار yan یان bar بار von وان"
)
_STRIDE = 7919  # a prime, so that neighbours in number are none in spelling


def word(number: int) -> Pair:
    """The invented word of a number; distinct for the numbers below 27,000."""
    mixed = number * _STRIDE
    rest, first = divmod(mixed, len(BEGINNINGS))
    rest, last = divmod(rest, len(ENDINGS))
    found = BEGINNINGS[first] + MIDDLES[rest % len(MIDDLES)] + ENDINGS[last]
    return Pair(found.fa, found.en.capitalize())


def persian(number: int) -> str:
    """A whole number in Persian digits."""
    return "".join(PERSIAN_DIGITS[int(digit)] for digit in str(number))


# Several dozen, the first the most common.
COUNTIES = [
    Pair(f"{first.fa}{last.fa} ساختگی", f"Invented {(first.en + last.en).capitalize()}")
    for first, last in zip(
        [*BEGINNINGS, *BEGINNINGS[:18]], [*ENDINGS, *reversed(ENDINGS[:18])], strict=True
    )
]
SECTORS = {
    "textile": Pair("صنایع نساجی", "Textiles"),
    "food": Pair("صنایع غذایی", "Food"),
    "pharma": Pair("صنایع دارویی", "Pharmaceuticals"),
    "chemicals": Pair("صنایع شیمیایی", "Chemicals"),
    "cellulosic": Pair("صنایع سلولزی", "Cellulosic industries"),
    "metals": Pair("صنایع فلزی", "Metal industries"),
    "non_metallic": Pair("کانی غیرفلزی", "Non-metallic minerals"),
    "electronics": Pair("برق و الکترونیک", "Electrical and electronic industries"),
    "wood": Pair("چوب و مبلمان", "Wood and furniture"),
    "printing": Pair("چاپ و بسته‌بندی", "Printing and packaging"),
    "plastics": Pair("پلاستیک و لاستیک", "Plastics and rubber"),
    "machinery": Pair("ماشین‌سازی", "Machinery"),
    "vehicles": Pair("قطعات خودرو", "Vehicle parts"),
    "leather": Pair("چرم و کفش", "Leather and shoes"),
    "glass": Pair("شیشه و بلور", "Glass and crystal"),
    "ceramics": Pair("کاشی و سرامیک", "Tiles and ceramics"),
    "stone": Pair("سنگ‌بری", "Stone cutting"),
    "carpets": Pair("فرش ماشینی", "Machine-made carpets"),
    "detergents": Pair("شوینده و بهداشتی", "Detergents and hygiene"),
    "recycling": Pair("بازیافت", "Recycling"),
    "cold_storage": Pair("سردخانه", "Cold storage"),
    "software": Pair("نرم‌افزار", "Software"),
    "medical": Pair("تجهیزات پزشکی", "Medical equipment"),
    "confectionery": Pair("شیرینی و سوهان", "Confectionery"),
}
# What a summary is made of: {name}, {other} and {third} are invented words, {sector} a branch.
SENTENCES = [
    Pair(
        "این مکان ساختگی کنار راه {other} و نزدیک {third} است و تنها برای سنجش ساخته شده.",
        "This invented place lies on the road to {other}, near {third}, for measuring alone.",
    ),
    Pair(
        "بیشتر واحدهای {name} در رشتهٔ {sector} کار می‌کنند و مواد اولیه را از {other} می‌آورند.",
        "Most units of {name} work in {sector} and bring their raw materials from {other}.",
    ),
    Pair(
        "منبعی ساختگی می‌گوید که پست برق {third} برای {name} در دست ساخت است و هنوز در مدار نیست.",
        "An invented source has the substation {third} built for {name}, not in circuit yet.",
    ),
    Pair(
        "تصفیه‌خانهٔ {other} فاضلاب {name} را نیز می‌پذیرد؛ ظرفیت آن جداگانه گفته نشده است.",
        "The treatment plant of {other} takes the wastewater of {name}; the share is not stated.",
    ),
    Pair(
        "بخشی از زمین‌ها به {sector} اختصاص یافته و واگذاری آن‌ها از {third} آغاز شده است.",
        "Part of the land was set aside for {sector}, and allotment began at {third}.",
    ),
    Pair(
        "خط آهن {other} از کنار {name} می‌گذرد، ولی ایستگاه باری ندارد و اتصال تنها اعلام شده است.",
        "The railway of {other} passes {name} without a freight station; a link is only announced.",
    ),
    Pair(
        "کارگاه‌های آمادهٔ {third} به واحدهای کوچک {sector} اجاره داده می‌شود.",
        "The ready-built workshops of {third} are let to small units in {sector}.",
    ),
]
