#include "open_store.hpp"

#include "common.hpp"
#include "loaded.hpp"

#include <vigie/drivers/sqlite.hpp>

#include <filesystem>

namespace vigie::cli {

Result<std::string> configured_data(const std::string& config, const std::string& data) {
    if (!data.empty()) return data;
    const auto path = config.empty() ? std::string("vigie.yaml") : config;
    VIGIE_TRY_ASSIGN(const auto content, read_file(path));
    const auto read = engine::read_config(path, content, secret_lookup());
    if (!read.config) {
        print(read.diagnostics, {{path, engine::hide_secrets(content)}});
        return fail(Errc::invalid_argument, "{} has errors (above)", path);
    }
    return read.config->data;
}

Result<std::unique_ptr<ports::Store>> open_configured_store(const std::string& config,
                                                            const std::string& data) {
    VIGIE_TRY_ASSIGN(const auto folder, configured_data(config, data));
    const auto file = (std::filesystem::path(folder) / "vigie.db").string();
    std::error_code error;
    if (!std::filesystem::exists(file, error))
        return fail(Errc::not_found,
                    "{} does not exist: has `vigie run` ever started with this configuration?", file);
    return drivers::open_sqlite({.path = file});
}

}  // namespace vigie::cli
