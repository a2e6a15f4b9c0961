# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# Set-up shared by ./rtlgen and ./test. Source it; the caller has set ROOT and `set -euo pipefail`.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

say() { printf '%s\n' "$*" >&2; }

need_dotnet() {
    if ! command -v dotnet >/dev/null; then
        say "rtlgen: error: dotnet is missing; install the .NET SDK 10"
        exit 5
    fi
}

# Installs the Debian packages of missing hardware tools and libraries.
need_hardware_tools() {
    local missing=() pair
    for pair in verilator:verilator iverilog:iverilog yosys:yosys cadical:cadical g++:g++ gcc:gcc make:make \
        sta:opensta nextpnr-ice40:nextpnr-ice40; do
        command -v "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
    done
    # The library of cells that synthesis takes unless it is told another.
    [ -f /usr/share/qflow/tech/osu018/osu018_stdcells.lib ] || missing+=(qflow-tech-osu018)
    # Libraries have no command of their own: Z3 for proofs, the others to measure beside.
    local libraries
    libraries=$(ldconfig -p 2>/dev/null || /sbin/ldconfig -p)
    for pair in libz3.so.4:libz3-4 libzstd.so.1:libzstd1 liblz4.so.1:liblz4-1 libblosc.so.1:libblosc1 \
        libzfp.so:libzfp1 libfpzip.so:libfpzip1; do
        [[ $libraries == *"${pair%%:*}"* ]] || missing+=("${pair##*:}")
    done
    install_packages "${missing[@]}"
}

# Installs the Debian packages of what is missing of the tools that test the software codec.
need_software_tools() {
    local missing=() pair
    for pair in gcc:gcc g++:g++ clang:clang nm:binutils python3:python3; do
        command -v "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
    done
    has_numpy || missing+=(python3-numpy)
    install_packages "${missing[@]}"
}

# Installs the Debian package of the pictures that training learns from.
need_training_data() {
    [ -d /usr/share/datasets/fashion-mnist ] || install_packages dataset-fashion-mnist
}

# Installs the launcher of several processes that train together, which tests start.
need_launcher() {
    command -v mpirun >/dev/null || install_packages openmpi-bin
}

# Installs what turns pictures of training runs into PNG.
need_picture_tools() {
    command -v rsvg-convert >/dev/null || install_packages librsvg2-bin
}

# True if some python3 on the path has NumPy: a user's own Python may hide Debian's.
has_numpy() {
    local python
    while read -r python; do
        if "$python" -c 'import numpy' 2>/dev/null; then
            return
        fi
    done < <(type -ap python3)
    return 1
}

# Installs Debian packages, where that is possible without asking.
install_packages() {
    local missing=("$@")
    [ "${#missing[@]}" -eq 0 ] && return

    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        as_root=(sudo -n)
    fi
    if command -v apt-get >/dev/null && "${as_root[@]}" true 2>/dev/null; then
        say "Installing ${missing[*]} ..."
        if "${as_root[@]}" apt-get update -qq >&2 &&
            "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
                apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2; then
            return
        fi
    fi
    say "rtlgen: error: ${missing[*]} missing; run: sudo apt-get install ${missing[*]}"
    exit 5
}

# Names, sizes and times of everything that a build reads.
source_stamp() {
    find "$ROOT" \( -name artifacts -o -name .git -o -name verilog-out -o -name samples -o -name node_modules \) -prune -o -type f \
        \( -name '*.cs' -o -name '*.csproj' -o -name '*.props' -o -name '*.targets' -o -name '*.sbn' \
        -o -name 'global.json' -o -name '.editorconfig' -o -name 'nuget.config' \) -printf '%p %s %T@\n' |
        LC_ALL=C sort | cksum
}

# build WHAT PROJECT: builds a project unless its stamp says that nothing changed since.
build() {
    local stamp=$ROOT/artifacts/$1.stamp now log=$ROOT/artifacts/$1-build.log
    now=$(source_stamp)
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ]; then
        return
    fi
    need_dotnet
    mkdir -p "$ROOT/artifacts"
    if [ -f "$stamp" ]; then
        say "Building again, sources have changed ..."
    else
        say "Building (once; about a minute) ..."
    fi
    (
        # One build at a time: a second caller waits and finds the stamp.
        flock 9
        if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ]; then
            exit 0
        fi
        if ! dotnet build -c Release --nologo -v quiet "$2" >"$log" 2>&1 </dev/null; then
            grep -E 'error|warning' "$log" | sort -u | head -40 >&2 || cat "$log" >&2
            say "rtlgen: error: the build failed; all of its output is in $log"
            exit 5
        fi
        printf '%s\n' "$now" >"$stamp"
    ) 9>"$ROOT/artifacts/build.lock"
}
