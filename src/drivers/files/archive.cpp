#include "archive.hpp"

#include <zip.h>

#include <algorithm>

namespace vigie::drivers {

void Archive::Closer::operator()(void* archive) const {
    zip_discard(static_cast<zip_t*>(archive));
}

Result<Archive> Archive::open(std::string_view bytes) {
    zip_error_t error;
    zip_error_init(&error);
    auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    auto* zip = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
    if (zip == nullptr) {
        const std::string why = zip_error_strerror(&error);
        if (source != nullptr) zip_source_free(source);
        zip_error_fini(&error);
        return fail(Errc::invalid_argument, "this archive is broken: {}", why);
    }
    zip_error_fini(&error);
    Archive out;
    out.archive_.reset(zip);
    const auto entries = zip_get_num_entries(zip, 0);
    if (entries < 0 || static_cast<std::size_t>(entries) > archive_entries)
        return fail(Errc::invalid_argument, "this archive has {} entries: {} are allowed", entries,
                    archive_entries);
    for (zip_int64_t i = 0; i < entries; ++i) {
        const char* name = zip_get_name(zip, static_cast<zip_uint64_t>(i), ZIP_FL_ENC_RAW);
        out.names_.emplace_back(name == nullptr ? "" : name);
    }
    return out;
}

bool Archive::has(std::string_view name) const {
    return std::ranges::find(names_, name) != names_.end();
}

Result<std::string> Archive::part(std::string_view name) {
    const auto at = std::ranges::find(names_, name);
    if (at == names_.end()) return fail(Errc::not_found, "no part {}", name);
    auto* zip = static_cast<zip_t*>(archive_.get());
    auto* file = zip_fopen_index(zip, static_cast<zip_uint64_t>(at - names_.begin()), 0);
    if (file == nullptr) return fail(Errc::invalid_argument, "the part {} cannot be unpacked", name);
    std::string out;
    std::string piece(std::size_t{1} << 16U, '\0');
    zip_int64_t got = 0;
    const auto most = std::min(part_bytes, archive_bytes - std::min(read_, archive_bytes));
    while ((got = zip_fread(file, piece.data(), piece.size())) > 0) {
        out.append(piece, 0, static_cast<std::size_t>(got));
        if (out.size() > most) break;
    }
    zip_fclose(file);
    read_ += out.size();
    if (got < 0) return fail(Errc::invalid_argument, "the part {} is broken or encrypted", name);
    if (out.size() > most)
        return fail(Errc::invalid_argument,
                    "the part {} unpacks to more than {} MiB: this may be a bomb and was left unread", name,
                    most >> 20U);
    return out;
}

}  // namespace vigie::drivers
