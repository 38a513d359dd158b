"""A minute takes little more than a second: Python loads this first."""

import socket
import time

TIMES = 40

sleep, monotonic, settimeout = time.sleep, time.monotonic, socket.socket.settimeout
time.sleep = lambda seconds: sleep(seconds / TIMES)
time.monotonic = lambda: monotonic() * TIMES
socket.socket.settimeout = lambda self, seconds: settimeout(self, None if seconds is None else seconds / TIMES)
