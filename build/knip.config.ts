// npm run unused: files, exports and dependencies that nobody uses. Where a program begins is said here; all else has to be
// reached from there.
import type { KnipConfig } from 'knip'

export default {
  entry: [
    'electron/{main,preload,browser-shell,disk-helper,update-installer,probe,verify,verify-disk}.ts',
    'electron/**/*-worker.ts',
    'renderer/main.ts',
    'build/*.ts',
    'test/**/*.test.ts',
    // Run by tests as programs of their own, by their path.
    'test/**/*-process.ts',
    'test/e2e/*-shell.ts',
    'test/electron-shell/stand-in/electron/register.ts',
    'test/machine/{before-all,record-machines}.ts',
    'test/machine/guest/*.ts',
    'test/mutation/{run,rebuild,*-mutants}.ts',
    // Run by hand.
    'test/bench/*.ts',
  ],
  project: ['{domain,electron,renderer,build,test}/**/*.{ts,vue}'],
  // The system's programs: build/system-packages.ts knows their packages.
  exclude: ['binaries'],
  // Started as a program, by its path.
  ignoreDependencies: ['postject'],
  ignoreExportsUsedInFile: true,
} satisfies KnipConfig
