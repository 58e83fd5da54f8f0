// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/packages/packagedraft.h"
#include "panels/packages/payloadreach.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

class QLineEdit;

namespace ota {

class FieldRow;
class PayloadField;
class SegmentedControl;

/// The fields of a package, each with what is wrong with it. What is only missing is no error yet.
class PackageForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PackageForm)

public:
    explicit PackageForm(QWidget* parent = nullptr);

    /// `id` empty: one is proposed as long as nobody writes another.
    void setDraft(const PackageDraft& draft, const QString& id);
    PackageDraft draft() const;
    QString id() const;
    /// Where URLs of ours lead, for digest and size.
    void setPlaces(const BenchPlaces& places);
    /// `others`: ids that are there already.
    void showFindings(const ExosenseFindings& findings, const QString& payloadProblem);
    void setIdProblem(const QString& error, const QString& warning);
    /// In the order of the fields: what is missing; empty when nothing is.
    QString missing() const;

    PayloadField* payload() const { return m_payload; }
    void addContent(const ContentEntry& entry);
    /// Only what is empty.
    void propose(const QString& version, const QString& name);
    void focusFirst();
    /// The field of that name; the payload for what is none.
    void focusField(const QString& field);

Q_SIGNALS:
    void edited();
    void submitted();

private:
    QLineEdit* addLine(const QString& field, const QString& label, const QString& placeholder, bool optional);
    QWidget* pair(const QString& first, const QString& second, int secondShare);
    void onEdited();
    void fillOwn();

    QHash<QString, QLineEdit*> m_lines;
    QHash<QString, FieldRow*> m_rows;
    SegmentedControl* m_type;
    PayloadField* m_payload;
    QString m_typeText; ///< Also one that nobody knows.
    JsonText m_base;
    BenchPlaces m_places;
    QString m_ownDigest;  ///< What was filled in by itself.
    bool m_ownId = false; ///< Somebody wrote the id.
};

} // namespace ota
