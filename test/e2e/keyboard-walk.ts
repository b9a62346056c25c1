// A screen walked through by Tab alone, as somebody does who has no mouse: whatever can be pressed is reached, shows that it has
// the focus, is not covered, and the way leads out again.
import type { Page } from 'playwright-core'

type Walk = {
  /** Of each thing that can be pressed: how it looks without the focus. */
  readonly looks: Map<Element, string>
  readonly looksOf: (element: Element) => string
  readonly reached: Set<Element>
  readonly wrong: string[]
  last: Element | null
}
declare global {
  interface Window {
    walk?: Walk
  }
}

/** Finds what can be pressed, remembers how it looks, and goes back to the top of the page. */
const begin = (page: Page) =>
  page.evaluate(() => {
    const looksOf = (element: Element): string => {
      const looks: string[] = []
      for (let at: Element | null = element, up = 0; at !== null && up < 4; at = at.parentElement, up += 1) {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor } =
          getComputedStyle(at)
        looks.push([outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor].join(' '))
      }
      return looks.join('|')
    }
    const operable =
      'a[href], button:not(:disabled), input:not(:disabled, [type=hidden]), select:not(:disabled), textarea:not(:disabled), summary, [tabindex="0"]'
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    const within = document.querySelector('[role=dialog], [role=alertdialog]') ?? document.body
    const found = [...within.querySelectorAll<HTMLElement>(operable)].filter(
      (element) =>
        element.tabIndex >= 0 &&
        element.checkVisibility({ visibilityProperty: true }) &&
        element.closest('[inert], [aria-hidden=true]') === null,
    )
    window.walk = {
      looks: new Map(found.map((one) => [one, looksOf(one)])),
      looksOf,
      reached: new Set(),
      wrong: [],
      last: null,
    }
    if (within === document.body) {
      window.scrollTo(0, 0)
      // Tab goes on from where the focus was last, even when that is gone.
      const top = document.createElement('span')
      top.tabIndex = -1
      document.body.prepend(top)
      top.focus()
      top.remove()
    }
    return found.length
  })

/** Looks at what has the focus now; answers whether the walk goes on. */
const step = (page: Page) =>
  page.evaluate(() => {
    const walk = window.walk
    const here = document.activeElement
    if (walk === undefined || here === null || here === document.body) return false
    // A date is one field of three parts, each with a Tab of its own.
    if (here === walk.last && here instanceof HTMLInputElement && /^(date|month|datetime-local|time)$/.test(here.type))
      return true
    walk.last = here
    if (walk.reached.has(here)) return false
    walk.reached.add(here)
    const name = `${here.tagName.toLowerCase()} « ${(here.getAttribute('aria-label') ?? here.textContent.trim()) || (here.getAttribute('name') ?? here.id)} »`
    if (walk.looks.get(here) === walk.looksOf(here)) walk.wrong.push(`${name} does not show that it has the focus`)
    const label = here instanceof HTMLInputElement ? (here.labels?.[0] ?? here) : here
    // Of what is larger than the window, the part that is in it.
    const seen = [...here.getClientRects(), ...label.getClientRects()].some(({ left, top, right, bottom }) => {
      const x = (Math.max(0, left) + Math.min(innerWidth, right)) / 2
      const y = (Math.max(0, top) + Math.min(innerHeight, bottom)) / 2
      const at = document.elementFromPoint(x, y)
      return at !== null && (here.contains(at) || label.contains(at) || at.contains(here))
    })
    if (!seen) walk.wrong.push(`${name} is covered or out of sight while it has the focus`)
    return true
  })

const end = (page: Page) =>
  page.evaluate(() => {
    const walk = window.walk
    if (walk === undefined) return []
    const reached = [...walk.reached]
    const missed = [...walk.looks.keys()].filter((element) => {
      if (walk.reached.has(element) || !element.isConnected) return false
      // Of round answers Tab reaches one; the arrows choose among them. So it is where arrows lead from one to the next.
      if (element instanceof HTMLInputElement && element.type === 'radio')
        return !reached.some(
          (one) => one instanceof HTMLInputElement && one.type === 'radio' && one.name === element.name,
        )
      const role = element.getAttribute('role')
      return !(
        role !== null &&
        ['radio', 'tab', 'option'].includes(role) &&
        reached.some((one) => one.getAttribute('role') === role)
      )
    })
    const named = (element: Element) =>
      `${element.tagName.toLowerCase()} « ${element.getAttribute('aria-label') ?? element.textContent.trim()} »`
    return [...walk.wrong, ...missed.map((element) => `${named(element)} cannot be reached`)]
  })

/** What is wrong with the screen as it stands for who has only a keyboard. */
export const walk = async (page: Page, name: string): Promise<readonly string[]> => {
  const found = await begin(page)
  for (let pressed = 0; pressed <= found * 6 + 10; pressed += 1) {
    await page.keyboard.press('Tab')
    if (!(await step(page))) return (await end(page)).map((fault) => `${name}: ${fault}`)
  }
  return [`${name}: Tab does not come to an end`, ...(await end(page)).map((fault) => `${name}: ${fault}`)]
}

/** What has the focus, by the name that a reader would say. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const here = document.activeElement
    if (here === null || here === document.body) return 'nothing'
    const labelled = here.getAttribute('aria-labelledby')
    const label = here instanceof HTMLInputElement || here instanceof HTMLSelectElement ? here.labels?.[0] : null
    const text =
      here.getAttribute('aria-label') ??
      (labelled === null ? null : document.getElementById(labelled)?.textContent) ??
      label?.textContent ??
      here.textContent
    return text.replace(/\s+/g, ' ').trim()
  })

/** Presses Tab until what is named so has the focus. */
export const tabTo = async (page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
  const passed: string[] = []
  for (let pressed = 0; pressed < 120; pressed += 1) {
    await page.keyboard.press(key)
    const here = await focused(page)
    if (name.test(here)) return
    passed.push(here)
  }
  throw new Error(`Tab never comes to ${String(name)}: ${passed.join(' / ')}`)
}
