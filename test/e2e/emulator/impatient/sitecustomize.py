"""No test waits as long as a runbook does: Python loads this first."""

import time

time.sleep = lambda seconds: None
