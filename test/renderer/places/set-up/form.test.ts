// What the set-up asks before a station can work.
import { describe, expect, it } from 'vitest'
import { SetUpForm } from '../../../../domain/contract.ts'
import { errorsOf, firstUnfinished, formOf, noAnswers, type Answers } from '../../../../renderer/places/set-up/form.ts'

const answered = (): Answers => ({
  ...noAnswers(),
  activities: ['esat', 'refurbishing'],
  name: ' Atelier de Dax ',
  code: 'DAX2',
  organisation: { name: 'Le Second Souffle', address: '', phone: '', email: '', logo: null },
  people: [
    { id: 1, name: 'Marie', role: 'supervisor', simplified: false, pin: '2468', pinAgain: '2468' },
    { id: 2, name: 'Karim', role: 'operator', simplified: true, pin: '', pinAgain: '' },
  ],
})

describe('the set-up of a station', () => {
  it('answers nothing by itself but the strictest rule of erasure', () => {
    expect(noAnswers()).toMatchObject({ activities: [], people: [], erasureMinimum: 'witnessed', wrapKey: false })
  })

  it('makes a form that the station accepts', () => {
    const form = SetUpForm.parse(formOf(answered(), 'fr'))
    expect(form.settings).toMatchObject({ name: 'Atelier de Dax', code: 'DAX2', keyCopiedAt: null })
    expect(form.people.map(({ pin }) => pin)).toEqual(['2468', null])
    expect(form.passphrase).toBeNull()
  })

  it('gives the simplified mode to operators, and to no supervisor', () => {
    const { people } = answered()
    const became = people.map((person) => ({ ...person, simplified: true }))
    expect(formOf({ ...answered(), people: became }, 'fr').people.map(({ simplified }) => simplified)).toEqual([
      false,
      true,
    ])
  })

  it('wants a supervisor, whose code is typed twice alike', () => {
    const { people } = answered()
    const [marie, karim] = people
    if (marie === undefined || karim === undefined) throw new Error('two people')
    expect(errorsOf('people', { ...answered(), people: [] })).toEqual({ people: 'nobody' })
    expect(errorsOf('people', { ...answered(), people: [karim] })).toEqual({ people: 'noSupervisor' })
    expect(errorsOf('people', { ...answered(), people: [{ ...marie, pin: '24a8' }] })).toEqual({ '1.pin': 'pin' })
    expect(errorsOf('people', { ...answered(), people: [{ ...marie, pinAgain: '2469' }] })).toEqual({
      '1.pinAgain': 'pinAgain',
    })
  })

  it('keeps a secret that was given up out of the form', () => {
    const became: Answers = {
      ...answered(),
      passphrase: 'des mots bien longs',
      people: [
        { id: 1, name: 'Marie', role: 'supervisor', simplified: false, pin: '2468', pinAgain: '2468' },
        { id: 2, name: 'Karim', role: 'operator', simplified: false, pin: '1357', pinAgain: '1357' },
      ],
    }
    expect(JSON.stringify(formOf(became, 'fr'))).not.toMatch(/1357|bien longs/)
  })

  it('leads back to the first page that is not finished', () => {
    expect(firstUnfinished(noAnswers())).toBe('activities')
    expect(firstUnfinished({ ...answered(), code: 'd' })).toBe('station')
    expect(firstUnfinished({ ...answered(), wrapKey: true, passphrase: 'court' })).toBe('key')
    expect(firstUnfinished(answered())).toBeNull()
  })
})
