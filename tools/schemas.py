"""Write the JSON Schemas of the published shapes to docs/schemas."""

from pathlib import Path

from afterword import shapes

folder = Path(__file__).parent.parent / "docs" / "schemas"
folder.mkdir(parents=True, exist_ok=True)
for name in shapes.published():
    (folder / f"{name}.json").write_bytes(shapes.write(shapes.schema(name)) + b"\n")
