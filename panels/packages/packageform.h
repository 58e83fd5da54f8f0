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
class LabFields;
class PayloadField;
class SegmentedControl;
struct Workbench;

/// The fields of a package, each with what is wrong with it. What is only missing is no error yet.
class PackageForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PackageForm)

public:
    /// `workbench` must outlive it.
    explicit PackageForm(Workbench& workbench, QWidget* parent = nullptr);

    /// `id` empty: one is proposed as long as nobody writes another.
    void setDraft(const PackageDraft& draft, const QString& id);
    /// Of files that are to be signed it says neither digest nor size: nobody knows them yet.
    PackageDraft draft() const;
    QString id() const;
    /// Where URLs of ours lead, for digest and size.
    void setPlaces(const BenchPlaces& places);
    /// `others`: ids that are there already.
    void showFindings(const ExosenseFindings& findings, const QString& payloadProblem);
    void setIdProblem(const QString& error, const QString& warning);
    /// In the order of the fields: what is missing; empty when nothing is.
    QString missing() const;

    LabFields* lab() const { return m_lab; }
    /// Why what this names can not be signed; empty when it can, and when nothing is to be.
    QString signingProblem(const PackageDraft& draft) const;

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
    void addLines();
    void makeColumn();
    void onEdited();
    void onLab();
    void fillOwn();

    QHash<QString, QLineEdit*> m_lines;
    QHash<QString, FieldRow*> m_rows;
    SegmentedControl* m_type;
    PayloadField* m_payload;
    LabFields* m_lab;
    QString m_typeText; ///< Also one that nobody knows.
    JsonText m_base;
    BenchPlaces m_places;
    QString m_ownDigest;  ///< What was filled in by itself.
    bool m_ownId = false; ///< Somebody wrote the id.
};

} // namespace ota
