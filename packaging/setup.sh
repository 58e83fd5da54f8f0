# SPDX-License-Identifier: Apache-2.0
# Sourced by packaging/run and tests/run: puts the Debian packages of the named sections of packages.txt on the machine.
# Works for root without sudo and for a user with sudo; asks for nothing when everything is there.

ota_packages() { # section…
    local file=$1 section=; shift
    while read -r line; do
        case $line in
            ''|'#'*) ;;
            '['*) section=${line#[}; section=${section%]} ;;
            *) case " $* " in *" $section "*) echo "$line" ;; esac ;;
        esac
    done <"$file"
}

ota_missing() { # package…
    local package
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || echo "$package"
    done
}

ota_as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo -E "$@"
    else echo "These need root, and there is no sudo: $*" >&2; return 3
    fi
}

ota_install() { # top section…
    local top=$1; shift
    command -v apt-get >/dev/null || { echo "This is not a Debian system: install what packaging/packages.txt lists, then run again." >&2; return 0; }
    local missing
    # shellcheck disable=SC2046
    missing=$(ota_missing $(ota_packages "$top/packaging/packages.txt" "$@"))
    [ -n "$missing" ] || return 0
    echo "Installing Debian packages: $(echo $missing)" >&2
    export DEBIAN_FRONTEND=noninteractive
    ota_as_root apt-get update -q >/dev/null || return 3
    # shellcheck disable=SC2086
    ota_as_root apt-get install -y -q --no-install-recommends $missing >/dev/null || {
        echo "apt-get could not install them; its own words stand above." >&2; return 3; }
}

# Node.js and npm, for the tests that speak to npm packages. npm comes with some builds of nodejs and alone with Debian's.
ota_install_npm() {
    command -v npm >/dev/null && return 0
    export DEBIAN_FRONTEND=noninteractive
    ota_as_root apt-get install -y -q --no-install-recommends nodejs npm >/dev/null
}

# Configures a preset once and builds it; says nothing when there is nothing to do.
ota_build() { # top preset [target…]
    local top=$1 preset=$2; shift 2
    local log="$top/build/$preset.log"
    mkdir -p "$top/build"
    if [ ! -f "$top/build/$preset/build.ninja" ]; then
        echo "Configuring ($preset) …" >&2
        (cd "$top" && cmake --preset "$preset") >"$log" 2>&1 || { tail -n 30 "$log" >&2; return 3; }
    fi
    local targets=()
    [ $# = 0 ] || targets=(--target "$@")
    local steps
    steps=$(cd "$top" && ninja -C "build/$preset" -n "$@" 2>/dev/null | sed -n 's/^\[[0-9]*\/\([0-9]*\)\].*/\1/p' | tail -n 1)
    # Up to two steps: only CMake looking whether files came or went, and the rest is not known yet.
    if [ "${steps:-0}" -gt 2 ]; then echo "Building ($preset, $steps steps) …" >&2
    elif [ -n "$steps" ]; then echo "Building ($preset) …" >&2
    fi
    if [ -t 2 ]; then
        (cd "$top" && cmake --build --preset "$preset" "${targets[@]}") >&2 || return 3
    else
        (cd "$top" && cmake --build --preset "$preset" "${targets[@]}") >"$log" 2>&1 || { grep -E -A 15 'error|FAILED' "$log" | head -n 80 >&2; return 3; }
    fi
}
