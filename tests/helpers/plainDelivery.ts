// The delivery plugin in a project that is not Loa: who its people are, and what its portals ask.
import type { ActorOf } from '../../src/access/roles.ts'
import {
  createDeliveryApp,
  type DeliveryAppOptions,
  type DeliveryOptions,
  mediaOnDisk,
} from '../../src/delivery/index.ts'
import type { PlainProject } from './plainProject.ts'

/** People as `plainProject.ts` has them. */
export const actorOf: ActorOf = ({ user }) => {
  if (user?.collection !== 'users') return null
  const { role } = user as unknown as { role: 'admin' }
  return { id: String(user.id), collection: 'users', role, organization: '', name: '' }
}

/** What a portal of this project asks, with `key`. */
export const portalOf = (
  project: PlainProject,
  options: DeliveryOptions & Pick<DeliveryAppOptions, 'taxonomies'> = {},
) => {
  const { slugs, outlets, taxonomies } = options
  const app = createDeliveryApp({
    pool: project.pool,
    basePath: '/v1',
    media: mediaOnDisk({ directory: '/nowhere' }),
    slugs,
    outlets,
    taxonomies,
  })
  return async (address: string, authorization: string) => {
    const response = await app.request(`http://delivery.test/v1${address}`, { headers: { authorization } })
    return { status: response.status, body: (await response.json()) as any }
  }
}
