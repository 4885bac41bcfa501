# shellcheck shell=sh
# Gives a container an engine of its own, podman without root's powers, then becomes the program that is given.
#
# Usage: sh nested.sh DIRECTORY STORAGE PROGRAM...
# Makes DIRECTORY/engine, which is podman, and its settings beside it. Images go to STORAGE, a volume, because a file
# system of layers is no place for another one. Ends with 1 and says why when the container can have no such engine.
directory=$1 storage=$2
shift 2
# It writes into /etc, which is only the container's own for its first process.
if [ "$$" != 1 ]; then
  echo 'nested.sh is not the first process of a container' >&2
  exit 1
fi

# docker's client may go by the name of podman, too.
podman=''
for candidate in /usr/local/libexec/oci-devops-local/podman "$(command -v podman)"; do
  case $("$candidate" --version 2> /dev/null) in
    'podman version'*)
      podman=$candidate
      break
      ;;
  esac
done
if [ -z "$podman" ]; then
  echo 'there is no podman in the image; take one of oci-devops-local builder build, or --docker socket' >&2
  exit 1
fi

# The ids of the container are the ids of what runs inside.
for file in /etc/subuid /etc/subgid; do
  grep -q '^root:' "$file" 2> /dev/null || echo root:1:65535 >> "$file"
done

# Control groups and a /proc of its own take powers that the container does not have.
cat > "$directory/containers.conf" << 'END'
[containers]
netns = "host"
pidns = "host"
ipcns = "host"
utsns = "host"
userns = "host"
cgroupns = "host"
default_sysctls = []
log_driver = "none"
[engine]
runtime = "crun"
cgroup_manager = "cgroupfs"
events_logger = "none"
END
echo 'unqualified-search-registries = ["docker.io"]' > "$directory/registries.conf"
cat > "$directory/engine" << END
#!/bin/sh
CONTAINERS_CONF=$directory/containers.conf CONTAINERS_STORAGE_CONF=$directory/storage.conf \\
  CONTAINERS_REGISTRIES_CONF=$directory/registries.conf BUILDAH_ISOLATION=chroot exec $podman "\$@"
END
chmod 755 "$directory/engine"

# Copies of whole images where the kernel has no layers for users without root's powers.
for driver in overlay vfs; do
  cat > "$directory/storage.conf" << END
[storage]
driver = "$driver"
graphroot = "$storage/$driver"
rootless_storage_path = "$storage/$driver"
runroot = "$storage/run-$driver"
END
  # The process that holds the name spaces of all that follow is started here, with its warnings.
  if complaint=$("$directory/engine" images --quiet 2>&1); then exec "$@"; fi
done
echo "podman does not run in this container: $complaint; take --docker socket" >&2
exit 1
