// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QObject>
#include <QStringList>

#include <functional>

class QAction;
class QKeySequence;
class QWidget;

namespace ota {

struct Workbench;

/// What one can do with the gateways that are chosen: packages, requests, credentials. Each is an operation; what
/// destroys asks once.
class GatewayActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayActions)

public:
    /// `chosen` gives the names of the chosen gateways. All must outlive it; questions stand over `owner`.
    GatewayActions(Workbench& workbench, std::function<QStringList()> chosen, QWidget* owner);

    QList<QAction*> all() const { return m_actions; }
    /// Enables what can be done with what is chosen.
    void refresh();
    /// Asks, then forgets these and what they wrote.
    void remove(const QStringList& gateways);
    /// What a shell would do the same with, by the action's object name; empty when nothing is chosen.
    QString command(const QString& action) const;

    void apply();
    void clearRequest();
    void reissue();
    void revoke();
    void relist();

Q_SIGNALS:
    /// Shown to nobody a second time.
    void tokenIssued(const QString& gateway, const QString& token);
    void failed(const QString& cause, const QString& why);
    /// Something was done.
    void done();

private:
    QAction* add(const QString& name, const QString& text, const QString& tip, const QKeySequence& key,
                 void (GatewayActions::*run)());
    void ask(const QStringList& gateways, const QString& one, const QString& many, const QString& explanation,
             const QString& verb, const QString& operation, const QString& failure);
    void runEach(const QString& operation, const QStringList& gateways, const QString& failure);
    void runOnAll(const QString& operation, const QStringList& gateways, const QString& failure);

    Workbench& m_workbench;
    std::function<QStringList()> m_chosen;
    QWidget* m_owner;
    QList<QAction*> m_actions;
};

} // namespace ota
