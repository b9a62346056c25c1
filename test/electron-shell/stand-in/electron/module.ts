// What `import … from 'electron'` gives the shell under the stand-in: the parts it uses. A part that is not here is missing
// by name, so that nothing passes unseen.
import { answerTheScreen } from './answering.ts'

export { app } from './app.ts'
export { BrowserWindow } from './windows.ts'
export { ipcMain } from './ipc-main.ts'
export { protocol, session } from './sessions.ts'
export {
  crashReporter,
  dialog,
  Menu,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  safeStorage,
  shell,
} from './others.ts'

answerTheScreen()
