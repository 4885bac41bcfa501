# shellcheck shell=bash disable=SC2064
# Read by bash before a step's script (BASH_ENV): writes PATH and the declared variables when the step ends.
__oci_devops_directory=${BASH_ENV%/*}
unset BASH_ENV

__oci_devops_capture() {
  { local status=$? name; set +x; } 2> /dev/null
  # Subshells end, too; only the step's own shell counts.
  [[ $BASHPID == "$$" ]] || return "$status"
  {
    while IFS= read -r name; do
      # A line break in a value becomes a blank for the following steps, as on the service.
      if [[ ${!name+set} ]]; then printf '%s=%s\0' "$name" "${!name//[$'\r\n']/ }"; fi
    done < "$__oci_devops_directory/declared"
    printf '=\0'
  } >| "$__oci_devops_directory/capture"
  return "$status"
}

# A step's own EXIT trap runs between two captures: the first in case it exits, the second for what it assigns.
trap() {
  local handler signal
  case ${1-} in
    '' | -l | -p) builtin trap "$@"; return ;;
    --) shift ;;
  esac
  if (($# == 1)); then handler=-; else handler=$1; shift; fi
  for signal in "$@"; do
    case ${signal^^} in
      0 | EXIT | SIGEXIT)
        case $handler in
          '' | -) builtin trap __oci_devops_capture EXIT ;;
          *) builtin trap -- $'__oci_devops_capture\n'"$handler"$'\n__oci_devops_capture' EXIT ;;
        esac
        ;;
      *) builtin trap -- "$handler" "$signal" ;;
    esac
  done
}
builtin trap __oci_devops_capture EXIT
