// Every word in both languages, and every error with words of its own.
import type { Field } from 'payload'
import { describe, expect, it } from 'vitest'
import { STATUS } from '../../../src/errors/index.ts'
import { en } from '../../../src/i18n/en.ts'
import { labelled, languageOf, say, words } from '../../../src/i18n/index.ts'
import { vi } from '../../../src/i18n/vi.ts'

type Tree = { [key: string]: string | Tree }
const flat = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : flat(value, `${path}${key}.`),
  )
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()
const req = (language: string) => ({ i18n: { language } }) as never

describe('the two languages', () => {
  const [inVi, inEn] = [new Map(flat(vi)), new Map(flat(en))]

  it('have the same keys', () => {
    expect([...inEn.keys()].sort()).toEqual([...inVi.keys()].sort())
  })

  it('leave nothing empty, and fill in the same values', () => {
    for (const [key, value] of inVi) {
      expect(value.trim(), key).not.toBe('')
      expect(inEn.get(key)?.trim(), key).not.toBe('')
      expect(holes(inEn.get(key) ?? ''), key).toEqual(holes(value))
    }
  })

  it('have words for every error code and every delivery code', () => {
    for (const code of Object.keys(STATUS)) expect(words(`errors.${code}`).vi, code).toBeTruthy()
  })

  it('are written in composed characters, without stray spaces', () => {
    for (const [key, value] of [...inVi, ...inEn]) {
      expect(value.normalize('NFC'), key).toBe(value)
      expect(value.trim(), key).toBe(value)
    }
  })
})

describe('say', () => {
  it('speaks Vietnamese unless English is asked for', () => {
    expect(languageOf(req('en'))).toBe('en')
    for (const other of ['vi', 'fr', '']) expect(languageOf(req(other))).toBe('vi')
    expect(languageOf({} as never)).toBe('vi')
  })

  it('fills in values literally, and leaves what it was not given', () => {
    expect(say(req('vi'), 'errors.unknownAction', { action: '$& {{x}}' })).toContain('“$& {{x}}”')
    expect(say(req('vi'), 'errors.unknownAction')).toContain('{{action}}')
  })

  it('fails loudly on words that do not exist, also on those every object has', () => {
    for (const key of ['nothing', 'errors.nothing', 'errors', 'constructor', 'errors.constructor.name', ''])
      expect(() => words(key)).toThrow(/No words/)
  })
})

describe('labelled', () => {
  it('gives fields, options and inner fields their words, and changes nothing it was given', () => {
    const given: Field[] = [
      {
        type: 'row',
        fields: [{ name: 'role', type: 'select', options: ['admin', { label: 'X', value: 'x' }] }],
      },
      { name: 'email', type: 'email', admin: { readOnly: true } },
    ]
    const before = JSON.stringify(given)
    const [row, email] = labelled('users', given) as any[]
    expect(row.fields[0].label).toEqual(words('users.role'))
    expect(row.fields[0].options).toEqual([
      { value: 'admin', label: words('users.roleOptions.admin') },
      { label: 'X', value: 'x' },
    ])
    expect(email).toMatchObject({ label: words('users.email'), admin: { readOnly: true } })
    expect(JSON.stringify(given)).toBe(before)
    expect(() => labelled('users', [{ name: 'nothing', type: 'text' }])).toThrow(
      /No words for users\.nothing/,
    )
  })
})
