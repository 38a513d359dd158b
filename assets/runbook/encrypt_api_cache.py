"""Encrypts the cache of one Amazon API Gateway stage: the script of an AWS Systems Manager runbook."""

import random
import time

import boto3
from botocore import exceptions
from botocore.config import Config

# API Gateway might refuse more in one call ("Update size too large").
MOST_OPERATIONS = 80

# A change is still in progress, or there are too many calls: both are temporary.
TEMPORARY = (
    "ConflictException", "TooManyRequestsException", "LimitExceededException", "ServiceUnavailableException", "ThrottlingException",
)
MOST_ATTEMPTS = 12
LONGEST_WAIT = 20
READS = 6

# The step ends after ten minutes, and must report what it did before that. So no call starts later than this, and none hangs.
LATEST = 480
TIMEOUTS = Config(connect_timeout=5, read_timeout=30, retries={"total_max_attempts": 1})

MOST_SHOWN = 20
FLAG = "cacheDataEncrypted"


def encrypt_api_cache(events, context):
    """Sets dataEncrypted on every method setting that caches, and reads the stage back. Errors are outputs: a step that fails has none."""
    stage = Stage(events["StageArn"])
    stage.attempt("read the stage", stage.read)
    found = stage.unencrypted()
    if events.get("DryRun") == "true":
        return stage.result("WouldEncrypt" if found else stage.outcome())
    if found:
        stage.attempt("encrypt it", stage.encrypt)
        stage.attempt("read it back", stage.read_back)
    outcome = stage.outcome()
    flush = events.get("FlushCache", "false")
    if stage.state and (flush == "always" or flush == "true" and stage.changed()):
        stage.attempt("flush its cache (start the runbook with FlushCache=always to try again)", stage.flush)
    return stage.result(outcome)


class Stage:
    """One stage, as API Gateway has it."""

    def __init__(self, arn):
        # The document has a pattern for it: arn:PARTITION:apigateway:REGION::/restapis/ID/stages/NAME
        _, _, _, region, _, path = arn.split(":")
        _, _, api, _, name = path.split("/")
        self.arn = arn
        self.names = {"restApiId": api, "stageName": name}
        self.client = boto3.client("apigateway", region_name=region, config=TIMEOUTS)
        self.deadline = time.monotonic() + LATEST
        self.state = {}
        self.sent = set()
        self.refused = {}
        self.errors = []
        self.flushed = False

    def attempt(self, label, work):
        try:
            work()
        except Exception as error:
            self.errors.append(f"could not {label}: {described(error)}")

    def read(self):
        self.state = self.retry(lambda: self.send(self.client.get_stage))

    def settings(self):
        return self.state.get("methodSettings") or {}

    def unencrypted(self):
        """Keys of settings that cache unencrypted, or would once the cache cluster is enabled."""
        return sorted(key for key, record in self.settings().items() if caches(record) and record.get(FLAG) is not True)

    def changed(self):
        """Keys that this run has encrypted, as the stage was when API Gateway last showed it."""
        return sorted(key for key, record in self.settings().items() if key in self.sent and record.get(FLAG) is True)

    def encrypt(self):
        """API Gateway refuses a call as a whole, so a refused call is repeated in halves: one key must not block the others."""
        keys = self.unencrypted()
        batches = [keys[start:start + MOST_OPERATIONS] for start in range(0, len(keys), MOST_OPERATIONS)]
        while batches:
            batch = batches.pop(0)
            try:
                self.retry(lambda: self.patch(batch), before_retry=self.read)
            except exceptions.ClientError as error:
                if code_of(error) != "BadRequestException":
                    raise
                half = len(batch) // 2
                if half == 0:
                    self.refused[batch[0]] = error.response["Error"].get("Message", "")
                else:
                    batches[:0] = [batch[:half], batch[half:]]

    def patch(self, batch):
        # A patch creates a setting that is not there, so one that was removed in the meantime is left out.
        keys = [key for key in batch if key in self.unencrypted()]
        if keys:
            self.sent.update(keys)
            operations = [{"op": "replace", "path": f"/{key}/caching/dataEncrypted", "value": "true"} for key in keys]
            self.state = self.send(self.client.update_stage, patchOperations=operations)
            print(f"encrypted: {', '.join(keys)}")

    def read_back(self):
        """Reads until API Gateway shows every change that it has accepted. After an error, once."""
        for attempt in range(READS):
            self.read()
            if self.errors or not self.sent & set(self.unencrypted()) - set(self.refused):
                return
            wait(attempt)

    def flush(self):
        """Responses might have been cached before they were encrypted. Without a cluster there is no cache."""
        if self.state.get("cacheClusterEnabled"):
            self.retry(lambda: self.send(self.client.flush_stage_cache))
            self.flushed = True

    def retry(self, work, before_retry=lambda: None):
        for attempt in range(MOST_ATTEMPTS):
            try:
                return work()
            except Temporary as error:
                if attempt + 1 == MOST_ATTEMPTS or time.monotonic() > self.deadline:
                    raise RuntimeError(f"gave up, because of {error}; start the runbook again") from error
            wait(attempt)
            before_retry()

    def send(self, operation, **parameters):
        if time.monotonic() > self.deadline:
            raise RuntimeError(f"gave up after {LATEST} seconds; start the runbook again")
        try:
            return operation(**self.names, **parameters)
        except (exceptions.ClientError, exceptions.HTTPClientError, exceptions.ConnectionError) as error:
            if is_temporary(error):
                raise Temporary(described(error)) from error
            raise

    def outcome(self):
        if self.errors or self.unencrypted():
            return "Incomplete"
        return "Encrypted" if self.changed() else "NothingToChange"

    def result(self, outcome):
        left, changed, is_dry_run = self.unencrypted(), self.changed(), outcome == "WouldEncrypt"
        is_complete = not self.errors and (is_dry_run or not left)
        if not is_complete:
            message = self.failure(changed, left)
        elif is_dry_run:
            message = f"{counted(left)} still unencrypted, this dry run changed nothing"
        else:
            message = f"{counted(changed)} encrypted" if changed else self.why_nothing()
            message += ", and the cache flushed" if self.flushed else ""
        print(f"{outcome}: {message}")
        return {
            "Outcome": outcome,
            "Message": message,
            "ChangedKeys": changed,
            "WouldChangeKeys": left if is_dry_run else [],
            "UnencryptedKeys": left,
            "CacheFlushed": self.flushed,
            "Succeeded": "true" if is_complete else "false",
        }

    def failure(self, changed, left):
        still = [f"{counted(left)} still unencrypted: {shown(left, self.refused)}"] if left else []
        done = [f"encrypted: {shown(changed)}"] if changed else []
        return f"{self.arn}: " + "; ".join([*still, *done, *self.errors])

    def why_nothing(self):
        if self.sent:
            return f"{shown(self.sent)} changed in the meantime"
        caching = [record for record in self.settings().values() if caches(record)]
        if caching:
            return f"{counted(caching)} already encrypted, nothing was changed"
        return f"{'no method setting caches' if self.settings() else 'the stage has no method settings'}, nothing was changed"


class Temporary(Exception):
    """API Gateway might do it later."""


def caches(record):
    return record.get("cachingEnabled") is True


def is_temporary(error):
    """No answer is temporary, too: whether the stage has changed shows when it is read again."""
    if not isinstance(error, exceptions.ClientError):
        return True
    return code_of(error) in TEMPORARY or error.response["ResponseMetadata"]["HTTPStatusCode"] >= 500


def wait(attempt):
    """Waits twice as long each time, with jitter so that parallel runs do not retry together."""
    longest = min(LONGEST_WAIT, 2 ** attempt)
    time.sleep(longest / 2 + random.uniform(0, longest / 2))


def code_of(error):
    return error.response["Error"]["Code"]


def described(error):
    if isinstance(error, exceptions.ClientError):
        return f"{code_of(error)}: {error.response['Error'].get('Message', '')}"
    return str(error) if isinstance(error, (RuntimeError, Temporary)) else f"{type(error).__name__}: {error}"


def counted(settings):
    return f"{len(settings)} method setting{' is' if len(settings) == 1 else 's are'}"


def shown(keys, refused={}):
    listed = [f"{key} ({refused[key]})" if key in refused else key for key in sorted(keys)]
    return ", ".join(listed[:MOST_SHOWN]) + (f" and {len(listed) - MOST_SHOWN} more" if len(listed) > MOST_SHOWN else "")
