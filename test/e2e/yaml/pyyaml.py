"""Reads a list of texts in JSON from standard input, and prints what PyYAML makes of each: {"value": ...} or {"error": ...}."""
import json
import sys

import yaml


class Loader(yaml.SafeLoader):
    """Like CloudFormation: dates are strings, and tags are functions."""


TIMESTAMP = "tag:yaml.org,2002:timestamp"
Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != TIMESTAMP]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def function(loader, name, node):
    long_name = name if name in ("Ref", "Condition") else f"Fn::{name}"
    if isinstance(node, yaml.ScalarNode):
        return {long_name: loader.construct_scalar(node)}
    if isinstance(node, yaml.SequenceNode):
        return {long_name: loader.construct_sequence(node, deep=True)}
    return {long_name: loader.construct_mapping(node, deep=True)}


Loader.add_multi_constructor("!", function)


def read(text):
    try:
        return {"value": yaml.load(text, Loader)}
    except yaml.YAMLError as error:
        return {"error": str(error)}


json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout)
