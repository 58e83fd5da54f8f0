// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "otaserver/serverlog.h"

#include <QWidget>

#include <functional>
#include <vector>

namespace ota {

class Button;
class FilterField;
class EndFollower;
class Memory;
class RequestModel;
class SearchTable;
class SectionHeader;
class Switch;

/// What the servers were asked, as it comes: filter, follow, copy. Scrolling up ends following and says how many lines
/// are new.
class RequestLog final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestLog)

public:
    RequestLog(std::function<QString(const QString&)> areaName, Memory& memory, QWidget* parent = nullptr);

    FilterField* filterField() const { return m_filter; }
    RequestModel& model() const { return *m_model; }
    SearchTable* table() const { return m_table; }
    void append(const std::vector<ServerLogLine>& lines);
    /// Lines of this service alone, with its name for the facts; empty: of all.
    void setService(const QString& service, const QString& title);
    EndFollower* end() const { return m_end; }

private:
    void copy();
    void updateFacts();

    RequestModel* m_model;
    SectionHeader* m_head;
    SearchTable* m_table;
    FilterField* m_filter;
    Switch* m_follow;
    Button* m_fresh;
    Button* m_all; ///< Back to the lines of all services.
    QString m_serviceTitle;
    EndFollower* m_end;
};

} // namespace ota
