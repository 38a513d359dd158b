"""Plays a terminal: terminal.py '[["what is waited for", "what is typed then"], ...]' command argument ..."""
import json
import os
import pty
import sys

steps, command = json.loads(sys.argv[1]), sys.argv[2:]
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(command[0], command)
shown = b''
read = 0
while True:
    try:
        part = os.read(terminal, 4096)
    except OSError:  # Linux answers so when the other end is closed.
        break
    if not part:
        break
    shown += part
    while steps and steps[0][0].encode() in shown[read:]:
        awaited, typed = steps.pop(0)
        read = shown.index(awaited.encode(), read) + len(awaited)
        os.write(terminal, typed.encode())
sys.stdout.buffer.write(shown)
sys.stdout.flush()
_, status = os.waitpid(pid, 0)
sys.exit(os.waitstatus_to_exitcode(status))
