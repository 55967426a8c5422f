"""The Python end of our interop tests.

usage: client.py <connection-url> send <address>              sends the messages on its input
       client.py <connection-url> receive <address> <count>   prints messages
       client.py <connection-url> answer <address> <count>    sends the body of requests back to where they ask
       client.py <connection-url> ask <address>               sends requests, prints their answers

A message is a line of fields with tabs between them, each `name=value`, the value as values.py says. The body is `value`,
`data` or `sequence`; `property.<key>` and `annotation.<key>` go into the maps; all others are fields of the header and
properties sections, by the names of the specification. Ends once all is done and settled.
"""

import sys

from proton import Message, symbol, timestamp, ubyte, uint, ulong
from proton.handlers import MessagingHandler
from proton.reactor import Container

import values

PATIENCE = 50
MILLISECONDS = 1000


def id_type(value):
    return ulong(value) if isinstance(value, int) else value


# The name of each field, where Proton keeps it, and the type it has on the wire.
HEADERS = {
    "message-id": ("id", id_type), "correlation-id": ("correlation_id", id_type), "user-id": ("user_id", bytes),
    "to": ("address", str), "subject": ("subject", str), "reply-to": ("reply_to", str),
    "content-type": ("content_type", symbol), "content-encoding": ("content_encoding", symbol),
    "absolute-expiry-time": ("expiry_time", timestamp), "creation-time": ("creation_time", timestamp),
    "group-id": ("group_id", str), "group-sequence": ("group_sequence", uint),
    "reply-to-group-id": ("reply_to_group_id", str), "durable": ("durable", bool), "priority": ("priority", ubyte),
    "ttl": ("ttl", uint), "first-acquirer": ("first_acquirer", bool), "delivery-count": ("delivery_count", uint),
}
# Proton has these in seconds.
TIMES = ("absolute-expiry-time", "creation-time", "ttl")


def message(line):
    made = Message(durable=True)
    properties = {}
    annotations = {}
    for field in line.split("\t"):
        name, _, text = field.partition("=")
        value = values.parse(text)
        kind, _, key = name.partition(".")
        if kind == "property":
            properties[key] = value
        elif kind == "annotation":
            annotations[symbol(key)] = value
        elif name in HEADERS:
            setattr(made, HEADERS[name][0], value / MILLISECONDS if name in TIMES else value)
        else:
            made.body = value
            made.inferred = name != "value"
    made.properties = properties or None
    made.annotations = annotations or None
    return made


def kind_of_body(received):
    if received.inferred and isinstance(received.body, bytes):
        return "data"
    return "sequence" if received.inferred and isinstance(received.body, list) else "value"


def headers(received):
    for name, (attribute, of_type) in HEADERS.items():
        value = getattr(received, attribute)
        if name in TIMES:
            value = round(value * MILLISECONDS)
        # Proton does not tell an absent field from one that is empty or zero, and calls an absent symbol "None".
        if (value or name == "priority") and value != symbol("None"):
            yield name + "=" + values.show(of_type(value))


def line(received):
    fields = [kind_of_body(received) + "=" + values.show(received.body)]
    fields.extend(headers(received))
    for kind, entries in (("property", received.properties), ("annotation", received.annotations)):
        for key, value in (entries or {}).items():
            fields.append("%s.%s=%s" % (kind, key, values.show(value)))
    return "\t".join(fields)


class Client(MessagingHandler):
    """What all of them do: connect, give up after a while, end."""

    def __init__(self, url, address):
        super().__init__(prefetch=0)
        self.url = url
        self.address = address
        self.failure = None

    def on_start(self, event):
        self.container = event.container
        self.connection = event.container.connect(self.url, reconnect=False)
        self.alarm = event.container.schedule(PATIENCE, self)
        self.begin()

    def on_rejected(self, event):
        self.end("rejected: %s" % event.delivery.remote.condition)

    def on_released(self, event):
        self.end("released")

    def on_link_error(self, event):
        self.end(str(event.link.remote_condition))

    def on_transport_error(self, event):
        self.end(str(event.transport.condition))

    def on_timer_task(self, event):
        self.end("not done after %d s" % PATIENCE)

    def end(self, failure=None):
        self.failure = failure
        self.alarm.cancel()
        self.connection.close()


class Send(Client):
    def __init__(self, url, address):
        super().__init__(url, address)
        self.waiting = [message(given.rstrip("\n")) for given in sys.stdin]
        self.unsettled = len(self.waiting)

    def begin(self):
        self.container.create_sender(self.connection, self.address)

    def on_sendable(self, event):
        while self.waiting and event.sender.credit:
            event.sender.send(self.prepared(self.waiting.pop(0)))

    def prepared(self, waiting):
        return waiting

    def on_accepted(self, event):
        self.unsettled -= 1
        if self.unsettled == 0:
            self.end()


class Receive(Client):
    def __init__(self, url, address, count):
        super().__init__(url, address)
        self.missing = int(count)

    def begin(self):
        self.container.create_receiver(self.connection, self.address).flow(self.missing)

    def on_message(self, event):
        print(line(event.message))
        self.missing -= 1
        if self.missing == 0:
            self.end()


class Answer(Receive):
    def begin(self):
        self.sender = self.container.create_sender(self.connection, None)
        super().begin()

    def on_message(self, event):
        asked = event.message
        self.sender.send(Message(
            address=asked.reply_to, correlation_id=asked.id, body=asked.body, inferred=asked.inferred))

    def on_accepted(self, event):
        self.missing -= 1
        if self.missing == 0:
            self.end()


class Ask(Send):
    def begin(self):
        self.receiver = self.container.create_receiver(self.connection, None, dynamic=True)
        self.receiver.flow(self.unsettled)

    def on_link_opened(self, event):
        if event.link == self.receiver:
            super().begin()

    def prepared(self, waiting):
        waiting.reply_to = self.receiver.remote_source.address
        return waiting

    def on_accepted(self, event):
        pass

    def on_message(self, event):
        print(line(event.message))
        self.unsettled -= 1
        if self.unsettled == 0:
            self.end()


url, mode, *arguments = sys.argv[1:]
handler = {"send": Send, "receive": Receive, "answer": Answer, "ask": Ask}[mode](url, *arguments)
Container(handler).run()
if handler.failure:
    sys.exit("client.py: " + handler.failure)
