#!/usr/bin/env python3
"""validate.py SCHEMA [FILE…]: what a validator that is not ours says of the schema and of files.

A line for each finding: `schema PLACE: message`, `valid FILE`, `refused FILE: PLACE: message`.
Exit code 0 unless this script itself fails."""
import json
import sys

from jsonschema import Draft7Validator
from jsonschema.exceptions import SchemaError, best_match
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import YAMLError


class CoreConstructor(SafeConstructor):
    """YAML 1.2 by its core schema, as editors read it: neither timestamps nor merge keys."""

    def flatten_mapping(self, node):
        return False

    def as_text(self, node):
        return node.value


for tag in ("timestamp", "merge", "value"):
    CoreConstructor.add_constructor(f"tag:yaml.org,2002:{tag}", CoreConstructor.as_text)


def as_json(value):
    """The same with keys as JSON has them."""
    if isinstance(value, dict):
        return {key_text(key): as_json(item) for key, item in value.items()}
    return [as_json(item) for item in value] if isinstance(value, list) else value


def key_text(key):
    """A key as editors show it."""
    return key if isinstance(key, str) else json.dumps(key)


def read(path):
    """The one document of a file, be it YAML or JSON."""
    if path.endswith(".json"):
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = CoreConstructor
    with open(path, encoding="utf-8") as file:
        return as_json(yaml.load(file))


def undescribed(schema, place="#"):
    """The places of properties and definitions without a description."""
    if isinstance(schema, list):
        for index, item in enumerate(schema):
            yield from undescribed(item, f"{place}/{index}")
    elif isinstance(schema, dict):
        for keyword, value in schema.items():
            if keyword in ("properties", "definitions"):
                for name, item in value.items():
                    if not (isinstance(item, dict) and item.get("description", "").endswith(".")):
                        yield f"{place}/{keyword}/{name}"
                    yield from undescribed(item, f"{place}/{keyword}/{name}")
            else:
                yield from undescribed(value, f"{place}/{keyword}")


def main(schema_path, *paths):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    try:
        Draft7Validator.check_schema(schema)
    except SchemaError as error:
        print(f"schema {'/'.join(map(str, error.path))}: {error.message}")
    for place in undescribed(schema):
        print(f"schema {place}: no description")
    validator = Draft7Validator(schema)
    for path in paths:
        try:
            document = read(path)
            error = best_match(validator.iter_errors(document))
        except (YAMLError, UnicodeDecodeError, RecursionError, ValueError, TypeError) as fault:
            print(f"refused {path}: {type(fault).__name__}")
            continue
        if error is None:
            print(f"valid {path}")
        else:
            place = "/".join(map(str, error.absolute_path))
            print(f"refused {path}: {place}: {error.message[:120]!r}")


main(*sys.argv[1:])
