// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>
#include <QWidget>

class QVBoxLayout;

namespace ota {

class Button;
class Memory;

/// The images of a release that is being built: a component, a file and perhaps an offset each. Its value is that of
/// the parameter `component`: `NAME=FILE[@OFFSET]`.
class ImageList final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ImageList)

public:
    /// What is known of a file when it has been read.
    struct Facts
    {
        qint64 size = 0;
        QString digest; ///< Hexadecimal.
    };

    /// `memory` keeps the recent files and must outlive the list.
    explicit ImageList(Memory& memory, QWidget* parent = nullptr);
    ~ImageList() override;

    QStringList values() const;
    void setValues(const QStringList& values);
    void addFiles(const QStringList& paths);
    /// By path.
    void setFacts(const QHash<QString, Facts>& facts);
    int count() const;

Q_SIGNALS:
    void edited();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    class Row;

    Row* addRow(const QString& component, const QString& path, const QString& offset);
    void removeRow(Row* row);
    void askFiles();
    void showRecent();
    void updateHead();

    Memory& m_memory;
    QWidget* m_head;
    QWidget* m_digestTitle = nullptr;
    QVBoxLayout* m_column;
    QList<Row*> m_rows;
    Button* m_add;
    Button* m_recent;
};

} // namespace ota
