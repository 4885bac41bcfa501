# shellcheck shell=sh disable=SC1090,SC2154
# Runs a step's script in a shell that has no BASH_ENV: sh SCRIPT_DIRECTORY/capture.sh STEP
# A step that sets an EXIT trap of its own replaces this one, and its variables are then not seen by later steps.
__oci_devops_directory=${0%/*}
__oci_devops_capture() {
  __oci_devops_status=$?
  {
    while IFS= read -r __oci_devops_name; do
      if eval "[ \"\${$__oci_devops_name+set}\" ]"; then
        eval "__oci_devops_value=\$$__oci_devops_name"
        printf '%s=%s\000' "$__oci_devops_name" "$(printf '%s' "$__oci_devops_value" | tr '\r\n' '  ')"
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
