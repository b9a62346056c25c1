// The page of a diagnostic for when the application itself does not open: no Vue, no working data, only the station's
// answer, shown whole, and a file to save it as.
import { z } from 'zod'
import { openSession } from '../session.ts'

// The content security policy has no eval: zod must not even try, and so before the first schema is made.
z.config({ jitless: true })

const sentences = {
  fr: {
    title: 'Diagnostic',
    making: 'Établi prépare le diagnostic…',
    read: 'Lisez-le : c’est exactement ce que le fichier contiendra.',
    save: 'Enregistrer le fichier',
    back: 'Rouvrir Établi',
    failed:
      'Le diagnostic ne peut pas être fait ici : le poste ne répond pas, ou cette page n’a pas été ouverte par Établi. Fermez la fenêtre et ouvrez Établi par son icône.',
  },
  en: {
    title: 'Diagnostic',
    making: 'Établi is making the diagnostic…',
    read: 'Read it: this is exactly what the file will hold.',
    save: 'Save the file',
    back: 'Open Établi again',
    failed:
      'The diagnostic cannot be made here: the station does not answer, or this page was not opened by Établi. Close the window and open Établi by its icon.',
  },
} as const

const language = navigator.language.startsWith('en') ? 'en' : 'fr'
const words = sentences[language]

const element = <K extends keyof HTMLElementTagNameMap>(name: K, text: string): HTMLElementTagNameMap[K] => {
  const made = document.createElement(name)
  made.textContent = text
  return made
}

const show = (...parts: readonly HTMLElement[]) => {
  const place = document.getElementById('diagnostic')
  if (place === null) return
  place.lang = language
  place.replaceChildren(element('h1', words.title), ...parts)
}

const make = async () => {
  show(element('p', words.making))
  if (window.etabli === undefined && !(await openSession())) throw new Error('No way in')
  const { createStationClient } = await import('../station.ts')
  const reply = await createStationClient()('diagnostic.make', { language, window: null })
  if (!reply.ok) throw new Error(reply.error.message)
  const { fileName, text } = reply.value
  const shown = element('pre', text)
  shown.tabIndex = 0
  const link = element('a', words.save)
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  link.download = fileName
  const back = element('a', words.back)
  back.href = '/'
  const actions = element('p', '')
  actions.append(link, ' · ', back)
  show(element('p', words.read), shown, actions)
  // What is said for when nothing works is no longer true.
  for (const section of document.querySelectorAll('.trouble > section')) section.remove()
}

make().catch(() => {
  show(element('p', words.failed))
  // The way to this page leads nowhere from here.
  for (const link of document.querySelectorAll('.trouble > section a[href="/diagnostic.html"]'))
    link.closest('li')?.remove()
})
