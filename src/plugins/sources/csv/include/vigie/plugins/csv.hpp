// Items from a CSV or TSV file with a header row, through a column map. Bad rows are counted and passed over.
// Cursor: the number of records already stored.
#pragma once

#include <vigie/watch/column_map.hpp>
#include <vigie/watch/source.hpp>

#include <memory>
#include <string>

namespace vigie::plugins {

struct CsvConfig {
    std::string path;       // plain, gzip or zstd; "-" for standard input
    char separator = '\0';  // '\0' = found on the header
    watch::ColumnMap map;
};

[[nodiscard]] std::unique_ptr<watch::Source> make_csv_source(CsvConfig config);

}  // namespace vigie::plugins
