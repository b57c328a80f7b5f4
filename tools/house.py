"""Print the tail of the house: a mirror that fails on nothing.

The longest files and functions, functions of a complexity above ten, the share of functions that
only pass their arguments on, and files under fifteen lines.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "afterword"
Function = ast.FunctionDef | ast.AsyncFunctionDef
BRANCHES = (ast.If, ast.IfExp, ast.For, ast.While, ast.ExceptHandler, ast.BoolOp, ast.comprehension, ast.match_case)


def functions() -> Iterator[tuple[str, Function]]:
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, Function):
                yield f"{path.relative_to(SOURCE)}:{node.lineno} {node.name}", node


def complexity(function: Function) -> int:
    return 1 + sum(isinstance(node, BRANCHES) for node in ast.walk(function))


def only_passes_on(function: Function) -> bool:
    body = [line for line in function.body if not (isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant))]
    if len(body) != 1 or not isinstance(body[0], ast.Return) or not isinstance(body[0].value, ast.Call):
        return False
    own = {argument.arg for argument in function.args.args} - {"self", "cls"}
    given = [argument.id for argument in body[0].value.args if isinstance(argument, ast.Name)]
    return bool(own) and set(given) == own and not function.decorator_list


def main() -> None:
    found = list(functions())
    sizes = sorted(
        ((path.read_text().count("\n"), str(path.relative_to(SOURCE))) for path in SOURCE.rglob("*.py")), reverse=True
    )
    passing = [name for name, node in found if only_passes_on(node)]
    small = [name for size, name in sizes if size < 15 and not name.endswith("__init__.py")]
    print(f"{len(sizes)} files, {sum(size for size, _ in sizes)} lines, {len(found)} functions")
    print("\nLongest files")
    for size, name in sizes[:10]:
        print(f"  {size:5} {name}")
    print("\nLongest functions")
    for name, node in sorted(found, key=lambda pair: (pair[1].end_lineno or 0) - pair[1].lineno, reverse=True)[:10]:
        print(f"  {(node.end_lineno or 0) - node.lineno + 1:5} {name}")
    print("\nComplexity above 10")
    for score, name in sorted(((complexity(node), name) for name, node in found), reverse=True):
        if score > 10:
            print(f"  {score:5} {name}")
    print(f"\nOnly passing on: {len(passing)} of {len(found)} ({100 * len(passing) / max(1, len(found)):.1f} %)")
    for name in passing:
        print(f"        {name}")
    print(f"\nFiles under 15 lines: {len(small)} of {len(sizes)}")
    for name in small:
        print(f"        {name}")
    print("\nDirection of imports", flush=True)
    subprocess.run([str(Path(sys.executable).with_name("lint-imports")), "--no-logo"], check=False)


if __name__ == "__main__":
    main()
