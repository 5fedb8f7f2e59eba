import { MARK } from './mark.ts'

/** Carried inside the page, so that no file has to be served for it. */
export const favicon = {
  rel: 'icon',
  type: 'image/svg+xml',
  url: `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b6e99"/><g transform="translate(4 4) scale(.75)" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round">${MARK.map((d) => `<path d="${d}"/>`).join('')}</g></svg>`,
  )}`,
}
