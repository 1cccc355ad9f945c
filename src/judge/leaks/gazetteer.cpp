#include "gazetteer.hpp"

#include <vigie/base/embedded.hpp>

#include <unordered_set>
#include <vector>

namespace vigie::embedded {
std::vector<EmbeddedFile> name_files();
}

namespace vigie::judge::leaks {
namespace {

using Names = std::unordered_set<std::string_view>;

Names read(std::string_view wanted) {
    Names out;
    for (const auto& file : embedded::name_files()) {
        if (file.path != wanted) continue;
        auto rest = file.content;
        while (!rest.empty()) {
            const auto end = rest.find('\n');
            if (const auto line = rest.substr(0, end); !line.empty()) out.insert(line);
            rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        }
    }
    return out;
}

}  // namespace

bool is_first_name(std::string_view folded) {
    static const Names names = read("first.txt");
    return names.contains(folded);
}

bool is_surname(std::string_view folded) {
    static const Names names = read("last.txt");
    return names.contains(folded);
}

}  // namespace vigie::judge::leaks
