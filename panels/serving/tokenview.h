// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTimer>
#include <QWidget>

namespace ota {

class Button;
class ElidedLabel;
class IconButton;
class ServingKeeper;

/// The token that writing requests carry: masked, shown for a while when somebody wants to see it, copied, made anew.
class TokenView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TokenView)

public:
    /// How long it stands there in full.
    static constexpr std::chrono::seconds shownFor{20};

    /// `keeper` must outlive it.
    explicit TokenView(ServingKeeper& keeper, QWidget* parent = nullptr);

    bool isShown() const { return m_hide.isActive(); }

Q_SIGNALS:
    void tokenCopied(const QString& token);
    void renewed();
    void commandCopied(const QString& command);

protected:
    void hideEvent(QHideEvent* event) override;

private:
    void toggle();
    void mask();
    void renew();
    void showMenu();

    ServingKeeper& m_keeper;
    ElidedLabel* m_text;
    Button* m_show;
    IconButton* m_more;
    QTimer m_hide;
};

} // namespace ota
