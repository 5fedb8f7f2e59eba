// The fields that the channels bring: a tab of variants on the item, a group of settings on the outlet.
import type { Field, GroupField, TabsField } from 'payload'
import { words } from '../i18n/index.ts'
import { channels } from './index.ts'

/** One tab a channel, each with its group: what is left empty there is taken from the item itself. */
export const variantTabs = (): TabsField => ({
  type: 'tabs',
  tabs: channels.flatMap(({ code, variant }) =>
    variant
      ? [
          {
            label: words(`outlets.channelOptions.${code}`),
            description: words(`channelHelp.${code}`),
            fields: [
              { name: variant.group, type: 'group', label: false, fields: variant.fields } as GroupField,
            ],
          },
        ]
      : [],
  ),
})

/** Shown for outlets of that channel. */
export const settingsFields = (): Field[] =>
  channels.flatMap(({ code, settings }) =>
    settings
      ? [
          {
            name: settings.group,
            type: 'group',
            label: words(`channelSettings.${code}`),
            fields: settings.fields,
            admin: { condition: (data) => data?.channel === code },
          } as GroupField,
        ]
      : [],
  )
