#include "metadata.hpp"
#include "read.hpp"

#include <vigie/drivers/files.hpp>
#include <vigie/model/json_file.hpp>

namespace vigie::drivers {
namespace {

using model::Json;

// By the clock on the wall, and a busy machine gives a worker little of it.
constexpr auto time_limit = std::chrono::seconds(60);
constexpr std::size_t longest_name = 255;
constexpr std::size_t most_masks = 2000;

// A request: one line of JSON, then the bytes.
Result<std::string> answer(std::string_view request, Recogniser& recogniser) {
    const auto line = request.find('\n');
    if (line == std::string_view::npos)
        return fail(Errc::invalid_argument, "a request without its first line");
    const auto ask = Json::parse(request.substr(0, line), nullptr, false);
    if (!ask.is_object()) return fail(Errc::invalid_argument, "a request without its first line");
    const auto bytes = request.substr(line + 1);
    if (const auto masks = ask.find("masks"); masks != ask.end()) {
        std::vector<model::PixelBox> boxes;
        for (const auto& m : *masks)
            boxes.push_back({m[0].get<int>(), m[1].get<int>(), m[2].get<int>(), m[3].get<int>()});
        return cleaned_picture(bytes, boxes);
    }
    VIGIE_TRY_ASSIGN(const auto file, read_file(bytes, ask.value("name", std::string()), &recogniser));
    return model::dump(Json(file));
}

class SandboxedFiles final : public ports::Files {
public:
    SandboxedFiles(sandbox::Start start, unsigned processes)
        : workers_(file_job(), std::move(start), processes) {}

    Result<model::FileContent> read(std::string_view bytes, std::string_view name) override {
        if (name.size() > longest_name) name.remove_prefix(name.size() - longest_name);
        VIGIE_TRY_ASSIGN(const auto text, ask({{"name", kit::sanitize_utf8(name, longest_name)}}, bytes));
        // The worker reads hostile bytes: what it says is checked like anything from outside.
        try {
            auto file = Json::parse(text).get<model::FileContent>();
            if (file.text.size() > 2 * file_text_bytes)
                return fail(Errc::io, "the file reader answers nonsense");
            return file;
        } catch (const Json::exception&) {
            return fail(Errc::io, "the file reader answers nonsense");
        }
    }
    Result<std::string> clean_picture(std::string_view bytes,
                                      const std::vector<model::PixelBox>& masks) override {
        Json boxes = Json::array();
        for (const auto& m : masks)
            if (boxes.size() < most_masks) boxes.push_back({m.left, m.top, m.width, m.height});
        return ask({{"masks", std::move(boxes)}}, bytes);
    }

private:
    Result<std::string> ask(const Json& what, std::string_view bytes) {
        if (bytes.size() > file_bytes)
            return fail(Errc::invalid_argument, "a file of {} bytes: {} are allowed", bytes.size(),
                        file_bytes);
        std::string request = model::dump(what);
        request += '\n';
        request += bytes;
        return workers_.ask(request, time_limit);
    }
    sandbox::Workers workers_;
};

}  // namespace

sandbox::Job file_job() {
    sandbox::Job job;
    job.name = "files";
    job.profile = sandbox::Profile::compute;
    job.request_bytes = file_bytes + 65'536;
    job.reply_bytes = file_bytes + (std::size_t{8} << 20U);
    return job;
}

Result<sandbox::Handler> file_handler() {
    prepare_metadata();
    prepare_pdf();
    VIGIE_TRY_ASSIGN(auto recogniser, Recogniser::make());
    return sandbox::Handler([recogniser](std::string_view request) { return answer(request, *recogniser); });
}

std::unique_ptr<ports::Files> make_files(sandbox::Start start, unsigned processes) {
    return std::make_unique<SandboxedFiles>(std::move(start), processes);
}

Result<model::FileContent> read_file_content(std::string_view bytes, std::string_view name) {
    return read_file(bytes, name, nullptr);
}

}  // namespace vigie::drivers
