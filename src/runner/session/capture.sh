# shellcheck shell=sh disable=SC1090,SC2154
# Runs a step's script in a shell that has no BASH_ENV: sh DIRECTORY/capture.sh STEP
# A step that sets an EXIT trap of its own replaces this one, and its variables are then not seen by later steps.
__oci_devops_directory=${0%/*}
# Without a final character the command substitution would drop the line break.
__oci_devops_lf=$(printf '\n_') __oci_devops_lf=${__oci_devops_lf%_}
__oci_devops_cr=$(printf '\r')

# Line breaks become blanks, by the shell alone: a step may leave any PATH behind.
__oci_devops_in_one_line() {
  while :; do
    case $__oci_devops_value in
      *"$1"*) __oci_devops_value="${__oci_devops_value%%"$1"*} ${__oci_devops_value#*"$1"}" ;;
      *) return ;;
    esac
  done
}

__oci_devops_capture() {
  __oci_devops_status=$?
  {
    while IFS= read -r __oci_devops_name; do
      if eval "[ \"\${$__oci_devops_name+set}\" ]"; then
        eval "__oci_devops_value=\$$__oci_devops_name"
        __oci_devops_in_one_line "$__oci_devops_lf"
        __oci_devops_in_one_line "$__oci_devops_cr"
        printf '%s=%s\000' "$__oci_devops_name" "$__oci_devops_value"
      fi
    done < "$__oci_devops_directory/declared"
    printf '=\000'
  } > "$__oci_devops_directory/capture"
  exit "$__oci_devops_status"
}
trap __oci_devops_capture EXIT
__oci_devops_step=$1
shift
. "$__oci_devops_step"
