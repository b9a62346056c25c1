// The live key from its parts: packages, kernel, system, boot loaders and the probe's executable become one disk image.
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { KEY_MARKER } from '../../electron/live-key/usb-keys.ts'
import { buildKernel } from '../debian-system/kernel.ts'
import { fetchPackage, fetchWithLibraries, unpack } from '../debian-system/packages.ts'
import { isOnKey, packagesOnKey, packagesSigned, packagesToBuild } from './contents.ts'
import { writeKeyImage } from './disk-image.ts'
import { buildSystem } from './system.ts'
import { unpackedPrograms, type UnpackedPrograms } from './unpacked-programs.ts'

const onTheKey = (name: string) => fileURLToPath(new URL(`on-the-key/${name}`, import.meta.url))

/** Read from the key itself, whichever disk the BIOS takes it for. */
const buildBootProgram = async (tools: string, { run }: UnpackedPrograms, file: string): Promise<void> => {
  const modules = ['biosdisk', 'part_msdos', 'fat', 'normal', 'linux', 'echo', 'test', 'configfile', 'minicmd']
  const forOldScreens = ['all_video', 'vga_text', 'keystatus', 'search', 'search_label', 'reboot', 'halt']
  const what = ['-O', 'i386-pc', '-d', join(tools, 'usr/lib/grub/i386-pc'), '-p', '(,msdos1)/boot/grub', '-o', file]
  await run('usr/bin/grub-mkimage', [...what, ...modules, ...forOldScreens])
}

/** Builds the image `file` with the probe's executable; needs apt-get and dpkg-deb, and `work` for what it needs meanwhile. */
export const buildLiveKey = async (work: string, probe: string, file: string): Promise<void> => {
  const [programs, tools, signed] = ['programs', 'tools', 'signed'].map((name) => join(work, name)) as [
    string,
    string,
    string,
  ] // three in, three out
  const onKey = await fetchWithLibraries(packagesOnKey, join(work, 'packages'))
  await unpack(onKey, programs)
  await unpack(await fetchWithLibraries(packagesToBuild, join(work, 'packages-to-build')), tools)
  const loaders: string[] = []
  for (const name of packagesSigned) loaders.push(await fetchPackage(name, join(work, 'packages-signed')))
  await unpack(loaders, signed)
  const unpacked = unpackedPrograms(tools)

  const kernel = await buildKernel(join(work, 'kernel'), isOnKey, (base, version) =>
    unpacked.run('sbin/depmod', ['-b', base, version]),
  )
  const made = join(work, 'made')
  await mkdir(made)
  const at = (name: string) => join(made, name)
  await writeFile(at('system'), await buildSystem({ programs, modules: kernel.modules, probe }))
  await buildBootProgram(tools, unpacked, at('core.img'))
  await copyFile(kernel.image, at('vmlinuz'))
  for (const name of ['grub.cfg', 'LISEZ-MOI.txt']) await copyFile(onTheKey(name), at(name))
  // The signed GRUB looks for its words in a folder of its own.
  await writeFile(at('uefi.cfg'), 'configfile /boot/grub/grub.cfg\n')
  const kernels = (await readdir(join(work, 'kernel'))).filter((name) => name.endsWith('.deb'))
  const packages = [...onKey, ...loaders, ...kernels].map((each) => basename(each, '.deb').replace(/%3a/g, ':'))
  await writeFile(at('packages.txt'), `${packages.sort().join('\n')}\n`)

  await writeFile(at('marker'), 'By this file the menu knows its own key.\n')
  const signedFile = (path: string) => join(signed, 'usr/lib', path)
  await writeKeyImage(
    {
      file,
      contents: [
        ['LISEZ-MOI.txt', at('LISEZ-MOI.txt')],
        ['boot/grub/grub.cfg', at('grub.cfg')],
        ['EFI/BOOT/BOOTX64.EFI', signedFile('shim/shimx64.efi.signed')],
        ['EFI/BOOT/grubx64.efi', signedFile('grub/x86_64-efi-signed/grubx64.efi.signed')],
        ['EFI/BOOT/mmx64.efi', signedFile('shim/mmx64.efi.signed')],
        ['EFI/debian/grub.cfg', at('uefi.cfg')],
        ['live/vmlinuz', at('vmlinuz')],
        ['live/system', at('system')],
        ['live/packages.txt', at('packages.txt')],
        [KEY_MARKER, at('marker')],
      ],
      bootSector: join(tools, 'usr/lib/grub/i386-pc/boot.img'),
      bootProgram: at('core.img'),
    },
    unpacked,
  )
}
