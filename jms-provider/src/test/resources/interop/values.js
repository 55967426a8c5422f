// The text form of AMQP values that all our interop programs speak; values.py describes it.
'use strict';

const { types } = require('rhea');

const ARRAY_CODES = {
  boolean: 0x56, byte: 0x51, short: 0x61, int: 0x71, long: 0x81, ubyte: 0x50, ushort: 0x60, uint: 0x70, ulong: 0x80,
  float: 0x72, double: 0x82, char: 0x73, timestamp: 0x83, uuid: 0x98, binary: 0xb0, string: 0xb1, symbol: 0xb3,
};

const NAMES = {
  Null: 'null', Boolean: 'boolean', True: 'boolean', False: 'boolean', Ubyte: 'ubyte', Ushort: 'ushort', Uint: 'uint',
  SmallUint: 'uint', Uint0: 'uint', Ulong: 'ulong', SmallUlong: 'ulong', Ulong0: 'ulong', Byte: 'byte',
  Short: 'short', Int: 'int', SmallInt: 'int', Long: 'long', SmallLong: 'long', Float: 'float', Double: 'double',
  Decimal32: 'decimal32', Decimal64: 'decimal64', Decimal128: 'decimal128', CharUTF32: 'char', Timestamp: 'timestamp',
  Uuid: 'uuid', Vbin8: 'binary', Vbin32: 'binary', Str8: 'string', Str32: 'string', Sym8: 'symbol', Sym32: 'symbol',
  List0: 'list', List8: 'list', List32: 'list', Map8: 'map', Map32: 'map', Array8: 'array', Array32: 'array',
};

// What fits a number is given as one, as a program would.
function integer64(text, write) {
  const value = BigInt(text);
  if (BigInt(Number(value)) === value && Number.isSafeInteger(Number(value))) {
    return Number(value);
  }
  const bytes = Buffer.alloc(8);
  write.call(bytes, value);
  return bytes;
}

const LARGE = 100000;
const CHARACTERS = Buffer.from(Array.from({ length: 95 }, (_, i) => 32 + i));

function pattern(length) {
  return Buffer.alloc(Number(length), CHARACTERS);
}

const SIMPLE = {
  boolean: (word) => word === 'true',
  byte: Number, short: Number, int: Number, ubyte: Number, ushort: Number, uint: Number, char: Number,
  timestamp: Number,
  long: (word) => integer64(word, Buffer.prototype.writeBigInt64BE),
  ulong: (word) => integer64(word, Buffer.prototype.writeBigUInt64BE),
  float: (word) => Buffer.from(word, 'hex').readFloatBE(),
  double: (word) => Buffer.from(word, 'hex').readDoubleBE(),
  string: decodeURIComponent, symbol: decodeURIComponent,
  binary: (word) => Buffer.from(word, 'hex'),
  uuid: (word) => Buffer.from(word.replace(/-/g, ''), 'hex'),
};

function simple(type, word) {
  return SIMPLE[type](word === '-' ? '' : word);
}

function parse(text) {
  const words = text.split(' ');
  return parseValue(words.shift(), words);
}

function times(count, next) {
  return Array.from({ length: Number(count) }, next);
}

function parseValue(type, words) {
  const next = () => parseValue(words.shift(), words);
  switch (type) {
    case 'null':
      return null;
    case 'list':
      return types.wrap_list(times(words.shift(), next));
    case 'map':
      return types.wrap_map_as_map(new Map(times(words.shift(), () => [next(), next()])));
    case 'array': {
      const of = words.shift();
      return types.wrap_array(times(words.shift(), () => simple(of, words.shift())), ARRAY_CODES[of]);
    }
    case 'described': {
      const descriptor = next();
      return types.described(descriptor, next());
    }
    case 'pattern-string':
      return types.wrap_string(pattern(words.shift()).toString());
    case 'pattern-binary':
      return types.wrap_binary(pattern(words.shift()));
    case 'decimal32':
    case 'decimal64':
    case 'decimal128':
      return types[type.replace('d', 'D')](Buffer.from(words.shift(), 'hex'));
    default:
      return types['wrap_' + type](simple(type, words.shift()));
  }
}

function encoded(text) {
  return [...Buffer.from(text)].map((byte) => {
    const character = String.fromCharCode(byte);
    return /[A-Za-z0-9]/.test(character) ? character : '%' + byte.toString(16).toUpperCase().padStart(2, '0');
  }).join('');
}

function bits(size, write, value) {
  const bytes = Buffer.alloc(size);
  write.call(bytes, value);
  return bytes.toString('hex');
}

const SHOWN = {
  boolean: (value) => String(Boolean(value)),
  long: (value) => String(Buffer.isBuffer(value) ? value.readBigInt64BE() : value),
  ulong: (value) => String(Buffer.isBuffer(value) ? value.readBigUInt64BE() : value),
  float: (value) => bits(4, Buffer.prototype.writeFloatBE, value),
  double: (value) => bits(8, Buffer.prototype.writeDoubleBE, value),
  timestamp: (value) => String(Number(value)),
  string: encoded, symbol: encoded,
  binary: (value) => value.toString('hex'), decimal32: (value) => value.toString('hex'),
  decimal64: (value) => value.toString('hex'), decimal128: (value) => value.toString('hex'),
  uuid: (value) => value.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
};

// The value as rhea's reader gives it, which still knows its AMQP type.
function show(typed) {
  const name = NAMES[typed.type.name];
  return (typed.descriptor ? 'described ' + show(typed.descriptor) + ' ' : '') + showPlain(name, typed);
}

function showPlain(name, typed) {
  const items = typed.value;
  switch (name) {
    case 'null':
      return name;
    case 'list':
      return [name, items.length, ...items.map(show)].join(' ');
    case 'map':
      return [name, items.length / 2, ...items.map(show)].join(' ');
    case 'array': {
      const of = NAMES[types.by_code[typed.array_constructor.typecode].name];
      return [name, of, items.length, ...items.map((item) => showWord(of, item.value))].join(' ');
    }
    default:
      return showLarge(name, typed.value) || name + ' ' + showWord(name, typed.value);
  }
}

function showLarge(name, value) {
  if ((name !== 'string' && name !== 'binary') || value.length <= LARGE) {
    return undefined;
  }
  const whole = pattern(value.length).equals(Buffer.from(value));
  return (whole ? 'pattern-' : 'broken-') + name + ' ' + value.length;
}

function showWord(name, value) {
  return (SHOWN[name] || String)(value) || '-';
}

module.exports = { parse, show };
