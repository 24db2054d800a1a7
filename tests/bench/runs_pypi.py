# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""runs_pypi.py measure|check BASE-URL KEY DOCUMENTS AT-ONCE MODEL TASK-FILE: the same as bench_runs, with instructor.

Its partial streaming (create_partial), mode TOOLS, over the asynchronous client of openai.
"""

import asyncio
import json
import pathlib
import statistics
import sys
import time

import instructor
import openai
import pydantic

KINDS = {"string": str, "integer": int, "number": float, "boolean": bool}


def model_of(schema):
    """A flat object schema as a pydantic class."""
    fields = {name: (KINDS[part["type"]], ...) for name, part in schema["properties"].items()}
    return pydantic.create_model(schema["title"], **fields)


def wrong_leaves(partial, whole):
    if partial is None:
        return 0
    if isinstance(partial, dict):
        return sum(wrong_leaves(value, (whole or {}).get(name)) for name, value in partial.items())
    if isinstance(partial, str):
        return 0 if isinstance(whole, str) and whole.startswith(partial) else 1
    return 0 if partial == whole else 1


async def main():
    mode, base_url, key, documents, at_once, model, path = sys.argv[1:]
    task = json.loads(pathlib.Path(path).read_text())
    response_model = model_of(task["schema"])
    client = instructor.from_openai(openai.AsyncOpenAI(base_url=base_url, api_key=key), mode=instructor.Mode.TOOLS)
    left = iter(range(int(documents)))
    first, partials, wrong, valid = [], 0, 0, 0

    async def worker():
        nonlocal partials, wrong, valid
        for _ in left:
            begun, seen, last, shown = time.perf_counter(), [], None, False
            stream = client.chat.completions.create_partial(
                model=model, response_model=response_model, messages=[{"role": "user", "content": task["text"]}])
            async for partial in stream:
                last = partial
                if not shown and any(value is not None for value in partial.__dict__.values()):
                    shown = True
                    first.append((time.perf_counter() - begun) * 1000)
                partials += shown
                if mode == "check":
                    seen.append(partial.model_dump())
            try:
                response_model.model_validate(last.model_dump())
                valid += 1
            except pydantic.ValidationError:
                pass
            wrong += sum(wrong_leaves(partial, last.model_dump()) for partial in seen)

    begun, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(worker() for _ in range(int(at_once))))
    print(json.dumps({"wall_ms": round((time.perf_counter() - begun) * 1000), "cpu_ms": (time.process_time() - cpu) * 1000,
                      "first_partial_ms": statistics.median(first), "partials": partials, "wrong_leaves": wrong, "valid": valid}))


asyncio.run(main())
