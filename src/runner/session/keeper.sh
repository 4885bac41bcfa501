# shellcheck shell=sh disable=SC2154
# Keeps the machine of a managed build stage while each step comes in from outside, as an exec of its own; PID 1 of the
# stage's container, or a plain process on the host. For machines that have not all that the supervisor needs.
#
# Usage: sh keeper.sh DIRECTORY PRIMARY_SOURCE_DIRECTORY MARK
# MARK is a NAME=VALUE that every step has in its environment and nothing else on the machine has.
# Orders come as lines on stdin: first a nonce, then
#   PREPARE SEQUENCE USER   make room for what the next step captures; USER - is whoever this is
#   KILL SIGNAL             send a signal to the process group of the running step
#   SWEEP                   kill everything that steps have started
#   REPORT SEQUENCE         print what the step has captured
#   KEEP SEQUENCE           it is complete, and is what the machine carries from now on
#   STAY SEQUENCE           from now on the end of stdin ends nothing in a container; on the host it leaves the files
# The end of stdin means that the runner is gone: everything is killed and the container ends with PID 1.
#
# PREPARE, REPORT, KEEP and STAY end with \036NONCE:SEQUENCE:0:0:KILLED\037 on stdout, KILLED being how many processes have
# been killed for want of memory so far.
__oci_devops_directory=$1 __oci_devops_mark=$3 __oci_devops_stays=''
IFS= read -r __oci_devops_nonce || exit 1
cd / || exit 1
. "$__oci_devops_directory/common.sh"

__oci_devops_prepare() {
  (
    umask 077
    cd -- "$__oci_devops_directory" && rm -f -- capture leader && : > capture && : > leader
    [ "$1" = - ] || chown -- "$1" capture leader 2> /dev/null
  )
}

# The leader is what the step has written: never a group that is not its own.
__oci_devops_kill() {
  __oci_devops_leader=''
  [ ! -f "$__oci_devops_directory/leader" ] || IFS= read -r __oci_devops_leader < "$__oci_devops_directory/leader"
  case $__oci_devops_leader in
    '' | *[!0-9]* | 0* | 1) ;;
    *) kill -s "$1" -- "-$__oci_devops_leader" 2> /dev/null ;;
  esac
}

__oci_devops_answer() {
  __oci_devops_count_killed
  printf '\036%s:%s:0:0:%d\037' "$__oci_devops_nonce" "$1" "$__oci_devops_killed"
}

while IFS=' ' read -r __oci_devops_order __oci_devops_a __oci_devops_b; do
  case $__oci_devops_order in
    PREPARE)
      __oci_devops_prepare "$__oci_devops_b"
      __oci_devops_answer "$__oci_devops_a"
      ;;
    KILL) __oci_devops_kill "$__oci_devops_a" ;;
    SWEEP) __oci_devops_sweep ;;
    REPORT)
      cat -- "$__oci_devops_directory/capture"
      __oci_devops_answer "$__oci_devops_a"
      ;;
    KEEP)
      mv -f -- "$__oci_devops_directory/capture" "$__oci_devops_directory/carried"
      __oci_devops_answer "$__oci_devops_a"
      ;;
    STAY)
      __oci_devops_stays=1
      __oci_devops_prepare_to_stay
      __oci_devops_answer "$__oci_devops_a"
      ;;
  esac
done
[ -z "$__oci_devops_stays" ] || __oci_devops_stay
__oci_devops_sweep
# A container is gone with its files; on the host they hold secrets that nobody else may be there to remove.
[ "$$" = 1 ] || rm -rf -- "$__oci_devops_directory"
exit 0
