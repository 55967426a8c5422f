"""Receives messages and prints each as one line of JSON: the Python type of its body, and the body.

usage: receive.py <connection-url> <address> <count>

A binary body is printed as hex.
"""

import json
import sys

from proton.handlers import MessagingHandler
from proton.reactor import Container

PATIENCE = 20


def described(body):
    value = bytes(body).hex() if isinstance(body, (bytes, bytearray, memoryview)) else body
    return json.dumps({"type": type(body).__name__, "value": value})


class Receive(MessagingHandler):
    def __init__(self, url, address, count):
        super().__init__(prefetch=0)
        self.url = url
        self.address = address
        self.missing = count
        self.failure = None

    def on_start(self, event):
        self.connection = event.container.connect(self.url, reconnect=False)
        self.alarm = event.container.schedule(PATIENCE, self)
        event.container.create_receiver(self.connection, self.address).flow(self.missing)

    def on_message(self, event):
        print(described(event.message.body), flush=True)
        self.missing -= 1
        if self.missing == 0:
            self.end()

    def on_transport_error(self, event):
        self.end(str(event.transport.condition))

    def on_timer_task(self, event):
        self.end("%d messages missing after %d s" % (self.missing, PATIENCE))

    def end(self, failure=None):
        self.failure = failure
        self.alarm.cancel()
        self.connection.close()


handler = Receive(sys.argv[1], sys.argv[2], int(sys.argv[3]))
Container(handler).run()
if handler.failure:
    sys.exit("receive.py: " + handler.failure)
