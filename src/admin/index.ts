// The screens of the newsroom: the house's mark, and what people see of an item on its way. Whether
// something may be done is never decided here: buttons show what the API answers.
import type { CollectionConfig, Config, Field, Plugin } from 'payload'
import { favicon } from './brand/favicon.ts'
import { readOnlyWhileFrozen } from './readOnlyWhileFrozen.ts'

export type ScreensOptions = {
  /** Slug of the collection that the approval plugin was given. Default `items`. */
  collection?: string
}

/** Place it after the approval and the quota plugin, whose fields and endpoints it shows. */
export const screens =
  ({ collection: slug = 'items' }: ScreensOptions = {}): Plugin =>
  (config: Config): Config => ({
    ...config,
    admin: {
      ...config.admin,
      meta: { ...config.admin?.meta, icons: [favicon] },
      components: {
        ...config.admin?.components,
        graphics: { Icon: '/src/admin/brand/Icon.tsx#Icon', Logo: '/src/admin/brand/Logo.tsx#Logo' },
      },
    },
    collections: config.collections?.map((one) => (one.slug === slug ? withScreens(one) : one)),
  })

const withScreens = (collection: CollectionConfig): CollectionConfig => ({
  ...collection,
  admin: {
    ...collection.admin,
    hideAPIURL: true,
    components: {
      ...collection.admin?.components,
      edit: {
        ...collection.admin?.components?.edit,
        PublishButton: '/src/admin/item/Nothing.tsx#Nothing',
        UnpublishButton: '/src/admin/item/Nothing.tsx#Nothing',
        SaveDraftButton: '/src/admin/item/SaveDraft.tsx#SaveDraft',
        Status: '/src/admin/item/Status.tsx#Status',
      },
      views: {
        ...collection.admin?.components?.views,
        edit: { default: { Component: '/src/admin/item/ItemView.tsx#ItemView' } },
        list: { Component: '/src/admin/list/ItemList.tsx#ItemList' },
      },
    },
  },
  fields: [...panels, ...readOnlyWhileFrozen(collection).map(inList)],
})

const panels: Field[] = [
  {
    name: 'nextStep',
    type: 'ui',
    admin: {
      position: 'sidebar',
      disableListColumn: true,
      components: { Field: '/src/admin/item/NextStep.tsx#NextStep' },
    },
  },
  {
    name: 'quotaPanel',
    type: 'ui',
    admin: {
      position: 'sidebar',
      disableListColumn: true,
      components: { Field: '/src/admin/quota/QuotaPanel.tsx#QuotaPanel' },
    },
  },
  {
    name: 'briefsPanel',
    type: 'ui',
    admin: {
      position: 'sidebar',
      disableListColumn: true,
      components: { Field: '/src/admin/channels/Briefs.tsx#Briefs' },
    },
  },
  {
    name: 'kitsPanel',
    type: 'ui',
    admin: {
      position: 'sidebar',
      disableListColumn: true,
      components: { Field: '/src/admin/channels/Kits.tsx#Kits' },
    },
  },
]

/** `NextStep` tells stage, live and last comment; as fields they stay in the list alone. */
const inList = (field: Field): Field => {
  if (!('name' in field) || !['stage', 'live', 'lastComment'].includes(field.name ?? '')) return field
  const components =
    field.name === 'stage' ? { components: { Cell: '/src/admin/list/StageCell.tsx#StageCell' } } : {}
  return { ...field, admin: { ...field.admin, ...components, condition: () => false } } as Field
}
