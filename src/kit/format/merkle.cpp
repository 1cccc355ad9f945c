#include <vigie/base/assert.hpp>
#include <vigie/kit/hash.hpp>
#include <vigie/kit/merkle.hpp>

#include <bit>

namespace vigie::kit {

std::string merkle_leaf(std::string_view entry) {
    std::string bytes(1, '\0');
    bytes += entry;
    return sha256(bytes);
}

std::string merkle_node(std::string_view left, std::string_view right) {
    std::string bytes(1, '\1');
    bytes += left;
    bytes += right;
    return sha256(bytes);
}

void MerkleTree::add(std::string_view entry) {
    leaves_.push_back(merkle_leaf(entry));
    peaks_.push_back(leaves_.back());
    for (auto n = leaves_.size(); n % 2 == 0; n /= 2) {
        const auto right = std::move(peaks_.back());
        peaks_.pop_back();
        peaks_.back() = merkle_node(peaks_.back(), right);
    }
}

std::string MerkleTree::root() const {
    if (peaks_.empty()) return sha256("");
    auto out = peaks_.back();
    for (auto i = peaks_.size() - 1; i-- > 0;) out = merkle_node(peaks_[i], out);
    return out;
}

std::string MerkleTree::root(std::size_t size) const {
    VIGIE_ASSERT(size <= leaves_.size());
    return size == leaves_.size() ? root() : hash(0, size);
}

std::string MerkleTree::hash(std::size_t from, std::size_t to) const {
    if (from == to) return sha256("");
    if (to - from == 1) return leaves_[from];
    const auto k = std::bit_floor(to - from - 1);
    return merkle_node(hash(from, from + k), hash(from + k, to));
}

std::vector<std::string> MerkleTree::inclusion(std::size_t index, std::size_t size) const {
    VIGIE_ASSERT(index < size && size <= leaves_.size());
    std::vector<std::string> down;
    std::size_t from = 0;
    auto to = size;
    while (to - from > 1) {
        const auto middle = from + std::bit_floor(to - from - 1);
        if (index < middle) {
            down.push_back(hash(middle, to));
            to = middle;
        } else {
            down.push_back(hash(from, middle));
            from = middle;
        }
    }
    return {down.rbegin(), down.rend()};
}

void MerkleTree::sub_proof(std::size_t old_size, std::size_t from, std::size_t to, bool whole,
                           std::vector<std::string>& out) const {
    if (old_size == to - from) {
        if (!whole) out.push_back(hash(from, to));
        return;
    }
    const auto k = std::bit_floor(to - from - 1);
    if (old_size <= k) {
        sub_proof(old_size, from, from + k, whole, out);
        out.push_back(hash(from + k, to));
    } else {
        sub_proof(old_size - k, from + k, to, false, out);
        out.push_back(hash(from, from + k));
    }
}

std::vector<std::string> MerkleTree::consistency(std::size_t old_size, std::size_t size) const {
    VIGIE_ASSERT(old_size <= size && size <= leaves_.size());
    std::vector<std::string> out;
    if (old_size > 0 && old_size < size) sub_proof(old_size, 0, size, true, out);
    return out;
}

bool verify_inclusion(const std::string& leaf, std::size_t index, std::size_t size,
                      const std::vector<std::string>& path, const std::string& root) {
    if (index >= size) return false;
    auto fn = index;
    auto sn = size - 1;
    auto r = leaf;
    for (const auto& p : path) {
        if (sn == 0) return false;
        if (fn % 2 == 1 || fn == sn) {
            r = merkle_node(p, r);
            while (fn % 2 == 0 && fn != 0) {
                fn /= 2;
                sn /= 2;
            }
        } else {
            r = merkle_node(r, p);
        }
        fn /= 2;
        sn /= 2;
    }
    return sn == 0 && r == root;
}

bool verify_consistency(std::size_t old_size, std::size_t size, const std::string& old_root,
                        const std::string& root, const std::vector<std::string>& path) {
    if (old_size > size) return false;
    if (old_size == size) return path.empty() && old_root == root;
    if (old_size == 0) return path.empty() && old_root == sha256("");
    auto fn = old_size - 1;
    auto sn = size - 1;
    while (fn % 2 == 1) {
        fn /= 2;
        sn /= 2;
    }
    std::size_t next = 0;
    std::string fr = old_root;
    if (!std::has_single_bit(old_size)) {
        if (path.empty()) return false;
        fr = path[next++];
    }
    auto sr = fr;
    for (; next < path.size(); ++next) {
        if (sn == 0) return false;
        if (fn % 2 == 1 || fn == sn) {
            fr = merkle_node(path[next], fr);
            sr = merkle_node(path[next], sr);
            while (fn % 2 == 0 && fn != 0) {
                fn /= 2;
                sn /= 2;
            }
        } else {
            sr = merkle_node(sr, path[next]);
        }
        fn /= 2;
        sn /= 2;
    }
    return sn == 0 && fr == old_root && sr == root;
}

}  // namespace vigie::kit
