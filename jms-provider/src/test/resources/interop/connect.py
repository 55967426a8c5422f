"""Sends one text where the connection file says: connect.py ADDRESS TEXT.

The file is the one that the environment variable MESSAGING_CONNECT_FILE names: connect() is given no address.
"""

import sys

from proton import Message
from proton.handlers import MessagingHandler
from proton.reactor import Container


class SendOne(MessagingHandler):
    def __init__(self, address, text):
        super().__init__()
        self.address = address
        self.text = text
        self.sent = False

    def on_start(self, event):
        connection = event.container.connect(reconnect=False)
        event.container.create_sender(connection, self.address)

    def on_sendable(self, event):
        if not self.sent:
            event.sender.send(Message(self.text))
            self.sent = True

    def on_accepted(self, event):
        event.connection.close()

    def on_transport_error(self, event):
        sys.exit("%s" % event.transport.condition)


Container(SendOne(*sys.argv[1:])).run()
