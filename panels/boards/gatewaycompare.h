// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/widgets/gatewayfeed.h"

#include <QStringList>
#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace ota {

class Badge;

/// `config_otau` of one gateway at the lower edge of the panel: what was asked beside what it wrote back, as JSON with
/// members in one order, and the lines that differ marked.
class GatewayCompare final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayCompare)

public:
    explicit GatewayCompare(QWidget* parent = nullptr);

    /// Null: none is chosen.
    void show(const GatewayPtr& gateway);
    int wantedHeight() const;
    void focusFirst();

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Side
    {
        QLabel* title = nullptr;
        QLabel* time = nullptr;
        QPlainTextEdit* text = nullptr;
    };

    QWidget* makeHead();
    Side makeSide(const QString& title, const char* name, QWidget* box);
    void fill();
    void mark();

    GatewayPtr m_gateway;
    QByteArray m_shownDesired;
    QByteArray m_shownReported;
    QStringList m_desiredLines;
    QStringList m_reportedLines;
    QLabel* m_facts = nullptr;
    Badge* m_state = nullptr;
    Side m_desired;
    Side m_reported;
};

/// Which lines of `a` have no partner in `b`, and the other way round: a longest common subsequence.
struct DifferentLines
{
    QList<int> ofA;
    QList<int> ofB;
};
DifferentLines differentLines(const QStringList& a, const QStringList& b);

/// JSON in lines with the members of each object by name; other text as it stands.
QStringList prettyLines(const QByteArray& text);

} // namespace ota
