// A Detector gives an opinion on an item. Pure: same item, same register, same memory, same answer.
// Thread-safe once made.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/judge/memory.hpp>
#include <vigie/model/asset.hpp>
#include <vigie/model/finding.hpp>
#include <vigie/model/item.hpp>

#include <memory>
#include <string>
#include <vector>

namespace vigie::judge {

struct Parameter {
    std::string name;
    std::string type;  // number | text | flag
    double low = 0;
    double high = 1;
    std::string standard;  // default, as text
    model::Text help;
};

// From this table come the reference docs, `vigie inspect --list` and the console's form.
struct DetectorInfo {
    std::string name;  // stable; also the key of its score
    model::Text says;  // one sentence: what it catches
    std::vector<model::ItemKind> looks_at;
    std::vector<Parameter> parameters;
    std::vector<std::string> evidence;  // codes it may give
    std::string cost;                   // "2 µs an item"
    bool on_demand = false;             // people ask for it (`vigie inspect`); the pipeline does not
};

// What `vigie inspect` prints and the pipeline keeps. `score` is there even when nothing is found.
struct Opinion {
    double score = 0;   // 0 to 1, highest over all assets
    std::string label;  // class, where the detector has classes ("official", "parody"…); may be empty
    std::vector<model::Finding> findings;
};

// One finding for each id: the one with the higher score stays. O(findings).
void keep_strongest(Opinion& opinion, model::Finding finding);

class Detector {
public:
    virtual ~Detector() = default;
    [[nodiscard]] virtual const DetectorInfo& info() const = 0;
    // `assets` that the matcher saw come first in interest but a detector may look further in its own index.
    [[nodiscard]] virtual Opinion examine(const model::Item& item) const = 0;
    // The same for a detector that needs the past. What it cannot recall it does without; an Error comes from
    // the store, and the item will be examined again.
    [[nodiscard]] virtual Result<Opinion> examine_with(Memory& /*memory*/, const model::Item& item) const {
        return examine(item);
    }
};

using DetectorFactory = Result<std::unique_ptr<Detector>> (*)(std::shared_ptr<const model::AssetRegister>);

}  // namespace vigie::judge
