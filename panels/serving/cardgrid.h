// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QStringList>
#include <QWidget>

namespace ota {

class ServiceCard;

/// The cards of the services in rows of one length, one of them selected. Shows all, or those of a group.
class CardGrid final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CardGrid)

public:
    explicit CardGrid(QWidget* parent = nullptr);

    void add(ServiceCard* card);
    const QList<ServiceCard*>& cards() const { return m_cards; }
    ServiceCard* card(const QString& service) const; ///< Null when there is none.
    const QString& selected() const { return m_selected; }
    void select(const QString& service);
    /// These alone, in the order in which they were added. When the selected one is not among them the first is
    /// selected.
    void setShown(const QStringList& services);
    QList<ServiceCard*> shownCards() const;

    /// Cards have one height, whatever is written in them.
    bool hasHeightForWidth() const override { return false; }

Q_SIGNALS:
    void selectionChanged(const QString& service);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void place();
    void move(int step);

    QList<ServiceCard*> m_cards;
    QString m_selected;
    QStringList m_shown; ///< Empty: all.
    int m_columns = 0;
};

} // namespace ota
