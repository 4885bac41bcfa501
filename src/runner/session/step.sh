# shellcheck shell=sh
# Becomes one step of an exec session.
#
# Usage: sh step.sh DIRECTORY SEQUENCE USER FAIL_FAST PIPEFAIL INPUT SHELL
# Stdin is a script that exports the step's variables; it ends by telling that it is whole. USER - is whoever this is,
# FAIL_FAST and PIPEFAIL are 1 or 0, INPUT is empty or closed.
#
# Every name here begins with __oci_devops_, because a step's variables are loaded into the shell that becomes the step.
__oci_devops_directory=$1 __oci_devops_sequence=$2 __oci_devops_user=$3 __oci_devops_input=$6 __oci_devops_shell=$7
# What a kill is sent to: the process that comes in by an exec leads a session, and so a group, of its own.
echo "$$" > "$__oci_devops_directory/leader"
# A step may leave any PATH behind for the next one.
__oci_devops_bash=$(command -v bash || echo bash)
__oci_devops_is_whole=''
# shellcheck source=home.sh
. "$__oci_devops_directory/home.sh"
__oci_devops_find_home "$__oci_devops_user"
case $4:$5:${7##*/} in
  1:1:bash) set -- -e -o pipefail ;;
  0:1:bash) set -- -o pipefail ;;
  1:*) set -- -e ;;
  *) set -- ;;
esac
eval "$(cat)"
if [ -z "$__oci_devops_is_whole" ]; then
  echo 'the variables of the step did not arrive' >&2
  exit 126
fi
if [ "$__oci_devops_user" != - ]; then
  HOME=$__oci_devops_home USER=$__oci_devops_user
  export HOME USER
fi
unset OLDPWD
case $__oci_devops_input in
  closed) exec <&- ;;
  *) exec < /dev/null ;;
esac
case ${__oci_devops_shell##*/} in
  bash)
    [ "$__oci_devops_shell" != bash ] || __oci_devops_shell=$__oci_devops_bash
    BASH_ENV=$__oci_devops_directory/capture.bash
    export BASH_ENV
    exec "$__oci_devops_shell" --noprofile --norc "$@" "$__oci_devops_directory/steps/$__oci_devops_sequence"
    ;;
  *)
    exec "$__oci_devops_shell" "$@" "$__oci_devops_directory/capture.sh" \
      "$__oci_devops_directory/steps/$__oci_devops_sequence"
    ;;
esac
