import { wholeTar } from "./whole-tar.ts";

/**
 * Waits until the last process of the inner sandbox is gone, whatever it did to others in there, and gives its folder: everything that
 * has a name, readable or not. Only a listing that told of all ends in `wholeTar`.
 */
const keeper = `"$@" 5>&- 9>/told/pid
code=$?
while read -r key value; do case $key in '"child-pid":') pid=\${value%,} ;; esac; done < /told/pid
while read -r line 2>/dev/null < /proc/\${pid:-none}/stat; do case $line in *') '[ZX]' '*) break ;; esac; sleep 0.005; done
if [ -d /kept/work ] && [ ! -L /kept/work ] && chmod u+rwx /kept/work && cd /kept/work && chmod -R u+rwX . 2>/dev/null; then
  said=$(/usr/bin/tar --format=gnu -cf - . 2>&1 1>&5) && [ -z "$said" ] && printf ${wholeTar} >&5
fi
exit $code`;

/**
 * bubblewrap's arguments for a sandbox that holds another one, given by its file and its arguments, and keeps the memory that this has as
 * `/tmp` in its own `/kept`. What lists it is of another namespace of processes and of users: no program inside can see, stop or pretend to be it.
 */
export function keptFolder(file: string, inner: readonly string[]): string[] {
  const outer =
    "--unshare-user --die-with-parent --cap-drop ALL --clearenv --setenv PATH /usr/bin --ro-bind /usr /usr --symlink usr/lib /lib " +
    "--symlink usr/lib64 /lib64 --symlink usr/bin /bin --ro-bind-try /etc/alternatives /etc/alternatives --bind /proc /proc " +
    `--dev-bind /dev /dev --dir /tmp --size ${16 * 1024 * 1024} --tmpfs /kept --size 65536 --tmpfs /told`;
  return [
    ...outer.split(" "),
    "--ro-bind",
    file,
    "/bwrap",
    "--remount-ro",
    "/",
    "/usr/bin/sh",
    "-c",
    keeper,
    "sh",
    "/bwrap",
    "--info-fd",
    "9",
    ...inner,
  ];
}
