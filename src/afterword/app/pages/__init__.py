"""Pages: one view, one context, one template each."""
