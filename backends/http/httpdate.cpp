// SPDX-License-Identifier: Apache-2.0
#include "http/httpfields.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <cstring>

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

void putDigits(char* at, unsigned number, int digits)
{
    for (int i = digits; i-- > 0; number /= 10)
        at[i] = static_cast<char>('0' + number % 10);
}

} // namespace

QByteArray httpDate(qint64 secondsSinceEpoch)
{
    using namespace std::chrono;
    const sys_seconds time{seconds(secondsSinceEpoch)};
    const sys_days days = floor<std::chrono::days>(time);
    const year_month_day date(days);
    const hh_mm_ss clock(time - days);
    // Written digit by digit: each response to a file has two of these.
    QByteArray text("Day, 00 Mon 0000 00:00:00 GMT");
    char* at = text.data();
    std::memcpy(at, dayNames.at(weekday(days).c_encoding()), 3);
    putDigits(at + 5, static_cast<unsigned>(date.day()), 2);
    std::memcpy(at + 8, monthNames.at(static_cast<unsigned>(date.month()) - 1), 3);
    putDigits(at + 12, static_cast<unsigned>(static_cast<int>(date.year())), 4);
    putDigits(at + 17, static_cast<unsigned>(clock.hours().count()), 2);
    putDigits(at + 20, static_cast<unsigned>(clock.minutes().count()), 2);
    putDigits(at + 23, static_cast<unsigned>(clock.seconds().count()), 2);
    return text;
}

std::optional<qint64> parseHttpDate(QByteArrayView text)
{
    using namespace std::chrono;
    if (text.isEmpty() || text.size() > 40)
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
