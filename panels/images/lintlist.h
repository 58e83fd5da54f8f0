// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "suit/releasepreview.h"

#include <QAbstractButton>
#include <QScrollArea>

#include <functional>

class QVBoxLayout;

namespace ota {

class Badge;

/// The sentence with long URIs shortened in their middle; the whole of it is for the tooltip.
QString briefMessage(const QString& message);

/// One remark: mark, code, what it is about, and the sentence. A click goes to the field.
class LintItem final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LintItem)

public:
    LintItem(const ReleaseRemark& remark, const QString& about, QWidget* parent = nullptr);

    const ReleaseRemark& remark() const { return m_remark; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, 48}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ReleaseRemark m_remark;
    QString m_about;
};

/// What a board would say to the release that is being built: the list beside the form.
class LintList final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LintList)

public:
    explicit LintList(QWidget* parent = nullptr);

    /// `labelOf` names a parameter.
    void setRemarks(const std::vector<ReleaseRemark>& remarks, const std::function<QString(const QString&)>& labelOf);

Q_SIGNALS:
    void chosen(const QString& parameter);

private:
    QVBoxLayout* m_column;
    QList<LintItem*> m_items;
};

/// The list with its head: how many errors and warnings there are. Scrolls.
class LintPane final : public QScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LintPane)

public:
    explicit LintPane(QWidget* parent = nullptr);

    void setRemarks(const std::vector<ReleaseRemark>& remarks, const std::function<QString(const QString&)>& labelOf);
    /// Beside the form, or below it where there is no room.
    void setBeside(bool beside);

Q_SIGNALS:
    void chosen(const QString& parameter);

private:
    LintList* m_list;
    Badge* m_errors;
    Badge* m_warnings;
};

} // namespace ota
