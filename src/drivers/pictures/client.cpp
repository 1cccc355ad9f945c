#include <vigie/drivers/pictures.hpp>
#include <vigie/kit/pdq.hpp>
#include <vigie/model/json.hpp>

namespace vigie::drivers {
namespace {

constexpr auto time_limit = std::chrono::seconds(10);
constexpr char ask_facts = 'f';
constexpr char ask_views = 'v';

using model::Json;

Result<std::string> answer(std::string_view request) {
    if (request.empty()) return fail(Errc::invalid_argument, "an empty request");
    const auto bytes = request.substr(1);
    if (request[0] == ask_views) {
        VIGIE_TRY_ASSIGN(const auto hashes, read_views(bytes));
        return model::dump(Json(hashes));
    }
    VIGIE_TRY_ASSIGN(const auto facts, read_picture(bytes));
    Json json;
    model::to_json(json, facts);
    return model::dump(json);
}

// The worker reads hostile bytes: what it says is checked like anything from outside.
template <class T>
Result<T> parsed(const std::string& text) {
    try {
        return Json::parse(text).get<T>();
    } catch (const Json::exception&) {
        return fail(Errc::io, "the picture reader answers nonsense");
    }
}

class SandboxedPictures final : public ports::Pictures {
public:
    SandboxedPictures(sandbox::Start start, unsigned processes)
        : workers_(picture_job(), std::move(start), processes) {}

    Result<model::PictureFacts> read(std::string_view bytes) override {
        VIGIE_TRY_ASSIGN(const auto text, ask(ask_facts, bytes));
        VIGIE_TRY_ASSIGN(auto facts, parsed<model::PictureFacts>(text));
        constexpr std::size_t most_codes = 8;
        if (!kit::pdq_of_hex(facts.pdq) || facts.codes.size() > most_codes) {
            return fail(Errc::io, "the picture reader answers nonsense");
        }
        return facts;
    }
    Result<std::vector<std::string>> views(std::string_view bytes) override {
        VIGIE_TRY_ASSIGN(const auto text, ask(ask_views, bytes));
        VIGIE_TRY_ASSIGN(auto hashes, parsed<std::vector<std::string>>(text));
        for (const auto& hash : hashes) {
            if (!kit::pdq_of_hex(hash)) return fail(Errc::io, "the picture reader answers nonsense");
        }
        return hashes;
    }

private:
    Result<std::string> ask(char what, std::string_view bytes) {
        if (bytes.size() > picture_bytes) {
            return fail(Errc::invalid_argument, "a picture of {} bytes: {} are allowed", bytes.size(),
                        picture_bytes);
        }
        std::string request(1, what);
        request += bytes;
        return workers_.ask(request, time_limit);
    }
    sandbox::Workers workers_;
};

}  // namespace

sandbox::Job picture_job() {
    sandbox::Job job;
    job.name = "pictures";
    job.profile = sandbox::Profile::compute;
    job.request_bytes = picture_bytes + 1;
    job.reply_bytes = std::size_t{1} << 20U;
    return job;
}

Result<sandbox::Handler> picture_handler() {
    return sandbox::Handler(answer);
}

std::unique_ptr<ports::Pictures> make_pictures(sandbox::Start start, unsigned processes) {
    return std::make_unique<SandboxedPictures>(std::move(start), processes);
}

}  // namespace vigie::drivers
