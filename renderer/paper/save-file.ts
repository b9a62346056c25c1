// Gives the person a file through the browser's own download, the same in both shells.

export const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))

export const saveFile = (name: string, mediaType: string, content: string | Uint8Array<ArrayBuffer> | Blob): void => {
  const address = URL.createObjectURL(new Blob([content], { type: mediaType }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has its own hold on the data by the next task.
  setTimeout(() => {
    URL.revokeObjectURL(address)
  }, 60_000)
}
