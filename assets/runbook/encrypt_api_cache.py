"""Encrypts the cache of one Amazon API Gateway stage: the script of an AWS Systems Manager runbook."""

import random
import re
import time

import boto3
from botocore.exceptions import ClientError

STAGE_ARN = re.compile(r"arn:(aws[a-z0-9-]*):apigateway:([a-z0-9-]+)::/restapis/([a-z0-9]+)/stages/([A-Za-z0-9_-]+)")

# API Gateway might refuse more in one call ("Update size too large").
MOST_OPERATIONS = 80

# A change is still in progress, or there are too many calls: both are temporary.
PASSING = ("ConflictException", "TooManyRequestsException", "LimitExceededException", "ServiceUnavailableException", "ThrottlingException")
MOST_ATTEMPTS = 12
LONGEST_WAIT = 20
# A runbook step ends after ten minutes, and must report what it did before that.
LATEST = 480
READS = 6


def encrypt_api_cache(events, context):
    """Sets dataEncrypted on every method setting that caches, and reads the stage back."""
    arn = events["StageArn"]
    stage = Stage(arn)
    unencrypted = stage.unencrypted()
    if not unencrypted:
        return result(arn, "NothingToChange", stage.why_nothing())
    if events.get("DryRun") == "true":
        return result(arn, "WouldEncrypt", f"{counted(unencrypted)} still unencrypted, this dry run changed nothing", would_change=unencrypted)
    refused = stage.encrypt(unencrypted)
    left = stage.read_back()
    changed = [key for key in stage.done if key not in left]
    if left:
        raise RuntimeError(f"{counted(left)} still unencrypted in {arn}: {shown(left, refused)}; encrypted: {shown(changed)}")
    if not changed:
        return result(arn, "NothingToChange", f"{shown(unencrypted)} changed in the meantime")
    flushed = events.get("FlushCache") == "true" and stage.flush()
    message = f"{counted(changed)} encrypted" + (", and the cache flushed" if flushed else "")
    return result(arn, "Encrypted", message, changed=changed, flushed=flushed)


class Stage:
    """One stage, as API Gateway has it."""

    def __init__(self, arn):
        match = STAGE_ARN.fullmatch(arn)
        if match is None:
            raise ValueError(f"StageArn must be arn:PARTITION:apigateway:REGION::/restapis/ID/stages/NAME, got {arn!r}")
        _, region, api, name = match.groups()
        self.arn = arn
        self.names = {"restApiId": api, "stageName": name}
        self.client = boto3.client("apigateway", region_name=region)
        self.deadline = time.monotonic() + LATEST
        self.done = []
        self.state = self.get()

    def get(self):
        try:
            return self.call(self.client.get_stage)
        except ClientError as error:
            if code_of(error) != "NotFoundException":
                raise
            raise RuntimeError(f"stage not found: {self.arn}") from None

    def settings(self):
        return self.state.get("methodSettings") or {}

    def unencrypted(self):
        """Keys of settings that cache unencrypted, or would once the cache cluster is enabled."""
        return sorted(key for key, record in self.settings().items() if caches(record) and record.get("cacheDataEncrypted") is not True)

    def why_nothing(self):
        caching = [record for record in self.settings().values() if caches(record)]
        if caching:
            return f"{counted(caching)} already encrypted, nothing was changed"
        return "no method setting caches, nothing was changed" if self.settings() else "the stage has no method settings, nothing was changed"

    def encrypt(self, keys):
        """Sets the flags of these keys. Returns the message of API Gateway for each key that it refused."""
        refused = {}
        for start in range(0, len(keys), MOST_OPERATIONS):
            refused.update(self.patch(keys[start:start + MOST_OPERATIONS]))
        return refused

    def patch(self, keys):
        """API Gateway refuses a call as a whole, so a refused call is retried in halves: one key must not block the others."""
        operations = [{"op": "replace", "path": f"/{key}/caching/dataEncrypted", "value": "true"} for key in keys]
        try:
            self.call(self.client.update_stage, patchOperations=operations)
        except ClientError as error:
            if code_of(error) != "BadRequestException":
                raise
            if len(keys) == 1:
                return {keys[0]: error.response["Error"].get("Message", "")}
            half = len(keys) // 2
            return {**self.patch(keys[:half]), **self.patch(keys[half:])}
        self.done += keys
        print(f"encrypted: {shown(keys)}")
        return {}

    def read_back(self):
        """Keys that are still unencrypted, including those added in the meantime."""
        for attempt in range(READS):
            self.state = self.get()
            left = self.unencrypted()
            if not set(left) & set(self.done):
                return left
            wait(attempt)
        return left

    def flush(self):
        """Whether there was a cache to flush: its responses might have been written before it was encrypted."""
        if not self.state.get("cacheClusterEnabled"):
            return False
        self.call(self.client.flush_stage_cache)
        return True

    def call(self, operation, **parameters):
        for attempt in range(MOST_ATTEMPTS):
            try:
                return operation(**self.names, **parameters)
            except ClientError as error:
                if code_of(error) not in PASSING:
                    raise
                last = error
            if time.monotonic() > self.deadline:
                break
            wait(attempt)
        said = f"{code_of(last)}: {last.response['Error'].get('Message', '')}"
        raise RuntimeError(f"gave up on {self.arn} ({said}); encrypted so far: {shown(self.done)}; start the runbook again")


def caches(record):
    return record.get("cachingEnabled") is True


def wait(attempt):
    """Waits twice as long each time, with jitter so that parallel runs do not retry together."""
    longest = min(LONGEST_WAIT, 2 ** attempt)
    time.sleep(longest / 2 + random.uniform(0, longest / 2))


def code_of(error):
    return error.response["Error"]["Code"]


def counted(settings):
    return f"{len(settings)} method setting{' is' if len(settings) == 1 else 's are'}"


def shown(keys, refused=None):
    said = refused or {}
    return ", ".join(f"{key} ({said[key]})" if key in said else key for key in keys) or "none"


def result(arn, outcome, message, changed=(), would_change=(), flushed=False):
    print(f"{outcome}: {message}")
    return {
        "StageArn": arn,
        "Outcome": outcome,
        "Message": message,
        "ChangedKeys": list(changed),
        "WouldChangeKeys": list(would_change),
        "CacheFlushed": flushed,
    }
