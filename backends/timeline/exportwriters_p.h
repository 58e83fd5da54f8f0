// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/eventstore.h"

#include <QIODevice>

#include <map>
#include <memory>

namespace ota {

/// One form of export, written piece by piece.
class ExportWriter
{
public:
    explicit ExportWriter(QIODevice& device)
        : m_device(device)
    {
    }
    virtual ~ExportWriter() = default;
    Q_DISABLE_COPY_MOVE(ExportWriter)

    virtual void begin(const std::vector<SessionRow>& sessions);
    virtual void session(const SessionRow& row, const std::vector<Finding>& findings) = 0;
    virtual void event(const Event& event) = 0;
    virtual void end() {}

    bool isGood() const { return m_good; }

protected:
    void write(const QByteArray& bytes) { m_good = m_good && m_device.write(bytes) == bytes.size(); }
    void write(const QString& text) { write(text.toUtf8()); }
    bool isSimulated(const Event& event) const;

private:
    QIODevice& m_device;
    bool m_good = true;
    std::map<SessionId, bool> m_simulated;
};

std::unique_ptr<ExportWriter> makeJsonLinesWriter(QIODevice& device);
std::unique_ptr<ExportWriter> makeCsvWriter(QIODevice& device);
std::unique_ptr<ExportWriter> makeHtmlWriter(QIODevice& device);
std::unique_ptr<ExportWriter> makeTraceWriter(QIODevice& device);

} // namespace ota
