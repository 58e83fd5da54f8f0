// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSet>
#include <QString>
#include <QStringList>

#include <vector>

namespace ota {

/// Rows under headings in aligned columns, two spaces apart, for an Outcome's text. The columns numbered in
/// `rightAligned` hold numbers. Control characters become `?`, so that a foreign name can not steer the terminal. No
/// line end behind the last line.
QString textTable(const QStringList& headings, const std::vector<QStringList>& rows,
                  const QSet<int>& rightAligned = {});

} // namespace ota
