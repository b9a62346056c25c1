// A file handed to the person by the browser's own download.

/** Asks the browser to save; it says where by itself. */
export const saveFile = (name: string, content: Blob) => {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download holds its own reference by the next turn of the loop.
  setTimeout(() => {
    URL.revokeObjectURL(address)
  })
}
