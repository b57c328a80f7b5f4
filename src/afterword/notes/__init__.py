"""Step 2: notes and transcripts become a ledger of what the interviewer cared about."""
