# shellcheck shell=bash
# What build.sh and offline-base.sh share: messages, one log, children that die with us, the CA bundle, proxies.
# Expects PROG and ENGINE; sets WORK and LOG. Runs on macOS, too, as far as the Oracle Linux image needs it: bash 3,
# no setsid, no timeout, no /proc.

WORK='' LOG='' CHILD=''
SETSID=$(command -v setsid || true)

say() { printf '%s: %s\n' "$PROG" "$*" >&2; }

usage_error() {
  say "error: $* (--help tells more)"
  exit 2
}

die() {
  say "error: $*"
  exit 125
}

# A step failed: the end of its log says why. User names and passwords in URLs are not shown.
fail() {
  say "error: $*"
  if [ -s "$LOG" ]; then
    say 'the last lines of the log:'
    tail -n 40 "$LOG" | sed -E 's#(://)[^/@[:space:]]+@#\1***@#g; s/^/  | /' >&2
  fi
  exit 125
}

# start_work DIR [LOG FILE]: a private directory that no way out of the script leaves behind, except SIGKILL.
start_work() {
  WORK=$(mktemp -d "$1/oci-devops-builder.XXXXXX") || die "cannot make a directory in $1"
  trap 'finish $?' EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  LOG=${2:-$WORK/log}
  : >>"$LOG" || die "cannot write the log $LOG"
}

finish() {
  local dir
  set +e
  trap - EXIT
  trap '' HUP INT TERM
  stop_child
  # Whatever is still mounted below the directory (debootstrap's proc and sys) must go before rm looks at it.
  if [ -r /proc/self/mounts ]; then
    while read -r dir; do umount -l "$dir" 2>/dev/null; done < <(
      awk -v w="$WORK/" 'index($2, w) == 1 { print $2 }' /proc/self/mounts | sort -r)
    rm -rf --one-file-system "$WORK"
  else
    rm -rf "$WORK"
  fi
  exit "$1"
}

# run CMD...: into the log, in a session of its own, so that a signal to this script can end all of it at once.
# The shell waits with `wait` because a trap runs only there without delay.
run() {
  local rc=0
  printf '\n$ %s\n' "$1 ${2-} ${3-} ..." >>"$LOG"
  $SETSID "$@" >>"$LOG" 2>&1 </dev/null &
  CHILD=$!
  wait "$CHILD" || rc=$?
  CHILD=''
  return "$rc"
}

# Asks, waits GRACE seconds, then kills. build.sh waits longer than offline-base.sh, which has to clean up itself.
GRACE=5
stop_child() {
  local i who
  [ -n "$CHILD" ] || return 0
  who=${SETSID:+-}$CHILD
  kill -TERM -- "$who" 2>/dev/null
  for ((i = 0; i < GRACE * 10; i++)); do
    kill -0 -- "$who" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL -- "$who" 2>/dev/null
  wait "$CHILD" 2>/dev/null
  CHILD=''
}

check_engine() {
  local reason ask limit
  command -v "$ENGINE" >/dev/null || die "there is no $ENGINE command in PATH"
  # Older docker clients end `docker info` with success when no engine answers; podman has no server to ask.
  if [ "$ENGINE" = docker ]; then ask=(version --format '{{.Server.Version}}'); else ask=(info); fi
  limit=$(command -v timeout || true)
  reason=$($limit ${limit:+30} "$ENGINE" "${ask[@]}" 2>&1 >/dev/null) ||
    die "no $ENGINE engine answers: $(tail -n 1 <<<"${reason:-no answer within 30 s}")"
}

image_id() { "$ENGINE" image inspect --format '{{.Id}}' "$1" 2>/dev/null; }

# A rebuilt image leaves its predecessor without a name. It is removed unless somebody else named or uses it.
remove_predecessor() {
  local tags
  [ -n "$1" ] || return 0
  [ "$1" != "$(image_id "$2")" ] || return 0
  tags=$("$ENGINE" image inspect --format '{{len .RepoTags}}' "$1" 2>/dev/null) || return 0
  [ "$tags" != 0 ] || "$ENGINE" image rm "$1" >>"$LOG" 2>&1 || true
}

is_pem() { [ -f "$1" ] && [ -r "$1" ] && grep -q -e '-----BEGIN CERTIFICATE-----' "$1"; }

# The host's CA bundle. OCI_DEVOPS_CA_BUNDLE decides when it is set, even to nothing.
resolve_ca_bundle() {
  local name
  if [ -n "${OCI_DEVOPS_CA_BUNDLE+set}" ]; then
    [ -z "$OCI_DEVOPS_CA_BUNDLE" ] || is_pem "$OCI_DEVOPS_CA_BUNDLE" ||
      die "OCI_DEVOPS_CA_BUNDLE names no readable file with PEM certificates: $OCI_DEVOPS_CA_BUNDLE"
  else
    OCI_DEVOPS_CA_BUNDLE=''
    for name in NODE_EXTRA_CA_CERTS SSL_CERT_FILE REQUESTS_CA_BUNDLE CURL_CA_BUNDLE; do
      if is_pem "${!name:-}"; then
        OCI_DEVOPS_CA_BUNDLE=${!name}
        break
      fi
    done
  fi
  export OCI_DEVOPS_CA_BUNDLE
}

# Only certificates: a bundle that also holds a private key must not carry it into an image.
certificates_of() { tr -d '\r' <"$1" | sed -n '/^-----BEGIN CERTIFICATE-----/,/^-----END CERTIFICATE-----/p'; }

# missing_certificates HAVE BUNDLE DIR: one file a certificate of BUNDLE that HAVE lacks, since
# update-ca-certificates wants one certificate a file. Compared by their base64 text.
missing_certificates() {
  certificates_of "$2" | awk -v dir="$3" -v have="$1" '
    /^-----BEGIN/ { body = ""; next }
    /^-----END/   { if (FILENAME == have) seen[body] = 1
                    else if (!(body in seen)) {
                      seen[body] = 1
                      file = sprintf("%s/oci-devops-host-%03d.crt", dir, ++n)
                      gsub(/.{64}/, "&\n", body); sub(/\n$/, "", body)
                      printf "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n", body > file
                      close(file)
                    }
                    next }
    { body = body $0 }
    END { print n + 0 }' "$1" -
}

# Tools read either spelling of the proxy variables, so both are set.
both_spellings() {
  local lower upper
  for lower in http_proxy https_proxy ftp_proxy all_proxy no_proxy; do
    upper=$(tr '[:lower:]' '[:upper:]' <<<"$lower")
    if [ -n "${!lower:-}" ] && [ -z "${!upper:-}" ]; then
      export "$upper=${!lower}"
    elif [ -n "${!upper:-}" ] && [ -z "${!lower:-}" ]; then
      export "$lower=${!upper}"
    fi
  done
}

# Where apt has a proxy of its own (a package cache), packages come through it.
adopt_apt_proxy() {
  local apt_http='' apt_https=''
  eval "$(apt-config shell apt_http Acquire::http::Proxy apt_https Acquire::https::Proxy)"
  if [ -n "$apt_http" ] && [ "$apt_http" != DIRECT ]; then export http_proxy="${http_proxy:-$apt_http}"; fi
  if [ -n "$apt_https" ] && [ "$apt_https" != DIRECT ]; then export https_proxy="${https_proxy:-$apt_https}"; fi
}

# Build arguments without a value: the engine's client takes it from the environment, and the predefined
# proxy arguments enter neither the image's configuration nor its history.
proxy_arguments() {
  local name
  PROXY_ARGS=()
  for name in HTTP_PROXY HTTPS_PROXY FTP_PROXY ALL_PROXY NO_PROXY http_proxy https_proxy ftp_proxy all_proxy no_proxy; do
    [ -z "${!name:-}" ] || PROXY_ARGS+=(--build-arg "$name")
  done
  # A proxy on this host's loopback is out of reach from the engine's own network.
  case "${http_proxy:-} ${https_proxy:-} ${all_proxy:-}" in
    *://localhost[:/]* | *@localhost[:/]* | *://127.* | *@127.* | *'//[::1]'*) PROXY_ARGS+=(--network=host) ;;
  esac
}
