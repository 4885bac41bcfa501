# shellcheck shell=bash disable=SC2064
# Read by bash before a step's script (BASH_ENV): writes PATH and the declared variables when the step ends.
# Every name here begins with __oci_devops_, because a step may give its variables any other name.
__oci_devops_directory=${BASH_ENV%/*}
unset BASH_ENV

__oci_devops_capture() {
  local __oci_devops_status=$? __oci_devops_shown=$- __oci_devops_name
  set +xv
  # Subshells end, too; only the step's own shell counts.
  if [[ $BASHPID == "$$" ]]; then __oci_devops_write >| "$__oci_devops_directory/capture"; fi
  __oci_devops_show
  return "$__oci_devops_status"
}

# The final record tells that all are there: a full disk takes any of them.
__oci_devops_write() {
  while IFS= read -r __oci_devops_name; do
    if [[ ${!__oci_devops_name+set} ]]; then
      # A line break in a value becomes a blank for the following steps, as on the service.
      printf '%s=%s\0' "$__oci_devops_name" "${!__oci_devops_name//[$'\r\n']/ }" || return
    fi
  done < "$__oci_devops_directory/declared"
  printf '=\0'
}

# Bash before 4.4 has no `local -`.
__oci_devops_show() {
  if [[ $__oci_devops_shown == *v* ]]; then set -v; fi
  if [[ $__oci_devops_shown == *x* ]]; then set -x; fi
}

# Keeps the exit status for what follows, shows nothing of itself to set -x, and no status ends the trap under set -e.
__oci_devops_on_exit='{ __oci_devops_capture && :; } 2> /dev/null'

# A step's own EXIT trap runs between two captures: the first in case it exits, the second for what it assigns.
trap() {
  { local __oci_devops_shown=$- __oci_devops_status=0; set +xv; } 2> /dev/null
  __oci_devops_trap "$@" || __oci_devops_status=$?
  { __oci_devops_show; return "$__oci_devops_status"; } 2> /dev/null
}

__oci_devops_trap() {
  local __oci_devops_handler __oci_devops_signal
  if (($# == 0)) || [[ $1 == -[lp] ]]; then
    builtin trap "$@"
    return
  fi
  if [[ $1 == -- ]]; then shift; fi
  if (($# == 1)); then __oci_devops_handler=-; else __oci_devops_handler=$1; shift; fi
  for __oci_devops_signal in "$@"; do
    case ${__oci_devops_signal^^} in
      0 | EXIT | SIGEXIT)
        case $__oci_devops_handler in
          '' | -) builtin trap -- "$__oci_devops_on_exit" EXIT ;;
          *) builtin trap -- "$__oci_devops_on_exit"$'\n'"$__oci_devops_handler"$'\n'"$__oci_devops_on_exit" EXIT ;;
        esac
        ;;
      *) builtin trap -- "$__oci_devops_handler" "$__oci_devops_signal" ;;
    esac
  done
}
builtin trap -- "$__oci_devops_on_exit" EXIT
