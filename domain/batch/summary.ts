// The page that travels in a batch for people who open it without Établi, and to be printed and put beside the key: who sends
// what, how it is taken in, and how anybody can check it. It stands alone: no picture, no script, nothing from elsewhere.
import type { DocumentKind } from '../documents/document.ts'
import type { Language } from '../words/reason.ts'
import { nameOfTerm } from '../words/sentences.ts'
import { formatDay, formatNumber, pluralOf } from '../words/wording.ts'
import { TABLE_FILE } from './layout.ts'

export type BatchSummary = {
  readonly language: Language
  readonly number: string
  readonly title: string
  readonly issuedAt: string
  readonly organisation: {
    readonly name: string
    readonly address: string
    readonly phone: string
    readonly email: string
  }
  readonly station: string
  /** Of the sender's key; null where it could not be told. */
  readonly fingerprint: string | null
  readonly demonstration: boolean
  readonly kinds: ReadonlyMap<DocumentKind, number>
  readonly machines: number
  /** Evidence, reports and work files. */
  readonly attached: number
  readonly papers: number
  /** Documents of other stations among them, by station. */
  readonly others: ReadonlyMap<string, number>
  readonly firstDay: string
  readonly lastDay: string
}

const WORDS = {
  fr: {
    page: 'Contenu du lot',
    batch: 'Lot',
    demonstration: 'Démonstration : rien de ce qui est ici n’a de valeur.',
    sender: 'Expéditeur',
    madeOn: 'Fait le',
    fingerprint: 'Empreinte du poste',
    fingerprintUse:
      'Au premier lot reçu de ce poste, comparez cette empreinte à celle que l’expéditeur lit dans ses réglages, par exemple au téléphone.',
    contents: 'Ce qu’il contient',
    documents: ['document', 'documents'],
    machines: ['machine concernée', 'machines concernées'],
    attached: ['preuve ou relevé joint', 'preuves et relevés joints'],
    papers: ['page à imprimer (PDF)', 'documents à imprimer (PDF)'],
    on: 'du',
    from: 'du',
    to: 'au',
    others: 'Signés par d’autres postes et transmis tels quels :',
    takeIn: 'Le recevoir dans Établi',
    steps: [
      'Ne dézippez pas le fichier.',
      'Branchez la clé, ou copiez le fichier sur l’ordinateur.',
      'Ouvrez Échanges, puis « Recevoir un lot ». Établi vérifie tout et montre ce qui est nouveau avant d’enregistrer.',
    ],
    look: 'Le lire sans Établi',
    lookText: `Le fichier ${TABLE_FILE} s’ouvre dans un tableur. Les pages à imprimer, s’il y en a, sont dans data/paper.`,
    check: 'Le vérifier sans Établi',
    checkText:
      'Le lot est un sac BagIt 1.0 (RFC 8493). Chaque fichier de data est couvert par manifest-sha256.txt ; lot.json, signé par le poste (Ed25519, W3C Verifiable Credentials), couvre cette liste. Une fois le fichier dézippé :',
  },
  en: {
    page: 'Contents of the batch',
    batch: 'Batch',
    demonstration: 'Demonstration: nothing that is here is worth anything.',
    sender: 'Sender',
    madeOn: 'Made on',
    fingerprint: 'Fingerprint of the station',
    fingerprintUse:
      'With the first batch from this station, compare this fingerprint with the one that the sender reads in its settings, for instance by telephone.',
    contents: 'What is in it',
    documents: ['document', 'documents'],
    machines: ['machine concerned', 'machines concerned'],
    attached: ['attached piece of evidence or report', 'attached pieces of evidence and reports'],
    papers: ['document to print (PDF)', 'documents to print (PDF)'],
    on: 'of',
    from: 'from',
    to: 'to',
    others: 'Signed by other stations and handed on as they are:',
    takeIn: 'Taking it in with Établi',
    steps: [
      'Do not unzip the file.',
      'Plug in the key, or copy the file to the computer.',
      'Open Exchange, then “Receive a batch”. Établi checks everything and shows what is new before it is saved.',
    ],
    look: 'Reading it without Établi',
    lookText: `The file ${TABLE_FILE} opens in a spreadsheet. Pages to print, if any, are in data/paper.`,
    check: 'Checking it without Établi',
    checkText:
      'The batch is a BagIt 1.0 bag (RFC 8493). Each file of data is covered by manifest-sha256.txt; lot.json, signed by the station (Ed25519, W3C Verifiable Credentials), covers that list. Once the file is unzipped:',
  },
} as const

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

/** As in the sentences: a narrow no-break space before the high signs. Only words of ours are touched. */
const typeset = (text: string, language: Language): string =>
  language === 'fr' ? text.replace(/ ([;:!?»])/g, '\u202f$1').replace(/« /g, '«\u202f') : text

const STYLE = `
@page { size: A4; margin: 18mm }
body { font: 11pt/1.45 'Atkinson Hyperlegible', 'DejaVu Sans', Verdana, sans-serif; color: #000; background: #fff; max-width: 42em; margin: 2em auto; padding: 0 1em }
h1 { font-size: 20pt; margin: 0 0 .2em } h2 { font-size: 13pt; margin: 1.4em 0 .3em; border-bottom: 1px solid #000 }
p, ul, ol { margin: .3em 0 } dl { display: grid; grid-template-columns: max-content 1fr; gap: .15em 1em; margin: .5em 0 } dt { font-weight: 700 } dd { margin: 0 }
.mono { font-family: 'DejaVu Sans Mono', monospace; letter-spacing: .03em } .demo { border: 3px solid #000; padding: .5em; font-weight: 700 }
@media print { body { margin: 0; max-width: none; padding: 0 } }`

const item = (html: string): string => `<li>${html}</li>`

/** The page, whole. Its text is the station's language, whoever opens it. */
export const summaryPage = (summary: BatchSummary): string => {
  const { language, organisation } = summary
  const words = WORDS[language]
  const say = (text: string) => escaped(typeset(text, language))
  const counted = (count: number, [one, other]: readonly [string, string]) =>
    escaped(`${formatNumber(count, language)} ${pluralOf(count, one, other, language)}`)
  const documents = [...summary.kinds.values()].reduce((sum, count) => sum + count, 0)
  const fact = (name: string, value: string) => `<dt>${say(name)}</dt><dd>${value}</dd>`
  const contact = [organisation.address, organisation.phone, organisation.email].filter((line) => line !== '')
  const [first, last] = [formatDay(summary.firstDay, language), formatDay(summary.lastDay, language)]
  const days = first === last ? `${words.on} ${first}` : `${words.from} ${first} ${words.to} ${last}`
  const colon = language === 'fr' ? '\u202f:' : ':'
  const line = (name: string, count: number) => item(`${escaped(name)}${colon} ${formatNumber(count, language)}`)
  const contents = [
    counted(summary.machines, words.machines),
    counted(summary.attached, words.attached),
    ...(summary.papers === 0 ? [] : [counted(summary.papers, words.papers)]),
  ]
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(`${words.batch} ${summary.number}`)}</title>
<style>${STYLE}
</style>
</head>
<body>
<p>${say(words.page)}</p>
<h1>${escaped(`${words.batch} ${summary.number}`)}</h1>
${summary.title === '' ? '' : `<p><strong>${escaped(summary.title)}</strong></p>`}
${summary.demonstration ? `<p class="demo">${say(words.demonstration)}</p>` : ''}
<dl>
${fact(words.sender, [organisation.name, ...contact].map(escaped).join('<br>') + `<br>${escaped(summary.station)}`)}
${fact(words.madeOn, escaped(formatDay(summary.issuedAt, language)))}
${summary.fingerprint === null ? '' : fact(words.fingerprint, `<span class="mono">${escaped(summary.fingerprint)}</span>`)}
</dl>
${summary.fingerprint === null ? '' : `<p>${say(words.fingerprintUse)}</p>`}
<h2>${say(words.contents)}</h2>
<p>${counted(documents, words.documents)}, ${escaped(days)}${colon}</p>
<ul>
${[...summary.kinds].map(([kind, count]) => line(nameOfTerm(kind, language), count)).join('\n')}
</ul>
<p>${contents.join(', ')}.</p>
${
  summary.others.size === 0
    ? ''
    : `<p>${say(words.others)}</p>\n<ul>\n${[...summary.others].map(([station, count]) => line(station, count)).join('\n')}\n</ul>`
}
<h2>${say(words.takeIn)}</h2>
<ol>
${words.steps.map((step) => item(say(step))).join('\n')}
</ol>
<h2>${say(words.look)}</h2>
<p>${say(words.lookText)}</p>
<h2>${say(words.check)}</h2>
<p>${say(words.checkText)}</p>
<p class="mono">sha256sum --check manifest-sha256.txt</p>
</body>
</html>
`
}
