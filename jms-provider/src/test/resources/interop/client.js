// The JavaScript end of our interop tests, with rhea. The arguments and lines are those of client.py.
'use strict';

const rhea = require('rhea');
const values = require('./values.js');

const PATIENCE_MILLIS = 50000;
// The fields of a section in order.
const FIELDS = {
  0x70: ['durable', 'priority', 'ttl', 'first-acquirer', 'delivery-count'],
  0x73: ['message-id', 'user-id', 'to', 'subject', 'reply-to', 'correlation-id', 'content-type', 'content-encoding',
    'absolute-expiry-time', 'creation-time', 'group-id', 'group-sequence', 'reply-to-group-id'],
};
const HEADERS = [].concat(...Object.values(FIELDS));
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

// A field as rhea wants it: plain, but for ids, which may have any of four types.
function header(name, value) {
  return name.endsWith('-id') && name !== 'user-id' && value.type.name !== 'Str8' ? value : value.value;
}

function flag(value) {
  return value.type.name === 'True' ? true : value.type.name === 'False' ? false : value.value;
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
    } else if (HEADERS.includes(name)) {
      made[name.replace(/-/g, '_')] = text.startsWith('boolean') ? flag(value) : header(name, value);
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
  for (const [code, names] of Object.entries(FIELDS)) {
    const items = code in message.sections ? message.sections[code].value : [];
    items.forEach((item, i) => {
      if (item.type.name !== 'Null') {
        fields.push(names[i] + '=' + values.show(item));
      }
    });
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
let missing = Number(count);

function end(failure) {
  if (failure) {
    console.error('client.js: ' + failure);
    process.exitCode = 1;
  }
  clearTimeout(alarm);
  connection.close();
}

function done() {
  missing -= 1;
  if (missing === 0) {
    end();
  }
}

function input() {
  const lines = require('fs').readFileSync(0, 'utf8').split('\n').filter(Boolean).map(message);
  missing = lines.length;
  return lines;
}

const alarm = setTimeout(() => end('not done after ' + PATIENCE_MILLIS + ' ms'), PATIENCE_MILLIS);
container.on('rejected', (context) => end('rejected: ' + JSON.stringify(context.delivery.remote_state)));
container.on('released', () => end('released'));
container.on('disconnected', (context) => end(context.error && String(context.error)));

function sendAll(waiting) {
  container.on('sendable', ({ sender }) => {
    while (waiting.length && sender.sendable()) {
      sender.send(waiting.shift());
    }
  });
  connection.open_sender(address);
}

function receiveAll(source, handle) {
  container.on('message', (context) => handle(context.message));
  const receiver = connection.open_receiver({ source, credit_window: 0 });
  receiver.add_credit(missing);
  return receiver;
}

function print(received) {
  process.stdout.write(line(received) + '\n');
  done();
}

const MODES = {
  send() {
    container.on('accepted', done);
    sendAll(input());
  },
  receive() {
    receiveAll(address, print);
  },
  answer() {
    const sender = connection.open_sender({ target: {} });
    container.on('accepted', done);
    receiveAll(address, (asked) => {
      const sections = asked.sections;
      const kind = Object.keys(SECTIONS).find((code) => code in sections);
      const id = sections[0x73].value[0];
      sender.send({ to: asked.reply_to, correlation_id: header('message-id', id), body: body(SECTIONS[kind], sections[kind]) });
    });
  },
  ask() {
    const waiting = input();
    const receiver = receiveAll({ dynamic: true }, print);
    receiver.on('receiver_open', () => {
      waiting.forEach((request) => { request.reply_to = receiver.source.address; });
      sendAll(waiting);
    });
  },
};

MODES[mode]();
