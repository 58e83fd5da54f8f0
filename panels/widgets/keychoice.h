// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QComboBox;

namespace ota {

class Button;
class ElidedLabel;
class OperationForm;
struct Error;
struct KeyInfo;
struct Workbench;

/// Which keys a KeyChoice offers, and what a password means to it.
struct KeyOffer
{
    QString names = {};       ///< Before the object names of its parts: `package.`
    bool onlyEd25519 = false; ///< All others are shown with the reason why not, and something always signs.
    bool asksPassword = true; ///< When it signs. False: the operation has to be given a file with it.
};

/// The key that signs: one of the bench's, or a new one made in place.
class KeyChoice final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyChoice)

public:
    /// `workbench` must outlive it.
    explicit KeyChoice(Workbench& workbench, const KeyOffer& offer = {}, QWidget* parent = nullptr);

    /// Names; empty when nothing signs.
    QStringList value() const;
    void setValue(const QStringList& names);
    /// This key of the bench, as soon as it is known, unless another one is chosen by then.
    void prefer(const QString& name);
    QComboBox* box() const { return m_box; }
    /// The chosen key of the bench; null: none, or a file.
    const KeyInfo* key() const;

Q_SIGNALS:
    void edited();
    void newKeyShown(); ///< The form of a new key has been opened.

private:
    void fillBox();
    void refresh();
    void showFacts();
    void showNew(bool on);
    void make();
    void onMade(const QString& name);
    void onRefused(const Error& error);

    Workbench& m_workbench;
    KeyOffer m_offer;
    QComboBox* m_box;
    ElidedLabel* m_facts;
    Button* m_new;
    QWidget* m_newArea;
    OperationForm* m_form;
    Button* m_make;
    QString m_wanted; ///< A key that is not in the list yet: just made, or of the last time.
};

} // namespace ota
