"""What comes back: replies, automatic replies, bounces, and what they say."""
