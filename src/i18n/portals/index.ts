import { en } from './en.ts'
import { type PortalWords, vi } from './vi.ts'

export type { PortalWords }

/** What the developers of portals read, in one language. */
export const portalWords = (language: 'vi' | 'en'): PortalWords => (language === 'en' ? en : vi)
