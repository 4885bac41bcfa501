#!/usr/bin/env bash
# Makes the image oci-devops-local/base:offline from the packages of the host's own Debian or Ubuntu suite.
# No image registry takes part: debootstrap, then the engine's import.
set -euo pipefail
PROG=offline-base
ENGINE=${OCI_DEVOPS_ENGINE:-docker}
HERE=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=common.sh
. "$HERE/common.sh"

TAG=oci-devops-local/base:offline
BUNDLE_IN_IMAGE=/etc/ssl/certs/ca-certificates.crt
NPM_RANGE=npm@10 # the last major version that runs on node 18, 20 and 22

help() {
  cat <<'TEXT'
usage: offline-base.sh [--tag NAME]

Makes a small base image (node, npm, ca-certificates) out of the host's own Debian or Ubuntu suite.
Needs root and a docker engine. Prints the image's name.

  --tag NAME   name of the image (default oci-devops-local/base:offline)

  OCI_DEVOPS_CA_BUNDLE  certificates that the image shall trust, too (empty: none; unset: the first readable of
                        NODE_EXTRA_CA_CERTS, SSL_CERT_FILE, REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE)
  OCI_DEVOPS_ENGINE     docker (default) or podman
  OCI_DEVOPS_LOG        keep the log in this file
TEXT
}

while [ $# -gt 0 ]; do
  case $1 in
    --tag) [ -n "${2:-}" ] || usage_error '--tag needs a name'; TAG=$2; shift 2 ;;
    -h | --help) help; exit 0 ;;
    *) usage_error "unknown argument: $1" ;;
  esac
done

PATH=$PATH:/usr/sbin:/sbin
[ "$(id -u)" = 0 ] || die 'needs root to make a root file system (run it with sudo)'
os_field() { (. /etc/os-release 2>/dev/null && printf '%s' "${!1:-}"); }
DISTRO=$(os_field ID)
SUITE=$(os_field VERSION_CODENAME)
case $DISTRO in
  debian | ubuntu) ;;
  *) die "needs a Debian or Ubuntu host, this one is '${DISTRO:-unknown}': use the Oracle Linux image instead" ;;
esac
[ -n "$SUITE" ] || die '/etc/os-release has no VERSION_CODENAME, so the suite is unknown'
check_engine

# In a mount namespace of its own no mount can outlive this script, not even after SIGKILL.
if [ -z "${OCI_DEVOPS_OWN_MOUNTS:-}" ] && unshare --mount --propagation private true 2>/dev/null; then
  OCI_DEVOPS_OWN_MOUNTS=1 exec unshare --mount --propagation private -- bash "$HERE/offline-base.sh" --tag "$TAG"
fi

# Debian mounts /tmp with nodev, where debootstrap cannot make device nodes.
work_parent() {
  local dir options
  for dir in "${TMPDIR:-/var/tmp}" /var/tmp /tmp; do
    options=$(findmnt -n -o OPTIONS -T "$dir" 2>/dev/null) || options=''
    case ",$options," in *,nodev,* | *,noexec,*) continue ;; esac
    [ ! -w "$dir" ] || { printf '%s' "$dir"; return; }
  done
  return 1
}
PARENT=$(work_parent) || die 'every temporary directory is mounted nodev or noexec: set TMPDIR to another one'
start_work "$PARENT" "${OCI_DEVOPS_LOG:-}"
ROOTFS=$WORK/rootfs
resolve_ca_bundle
both_spellings

# "release uri component" of the distribution's own repositories. A mirror whose URL holds a password is left
# out: it would end up in argv and in the image.
apt_sources() {
  # shellcheck disable=SC2016 # the $(...) are apt's
  apt-get indextargets --format '$(ORIGIN)|$(RELEASE)|$(REPO_URI)|$(COMPONENT)' 'Created-By: Packages' 2>/dev/null |
    awk -F'|' -v suite="$SUITE" -v distro="$DISTRO" '
      tolower($1) == distro && $3 ~ /^https?:\/\/[^@]*$/ &&
      ($2 == suite || $2 == suite "-updates" || $2 == suite "-security") && !seen[$0]++ { print $2, $3, $4 }'
}
SOURCES=$(apt_sources)
# apt tells only about lists that it has downloaded.
if [[ $SOURCES != *"$SUITE-security "* ]]; then
  run apt-get update || true
  SOURCES=$(apt_sources)
fi
MIRROR=$(awk -v suite="$SUITE" '$1 == suite { print $2; exit }' <<<"$SOURCES")
COMPONENTS=$(awk -v suite="$SUITE" -v mirror="$MIRROR" '$1 == suite && $2 == mirror { printf "%s%s", n++ ? "," : "", $3 }' <<<"$SOURCES")

# npm comes from the registry that the host's npm is set up for, as one package. Debian's own npm needs 372 more
# packages; it is what remains where the host has no npm or the registry does not answer.
NPM_PACKAGE=''
if command -v npm >/dev/null && run env -C "$WORK" npm pack --silent "$NPM_RANGE"; then
  NPM_PACKAGE=$(find "$WORK" -maxdepth 1 -name 'npm-*.tgz' -print -quit)
fi

adopt_apt_proxy
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

# debootstrap needs no installation: it is a shell script with data files.
if command -v debootstrap >/dev/null; then
  DEBOOTSTRAP=debootstrap
else
  say 'debootstrap is not installed: using its package from a temporary directory'
  mkdir "$WORK/debootstrap"
  run env -C "$WORK/debootstrap" apt-get download debootstrap ||
    { run apt-get update && run env -C "$WORK/debootstrap" apt-get download debootstrap; } ||
    fail 'cannot download the package debootstrap'
  dpkg-deb -x "$WORK"/debootstrap/debootstrap_*.deb "$WORK/debootstrap"
  DEBOOTSTRAP=$WORK/debootstrap/usr/sbin/debootstrap
  export DEBOOTSTRAP_DIR=$WORK/debootstrap/usr/share/debootstrap
fi
if ! command -v wget >/dev/null; then
  # debootstrap fetches with wget; apt's own downloader can stand in.
  mkdir "$WORK/bin"
  cat >"$WORK/bin/wget" <<'SHIM'
#!/bin/sh
out= url=
while [ $# -gt 0 ]; do
  case $1 in
    -O) out=$2; shift ;;
    -*) ;;
    *) url=$1 ;;
  esac
  shift
done
exec /usr/lib/apt/apt-helper download-file "$url" "$out"
SHIM
  chmod 755 "$WORK/bin/wget"
  PATH=$WORK/bin:$PATH
fi

say "making a root file system of $DISTRO $SUITE"
run "$DEBOOTSTRAP" --variant=minbase --force-check-gpg ${COMPONENTS:+"--components=$COMPONENTS"} \
  "$SUITE" "$ROOTFS" ${MIRROR:+"$MIRROR"} || fail 'debootstrap failed'

# The usual habits of a container image: no daemon starts, no fsync a file, no package files kept, no manuals.
printf '#!/bin/sh\nexit 101\n' >"$ROOTFS/usr/sbin/policy-rc.d"
chmod 755 "$ROOTFS/usr/sbin/policy-rc.d"
cat >"$ROOTFS/etc/dpkg/dpkg.cfg.d/oci-devops" <<'CONF'
force-unsafe-io
path-exclude=/usr/share/doc/*
path-include=/usr/share/doc/*/copyright
path-exclude=/usr/share/man/*
path-exclude=/usr/share/info/*
path-exclude=/usr/share/locale/*
CONF
cat >"$ROOTFS/etc/apt/apt.conf.d/oci-devops" <<'CONF'
Acquire::Languages "none";
Acquire::GzipIndexes "true";
DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
CONF
if [ -n "$SOURCES" ]; then
  awk '{ key = $2 " " $1; if (!(key in c)) order[++n] = key; c[key] = c[key] " " $3 }
       END { for (i = 1; i <= n; i++) print "deb " order[i] c[order[i]] }' <<<"$SOURCES" >"$ROOTFS/etc/apt/sources.list"
fi

# Until ca-certificates is installed, a mirror behind https is trusted on the host's word.
BOOT_CA=/etc/apt/oci-devops-boot.crt
cat /dev/null ${OCI_DEVOPS_CA_BUNDLE:+"$OCI_DEVOPS_CA_BUNDLE"} >"$WORK/ca"
[ ! -r "$BUNDLE_IN_IMAGE" ] || cat "$BUNDLE_IN_IMAGE" >>"$WORK/ca"
certificates_of "$WORK/ca" >"$ROOTFS$BOOT_CA"
APT=(chroot "$ROOTFS" apt-get -y -q)
[ ! -s "$ROOTFS$BOOT_CA" ] || APT+=(-o "Acquire::https::CAInfo=$BOOT_CA")

say 'installing node and npm'
run "${APT[@]}" update || fail 'apt-get update failed in the new root file system'
run "${APT[@]}" dist-upgrade || fail 'apt-get dist-upgrade failed in the new root file system'
run "${APT[@]}" install --no-install-recommends ca-certificates nodejs || fail 'cannot install nodejs and ca-certificates'

if [ -n "$NPM_PACKAGE" ]; then
  NPM_DIR=$ROOTFS/usr/local/lib/node_modules/npm
  mkdir -p "$NPM_DIR"
  tar -xzf "$NPM_PACKAGE" -C "$NPM_DIR" --strip-components=1 --no-same-owner
  rm -rf "$NPM_DIR/docs" "$NPM_DIR/man"
  printf 'prefix=/usr/local\nupdate-notifier=false\n' >"$NPM_DIR/npmrc"
  for name in npm npx; do
    chmod 755 "$NPM_DIR/bin/$name-cli.js"
    ln -s "../lib/node_modules/npm/bin/$name-cli.js" "$ROOTFS/usr/local/bin/$name"
  done
  if ! run chroot "$ROOTFS" npm --version; then
    say "this suite's node is too old for $NPM_RANGE"
    rm -rf "$NPM_DIR" "$ROOTFS/usr/local/bin/npm" "$ROOTFS/usr/local/bin/npx"
    NPM_PACKAGE=''
  fi
fi
if [ -z "$NPM_PACKAGE" ]; then
  say "taking npm from $DISTRO's packages: this makes the image larger"
  run "${APT[@]}" install --no-install-recommends npm || fail 'cannot install npm'
fi

rm -f "$ROOTFS$BOOT_CA"
if [ -n "$OCI_DEVOPS_CA_BUNDLE" ]; then
  mkdir -p "$ROOTFS/usr/local/share/ca-certificates"
  COUNT=$(missing_certificates "$ROOTFS$BUNDLE_IN_IMAGE" "$OCI_DEVOPS_CA_BUNDLE" "$ROOTFS/usr/local/share/ca-certificates")
  say "trusting $COUNT more certificate(s) of the host's CA bundle"
  [ "$COUNT" = 0 ] || run chroot "$ROOTFS" update-ca-certificates || fail 'update-ca-certificates failed'
fi

# What belongs to this host or only to the installation stays out of the image.
rm -rf "$ROOTFS"/var/lib/apt/lists/* "$ROOTFS"/var/cache/apt/* "$ROOTFS"/var/cache/debconf/*-old \
  "$ROOTFS"/var/cache/ldconfig/* "$ROOTFS"/var/lib/dpkg/*-old "$ROOTFS"/var/log/*.log "$ROOTFS"/var/log/apt/* \
  "$ROOTFS"/usr/share/man/* "$ROOTFS"/usr/share/info/* "$ROOTFS"/usr/share/locale/* "$ROOTFS"/tmp/* "$ROOTFS"/root/.npm
find "$ROOTFS/usr/share/doc" -mindepth 1 \( -type f -o -type l \) ! -name copyright -delete
for name in resolv.conf hostname hosts machine-id; do
  rm -f "$ROOTFS/etc/$name"
  : >"$ROOTFS/etc/$name"
done

say "importing $TAG"
OLD=$(image_id "$TAG") || OLD=''
CHANGES=(--change 'CMD ["bash"]'
  --change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
  --change "LABEL org.opencontainers.image.title=oci-devops-local-base")
for name in SSL_CERT_FILE CURL_CA_BUNDLE REQUESTS_CA_BUNDLE GIT_SSL_CAINFO; do
  CHANGES+=(--change "ENV $name=$BUNDLE_IN_IMAGE")
done
# node reads this file at every start, which takes about 60 ms: only where the host's certificates need it.
[ -z "$OCI_DEVOPS_CA_BUNDLE" ] || CHANGES+=(--change "ENV NODE_EXTRA_CA_CERTS=$BUNDLE_IN_IMAGE")
# shellcheck disable=SC2016 # expanded by the inner shell
run bash -c 'set -o pipefail; root=$1; shift
  tar -C "$root" --numeric-owner --exclude="./dev/*" --exclude="./proc/*" --exclude="./sys/*" --exclude="./run/*" -c . | "$@"' \
  import "$ROOTFS" "$ENGINE" import "${CHANGES[@]}" - "$TAG" || fail "cannot import $TAG"
remove_predecessor "$OLD" "$TAG"
printf '%s\n' "$TAG"
