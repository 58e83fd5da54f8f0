// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/shell/overlay.h"
#include "panels/shell/palettemodel.h"
#include "panels/widgets/operationform.h"

#include <QAbstractButton>

class QLabel;
class QLineEdit;
class QListView;
class QStackedWidget;

namespace ota {

class Memory;

/// The field at the right end of each panel's head that opens the palette.
class PaletteField final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PaletteField)

public:
    explicit PaletteField(QWidget* parent = nullptr);
    void setIconOnly(bool on);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool m_iconOnly = false;
};

/// The palette over the window (Ctrl+K): at the left what was found, at the right the form of the chosen operation with
/// its command.
class Palette final : public Overlay
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Palette)

public:
    Palette(const OperationRegistry& registry, Memory& memory, QWidget* window);

    void setSuggest(Suggest suggest) { m_suggest = std::move(suggest); }
    void setAskPath(AskPath ask) { m_askPath = std::move(ask); }

    void openWith(std::vector<PaletteEntry> entries);
    /// With the form of one operation and values to start from.
    void openForm(std::vector<PaletteEntry> entries, const QString& operation, const QJsonObject& values);
    QLineEdit* line() const { return m_line; }
    OperationCard* card() const { return m_card; } ///< Null when no operation is chosen.

Q_SIGNALS:
    void runRequested(const QString& operation, const QJsonObject& values);
    void commandCopied(const QString& command);

protected:
    void place() override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void search();
    void choose(int row);
    void step(int by);
    void takeChosen();
    void makeCard(const Operation& operation);

    Memory& m_memory;
    PaletteModel* m_model;
    QLineEdit* m_line;
    QLabel* m_facts;
    QListView* m_list;
    QStackedWidget* m_side;
    QLabel* m_sideText;
    OperationCard* m_card = nullptr;
    Suggest m_suggest;
    AskPath m_askPath;
};

} // namespace ota
