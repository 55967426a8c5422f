// The JavaScript end of our interop tests, with rhea. The arguments and lines are those of client.py:
//   client.js <connection-url> send <address>
//   client.js <connection-url> receive <address> <count>
'use strict';

const rhea = require('rhea');
const values = require('./values.js');

const PATIENCE_MILLIS = 50000;
const HEADERS = {
  'message-id': 'message_id', 'correlation-id': 'correlation_id', 'subject': 'subject', 'reply-to': 'reply_to',
  'to': 'to', 'durable': 'durable', 'priority': 'priority', 'group-id': 'group_id', 'content-type': 'content_type',
};
const SECTIONS = { 0x75: 'data', 0x76: 'sequence', 0x77: 'value' };

const EXACT = [0x80, 0x81].map((code) => rhea.types.by_code[code]);

// rhea's reader rounds 2^53 + 1, and keeps only the outermost descriptor: neither is for us to test.
function sections(buffer) {
  const rounding = EXACT.map((type) => type.read);
  EXACT.forEach((type) => { type.read = (bytes, offset) => bytes.subarray(offset, offset + 8); });
  const reader = new rhea.types.Reader(buffer);
  const found = {};
  while (reader.remaining()) {
    const code = buffer[reader.position + 2];
    reader.skip(3);
    found[code] = reader.read();
  }
  EXACT.forEach((type, i) => { type.read = rounding[i]; });
  return found;
}

// Keeps the sections in rhea's typed form, which its messages do not tell.
const decode = rhea.message.decode;
rhea.message.decode = (buffer) => {
  const message = decode(buffer);
  message.sections = sections(buffer);
  return message;
};

function body(kind, value) {
  return kind === 'data' ? rhea.message.data_section(value.value)
    : kind === 'sequence' ? rhea.message.sequence_section(value.value) : value;
}

function message(line) {
  const made = { durable: true, application_properties: {}, message_annotations: {} };
  for (const field of line.split('\t')) {
    const [name, text] = field.split('=', 2);
    const value = values.parse(text);
    const [kind, key] = name.split(/\.(.*)/);
    if (kind === 'property') {
      made.application_properties[key] = value;
    } else if (kind === 'annotation') {
      made.message_annotations[key] = value;
    } else if (name in HEADERS) {
      made[HEADERS[name]] = value;
    } else {
      made.body = body(name, value);
    }
  }
  return made;
}

function line(message) {
  const fields = [];
  for (const [code, kind] of Object.entries(SECTIONS)) {
    if (code in message.sections) {
      fields.push(kind + '=' + values.show(message.sections[code]));
    }
  }
  for (const [name, attribute] of Object.entries(HEADERS)) {
    if (message[attribute] !== undefined) {
      fields.push(name + '=' + values.show(rhea.types.wrap(message[attribute])));
    }
  }
  for (const [code, kind] of [[0x74, 'property'], [0x72, 'annotation']]) {
    const items = code in message.sections ? message.sections[code].value : [];
    for (let i = 0; i < items.length; i += 2) {
      fields.push(kind + '.' + items[i].value + '=' + values.show(items[i + 1]));
    }
  }
  return fields.length ? fields.join('\t') : 'value=null';
}

const [url, mode, address, count] = process.argv.slice(2);
const { hostname, port } = new URL(url);
const container = rhea.create_container();
const connection = container.connect({ host: hostname, port: Number(port), reconnect: false });

function end(failure) {
  if (failure) {
    console.error('client.js: ' + failure);
    process.exitCode = 1;
  }
  clearTimeout(alarm);
  connection.close();
}

const alarm = setTimeout(() => end('not done after ' + PATIENCE_MILLIS + ' ms'), PATIENCE_MILLIS);
container.on('rejected', (context) => end('rejected: ' + JSON.stringify(context.delivery.remote_state)));
container.on('released', () => end('released'));
container.on('disconnected', (context) => end(context.error && String(context.error)));

if (mode === 'send') {
  const waiting = require('fs').readFileSync(0, 'utf8').split('\n').filter(Boolean).map(message);
  let unsettled = waiting.length;
  container.on('sendable', ({ sender }) => {
    while (waiting.length && sender.sendable()) {
      sender.send(waiting.shift());
    }
  });
  container.on('accepted', () => {
    unsettled -= 1;
    if (unsettled === 0) {
      end();
    }
  });
  connection.open_sender(address);
} else {
  let missing = Number(count);
  container.on('message', (context) => {
    console.log(line(context.message));
    missing -= 1;
    if (missing === 0) {
      end();
    }
  });
  connection.open_receiver({ source: address, credit_window: 0 }).add_credit(missing);
}
