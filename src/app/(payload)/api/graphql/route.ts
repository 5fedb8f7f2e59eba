import config from '@payload-config'
import { GRAPHQL_POST, REST_OPTIONS } from '@payloadcms/next/routes'
import { environment } from '../../../../environment.ts'
import { guarded } from '../../../../http/guarded.ts'

const options = { isSecure: environment().publicUrl.startsWith('https:') }

export const POST = guarded(GRAPHQL_POST(config), options)
export const OPTIONS = guarded(REST_OPTIONS(config), options)
