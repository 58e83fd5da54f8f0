// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>

namespace ota {

/// A password or a symmetric key in memory that is locked where the system allows it, never copied and wiped at the
/// end. Never goes into a log, a command line or JSON.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArrayView bytes);
    /// As UTF-8.
    static Secret fromText(QStringView text);

    bool isEmpty() const { return size() == 0; }
    qsizetype size() const { return m_bytes ? m_bytes.get_deleter().size : 0; }
    QByteArrayView view() const { return {m_bytes.get(), size()}; }

private:
    struct Wipe
    {
        qsizetype size;
        void operator()(char* bytes) const;
    };

    std::unique_ptr<char, Wipe> m_bytes{nullptr, Wipe{0}};
};

/// Overwrites the bytes and empties the array.
void wipe(QByteArray& bytes);

/// Compares without telling by its time where the difference is.
bool equalInConstantTime(QByteArrayView a, QByteArrayView b);

} // namespace ota
