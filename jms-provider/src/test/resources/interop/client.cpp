// The C++ end of our interop tests, with Proton. The arguments and lines are those of client.py, the values those of
// values.py.

#include <proton/codec/decoder.hpp>
#include <proton/codec/encoder.hpp>
#include <proton/connection.hpp>
#include <proton/container.hpp>
#include <proton/delivery.hpp>
#include <proton/duration.hpp>
#include <proton/error_condition.hpp>
#include <proton/message.hpp>
#include <proton/message_id.hpp>
#include <proton/messaging_handler.hpp>
#include <proton/receiver_options.hpp>
#include <proton/sender.hpp>
#include <proton/sender_options.hpp>
#include <proton/source.hpp>
#include <proton/source_options.hpp>
#include <proton/target_options.hpp>
#include <proton/tracker.hpp>
#include <proton/transport.hpp>
#include <proton/types.hpp>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using proton::codec::decoder;
using proton::codec::encoder;
using proton::codec::finish;
using proton::codec::start;

const std::map<std::string, proton::type_id> TYPES = {
    {"null", proton::NULL_TYPE}, {"boolean", proton::BOOLEAN}, {"byte", proton::BYTE}, {"short", proton::SHORT},
    {"int", proton::INT}, {"long", proton::LONG}, {"ubyte", proton::UBYTE}, {"ushort", proton::USHORT},
    {"uint", proton::UINT}, {"ulong", proton::ULONG}, {"float", proton::FLOAT}, {"double", proton::DOUBLE},
    {"decimal32", proton::DECIMAL32}, {"decimal64", proton::DECIMAL64}, {"decimal128", proton::DECIMAL128},
    {"char", proton::CHAR}, {"timestamp", proton::TIMESTAMP}, {"uuid", proton::UUID}, {"binary", proton::BINARY},
    {"string", proton::STRING}, {"symbol", proton::SYMBOL}, {"list", proton::LIST}, {"map", proton::MAP},
    {"array", proton::ARRAY}, {"described", proton::DESCRIBED},
};

std::string name_of(proton::type_id type) {
    for (const auto& entry : TYPES) {
        if (entry.second == type) return entry.first;
    }
    throw std::runtime_error("no such type");
}

std::string from_hex(const std::string& text) {
    std::string bytes;
    for (size_t i = 0; i + 1 < text.size(); i += 2) bytes += static_cast<char>(std::stoi(text.substr(i, 2), nullptr, 16));
    return bytes;
}

template <class Bytes> std::string to_hex(const Bytes& bytes) {
    static const char digits[] = "0123456789abcdef";
    std::string text;
    for (auto byte : bytes) {
        text += digits[static_cast<uint8_t>(byte) >> 4];
        text += digits[static_cast<uint8_t>(byte) & 15];
    }
    return text;
}

std::string from_percent(const std::string& text) {
    std::string plain;
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            plain += from_hex(text.substr(i + 1, 2));
            i += 2;
        } else {
            plain += text[i];
        }
    }
    return plain;
}

std::string to_percent(const std::string& plain) {
    std::string text;
    for (unsigned char c : plain) {
        char escaped[4];
        std::snprintf(escaped, sizeof escaped, "%%%02X", c);
        text += c < 128 && std::isalnum(c) ? std::string(1, static_cast<char>(c)) : escaped;
    }
    return text;
}

// Big-endian hexadecimal digits and what has these bits; Proton keeps decimal32 and decimal64 as the host's integers.
template <class T> T from_bits(const std::string& text) {
    std::string bytes = from_hex(text);
    std::string reversed(bytes.rbegin(), bytes.rend());
    T value;
    std::memcpy(&value, reversed.data(), sizeof value);
    return value;
}

template <class T> std::string to_bits(const T& value) {
    std::string bytes(reinterpret_cast<const char*>(&value), sizeof value);
    return to_hex(std::string(bytes.rbegin(), bytes.rend()));
}

template <class T> T from_bytes(const std::string& bytes) {
    T value;
    std::copy(bytes.begin(), bytes.end(), value.begin());
    return value;
}

const size_t LARGE = 100000;

// What a large body holds: the printable characters over and over.
std::string pattern(size_t length) {
    std::string text(length, ' ');
    for (size_t i = 0; i < length; ++i) text[i] = static_cast<char>(32 + i % 95);
    return text;
}

template <class Content> std::string show_large(const char* kind, const Content& content) {
    const std::string wanted = pattern(content.size());
    const bool whole = std::equal(content.begin(), content.end(), wanted.begin(), [](auto a, auto b) {
        return static_cast<char>(a) == b;
    });
    return std::string(whole ? "pattern-" : "broken-") + kind + " " + std::to_string(content.size());
}

void put_simple(encoder& out, proton::type_id type, const std::string& word) {
    const std::string text = word == "-" ? "" : word;
    switch (type) {
    case proton::BOOLEAN: out << (text == "true"); break;
    case proton::BYTE: out << static_cast<int8_t>(std::stoi(text)); break;
    case proton::SHORT: out << static_cast<int16_t>(std::stoi(text)); break;
    case proton::INT: out << static_cast<int32_t>(std::stoll(text)); break;
    case proton::LONG: out << static_cast<int64_t>(std::stoll(text)); break;
    case proton::UBYTE: out << static_cast<uint8_t>(std::stoi(text)); break;
    case proton::USHORT: out << static_cast<uint16_t>(std::stoi(text)); break;
    case proton::UINT: out << static_cast<uint32_t>(std::stoull(text)); break;
    case proton::ULONG: out << static_cast<uint64_t>(std::stoull(text)); break;
    case proton::FLOAT: out << from_bits<float>(text); break;
    case proton::DOUBLE: out << from_bits<double>(text); break;
    case proton::DECIMAL32: out << from_bits<proton::decimal32>(text); break;
    case proton::DECIMAL64: out << from_bits<proton::decimal64>(text); break;
    case proton::DECIMAL128: out << from_bytes<proton::decimal128>(from_hex(text)); break;
    case proton::CHAR: out << static_cast<wchar_t>(std::stoi(text)); break;
    case proton::TIMESTAMP: out << proton::timestamp(std::stoll(text)); break;
    case proton::UUID: {
        std::string digits;
        for (char c : text) if (c != '-') digits += c;
        out << from_bytes<proton::uuid>(from_hex(digits));
        break;
    }
    case proton::BINARY: out << proton::binary(from_hex(text)); break;
    case proton::STRING: out << from_percent(text); break;
    case proton::SYMBOL: out << proton::symbol(from_percent(text)); break;
    default: throw std::runtime_error("not a simple type: " + name_of(type));
    }
}

void put(encoder& out, std::istream& words) {
    std::string word;
    words >> word;
    size_t count = 0;
    if (word.rfind("pattern-", 0) == 0) {
        words >> count;
        const std::string content = pattern(count);
        word == "pattern-string" ? out << content : out << proton::binary(content);
        return;
    }
    const proton::type_id type = TYPES.at(word);
    switch (type) {
    case proton::NULL_TYPE:
        out << proton::null();
        return;
    case proton::LIST:
    case proton::MAP:
        words >> count;
        out << (type == proton::LIST ? start::list() : start::map());
        for (size_t i = 0; i < (type == proton::LIST ? count : 2 * count); ++i) put(out, words);
        out << finish();
        return;
    case proton::ARRAY: {
        words >> word >> count;
        const proton::type_id element = TYPES.at(word);
        out << start::array(element);
        for (size_t i = 0; i < count && words >> word; ++i) put_simple(out, element, word);
        out << finish();
        return;
    }
    case proton::DESCRIBED:
        out << start::described();
        put(out, words);
        put(out, words);
        out << finish();
        return;
    default:
        words >> word;
        put_simple(out, type, word);
    }
}

template <class T> T next(decoder& in) {
    T value;
    in >> value;
    return value;
}

std::string simple(decoder& in, proton::type_id type) {
    switch (type) {
    case proton::BOOLEAN: return next<bool>(in) ? "true" : "false";
    case proton::BYTE: return std::to_string(next<int8_t>(in));
    case proton::SHORT: return std::to_string(next<int16_t>(in));
    case proton::INT: return std::to_string(next<int32_t>(in));
    case proton::LONG: return std::to_string(next<int64_t>(in));
    case proton::UBYTE: return std::to_string(next<uint8_t>(in));
    case proton::USHORT: return std::to_string(next<uint16_t>(in));
    case proton::UINT: return std::to_string(next<uint32_t>(in));
    case proton::ULONG: return std::to_string(next<uint64_t>(in));
    case proton::FLOAT: return to_bits(next<float>(in));
    case proton::DOUBLE: return to_bits(next<double>(in));
    case proton::DECIMAL32: return to_bits(next<proton::decimal32>(in));
    case proton::DECIMAL64: return to_bits(next<proton::decimal64>(in));
    case proton::DECIMAL128: return to_hex(next<proton::decimal128>(in));
    case proton::CHAR: return std::to_string(static_cast<uint32_t>(next<wchar_t>(in)));
    case proton::TIMESTAMP: return std::to_string(next<proton::timestamp>(in).milliseconds());
    case proton::UUID: return next<proton::uuid>(in).str();
    case proton::SYMBOL: return to_percent(next<proton::symbol>(in));
    default: throw std::runtime_error("not a simple type: " + name_of(type));
    }
}

std::string show(decoder& in) {
    const proton::type_id type = in.next_type();
    std::string text = name_of(type);
    if (type == proton::NULL_TYPE) {
        // Read as a null it would be the next one again.
        next<proton::value>(in);
        return text;
    }
    if (type == proton::STRING || type == proton::BINARY) {
        const proton::binary bytes =
            type == proton::BINARY ? next<proton::binary>(in) : proton::binary(next<std::string>(in));
        if (bytes.size() > LARGE) return show_large(text.c_str(), bytes);
        const std::string word = type == proton::BINARY ? to_hex(bytes) : to_percent(std::string(bytes));
        return text + " " + (word.empty() ? "-" : word);
    }
    if (type != proton::LIST && type != proton::MAP && type != proton::ARRAY && type != proton::DESCRIBED) {
        const std::string word = simple(in, type);
        return text + " " + (word.empty() ? "-" : word);
    }
    start begun;
    in >> begun;
    if (type == proton::DESCRIBED) {
        text += " " + show(in);
        text += " " + show(in);
    } else {
        text += type == proton::ARRAY ? " " + name_of(begun.element) : "";
        text += " " + std::to_string(type == proton::MAP ? begun.size / 2 : begun.size);
        for (size_t i = 0; i < begun.size; ++i) {
            const std::string item = show(in);
            text += " " + (type == proton::ARRAY ? item.substr(item.find(' ') + 1) : item);
        }
    }
    in >> finish();
    return text;
}

std::string show(const proton::value& value) {
    if (value.empty()) return "null";
    decoder in(value);
    return show(in);
}

proton::value parse(const std::string& text) {
    std::istringstream words(text);
    proton::value value;
    encoder out(value);
    put(out, words);
    return value;
}

template <class T> T parse_as(const std::string& text) { return proton::get<T>(parse(text)); }

std::string plain(const std::string& text) { return proton::coerce<std::string>(parse(text)); }

// A field of the header or properties section: how it is set, and how it is shown when it is there.
struct field {
    std::function<void(proton::message&, const std::string&)> set;
    std::function<std::string(const proton::message&)> show;
};

std::string shown(const char* type, const std::string& text) {
    return text.empty() ? "" : std::string(type) + " " + to_percent(text);
}

template <class Number> std::string shown(const char* type, Number number) {
    return number == 0 ? "" : std::string(type) + " " + std::to_string(number);
}

std::string shown(bool flag) { return flag ? "boolean true" : ""; }

std::string shown(const proton::message_id& id) { return id.empty() ? "" : show(proton::value(id)); }

using proton::message;

#define TEXT(type, name) \
    {[](message& to, const std::string& text) { to.name(plain(text)); }, \
     [](const message& from) { return shown(type, from.name()); }}
#define ID(name) \
    {[](message& to, const std::string& text) { to.name(parse_as<proton::message_id>(text)); }, \
     [](const message& from) { return shown(from.name()); }}
#define FLAG(name) \
    {[](message& to, const std::string& text) { to.name(parse_as<bool>(text)); }, \
     [](const message& from) { return shown(from.name()); }}
#define TIME(name) \
    {[](message& to, const std::string& text) { to.name(parse_as<proton::timestamp>(text)); }, \
     [](const message& from) { return shown("timestamp", from.name().milliseconds()); }}

const std::map<std::string, field> HEADERS = {
    {"message-id", ID(id)},
    {"correlation-id", ID(correlation_id)},
    {"to", TEXT("string", to)},
    {"subject", TEXT("string", subject)},
    {"reply-to", TEXT("string", reply_to)},
    {"content-type", TEXT("symbol", content_type)},
    {"content-encoding", TEXT("symbol", content_encoding)},
    {"group-id", TEXT("string", group_id)},
    {"reply-to-group-id", TEXT("string", reply_to_group_id)},
    {"absolute-expiry-time", TIME(expiry_time)},
    {"creation-time", TIME(creation_time)},
    {"durable", FLAG(durable)},
    {"first-acquirer", FLAG(first_acquirer)},
    {"user-id",
     {[](message& to, const std::string& text) { to.user(std::string(parse_as<proton::binary>(text))); },
      [](const message& from) { return from.user().empty() ? "" : "binary " + to_hex(from.user()); }}},
    {"priority",
     {[](message& to, const std::string& text) { to.priority(parse_as<uint8_t>(text)); },
      [](const message& from) { return "ubyte " + std::to_string(from.priority()); }}},
    {"ttl",
     {[](message& to, const std::string& text) { to.ttl(proton::duration(parse_as<uint32_t>(text))); },
      [](const message& from) { return shown("uint", from.ttl().milliseconds()); }}},
    {"delivery-count",
     {[](message& to, const std::string& text) { to.delivery_count(parse_as<uint32_t>(text)); },
      [](const message& from) { return shown("uint", from.delivery_count()); }}},
    {"group-sequence",
     {[](message& to, const std::string& text) {
          to.group_sequence(static_cast<int32_t>(parse_as<uint32_t>(text)));
      },
      [](const message& from) { return shown("uint", static_cast<uint32_t>(from.group_sequence())); }}},
};

void set(message& made, const std::string& name, const std::string& text) {
    const auto header = HEADERS.find(name);
    if (header != HEADERS.end()) {
        header->second.set(made, text);
    } else if (name.rfind("property.", 0) == 0) {
        made.properties().put(name.substr(9), parse_as<proton::scalar>(text));
    } else if (name.rfind("annotation.", 0) == 0) {
        made.message_annotations().put(proton::symbol(name.substr(11)), parse_as<proton::scalar>(text));
    } else if (text == "null") {
        made.body(nullptr);
    } else {
        made.body(parse(text));
        made.inferred(name != "value");
    }
}

message message_of(const std::string& line) {
    message made;
    made.durable(true);
    std::istringstream fields(line);
    std::string field;
    while (std::getline(fields, field, '\t')) {
        const size_t equals = field.find('=');
        set(made, field.substr(0, equals), field.substr(equals + 1));
    }
    return made;
}

std::string body_kind(const message& received) {
    const bool sections = received.inferred() && !received.body().empty();
    const proton::type_id type = sections ? received.body().type() : proton::NULL_TYPE;
    return type == proton::BINARY ? "data" : type == proton::LIST ? "sequence" : "value";
}

std::string line_of(const message& received) {
    std::string line = body_kind(received) + "=" + show(received.body());
    for (const auto& header : HEADERS) {
        const std::string text = header.second.show(received);
        if (!text.empty()) line += "\t" + header.first + "=" + text;
    }
    std::map<std::string, proton::scalar> properties;
    std::map<proton::annotation_key, proton::value> annotations;
    proton::get(received.properties().value(), properties);
    proton::get(received.message_annotations().value(), annotations);
    for (const auto& entry : properties) line += "\tproperty." + entry.first + "=" + show(proton::value(entry.second));
    for (const auto& entry : annotations) {
        line += "\tannotation." + proton::coerce<std::string>(entry.first) + "=" + show(entry.second);
    }
    return line;
}

std::vector<message> messages_of(std::istream& input) {
    std::vector<message> messages;
    for (std::string line; std::getline(input, line);) messages.push_back(message_of(line));
    return messages;
}

class client : public proton::messaging_handler {
  public:
    client(const std::string& url, const std::string& address) : url_(url), address_(address) {}

    void on_container_start(proton::container& container) override {
        connection_ = container.connect(url_);
        begin();
    }
    void on_tracker_reject(proton::tracker&) override { fail("rejected"); }
    void on_tracker_release(proton::tracker&) override { fail("released"); }
    void on_error(const proton::error_condition& condition) override { fail(condition.what()); }

  protected:
    virtual void begin() = 0;

    // Without connections the container ends; whoever started this program bounds the time.
    void done() {
        if (--missing_ == 0) connection_.close();
    }

    void fail(const std::string& why) { throw std::runtime_error(why); }

    proton::receiver receive(const std::string& source, proton::receiver_options options) {
        proton::receiver receiver = connection_.open_receiver(source, options.credit_window(0));
        receiver.add_credit(static_cast<uint32_t>(missing_));
        return receiver;
    }

    const std::string url_;
    const std::string address_;
    proton::connection connection_;
    size_t missing_ = 0;
};

class sending : public client {
  public:
    sending(const std::string& url, const std::string& address)
        : client(url, address), waiting_(messages_of(std::cin)) {
        missing_ = waiting_.size();
    }

    void begin() override { connection_.open_sender(address_); }

    void on_sendable(proton::sender& sender) override {
        while (sent_ < waiting_.size() && sender.credit() > 0) sender.send(waiting_[sent_++]);
    }

    void on_tracker_accept(proton::tracker&) override { done(); }

  protected:
    std::vector<message> waiting_;

  private:
    size_t sent_ = 0;
};

class receiving : public client {
  public:
    receiving(const std::string& url, const std::string& address, const std::string& count) : client(url, address) {
        missing_ = std::stoul(count);
    }

    void begin() override { receive(address_, proton::receiver_options()); }

    void on_message(proton::delivery&, message& received) override {
        std::cout << line_of(received) << std::endl;
        done();
    }
};

class answering : public receiving {
  public:
    using receiving::receiving;

    void begin() override {
        sender_ = connection_.open_sender(
            "", proton::sender_options().target(proton::target_options().anonymous(true)));
        receiving::begin();
    }

    void on_message(proton::delivery&, message& asked) override {
        message answer(asked.body());
        answer.inferred(asked.inferred());
        answer.to(asked.reply_to());
        answer.correlation_id(asked.id());
        sender_.send(answer);
    }

    void on_tracker_accept(proton::tracker&) override { done(); }

  private:
    proton::sender sender_;
};

class asking : public sending {
  public:
    using sending::sending;

    void begin() override {
        receive("", proton::receiver_options().source(proton::source_options().dynamic(true)));
    }

    void on_receiver_open(proton::receiver& receiver) override {
        for (message& request : waiting_) request.reply_to(receiver.source().address());
        sending::begin();
    }

    void on_tracker_accept(proton::tracker&) override {}

    void on_message(proton::delivery&, message& received) override {
        std::cout << line_of(received) << std::endl;
        done();
    }
};

void run(client&& handler) { proton::container(handler).run(); }

}  // namespace

int main(int argc, char** argv) {
    try {
        const std::vector<std::string> given(argv + 1, argv + argc);
        const std::string mode = given.size() > 2 ? given[1] : "";
        if (mode == "send") {
            run(sending(given[0], given[2]));
        } else if (mode == "ask") {
            run(asking(given[0], given[2]));
        } else if (mode == "receive" && given.size() > 3) {
            run(receiving(given[0], given[2], given[3]));
        } else if (mode == "answer" && given.size() > 3) {
            run(answering(given[0], given[2], given[3]));
        } else {
            throw std::runtime_error("usage: client <connection-url> send|receive|ask|answer <address> [<count>]");
        }
        return 0;
    } catch (const std::exception& failure) {
        std::cerr << "client.cpp: " << failure.what() << std::endl;
        return 1;
    }
}
