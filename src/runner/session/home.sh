# shellcheck shell=sh
# For scripts in which every name begins with __oci_devops_, because a step's variables are loaded into their shell.

# Sets __oci_devops_home to the home of a user, HOME where /etc/passwd does not have the user; USER - is whoever this is.
__oci_devops_find_home() {
  __oci_devops_home=$HOME
  [ "$1" != - ] && [ -r /etc/passwd ] || return 0
  # The engine's HOME is that of the image where it has one.
  while IFS=: read -r __oci_devops_name _ _ _ _ __oci_devops_place _; do
    [ "$__oci_devops_name" != "$1" ] || __oci_devops_home=$__oci_devops_place
  done < /etc/passwd
}
