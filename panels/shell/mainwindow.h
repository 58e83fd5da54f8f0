// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/shell/palettemodel.h"
#include "panels/widgets/workbench.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <vector>

class QMenu;
class QSplitter;
class QStackedWidget;
class QVariantAnimation;

namespace ota {

class BenchFeed;
class Drawer;
class HelpOverlay;
class InspectorHost;
class LogRing;
class Palette;
class PaletteField;
class PanelPage;
class Rail;
class SecretOverlay;
class StatusLights;
class ToastHost;

/// What the window is made of. All references outlive it.
struct WindowParts
{
    JobCenter& jobs;
    ServiceHost& services;
    BenchFeed& bench;
    Memory& memory;
    const LogRing& log;
    const Clock& clock;
    QString benchName;  ///< As the status bar says it.
    QString benchFacts; ///< `made just now`; may be empty.
    Suggest suggest = {};
};

/// The window: rail, panel, inspector, drawer, status bar, palette, help, toasts. It knows no world; panels are added.
class MainWindow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    /// Finds things of the bench for the palette, asked at each opening.
    using FindEntries = std::function<std::vector<PaletteEntry>()>;

    explicit MainWindow(const WindowParts& parts);
    ~MainWindow() override;

    /// For the panels' constructors.
    Workbench& workbench() { return m_workbench; }
    /// In the order of the rail; the window owns it.
    void addPanel(PanelPage* panel);
    void setFindEntries(FindEntries find) { m_findEntries = std::move(find); }
    /// After all panels are there: geometry, panel, drawer and splitters as they were.
    void restore();

    int panelCount() const { return static_cast<int>(m_panels.size()); }
    PanelPage* panel(const QString& id) const;
    PanelPage* currentPanel() const;
    void showPanel(int index);
    bool openThing(const QString& panel, const QString& thing);

    void openPalette();
    void openForm(const QString& operation, const QJsonObject& values);
    void showHelp();
    void tell(Mark mark, const QString& text, const QString& action = {}, std::function<void()> undo = {});
    /// Runs an operation as the palette does: asks first when it destroys.
    void run(const QString& operation, const QJsonObject& values);
    /// Comes to the front: a second instance was started on this bench.
    void raiseWindow();

    Palette& palette() const { return *m_palette; }
    Drawer& drawer() const { return *m_drawer; }
    Rail& rail() const { return *m_rail; }
    HelpOverlay& help() const { return *m_help; }
    SecretOverlay& secret() const { return *m_secret; }
    StatusLights& lights() const { return *m_lights; }
    ToastHost& toasts() const { return *m_toasts; }
    InspectorHost& inspector() const { return *m_inspector; }
    bool isInspectorShown() const;
    void setInspectorShown(bool on);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeLayout();
    void setPanel(int index);
    void makeActions();
    QAction* addWindowAction(const QString& text, const QKeySequence& key, std::function<void()> run);
    void buildMenu();
    std::vector<PaletteEntry> paletteEntries() const;
    std::vector<QWidget*> areas() const;
    void cycleArea(int step);
    void cycleTheme();
    void applyWidth();
    void slideDrawer(bool open);
    void setDrawerHeight(int height);
    void onDrawerSettled();
    void start(const QString& operation, const QJsonObject& values);
    void onJobFinished(int id);
    void copySelectionCommand();
    int rememberedInspectorWidth(const PanelPage& page) const;
    void watchChanges();
    void remember();

    WindowParts m_parts;
    Workbench m_workbench;
    Rail* m_rail = nullptr;
    QWidget* m_top = nullptr;
    QStackedWidget* m_headers = nullptr;
    PaletteField* m_paletteField = nullptr;
    QWidget* m_body = nullptr; ///< Panel and inspector; the inspector may lie over it.
    QSplitter* m_columns = nullptr;
    QSplitter* m_rows = nullptr;
    QStackedWidget* m_pages = nullptr;
    InspectorHost* m_inspector = nullptr;
    Drawer* m_drawer = nullptr;
    StatusLights* m_lights = nullptr;
    Palette* m_palette = nullptr;
    HelpOverlay* m_help = nullptr;
    SecretOverlay* m_secret = nullptr;
    ToastHost* m_toasts = nullptr;
    QMenu* m_menu = nullptr;
    QVariantAnimation* m_slide = nullptr;
    std::vector<PanelPage*> m_panels;
    std::vector<QAction*> m_actions;
    FindEntries m_findEntries;
    bool m_overlaid = false; ///< The window is narrow: the inspector lies over the panel.
    bool m_inspectorWanted = true;
    bool m_overlayWanted = false; ///< In a narrow window it is hidden until one asks for it.
    int m_drawerHeight = 0;
    QTimer m_rememberSoon;
};

} // namespace ota
