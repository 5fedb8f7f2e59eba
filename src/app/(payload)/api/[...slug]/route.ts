import config from '@payload-config'
import '@payloadcms/next/css'
import { REST_DELETE, REST_GET, REST_OPTIONS, REST_PATCH, REST_POST, REST_PUT } from '@payloadcms/next/routes'
import { environment } from '../../../../environment.ts'
import { guarded } from '../../../../http/guarded.ts'

const options = { isSecure: environment().publicUrl.startsWith('https:') }

export const GET = guarded(REST_GET(config), options)
export const POST = guarded(REST_POST(config), options)
export const DELETE = guarded(REST_DELETE(config), options)
export const PATCH = guarded(REST_PATCH(config), options)
export const PUT = guarded(REST_PUT(config), options)
export const OPTIONS = guarded(REST_OPTIONS(config), options)
