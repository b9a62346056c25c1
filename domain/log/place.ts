// Where a station's log lies, as a person is told it: in the way their system writes paths.
export const logFolderOf = (dataFolder: string): string => `${dataFolder}${dataFolder.includes('\\') ? '\\' : '/'}log`
