// What the administrator's screens add to Payload's: the bell, and panels on other collections.
import type { CollectionConfig, Field } from 'payload'

export const bell = '/src/admin/notices/Bell.tsx#Bell'

/** Panels of the collections `plans` and `subscribers`; others stay as they are. */
export const withAdministration = (collection: CollectionConfig): CollectionConfig => {
  if (collection.slug === 'plans') {
    const components = collection.admin?.components
    const link = '/src/admin/planFile/PlanFileLink.tsx#PlanFileLink'
    const beforeListTable = [...(components?.beforeListTable ?? []), link]
    return { ...collection, admin: { ...collection.admin, components: { ...components, beforeListTable } } }
  }
  if (collection.slug !== 'subscribers') return collection
  // the keys have a panel of their own in place of the list that Payload makes of them
  const fields = collection.fields.map((field) =>
    'name' in field && field.name === 'keys'
      ? ({ ...field, admin: { ...field.admin, hidden: true } } as Field)
      : field,
  )
  return { ...collection, fields: [...fields, ...subscriberPanels] }
}

const panel = (name: string, Field: string): Field => ({
  name,
  type: 'ui',
  admin: { disableListColumn: true, components: { Field } },
})

const subscriberPanels: Field[] = [
  panel('keysPanel', '/src/admin/keys/Keys.tsx#Keys'),
  panel('signingPanel', '/src/admin/keys/SigningSecret.tsx#SigningSecret'),
  panel('pushesPanel', '/src/admin/deliveries/SubscriberPushes.tsx#SubscriberPushes'),
]
