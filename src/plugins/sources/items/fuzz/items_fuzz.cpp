#include <vigie/model/describe.hpp>
#include <vigie/plugins/items_glance.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static vigie::plugins::ItemDecoder decoder;
    static vigie::plugins::ItemGlance glance;
    const std::string line(reinterpret_cast<const char*>(data), size);
    const auto item = decoder.item(line);
    vigie::model::ItemView view;
    vigie::model::ItemViewer viewer;
    if (glance.of(line, view) != item.has_value()) std::abort();  // both readers say the same
    if (item && vigie::model::describe(view) != vigie::model::describe(viewer.of(*item))) std::abort();
    (void)decoder.account(line);
    (void)decoder.domain(line);
    (void)decoder.url(line);
    return 0;
}
