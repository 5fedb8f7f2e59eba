import { whyFrozen } from '../../approval/whyFrozen.ts'
import type { Language } from '../../i18n/index.ts'
import { ask } from '../ask.ts'

/** What stood in the way of a save, where the person can do something about it. */
export type Trouble =
  | { is: 'offline' }
  | { is: 'session' }
  | { is: 'closed' }
  /** `revision`: the one that stands there now. */
  | { is: 'stale'; revision: string }

type Stored = { revision?: string; stage?: string; author?: string; submittedBy?: string }

/** Whether nobody is logged in any more; undefined when the server does not answer. */
const isSessionOver = async ({
  api,
  language,
}: {
  api: string
  language: Language
}): Promise<boolean | undefined> => {
  const me = await ask<{ user: object | null }>({ address: `${api}/users/me?depth=0`, language })
  return me.isOk ? !me.body.user : undefined
}

/**
 * Looks, after a save failed, for the reason; undefined when it is another one, which the server's own words tell.
 * @param api base of the API, e.g. `/api`
 * @param revision the one the text was begun with
 */
export const whyNotSaved = async ({
  api,
  id,
  revision,
  user,
  language,
}: {
  api: string
  id?: string
  revision: string
  user?: string
  language: Language
}): Promise<Trouble | undefined> => {
  const isOver = await isSessionOver({ api, language })
  if (isOver === undefined) return { is: 'offline' }
  if (isOver) return { is: 'session' }
  if (!id) return undefined
  const fields = ['revision', 'stage', 'author', 'submittedBy'].map((name) => `select[${name}]=true`)
  const now = await ask<Stored>({
    address: `${api}/items/${id}?draft=true&depth=0&${fields.join('&')}`,
    language,
  })
  if (!now.isOk) return undefined
  const { revision: stored = '', stage, author, submittedBy } = now.body
  if (whyFrozen({ stage, author, submittedBy, user })) return { is: 'closed' }
  return stored === revision ? undefined : { is: 'stale', revision: stored }
}
