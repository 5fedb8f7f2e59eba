// Every word a user may read stands in vi.ts and en.ts; everything else asks here.
import type { CollectionConfig, Field, PayloadRequest, SelectField } from 'payload'
import { en } from './en.ts'
import { vi } from './vi.ts'

export type Language = 'vi' | 'en'
type Both = Record<Language, string>
type Tree = { [key: string]: string | Tree }

/** For `i18n.translations` of the Payload config: everything below the namespace `loa`. */
export const translations = { vi: { loa: vi }, en: { loa: en } }

/** The words at a dotted key in both languages, for labels. Throws on a key that does not exist. */
export const words = (key: string): Both => {
  const found = { vi: lookUp(vi, key), en: lookUp(en, key) }
  if (!found.vi || !found.en) throw new Error(`No words for ${key}`)
  return found as Both
}

/** Words in the language of the request, with `{{name}}` replaced by `values.name`. */
export const say = (
  req: Pick<PayloadRequest, 'i18n'>,
  key: string,
  values: Record<string, string | number> = {},
) =>
  words(key)[languageOf(req)].replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    String(values[name] ?? whole),
  )

/** Vietnamese unless the caller asked for English. */
export const languageOf = (req: Pick<PayloadRequest, 'i18n'>): Language =>
  req.i18n?.language === 'en' ? 'en' : 'vi'

/** Singular and plural of a collection, from `<scope>.one` and `<scope>.many`. */
export const collectionLabels = (scope: string): NonNullable<CollectionConfig['labels']> => ({
  singular: words(`${scope}.one`),
  plural: words(`${scope}.many`),
})

/**
 * Gives each field its label `<scope>.<name>`, its description `<scope>.<name>Help` where there is one,
 * and the options of a select their labels `<scope>.<name>Options.<value>`. Rows, tabs and groups are
 * followed into.
 */
export const labelled = (scope: string, fields: Field[]): Field[] =>
  fields.map((field) => {
    const inner =
      'fields' in field && Array.isArray(field.fields) ? { fields: labelled(scope, field.fields) } : {}
    if (!('name' in field) || field.type === 'ui') return { ...field, ...inner } as Field
    const help = bothOrNone(`${scope}.${field.name}Help`)
    return {
      ...field,
      ...inner,
      label: words(`${scope}.${field.name}`),
      ...(field.type === 'select' ? { options: labelledOptions(scope, field) } : {}),
      admin: { ...(field.admin ?? {}), ...(help ? { description: help } : {}) },
    } as Field
  })

const labelledOptions = (scope: string, { name, options }: SelectField) =>
  options.map((option) =>
    typeof option === 'string'
      ? { value: option, label: words(`${scope}.${name}Options.${option}`) }
      : option,
  )

const bothOrNone = (key: string): Both | undefined => (lookUp(vi, key) ? words(key) : undefined)

const lookUp = (tree: Tree, key: string): string | undefined => {
  const found = key
    .split('.')
    .reduce<string | Tree | undefined>(
      (at, part) => (at && typeof at === 'object' && Object.hasOwn(at, part) ? at[part] : undefined),
      tree,
    )
  return typeof found === 'string' ? found : undefined
}
