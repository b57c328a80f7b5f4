"""How long a newcomer takes: what the program does is measured, reading, typing and tapping are counted by a rule."""

import time
from typing import Literal

from playwright.sync_api import Page

Role = Literal["button", "link"]


class Walk:
    """One person at one page after another. actions: fields filled and buttons pressed."""

    READS = 12.0
    """Seconds on each new page before acting."""
    TYPES = 3.0
    """Letters a second with a thumb."""
    TAPS = 2.0
    """Seconds to find and press a button."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.counted = 0.0
        self.actions = 0
        self.begun = time.monotonic()

    def look(self) -> None:
        self.page.locator("h1").first.wait_for()
        self.counted += self.READS

    def type(self, field: str, text: str) -> None:
        self.page.fill(field, text)
        self.counted += len(text) / self.TYPES
        self.actions += 1

    def tap(self, role: Role, name: str) -> None:
        self.page.get_by_role(role, name=name).first.click()
        self.counted += self.TAPS
        self.actions += 1

    @property
    def seconds(self) -> float:
        return self.counted + time.monotonic() - self.begun
