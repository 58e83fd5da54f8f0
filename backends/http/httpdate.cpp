// SPDX-License-Identifier: Apache-2.0
#include "http/httpfields.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace ota {

namespace {

constexpr std::array dayNames = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array monthNames = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Fields
{
    int year = 0;
    unsigned month = 0; ///< 1–12; 0: no such name.
    unsigned day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
};

unsigned monthNumber(const char* name)
{
    for (unsigned i = 0; i < monthNames.size(); ++i) {
        if (qstrcmp(monthNames.at(i), name) == 0)
            return i + 1;
    }
    return 0;
}

std::optional<Fields> readFields(const char* text)
{
    Fields f;
    std::array<char, 4> month{};
    int end = 0;
    // IMF-fixdate, then the two forms that a recipient must still take: RFC 850 and asctime.
    if (std::sscanf(text, "%*3[A-Za-z], %2u %3[A-Za-z] %4d %2d:%2d:%2d GMT%n", &f.day, month.data(), &f.year, &f.hour,
                    &f.minute, &f.second, &end) == 6 &&
        end > 0) {
        f.month = monthNumber(month.data());
        return f;
    }
    if (std::sscanf(text, "%*9[A-Za-z], %2u-%3[A-Za-z]-%2d %2d:%2d:%2d GMT%n", &f.day, month.data(), &f.year, &f.hour,
                    &f.minute, &f.second, &end) == 6 &&
        end > 0) {
        f.year += f.year < 70 ? 2000 : 1900;
        f.month = monthNumber(month.data());
        return f;
    }
    if (std::sscanf(text, "%*3[A-Za-z] %3[A-Za-z] %2u %2d:%2d:%2d %4d%n", month.data(), &f.day, &f.hour, &f.minute,
                    &f.second, &f.year, &end) == 6 &&
        end > 0) {
        f.month = monthNumber(month.data());
        return f;
    }
    return std::nullopt;
}

} // namespace

QByteArray httpDate(qint64 secondsSinceEpoch)
{
    using namespace std::chrono;
    const sys_seconds time{seconds(secondsSinceEpoch)};
    const sys_days days = floor<std::chrono::days>(time);
    const year_month_day date(days);
    const hh_mm_ss clock(time - days);
    std::array<char, 64> text{};
    const int size = std::snprintf(
        text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT", dayNames.at(weekday(days).c_encoding()),
        static_cast<unsigned>(date.day()), monthNames.at(static_cast<unsigned>(date.month()) - 1),
        static_cast<int>(date.year()), static_cast<int>(clock.hours().count()),
        static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
    return {text.data(), size};
}

std::optional<qint64> parseHttpDate(QByteArrayView text)
{
    using namespace std::chrono;
    if (text.size() > 40)
        return std::nullopt;
    const auto fields = readFields(text.toByteArray().constData());
    if (!fields || fields->hour < 0 || fields->hour > 23 || fields->minute < 0 || fields->minute > 59 ||
        fields->second < 0 || fields->second > 60)
        return std::nullopt;
    const year_month_day date(year(fields->year), month(fields->month), day(fields->day));
    if (!date.ok())
        return std::nullopt;
    const auto time = sys_days(date) + hours(fields->hour) + minutes(fields->minute) + seconds(fields->second);
    return time.time_since_epoch().count();
}

} // namespace ota
