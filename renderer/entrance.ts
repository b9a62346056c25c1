// The way in: a page with a session goes on to the application; one without says, in plain words and before anything
// else is loaded, how Établi is opened.
import { z } from 'zod'
import { openSession } from './session.ts'

// The content security policy has no eval: zod must not even try, and so before the first schema is made.
z.config({ jitless: true })

const sayHowToOpen = () => {
  const sentences = [
    ['fr', 'Cette page ne peut pas s’ouvrir ainsi.', 'Ouvrez Établi par son icône, ou avec la commande « npm start ».'],
    ['en', 'This page cannot be opened this way.', 'Open Établi by its icon, or with the command “npm start”.'],
  ] as const
  const main = document.createElement('main')
  main.className = 'no-session'
  for (const [language, heading, sentence] of sentences) {
    const section = document.createElement('section')
    section.lang = language
    const title = document.createElement(language === 'fr' ? 'h1' : 'h2')
    title.textContent = heading
    const text = document.createElement('p')
    text.textContent = sentence
    section.append(title, text)
    main.append(section)
  }
  document.body.replaceChildren(main)
}

const come = async () => {
  const inside = window.etabli !== undefined || (await openSession().catch(() => false))
  if (inside) await import('./main.ts')
  else sayHowToOpen()
}

void come()
