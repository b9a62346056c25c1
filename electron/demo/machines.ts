// The recorded machines of the demonstration. They were never built: virtual machines after makers' public specifications,
// with invented serials, said what is in their files (`npm run record-machines`).
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
