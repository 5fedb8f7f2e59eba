import type { PayloadRequest } from 'payload'
import { formatAdminURL } from 'payload/shared'

/** The screen of an item, or the list of items by stage. */
export const itemAddress = (req: PayloadRequest, id: string): string =>
  formatAdminURL({ adminRoute: req.payload.config.routes.admin, path: `/collections/items/${id}` })

export const stageAddress = (req: PayloadRequest, stage: string): string =>
  `${formatAdminURL({ adminRoute: req.payload.config.routes.admin, path: '/collections/items' })}?where[or][0][and][0][stage][equals]=${stage}`
