# SPDX-License-Identifier: Apache-2.0
# Compiler settings and the three kinds of targets of this project: a library a folder, a program, a test.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTORCC ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()
if(NOT CMAKE_RUNTIME_OUTPUT_DIRECTORY)
    set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
endif()

find_program(OTA_CCACHE ccache)
if(OTA_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${OTA_CCACHE}")
endif()
find_program(OTA_LLD ld.lld)
if(OTA_LLD)
    add_link_options(-fuse-ld=lld)
endif()

find_package(OpenSSL 3.0 REQUIRED)
find_package(Threads REQUIRED)
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Network Sql)
find_package(PkgConfig REQUIRED)
if(OTA_TESTS)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
endif()

# The window's own: Gui and Widgets stay out of everything that does not ask for them.
if(OTA_GUI)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Concurrent Gui Widgets)
endif()

add_library(ota_flags INTERFACE)
target_include_directories(ota_flags INTERFACE "${PROJECT_SOURCE_DIR}/backends" "${PROJECT_SOURCE_DIR}")
target_compile_definitions(ota_flags INTERFACE
    QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_FOREACH QT_USE_QSTRINGBUILDER
    QT_NO_KEYWORDS QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_compile_options(ota_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor
    $<$<BOOL:${OTA_WERROR}>:-Werror>)
if(OTA_SANITIZE)
    target_compile_options(ota_flags INTERFACE -fsanitize=${OTA_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
    target_link_options(ota_flags INTERFACE -fsanitize=${OTA_SANITIZE})
endif()

# One precompiled header for all targets, and one for those with widgets: the standard and Qt headers that nearly every
# file reads. Off where files are to prove that they include what they use.
if(OTA_PCH)
    file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/ota_pch.cpp" CONTENT "")
    set(ota_pch_headers
        <algorithm> <array> <atomic> <chrono> <cstdint> <functional> <map> <memory> <mutex> <optional> <set> <span> <string>
        <string_view> <unordered_map> <utility> <variant> <vector>
        <QByteArray> <QDateTime> <QFile> <QHash> <QJsonArray> <QJsonObject> <QList> <QObject> <QString> <QStringList> <QVariant>)
    add_library(ota_pch OBJECT "${CMAKE_BINARY_DIR}/ota_pch.cpp")
    target_link_libraries(ota_pch PRIVATE ota_flags Qt6::Core)
    target_precompile_headers(ota_pch PRIVATE ${ota_pch_headers})
    if(OTA_GUI)
        add_library(ota_pch_widgets OBJECT "${CMAKE_BINARY_DIR}/ota_pch.cpp")
        target_link_libraries(ota_pch_widgets PRIVATE ota_flags Qt6::Widgets)
        target_precompile_headers(ota_pch_widgets PRIVATE ${ota_pch_headers}
            <condition_variable> <thread>
            <QAbstractItemModel> <QAbstractItemView> <QAction> <QApplication> <QBoxLayout> <QEvent> <QFutureWatcher> <QIcon> <QLabel>
            <QLineEdit> <QMenu> <QPainter> <QPointer> <QPromise> <QThreadPool> <QTimer> <QToolTip> <QWidget>)
    endif()
endif()
# A folder may choose another one: set(OTA_FOLDER_PCH ota_pch_widgets).
set(OTA_FOLDER_PCH ota_pch)
function(ota_reuse_pch target)
    if(OTA_PCH)
        target_precompile_headers(${target} REUSE_FROM ${OTA_FOLDER_PCH})
    endif()
endfunction()

# ota_library(NAME SOURCES ... PUBLIC targets... PRIVATE targets...): the static library of one folder.
function(ota_library name)
    cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    add_library(${name} STATIC ${arg_SOURCES})
    target_link_libraries(${name} PUBLIC ota_flags ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
    ota_reuse_pch(${name})
endfunction()

# ota_test(NAME LIBS ... [SOURCES ...] [LABELS ...] [TIMEOUT seconds]): one Qt Test program made of NAME.cpp, known to ctest.
function(ota_test name)
    cmake_parse_arguments(arg "" "TIMEOUT" "LIBS;SOURCES;LABELS" ${ARGN})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 300)
    endif()
    if(NOT arg_LABELS)
        set(arg_LABELS unit)
    endif()
    add_executable(${name} ${name}.cpp ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE ota_flags ota_test_support ${arg_LIBS} Qt6::Test)
    ota_reuse_pch(${name})
    target_compile_definitions(${name} PRIVATE OTA_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data")
    # A test's own code runs once: what it costs is its compiling. -O1 and no UBSan of its own save a third of that.
    target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O1>)
    if(OTA_SANITIZE)
        target_compile_options(${name} PRIVATE -fno-sanitize=undefined)
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}")
endfunction()

# ota_panel_test(NAME LIBS ... [SOURCES ...] [TIMEOUT seconds]): an ota_test with widgets, drawn into memory.
function(ota_panel_test name)
    cmake_parse_arguments(arg "" "TIMEOUT" "LIBS;SOURCES" ${ARGN})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 300)
    endif()
    ota_test(${name} LIBS ota_panel_support ${arg_LIBS} SOURCES ${arg_SOURCES} LABELS panels TIMEOUT ${arg_TIMEOUT})
    set_tests_properties(${name} PROPERTIES ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_LOGGING_RULES=qt.qpa.*=false")
endfunction()

# ota_fuzzer(NAME CORPUS dir LIBS ...): with OTA_FUZZ a libFuzzer program, else one that replays the corpus under ctest.
# NAME.cpp defines LLVMFuzzerTestOneInput.
function(ota_fuzzer name)
    cmake_parse_arguments(arg "" "CORPUS" "LIBS" ${ARGN})
    add_executable(${name} ${name}.cpp)
    target_link_libraries(${name} PRIVATE ota_flags ${arg_LIBS})
    if(OTA_FUZZ)
        target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    else()
        target_sources(${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests/fuzz/replay.cpp")
        add_test(NAME ${name} COMMAND ${name} "${arg_CORPUS}")
        set_tests_properties(${name} PROPERTIES TIMEOUT 120 LABELS "unit;fuzz")
    endif()
endfunction()
