// The C++ end of our interop tests, with Proton. The arguments and lines are those of client.py, the values those of
// values.py; of the lines only the body:
//   client <connection-url> send <address>
//   client <connection-url> receive <address> <count>

#include <proton/codec/decoder.hpp>
#include <proton/codec/encoder.hpp>
#include <proton/connection.hpp>
#include <proton/container.hpp>
#include <proton/delivery.hpp>
#include <proton/error_condition.hpp>
#include <proton/message.hpp>
#include <proton/messaging_handler.hpp>
#include <proton/receiver_options.hpp>
#include <proton/sender.hpp>
#include <proton/tracker.hpp>
#include <proton/transport.hpp>
#include <proton/types.hpp>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstdio>
#include <cstring>
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
    const proton::type_id type = TYPES.at(word);
    size_t count = 0;
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
    case proton::BINARY: return to_hex(next<proton::binary>(in));
    case proton::STRING: return to_percent(next<std::string>(in));
    case proton::SYMBOL: return to_percent(next<proton::symbol>(in));
    default: throw std::runtime_error("not a simple type: " + name_of(type));
    }
}

std::string show(decoder& in) {
    const proton::type_id type = in.next_type();
    std::string text = name_of(type);
    if (type == proton::NULL_TYPE) {
        next<proton::null>(in);
        return text;
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
    void end() { connection_.close(); }

    void fail(const std::string& why) { throw std::runtime_error(why); }

    const std::string url_;
    const std::string address_;
    proton::connection connection_;
};

class sending : public client {
  public:
    sending(const std::string& url, const std::string& address) : client(url, address) {
        std::string line;
        while (std::getline(std::cin, line)) {
            std::istringstream words(line.substr(line.find('=') + 1));
            proton::message made;
            made.durable(true);
            if (words.str() != "null") {
                encoder out(made.body());
                put(out, words);
            } else {
                made.body(nullptr);
            }
            waiting_.push_back(made);
        }
    }

    void begin() override { connection_.open_sender(address_); }

    void on_sendable(proton::sender& sender) override {
        while (sent_ < waiting_.size() && sender.credit() > 0) sender.send(waiting_[sent_++]);
    }

    void on_tracker_accept(proton::tracker&) override {
        if (++accepted_ == waiting_.size()) end();
    }

  private:
    std::vector<proton::message> waiting_;
    size_t sent_ = 0;
    size_t accepted_ = 0;
};

class receiving : public client {
  public:
    receiving(const std::string& url, const std::string& address, unsigned count)
        : client(url, address), missing_(count) {}

    void begin() override {
        connection_.open_receiver(address_, proton::receiver_options().credit_window(0)).add_credit(missing_);
    }

    void on_message(proton::delivery&, proton::message& message) override {
        if (message.body().empty()) {
            std::cout << "value=null" << std::endl;
        } else {
            decoder in(message.body());
            std::cout << "value=" << show(in) << std::endl;
        }
        if (--missing_ == 0) end();
    }

  private:
    unsigned missing_;
};

}  // namespace

int main(int argc, char** argv) {
    try {
        const std::string mode = argc > 3 ? argv[2] : "";
        if (mode == "send") {
            sending handler(argv[1], argv[3]);
            proton::container(handler).run();
        } else if (mode == "receive" && argc > 4) {
            receiving handler(argv[1], argv[3], static_cast<unsigned>(std::stoul(argv[4])));
            proton::container(handler).run();
        } else {
            throw std::runtime_error("usage: client <connection-url> send|receive <address> [<count>]");
        }
        return 0;
    } catch (const std::exception& failure) {
        std::cerr << "client.cpp: " << failure.what() << std::endl;
        return 1;
    }
}
