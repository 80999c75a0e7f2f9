"""The one table of roles: what each may do. Each holds what the ones before it hold."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody may do, the least first."""

    READER = "reader"  # reads drafts
    EDITOR = "editor"  # writes, submits
    PUBLISHER = "publisher"  # approves the work of others, never their own
    ADMINISTRATOR = "administrator"  # people, settings

    def includes(self, other: "Role") -> bool:
        """Whether this role may do what ``other`` may."""
        order = list(Role)
        return order.index(self) >= order.index(other)

    @property
    def wants_second_factor(self) -> bool:
        """Whether nobody may have this role with a password alone."""
        return self.includes(Role.PUBLISHER)
