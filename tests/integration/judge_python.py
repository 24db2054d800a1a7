# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run by generated_python.py with pydantic at hand: a line in per schema, a line out with three verdicts per instance."""

import importlib.util
import json
import pathlib
import re
import sys
import warnings

import jsonschema
import pydantic


def validator(schema):
    kind = jsonschema.validators.validator_for(schema, default=jsonschema.Draft202012Validator)
    return kind(schema)


def fits(judge, instance):
    """None when the schema refers to something that is not there."""
    try:
        return judge.is_valid(instance)
    except Exception as error:  # pylint: disable=broad-except
        return type(error).__name__


def reads(model, instance):
    try:
        model.model_validate_json(json.dumps(instance), strict=True)
        return True
    except pydantic.ValidationError:
        return False


def load(path, name):
    text = pathlib.Path(path).read_text(encoding="utf-8")
    answer = re.search(r"^#     (\w+)\.model_validate_json", text, re.MULTILINE).group(1)
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return getattr(module, answer)


def judge(row, number):
    model = load(row["module"], f"made_{number}")
    if row["only_read"]:
        return {"read": [reads(model, data) for data in row["instances"]]}
    told = model.model_json_schema()
    original, back = validator(row["schema"]), validator(told)
    back.check_schema(told)
    known = [data for data in row["instances"] if isinstance(fits(original, data), bool)]
    return {"original": [fits(original, data) for data in known], "told": [fits(back, data) for data in known],
            "read": [reads(model, data) for data in known]}


def main():
    warnings.simplefilter("error")
    for number, line in enumerate(sys.stdin):
        row = json.loads(line)
        out = {"name": row["name"], "error": None}
        try:
            out.update(judge(row, number))
        except Exception as error:  # pylint: disable=broad-except
            out["error"] = f"{type(error).__name__}: {error}"[:600]
        print(json.dumps(out), flush=True)


main()
