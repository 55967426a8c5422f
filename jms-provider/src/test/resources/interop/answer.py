"""Answers questions out of a queue by maps, and tells another queue of each: answer.py <connection-url>."""

import sys

from proton import Message, byte, int32, symbol
from proton.handlers import MessagingHandler
from proton.reactor import Container, ReceiverOption, SenderOption


class ToQueue(SenderOption):
    def apply(self, sender):
        sender.target.capabilities.put_object(symbol("queue"))


class FromQueue(ReceiverOption):
    def apply(self, receiver):
        receiver.source.capabilities.put_object(symbol("queue"))


class Answer(MessagingHandler):
    def on_start(self, event):
        connection = event.container.connect(sys.argv[1])
        self.answers = event.container.create_sender(connection, None)
        self.answered = event.container.create_sender(connection, "answered", options=ToQueue())
        event.container.create_receiver(connection, "questions", options=FromQueue())

    def on_message(self, event):
        question = event.message
        self.answers.send(Message(
            address=question.reply_to, correlation_id=question.id,
            annotations={symbol("x-opt-jms-msg-type"): byte(2)},
            body={"question": question.body, "length": int32(len(question.body))}))
        self.answered.send(Message(question.body, durable=True))


Container(Answer()).run()
