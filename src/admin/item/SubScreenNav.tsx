import { SetStepNav } from '@payloadcms/ui'
import type { PayloadRequest } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { say } from '../../i18n/index.ts'

/** The breadcrumb of a screen below an item's own. */
export const SubScreenNav = ({
  req,
  id,
  title,
  label,
}: {
  req: PayloadRequest
  id: string
  title: string
  /** What the screen is called. */
  label: string
}) => {
  const { admin: adminRoute } = req.payload.config.routes
  return (
    <SetStepNav
      nav={[
        { label: say(req, 'items.many'), url: formatAdminURL({ adminRoute, path: '/collections/items' }) },
        { label: title, url: formatAdminURL({ adminRoute, path: `/collections/items/${id}` }) },
        { label },
      ]}
    />
  )
}
