// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QKeySequence>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

namespace ota {

/// A push button with an icon of ours. Words of the look: `primary`, `flat`, `danger`, `link`, `small`, `large`.
class Button : public QPushButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Button)

public:
    explicit Button(const QString& icon, const QString& text, const QString& look = {}, QWidget* parent = nullptr);

    /// The tooltip, with the key behind it.
    void setTip(const QString& tip, const QKeySequence& key = {});

    /// While busy the icon becomes a turning arc and `words` say what happens; the place and the size stay. Shown after
    /// 150 ms and then for 300 ms at least.
    void setBusy(bool busy, const QString& words = {});
    bool isBusy() const { return m_busy; }

    /// Disabled with a reason, which is the tooltip then; enabled when it is empty.
    void setWhyNot(const QString& reason);
    const QString& whyNot() const { return m_whyNot; }

    /// Only the icon, for narrow windows; the words become the tooltip. Nothing happens without an icon.
    void setCompact(bool on);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void initStyleOption(QStyleOptionButton* option) const override;

private:
    void showBusy(bool shown);

    QString m_text;
    QString m_busyText;
    QString m_tip;
    QString m_whyNot;
    bool m_busy = false;
    bool m_compact = false;
    QTimer m_delay;
};

/// A flat button with nothing but an icon, for actions that everybody knows. `name` is tooltip and accessible name.
class IconButton : public QToolButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IconButton)

public:
    explicit IconButton(const QString& icon, const QString& name, QWidget* parent = nullptr);
    void setIconName(const QString& icon);
    void setTip(const QString& name, const QKeySequence& key = {});
};

/// `Run an operation (Ctrl+K)`
QString withKey(const QString& text, const QKeySequence& key);

} // namespace ota
