// Turns templates into sentences: `{x}` becomes one of the words of x, drawn by the drill's own generator.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/ports/clock.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::drill {

struct Persona {
    std::string name;
    std::string bio;
};

class Words {
public:
    // Reads files like texts.yaml; what several of them have, adds up. Errc::parse names the first thing that
    // is wrong.
    [[nodiscard]] static Result<Words> read(const std::vector<std::string_view>& files);

    // One template of `list`, filled; `fixed` values come before the file's words. An absent list gives "".
    [[nodiscard]] std::string say(std::string_view list, ports::Rng& rng,
                                  const std::map<std::string, std::string>& fixed) const;
    // One word of words.`list`.
    [[nodiscard]] std::string draw(std::string_view list, ports::Rng& rng,
                                   const std::map<std::string, std::string>& fixed = {}) const;
    [[nodiscard]] Persona persona(std::string_view list, ports::Rng& rng,
                                  const std::map<std::string, std::string>& fixed) const;

private:
    [[nodiscard]] Result<> add(std::string_view yaml);
    [[nodiscard]] std::string fill(std::string_view text, ports::Rng& rng,
                                   const std::map<std::string, std::string>& fixed) const;

    std::map<std::string, std::vector<std::string>, std::less<>> words_;
    std::map<std::string, std::vector<std::string>, std::less<>> lists_;
    std::map<std::string, std::vector<Persona>, std::less<>> personas_;
};

[[nodiscard]] inline std::size_t pick(ports::Rng& rng, std::size_t n) {
    return n == 0 ? 0 : rng.next() % n;
}

}  // namespace vigie::drill
