"""The rows of the contact plan, one function a row: from a view to drafts of steps."""
