// The screens of the newsroom: the house's mark, and what people see of an item on its way. Whether
// something may be done is never decided here: buttons show what the API answers.
import type { CollectionConfig, Config, Field, Plugin } from 'payload'
import { bell, withAdministration } from './administration.ts'
import { favicon } from './brand/favicon.ts'
import { icsEndpoint } from './calendar/icsEndpoint.ts'
import { moveEndpoint } from './calendar/moveEndpoint.ts'
import { comparisonEndpoint } from './compare/endpoint.ts'
import { deliveriesEndpoint } from './proof/deliveriesEndpoint.ts'
import { readOnlyWhileFrozen } from './readOnlyWhileFrozen.ts'
import { fillFromAddress } from './slot/fillFromAddress.ts'
import { peopleEndpoint } from './talk/peopleEndpoint.ts'
import type { WordKey } from './useWords.ts'
import { viewsOf } from './views.ts'

export type ScreensOptions = {
  /** Slug of the collection that the approval plugin was given. Default `items`. */
  collection?: string
  /** Whether mail is kept instead of sent, so that there is a mailbox to look into. Default false. */
  hasMailbox?: boolean
}

/** Place it after the approval and the quota plugin, whose fields and endpoints it shows. */
export const screens =
  ({ collection: slug = 'items', hasMailbox = false }: ScreensOptions = {}): Plugin =>
  (config: Config): Config => ({
    ...config,
    admin: {
      ...config.admin,
      meta: { ...config.admin?.meta, icons: [favicon] },
      components: {
        ...config.admin?.components,
        actions: [...(config.admin?.components?.actions ?? []), bell],
        providers: [...(config.admin?.components?.providers ?? []), ...providers],
        beforeNavLinks: ['/src/admin/nav/NavLinks.tsx#NavLinks'],
        views: { ...config.admin?.components?.views, ...viewsOf({ hasMailbox }) },
        graphics: { Icon: '/src/admin/brand/Icon.tsx#Icon', Logo: '/src/admin/brand/Logo.tsx#Logo' },
      },
    },
    endpoints: [...(config.endpoints ?? []), icsEndpoint, moveEndpoint],
    collections: config.collections?.map((one) => {
      if (one.slug === slug) return withScreens(fillFromAddress(one))
      return withAdministration(['events', 'proofs'].includes(one.slug) ? fillFromAddress(one) : one)
    }),
  })

/** What holds on every screen, Payload's own as well. */
const providers = [
  '/src/admin/frame/KeepFocus.tsx#KeepFocus',
  '/src/admin/frame/LightOnPaper.tsx#LightOnPaper',
]

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
        edit: {
          default: { Component: '/src/admin/item/ItemView.tsx#ItemView' },
          compare: {
            Component: '/src/admin/compare/CompareView.tsx#CompareView',
            path: '/compare',
            tab: tab({ key: 'itemScreen.compare.tab', href: '/compare', order: 150 }),
          },
          look: {
            Component: '/src/admin/look/LookView.tsx#LookView',
            path: '/look',
            tab: tab({ key: 'itemScreen.look.tab', href: '/look', order: 160 }),
          },
        },
        list: { Component: '/src/admin/list/ItemList.tsx#ItemList' },
      },
    },
  },
  endpoints: [...(collection.endpoints || []), comparisonEndpoint, peopleEndpoint, deliveriesEndpoint],
  fields: withPanels(readOnlyWhileFrozen(collection).map(inList)),
})

const tab = ({ key, href, order }: { key: WordKey; href: string; order: number }) => ({
  label: ({ t }: { t: (name: never) => string }) => t(`loa:${key.replaceAll('.', ':')}` as never),
  href,
  order,
})

const panel = (name: string, Field: string): Field => ({
  name,
  type: 'ui',
  admin: { position: 'sidebar', disableListColumn: true, components: { Field } },
})

/** At the head of the sidebar: what to do next. */
const panelsAbove: Field[] = [
  panel('nextStep', '/src/admin/item/NextStep.tsx#NextStep'),
  panel('quotaPanel', '/src/admin/quota/QuotaPanel.tsx#QuotaPanel'),
  panel('briefsPanel', '/src/admin/channels/Briefs.tsx#Briefs'),
]

/** What was said and what happened: below what people choose every day, above what is rarely touched. */
const panelsBelow: Field[] = [
  panel('talkPanel', '/src/admin/talk/TalkPanel.tsx#TalkPanel'),
  panel('proofPanel', '/src/admin/proof/ProofPanel.tsx#ProofPanel'),
  panel('kitsPanel', '/src/admin/channels/Kits.tsx#Kits'),
  panel('pressPanel', '/src/admin/press/RequestsAbout.tsx#RequestsAbout'),
  panel('historyPanel', '/src/admin/history/HistoryPanel.tsx#HistoryPanel'),
]

const withPanels = (fields: Field[]): Field[] => {
  const after = fields.findIndex((field) => 'name' in field && field.name === 'priority') + 1 || fields.length
  return [...panelsAbove, ...fields.slice(0, after), ...panelsBelow, ...fields.slice(after)]
}

/** `NextStep` tells stage, live and last comment; as fields they stay in the list alone. */
const inList = (field: Field): Field => {
  if (!('name' in field) || !['stage', 'live', 'lastComment'].includes(field.name ?? '')) return field
  const components =
    field.name === 'stage' ? { components: { Cell: '/src/admin/list/StageCell.tsx#StageCell' } } : {}
  return { ...field, admin: { ...field.admin, ...components, condition: () => false } } as Field
}
