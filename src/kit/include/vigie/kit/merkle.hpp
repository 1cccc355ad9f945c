// The hash tree of RFC 6962 (section 2.1), over SHA-256: a log whose every past state can be proved. Hashes
// are 32 raw bytes. Adding and the root of the whole cost O(log n), proofs O(n) hashes; memory 32 bytes a
// leaf.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::kit {

[[nodiscard]] std::string merkle_leaf(std::string_view entry);
[[nodiscard]] std::string merkle_node(std::string_view left, std::string_view right);

class MerkleTree {
public:
    void add(std::string_view entry);
    [[nodiscard]] std::size_t size() const noexcept { return leaves_.size(); }
    [[nodiscard]] std::string root() const;
    // Of the first `size` entries, which must be there.
    [[nodiscard]] std::string root(std::size_t size) const;
    // That entry `index` is among the first `size`: its siblings, the lowest first. index < size.
    [[nodiscard]] std::vector<std::string> inclusion(std::size_t index, std::size_t size) const;
    // That the tree of `old_size` entries is the beginning of that of `size`. old_size ≤ size.
    [[nodiscard]] std::vector<std::string> consistency(std::size_t old_size, std::size_t size) const;

private:
    [[nodiscard]] std::string hash(std::size_t from, std::size_t to) const;
    void sub_proof(std::size_t old_size, std::size_t from, std::size_t to, bool whole,
                   std::vector<std::string>& out) const;

    std::vector<std::string> leaves_;
    std::vector<std::string>
        peaks_;  // roots of the complete trees that the size is made of, the largest first
};

// RFC 9162, sections 2.1.3.2 and 2.1.4.2. Any bytes may be given; false when they prove nothing.
[[nodiscard]] bool verify_inclusion(const std::string& leaf, std::size_t index, std::size_t size,
                                    const std::vector<std::string>& path, const std::string& root);
[[nodiscard]] bool verify_consistency(std::size_t old_size, std::size_t size, const std::string& old_root,
                                      const std::string& root, const std::vector<std::string>& path);

}  // namespace vigie::kit
