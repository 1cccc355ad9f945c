#include "reference.hpp"

#include <simdjson.h>

#define VIGIE_TEXT_(x) #x
#define VIGIE_TEXT(x) VIGIE_TEXT_(x)

namespace vigie::bench {

struct Reference::State {
    simdjson::ondemand::parser parser;
};

Reference::Reference() : state_(new State) {}
Reference::~Reference() {
    delete state_;
}

const char* Reference::kernel() {
    return VIGIE_TEXT(SIMDJSON_BUILTIN_IMPLEMENTATION);  // not the library’s own: that of this file
}

std::size_t Reference::touch(std::string_view line, std::size_t capacity) {
    simdjson::ondemand::document document;
    if (state_->parser.iterate(line.data(), line.size(), capacity).get(document) != simdjson::SUCCESS)
        return 0;
    std::string_view did;
    std::string_view collection;
    std::string_view lang;
    std::string_view text;
    simdjson::ondemand::object commit;
    simdjson::ondemand::object record;
    if (document["did"].get(did) != simdjson::SUCCESS) return 0;
    if (document["commit"].get(commit) != simdjson::SUCCESS) return 0;
    if (commit["collection"].get(collection) != simdjson::SUCCESS) return 0;
    if (commit["record"].get(record) != simdjson::SUCCESS) return 0;
    if (record["langs"].at(0).get(lang) != simdjson::SUCCESS) return 0;
    if (record["text"].get(text) != simdjson::SUCCESS) return 0;
    return did.size() + collection.size() + lang.size() + text.size();
}

}  // namespace vigie::bench
