"""Which rows a page of a list shows."""

from collections.abc import Callable
from dataclasses import dataclass

from estates.lib.persian import to_ascii_digits
from estates.web.errors import BadParameter

PER_PAGE, MOST_PER_PAGE = 25, 100
AROUND = 2  # pages before and after the present one that have links


@dataclass(frozen=True)
class Pagination:
    """One page of ``total`` rows; ``url`` gives the address of another page."""

    page: int
    per_page: int
    total: int
    url: Callable[[int], str]

    @property
    def usual(self) -> int:
        """How many rows a page has where nobody asks for another number."""
        return PER_PAGE

    @property
    def pages(self) -> int:
        """How many pages there are; at least one, which may be empty."""
        return max(1, -(-self.total // self.per_page))

    @property
    def first(self) -> int:
        """The number of the first row shown, counted from 1; 0 where there is none."""
        return min(self.total, (self.page - 1) * self.per_page + 1)

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return min(self.total, self.page * self.per_page)

    @property
    def start(self) -> int:
        """How many rows stand before this page."""
        return (self.page - 1) * self.per_page

    @property
    def shown(self) -> list[int | None]:
        """The pages that links lead to: the first, the last and those around; None for a gap."""
        around = range(self.page - AROUND, self.page + AROUND + 1)
        wanted = sorted(p for p in {1, self.pages, *around} if 1 <= p <= self.pages)
        links: list[int | None] = []
        for page in wanted:
            if links and links[-1] and page - links[-1] == 2:
                links.append(page - 1)  # a gap of one page is that page
            elif links and links[-1] and page - links[-1] > 2:
                links.append(None)
            links.append(page)
        return links


def whole_number(name: str, text: str | None, default: int, most: int) -> int:
    """A count from 1 to ``most`` out of a query, in any of the three digit sets.

    Raises BadParameter, which names the parameter.
    """
    if text is None or not text.strip():
        return default
    plain = to_ascii_digits(text.strip())
    if not (plain.isascii() and plain.isdigit() and len(plain) < 10 and 1 <= int(plain) <= most):
        raise BadParameter(name)
    return int(plain)
