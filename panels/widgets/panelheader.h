// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace ota {

class ElidedLabel;

/// The head of a panel, 44 px: title, one line of facts, filter, scope, then actions at the right. At most one primary.
///
///     header->setFacts(tr("34 releases in 5 worlds"));
///     header->addFilter(filterField);  header->addScope(segmented);  header->addAction(button);
class PanelHeader final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PanelHeader)

public:
    explicit PanelHeader(const QString& title, QWidget* parent = nullptr);

    void setFacts(const QString& facts);
    QString facts() const;
    /// Behind the facts, from left to right.
    void addFilter(QWidget* filter, int width = 200);
    void addScope(QWidget* scope);
    /// At the right, from left to right.
    void addAction(QWidget* action);
    using QWidget::addAction;

    /// Of its narrow form, so that it never keeps a window from getting narrow.
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    int neededWidth() const;
    void fit();

    QLabel* m_title;
    ElidedLabel* m_facts;
    QHBoxLayout* m_left;
    QHBoxLayout* m_right;
    QWidget* m_filter = nullptr;
    int m_filterWidth = 0;
    bool m_isCompact = false; ///< Actions without words.
};

/// The head of a section, 32 px: title, facts, and what belongs at the right. Has a line above when it is not the
/// first.
class SectionHeader final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SectionHeader)

public:
    explicit SectionHeader(const QString& title, const QString& facts = {}, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setFacts(const QString& facts);
    void addAction(QWidget* action);
    using QWidget::addAction;
    /// Right behind the facts: a badge.
    void addBadge(QWidget* badge);
    /// Lines of 1 px at the upper and lower edge.
    void setLines(bool above, bool below);
    /// Space left and right of the content; 16 in a panel, 12 in an inspector.
    void setInset(int pixels);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QLabel* m_title;
    ElidedLabel* m_facts;
    QHBoxLayout* m_layout;
    int m_badges = 0;
    bool m_above = false;
    bool m_below = false;
};

} // namespace ota
