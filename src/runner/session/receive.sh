# shellcheck shell=sh
# First process of a machine: takes the files of a session, then becomes the program that is given.
#
# Usage: sh -c TEXT_OF_THIS NAME WAY PROGRAM...
# Answers with one line: `tar` where WAY is that and the files may come as one on stdin, else `copy`. Other tars than GNU's
# do not know all names.
# Reads one line, BYTES WORD...: how long the tar is that follows, 0 for none, and what more the program is told. Ends with
# 1 when it cannot be unpacked; tar says why.
#
# What follows the tar must not be sent before the program has answered: a `head` may read more than it was asked for.
case $1/$(command -v head > /dev/null && tar --version 2> /dev/null) in
  tar/*GNU*) echo tar ;;
  *) echo copy ;;
esac
shift
IFS=' ' read -r __oci_devops_bytes __oci_devops_words || exit 1
[ "$__oci_devops_bytes" = 0 ] ||
  head -c "$__oci_devops_bytes" | tar -x -p -m --numeric-owner -C / || exit 1
# shellcheck disable=SC2086
exec "$@" $__oci_devops_words
