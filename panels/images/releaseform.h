// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "suit/releasepreview.h"

#include <QWidget>

class QBoxLayout;

namespace ota {

class Button;
class ElidedLabel;
class FieldRow;
class ImageList;
class InsideFact;
class KeyChoice;
class OperationForm;
struct Workbench;

/// The fields of `release.build`: images as a list, the key as a choice that can make one, the rest as every form has
/// them, and at each field what a board would say to it. GUI thread.
class ReleaseForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReleaseForm)

public:
    /// `workbench` must outlive it.
    explicit ReleaseForm(Workbench& workbench, QWidget* parent = nullptr);

    const Operation& operation() const { return m_operation; }
    /// A new release: empty but for what was used last. `values` go over it.
    void begin(const QJsonObject& values);
    /// Puts files in as images; the first names the release when it has no name.
    void addFiles(const QStringList& paths);
    QJsonObject values() const;
    QString command() const;
    void setDraft(const QString& draft);

    /// Something was put in that closing would lose.
    bool isTouched() const { return m_touched; }
    /// The values were used: keeps what the next release starts from.
    void keepForNext();

    /// Marks what is missing or wrong and focuses the first of it; true when there is nothing.
    bool checkAll();
    /// Why it can not be published, as one sentence; empty when it can.
    QString whyNot(const ReleasePreview& preview) const;
    void showPreview(const ReleasePreview& preview);
    /// At the field of a parameter; false when it has none.
    bool showError(const QString& parameter, const QString& message);
    QString labelOf(const QString& parameter) const;
    void focusField(const QString& parameter);
    void focusFirst();

Q_SIGNALS:
    void changed(); ///< At each change of a value.
    void checked(); ///< Some time after the last change: now is the time to look at the values.
    void fieldShown(QWidget* row);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void placeFields();
    void addAsides();
    void orderTabs();
    void connectFields();
    FieldRow* rowOf(const QString& parameter) const;
    void showMore(bool on);
    void syncUri();
    QString servedBase() const;
    void setKey(const QJsonObject& values, bool given);
    void showAtFields();
    void showFacts();
    void markInputs();

    Workbench& m_workbench;
    const Operation& m_operation;
    OperationForm* m_form;
    ImageList* m_images;
    FieldRow* m_imagesRow;
    KeyChoice* m_key;
    FieldRow* m_keyRow;
    QBoxLayout* m_pair; ///< Vendor and class: beside each other where there is room.
    Button* m_more;
    Button* m_epoch = nullptr;
    ElidedLabel* m_sequenceFacts;
    InsideFact* m_vendorFacts = nullptr;
    InsideFact* m_classFacts = nullptr;
    ReleasePreview m_preview;
    bool m_syncing = false;  ///< The form itself sets a value.
    bool m_uriIsOurs = true; ///< The address follows the id until somebody types one.
    bool m_touched = false;
};

} // namespace ota
