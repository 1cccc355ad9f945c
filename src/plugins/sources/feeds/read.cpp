#include <vigie/base/limits.hpp>
#include <vigie/kit/compress.hpp>
#include <vigie/kit/csv.hpp>
#include <vigie/kit/json_walk.hpp>
#include <vigie/kit/url.hpp>
#include <vigie/plugins/feeds.hpp>

#include <algorithm>

namespace vigie::plugins {
namespace {

void take(FeedRead& out, std::string_view url) {
    ++out.lines;
    const bool scheme = url.starts_with("http://") || url.starts_with("https://");
    if (scheme && url.size() <= limits::url_bytes && kit::parse_url(url)) {
        out.urls.emplace_back(url);
    } else {
        ++out.bad;
    }
}

Result<std::string> unpacked(std::string_view bytes, std::size_t most) {
    constexpr std::size_t piece = std::size_t{64} << 10U;
    const auto inflater = kit::make_inflater();
    std::string out;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        VIGIE_TRY(inflater->feed(bytes.substr(at, piece), out));
        if (out.size() > most) return fail(Errc::io, "the list is larger than {} bytes unpacked", most);
    }
    VIGIE_TRY(inflater->finish());
    return out;
}

void read_text(std::string_view bytes, FeedRead& out) {
    while (!bytes.empty()) {
        const auto end = std::min(bytes.find('\n'), bytes.size());
        auto line = bytes.substr(0, end);
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
        while (!line.empty() && static_cast<unsigned char>(line.back()) <= ' ') line.remove_suffix(1);
        if (!line.empty() && !line.starts_with('#')) take(out, line);
    }
}

// id, dateadded, url, …: comments begin with '#', the rest is quoted CSV.
Result<> read_csv(std::string_view bytes, FeedRead& out) {
    constexpr std::size_t url_column = 2;
    kit::CsvReader reader(',');
    const auto row = [&](std::size_t, const kit::CsvRow& cells) {
        if (cells.empty() || cells[0].starts_with('#') || (cells.size() == 1 && cells[0].empty())) return;
        take(out, cells.size() > url_column ? std::string_view(cells[url_column]) : std::string_view());
    };
    // Comment lines hold commas and quotes as they like: they never reach the CSV reader.
    while (bytes.starts_with('#')) bytes.remove_prefix(std::min(bytes.find('\n'), bytes.size() - 1) + 1);
    VIGIE_TRY(reader.feed(bytes, row));
    return reader.finish(row);
}

// Takes member `url` of each object in the array that stands next.
bool read_objects(kit::JsonWalk& json, FeedRead& out) {
    return json.elements([&] {
        std::string_view url;
        if (json.peek() != '{') {
            take(out, {});
            return json.skip();
        }
        const bool whole = json.members([&](std::string_view key) {
            if (!kit::is(key, "url") || json.peek() != '"') return json.skip();
            return json.string(url);
        });
        take(out, url);
        return whole;
    });
}

Result<> read_urlhaus(std::string_view bytes, FeedRead& out) {
    kit::JsonWalk json;
    std::string_view status;
    bool listed = false;
    const bool whole = json.open(bytes) && json.members([&](std::string_view key) {
        if (kit::is(key, "query_status") && json.peek() == '"') {
            std::string_view text;
            if (!json.string(text)) return false;
            status = text == "ok" || text == "no_results" ? "ok" : "refused";
            return true;
        }
        if (!kit::is(key, "urls") || json.peek() != '[') return json.skip();
        listed = true;
        return read_objects(json, out);
    });
    if (!whole || !json.at_end()) return fail(Errc::parse, "not the JSON of URLhaus");
    if (status == "refused") return fail(Errc::unauthorised, "URLhaus refuses: check the key");
    if (status.empty() && !listed) return fail(Errc::parse, "JSON, but not of URLhaus");
    return {};
}

Result<> read_phishtank(std::string_view bytes, FeedRead& out) {
    kit::JsonWalk json;
    if (!json.open(bytes) || !read_objects(json, out) || !json.at_end())
        return fail(Errc::parse, "not the JSON of PhishTank");
    return {};
}

}  // namespace

Result<FeedRead> read_feed(FeedForm form, std::string_view bytes, std::size_t most_bytes) {
    VIGIE_TRY_ASSIGN(const auto plain, unpacked(bytes, most_bytes));
    FeedRead out;
    switch (form) {
        case FeedForm::text: read_text(plain, out); break;
        case FeedForm::urlhaus_csv: {
            out.threat = ports::Threat::malware;
            VIGIE_TRY(read_csv(plain, out));
            break;
        }
        case FeedForm::urlhaus_json: {
            out.threat = ports::Threat::malware;
            VIGIE_TRY(read_urlhaus(plain, out));
            break;
        }
        case FeedForm::phishtank_json: {
            VIGIE_TRY(read_phishtank(plain, out));
            break;
        }
    }
    if (out.bad * 10 > out.lines) {
        return fail(Errc::parse, "{} of {} entries are no URLs: this is not the list", out.bad, out.lines);
    }
    return out;
}

}  // namespace vigie::plugins
