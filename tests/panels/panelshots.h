// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "benchfixture.h"
#include "panels/widgets/look.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace ota {

/// A picture of a panel that is kept.
struct PanelShot
{
    const char* name; ///< `images-filled`
    const char* panel;
    const char* thing; ///< What is chosen in it, as PanelPage::openThing takes it; empty: what the panel chooses.
    BenchFixture::Content content;
};

const std::vector<PanelShot>& panelShots();

/// Makes the window stand as a shot wants it. One window at a time: only one is active and has the focus.
class PanelStage
{
public:
    explicit PanelStage(QSize size)
        : m_size(size)
    {
    }

    /// Shots of the same content that follow each other share a window.
    MainWindow& arrange(const PanelShot& shot, Look::Mode mode);

private:
    QSize m_size;
    std::optional<BenchFixture::Content> m_content;
    std::unique_ptr<BenchFixture> m_bench;
};

} // namespace ota
