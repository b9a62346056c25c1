// Makers of panels and monitors by their PNP identifier (UEFI Forum registry): those that a workshop meets.
import { lookUp } from './look-up.ts'
const MAKERS: Readonly<Record<string, string>> = {
  AAC: 'AcerView',
  ACI: 'ASUS',
  ACR: 'Acer',
  AOC: 'AOC',
  APP: 'Apple',
  AUO: 'AU Optronics',
  AUS: 'ASUS',
  BNQ: 'BenQ',
  BOE: 'BOE',
  CMI: 'Innolux',
  CMN: 'Innolux',
  CMO: 'Chi Mei',
  CPT: 'Chunghwa',
  CSO: 'CSOT',
  DEL: 'Dell',
  EIZ: 'EIZO',
  ENC: 'EIZO',
  FUS: 'Fujitsu',
  GBT: 'Gigabyte',
  GSM: 'LG',
  HIT: 'Hitachi',
  HPN: 'HP',
  HSD: 'HannStar',
  HWP: 'HP',
  IBM: 'IBM',
  INL: 'Innolux',
  INX: 'Innolux',
  IVM: 'Iiyama',
  IVO: 'InfoVision',
  JDI: 'Japan Display',
  LEN: 'Lenovo',
  LGD: 'LG Display',
  LPL: 'LG Philips',
  MED: 'Medion',
  MEI: 'Panasonic',
  MSI: 'MSI',
  NCP: 'Panda',
  NEC: 'NEC',
  PDA: 'Panda',
  PHL: 'Philips',
  QDS: 'Quanta',
  SAM: 'Samsung',
  SDC: 'Samsung',
  SEC: 'Samsung',
  SHP: 'Sharp',
  SNY: 'Sony',
  TMX: 'Tianma',
  TOS: 'Toshiba',
  VSC: 'ViewSonic',
  XMI: 'Xiaomi',
}

export const displayMaker = (code: string): string | null => lookUp(MAKERS, code) ?? null

/** Whether a text of an EDID is only a maker's name ("AUO", "LG Display", "BOE CQ"): no model then. */
export const isMakersName = (text: string): boolean => {
  const lower = text.toLowerCase()
  return (
    /^[A-Z]{3}$/.test(text) ||
    /^(BOE|AUO|CMN|LGD|SDC|SHARP|INNOLUX|SAMSUNG|APPLE|IVO)\b ?(CQ|HF|NJ|NT|HYDIS)?$/i.test(text) ||
    Object.values(MAKERS).some((maker) => maker.toLowerCase() === lower)
  )
}
