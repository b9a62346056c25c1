// What a finger, a key and the number pad come to in the simplified mode, and the voice that reads a step aloud.
import { computed, effectScope, ref } from 'vue'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Check } from '@lucide/vue'
import type { Command } from '../../../../domain/documents/scan-code.ts'
import type { Language } from '../../../../domain/words/reason.ts'
import BigAnswer from '../../../../renderer/places/simplifie/BigAnswer.vue'
import { useSpeech } from '../../../../renderer/places/simplifie/speech.ts'
import { afterKey, typedCount, typedWeight, whyWrong } from '../../../../renderer/places/simplifie/typed-number.ts'
import { mount } from '../../components/mount.ts'

const typed = (keys: string, comma = true) =>
  [...keys].reduce((text, key) => {
    const command = key === ',' ? 'comma' : key === '<' ? 'erase' : (key as Command)
    return afterKey(text, command, comma)
  }, '')

describe('a number that is pressed key by key', () => {
  test.each([
    ['1,4', '1,4'],
    [',35', '0,35'],
    ['1,,4', '1,4'],
    ['07', '7'],
    ['0,07', '0,07'],
    ['12<', '1'],
    ['<', ''],
    ['123456789', '1234567'],
  ])('%s is %s', (keys, text) => {
    expect(typed(keys)).toBe(text)
  })

  test('a number of disks has no comma', () => {
    expect(typed('1,4', false)).toBe('14')
  })

  test.each([
    ['0', 0],
    ['3', 3],
    ['64', 64],
    ['65', null],
    ['', null],
    ['1,5', null],
  ])('%s disks: %s', (text, count) => {
    expect(typedCount(text)).toBe(count)
  })

  test.each([
    ['0', 'zero'],
    ['0,0001', 'light'],
    ['3000', 'heavy'],
    ['', 'unreadable'],
  ])('%s kg is said to be: %s', (text, why) => {
    const weight = typedWeight(text)
    expect(weight.ok ? 'right' : whyWrong(weight.reason)).toBe(why)
  })
})

describe('a large answer', () => {
  const answered = async () => {
    const onAnswer = vi.fn()
    const { main, unmount } = await mount(BigAnswer, { icon: Check, onAnswer }, 'C’est fait')
    const button = main.querySelector('button')
    if (button === null) throw new Error('no button')
    return { button, onAnswer, unmount }
  }

  test('a double click is one answer: the second would fall on the step after', async () => {
    const { button, onAnswer, unmount } = await answered()
    button.dispatchEvent(new MouseEvent('click', { detail: 1 }))
    button.dispatchEvent(new MouseEvent('click', { detail: 2 }))
    expect(onAnswer).toHaveBeenCalledTimes(1)
    unmount()
  })

  test('a key held down answers nothing more', async () => {
    const { button, unmount } = await answered()
    const held = new KeyboardEvent('keydown', { key: 'Enter', repeat: true, cancelable: true })
    button.dispatchEvent(held)
    expect(held.defaultPrevented).toBe(true)
    const pressed = new KeyboardEvent('keydown', { key: 'Enter', cancelable: true })
    button.dispatchEvent(pressed)
    expect(pressed.defaultPrevented).toBe(false)
    unmount()
  })
})

describe('reading aloud', () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })
  /** The system's voices are the outside world: a test computer has none. */
  const withVoices = (...voices: readonly Partial<SpeechSynthesisVoice>[]) => {
    // Only what the screen looks at.
    vi.spyOn(window.speechSynthesis, 'getVoices').mockReturnValue(voices as SpeechSynthesisVoice[])
  }
  const inScope = (language: Language) => {
    const scope = effectScope()
    const shown = ref(language)
    const speech = scope.run(() => useSpeech(computed(() => shown.value)))
    if (speech === undefined) throw new Error('no speech')
    return { speech, shown, scope }
  }

  test('is offered only with a voice of the language shown', () => {
    withVoices({ lang: 'fr-FR', localService: true })
    const { speech, shown, scope } = inScope('fr')
    expect(speech.available.value).toBe(true)
    shown.value = 'en'
    expect(speech.available.value).toBe(false)
    scope.stop()
  })

  test('uses no voice that sends the words over a network', () => {
    withVoices({ lang: 'fr-FR', localService: false })
    const { speech, scope } = inScope('fr')
    expect(speech.available.value).toBe(false)
    scope.stop()
  })

  test('is offered once the voices that the system names late are there', () => {
    withVoices()
    const { speech, scope } = inScope('fr')
    expect(speech.available.value).toBe(false)
    withVoices({ lang: 'fr_FR', localService: true })
    window.speechSynthesis.dispatchEvent(new Event('voiceschanged'))
    expect(speech.available.value).toBe(true)
    scope.stop()
  })
})
