"""The public Python API: the steps' functions, and the few joins of a step with the outside."""

__all__: list[str] = []
