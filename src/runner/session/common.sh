# shellcheck shell=sh disable=SC2034,SC2154
# What the supervisor and the keeper share; both know __oci_devops_mark.

# As PID 1 everything is no more than the container; elsewhere it is what carries the mark. Who forks meanwhile is met
# by one of the next rounds.
__oci_devops_sweep() {
  if [ "$$" = 1 ]; then
    kill -s KILL -- -1
  else
    for __oci_devops_round in 1 2 3 4 5; do
      __oci_devops_found=$(grep -lF -e "$__oci_devops_mark" /proc/[0-9]*/environ)
      [ -n "$__oci_devops_found" ] || break
      for __oci_devops_process in $__oci_devops_found; do
        __oci_devops_process=${__oci_devops_process#/proc/}
        kill -s KILL "${__oci_devops_process%/environ}"
      done
    done
  fi 2> /dev/null
}

# Sets __oci_devops_killed to the number of processes that this container has lost for want of memory; cgroup v1 and v2.
# The host's own count would tell of everybody's processes.
__oci_devops_count_killed() {
  __oci_devops_killed=0
  [ "$$" = 1 ] || return 0
  for __oci_devops_file in /sys/fs/cgroup/memory/memory.oom_control /sys/fs/cgroup/memory.events; do
    [ -r "$__oci_devops_file" ] || continue
    while IFS=' ' read -r __oci_devops_word __oci_devops_number; do
      [ "$__oci_devops_word" != oom_kill ] || __oci_devops_killed=$__oci_devops_number
    done < "$__oci_devops_file"
  done
}

# What steps have left running goes on in a container, which can be removed with it. Nobody would find it on the host.
__oci_devops_prepare_to_stay() {
  [ "$$" = 1 ] || __oci_devops_sweep
}

# Never returns. As PID 1 it reads from a pipe whose other end it holds itself, which takes no program; whoever looks
# around in the container may kill the reader.
__oci_devops_stay() {
  while [ "$$" = 1 ]; do
    { IFS= read -r __oci_devops_word < /proc/self/fd/1; } 2> /dev/null | :
  done
  exit 0
}
