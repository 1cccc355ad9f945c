#include <vigie/kit/phone_number.hpp>

#include <phonenumbers/phonenumberutil.h>

namespace vigie::kit {
namespace {

using i18n::phonenumbers::PhoneNumberUtil;

PhoneType type_of(PhoneNumberUtil::PhoneNumberType type) noexcept {
    switch (type) {
        case PhoneNumberUtil::FIXED_LINE: return PhoneType::fixed;
        case PhoneNumberUtil::MOBILE: return PhoneType::mobile;
        case PhoneNumberUtil::FIXED_LINE_OR_MOBILE: return PhoneType::fixed_or_mobile;
        case PhoneNumberUtil::TOLL_FREE: return PhoneType::free;
        case PhoneNumberUtil::SHARED_COST: return PhoneType::shared_cost;
        case PhoneNumberUtil::PREMIUM_RATE: return PhoneType::premium;
        default: return PhoneType::unknown;
    }
}

}  // namespace

std::optional<PhoneNumber> read_phone(std::string_view written, std::string_view region) {
    constexpr std::size_t longest = 32;
    if (written.empty() || written.size() > longest) return std::nullopt;
    const auto& plans = *PhoneNumberUtil::GetInstance();
    i18n::phonenumbers::PhoneNumber number;
    if (plans.Parse(std::string(written), std::string(region), &number) != PhoneNumberUtil::NO_PARSING_ERROR)
        return std::nullopt;
    if (!plans.IsPossibleNumber(number)) return std::nullopt;
    PhoneNumber out;
    plans.Format(number, PhoneNumberUtil::E164, &out.e164);
    plans.GetRegionCodeForNumber(number, &out.region);
    if (out.region == "ZZ") out.region.clear();
    out.type = type_of(plans.GetNumberType(number));
    out.valid = plans.IsValidNumber(number);
    return out;
}

}  // namespace vigie::kit
