#include <vigie/kit/model_lines.hpp>
#include <vigie/kit/trees.hpp>

#include <algorithm>
#include <cmath>

namespace vigie::kit {
namespace {

constexpr std::size_t most_trees = 4096;
constexpr std::size_t most_nodes = std::size_t{1} << 20;
constexpr std::size_t most_features = 4096;
constexpr std::size_t most_knots = 4096;
constexpr int deepest = 32;

}  // namespace

class TreeReader {
public:
    explicit TreeReader(std::string_view text) : rest_(text) {}

    Result<TreeEnsemble> read() {
        next_line();
        if (line_ != "vigie-trees 1") return fail(Errc::parse, "not an ensemble of trees of form 1");
        next_line();
        while (line_ != "tree" && !ended_) {
            if (!head_line(line_)) return wrong();
            next_line();
        }
        while (!ended_) {
            if (line_ != "tree" || out_.roots_.size() == most_trees) return wrong();
            const auto root = out_.nodes_.size();
            out_.roots_.push_back(static_cast<std::uint32_t>(root));
            next_line();
            if (!node(0)) return wrong();
            out_.roots_mean_ += double{out_.nodes_[root].mean};
        }
        VIGIE_TRY_ASSIGN(out_.calibration_, Calibration::of(std::move(knots_)));
        return std::move(out_);
    }

private:
    void next_line() {
        ++number_;
        ended_ = rest_.empty();
        line_ = take_until(rest_, '\n');
    }
    [[nodiscard]] tl::unexpected<Error> wrong() const {
        if (ended_) return fail(Errc::parse, "trees: line {}: the file ends inside a tree", number_);
        return fail(Errc::parse, "trees: line {}: '{}' is not understood", number_, line_.substr(0, 60));
    }

    bool head_line(std::string_view line) {
        const auto key = take_until(line, ' ');
        if (key == "feature") {
            out_.features_.emplace_back(line);
            return !line.empty() && out_.features_.size() <= most_features;
        }
        if (key == "bias") return number(line, out_.bias_);
        if (key != "knot" || knots_.size() == most_knots) return false;
        auto& knot = knots_.emplace_back();
        return number(take_until(line, ' '), knot.margin) && number(line, knot.probability);
    }

    // Reads the node on the current line and all below it; the current line is then the one after.
    bool node(int depth) {
        if (ended_ || depth > deepest || out_.nodes_.size() == most_nodes) return false;
        auto line = line_;
        const auto key = take_until(line, ' ');
        TreeEnsemble::Node n;
        if (key == "leaf") {
            if (!number(line, n.value)) return false;
            n.mean = n.value;
            out_.nodes_.push_back(n);
            next_line();
            return true;
        }
        if (key != "split" || !number(take_until(line, ' '), n.feature) ||
            n.feature >= out_.features_.size() || !number(take_until(line, ' '), n.value)) {
            return false;
        }
        const auto unknown = take_until(line, ' ');
        n.unknown_high = unknown == "high";
        if ((!n.unknown_high && unknown != "low") || !number(line, n.mean)) return false;
        const auto at = out_.nodes_.size();
        out_.nodes_.push_back(n);
        next_line();
        if (!node(depth + 1)) return false;
        out_.nodes_[at].high = static_cast<std::uint32_t>(out_.nodes_.size());
        return node(depth + 1);
    }

    std::string_view rest_;
    std::string_view line_;
    std::size_t number_ = 0;
    bool ended_ = false;
    std::vector<Calibration::Knot> knots_;
    TreeEnsemble out_;
};

Result<TreeEnsemble> TreeEnsemble::read(std::string_view text) {
    return TreeReader(text).read();
}

std::uint32_t TreeEnsemble::next(std::uint32_t at, std::span<const float> values) const noexcept {
    const auto& n = nodes_[at];
    const float x = values[n.feature];
    const bool high = std::isnan(x) ? n.unknown_high : x >= n.value;
    return high ? n.high : at + 1;
}

double TreeEnsemble::margin(std::span<const float> values) const noexcept {
    double sum = bias_;
    for (auto at : roots_) {
        while (nodes_[at].feature != leaf) at = next(at, values);
        sum += double{nodes_[at].value};
    }
    return sum;
}

double TreeEnsemble::explain(std::span<const float> values, std::span<double> parts) const noexcept {
    double sum = bias_;
    for (auto at : roots_) {
        while (nodes_[at].feature != leaf) {
            const auto below = next(at, values);
            parts[nodes_[at].feature] += double{nodes_[below].mean} - double{nodes_[at].mean};
            at = below;
        }
        sum += double{nodes_[at].value};
    }
    return sum;
}

}  // namespace vigie::kit
