// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/widgets/fieldrow.h"
#include "store/boardstore.h"

#include <QHash>
#include <QJsonObject>
#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;

namespace ota {

class Banner;
class Button;
class FormFoot;
class SegmentedControl;
class VirtualFields;
struct Operation;
struct Workbench;

/// Adds a board or changes one: the fields of `board.add`, `board.set`, `board.virtual` or `exosense.identity.add`,
/// checked as one types. Runs
/// the operation itself and says beside the field what is wrong.
class BoardForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BoardForm)

public:
    explicit BoardForm(Workbench& workbench, QWidget* parent = nullptr);

    /// Starts with an empty board, or with what was found of one: `address`, `profile`, `name`.
    void startAdd(BoardKind kind, const QJsonObject& values = {});
    /// Starts with a gateway that is to be put on the list.
    void startAddGateway();
    void startEdit(const Board& board);
    void focusFirst();

    /// What it would run now.
    QString operation() const;
    QJsonObject values() const;
    QString command() const;
    /// Why it can not run yet; empty when it can.
    QString whyNot() const;

Q_SIGNALS:
    /// The board is on the bench.
    void done(const QString& name);
    void cancelled();
    void virtualGatewaysRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    /// In the order of the segments.
    enum class Kind
    {
        Physical,
        Virtual,
        Gateway
    };

    QWidget* makeHead();
    QWidget* makePhysical();
    QWidget* makeGateway();
    QWidget* makeFoot();
    void setKind(Kind kind);
    QJsonObject physicalValues() const;
    void onEdited();
    void refresh();
    void submit();
    void showError(const Error& error);
    FieldRow* addLine(const QString& parameter, const QString& label, const QString& placeholder, QWidget* box);
    QString text(const QString& parameter) const;
    QString fingerprint() const;

    Workbench& m_workbench;
    std::optional<Board> m_edited; ///< Nothing while a board is added.
    Kind m_kind = Kind::Physical;
    bool m_running = false;

    QLabel* m_title = nullptr;
    SegmentedControl* m_kinds = nullptr;
    Banner* m_banner = nullptr;
    QWidget* m_physical = nullptr;
    VirtualFields* m_virtual = nullptr;
    QWidget* m_gateway = nullptr;
    QHash<QString, QLineEdit*> m_lines;
    QHash<QString, FieldRow*> m_rows;
    QComboBox* m_profile = nullptr;
    FormFoot* m_foot = nullptr;
    Button* m_save = nullptr;
};

} // namespace ota
