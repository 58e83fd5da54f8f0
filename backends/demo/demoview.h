// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/job.h"
#include "timeline/event.h"
#include "timeline/sessionstate.h"

#include <QJsonArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace ota {

/// The words and columns of the demo. Makes text; the job prints it.
class DemoView
{
public:
    explicit DemoView(JobContext& job);

    /// Whose events are told. Before begin().
    void setBoards(const QStringList& boards);

    void title(const QString& text);

    /// One step of the preparation: `key`, `manifest` …
    void step(const QString& name, const QString& text, const QJsonObject& data);

    /// From here on times count, and events have columns.
    void begin(qint64 nowNs);

    /// Of all events those that tell something new; one line each.
    void event(const Event& event);

    /// A board's session as the table at the end has it.
    struct Row
    {
        SessionState session;
        QString board;
        bool good = false;
        quint32 versionBefore = 0;
        quint32 version = 0; ///< That runs.
    };

    QString table(const std::vector<Row>& rows) const;
    QJsonArray json(const std::vector<Row>& rows) const;

    /// From the first sign of the payload to its last block.
    static qint64 downloadNs(const SessionState& session);
    /// From the notification to the proof that the new version runs.
    qint64 totalNs(const Row& row) const;

private:
    QString line(const Event& event, const QString& what) const;
    bool isTelling(const Event& event) const;

    JobContext& m_job;
    QStringList m_boards;
    qsizetype m_boardWidth = 0;
    qint64 m_beginNs = 0;
};

} // namespace ota
