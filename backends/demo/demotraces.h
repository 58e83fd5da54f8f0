// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "operations/operation.h"

#include <QString>
#include <QStringList>

namespace ota {

/// What demos have put on a bench that somebody works with. It is kept in the bench before anything of it is made, so
/// that it can be taken away again whatever became of the demo. Nothing of it was there before.
struct DemoTraces
{
    QString key;
    QString keyFingerprint; ///< So that no other key of that name is taken for it.
    QString release;
    QStringList boards;

    bool isEmpty() const { return key.isEmpty() && release.isEmpty() && boards.isEmpty(); }

    /// Errors: as of SettingsStore.
    static Result<DemoTraces> read(Bench& bench);
    /// The bench must be held. Errors: as of SettingsStore.
    Result<> write(Bench& bench) const;

    /// Names for a key and a release, where there are none yet. Errors: of the stores.
    Result<> nameThings(Bench& bench);
    /// That many more boards. Errors: of the stores.
    Result<QStringList> nameBoards(Bench& bench, int count);
};

/// Takes away what the demos made. Errors: Busy (one of their boards runs), and of the stores.
Result<Outcome> removeDemoTraces(OperationContext& context);

} // namespace ota
