#!/usr/bin/env bash
# Builds the builder image: the container in which a managed build stage runs locally.
set -euo pipefail
PROG=builder
ENGINE=${OCI_DEVOPS_ENGINE:-docker}
HERE=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=common.sh
. "$HERE/common.sh"

BASE=oci-devops-local/base:offline
OFFLINE='' TAG='' IF_MISSING='' CLIENT=''

help() {
  cat <<'TEXT'
usage: build.sh [--offline] [--tag NAME] [--if-missing] [--docker-client FILE] [-- ARGUMENT...]

Builds the image in which a managed build stage runs locally, and prints its name.

  --offline             from the host's own Debian or Ubuntu packages instead of Oracle Linux 8; needs root,
                        no image registry; makes oci-devops-local/base:offline as well
  --tag NAME            name of the image (default oci-devops-local/builder:ol8, with --offline builder:offline)
  --if-missing          do nothing when the image exists and was made by these very files
  --docker-client FILE  put this docker binary into the image (--offline only; default: the suite's package)
  -- ARGUMENT...        more arguments for 'docker build', for example --pull or --build-arg NODE_STREAM=20

  OCI_DEVOPS_CA_BUNDLE  certificates that the image shall trust, too (empty: none; unset: the first readable of
                        NODE_EXTRA_CA_CERTS, SSL_CERT_FILE, REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE)
  HTTP_PROXY, HTTPS_PROXY, NO_PROXY and their lower case twins reach the build, not the image
  OCI_DEVOPS_ENGINE     docker (default) or podman
  OCI_DEVOPS_LOG        keep the log in this file

exit status: 0 done, 2 wrong usage, 125 no engine or the build failed, 129/130/143 interrupted
TEXT
}

while [ $# -gt 0 ]; do
  case $1 in
    --offline) OFFLINE=1; shift ;;
    --tag) [ -n "${2:-}" ] || usage_error '--tag needs a name'; TAG=$2; shift 2 ;;
    --if-missing) IF_MISSING=1; shift ;;
    --docker-client) [ -n "${2:-}" ] || usage_error '--docker-client needs a file'; CLIENT=$2; shift 2 ;;
    -h | --help) help; exit 0 ;;
    --) shift; break ;;
    *) usage_error "unknown argument: $1" ;;
  esac
done
[ -z "$CLIENT" ] || [ -n "$OFFLINE" ] || usage_error '--docker-client goes with --offline'
[ -z "$CLIENT" ] || [ -f "$CLIENT" ] || usage_error "no such file: $CLIENT"
TAG=${TAG:-oci-devops-local/builder:$([ -n "$OFFLINE" ] && echo offline || echo ol8)}

# What the image is made by; a label of it tells an image of other files apart.
RECIPE_LABEL=oci-devops-local.builder.recipe
RECIPE=$(cd "$HERE" && cat Dockerfile Dockerfile.offline build.sh common.sh offline-base.sh | cksum | tr ' ' -)
is_up_to_date() {
  [ "$("$ENGINE" image inspect --format "{{index .Config.Labels \"$RECIPE_LABEL\"}}" "$TAG" 2>/dev/null)" = "$RECIPE" ] &&
    { [ -z "$OFFLINE" ] || image_id "$BASE" >/dev/null; }
}

check_engine
if [ -n "$IF_MISSING" ] && is_up_to_date; then
  say "$TAG is there"
  printf '%s\n' "$TAG"
  exit 0
fi
[ -z "$OFFLINE" ] || [ "$(id -u)" = 0 ] || die '--offline needs root to make a root file system (run it with sudo)'

[ -z "${OCI_DEVOPS_LOG:-}" ] || : >"$OCI_DEVOPS_LOG" || die "cannot write the log $OCI_DEVOPS_LOG"
start_work "${TMPDIR:-/tmp}" "${OCI_DEVOPS_LOG:-}"
GRACE=20
resolve_ca_bundle
both_spellings
START=$SECONDS

# The whole build context. It holds nothing but public certificates and, where asked for, the docker client.
CONTEXT=$WORK/context
mkdir "$CONTEXT"
if [ -n "$OFFLINE" ]; then
  cp "$HERE/Dockerfile.offline" "$CONTEXT/Dockerfile"
  mkdir "$CONTEXT/docker-client"
  [ -z "$CLIENT" ] || install -m 755 "$CLIENT" "$CONTEXT/docker-client/docker"
  # Its own messages go to stderr directly, its log stays with it.
  $SETSID bash "$HERE/offline-base.sh" --tag "$BASE" >/dev/null </dev/null &
  CHILD=$!
  RC=0
  wait "$CHILD" || RC=$?
  CHILD=''
  [ "$RC" = 0 ] || exit "$RC"
  adopt_apt_proxy
else
  cp "$HERE/Dockerfile" "$CONTEXT/Dockerfile"
  : >"$CONTEXT/ca-bundle.crt"
  if [ -n "$OCI_DEVOPS_CA_BUNDLE" ]; then
    certificates_of "$OCI_DEVOPS_CA_BUNDLE" >"$CONTEXT/ca-bundle.crt"
    set -- --build-arg NODE_CA_FILE=/etc/pki/tls/certs/ca-bundle.crt "$@"
  fi
fi

# buildx may be set to a builder that keeps its results to itself and does not see the engine's images.
if [ "$ENGINE" = docker ]; then
  BUILDX_BUILDER=$(docker context inspect --format '{{.Name}}' 2>/dev/null) || BUILDX_BUILDER=default
  export BUILDX_BUILDER
fi
proxy_arguments
say "building $TAG"
OLD=$(image_id "$TAG") || OLD=''
run "$ENGINE" build --force-rm --label "$RECIPE_LABEL=$RECIPE" ${PROXY_ARGS[@]+"${PROXY_ARGS[@]}"} --tag "$TAG" "$@" "$CONTEXT" || fail "cannot build $TAG"
remove_predecessor "$OLD" "$TAG"

# Clients and engines that are some years apart do not talk to each other; better said here than by the first build.
client_fits() {
  local host answer
  [ "$ENGINE" = docker ] || return 0
  host=${DOCKER_HOST:-$(docker context inspect --format '{{.Endpoints.docker.Host}}' 2>/dev/null || true)}
  case $host in unix://*) ;; *) return 0 ;; esac
  answer=$(docker run --rm --network none --mount "type=bind,source=${host#unix://},target=/var/run/docker.sock" \
    "$TAG" docker version 2>&1) || true
  [[ $answer != *'client version'*'is too '* ]]
}
client_fits || say "warning: the docker client in $TAG does not talk to this engine: give it another one with --offline" \
  "--docker-client FILE, or choose another engine"

say "$TAG is ready after $((SECONDS - START)) s"
printf '%s\n' "$TAG"
