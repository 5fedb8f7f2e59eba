// Next calls this before every page: the policy of a page names a nonce, which Next puts on its own scripts.
import { type NextRequest, NextResponse } from 'next/server'
import { pageHeaders } from './http/securityHeaders.ts'

export const proxy = (request: NextRequest) => {
  const { NODE_ENV, PUBLIC_URL = '' } = process.env
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64')
  const own = pageHeaders({
    nonce,
    isSecure: PUBLIC_URL.startsWith('https:'),
    isDev: NODE_ENV === 'development',
  })
  const headers = new Headers(request.headers)
  // Next reads the nonce from the policy of the request
  headers.set('Content-Security-Policy', own['Content-Security-Policy'] ?? '')
  const response = NextResponse.next({ request: { headers } })
  for (const [name, value] of Object.entries(own)) response.headers.set(name, value)
  return response
}

// not the APIs and a leader's page, which set their own (`guarded`, the delivery API, src/leader); uploads Next would keep
// in memory here
export const config = { matcher: ['/((?!api/|portal/|leader/|_next/static/|healthz|readyz|metrics).*)'] }
