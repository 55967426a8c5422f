"""Receives one message from where the connection file says, and prints it: receive.py ADDRESS.

The connection file is the one that MESSAGING_CONNECT_FILE names, or ./connect.json, or one of the other places of the client.
Needs Qpid Proton for Python: Debian's python3-qpid-proton, or pip's python-qpid-proton.
"""

import sys

from proton.handlers import MessagingHandler
from proton.reactor import Container


class Receive(MessagingHandler):
    def __init__(self, address):
        super().__init__()
        self.address = address

    def on_start(self, event):
        connection = event.container.connect(reconnect=False)
        event.container.create_receiver(connection, self.address)

    def on_message(self, event):
        print(event.message.body)
        event.connection.close()

    def on_transport_error(self, event):
        sys.exit(str(event.transport.condition))


Container(Receive(sys.argv[1])).run()
