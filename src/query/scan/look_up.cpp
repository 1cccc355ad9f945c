#include "scan/state.hpp"
#include "text/tags.hpp"

#include <vigie/kit/text.hpp>

#include <algorithm>

namespace vigie::query {
namespace {

constexpr std::size_t most_alts = 16;

// "at://did:plc:x/app.bsky.feed.post/y" → the account it belongs to.
std::string_view author_of(std::string_view reference) noexcept {
    if (!reference.starts_with("at://")) return {};
    const auto rest = reference.substr(5);
    return rest.substr(0, rest.find('/'));
}

}  // namespace

std::string_view Scanner::State::text_of(std::uint8_t field) const noexcept {
    switch (field) {
        case field_text: return item->text;
        case field_name: return item->author_name;
        case field_bio: return item->author_bio;
        default: return item->alts[static_cast<std::size_t>(field - field_alt)];
    }
}

std::uint64_t Scanner::State::hash_folded(std::string_view text) {
    folded = kit::fold(text);
    return hash_text(folded);
}

void Scanner::State::read_texts() {
    reader.clear();
    reader.read(item->text, field_text);
    const auto& uses = impl.uses;
    if (uses.name) reader.read(item->author_name, field_name);
    if (uses.bio) reader.read(item->author_bio, field_bio);
    if (uses.alt) {
        for (std::size_t i = 0; i < std::min(item->alts.size(), most_alts); ++i)
            reader.read(item->alts[i], static_cast<std::uint8_t>(field_alt + i));
    }
}

// In two passes, so that the common answer, "no query knows this word", costs no mispredicted branch.
void Scanner::State::look_up_words() {
    const auto& tokens = reader.tokens();
    const auto& terms = impl.terms;
    maybe_known.resize(tokens.size());
    std::size_t n = 0;
    bool foreign = false;
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
        const auto key = key_of(space_of(scope_of(tokens[i].field)), tokens[i].hash);
        maybe_known[n] = i;
        n += terms.maybe(key) ? 1U : 0U;
        foreign = foreign || tokens[i].foreign;
    }
    for (std::size_t k = 0; k < n; ++k) {
        const auto& token = tokens[maybe_known[k]];
        const auto key = key_of(space_of(scope_of(token.field)), token.hash);
        if (const auto term = terms.find(key); term != no_term) hits.add_token(term, maybe_known[k]);
    }
    for (std::uint32_t i = 0; foreign && i < tokens.size(); ++i) {
        if (tokens[i].foreign) look_up_foreign(i);
    }
    if (impl.index.has_prefixes()) look_up_prefixes();
}

// "Carrеfour" with a Cyrillic е.
void Scanner::State::look_up_foreign(std::uint32_t i) {
    const auto& token = reader.tokens()[i];
    if (!reads_as_latin(reader.folded(token), folded)) return;
    const auto term = impl.terms.find(key_of(space_of(scope_of(token.field)), hash_text(folded)));
    if (term != no_term) hits.add_token(term, i);
}

void Scanner::State::look_up_prefixes() {
    const auto& tokens = reader.tokens();
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
        const auto& token = tokens[i];
        impl.index.prefixes_of(scope_of(token.field), reader.folded(token).data(), token.size,
                               [&](TermId term) { hits.add_token(term, i); });
    }
}

void Scanner::State::look_up_tag(std::string_view tag, const Piece& piece) {
    add_if_known(key_of(Space::tag, hash_folded(tag)), piece);
}

void Scanner::State::look_up_handle(Space space, std::string_view handle, const Piece& piece) {
    add_if_known(key_of(space, hash_folded(handle)), piece);
    if (const auto shorter = short_handle(folded); !shorter.empty())
        add_if_known(key_of(space, hash_text(shorter)), piece);
}

void Scanner::State::look_up_marks() {
    const auto& uses = impl.uses;
    for (const auto& mark : reader.marked()) {
        if (mark.field != field_text) continue;
        const auto word = item->text.substr(mark.start, mark.end - mark.start);
        Piece piece{mark.field, 0, mark.start - 1, mark.end};
        if (mark.token < reader.tokens().size() && reader.tokens()[mark.token].start >= mark.start &&
            reader.tokens()[mark.token].end <= mark.end) {
            piece.first = mark.token;
            piece.last = mark.token;
            while (piece.last + 1 < reader.tokens().size() &&
                   reader.tokens()[piece.last + 1].field == mark.field &&
                   reader.tokens()[piece.last + 1].end <= mark.end) {
                ++piece.last;
            }
        }
        if (mark.sign == '#' && uses.tags) look_up_tag(word, piece);
        if (mark.sign == '#' && uses.any_tag) add_if_known(key_of(AnyOf::tag), piece);
        if (mark.sign == '@' && uses.handles) look_up_handle(Space::handle, word, piece);
        if (mark.sign == '@' && uses.any_mention) add_if_known(key_of(AnyOf::mention), piece);
        if (mark.sign == '@' && uses.to) add_if_known(key_of(Space::to, hash_folded(word)), piece);
        if (mark.sign == '$' && uses.cash) add_if_known(key_of(Space::cash, hash_folded(word)), piece);
    }
    for (std::uint32_t i = 0; i < item->hashtags.size() && (uses.tags || uses.any_tag); ++i) {
        const auto tag = item->hashtags[i];
        const auto piece = Piece::whole(field_tag, tag, i);
        if (uses.tags) look_up_tag(tag, piece);
        if (uses.any_tag) add_if_known(key_of(AnyOf::tag), piece);
    }
    for (std::uint32_t i = 0; i < item->mentions.size() && (uses.handles || uses.to || uses.any_mention);
         ++i) {
        const auto who = item->mentions[i];
        const auto piece = Piece::whole(field_mention, who, i);
        if (uses.handles) look_up_handle(Space::handle, who, piece);
        if (uses.to) add_if_known(key_of(Space::to, hash_folded(who)), piece);
        if (uses.any_mention) add_if_known(key_of(AnyOf::mention), piece);
    }
}

void Scanner::State::look_up_accounts() {
    if (impl.uses.from) {
        if (const auto handle = item->author_handle; !handle.empty())
            look_up_handle(Space::from, handle, Piece::whole(field_handle, handle));
        if (const auto id = item->author_id; !id.empty())
            add_if_known(key_of(Space::from, hash_folded(id)), Piece::whole(field_id, id));
    }
    if (impl.uses.to) {
        if (const auto who = author_of(item->reply_to); !who.empty())
            add_if_known(key_of(Space::to, hash_folded(who)), {.field = field_reply});
    }
}

void Scanner::State::look_up_links() {
    const auto& links = facts.links();
    if (links.empty()) return;
    if (impl.uses.any_link) add_if_known(key_of(AnyOf::link), {.field = field_none});
    if (!impl.uses.domains) return;
    for (const auto& link : links) {
        const auto piece = piece_of(link);
        const auto host = Facts::host_of(link.url);
        // The host and every one above it.
        for (std::string_view rest = host; !rest.empty();) {
            add_if_known(key_of(Space::domain, hash_text(rest)), piece);
            const auto dot = rest.find('.');
            if (dot == std::string_view::npos) break;
            rest.remove_prefix(dot + 1);
        }
    }
}

void Scanner::State::look_up_unmasked() {
    unmasked.clear();
    unmasked_words(item->text, unmasked);
    for (const auto& u : unmasked) {
        const auto term = impl.terms.find(key_of(Space::unmasked, hash_text(u.form)));
        if (term == no_term) continue;
        Piece piece{field_text, 0, static_cast<std::uint32_t>(u.start), static_cast<std::uint32_t>(u.end)};
        const auto& tokens = reader.tokens();
        for (std::uint32_t i = 0; i < tokens.size() && tokens[i].field == field_text; ++i) {
            if (tokens[i].start < piece.start || tokens[i].end > piece.end) continue;
            if (piece.first == Piece::no_token) piece.first = i;
            piece.last = i;
        }
        hits.add_piece(term, piece);
    }
}

void Scanner::State::look_up_patterns() {
    scanned.clear();
    scratch.folded(reader.folded(), scanned);
    if (impl.index.scans_raw()) {
        scratch.raw(item->text, scanned);
        if (impl.uses.name) scratch.raw(item->author_name, scanned);
        if (impl.uses.bio) scratch.raw(item->author_bio, scanned);
        if (impl.uses.alt) {
            for (const auto alt : item->alts) scratch.raw(alt, scanned);
        }
    }
    for (const auto term : scanned) hits.add(term);
}

const SplitTag& Scanner::State::parts_of(std::string_view tag) {
    if (split.empty()) split.resize(remembered_tags);
    const auto hash = hash_text(tag) | 1U;  // 0: never used
    auto& known = split[hash >> 1U & (remembered_tags - 1)];
    if (known.hash != hash) {
        known.hash = hash;
        known.count = 0;
        cut(tag, known);
    }
    return known;
}

void Scanner::State::cut(std::string_view tag, SplitTag& out) {
    split_tag(tag, words_of_set, tag_pieces);
    if (tag_pieces.size() < 2 || tag_pieces.size() > SplitTag::most_parts) return;
    // Parts that are no term of any query need no place of their own, unless a query asks for parts of words.
    bool asked = !impl.patterns.empty();
    std::size_t used = 0;
    for (std::size_t i = 0; i < tag_pieces.size(); ++i) {
        const auto& piece = tag_pieces[i];
        if (used + piece.folded.size() > SplitTag::most_bytes || piece.end > 255) return;
        std::copy(piece.folded.begin(), piece.folded.end(),
                  out.folded.begin() + static_cast<std::ptrdiff_t>(used));
        used += piece.folded.size();
        out.parts[i] = {static_cast<std::uint8_t>(piece.start), static_cast<std::uint8_t>(piece.end),
                        static_cast<std::uint8_t>(piece.folded.size())};
        for (const auto space : {Space::text, Space::name, Space::bio, Space::alt})
            asked = asked || impl.terms.find(key_of(space, hash_text(piece.folded))) != no_term;
    }
    if (asked) out.count = static_cast<std::uint8_t>(tag_pieces.size());
}

// "#PromoCarrefour" is also the words promo and carrefour.
void Scanner::State::split_tags() {
    constexpr std::size_t most = 32;
    constexpr std::size_t longest = 200;  // bytes; the splitter takes 64 letters
    const auto& marked = reader.marked();
    for (std::size_t m = std::min(marked.size(), most); m-- > 0;) {
        const auto mark = marked[m];
        if (mark.sign != '#' || mark.token >= reader.tokens().size()) continue;
        const auto& token = reader.tokens()[mark.token];
        if (token.field != mark.field || token.start < mark.start || token.end > mark.end || token.size < 4 ||
            token.end - token.start > longest)
            continue;
        const auto& tag = parts_of(text_of(token.field).substr(token.start, token.end - token.start));
        if (tag.count == 0) continue;
        tag_parts.clear();
        std::size_t at = 0;
        for (std::size_t i = 0; i < tag.count; ++i) {
            Word part;
            part.start = token.start + tag.parts[i].start;
            part.end = token.start + tag.parts[i].end;
            part.size = tag.parts[i].size;
            part.fold = reader.keep({tag.folded.data() + at, part.size});
            at += part.size;
            tag_parts.push_back(part);
        }
        const auto more = static_cast<std::uint32_t>(tag_parts.size() - 1);
        const auto first = reader.tokens()[mark.token].position;
        reader.add_parts(mark.token, tag_parts);
        ordinals.add_tag(first, more);
    }
}

void Scanner::State::look_up(const model::ItemView& seen, const Context& asked) {
    item = &seen;
    context = &asked;
    hits.clear();
    sentences.clear();
    ordinals.clear();
    if (++epoch == 0) {  // after four thousand million items
        std::fill(pattern_epoch.begin(), pattern_epoch.end(), 0);
        epoch = 1;
    }
    read_texts();
    facts.clear(seen, asked, reader);
    const auto& uses = impl.uses;
    if (!reader.marked().empty()) split_tags();
    look_up_words();
    if (uses.tags || uses.handles || uses.cash || uses.to || uses.any_tag || uses.any_mention)
        look_up_marks();
    if (uses.from || uses.to) look_up_accounts();
    if (uses.domains || uses.any_link) look_up_links();
    if (uses.unmasked) look_up_unmasked();
    if (impl.index.scans_folded() || impl.index.scans_raw()) look_up_patterns();
}

}  // namespace vigie::query
