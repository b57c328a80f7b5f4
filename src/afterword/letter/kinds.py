"""The words of the contract that name kinds of letters, their tones and their moves.

They stand apart from the brief so that the checks start without loading its shapes.
"""

from typing import Literal

Kind = Literal[
    "thank_you", "phone_screen_thanks", "one_way_note", "gift_note", "next_round_thanks",
    "follow_up_1", "follow_up_2", "follow_up_3", "visibility", "rejection_thanks",
    "offer_answer", "competing_offer", "withdrawal", "call_script", "voicemail", "short_message",
]  # fmt: skip
Tone = Literal["formal", "warm", "brief"]
Channel = Literal["email", "paper", "call", "voicemail", "short"]
Relation = Literal["interviewer", "lead", "hr", "recruiter", "hiring_manager", "mailbox", "assistant"]
Move = Literal[
    "thanks", "recall", "bridge", "gift", "fit", "interest", "forward", "close",
    "introduce", "status_question", "decline", "answer", "pass_on", "note",
]  # fmt: skip
