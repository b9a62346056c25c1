// How a station is called on the screens: as it names itself, with the code that leads its numbers.

export const stationName = ({ name, code }: { readonly name: string; readonly code: string }): string =>
  name === '' ? code : `${name} (${code})`
