// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/widgets/gatewayfeed.h"

#include <QWidget>

class QVBoxLayout;

namespace ota {

class Button;
class CommandBox;
class KeyValueList;
class MarkLine;
class SectionHeader;

/// What is known of a gateway, below the facts that every board has: what was asked, what it said, what is odd about
/// it, how it shows who it is.
class GatewaySection final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewaySection)

public:
    explicit GatewaySection(QWidget* parent = nullptr);

    void show(const GatewayFacts& gateway, qint64 nowNs);
    /// Until another gateway is shown, or it is put away.
    void showToken(const QString& gateway, const QString& token);

Q_SIGNALS:
    void applyRequested();
    void compareRequested();
    void reissueRequested();
    void revokeRequested();
    void relistRequested();
    void tokenCopied();

private:
    void addRequest(QVBoxLayout& column);
    void addReport(QVBoxLayout& column);
    void addCredential(QVBoxLayout& column);
    QWidget* makeToken();
    void showRequest();
    void showReport();
    void showFindings();
    void showCredential();

    GatewayFacts m_gateway;
    KeyValueList* m_request = nullptr;
    Button* m_compare = nullptr;
    QWidget* m_moved = nullptr;
    MarkLine* m_movedText = nullptr;
    KeyValueList* m_report = nullptr;
    SectionHeader* m_findingsHead = nullptr;
    QWidget* m_findings = nullptr;
    ExosenseFindings m_shownFindings;
    KeyValueList* m_credential = nullptr;
    Button* m_reissue = nullptr;
    Button* m_revoke = nullptr;
    Button* m_relist = nullptr;
    QWidget* m_tokenBox = nullptr;
    CommandBox* m_token = nullptr;
    QString m_tokenOf; ///< The gateway whose token is seen.
};

} // namespace ota
