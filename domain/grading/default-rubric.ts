// The rubric that a new station starts with. Figures are customary (reuse for office work, school and the web in 2026)
// and meant to be changed by the workshop.
//
// Those for measures are estimates, of 25 November 2026: the points were measured on one recent server processor (405 on
// one core at 3.5 GHz) and carried over to others by frequency and width, so that A, B and C fall about where the table
// of generations puts them. A workshop that has measured a dozen of its own machines knows better than they do.
import type { Rubric } from './rubric.ts'

const GIBI = 1024 ** 3
const GIGA = 1e9

export const defaultRubric: Rubric = {
  kind: 'rubric',
  id: 'etabli-default',
  version: 2,
  asOf: '2026-11-25',
  name: { fr: 'Barème de base', en: 'Basic rubric' },
  performance: {
    memory: { A: 8 * GIBI, B: 4 * GIBI, C: 2 * GIBI },
    processor: {
      cores: { A: 4, B: 2, C: 2 },
      threads: { A: 4, B: 4, C: 2 },
      generations: [
        { family: 'Intel Core', least: { A: 8, B: 6, C: 3 } },
        { family: 'Intel Core Ultra', least: { A: 1, B: 1, C: 1 } },
        { family: 'AMD Ryzen', least: { A: 2, B: 1, C: 1 } },
        { family: 'AMD Ryzen AI', least: { A: 1, B: 1, C: 1 } },
        { family: 'AMD Ryzen Threadripper', least: { A: 2, B: 1, C: 1 } },
      ],
      unknownGeneration: 'C',
      measured: {
        kernel: 'etabli-mix-1',
        singlePoints: { A: 250, B: 170, C: 90 },
        allCoresPoints: { A: 900, B: 380, C: 160 },
        throttled: 'C',
      },
    },
    disk: {
      A: { kinds: ['nvme', 'sata-ssd'], sizeBytes: 240 * GIGA },
      B: { kinds: ['nvme', 'sata-ssd'], sizeBytes: 120 * GIGA },
      C: { kinds: ['nvme', 'sata-ssd', 'emmc', 'hdd'], sizeBytes: 60 * GIGA },
      health: { unknown: 'B', warning: 'C', failing: 'D' },
      // Slower than this, a SATA SSD hangs at an old port or is failing, and a hard disk keeps people waiting.
      readBytesPerSecond: { A: 150e6, B: 80e6, C: 30e6 },
    },
  },
  battery: {
    equipment: ['laptop', 'tablet'],
    healthPercent: { A: 90, B: 75, C: 65 },
  },
  aspect: {
    A: {
      fr: 'Presque aucune trace : de petites rayures qu’on voit seulement de près.',
      en: 'Hardly a mark: small scratches that show only from close by.',
    },
    B: {
      fr: 'Des traces d’usage visibles : rayures, touches lustrées. Rien de cassé.',
      en: 'Visible signs of use: scratches, shiny keys. Nothing broken.',
    },
    C: {
      fr: 'Des marques nettes : éclats, coups, autocollants qui ont laissé une trace. Tout tient et tout ferme.',
      en: 'Clear marks: chips, dents, traces of stickers. Everything holds and closes.',
    },
    D: {
      fr: 'Abîmé : une pièce cassée ou manquante, un écran taché. La machine reste utilisable.',
      en: 'Damaged: a part broken or missing, a stained screen. The machine can still be used.',
    },
  },
}
