// What the plugin makes of a configuration: never a changed input, and a clear word when it cannot work.
import type { CollectionConfig, Config } from 'payload'
import { describe, expect, it } from 'vitest'
import { delivery } from '../../../src/delivery/index.ts'

const items: CollectionConfig = {
  slug: 'items',
  fields: [{ name: 'outlets', type: 'relationship', relationTo: 'outlets', hasMany: true }],
}
const outlets: CollectionConfig = { slug: 'outlets', fields: [{ name: 'code', type: 'text' }] }
const configured = (...collections: CollectionConfig[]) => ({ collections }) as Config
const named = (config: Config, slug: string) => config.collections?.find((one) => one.slug === slug)

describe('delivery', () => {
  it('adds its collections and changes nothing it was given', async () => {
    const before = configured(items, outlets)
    const copy = structuredClone(before)
    const after = await delivery()(before)
    expect(before).toEqual(copy)
    expect(after.collections?.map(({ slug }) => slug)).toEqual([
      'items',
      'outlets',
      'subscribers',
      'subscriber-keys',
      'placements',
      'editions',
      'push-deliveries',
      'receipts',
      'retrievals',
    ])
    expect(named(after, 'items')?.hooks?.afterChange).toHaveLength(1)
    expect(after.onInit).toBeTypeOf('function')
  })

  it.each([
    ['nothing to deliver', configured(outlets), {}, /no collection "items"/],
    ['no outlets', configured({ ...items, fields: [] }), {}, /no collection "outlets"/],
    ['no relation', configured({ ...items, fields: [] }, outlets), {}, /relation "outlets" to "outlets"/],
    [
      'a field that is no relation',
      configured({ ...items, fields: [{ name: 'outlets', type: 'text' }] }, outlets),
      {},
      /relation "outlets"/,
    ],
    [
      'a relation to several collections',
      configured(
        {
          ...items,
          fields: [{ name: 'outlets', type: 'relationship', relationTo: ['outlets', 'items'] }],
        },
        outlets,
      ),
      {},
      /and nothing else/,
    ],
    [
      'identifiers of its own',
      configured({ ...items, fields: [...items.fields, { name: 'id', type: 'text' }] }, outlets),
      {},
      /identifiers or a table name of its own/,
    ],
    [
      'another name',
      configured(items, outlets),
      { outlets: { field: 'sites' } },
      /relation "sites" to "outlets"/,
    ],
  ])('says what is missing: %s', (_name, config, options, message) => {
    expect(() => delivery(options)(config)).toThrow(message)
  })

  it('takes the kinds of the collection, else a text', async () => {
    const kindOf = async (fields: CollectionConfig['fields']) => {
      const config = await delivery()(configured({ ...items, fields: [...items.fields, ...fields] }, outlets))
      return named(config, 'placements')?.fields.find((field) => 'name' in field && field.name === 'kind')
    }
    expect(await kindOf([])).toMatchObject({ type: 'text' })
    expect(await kindOf([{ name: 'kind', type: 'text' }])).toMatchObject({ type: 'text' })
    expect(
      await kindOf([{ name: 'kind', type: 'select', options: ['a', { value: 'b', label: 'B' }] }]),
    ).toMatchObject({
      type: 'select',
      options: [
        { value: 'a', label: 'a' },
        { value: 'b', label: 'B' },
      ],
    })
  })

  it('disabled keeps the collections alone', async () => {
    const config = await delivery({ enabled: false })(configured(items, outlets))
    expect(config.collections).toHaveLength(9)
    expect(named(config, 'items')).toEqual(items)
    expect(config.onInit).toBeUndefined()
    expect(named(config, 'subscribers')).toMatchObject({ endpoints: [], hooks: {}, auth: { strategies: [] } })
  })

  it('gives the rights and the changes of the project to what it adds', async () => {
    const rights = { create: () => true, read: () => true, update: () => true, delete: () => true }
    const config = await delivery({
      access: { editions: rights },
      overrides: { editions: (collection) => ({ ...collection, labels: { singular: 'X', plural: 'Y' } }) },
    })(configured(items, outlets))
    expect(named(config, 'editions')).toMatchObject({ access: rights, labels: { singular: 'X' } })
    const { create } = named(config, 'placements')?.access ?? {}
    expect(create?.({ req: {} } as never)).toBe(false)
  })

  it('keeps what the project does when it starts', async () => {
    const started: string[] = []
    const onInit = () => void started.push('project')
    const config = await delivery()({ ...configured(items, outlets), onInit })
    // no PostgreSQL: said after the project's own, and clearly
    await expect(config.onInit?.({ db: { name: 'sqlite' } } as never)).rejects.toThrow(/PostgreSQL/)
    expect(started).toEqual(['project'])
  })
})
