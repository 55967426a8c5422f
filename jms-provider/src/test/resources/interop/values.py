"""The text form of AMQP values that all our interop programs speak.

A value is words in prefix order: `uint 5`, `list 2 string a null`, `map 1 string key int 5`, `array int 2 1 2`,
`described symbol name string a`. Text is percent-encoded, bytes and the bits of floats and decimals are hexadecimal, a
char is its number, a timestamp its milliseconds; `-` stands for no text or no bytes. `pattern-string` and
`pattern-binary` with a length stand for a large body, which is made and checked where it is sent and received.
"""

import re
import struct
import urllib.parse
import uuid

import proton
from proton import UNDESCRIBED, Array, Data, Described

LARGE = 100000


def pattern(length):
    return bytes(bytearray(range(32, 127)) * (length // 95 + 1))[:length]


INTEGERS = {
    "byte": proton.byte, "short": proton.short, "int": proton.int32, "long": int,
    "ubyte": proton.ubyte, "ushort": proton.ushort, "uint": proton.uint, "ulong": proton.ulong,
    "timestamp": proton.timestamp,
}
ARRAY_CODES = {
    "boolean": Data.BOOL, "byte": Data.BYTE, "short": Data.SHORT, "int": Data.INT, "long": Data.LONG,
    "ubyte": Data.UBYTE, "ushort": Data.USHORT, "uint": Data.UINT, "ulong": Data.ULONG, "float": Data.FLOAT,
    "double": Data.DOUBLE, "char": Data.CHAR, "timestamp": Data.TIMESTAMP, "uuid": Data.UUID,
    "binary": Data.BINARY, "string": Data.STRING, "symbol": Data.SYMBOL,
}
ARRAY_NAMES = {code: name for name, code in ARRAY_CODES.items()}


def parse(text):
    words = iter(text.split(" "))
    return parse_value(next(words), words)


def parse_value(kind, words):
    if kind == "null":
        return None
    if kind == "list":
        return [parse_value(next(words), words) for _ in range(int(next(words)))]
    if kind == "map":
        return dict(
            (parse_value(next(words), words), parse_value(next(words), words)) for _ in range(int(next(words))))
    if kind == "array":
        of = next(words)
        count = int(next(words))
        return Array(UNDESCRIBED, ARRAY_CODES[of], *[parse_value(of, words) for _ in range(count)])
    if kind == "described":
        descriptor = parse_value(next(words), words)
        return Described(descriptor, parse_value(next(words), words))
    word = next(words)
    return parse_simple(kind, "" if word == "-" else word)


def parse_simple(kind, word):
    if kind in INTEGERS:
        return INTEGERS[kind](int(word))
    if kind == "boolean":
        return word == "true"
    if kind == "string":
        return urllib.parse.unquote(word)
    if kind == "symbol":
        return proton.symbol(urllib.parse.unquote(word))
    if kind == "binary":
        return bytes.fromhex(word)
    if kind == "char":
        return proton.char(chr(int(word)))
    if kind == "uuid":
        return uuid.UUID(word)
    if kind == "float":
        return proton.float32(struct.unpack(">f", bytes.fromhex(word))[0])
    if kind == "double":
        return struct.unpack(">d", bytes.fromhex(word))[0]
    if kind == "decimal32":
        return proton.decimal32(int(word, 16))
    if kind == "decimal64":
        return proton.decimal64(int(word, 16))
    if kind == "decimal128":
        return proton.decimal128(bytes.fromhex(word))
    if kind == "pattern-string":
        return pattern(int(word)).decode()
    if kind == "pattern-binary":
        return pattern(int(word))
    raise ValueError("no such type: " + kind)


def encoded(text):
    return re.sub(
        "[^A-Za-z0-9]", lambda found: "".join("%%%02X" % byte for byte in found.group().encode()), text) or "-"


def integer(value):
    return format(int(value))


PRINTED = [
    (proton.timestamp, "timestamp", integer), (proton.ubyte, "ubyte", integer), (proton.ushort, "ushort", integer),
    (proton.uint, "uint", integer), (proton.ulong, "ulong", integer), (proton.byte, "byte", integer),
    (proton.short, "short", integer), (proton.decimal32, "decimal32", lambda value: "%08x" % int(value)),
    (proton.decimal64, "decimal64", lambda value: "%016x" % int(value)),
    (proton.decimal128, "decimal128", lambda value: bytes(value).hex()),
    (bool, "boolean", lambda value: format(value).lower()), (proton.int32, "int", integer), (int, "long", integer),
    (proton.float32, "float", lambda value: struct.pack(">f", value).hex()),
    (float, "double", lambda value: struct.pack(">d", value).hex()),
    (proton.char, "char", lambda value: format(ord(value))), (proton.symbol, "symbol", encoded),
    (str, "string", encoded), (bytes, "binary", lambda value: value.hex() or "-"), (uuid.UUID, "uuid", format),
]


def show(value):
    if value is None:
        return "null"
    if type(value) in (str, bytes) and len(value) > LARGE:
        kind = "string" if isinstance(value, str) else "binary"
        whole = value == parse("pattern-%s %d" % (kind, len(value)))
        return "%s-%s %d" % ("pattern" if whole else "broken", kind, len(value))
    if isinstance(value, list):
        return " ".join(["list", format(len(value))] + [show(item) for item in value])
    if isinstance(value, dict):
        return " ".join(
            ["map", format(len(value))] + [show(key) + " " + show(item) for key, item in value.items()])
    if isinstance(value, Array):
        name = ARRAY_NAMES[value.type]
        return " ".join(["array", name, format(len(value.elements))] + [simple(item)[1] for item in value.elements])
    if isinstance(value, Described):
        return "described %s %s" % (show(value.descriptor), show(value.value))
    return " ".join(simple(value))


def simple(value):
    for kind, name, text in PRINTED:
        if isinstance(value, kind):
            return name, text(value)
    raise ValueError("no such type: " + type(value).__name__)
