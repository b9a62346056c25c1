// Situations in which a disk must not be erased, as a shell script brings them about in the virtual target, with the disks
// that are refused then and one reason that must be among those given. Every other disk stays free.
//
// $A and $B are SATA disks, $N an NVMe drive, $U a USB key; $A1 is the first partition of $A where `partition` made one.

export type Letter = 'A' | 'B' | 'N' | 'U'

export type Situation = {
  readonly name: string
  readonly script: string
  readonly refused: Readonly<Partial<Record<Letter, string>>>
  /** Where Établi's data would lie. */
  readonly dataFolder?: string
  /** The folder that is `/` for the process that asks. */
  readonly root?: string
}

const onOne = (name: string, script: string, code: string): Situation => ({ name, script, refused: { A: code } })
const onTwo = (name: string, script: string, code: string): Situation => ({
  name,
  script,
  refused: { A: code, B: code },
})

const linear = (name: string, device: string) =>
  `echo "0 $(blockdev --getsz ${device}) linear ${device} 0" | dmsetup create ${name}; udevadm settle`
/** An array writes by itself that it is clean, a moment after the last write: this one does not. */
const mirror = `mdadm -q --create /dev/md0 --run --assume-clean --level=1 --raid-devices=2 $A1 $B1
   echo 0 >/sys/block/md0/md/safe_mode_delay; udevadm settle`
const volumes = (members: string) => `vgcreate -q -y vg ${members}; lvcreate -q -y -W n -L 24M -n lv vg; udevadm settle`
const luks = (device: string) =>
  `printf secret | cryptsetup -q luksFormat --type luks1 --pbkdf-force-iterations 1000 --key-file - ${device}
   printf secret | cryptsetup open --key-file - ${device} safe; udevadm settle`
/** Whole at once: else the kernel goes on making it once it is mounted, and QEMU counts that. */
const makeExt4 = 'mkfs.ext4 -q -F -E lazy_itable_init=0,lazy_journal_init=0'
const ext4 = (device: string, folder: string) =>
  `${makeExt4} ${device}
   mkdir -p ${folder}; mount -o noatime ${device} ${folder}`

/** A folder that a process can have for its `/`: programs and devices are lent to it. */
const livable = (folder: string) =>
  `mkdir -p ${folder}/usr ${folder}/proc ${folder}/sys ${folder}/dev ${folder}/tmp ${folder}/repository
   for place in bin sbin lib lib64; do [ -e ${folder}/$place ] || ln -s usr/$place ${folder}/$place; done
   for place in usr proc sys dev repository run; do mkdir -p ${folder}/$place; mount --rbind /$place ${folder}/$place; done`

const asRoot = (situation: Situation): Situation => ({ ...situation, root: '/mnt/root' })

const mounted: readonly Situation[] = [
  onOne('a file system mounted from the whole disk', ext4('$A', '/mnt/a'), 'guard.mounted'),
  onOne('a file system mounted from a partition', `partition $A; ${ext4('$A1', '/mnt/a')}`, 'guard.mounted'),
  onOne('mounted for reading only', `${ext4('$A', '/mnt/a')}; mount -o remount,ro /mnt/a`, 'guard.mounted'),
  onOne(
    'mounted at a folder whose name holds blanks and signs that a shell would obey',
    ext4('$A', '"/mnt/a \\$(id); b"'),
    'guard.mounted',
  ),
  onOne(
    'only one folder of it is still to be seen, elsewhere',
    `${ext4('$A', '/mnt/a')}; mkdir /mnt/a/part /mnt/b; mount --bind /mnt/a/part /mnt/b; umount /mnt/a`,
    'guard.mounted',
  ),
  onOne(
    'mounted only where another program sees it (a namespace of its own)',
    `${makeExt4} $A; mkdir -p /mnt/a
     unshare --mount sh -c "mount -o noatime $A /mnt/a; sync; touch /tmp/ready; exec sleep 600" >/dev/null 2>&1 &
     while [ ! -e /tmp/ready ]; do sleep 0.1; done; rm /tmp/ready`,
    'guard.busy',
  ),
  onOne(
    'taken out of the tree while a program still works in it',
    `${ext4('$A', '/mnt/a')}
     (cd /mnt/a; exec sleep 600) >/dev/null 2>&1 &
     sleep 0.3; umount -l /mnt/a`,
    'guard.busy',
  ),
  onOne(
    'the upper folder of an overlay lies on it',
    `${ext4('$A', '/mnt/a')}; mkdir -p /mnt/a/up /mnt/a/work /mnt/b
     mount -t overlay -o lowerdir=/etc,upperdir=/mnt/a/up,workdir=/mnt/a/work overlay /mnt/b; umount -l /mnt/a`,
    'guard.busy',
  ),
  {
    name: 'a mounted partition of the NVMe drive',
    script: `partition $N; ${ext4('${N}p1', '/mnt/n')}`,
    refused: { N: 'guard.mounted' },
  },
  {
    name: 'the USB key with the batch is mounted',
    script: 'partition $U; mkfs.vfat ${U}1 >/dev/null; mkdir -p /mnt/key; mount ${U}1 /mnt/key',
    refused: { U: 'guard.mounted' },
  },
  onTwo(
    'a btrfs over two disks, mounted from the first',
    'modprobe btrfs; mkfs.btrfs -q -f -d single -m single $A $B; mkdir -p /mnt/a; btrfs device scan >/dev/null; mount -o noatime $A /mnt/a',
    'guard.pool',
  ),
]

const swapped: readonly Situation[] = [
  onOne('swap on the whole disk', 'mkswap -q $A >/dev/null; swapon $A', 'guard.swap'),
  onOne('swap on a partition', 'partition $A; mkswap -q $A1 >/dev/null; swapon $A1', 'guard.swap'),
  onOne(
    'swap in a file on it',
    `${ext4('$A', '/mnt/a')}; dd if=/dev/zero of=/mnt/a/swap bs=1M count=8 2>/dev/null
     chmod 600 /mnt/a/swap; mkswap -q /mnt/a/swap >/dev/null; swapon /mnt/a/swap`,
    'guard.swap',
  ),
  onTwo(
    'swap on a logical volume over two disks',
    `partition $A; pvcreate -q -y $A1 $B; vgcreate -q -y vg $A1 $B
     lvcreate -q -y -W n -i 2 -L 24M -n lv vg >/dev/null; mkswap -q /dev/vg/lv >/dev/null; swapon /dev/vg/lv`,
    'guard.swap',
  ),
]

const puttingTogether: readonly Situation[] = [
  onOne('a linear mapping over the disk, unused', linear('plain', '$A'), 'guard.held'),
  onOne('a linear mapping over a partition, unused', `partition $A; ${linear('plain', '$A1')}`, 'guard.held'),
  onOne(
    'a mounted linear mapping',
    `${linear('plain', '$A')}; ${ext4('/dev/mapper/plain', '/mnt/a')}`,
    'guard.mounted',
  ),
  onOne(
    'a mapping of which only a part lies on the disk, the rest being an error segment',
    `printf '0 2048 linear %s 0\\n2048 2048 error\\n' $A | dmsetup create holed; udevadm settle`,
    'guard.held',
  ),
  onTwo('members of an array (md), unused', `partition $A $B; ${mirror}`, 'guard.held'),
  onTwo('a mounted array (md)', `partition $A $B; ${mirror}; ${ext4('/dev/md0', '/mnt/a')}`, 'guard.mounted'),
  onTwo(
    'a mounted mapping over an array over partitions',
    `partition $A $B; ${mirror}; ${linear('over', '/dev/md0')}; ${ext4('/dev/mapper/over', '/mnt/a')}`,
    'guard.mounted',
  ),
  onOne('an active logical volume (LVM), unused', `pvcreate -q -y $A; ${volumes('$A')}`, 'guard.held'),
  onOne(
    'a mounted logical volume on a partition',
    `partition $A; pvcreate -q -y $A1; ${volumes('$A1')}; ${ext4('/dev/vg/lv', '/mnt/a')}`,
    'guard.mounted',
  ),
  onTwo(
    'a mounted logical volume over an array over partitions',
    `partition $A $B; ${mirror}; pvcreate -q -y /dev/md0; ${volumes('/dev/md0')}; ${ext4('/dev/vg/lv', '/mnt/a')}`,
    'guard.mounted',
  ),
  onOne('an opened encrypted disk (LUKS), unused', luks('$A'), 'guard.held'),
  onOne(
    'a file system mounted from an encrypted partition',
    `partition $A; ${luks('$A1')}; ${ext4('/dev/mapper/safe', '/mnt/a')}`,
    'guard.mounted',
  ),
  onOne(
    'a backing disk of bcache',
    'make-bcache -B $A >/dev/null; [ -e /sys/fs/bcache ] || modprobe bcache; echo $A >/sys/fs/bcache/register || true; udevadm settle; [ -e /dev/bcache0 ]',
    'guard.held',
  ),
]

const loops: readonly Situation[] = [
  onOne(
    'a loop device over a file on it',
    `${ext4('$A', '/mnt/a')}; truncate -s 8M /mnt/a/image; sync; losetup -f /mnt/a/image`,
    'guard.under-loop',
  ),
  onOne(
    'a loop device over a file on it, after its file system was taken out of the tree',
    `${ext4('$A', '/mnt/a')}; truncate -s 8M /mnt/a/image; sync; losetup -f /mnt/a/image; umount -l /mnt/a`,
    'guard.busy',
  ),
  onOne('a loop device over the disk itself', 'losetup -f $A', 'guard.under-loop'),
  onOne('a loop device over a partition', 'partition $A; losetup -f $A1', 'guard.under-loop'),
  onOne(
    'a partition mounted through a loop device that begins where it does, as one looks into a disk',
    `partition $A; ${makeExt4} $A1; mkdir -p /mnt/a; mount -o loop,ro,noload,offset=1048576 $A /mnt/a`,
    'guard.mounted',
  ),
  onTwo(
    'swap in a mapping over a loop device over a file on an array',
    `partition $A $B; ${mirror}; ${ext4('/dev/md0', '/mnt/a')}
     dd if=/dev/zero of=/mnt/a/image bs=1M count=8 2>/dev/null; sync
     LOOP=$(losetup -f --show /mnt/a/image); ${linear('deep', '$LOOP')}
     mkswap -q /dev/mapper/deep >/dev/null; swapon /dev/mapper/deep`,
    'guard.swap',
  ),
]

const system: readonly Situation[] = [
  asRoot(
    onOne(
      'the system runs from a partition',
      `partition $A; ${ext4('$A1', '/mnt/root')}; ${livable('/mnt/root')}`,
      'guard.system',
    ),
  ),
  asRoot(
    onOne(
      'the system runs from a linear mapping',
      `${linear('plain', '$A')}; ${ext4('/dev/mapper/plain', '/mnt/root')}; ${livable('/mnt/root')}`,
      'guard.system',
    ),
  ),
  asRoot(
    onTwo(
      'the system runs from an encrypted volume on an array over partitions',
      `partition $A $B; ${mirror}; pvcreate -q -y /dev/md0; ${volumes('/dev/md0')}; ${luks('/dev/vg/lv')}
       ${ext4('/dev/mapper/safe', '/mnt/root')}; ${livable('/mnt/root')}`,
      'guard.system',
    ),
  ),
  asRoot({
    // With the places that Debian's live-boot gives to its layers.
    name: 'a live system: an overlay over an image on the USB key',
    script: `partition $U; mkfs.vfat $U1 >/dev/null; mkdir -p /run/live/medium /run/live/rootfs /run/live/overlay /mnt/root
     mount $U1 /run/live/medium; truncate -s 8M /run/live/medium/system; ${makeExt4} /run/live/medium/system
     mount -o loop,ro /run/live/medium/system /run/live/rootfs
     mount -t tmpfs live /run/live/overlay; mkdir /run/live/overlay/rw /run/live/overlay/work
     mount -t overlay -o lowerdir=/run/live/rootfs,upperdir=/run/live/overlay/rw,workdir=/run/live/overlay/work overlay /mnt/root
     ${livable('/mnt/root')}`,
    refused: { U: 'guard.live-medium' },
  }),
  onOne(
    'the firmware starts the system from a partition of it (/boot/efi)',
    'partition $A; mkfs.vfat $A1 >/dev/null; mkdir -p /boot/efi; mount $A1 /boot/efi',
    'guard.system',
  ),
  onTwo(
    'people’s folders (/home) lie on an array',
    `partition $A $B; ${mirror}; ${ext4('/dev/md0', '/home')}`,
    'guard.system',
  ),
  { ...onOne('Établi’s data lie on it', ext4('$A', '/mnt/data'), 'guard.data-folder'), dataFolder: '/mnt/data/etabli' },
  {
    ...onOne(
      'Établi’s data lie on an encrypted volume of it',
      `${luks('$A')}; ${ext4('/dev/mapper/safe', '/mnt/data')}; mkdir /mnt/data/etabli`,
      'guard.data-folder',
    ),
    dataFolder: '/mnt/data/etabli',
  },
  {
    name: 'the medium that the live system started from',
    script: 'partition $U; mkfs.vfat $U1 >/dev/null; mkdir -p /run/live/medium; mount $U1 /run/live/medium',
    refused: { U: 'guard.live-medium' },
  },
  onOne(
    'named as the system’s disk when the kernel started, though nothing is mounted from it',
    `partition $A; mkfs.ext4 -q -F $A1; udevadm trigger --settle $A1
     echo "root=UUID=$(blkid -s UUID -o value $A1) quiet" >/tmp/cmdline; mount --bind /tmp/cmdline /proc/cmdline`,
    'guard.named-at-start',
  ),
]

const other: readonly Situation[] = [onOne('locked against writing', 'blockdev --setro $A', 'guard.read-only')]

export const situations: readonly Situation[] = [
  ...mounted,
  ...swapped,
  ...puttingTogether,
  ...loops,
  ...system,
  ...other,
]

/** What a disk may carry and still be erased: the remains of what its last owner put there, in use by nobody. */
export const remains: readonly { readonly name: string; readonly script: string }[] = [
  { name: 'a partition table and a file system', script: 'partition $A; mkfs.ext4 -q -F $A1' },
  { name: 'an array’s mark', script: `partition $A $B; ${mirror}; mdadm -q --stop /dev/md0` },
  { name: 'a closed volume group', script: `pvcreate -q -y $A; ${volumes('$A')}; vgchange -q -an vg >/dev/null` },
  { name: 'a closed encrypted disk', script: `${luks('$A')}; cryptsetup close safe` },
]

/** The names of the disks, and what the scripts above are written with. */
export const preamble = (paths: Readonly<Record<Letter, string>>): string =>
  `${Object.entries(paths)
    .map(([letter, path]) => `${letter}=${path}`)
    .join('; ')}; A1=\${A}1; B1=\${B}1; U1=\${U}1
   # udev may have the disk open at the moment at which its table is to be read again.
   partition() { for disk in "$@"; do
     echo 'start=2048' | sfdisk -q --no-reread "$disk"
     case $disk in *[0-9]) first=\${disk}p1 ;; *) first=\${disk}1 ;; esac
     for again in 1 2 3 4 5 6 7 8 9 10; do
       udevadm settle; blockdev --rereadpt "$disk" 2>/dev/null && udevadm settle && [ -b "$first" ] && break; sleep 1
     done
     [ -b "$first" ]
   done; }
`

/** Undoes whatever a situation brought about on these disks, from the top of what was put together down to nothing. */
export const clearAway = (letters: readonly Letter[]): string => `
  set +e
  there() { [ -e "$1" ]; }
  helpers=$(pidof sleep) && kill $helpers
  for round in 1 2 3 4 5 6 7 8; do
    [ "$(wc -l </proc/swaps)" = 1 ] || swapoff -a
    tac /proc/self/mountinfo | while read -r _ _ _ _ folder _; do
      case $folder in
        /mnt/*|/boot/*|/home|/run/live/*|/proc/cmdline) umount "$(printf '%b' "$folder")" 2>/dev/null;;
      esac
    done
    ! there /sys/block/loop0/loop && ! there /sys/block/loop1/loop || losetup -D
    for cache in /sys/block/bcache*; do ! there $cache || echo 1 >$cache/bcache/stop; done
    ! there /sys/block/dm-0 && ! there /sys/block/dm-1 || dmsetup remove_all
    ! there /sys/block/md0 || mdadm -q --stop /dev/md0
    there /sys/block/dm-0 || there /sys/block/dm-1 || there /sys/block/md0 || there /sys/block/bcache0 ||
      there /sys/block/loop0/loop || grep -qE ' (/mnt/|/boot/|/home |/run/live/|/proc/cmdline)' /proc/self/mountinfo || break
    udevadm settle
  done
  for disk in ${letters.map((letter) => `$${letter}`).join(' ')}; do
    blockdev --setrw $disk
    dd if=/dev/zero of=$disk bs=1M count=4 conv=fsync 2>/dev/null
    blockdev --rereadpt $disk
  done
  udevadm settle
  rm -rf /mnt/* /run/live /boot /home
  exit 0
`
