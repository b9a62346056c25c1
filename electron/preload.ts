// All that the page of the Electron shell sees of the privileged half: one function.
import { contextBridge, ipcRenderer } from 'electron'
import { createBridge } from './transport/ipc-bridge.ts'

contextBridge.exposeInMainWorld('etabli', createBridge(ipcRenderer))
