// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractButton>
#include <QList>
#include <QWidget>

class QMenu;
class QVBoxLayout;

namespace ota {

class IconButton;

/// The narrow rail at the left: the program's mark with the menu, an icon and a word for each panel, theme and help.
class Rail final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Rail)

public:
    explicit Rail(QWidget* parent = nullptr);

    void addPanel(const QString& icon, const QString& word, const QKeySequence& key);
    int count() const { return static_cast<int>(m_items.size()); }
    void setCurrent(int index);
    /// How much there needs a person; 0 takes the badge away.
    void setAttention(int index, int count);
    /// Only icons, 48 px, for narrow windows.
    void setIconsOnly(bool on);
    QAbstractButton* item(int index) const { return m_items.at(index); }
    QAbstractButton* menuButton() const { return m_logo; }
    void setMenu(QMenu* menu);

Q_SIGNALS:
    void chosen(int index);
    void themeRequested();
    void helpRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void updateWidth();
    void moveFocus(int from, int step);
    bool eventFilter(QObject* watched, QEvent* event) override;

    QAbstractButton* m_logo;
    QVBoxLayout* m_column;
    QList<QAbstractButton*> m_items;
    IconButton* m_theme;
    IconButton* m_help;
    QMenu* m_menu = nullptr;
    bool m_iconsOnly = false;
};

} // namespace ota
