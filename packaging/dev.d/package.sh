# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# packaging/dev package [--try]: build/package/espalier_VERSION_ARCH.deb from a release build of its own, then what judges it:
# desktop-file-validate, appstreamcli, man page lint, lintian. --try: installs it into a clean Debian 12 and starts both programs.

package_folder=build/package

# package_file: the one package that was made.
package_file() { find "$package_folder" -maxdepth 1 -name 'espalier_*.deb'; }

# package_configure: a release with Debian's own flags (hardening, no paths of this machine), without tests.
package_configure() {
    local flags
    flags="$(dpkg-buildflags --get CXXFLAGS) $(dpkg-buildflags --get CPPFLAGS)"
    configure release "$package_folder/build" -DESPALIER_TESTS=OFF -DCMAKE_INSTALL_PREFIX=/usr \
        -DESPALIER_ZSH_DIR=share/zsh/vendor-completions -DCMAKE_CXX_FLAGS_RELEASE="$flags -DNDEBUG -DQT_NO_DEBUG" \
        -DCMAKE_EXE_LINKER_FLAGS="$(dpkg-buildflags --get LDFLAGS)"
}

# package_make: the same bytes from the same sources; the time inside is that of the changelog.
package_make() {
    local SOURCE_DATE_EPOCH
    SOURCE_DATE_EPOCH=$(dpkg-parsechangelog -l packaging/debian/changelog -S Timestamp)
    export SOURCE_DATE_EPOCH
    find "$package_folder" -maxdepth 1 -name 'espalier_*.deb' -delete
    (umask 022 && cd "$package_folder/build" && cpack -G DEB -B "$PWD/cpack" >&2 && mv cpack/espalier_*.deb ..)
}

# package_check DEB: fails when a judge finds something; overrides stand in packaging/debian/lintian-overrides, with reasons.
package_check() {
    local result=0
    python3 tests/packaging/metadata.py "$package_folder/build/app/cli/espalier-cli" \
        "$package_folder/build/app/desktop/espalier" || result=1
    say "lintian $1"
    lintian --allow-root --fail-on error,warning,info --display-info --tag-display-limit 0 "$1" || result=1
    return $result
}

command_package() {
    local try=no
    case ${1:-} in
        "") ;;
        --try) try=yes ;;
        *)
            complain "package does not know \"$1\"" "packaging/dev package [--try]"
            exit 2
            ;;
    esac
    need build run package
    export DEB_BUILD_MAINT_OPTIONS=hardening=+all DEB_CXXFLAGS_MAINT_STRIP=-g
    package_configure
    build "$package_folder/build"
    package_make
    local deb
    deb=$(package_file)
    dpkg-deb --field "$deb" Package Version Architecture Depends Recommends Installed-Size >&2
    package_check "$deb"
    say "made: $deb"
    if [ $try = yes ]; then
        need test root
        as_root tests/packaging/cleanroot.sh "$PWD/$deb" "$PWD/$package_folder"
    fi
}
