// What browsers are told with every answer of the cms: the one list. The delivery API has its own (src/delivery/security.ts).

type Headers = Record<string, string>

const EVERYWHERE: Headers = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': [
    ...[
      'accelerometer',
      'camera',
      'display-capture',
      'geolocation',
      'gyroscope',
      'magnetometer',
      'microphone',
    ],
    ...['midi', 'payment', 'usb', 'xr-spatial-tracking'],
  ]
    .map((name) => `${name}=()`)
    .join(', '),
}

// two years, as the lists of browsers ask for; of the host alone, whose neighbours are not ours to decide about
const STRICT_TRANSPORT = { 'Strict-Transport-Security': 'max-age=63072000' }

const withTransport = (headers: Headers, isSecure: boolean): Headers =>
  isSecure ? { ...headers, ...STRICT_TRANSPORT } : headers

/** Of what is no page: nothing in it is run or shown, should a browser open it. Files bring a policy of their own. */
export const dataHeaders = ({ isSecure }: { isSecure: boolean }): Headers =>
  withTransport(
    { ...EVERYWHERE, 'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'" },
    isSecure,
  )

/**
 * Of a page of the admin panel. Scripts run where the page's own nonce says so, and what these load.
 * @param isDev React and its reloading need `eval` and a socket while one develops
 */
export const pageHeaders = ({
  nonce,
  isSecure,
  isDev,
}: {
  nonce: string
  isSecure: boolean
  isDev: boolean
}): Headers =>
  withTransport({ ...EVERYWHERE, 'Content-Security-Policy': pagePolicy({ nonce, isDev }) }, isSecure)

const pagePolicy = ({ nonce, isDev }: { nonce: string; isDev: boolean }): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ''}`,
    // Payload and React put sizes and places into style attributes, and the editor adds elements without a nonce
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self' data:",
    "media-src 'self' blob:",
    `connect-src 'self'${isDev ? ' ws: wss:' : ''}`,
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
