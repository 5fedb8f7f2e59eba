// What each user chooses for himself: how he is told of what, and in which language his mail is.
import type { Field, FieldAccess } from 'payload'
import { words } from '../i18n/index.ts'
import { NOTICE_KINDS, WAYS } from './kinds.ts'
import type { SanitizedNoticesOptions } from './options.ts'

/** Name of the group on a user that holds the choices. */
export const CHOICES = 'notices'

export const choiceFields = ({ actorOf, defaults }: SanitizedNoticesOptions): Field[] => {
  const self: FieldAccess = ({ req, id, doc }) => {
    const staff = actorOf(req)
    return staff !== null && staff.id === String(id ?? doc?.id ?? '')
  }
  const own = { create: () => false, read: self, update: self }
  const options = WAYS.map((value) => ({ value, label: words(`notices.wayOptions.${value}`) }))
  return [
    {
      name: CHOICES,
      type: 'group',
      label: words('notices.choices'),
      access: own,
      admin: { description: words('notices.choicesHelp') },
      fields: inPairs([
        ...NOTICE_KINDS.map(
          (kind): Field => ({
            name: kind,
            type: 'select',
            label: words(`notices.kindOptions.${kind}`),
            options,
            defaultValue: defaults[kind],
            access: own,
            admin: { isClearable: false },
          }),
        ),
        {
          name: 'language',
          type: 'select',
          label: words('notices.language'),
          options: [
            { value: 'vi', label: 'Tiếng Việt' },
            { value: 'en', label: 'English' },
          ],
          defaultValue: 'vi',
          access: own,
          admin: { isClearable: false },
        },
      ]),
    },
  ]
}

const inPairs = (fields: Field[]): Field[] =>
  fields.flatMap((_, at) =>
    at % 2 === 0 ? [{ type: 'row', fields: fields.slice(at, at + 2) } as Field] : [],
  )
