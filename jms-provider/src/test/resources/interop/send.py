"""Sends messages and ends once the peer accepted them all.

usage: send.py <connection-url> <address> <kind>=<value>...

A kind is text (a string value), binary (a binary value, as hex) or data (a data section, as hex).
"""

import sys

from proton import Message
from proton.handlers import MessagingHandler
from proton.reactor import Container

PATIENCE = 20


def message(spec):
    kind, _, value = spec.partition("=")
    if kind == "text":
        return Message(body=value, durable=True)
    if kind == "binary":
        return Message(body=bytes.fromhex(value), durable=True)
    if kind == "data":
        return Message(body=bytes.fromhex(value), inferred=True, durable=True)
    raise ValueError("no such kind of message: " + kind)


class Send(MessagingHandler):
    def __init__(self, url, address, messages):
        super().__init__()
        self.url = url
        self.address = address
        self.waiting = list(messages)
        self.unsettled = len(self.waiting)
        self.failure = None

    def on_start(self, event):
        self.connection = event.container.connect(self.url, reconnect=False)
        self.alarm = event.container.schedule(PATIENCE, self)
        event.container.create_sender(self.connection, self.address)

    def on_sendable(self, event):
        while self.waiting and event.sender.credit:
            event.sender.send(self.waiting.pop(0))

    def on_accepted(self, event):
        self.unsettled -= 1
        if self.unsettled == 0:
            self.end()

    def on_rejected(self, event):
        self.end("rejected")

    def on_released(self, event):
        self.end("released")

    def on_transport_error(self, event):
        self.end(str(event.transport.condition))

    def on_timer_task(self, event):
        self.end("%d messages not accepted after %d s" % (self.unsettled, PATIENCE))

    def end(self, failure=None):
        self.failure = failure
        self.alarm.cancel()
        self.connection.close()


handler = Send(sys.argv[1], sys.argv[2], [message(spec) for spec in sys.argv[3:]])
Container(handler).run()
if handler.failure:
    sys.exit("send.py: " + handler.failure)
