"""Fails after the step that encrypted the stage, which itself never fails: a step that fails has no outputs."""


def fail_if_incomplete(events, context):
    if events["Succeeded"] != "true":
        raise RuntimeError(events["Message"])
