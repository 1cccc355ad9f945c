// Text in pixels, by Tesseract's models of French and English, behind a gate that sends on only what has
// writing in it: most photos cost some 50 ms, one with text 1 to 2 s of processor.
#pragma once

#include "content.hpp"
#include "pixels.hpp"

#include <memory>

namespace vigie::drivers {

// How much writing there seems to be, and how large it is.
struct Writing {
    int characters = 0;      // marks of the size of characters that stand in rows
    double height = 0;       // median of theirs, in pixels
    bool dark_page = false;  // light on dark
    [[nodiscard]] bool present() const;
};
// `grey` is 8 bits. Linear in its pixels.
[[nodiscard]] Writing writing_in(PIX* grey);

class Recogniser {
public:
    // Loads the models: before the rights are given up.
    [[nodiscard]] static Result<std::shared_ptr<Recogniser>> make();
    ~Recogniser();
    Recogniser(const Recogniser&) = delete;
    Recogniser& operator=(const Recogniser&) = delete;

    // Adds the part `recognised` with its words and their places, in pixels of `grey` times `scale`. Nothing
    // when no writing is there. Ends by itself after some seconds, with the remark text_cut.
    void read(PIX* grey, double scale, std::string_view name, Content& content);

private:
    struct State;
    explicit Recogniser(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace vigie::drivers
