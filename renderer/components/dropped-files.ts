// The files of a drop, those inside dropped folders too. What is in them is for others to look at.

const entriesOf = (directory: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> => {
  const reader = directory.createReader()
  const found: FileSystemEntry[] = []
  return new Promise((resolve) => {
    // Answers a hundred at a time, and at last none.
    const next = () => {
      reader.readEntries(
        (some) => {
          if (some.length === 0) {
            resolve(found)
            return
          }
          found.push(...some)
          next()
        },
        () => {
          resolve(found)
        },
      )
    }
    next()
  })
}

const filesIn = async (entry: FileSystemEntry): Promise<readonly File[]> => {
  if (entry.isFile)
    return new Promise((resolve) => {
      const of = entry as FileSystemFileEntry // isFile says so
      of.file(
        (file) => {
          resolve([file])
        },
        () => {
          resolve([])
        },
      )
    })
  const inside = await entriesOf(entry as FileSystemDirectoryEntry) // what is no file is a directory
  return (await Promise.all(inside.map(filesIn))).flat()
}

/** What was dropped can be asked for only while the event is handled: both are taken at once. */
export const droppedFiles = async (transfer: DataTransfer | null): Promise<readonly File[]> => {
  const flat = [...(transfer?.files ?? [])]
  const entries = [...(transfer?.items ?? [])].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  return entries.length === 0 ? flat : (await Promise.all(entries.map(filesIn))).flat()
}
