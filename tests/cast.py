"""The one cast that plays in all tests: fictional people at example.org.

Amara Boateng looks for work; Ruth Calloway (Fernhill Logistics, Seattle) interviewed her on
17 November 2026 from 14:00 to 15:00; Dana Whitcombe is in charge of the hiring there.
"""

import datetime as dt
from zoneinfo import ZoneInfo

SEATTLE = ZoneInfo("America/Los_Angeles")

AMARA = "Amara Boateng"
AMARA_EMAIL = "amara.boateng@example.org"
AMARA_PHONE = "+12065550147"

RUTH = "Ruth Calloway"
RUTH_TITLE = "Director of IT Operations"
RUTH_EMAIL = "ruth.calloway@fernhill.example.org"
RUTH_PHONE = "+12065550118"

DANA = "Dana Whitcombe"
DANA_EMAIL = "dana.whitcombe@fernhill.example.org"
DANA_PHONE = "+12065550119"

FERNHILL = "Fernhill Logistics"
ROLE = "identity systems analyst"

INTERVIEW_END = dt.datetime(2026, 11, 17, 15, 0, tzinfo=SEATTLE)
DECISION_DATE = dt.date(2026, 12, 4)
