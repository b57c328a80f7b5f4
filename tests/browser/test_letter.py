"""From the first sentence to the question whether it was sent, in a real browser."""

import datetime as dt
import re

import pytest
from playwright.sync_api import Page

import cast
from browser.conftest import LAPTOP, PHONE, Program, Sheet
from browser.test_capture import NARROW, check_for_everybody

OWN = "Your twenty minutes for a reset stayed with me."
NOTES = 'Ruth lit up about passkeys for the warehouse crew: "I would love to see how others did it."'


def written(page: Page, *others: str) -> None:
    """Keep a talk at Fernhill and write the draft of the thank-you letter to Ruth. others: who was there too."""
    page.goto("/just-met")
    for at, name in enumerate(others, 1):
        page.get_by_role("button", name="Add another person").click()
        page.locator(f"#id_person-{at}-name").fill(name)
    page.fill("#id_person-0-name", cast.RUTH)
    page.fill("#id_person-0-email", cast.RUTH_EMAIL)
    page.fill("#id_company", cast.FERNHILL)
    page.fill("#id_role", cast.ROLE)
    page.fill("#id_notes", NOTES)
    page.fill("#id_ended", (dt.datetime.now(cast.SEATTLE) - dt.timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Done, find a gift").click()
    page.wait_for_url("**/interests?kept")
    gift = page.get_by_role("link", name="Choose this subject").first.get_attribute("href") or ""
    found = re.search(r"/candidacies/([^/]+)/gift/([^/?]+)", gift)
    assert found
    page.goto(f"/candidacies/{found[1]}/write/thank_you/{found[2]}")
    page.fill("#id_name", cast.AMARA)
    page.fill("#id_own_words", OWN)
    page.get_by_role("button", name="Write the draft").click()
    page.wait_for_url("**/letters/*?kept")


def changed(page: Page, old: str, new: str) -> None:
    page.fill("#id_body", page.input_value("#id_body").replace(old, new))


def test_what_is_typed_is_saved_and_checked_at_once(sheet: Sheet, program: Program) -> None:
    page = sheet(PHONE)
    written(page)
    assert page.get_by_text(OWN).first.is_visible()
    page.get_by_text("Change the words").click()
    changed(page, cast.RUTH, "Ruth Galloway")
    page.locator("details.note-under", has_text=f"is not how {cast.RUTH} is spelled").wait_for()
    assert "thing" in page.locator("#letter-sum").inner_text()
    changed(page, "Ruth Galloway", cast.RUTH)
    page.locator("details.note-under.is-doubtful").first.wait_for(state="detached")
    page.reload()
    assert page.input_value("#id_body").startswith(f"Dear {cast.RUTH}")


def test_two_windows_never_overwrite_each_other(sheet: Sheet) -> None:
    page = sheet(LAPTOP)
    written(page)
    other = page.context.new_page()
    other.goto(page.url)
    for window, text in ((page, "I came by train."), (other, "I came on foot.")):
        window.get_by_text("Change the words").click()
        changed(window, OWN, text)
    page.locator("#letter-live", has_text="I came by train.").wait_for()
    other.locator("#letter-live", has_text="changed in another window").wait_for()
    other.get_by_role("button", name="Save", exact=True).click()
    other.get_by_role("heading", name="What stands now").wait_for()
    assert "I came by train." in other.locator("#letter-live").inner_text()
    assert "I came on foot." in other.input_value("#id_body")


def until(page: Page, expression: str) -> None:
    """Wait until the browser says so; its own waiting would need a policy that allows eval."""
    for _ in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never: {expression}")


def words(page: Page) -> str:
    """The letter as it stands, without its margin."""
    return " ".join(" ".join(page.locator("#letter-text [data-sentence]").all_inner_texts()).split())


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_a_sentence_is_said_otherwise_and_taken_back(sheet: Sheet, *, javascript: bool) -> None:
    page = sheet(PHONE, javascript=javascript)
    written(page)
    before, own = words(page), page.locator("a.sentence", has_text=OWN)
    own.click()
    page.get_by_role("heading", name="This sentence is your own").wait_for()
    page.get_by_role("link", name="Leave it as it is").click()
    page.locator("#words").wait_for(state="detached")
    page.locator("a.sentence").first.click()
    page.get_by_role("heading", name="Say it in another way").wait_for()
    wording = page.locator(".wording").first
    chosen = " ".join(wording.inner_text().split())
    wording.click()
    page.locator(".toast", has_text="The sentence is worded differently.").wait_for()
    assert chosen in words(page)
    assert OWN in words(page)
    assert chosen in " ".join(page.input_value("#id_body").split())
    page.locator(".toast").get_by_role("button", name="Undo").click()
    page.locator(".toast", has_text="One step back.").wait_for()
    assert words(page) == before


def test_a_sentence_is_chosen_by_the_keyboard(sheet: Sheet) -> None:
    page = sheet(LAPTOP)
    written(page)
    page.locator("a.sentence").first.focus()
    page.keyboard.press("Enter")
    page.locator("#words h2").wait_for()
    assert page.evaluate("document.activeElement.closest('#words') !== null")
    page.keyboard.press("Tab")
    with page.expect_response("**/letters/**"):
        page.keyboard.press("Enter")
    page.locator(".toast").wait_for()
    until(page, "document.activeElement.id === 's0'")


def test_every_step_comes_back_on_another_device(sheet: Sheet) -> None:
    page = sheet(LAPTOP)
    written(page)
    first = words(page)
    page.get_by_role("button", name="Word all of it anew").click()
    page.locator(".toast").wait_for()
    second = words(page)
    assert second != first
    phone = sheet(PHONE)
    phone.goto(page.url)
    phone.get_by_role("button", name="One step back").click()
    phone.locator("#step-back[disabled]").wait_for()
    assert words(phone) == first
    phone.get_by_role("button", name="One step forward").click()
    phone.locator("#step-on[disabled]").wait_for()
    assert words(phone) == second
    phone.get_by_text("All that it was").click()
    phone.get_by_role("button", name=re.compile("Bring it back.*The draft")).click()
    phone.locator(".toast", has_text="This is how it stood.").wait_for()
    assert words(phone) == first


def test_what_was_not_saved_yet_comes_back_after_a_reload(sheet: Sheet) -> None:
    page = sheet(PHONE)
    written(page)
    page.route("**/check", lambda route: route.abort())
    page.get_by_text("Change the words").click()
    changed(page, OWN, "I came by train.")
    until(page, "Object.keys(localStorage).some((name) => localStorage[name].includes('by train'))")
    page.unroute("**/check")
    page.reload()
    assert "I came by train." in page.input_value("#id_body")
    page.locator("#letter-live", has_text="I came by train.").wait_for()
    until(page, "Object.keys(localStorage).every((name) => !localStorage[name].includes('by train'))")


def test_what_was_not_saved_yet_never_overwrites_another_window(sheet: Sheet) -> None:
    page = sheet(PHONE)
    written(page)
    page.route("**/check", lambda route: route.abort())
    page.get_by_text("Change the words").click()
    changed(page, OWN, "I came by train.")
    until(page, "Object.keys(localStorage).some((name) => localStorage[name].includes('by train'))")
    other = sheet(LAPTOP)
    other.goto(page.url)
    other.get_by_role("button", name="Word all of it anew").click()
    other.locator(".toast").wait_for()
    standing = words(other)
    page.unroute("**/check")
    page.reload()
    page.locator("#letter-live", has_text="changed in another window").wait_for()
    assert "I came by train." in page.input_value("#id_body")
    other.reload()
    assert words(other) == standing
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Keep what stands").click()
    page.wait_for_url("**?stands")
    page.reload()
    assert "I came by train." not in page.input_value("#id_body")


def test_it_shows_what_is_only_yours(sheet: Sheet) -> None:
    page = sheet(PHONE)
    written(page)
    switch = page.get_by_role("switch", name="Show what is only yours")
    assert switch.get_attribute("aria-checked") == "false"
    switch.click()
    page.locator("#ink[aria-checked=true]").wait_for()
    assert page.locator(".grey").count() > 0
    assert page.locator(".grey", has_text=OWN).count() == 0
    assert page.get_by_text("could only come from you.").is_visible()
    page.locator(".note-under.is-grey summary").first.click()
    check_for_everybody(page)
    page.get_by_text("Change the words").click()
    changed(page, OWN, "I came by train.")
    page.locator("#letter-live", has_text="I came by train.").wait_for()
    assert page.locator("#ink").get_attribute("aria-checked") == "true"


VOICES = """
const voices = [{lang: "de-DE", localService: true}, {lang: "en-US", localService: true}];
window.said = [];
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
const speech = {
  speaking: false, paused: false, queue: [],
  getVoices: () => voices,
  speak(one) { this.queue.push(one); if (!this.speaking) this.next(); },
  next() {
    const one = this.queue.shift();
    this.speaking = Boolean(one);
    if (!one) return;
    window.said.push([one.text, one.voice?.lang]);
    one.onstart?.();
    window.ended = () => { one.onend?.(); this.next(); };
  },
  pause() { this.paused = true; }, resume() { this.paused = false; },
  cancel() { this.queue = []; this.speaking = this.paused = false; },
};
Object.defineProperty(window, "speechSynthesis", {value: speech});
"""


def test_it_is_read_aloud_where_there_is_a_voice(sheet: Sheet) -> None:
    page = sheet(PHONE)
    written(page)
    assert page.get_by_role("button", name="Read it aloud").is_hidden()
    page.add_init_script(VOICES)
    page.reload()
    page.get_by_role("button", name="Read it aloud").click()
    assert page.evaluate("said") == [[f"Dear {cast.RUTH},", "en-US"]]
    assert page.locator(".is-read").inner_text() == f"Dear {cast.RUTH},"
    page.evaluate("ended()")
    assert page.locator("a.sentence.is-read").count() == 1
    page.get_by_role("button", name="Pause").click()
    assert page.evaluate("speechSynthesis.paused")
    page.get_by_role("button", name="Go on reading").click()
    assert not page.evaluate("speechSynthesis.paused")
    page.get_by_role("button", name="Stop").click()
    assert page.locator(".is-read").count() == 0
    assert page.get_by_role("button", name="Read it aloud").is_visible()


@pytest.mark.parametrize("width", [NARROW, LAPTOP])
def test_letters_to_two_people_lie_side_by_side(sheet: Sheet, width: int) -> None:
    page = sheet(width)
    written(page, "Tom Okafor")
    letter = page.url.partition("?")[0]
    page.get_by_role("link", name="What it draws on").click()
    page.wait_for_url("**/write/thank_you/*")
    ruth = page.url
    page.goto("/people")
    tom = page.get_by_role("link", name="Tom Okafor").first.get_attribute("href") or ""
    page.goto(f"{ruth.rpartition('/')[0]}/{tom.rpartition('/')[2]}")
    page.fill("#id_own_words", OWN)
    page.get_by_role("button", name="Write the draft").click()
    page.wait_for_url("**/letters/*?kept")
    page.get_by_role("link", name="Lay it beside your other letters there").click()
    page.get_by_role("heading", name=f"And to {cast.RUTH}").wait_for()
    assert page.locator(".shared").all_inner_texts().count(OWN.removesuffix(".")) == 2
    check_for_everybody(page)
    page.get_by_role("link", name=re.compile("Say it differently")).first.click()
    page.locator("#words").wait_for()
    page.goto(f"{letter}/compare")
    assert page.get_by_role("heading", name="And to Tom Okafor").is_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_it_is_approved_copied_and_confirmed(sheet: Sheet, *, javascript: bool) -> None:
    page = sheet(PHONE, javascript=javascript)
    written(page)
    page.get_by_role("button", name="Read and approve").click()
    page.wait_for_url("**/approve")
    page.get_by_role("button", name="Approve this text").click()
    page.wait_for_url("**/send")
    if javascript:
        with page.expect_response("**/hand-over/copy") as recorded:
            page.get_by_role("button", name="Copy the letter").click()
        assert recorded.value.status == 204
        page.get_by_text("Copied").first.wait_for()
        assert OWN in page.evaluate("navigator.clipboard.readText()")
        page.reload()
    else:
        page.get_by_role("button", name="I have copied it").click()
    page.get_by_role("heading", name="Did you send it?").wait_for()
    page.get_by_role("button", name="Yes, it is sent").click()
    page.locator(".postmark").wait_for()
    assert page.get_by_role("link", name="Note a reply").is_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, LAPTOP])
def test_the_letter_pages_are_for_everybody(sheet: Sheet, width: int, dark: bool) -> None:
    page = sheet(width, dark=dark)
    written(page)
    check_for_everybody(page)
    letter = page.url.partition("?")[0]
    for address in (
        f"{letter}?edit",
        f"{letter}?sentence=0",
        f"{letter}?ink&sentence=1",
        f"{letter}/brief",
        f"{letter}/approve",
        "/letters",
        "/check",
    ):
        page.goto(address)
        check_for_everybody(page)
    page.goto(f"{letter}/approve")
    page.get_by_role("button", name="Approve this text").click()
    page.wait_for_url("**/send")
    check_for_everybody(page)
