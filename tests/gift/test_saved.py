import json

import pytest

from afterword.gift.formats import own
from afterword.gift.gift import Gift

URL = "https://example.org/badges"
WALLABAG = {"title": "Badges", "url": URL, "is_archived": 1, "is_starred": 1, "tags": ["work"], "content": "<p>…</p>",
            "created_at": "2026-03-01T08:00:00+0000", "reading_time": 4}  # fmt: skip
OMNIVORE = {"id": "1", "slug": "badges", "title": "Badges", "url": URL, "state": "Archived", "readingProgress": 40,
            "labels": ["work", "starred"], "savedAt": "2026-03-01T08:00:00.000Z", "description": None}  # fmt: skip
LINKDING = {"results": [{"url": URL, "title": "", "website_title": "Badges", "description": "", "is_archived": True,
            "unread": False, "tag_names": ["work", "starred"], "date_added": "2026-03-01T08:00:00Z"}]}  # fmt: skip
KARAKEEP = {"bookmarks": [{"createdAt": 1772352000, "title": "Badges", "tags": ["work"], "note": None,
            "content": {"type": "link", "url": URL}, "archived": True, "favourited": True},
            {"createdAt": 1, "title": "A thought", "tags": [], "content": {"type": "text", "text": "x"}}]}  # fmt: skip


def read(document: object) -> tuple[tuple[Gift, ...], list[str]]:
    gifts, problems = own.read(json.dumps(document), "x.json")
    return gifts, [one.code for one in problems]


@pytest.mark.parametrize("document", [[WALLABAG], [OMNIVORE], LINKDING, KARAKEEP])
def test_a_saved_link_is_the_same_from_every_program(document: object) -> None:
    gifts, problems = read(document)
    assert problems == []
    assert [(gift.title, gift.url, gift.read, set(gift.tags), gift.added) for gift in gifts] == [
        ("Badges", URL, True, {"work", "starred"}, "2026-03-01")
    ]


def test_what_was_not_archived_was_not_read() -> None:
    assert not read([WALLABAG | {"is_archived": 0}])[0][0].read
    assert not read([OMNIVORE | {"state": "Active"}])[0][0].read
    assert read([OMNIVORE | {"state": "Active", "readingProgress": 100}])[0][0].read


def test_what_is_no_link_is_told_and_costs_only_itself() -> None:
    gifts, problems = read([WALLABAG, WALLABAG | {"url": "javascript:alert(1)"}, 5, WALLABAG | {"url": None}])
    assert len(gifts) == 1
    assert problems == ["gift.shelf.no_link", "gift.shelf.entry_unreadable", "gift.shelf.no_link"]


@pytest.mark.parametrize("key", ["title", "tags", "created_at", "is_archived", "is_starred"])
@pytest.mark.parametrize("value", [None, 5, [], {}, {"a": [1]}, ["a", {"label": "b"}, 7]])
def test_a_value_of_the_wrong_type_is_left_out(key: str, value: object) -> None:
    assert [gift.url for gift in read([WALLABAG | {key: value}])[0]] == [URL]
