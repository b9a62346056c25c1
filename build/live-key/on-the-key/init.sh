#!/bin/dash
# The first process of the live key: makes the machine's devices known and hands over to busybox's init, which keeps the menu
# running (inittab). Everything is in memory: nothing of the key or of a disk is mounted here.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8
/bin/busybox mount -t proc proc /proc
/bin/busybox mount -t sysfs sysfs /sys
/bin/busybox mount -t devtmpfs devtmpfs /dev
/bin/busybox mount -t tmpfs -o mode=0755 tmpfs /run
/bin/busybox mount -t tmpfs tmpfs /tmp
# What the kernel has to say goes to its log, not across the menu.
/bin/busybox dmesg -n 1
# Only what no package brings: Debian's own programs go before busybox's.
for applet in $(/bin/busybox --list); do
  [ -e "/usr/bin/$applet" ] || [ -e "/usr/sbin/$applet" ] || missing="$missing /usr/bin/$applet"
done
for place in $missing; do /bin/busybox ln -s busybox "$place"; done
mkdir -p /dev/pts /dev/shm /run/lock /run/udev /run/etabli
mount -t devpts devpts /dev/pts
mount -t tmpfs tmpfs /dev/shm
ln -s /proc/self/fd /dev/fd
hostname etabli
# Ctrl-Alt-Del would switch off before anything was written to the key.
echo 0 > /proc/sys/kernel/ctrl-alt-del
/lib/systemd/systemd-udevd --daemon
udevadm trigger --type=subsystems --action=add
udevadm trigger --type=devices --action=add
udevadm settle --timeout=30
modprobe -a -q loop vfat nls_cp437 nls_ascii nls_utf8 efivarfs acpi_cpufreq
[ -d /sys/firmware/efi/efivars ] && mount -t efivarfs -o ro efivarfs /sys/firmware/efi/efivars
/usr/lib/etabli/console.sh
grep -q 'console=ttyS0' /proc/cmdline && echo 'ttyS0::respawn:/usr/lib/etabli/menu.sh' >> /etc/inittab
exec /bin/busybox init
