// The recorded machines of the demonstration. They were never built: makers' public specifications, invented serials.
// `node electron/demo/write-machines.ts` writes their files anew.
export type RecordedMachine = { readonly name: string; readonly file: URL }

const recorded = (name: string, file: string): RecordedMachine => ({
  name,
  file: new URL(`./machines/${file}.readings.json`, import.meta.url),
})

export const RECORDED_MACHINES: readonly RecordedMachine[] = [
  recorded('Portable récent, en bon état', 'recent-laptop'),
  recorded('Portable ancien, batterie usée', 'old-laptop'),
  recorded('Tour à deux disques', 'two-disk-desktop'),
  recorded('Assemblé, sans numéro de série', 'nameless-desktop'),
  recorded('Portable dont le disque lâche', 'failing-disk-laptop'),
  recorded('Ultraportable à mémoire soudée', 'soldered-memory-laptop'),
]
