// Deleting what one of our accounts should not have said.
#include <vigie/engine/assemble.hpp>

namespace vigie::engine {
namespace {

using respond::Answer;
using respond::Sighting;

class OwnPosts final : public respond::Desk {
public:
    explicit OwnPosts(std::vector<engage::Publisher*> publishers) : publishers_(std::move(publishers)) {}

    [[nodiscard]] std::string name() const override { return "own-accounts"; }
    [[nodiscard]] bool serves(const model::Culprit& culprit) const override {
        return publisher_of(culprit) != nullptr;
    }

    [[nodiscard]] Answer request(const model::Takedown& takedown) override {
        auto* publisher = publisher_of(takedown.subject);
        if (publisher == nullptr)
            return answer(Answer::Outcome::refused, "no publisher writes on this account");
        const auto done = publisher->remove(takedown.subject.id);
        switch (done.outcome) {
            case engage::Posting::Outcome::sent: return answer(Answer::Outcome::sent, done.detail);
            case engage::Posting::Outcome::refused: return answer(Answer::Outcome::refused, done.detail);
            case engage::Posting::Outcome::retry: break;
        }
        auto later = answer(Answer::Outcome::retry, done.detail);
        later.retry_after = done.retry_after;
        return later;
    }

    [[nodiscard]] Sighting look(const model::Takedown& takedown) override {
        auto* publisher = publisher_of(takedown.subject);
        const auto up = publisher == nullptr ? std::nullopt : publisher->is_up(takedown.subject.id);
        if (!up) return {Sighting::State::unknown, "its server could not be asked"};
        return *up ? Sighting{Sighting::State::still_up, "the post is there"}
                   : Sighting{Sighting::State::gone, "deleted"};
    }

private:
    static Answer answer(Answer::Outcome outcome, std::string detail) {
        Answer out;
        out.outcome = outcome;
        out.detail = std::move(detail);
        out.acknowledged = outcome == Answer::Outcome::sent;
        return out;
    }
    [[nodiscard]] engage::Publisher* publisher_of(const model::Culprit& culprit) const {
        if (culprit.kind != "post") return nullptr;
        for (auto* each : publishers_)
            if (each->network() == culprit.network && each->handle() == culprit.handle) return each;
        return nullptr;
    }

    std::vector<engage::Publisher*> publishers_;
};

}  // namespace

std::unique_ptr<respond::Desk> make_own_posts_desk(
    const std::vector<std::unique_ptr<engage::Publisher>>& publishers) {
    std::vector<engage::Publisher*> all;
    for (const auto& each : publishers) all.push_back(each.get());
    return std::make_unique<OwnPosts>(std::move(all));
}

}  // namespace vigie::engine
