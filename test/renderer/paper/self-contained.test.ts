// A page that becomes a PDF carries every style of the papers: what is forgotten prints without its form.
import { expect, test } from 'vitest'
import { selfContainedPage } from '../../../renderer/paper/self-contained.ts'

const styles = import.meta.glob<string>('../../../renderer/paper/**/*.css', {
  eager: true,
  query: '?inline',
  import: 'default',
})

test('every style sheet of the papers is in it', async () => {
  const page = await selfContainedPage(document.createElement('article'), 'Essai', 'fr')
  const missing = Object.entries(styles).filter(([, style]) => !page.includes(style))
  expect(Object.keys(styles).length).toBeGreaterThan(3)
  expect(missing.map(([file]) => file)).toEqual([])
})
