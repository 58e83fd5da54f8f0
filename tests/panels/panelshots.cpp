// SPDX-License-Identifier: Apache-2.0
#include "panelshots.h"

#include "panels/widgets/panelheader.h"
#include "panels/widgets/panelpage.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QTest>

namespace ota {

namespace {

constexpr int arrangeLimitMs = 30'000;

} // namespace

const std::vector<PanelShot>& panelShots()
{
    using enum BenchFixture::Content;
    static const std::vector<PanelShot> shots{
        {"boards-empty", "boards", "", Empty},
        {"images-empty", "images", "", Empty},
        {"packages-empty", "packages", "", Empty},
        {"serving-empty", "serving", "", Empty},
        {"timelines-empty", "timelines", "", Empty},
        {"boards-filled", "boards", "board/samr21-xpro-b", Filled},
        {"images-filled", "images", "release/native64_suit_update", Filled},
        {"packages-filled", "packages", "package/package_acme_iotgw1_prod_2-0-0", Filled},
        {"serving-filled", "serving", "service/coap", Filled},
        {"timelines-filled", "timelines", "session/2", Filled},
    };
    return shots;
}

MainWindow& PanelStage::arrange(const PanelShot& shot, Look::Mode mode)
{
    if (m_content != shot.content) {
        m_bench.reset();
        m_bench = std::make_unique<BenchFixture>(shot.content);
        m_bench->show(m_size);
        m_content = shot.content;
    }
    MainWindow& window = m_bench->bench().window();
    Look::of(&window).setMode(mode);
    if (!QTest::qWaitForWindowActive(&window, arrangeLimitMs))
        qFatal("the window is not active");
    const bool arranged = QTest::qWaitFor(
        [&] { return window.openThing(QString::fromLatin1(shot.panel), QString::fromLatin1(shot.thing)); },
        arrangeLimitMs);
    if (!arranged)
        qFatal("the bench has no %s", shot.thing);
    // The range that a window begins with depends on when its events were read.
    if (auto* fit = window.currentPanel()->header()->findChild<QAbstractButton*>(QStringLiteral("fitButton")))
        fit->click();
    // As after a click: the row that is chosen has its colour, and no ring.
    for (auto* view : window.currentPanel()->findChildren<QAbstractItemView*>()) {
        if (view->isVisible() && view->focusPolicy() != Qt::NoFocus) {
            view->setFocus(Qt::MouseFocusReason);
            break;
        }
    }
    return window;
}

} // namespace ota
