# shellcheck shell=sh disable=SC1091,SC2154
# Becomes the shell of somebody who looks at a step that has failed: in the primary source's directory and with the
# variables of the step. Bash where there is one, with nobody's settings.
#
# Usage: sh shell.sh
# The file shell.variables beside this one exports the variables and sets __oci_devops_primary and __oci_devops_user,
# which is - for whoever this is.
__oci_devops_directory=${0%/*}
# A step may have left any PATH behind.
__oci_devops_shell=$(command -v bash || command -v sh)
. "$__oci_devops_directory/home.sh"
. "$__oci_devops_directory/shell.variables"
if [ "$__oci_devops_user" != - ]; then
  __oci_devops_find_home "$__oci_devops_user"
  HOME=$__oci_devops_home USER=$__oci_devops_user
  export HOME USER
fi
cd -- "$__oci_devops_primary" || :
unset OLDPWD
case ${__oci_devops_shell##*/} in
  bash) exec "$__oci_devops_shell" --noprofile --norc ;;
  *) exec "$__oci_devops_shell" ;;
esac
